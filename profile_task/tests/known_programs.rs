//! Programs whose kind is known, each judged ten times in a row: alone, and
//! next to busy loops that take the cores away. It takes some minutes, so a plain
//! `cargo test` skips it:
//!
//! `cargo test -p profile_task --test known_programs`
//!
//! Each one is given more work until it runs long enough to be judged, because
//! its speed depends on the machine.
//!
//! A name or a part of one selects programs, such as `-- grep`. The variable
//! `RUNS` sets another number of runs.

use std::env;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use tempfile::TempDir;

/// Number of runs per program, unless `RUNS` says otherwise.
const RUNS: usize = 10;

/// Minimum time for which a script computes or waits, in seconds: five times
/// the time that a verdict needs.
const LONG_ENOUGH: f64 = 0.5;

/// Number of attempts at making a script that long.
const ATTEMPTS: usize = 10;

/// CPU time, in seconds, that follows each pause of the same length.
const PAUSE: f64 = 0.2;

/// Size of the file that is read from the disk, in MiB.
const BLOCKS: usize = 400;

/// Packages that are built.
const MEMBERS: [&str; 3] = ["first", "second", "third"];

/// Returns the script for an amount of work, in a folder with the files that
/// [`prepare`] writes.
type Script = Box<dyn Fn(&Path, u32) -> String + Send>;

/// A program, and its known kind.
struct Known {
    name: &'static str,
    script: Script,
    kind: &'static str,
}

fn main() {
    let mut arguments = Arguments::from_args();
    // Two at a time would disturb each other.
    arguments.test_threads = Some(1);
    // Not in /tmp, which may be memory, because dd has to wait for a disk.
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR"));
    let folder = Arc::new(folder.expect("a temporary folder"));
    if !arguments.list {
        prepare(folder.path());
    }
    let mut trials = Vec::new();
    for busy_loops in [0, command_line::cores()] {
        for known in programs() {
            let folder = Arc::clone(&folder);
            let beside = match busy_loops {
                0 => "alone",
                _ => "next to busy loops",
            };
            let name = format!("{} is {}, {beside}", known.name, known.kind);
            trials.push(Trial::test(name, move || {
                judged_alike(&known, folder.path(), busy_loops)
            }));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn programs() -> Vec<Known> {
    let known = |name, script: &str, kind| Known {
        name,
        script: repeated(script),
        kind,
    };
    // Repeated short runs would mostly start up, which is the kernel's work.
    let compiles = |name, script: &'static str| Known {
        name,
        script: Box::new(|folder, count| {
            write_sources(folder, 10 * count);
            script.to_owned()
        }),
        kind: "CPU-bound",
    };
    let example = |name: &str| built().join(name).display().to_string();
    let mut all = vec![
        compiles(
            "a compiler",
            "rustc --edition 2024 -O --crate-type lib first/src/lib.rs",
        ),
        known("sleep", "sleep 0.5", "I/O-bound"),
        // The kernel fills memory with zeros, and throws it away.
        known(
            "dd from a cache to nowhere",
            "dd if=/dev/zero of=/dev/null bs=64k count=120000",
            "CPU-bound",
        ),
        // Without the cache, a disk writes large blocks straight to memory, and
        // the processor only waits. (Small ones are different, because a disk
        // that responds in 0.2 ms is as fast as the kernel.)
        known(
            "dd that waits for the disk",
            "dd if=blocks of=/dev/null bs=1M iflag=direct",
            "I/O-bound",
        ),
        // With /dev/null for its output, it would stop at the first line.
        known(
            "grep",
            "grep -c -i 'h.llo.*w.rld' lines > counted",
            "CPU-bound",
        ),
        compiles(
            "a parallel build",
            "touch first/src/lib.rs second/src/lib.rs third/src/lib.rs; \
             CARGO_INCREMENTAL=0 cargo build --offline --quiet",
        ),
        compiles("a parallel build by make", "rm -f *.o; make --silent -j 2"),
        known("a download", &example("ex_3_1"), "I/O-bound"),
        known("three downloads", &example("ex_3_3"), "I/O-bound"),
        known("ex_3_5", &example("ex_3_5"), "CPU-bound"),
        known(
            "two programs in a pipe",
            "head -c 500000000 /dev/zero | tr '\\0' 'x' > /dev/null",
            "CPU-bound",
        ),
        known(
            "one that waits and computes",
            &format!("sleep {PAUSE}; sh burn"),
            "mixed",
        ),
    ];
    // If new memory comes in pages of 2 MiB, there are few faults.
    let huge = "/sys/kernel/mm/transparent_hugepage/enabled";
    let huge = fs::read_to_string(huge).unwrap_or_default();
    if !huge.contains("[always]") {
        all.push(known(
            "dd into new memory",
            "dd if=/dev/zero of=/dev/null bs=256M count=1",
            "bound by new memory",
        ));
    }
    all
}

/// Returns the folder of the programs that cargo has built.
fn built() -> &'static Path {
    let program = Path::new(env!("CARGO_BIN_EXE_profile_task"));
    program.parent().expect("it lies in a folder")
}

/// Builds the examples, and writes the files that the programs read.
fn prepare(folder: &Path) {
    let built = command_line::cargo()
        .args(["build", "--quiet", "-p", "ex_3_1", "-p", "ex_3_3"])
        .args(["-p", "ex_3_5"])
        .status();
    assert!(
        built.is_ok_and(|status| status.success()),
        "cargo builds them"
    );

    let members = MEMBERS.map(|member| format!("{member:?}")).join(", ");
    write(
        folder.join("Cargo.toml"),
        &format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n"),
    );
    for member in MEMBERS {
        write(
            folder.join(member).join("Cargo.toml"),
            &format!("[package]\nname = {member:?}\nedition = \"2024\"\n"),
        );
    }
    write(
        folder.join("Makefile"),
        &format!(
            "all: {}\n%.o: %/src/lib.rs\n\trustc --edition 2024 -O \
             --crate-type lib --emit obj -o $@ $<\n",
            MEMBERS.map(|member| format!("{member}.o")).join(" ")
        ),
    );
    // Written to the disk now, or the rest would keep it busy later.
    let blocks = File::create(folder.join("blocks"));
    let mut blocks = blocks.expect("it can be written");
    for _ in 0..BLOCKS {
        blocks.write_all(&[7; 1 << 20]).expect("it can be written");
    }
    blocks.sync_all().expect("it can be written");
    write(
        folder.join("lines"),
        &"Hello, wonderful world of lines\n".repeat(3_000_000),
    );
    let burn = long_enough(&repeated(":"), "CPU-bound", PAUSE, folder);
    let burn = burn.map_err(|error| error.message().map(str::to_owned));
    write(folder.join("burn"), &burn.expect("a loop can be repeated"));
}

/// Writes a library of `count` functions for each package.
fn write_sources(folder: &Path, count: u32) {
    let function = |n| {
        format!(
            "pub fn f{n}(words: &[String]) -> std::collections::BTreeMap\
             <String, Vec<usize>> {{ let mut all = std::collections::\
             BTreeMap::new(); for (at, word) in words.iter().enumerate() \
             {{ all.entry(format!(\"{{word}}{n}\")).or_insert_with(\
             Vec::new).push(at); }} all }}\n"
        )
    };
    let functions: String = (0..count).map(function).collect();
    for member in MEMBERS {
        write(folder.join(member).join("src/lib.rs"), &functions);
    }
}

fn write(file: PathBuf, text: &str) {
    let folder = file.parent().expect("it is in a folder");
    fs::create_dir_all(folder).expect("it can be made");
    fs::write(file, text).expect("it can be written");
}

/// Keeps a core busy, until it is dropped.
struct BusyLoop(Child);

impl BusyLoop {
    fn start() -> BusyLoop {
        let mut shell = Command::new("sh");
        shell.args(["-c", "while :; do :; done"]);
        BusyLoop(shell.spawn().expect("it starts"))
    }
}

impl Drop for BusyLoop {
    fn drop(&mut self) {
        // Both fail if it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Returns a script that runs another one `count` times, one after another.
fn repeated(script: &str) -> Script {
    let script = script.to_owned();
    Box::new(move |_, count| {
        format!(
            "i=0; while [ $i -lt {count} ]; do i=$((i+1)); {script} || exit; \
             done"
        )
    })
}

/// Returns the script with enough work for `seconds` of computing or, if its kind
/// waits, of its own time.
fn long_enough(
    script: &Script,
    kind: &str,
    seconds: f64,
    folder: &Path,
) -> Result<String, Failed> {
    let (mut count, mut attempt) = (1, 1);
    // A short run mostly measures its startup.
    loop {
        let script = script(folder, count);
        let run = || Ok::<f64, Failed>(done(&judged(&script, folder)?, kind));
        // The first of two may have more to do, such as reading from a disk.
        let took = run()?.min(run()?);
        if took >= seconds {
            return Ok(script);
        }
        if attempt == ATTEMPTS {
            return Err(Failed::from(format!(
                "`{script}`, given {count} times the work, took {took:.3} s; \
                 it can't be judged in less than {seconds} s"
            )));
        }
        let factor = (1.2 * seconds / took.max(0.001)).min(100.0);
        count = (f64::from(count) * factor).ceil() as u32;
        attempt += 1;
    }
}

/// Returns the seconds for which a program computed or, if it waits, its own
/// time. Neither includes time in which others had the cores.
fn done(figures: &Value, kind: &str) -> f64 {
    let seconds = |name: &str| figures[name].as_f64().unwrap_or_default();
    let own_time = seconds("wall") - seconds("waiting_for_a_core");
    match kind {
        "I/O-bound" | "mixed" => own_time,
        _ => own_time - seconds("blocked"),
    }
}

fn judged_alike(
    known: &Known,
    folder: &Path,
    busy_loops: usize,
) -> Result<(), Failed> {
    // Measured alone, because busy loops would slow it down.
    let script = long_enough(&known.script, known.kind, LONG_ENOUGH, folder)?;
    let _busy: Vec<BusyLoop> =
        (0..busy_loops).map(|_| BusyLoop::start()).collect();
    let mut seen = Vec::new();
    let runs = env::var("RUNS").map_or(Ok(RUNS), |runs| runs.parse())?;
    for _ in 0..runs {
        let figures = judged(&script, folder)?;
        let verdict = figures["verdict"].as_str().unwrap_or_default();
        let share = 100.0 * figures["computing_share"].as_f64().unwrap_or(-1.0);
        let busy = figures["cores_busy"].as_f64().unwrap_or(-1.0);
        seen.push(format!("{verdict} ({share:.0}%, CPU ÷ wall {busy:.2})"));
        if verdict != known.kind {
            return Err(Failed::from(format!(
                "run {}: {seen:?}\n{figures:#}",
                seen.len()
            )));
        }
    }
    println!("{}", seen.join(", "));
    Ok(())
}

fn judged(script: &str, folder: &Path) -> Result<Value, Failed> {
    let file = folder.join("figures.json");
    let status = Command::new(env!("CARGO_BIN_EXE_profile_task"))
        .arg("--json")
        .arg(&file)
        .args(["sh", "-c", script])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    if !status.success() {
        return Err(Failed::from(format!("`{script}` ends with {status}")));
    }
    Ok(serde_json::from_str(&fs::read_to_string(file)?)?)
}
