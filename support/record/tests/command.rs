//! The command itself, in small workspaces that the tests create.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use checks::{Run, processes};
use tempfile::TempDir;

use record::one_recording;
use record::recordings::{RECORDINGS, Recording};

/// A workspace with programs of two packages that are recorded.
struct Course(TempDir);

/// A program that prints two lines.
const PRINTS: &str = r#"fn main() { println!("3 requests\nTook 1.01 s"); }"#;

const FAILS: &str = r#"fn main() {
    println!("half of it");
    eprintln!("Error: no coffee\nand more");
    std::process::exit(3);
}"#;

const WAITS: &str = r#"fn main() {
    std::fs::write("started", std::process::id().to_string()).unwrap();
    println!("half of it");
    std::thread::sleep(std::time::Duration::from_secs(600));
}"#;

impl Course {
    /// Creates a course with the packages `local_httpbin` and `record`, which
    /// are recorded without pictures.
    fn new(local_httpbin: &str, record: &str) -> Course {
        Course::with(&[("local_httpbin", local_httpbin), ("record", record)])
    }

    /// Creates a course with these packages and their programs.
    fn with(packages: &[(&str, &str)]) -> Course {
        let course = Course(tempfile::tempdir().expect("there is room"));
        let members: Vec<&str> = packages.iter().map(|it| it.0).collect();
        let manifest =
            format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
        course.write("Cargo.toml", &manifest);
        for (package, program) in packages {
            let manifest = format!(
                "[package]\nname = \"{package}\"\nversion = \"0.1.0\"\n\
                 edition = \"2024\"\n"
            );
            fs::create_dir_all(course.path(package).join("src"))
                .expect("it is ours");
            course.write(&format!("{package}/Cargo.toml"), &manifest);
            course.write(&format!("{package}/src/main.rs"), program);
        }
        course
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("it is ours");
    }

    fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.path(name)).ok()
    }

    /// Returns the recording of `local_httpbin`, old or new.
    fn recording(&self) -> String {
        self.read("local_httpbin/output.txt").unwrap_or_default()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        command(self.0.path(), arguments)
    }

    fn record(&self, arguments: &[&str]) -> Run {
        checks::run(self.command(arguments))
    }

    /// Returns every file with its text, except those that cargo built.
    fn files(&self) -> Vec<(PathBuf, String)> {
        let mut found = Vec::new();
        let mut folders = vec![self.0.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("it is ours") {
                let path = entry.expect("it can be listed").path();
                if path.ends_with("target") {
                    continue;
                }
                match fs::read_to_string(&path) {
                    Ok(text) => found.push((path, text)),
                    Err(_) => folders.push(path),
                }
            }
        }
        found.sort();
        found
    }
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    processes::hear_signals();
    let mut command = Command::new(env!("CARGO_BIN_EXE_record"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR");
    command
}

const RECORDED: &str = "$ cargo run -p local_httpbin -- --help\n\
                        3 requests\nTook 1.01 s\n";

#[test]
fn the_recording_is_the_output() {
    let course = Course::new(PRINTS, PRINTS);
    let output = course.record(&["local_httpbin"]);
    assert!(output.status.success(), "{}", output.stderr);
    assert_eq!(course.recording(), RECORDED);
    assert_eq!(course.read("record/output.txt"), None, "it was not named");
    assert_eq!(course.read("book/src/machine.md"), None, "not all ran");
    assert!(output.stdout.contains("local_httpbin "), "{output:?}");
}

#[test]
fn each_engine_is_found_in_any_folder_of_the_path() {
    let recording = Recording {
        engines: &[&["parallel"], &["redis-server", "valkey-server"]],
        ..RECORDINGS[0]
    };
    let [first, second] =
        [(); 2].map(|()| tempfile::tempdir().expect("there is room"));
    let path = env::join_paths([first.path(), second.path()]);
    let path = path.expect("no colon in it");
    let missing = || recording.missing_engine(&path);
    let write = |folder: &TempDir, name| {
        fs::write(folder.path().join(name), "").expect("it is ours");
    };
    assert_eq!(missing(), Some(&["parallel"][..]));
    write(&second, "parallel");
    assert_eq!(missing(), Some(&["redis-server", "valkey-server"][..]));
    write(&first, "valkey-server");
    assert_eq!(missing(), None);
}

#[cfg(unix)]
#[test]
fn a_recording_is_readable_by_all_users() {
    use std::os::unix::fs::PermissionsExt;

    let course = Course::new(PRINTS, PRINTS);
    course.record(&["local_httpbin"]);
    let file = fs::metadata(course.path("local_httpbin/output.txt"));
    let mode = file.expect("it was written").permissions().mode();
    let usual = fs::metadata(course.path("Cargo.toml")).expect("it is ours");
    assert_eq!(mode, usual.permissions().mode());
}

#[test]
fn a_program_that_fails_keeps_its_recording_and_the_next_one_runs() {
    let course = Course::new(FAILS, PRINTS);
    course.write("local_httpbin/output.txt", "old");
    let output = course.record(&["local_httpbin", "record"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(course.recording(), "old");
    assert!(course.read("record/output.txt").is_some());
    let said = output.stderr;
    assert!(
        said.contains(
            "Warning: local_httpbin failed, so its recording stays: it ended \
             with status 3: `Error: no coffee`.\n"
        ),
        "{said}"
    );
    assert!(!said.contains("and more"), "one sentence: {said}");
}

#[cfg(unix)]
#[test]
fn a_program_that_is_killed_keeps_its_recording() {
    let course = Course::new("fn main() { std::process::abort() }", PRINTS);
    course.write("local_httpbin/output.txt", "old");
    let output = course.record(&["local_httpbin"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(course.recording(), "old");
    let said = output.stderr;
    assert!(
        said.contains("it was killed (signal: 6 (SIGABRT)"),
        "{said}"
    );
}

#[test]
fn a_program_that_prints_nothing_keeps_its_recording() {
    let course = Course::new("fn main() {}", PRINTS);
    course.write("local_httpbin/output.txt", "old");
    let output = course.record(&["local_httpbin"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(course.recording(), "old");
    assert!(output.stderr.contains("it printed nothing"), "{output:?}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_recordings_and_ends_the_program() {
    let course = Course::new(WAITS, PRINTS);
    course.write("local_httpbin/output.txt", "old");
    let mut recording = course
        .command(&["local_httpbin", "record"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("it starts");
    let program = checks::poll("the program's id", || {
        let ended = recording.try_wait().expect("it is ours");
        assert_eq!(ended, None, "it ended before the program started");
        course.read("started")?.parse().ok()
    });
    processes::kill("INT", recording.id());
    let output = checks::ended(recording);
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert!(output.stderr.contains("Interrupted: "), "{output:?}");
    assert_eq!(course.recording(), "old");
    assert_eq!(course.read("record/output.txt"), None);
    assert!(!processes::is_running(program));
}

#[cfg(target_os = "linux")]
#[test]
fn a_parent_that_ignores_the_end_of_children_changes_nothing() {
    let course = Course::new(PRINTS, PRINTS);
    let command = course.command(&["local_httpbin"]);
    let command = checks::started_by(checks::IGNORES_CHILDREN, &command);
    let output = checks::run(command);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(course.recording(), RECORDED);
}

#[test]
fn a_check_writes_nothing_and_finds_other_words() {
    let course = Course::new(PRINTS, PRINTS);
    course.record(&["local_httpbin", "record"]);
    course.write(
        "local_httpbin/src/main.rs",
        &PRINTS.replace("1.01 s", "1.37 s"),
    );
    let before = course.files();
    let output = course.record(&["--check", "local_httpbin"]);
    assert!(output.status.success(), "{output:?}");
    assert!(output.stdout.contains("matches its recording"));

    course.write(
        "local_httpbin/src/main.rs",
        &PRINTS.replace("requests", "answers"),
    );
    let output = course.record(&["--check", "local_httpbin", "record"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        output.stdout.contains(
            "differs in line 1: recorded `# requests`, now `# answers`\n"
        ),
        "{}",
        output.stdout
    );
    course.write(
        "local_httpbin/src/main.rs",
        &PRINTS.replace("1.01 s", "1.37 s"),
    );
    assert_eq!(course.files(), before);
}

#[test]
fn a_check_finds_a_missing_recording() {
    let course = Course::new(PRINTS, PRINTS);
    let output = course.record(&["--check", "local_httpbin"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.contains("was not recorded yet"), "{output:?}");
}

#[test]
fn a_wide_spread_is_reported() {
    let spread = PRINTS.replace("Took 1.01 s", "2 threads  spread 2.31x");
    let course = Course::new(&spread, &spread.replace("2.31x", "1.31x"));
    let output = course.record(&["local_httpbin", "record"]);
    let said = output.stderr;
    assert!(
        said.contains(
            "Warning: The runs of local_httpbin spread by 2.31x, which is \
             more than 1.50x: `2 threads spread 2.31x`\n"
        ),
        "{said}"
    );
    assert!(!said.contains("The runs of record "), "{said}");
}

/// A program that prints a row, and writes it as data if a file is named.
const HAS_FIGURES: &str = r##"fn main() {
    println!("mutex  3.5 ms");
    let row = r#"{"version": "mutex", "label": "mutex", "spread": 2.5}"#;
    let data = format!("{{\"tables\": [{{\"rows\": [{row}]}}]}}");
    if let Some(file) = std::env::var_os("FIGURES_JSON") {
        std::fs::write(file, data).unwrap();
    }
}"##;

#[test]
fn figures_are_kept_with_the_output_of_the_same_run() {
    let course = Course::with(&[("shared_state", HAS_FIGURES)]);
    let output = course.record(&["shared_state"]);
    let said = output.stderr;
    let warning = "Warning: The runs of shared_state spread by 2.50x, which is \
                   more than 1.50x: `mutex`\n";
    assert!(said.contains(warning), "{said}");
    let [text, data] = ["txt", "json"]
        .map(|end| course.read(&format!("shared_state/output.{end}")));
    assert!(text.is_some_and(|text| text.ends_with("mutex  3.5 ms\n")));
    assert!(data.is_some_and(|data| data.starts_with("{\"tables\": ")));
}

#[test]
fn a_program_without_its_figures_keeps_its_recording() {
    let is_no_json = HAS_FIGURES.replace("[{row}]", "[{row}");
    for program in [PRINTS, &is_no_json] {
        let course = Course::with(&[("shared_state", program)]);
        course.write("shared_state/output.txt", "old");
        course.write("shared_state/output.json", "{}");
        let output = course.record(&["shared_state"]);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert!(output.stderr.contains("wrote "), "{output:?}");
        let [text, data] = ["txt", "json"]
            .map(|end| course.read(&format!("shared_state/output.{end}")));
        assert_eq!(text.as_deref(), Some("old"));
        assert_eq!(data.as_deref(), Some("{}"));
    }
}

#[test]
fn a_whole_run_describes_the_machine_and_the_failures() {
    let course = Course::new(PRINTS, FAILS);
    let output = course.record(&[]);
    assert_eq!(output.status.code(), Some(1));
    let page = course.read("book/src/machine.md").expect("it was written");
    for row in ["Processor", "Cores", "Memory", "OS", "Compiler", "Load"] {
        let is_there = page.contains(&format!("\n| {row} | "));
        assert!(is_there, "{row}: {page}");
    }
    assert!(page.contains("- record failed, so its"), "{page}");
    assert!(page.contains(", blocked_loop, "), "{page}");
    assert!(!page.contains(", local_httpbin"), "it was recorded: {page}");
    assert!(
        output
            .stdout
            .contains("Claims without figures in this run: "),
        "{output:?}"
    );

    // Another machine recorded the rest.
    let json = course
        .read("book/src/machine.json")
        .expect("it was written");
    let other = json.replace("\"processor\": \"", "\"processor\": \"Other ");
    course.write("book/src/machine.json", &other);
    let output = course.record(&["local_httpbin"]);
    let said = output.stderr;
    assert!(said.contains("recordings are from another"), "{said}");
    course.write("book/src/machine.json", &json);
    let output = course.record(&["local_httpbin"]);
    let said = output.stderr;
    assert!(!said.contains("recordings are from another"), "{said}");

    // The page says so.
    course.record(&["local_httpbin"]);
    let now = course.read("book/src/machine.md").expect("it is there");
    let later = now.split_once("\n## Recorded later\n\n");
    let (_, later) = later.expect("there is such a list");
    assert!(later.starts_with("- local_httpbin: "), "{later}");
    assert!(later.ends_with(" UTC, on the same machine.\n"), "{later}");
    assert_eq!(later.lines().count(), 1, "{later}");
}

#[test]
fn the_page_lists_disturbances_of_the_recordings_that_are_shown() {
    let calm = PRINTS.replace("Took 1.01 s", "2 threads  spread 1.01x");
    let disturbed = calm.replace("1.01x", "2.31x");
    let course = Course::new(&disturbed, &disturbed);
    let is_listed = |name: &str| {
        let page = course.read("book/src/machine.md").expect("it is there");
        page.contains(&format!("- The runs of {name} spread by 2.31x"))
    };
    course.record(&[]);
    assert!(is_listed("local_httpbin") && is_listed("record"));
    course.write("local_httpbin/src/main.rs", &calm);
    course.record(&["local_httpbin"]);
    assert!(!is_listed("local_httpbin"), "it was recorded again");
    assert!(is_listed("record"), "it is shown as it was");
    course.write("local_httpbin/src/main.rs", &disturbed);
    course.record(&["local_httpbin"]);
    assert!(is_listed("local_httpbin"), "it is disturbed again");

    // A whole run in which one fails keeps what disturbed that one's recording.
    course.write("local_httpbin/src/main.rs", &calm);
    course.write("record/src/main.rs", FAILS);
    course.record(&[]);
    assert!(!is_listed("local_httpbin") && is_listed("record"));
}

#[test]
fn a_program_that_does_not_compile_ends_it_before_anything_is_written() {
    let course = Course::new("fn main() { 1 }", PRINTS);
    course.write("record/output.txt", "old");
    let output = course.record(&["record"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        course.read("record/output.txt").expect("it is there"),
        "old"
    );
    let said = output.stderr;
    assert!(
        said.contains("Error: the workspace was not built: "),
        "{said}"
    );
    assert!(said.contains("mismatched types"), "cargo's reason: {said}");
}

#[test]
fn a_recording_that_cannot_be_read_is_reported() {
    let course = Course::new(PRINTS, PRINTS);
    fs::create_dir(course.path("local_httpbin/output.txt")).expect("ours");
    let output = course.record(&["local_httpbin"]);
    assert_eq!(output.status.code(), Some(1));
    let said = output.stderr;
    assert!(said.contains("Error: cannot read "), "{said}");
    assert!(said.contains("output.txt: "), "{said}");
}

#[test]
fn a_file_that_cannot_be_replaced_stays_without_leftovers() {
    let folder = tempfile::tempdir().expect("there is room");
    let file = folder.path().join("output.txt");
    fs::create_dir(&file).expect("it is ours");
    let new = "new".to_owned();
    let error = one_recording::replace_all(&[(file, &new)])
        .expect_err("a folder is there");
    assert!(
        format!("{error:#}").starts_with("cannot write "),
        "{error:#}"
    );
    let left = fs::read_dir(folder.path()).expect("it is ours");
    assert_eq!(left.count(), 1);
}

#[test]
fn the_page_mentions_quick_sizes() {
    let course = Course::new(PRINTS, PRINTS);
    course.record(&["--quick"]);
    let page = course.read("book/src/machine.md").expect("it was written");
    assert!(page.contains("\n| Sizes | quick |\n"), "{page}");
}

#[test]
fn an_unknown_name_gets_the_names_that_there_are() {
    let course = Course::new(PRINTS, PRINTS);
    let output = course.record(&["ex_9_9"]);
    assert_eq!(output.status.code(), Some(2));
    let said = output.stderr;
    assert!(said.contains("'ex_9_9'"), "{said}");
    assert!(said.contains("ex_3_1, ex_3_1-python, ex_3_2, "), "{said}");
    assert!(said.contains("fork_vs_spawn-memory"), "{said}");
}

#[test]
fn without_a_workspace_it_says_where_to_go() {
    let nowhere = tempfile::tempdir().expect("there is room");
    let output = checks::run(command(nowhere.path(), &[]));
    assert_eq!(output.status.code(), Some(1));
    let said = output.stderr;
    assert!(said.contains("Error: there is no workspace here"), "{said}");
    assert!(said.contains("run this in the course's folder"), "{said}");
}

#[test]
fn help_lists_the_options() {
    let nowhere = tempfile::tempdir().expect("there is room");
    let text = checks::run(command(nowhere.path(), &["--help"])).printed();
    assert!(
        text.contains("Usage: record [OPTIONS] [EXAMPLE]..."),
        "{text}"
    );
    for option in ["--check", "--quick"] {
        assert!(text.contains(option), "{text}");
    }
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
}
