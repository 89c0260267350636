//! The machine that the examples ran on, as a page of the book.

use std::fmt::Write;
use std::process::Command;
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
            processor: or_unknown(Some(processor)),
            cores: cores(),
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
pub struct Session {
    /// The load, averaged over a minute, before the start and at the end.
    pub load: [f64; 2],
    /// How long the examples took, without the build.
    pub took: Duration,
    /// Whether the sizes were the quick ones.
    pub quick: bool,
    /// What went wrong or may have disturbed the figures, a sentence each.
    pub warnings: Vec<String>,
    /// The claims that do not hold here, a line each.
    pub refuted: Vec<String>,
}

/// The page as Markdown.
pub fn page(machine: &Machine, session: &Session) -> String {
    let now = OffsetDateTime::now_utc();
    let [before, after] = session.load;
    let sizes = if session.quick { "quick" } else { "usual" };
    let mut page = format!(
        "# The machine behind the figures\n\n\
         <!-- Written by `cargo run -p record`; edits are lost. -->\n\n\
         Every output and every picture in this book comes from one run of \
         `cargo run -p record`, on this machine. [Your own \
         numbers](your_own_numbers.md) says how to put yours in their \
         place.\n\n\
         | | |\n| --- | --- |\n{}\
         | Recorded | {} {:02}:{:02} UTC, in {:.0} s |\n\
         | Sizes | the {sizes} ones |\n\
         | Load | {before:.2} before the start, {after:.2} at the end \
         (average over a minute, the build and the examples in it) |\n\n\
         Each program was built before, and then ran once. Its figures are \
         those that it printed.\n",
        machine.rows(),
        now.date(),
        now.hour(),
        now.minute(),
        session.took.as_secs_f64(),
    );
    list(
        &mut page,
        "What may have disturbed the figures",
        &session.warnings,
        "Nothing was noticed.",
    );
    list(
        &mut page,
        "What the book says and this machine does not bear out",
        &session.refuted,
        "Nothing: every claim about a figure holds here.",
    );
    page
}

fn list(page: &mut String, heading: &str, lines: &[String], none: &str) {
    write!(page, "\n## {heading}\n\n").expect("a String takes any text");
    if lines.is_empty() {
        writeln!(page, "{none}").expect("a String takes any text");
    }
    for line in lines {
        writeln!(page, "- {line}").expect("a String takes any text");
    }
}

/// The load of the last minute: how many threads wanted a core, on average.
pub fn load() -> f64 {
    System::load_average().map_or(0.0, |load| load.one)
}

/// The logical cores that this program may use.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn compiler() -> Option<String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
