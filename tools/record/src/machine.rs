//! The machine that the examples ran on, as a page of the book.

use std::collections::BTreeSet;
use std::env;
use std::fmt::Write;
use std::process::Command;
use std::thread;
use std::time::Duration;

use sysinfo::System;
use time::OffsetDateTime;

/// What a reader has to know to judge a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// The processor's name.
    pub processor: String,
    /// Logical cores that this program may use.
    pub cores: usize,
    /// All memory, in bytes.
    pub memory: u64,
    /// The operating system and its kernel.
    pub system: String,
    /// The compiler's name and version.
    pub compiler: String,
}

impl Machine {
    /// Asks the system. What it does not tell is `unknown`, or 0.
    pub fn this() -> Machine {
        let mut processor = String::new();
        let mut memory = 0;
        if let Ok(mut system) = System::new() {
            system.refresh_cpu_all();
            system.refresh_memory();
            memory = system.total_memory();
            let first = system.cpus().first();
            processor = first.map_or("", |core| core.brand()).trim().to_owned();
        }
        let or_unknown = |text: Option<String>| {
            let text = text.filter(|text| !text.is_empty());
            text.unwrap_or_else(|| "unknown".to_owned())
        };
        Machine {
            processor: match processor.as_str() {
                "" => format!("unknown, {}", env::consts::ARCH),
                _ => processor,
            },
            cores: command_line::cores(),
            memory,
            system: format!(
                "{}, kernel {}",
                or_unknown(System::long_os_version().ok()),
                or_unknown(System::kernel_version().ok()),
            ),
            compiler: or_unknown(compiler()),
        }
    }

    /// The rows of the page's table that tell of the machine.
    fn rows(&self) -> String {
        let Machine {
            processor,
            cores,
            memory,
            ..
        } = self;
        let memory = *memory as f64 / f64::from(1 << 30);
        format!(
            "| Processor | {processor} |\n\
             | Cores | {cores} |\n\
             | Memory | {memory:.1} GiB |\n\
             | System | {} |\n\
             | Compiler | {}, profile `dev` |\n",
            self.system, self.compiler
        )
    }

    /// Whether `page`, which another run wrote, tells of this machine.
    pub fn wrote(&self, page: &str) -> bool {
        page.contains(&self.rows())
    }
}

/// A whole run: what is told of it beside the machine.
#[derive(Debug)]
pub struct WholeRun {
    /// How many cores others kept busy just before the first program.
    pub busy: f64,
    /// The load, averaged over a minute, before the start and at the end.
    pub load: [f64; 2],
    /// How long the examples took, without the build.
    pub took: Duration,
    /// Whether the sizes were the quick ones.
    pub quick: bool,
    /// The names of the recordings that are older than this run.
    pub kept: Vec<String>,
    /// What went wrong or may have disturbed the figures, a sentence each.
    pub warnings: Vec<String>,
    /// The claims that do not hold here, a line each.
    pub refuted: Vec<String>,
}

/// The page as Markdown.
pub fn page(machine: &Machine, whole: &WholeRun) -> String {
    let [before, after] = whole.load;
    let sizes = if whole.quick { "quick" } else { "usual" };
    let but = match whole.kept.as_slice() {
        [] => String::new(),
        kept => format!(", but for those of {}", kept.join(", ")),
    };
    let mut page = format!(
        "# The machine behind the figures\n\n\
         <!-- Written by `cargo run -p record`; edits are lost. -->\n\n\
         The outputs and the pictures in this book come from one run of \
         `cargo run -p record` on this machine{but}. [Your own \
         numbers](your_own_numbers.md) says how to put yours in their \
         place.\n\n\
         | What | On this machine |\n| --- | --- |\n{}\
         | Recorded | {}, in {:.0} s |\n\
         | Sizes | the {sizes} ones |\n\
         | Others | kept {:.2} cores busy just before the start |\n\
         | Load | {before:.2} before the start, {after:.2} at the end \
         (average over a minute, the build and the examples in it) |\n\n\
         Each program was built before, and then ran once. Its figures are \
         those that it printed.\n",
        machine.rows(),
        now(),
        whole.took.as_secs_f64(),
        whole.busy,
    );
    list(
        &mut page,
        "What may have disturbed the figures",
        &whole.warnings,
        "Nothing was noticed.",
    );
    list(
        &mut page,
        "What the book says and this machine does not bear out",
        &whole.refuted,
        "Nothing: every claim about figures of this run holds here.",
    );
    page
}

/// The page of an earlier run, which now says that `names` were recorded
/// later, and whether on the same machine.
pub fn add_later(
    page: &str,
    machine: &Machine,
    names: &BTreeSet<String>,
) -> String {
    const HEADING: &str = "## What was recorded later";
    let heading = match page.contains(HEADING) {
        true => String::new(),
        false => format!("\n{HEADING}\n\n"),
    };
    let same = if machine.wrote(page) {
        "the same"
    } else {
        "another"
    };
    let names = names.iter().map(String::as_str).collect::<Vec<_>>();
    let names = names.join(", ");
    format!("{page}{heading}- {names}: {}, on {same} machine.\n", now())
}

/// The day and the time.
fn now() -> String {
    let now = OffsetDateTime::now_utc();
    format!("{} {:02}:{:02} UTC", now.date(), now.hour(), now.minute())
}

/// Adds a heading and a list of `lines`, or what is said where there is none.
fn list(page: &mut String, heading: &str, lines: &[String], none: &str) {
    write!(page, "\n## {heading}\n\n").expect("a String takes any text");
    if lines.is_empty() {
        writeln!(page, "{none}").expect("a String takes any text");
    }
    for line in lines {
        writeln!(page, "- {line}").expect("a String takes any text");
    }
}

/// How many cores are busy, on average over half a second: with other
/// programs, since this one sleeps. 0 where the system does not tell.
pub fn busy_cores() -> f64 {
    let Ok(mut system) = System::new() else {
        return 0.0;
    };
    system.refresh_cpu_usage();
    thread::sleep(Duration::from_millis(500));
    system.refresh_cpu_usage();
    let shares = system.cpus().iter().map(|core| core.usage());
    f64::from(shares.sum::<f32>()) / 100.0
}

/// The load of the last minute: how many threads wanted a core, on average.
pub fn load() -> f64 {
    System::load_average().map_or(0.0, |load| load.one)
}

/// What the compiler says of its version.
fn compiler() -> Option<String> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
