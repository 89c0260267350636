//! `cargo ex` itself, in small workspaces made for it: exercises of the same
//! names, each of which is solved by a function that returns 2.
//!
//! `cargo test -p exercises --test runner`

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
#[cfg(target_os = "linux")]
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
#[cfg(target_os = "linux")]
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;
#[cfg(target_os = "linux")]
use std::time::Instant;
use std::time::{Duration, SystemTime};

#[cfg(target_os = "linux")]
use nix::sys::{
    signal::Signal,
    termios::{self, LocalFlags},
};
#[cfg(target_os = "linux")]
use nix::unistd::Pid;
use tempfile::TempDir;

/// The names, in the order of the course.
const NAMES: &[&str] = &[
    "await_in_turn",
    "gather_with_errors",
    "bounded",
    "time_out",
    "pool_of_threads",
    "two_cores",
    "keep_the_loop_alive",
    "lost_updates",
    "fork_and_reap",
    "process_pool",
    "pipeline",
    "little_executor",
    "keep_every_record",
    "drain_on_shutdown",
    "shed_load",
    "time_each_poll",
    "release_the_gil",
    "idempotent_jobs",
    "which_kind",
    "speed_up_this",
];

/// Returns the last line of the list, after the line break before it.
fn are_solved(number: usize) -> String {
    format!("\n{number} of {} are solved.\n", NAMES.len())
}

/// Longest wait for a line that does not arrive.
const PATIENCE: Duration = Duration::from_secs(60);

/// Longest time for a process to end after it was told to. The deadline of a
/// check ends everything in twice that time.
#[cfg(target_os = "linux")]
const SOON: Duration = Duration::from_secs(10);

const CHECKS: &str = r#"// Unsolved: expected 2, got 1
//! Two.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/NAME.rs"));
}

fn main() -> std::process::ExitCode {
    exercises::leave_out_panics_of("tests/pipeline/");
    if std::env::args().nth(1).is_some_and(|word| word == "worker") {
        exercise::two();
    }
    exercises::run("PAGE", &[("it returns 2", two), ("it ends", again)])
}

fn two() {
    let two = exercise::two();
    assert!(two == 2, "expected 2, got {two}");
}

fn again() {
    exercise::two();
}
"#;

/// A workspace with an exercise of each name, and the runner.
struct Course(TempDir);

impl Course {
    fn new() -> Course {
        // The folder must be on the runner's file system, which a hard link
        // cannot leave.
        let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR"));
        let course = Course(folder.expect("there is room"));
        let real = Path::new(env!("CARGO_MANIFEST_DIR"));
        let sources = ["src/lib.rs", "src/report.rs"];
        for source in sources {
            let text = fs::read_to_string(real.join(source));
            course.write(source, &text.expect("it is there"));
        }
        let mut manifest = "[workspace]\n[package]\nname = \"exercises\"\n\
             edition = \"2024\"\n[features]\nsolution = []\nvariant = []\n"
            .to_owned();
        for name in NAMES {
            manifest += &format!(
                "[[test]]\nname = \"{name}\"\nharness = false\n\
                 path = \"tests/{name}/main.rs\"\n"
            );
            course.add(name);
        }
        course.write("Cargo.toml", &manifest);
        // The runner keeps its notes next to itself.
        let runner = course.runner();
        fs::create_dir_all(runner.parent().expect("a folder")).expect("room");
        // This is not a copy: a process that another test starts at that moment
        // would have it open for writing, and then it could not be run.
        let built = env!("CARGO_BIN_EXE_exercises");
        fs::hard_link(built, runner).expect("a program");
        course
    }

    /// Writes the files of one exercise, and the page that it belongs to.
    fn add(&self, name: &str) {
        let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        let given = fs::read_to_string(real.join(name).join("unsolved.rs"));
        let given = given.expect("each name is one of an exercise");
        let (_, page) = given.split_once("book/src/").expect("a page");
        let (page, _) = page.split_once(".md").expect("a page");

        let file = |file: &str| format!("tests/{name}/{file}");
        let checks = CHECKS.replace("NAME", name).replace("PAGE", page);
        self.write(&file("main.rs"), &checks);
        let unsolved = format!(
            "//! Exercise: return 2. The page: book/src/{page}.md\n\n\
             // TODO: 2\npub fn two() -> u32 {{\n    1\n}}\n"
        );
        self.write(&file("exercise.rs"), &unsolved);
        self.write(&file("unsolved.rs"), &unsolved);
        self.write(
            &file("solution.rs"),
            "// Hint: it is more than 1,\n//     and less than 3.\n\
             // Hint: it is even.\n\n\
             //! Exercise: return 2.\n\npub fn two() -> u32 {\n    2\n}\n",
        );
        let variants = [
            ("right_sum", "", "1 + 1"),
            ("right_product", "", "2 * 1"),
            ("wrong_zero", "// Fails: got 0\n", "0"),
            ("wrong_three", "// Fails: got 3\n", "3"),
            ("wrong_panic", "// Fails: no idea\n", "panic!(\"no idea\")"),
        ];
        for (variant, first, value) in variants {
            let text =
                format!("{first}pub fn two() -> u32 {{\n    {value}\n}}\n");
            self.write(&file(&format!("variants/{variant}.rs")), &text);
        }
        let page = self.0.path().join(format!("book/src/{page}.md"));
        let mut text = fs::read_to_string(&page).unwrap_or_default();
        text += &format!("exercises/tests/{name}/exercise.rs\n");
        fs::create_dir_all(page.parent().expect("a folder")).expect("room");
        fs::write(page, text).expect("it is ours");
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join("exercises").join(file)
    }

    fn write(&self, file: &str, text: &str) {
        let file = self.path(file);
        fs::create_dir_all(file.parent().expect("a folder")).expect("room");
        fs::write(file, text).expect("it is ours");
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).expect("it is there")
    }

    /// Replaces a file of one exercise with another one of its files.
    fn replace(&self, name: &str, file: &str, by: &str) {
        let text = self.read(&format!("tests/{name}/{by}"));
        self.write(&format!("tests/{name}/{file}"), &text);
    }

    fn solve(&self, name: &str) {
        self.replace(name, "exercise.rs", "solution.rs");
    }

    fn runner(&self) -> PathBuf {
        self.0.path().join("target/debug/exercises")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.runner());
        command
            .args(arguments)
            .current_dir(self.0.path())
            .env("CARGO_MANIFEST_DIR", self.path(""))
            .env("CARGO_TARGET_DIR", self.0.path().join("target"))
            .stdin(Stdio::null());
        command
    }

    /// Runs the runner, which must end with this status. Returns its output.
    fn ends(&self, status: i32, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().expect("it starts");
        said(status, &output)
    }

    /// Does the same, and types into its stdin.
    fn ends_when_typed(
        &self,
        status: i32,
        arguments: &[&str],
        typed: &str,
    ) -> String {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(typed.as_bytes()).expect("it reads");
        drop(stdin);
        said(status, &child.wait_with_output().expect("it ends"))
    }
}

fn said(status: i32, output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{text}");
    text
}

#[test]
fn the_first_unsolved_exercise_is_shown_with_its_failure() {
    let course = Course::new();
    let text = course.ends(1, &[]);
    for words in [
        "await_in_turn: exercises/tests/await_in_turn/exercise.rs\n",
        "  not yet  it returns 2\n",
        // The message has no location, because that is in the checks.
        "\n           expected 2, got 1\n",
        "  -        it ends\n",
        "  Read more: book/src/gathering.md\n",
        "cargo ex hint await_in_turn",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }

    course.solve("await_in_turn");
    course.solve("bounded");
    let file = "exercises/tests/await_in_turn/exercise.rs";
    let text = course.ends(0, &["check", file]);
    assert!(text.contains("  ok       it returns 2\n"), "{text}");
    assert!(text.contains("Solved. Go on with `cargo ex`"), "{text}");
    for words in [&[][..], &["check"]] {
        let text = course.ends(1, words);
        assert!(text.starts_with("gather_with_errors: "), "{text}");
    }
    let text = course.ends(0, &["list"]);
    let marked: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with(|mark: char| mark.is_lowercase()))
        .filter_map(|line| line.split("  ").next())
        .collect();
    assert_eq!(marked, ["done", "next", "done"], "{text}");
    assert!(text.ends_with(&are_solved(2)), "{text}");

    for name in NAMES {
        course.solve(name);
    }
    let all = format!("All {} exercises are solved.\n", NAMES.len());
    assert_eq!(course.ends(0, &[]), all);
}

#[cfg(target_os = "linux")]
#[test]
fn a_parent_that_ignores_sigchld_changes_nothing() {
    let course = Course::new();
    let command = course.command(&["check", "bounded"]);
    let output = Command::new("env")
        .arg("--ignore-signal=CHLD")
        .arg(course.runner())
        .args(command.get_args())
        .current_dir(course.0.path())
        .envs(
            command
                .get_envs()
                .filter_map(|(name, it)| Some((name, it?))),
        )
        .output();
    let text = said(1, &output.expect("it starts"));
    assert!(text.contains("expected 2, got 1"), "{text}");
}

#[test]
fn code_that_does_not_compile_shows_the_compilers_message() {
    let course = Course::new();
    course.write(
        "tests/await_in_turn/exercise.rs",
        "pub fn two() -> u32 {\n    \"2\"\n}\n",
    );
    let text = course.ends(1, &[]);
    assert!(text.contains("It doesn't compile yet"), "{text}");
    assert!(text.contains("error[E0308]: mismatched types"), "{text}");
    // The learner's output comes before the report on it.
    course.write(
        "tests/await_in_turn/exercise.rs",
        "pub fn two() -> u32 {\n    dbg!(7)\n}\n",
    );
    let text = course.ends(1, &["check", "await_in_turn"]);
    let printed = text.find("You printed:").expect("it is told");
    assert!(
        printed < text.find("not yet").expect("it is wrong"),
        "{text}"
    );
    assert!(text.contains("] 7 = 7\n"), "{text}");

    fs::remove_file(course.path("tests/await_in_turn/exercise.rs"))
        .expect("it was there");
    let text = course.ends(1, &["check", "await_in_turn"]);
    assert!(text.contains("`cargo ex reset await_in_turn`"), "{text}");
    course.ends(0, &["reset", "await_in_turn"]);
    // The other exercises still work.
    course.solve("bounded");
    let text = course.ends(0, &["list"]);
    assert!(text.contains(&are_solved(1)), "{text}");
}

#[test]
fn each_call_shows_one_more_hint() {
    let course = Course::new();
    let first = "1. it is more than 1, and less than 3.\n";
    let second = "2. it is even.\n";
    let text = course.ends(0, &["hint"]);
    let wanted = format!("{first}\nThere's one more hint.\n");
    assert!(text.starts_with(&wanted), "{text}");
    for _ in 0..2 {
        let text = course.ends(0, &["hint", "await_in_turn"]);
        let begin = format!("{first}{second}\nNo more hints.");
        assert!(text.starts_with(&begin), "{text}");
    }
}

#[test]
fn a_solution_is_shown_once_the_exercise_is_solved() {
    let course = Course::new();
    let shown = "//! Exercise: return 2.\n\npub fn two() -> u32 {\n    2\n}\n";
    let text = course.ends(1, &["solution", "bounded"]);
    assert!(text.starts_with("bounded isn't solved yet."), "{text}");
    assert_eq!(course.ends(0, &["solution", "bounded", "--spoil"]), shown);
    course.solve("bounded");
    assert_eq!(course.ends(0, &["solution", "bounded"]), shown);
}

#[test]
fn a_reset_asks_first_and_loses_nothing() {
    let course = Course::new();
    let file = "tests/bounded/exercise.rs";
    let unsolved = course.read(file);
    let text = course.ends(0, &["reset", "bounded"]);
    assert!(
        text.ends_with("is back to its original version.\n"),
        "{text}"
    );

    for number in 1..=2 {
        let mine = format!("// version {number}");
        course.write(file, &mine);
        let text = course.ends_when_typed(1, &["reset", "bounded"], "\n");
        assert!(text.ends_with("Nothing was changed.\n"), "{text}");
        assert_eq!(course.read(file), mine);
        let text = course.ends_when_typed(0, &["reset", "bounded"], "y\n");
        assert_eq!(course.read(file), unsolved);
        let kept = format!("tests/bounded/exercise.{number}.rs");
        assert!(text.contains(&format!("exercise.{number}.rs")), "{text}");
        assert_eq!(course.read(&kept), mine);
    }
}

#[test]
fn a_mistake_on_the_command_line_is_one_sentence() {
    let course = Course::new();
    let text = course.ends(0, &["--help"]);
    assert!(text.starts_with("Usage: cargo ex [COMMAND]\n"), "{text}");
    for command in [
        "next", "list", "check", "hint", "watch", "solution", "reset", "verify",
    ] {
        assert_eq!(course.ends(0, &[command, "--help"]), text);
        assert_eq!(course.ends(0, &["-h", command, "a", "b"]), text);
    }
    let text = course.ends(2, &["check", "--spoil", "bounded"]);
    assert!(text.starts_with("Error: `--spoil` is only for "), "{text}");
    let text = course.ends(2, &["--what"]);
    assert!(
        text.starts_with("Error: invalid option '--what'\n"),
        "{text}"
    );
    #[cfg(unix)]
    {
        let odd = std::os::unix::ffi::OsStrExt::from_bytes(b"\xff");
        let odd: &std::ffi::OsStr = odd;
        for command in [&[][..], &["check"], &["check", "bounded"]] {
            let output = course.command(command).arg(odd).output();
            let text = said(2, &output.expect("it starts"));
            assert!(text.starts_with("Error: "), "{text}");
            assert!(!text.contains("panic"), "{text}");
        }
    }
    let text = course.ends(1, &["check", "\u{1b}[2J"]);
    assert!(text.contains("exercise `\\u{1b}[2J`"), "{text}");
    let text = course.ends(2, &["solve", "bounded"]);
    let begin = "Error: unknown command `solve bounded`\n\nUsage: cargo ex ";
    assert!(text.starts_with(begin), "{text}");
    for (words, sentence) in [
        (
            &["solution"][..],
            "`solution` needs the NAME of an exercise\n",
        ),
        (&["reset"], "`reset` needs the NAME of an exercise\n"),
        (&["check", "a", "b"], "`check` takes one NAME\n"),
        (&["watch", "bounded"], "`watch` takes no arguments\n"),
        (
            &["bounded"],
            "`bounded` is an exercise; try `cargo ex check bounded`\n",
        ),
    ] {
        let text = course.ends(2, words);
        assert!(text.starts_with(&format!("Error: {sentence}")), "{text}");
    }
    let text = course.ends(1, &["check", "bound"]);
    assert_eq!(
        text,
        "Error: unknown exercise `bound`; `cargo ex list` shows all of them\n"
    );
}

/// Learners' files that end the process, or pretend to, instead of returning 2
/// each time, and the words of the report on each. `first` is true in the first
/// call.
#[cfg(unix)]
const FAKES: &[(&str, &str, &[&str])] = &[
    (
        "await_in_turn",
        "std::process::exit(0)",
        &[
            "  not yet  it returns 2\n",
            "The program ended with status 0",
        ],
    ),
    (
        "gather_with_errors",
        "if !first { std::process::exit(0) } 2",
        &[
            "  ok       it returns 2\n",
            "  not yet  it ends\n",
            "The program ended with status 0",
        ],
    ),
    (
        "bounded",
        "std::thread::spawn(|| std::process::exit(0));
         std::thread::park(); 2",
        &["  not yet  it returns 2\n", "ended with status 0"],
    ),
    (
        "time_out",
        "if !first { std::process::abort() } 2",
        &["  not yet  it ends\n", "SIGABRT", "It was aborted"],
    ),
    (
        "pool_of_threads",
        "fn deep(n: u32) -> u32 { std::hint::black_box(deep(n + 1) + n) }
         deep(0)",
        &["  not yet  it returns 2\n", "by a stack overflow"],
    ),
    (
        "two_cores",
        r#"println!("  ok       it returns 2\n  ok       it ends\n\n  Solved.");
           print!("\0ok \0checks \0\0ok \0"); 1"#,
        &[
            "  You printed:\n  |   ok       it returns 2\n",
            "  |   Solved.\n",
            "  not yet  it returns 2\n",
        ],
    ),
    (
        "keep_the_loop_alive",
        r#"std::panic::set_hook(Box::new(|_| {}));
           if !first { panic!("no more") } 2"#,
        &["  not yet  it ends\n", "           no more\n"],
    ),
    (
        "lost_updates",
        r#"unsafe extern "C" { fn fork() -> i32; fn waitpid(p: i32, s: u64, o: i32) -> i32; }
           match unsafe { fork() } {
               0 => 2,
               child => { unsafe { waitpid(child, 0, 0) }; 1 }
           }"#,
        &[
            "A child process that your code forked returned",
            "  not yet  it returns 2\n           expected 2, got 1",
        ],
    ),
    (
        "fork_and_reap",
        r#"unsafe extern "C" { fn raise(signal: i32) -> i32; }
           if !first { unsafe { raise(9) }; } 2"#,
        &["  not yet  it ends\n", "SIGKILL", "It was killed"],
    ),
    (
        "process_pool",
        r#"unsafe extern "C" { fn kill(id: i32, signal: i32) -> i32; }
           unsafe { kill(0, 15) }; 2"#,
        &["  not yet  it returns 2\n", "SIGTERM"],
    ),
];

impl Course {
    fn plant(&self, name: &str, body: &str) {
        let text = format!(
            "pub fn two() -> u32 {{\n\
             use std::sync::atomic::{{AtomicU32, Ordering::SeqCst}};\n\
             static CALLS: AtomicU32 = AtomicU32::new(0);\n\
             #[allow(unused)]\nlet first = CALLS.fetch_add(1, SeqCst) == 0;\n\
             {body}\n}}\n"
        );
        self.write(&format!("tests/{name}/exercise.rs"), &text);
    }
}

#[test]
fn a_panic_inside_a_library_is_not_reported_as_the_learners() {
    let course = Course::new();
    let body = r#"if std::env::args().nth(1).unwrap() == "worker" {
                      panic!("no{}more", " ");
                  }
                  let this = std::env::current_exe().unwrap();
                  std::process::Command::new(this).arg("worker").status().unwrap();
                  2"#;
    for (name, is_said) in [("bounded", true), ("pipeline", false)] {
        course.plant(name, body);
        let text = course.ends(0, &["check", name]);
        assert_eq!(text.contains("  | no more\n"), is_said, "{text}");
    }
}

#[cfg(unix)]
#[test]
fn only_the_report_of_each_check_solves_an_exercise() {
    let course = Course::new();
    for (name, body, _) in FAKES {
        course.plant(name, body);
    }
    // This one is right, but has closed the stdout on which checks report.
    course.plant(
        "which_kind",
        "use std::os::fd::FromRawFd;
         if first { drop(unsafe { std::fs::File::from_raw_fd(1) }) } 2",
    );
    let text = course.ends(0, &["list"]);
    assert!(text.contains(&are_solved(1)), "{text}");
    for (name, _, said) in FAKES {
        let text = course.ends(1, &["check", name]);
        for words in *said {
            assert!(text.contains(words), "{name}, {words}: {text}");
        }
        for words in ["\n  Solved.", "doesn't compile"] {
            assert!(!text.contains(words), "{name}, {words}: {text}");
        }
    }
}

/// Returns the processes whose command contains these words.
#[cfg(target_os = "linux")]
fn running(words: &str) -> Vec<Pid> {
    let processes = fs::read_dir("/proc").expect("/proc").flatten();
    let ids = processes.filter_map(|process| {
        let bytes = fs::read(process.path().join("cmdline")).ok()?;
        let command = String::from_utf8_lossy(&bytes).replace('\0', " ");
        let id = process.file_name().to_str()?.parse().ok()?;
        command.contains(words).then(|| Pid::from_raw(id))
    });
    ids.collect()
}

#[cfg(target_os = "linux")]
fn is_running(words: &str) -> bool {
    !running(words).is_empty()
}

#[cfg(target_os = "linux")]
#[test]
fn processes_left_running_are_ended_and_named() {
    let course = Course::new();
    course.plant(
        "bounded",
        r#"let mut sh = std::process::Command::new("sh");
           sh.args(["-c", "sleep 417.1 & setsid sleep 417.2 & :"]);
           if first { sh.status().unwrap(); } 2"#,
    );
    let text = course.ends(0, &["check", "bounded"]);
    assert!(text.contains("  Solved."), "{text}");
    for seconds in ["sleep 417.1", "sleep 417.2"] {
        assert!(text.contains(&format!("    {seconds}\n")), "{text}");
        assert!(!is_running(seconds));
    }
    assert!(text.contains("left these processes running"), "{text}");

    // A check does not hold because the end of a process freed it.
    course.plant(
        "bounded",
        r#"let mut sleep = std::process::Command::new("sleep");
           sleep.arg("417.3");
           if !first {
               let mut all: Vec<_> = (0..60).map(|_| sleep.spawn().unwrap()).collect();
               all[0].wait().unwrap();
           } 2"#,
    );
    let text = course.ends(1, &["check", "bounded"]);
    assert!(text.contains("  not yet  it ends\n"), "{text}");
    assert!(text.contains("didn't finish within 20 s"), "{text}");
    assert!(text.contains("    sleep 417.3 (60 times)\n"), "{text}");
    assert!(!is_running("sleep 417.3"));
}

/// Waits until something holds.
#[cfg(target_os = "linux")]
fn until(what: &str, patience: Duration, holds: impl Fn() -> bool) {
    let end = Instant::now() + patience;
    while !holds() {
        assert!(Instant::now() < end, "{what}");
        thread::sleep(Duration::from_millis(10));
    }
}

/// Waits until no process has these words in its command.
#[cfg(target_os = "linux")]
fn until_gone(words: &str) {
    until(&format!("the end of {words}"), SOON, || !is_running(words));
}

#[cfg(target_os = "linux")]
fn kill(child: &Child, signal: Signal) {
    let id = Pid::from_raw(child.id().cast_signed());
    nix::sys::signal::kill(id, signal).expect("it runs");
}

/// Makes processes that start from now on receive signals, which are ignored by
/// processes in the background of a script.
#[cfg(target_os = "linux")]
fn hear_signals() {
    for signal in [Signal::SIGINT, Signal::SIGHUP, Signal::SIGQUIT] {
        let heard = signal_hook::flag::register(signal as i32, Arc::default());
        heard.expect("a program may listen for it");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_ends_the_runner_ends_all_its_descendants() {
    let course = Course::new();
    let sleeps = |seconds: &str| {
        let body = format!(
            "std::process::Command::new(\"setsid\")
             .args([\"--wait\", \"sleep\", \"{seconds}\"]).status().unwrap(); 2"
        );
        course.plant("bounded", &body);
    };
    let signals = [
        Signal::SIGTERM,
        Signal::SIGINT,
        Signal::SIGHUP,
        Signal::SIGQUIT,
        Signal::SIGKILL,
    ];
    hear_signals();
    for (number, signal) in signals.into_iter().enumerate() {
        let seconds = format!("418.{number}");
        sleeps(&seconds);
        let mut command = course.command(&["check", "bounded"]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it starts");
        let sleep = format!("sleep {seconds}");
        until("it sleeps", PATIENCE, || is_running(&sleep));
        kill(&child, signal);
        let status = child.wait().expect("it ends");
        assert!(status.signal().is_some(), "{status}");
        until_gone(&sleep);
    }

    // The same holds while cargo builds.
    let folder = course.0.path().join("slow");
    fs::create_dir(&folder).expect("room");
    fs::write(folder.join("cc"), "#!/bin/sh\nsleep 418.9\n").expect("ours");
    make_executable(&folder.join("cc"));
    course.plant("bounded", "3");
    let mut command = course.command(&["check", "bounded"]);
    command.env("PATH", first_in_path(&folder));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("it starts");
    until("it builds", PATIENCE, || is_running("sleep 418.9"));
    kill(&child, Signal::SIGTERM);
    let status = child.wait().expect("it ends");
    assert_eq!(status.signal(), Some(15));
    until_gone("sleep 418.9");
}

#[cfg(unix)]
fn make_executable(file: &Path) {
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(file, mode).expect("it is ours");
}

/// Returns PATH with this folder before all others.
#[cfg(unix)]
fn first_in_path(folder: &Path) -> std::ffi::OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let others = std::env::split_paths(&path);
    let folders = std::iter::once(folder.to_owned()).chain(others);
    std::env::join_paths(folders).expect("no colon")
}

#[cfg(unix)]
#[test]
fn a_failed_build_is_not_a_verdict() {
    let course = Course::new();
    course.solve("bounded");
    course.ends(0, &["check", "bounded"]);
    let folder = course.0.path().join("broken");
    fs::create_dir(&folder).expect("room");
    let cc = "#!/bin/sh\necho 'ld: No space left on device' >&2\nexit 1\n";
    fs::write(folder.join("cc"), cc).expect("it is ours");
    make_executable(&folder.join("cc"));
    course.solve("time_out");
    course.plant("bounded", "let two = 2; two");
    let manifest = course.read("Cargo.toml");
    let library = course.read("src/lib.rs");

    let cannot = |commands: &[&[&str]],
                  change: &dyn Fn(&mut Command),
                  sentence: &str| {
        for arguments in commands {
            let mut command = course.command(arguments);
            change(&mut command);
            let text = said(1, &command.output().expect("it starts"));
            let error = format!("Error: cannot build: {sentence}");
            assert!(text.contains(&error), "{error}: {text}");
            for words in ["compile yet", "solved", "not yet", "Solved"] {
                assert!(!text.contains(words), "{words}: {text}");
            }
        }
    };
    let all: &[&[&str]] = &[
        &["check", "bounded"],
        &["list"],
        &["solution", "bounded"],
        &[],
    ];
    cannot(
        all,
        &|command| {
            command.env("PATH", first_in_path(&folder));
        },
        "linking with `cc` failed: exit status: 1: ld: No space left on device",
    );
    cannot(
        all,
        &|command| {
            command.env("CARGO", "/no/such/cargo");
        },
        "/no/such/cargo: No such file or directory",
    );
    cannot(
        all,
        &|command| {
            command.env("CARGO_TARGET_DIR", "/proc/no_such_folder");
        },
        "No such file or directory (os error 2) at path",
    );
    course.write("src/lib.rs", &format!("{library}\nfn broken( {{"));
    cannot(all, &|_| {}, "src/lib.rs:");
    course.write("src/lib.rs", &library);
    course.write("Cargo.toml", &format!("{manifest}\n[broken"));
    cannot(all, &|_| {}, "");
    course.write("Cargo.toml", &manifest);
    course.write("tests/bounded/exercise.rs", "pub fn two() -> u32 {");
    let mut command = course.command(&["check", "bounded"]);
    command.env("PATH", first_in_path(&folder));
    // This one never reaches the linker.
    let text = said(1, &command.output().expect("it starts"));
    assert!(text.contains("It doesn't compile yet"), "{text}");
    assert!(text.contains("unclosed delimiter"), "{text}");
}

#[test]
fn a_note_of_a_check_is_not_shown_as_printed() {
    let course = Course::new();
    course.solve("bounded");
    let checks = course.read("tests/bounded/main.rs");
    let note = "exercises::note(\"\\n  In no time.\".to_owned());\n}\n";
    let (before, _) = checks
        .rsplit_once("exercise::two();\n}\n")
        .expect("a check");
    course.write("tests/bounded/main.rs", &format!("{before}{note}"));
    let text = course.ends(0, &["check", "bounded"]);
    assert!(
        text.contains("  ok       it ends\n\n  In no time.\n"),
        "{text}"
    );
    assert!(!text.contains("You printed"), "{text}");
}

#[test]
fn a_file_that_cannot_be_compiled_gets_a_sentence() {
    let course = Course::new();
    course.solve("which_kind");
    let file = "exercises/tests/bounded/exercise.rs";
    let path = course.path("tests/bounded/exercise.rs");
    let write = |bytes: &[u8]| fs::write(&path, bytes).expect("it is ours");
    let says = |sentence: &str| {
        let text = course.ends(1, &["check", "bounded"]);
        assert!(text.contains(&format!("  {file} {sentence}\n")), "{text}");
        assert!(!text.contains("compile"), "{text}");
        // The other exercises still work.
        let text = course.ends(0, &["list"]);
        assert!(text.contains(&are_solved(1)), "{text}");
    };
    write(b"");
    says("is empty; `cargo ex reset bounded` restores it.");
    write(b"\n\n// \xff\n");
    says("isn't UTF-8 text from line 3 on. Save it as UTF-8.");
    write(&vec![b' '; 2_000_000]);
    says(
        "has 2000000 bytes; an exercise has at most 1000000. It must contain \
         something else.",
    );
    fs::remove_file(&path).expect("it was there");
    says("is gone; `cargo ex reset bounded` restores it.");
    let away = "isn't a file; `cargo ex reset bounded` moves it aside and \
                restores the original.";
    fs::create_dir(&path).expect("room");
    says(away);
    // The reset moves it aside, like any other version.
    course.ends_when_typed(0, &["reset", "bounded"], "y\n");
    assert!(course.path("tests/bounded/exercise.1.rs").is_dir());
    assert!(path.is_file());
    #[cfg(unix)]
    {
        fs::remove_file(&path).expect("it was there");
        let made = Command::new("mkfifo").arg(&path).status();
        assert!(made.expect("it starts").success());
        says(away);
        fs::remove_file(&path).expect("it was there");
        std::os::unix::fs::symlink("no_such_file.rs", &path).expect("room");
        says("is gone; `cargo ex reset bounded` restores it.");
        fs::remove_file(&path).expect("it was there");
        std::os::unix::fs::symlink("solution.rs", &path).expect("room");
        let text = course.ends(0, &["check", "bounded"]);
        assert!(text.contains("  Solved."), "{text}");
    }
}

#[test]
fn the_current_file_is_judged_whatever_its_time() {
    let course = Course::new();
    let file = course.path("tests/bounded/exercise.rs");
    let other = course.path("tests/bounded/other.rs");
    let hour = Duration::from_secs(3600);
    let moved_in = |value: u32, time: SystemTime| {
        fs::write(&other, format!("pub fn two() -> u32 {{ {value} }}\n"))
            .expect("it is ours");
        let opened = fs::File::options().write(true).open(&other);
        opened.expect("ours").set_modified(time).expect("ours");
        fs::rename(&other, &file).expect("it is ours");
        let status = if value == 2 { 0 } else { 1 };
        let text = course.ends(status, &["check", "bounded"]);
        let words = if value == 2 {
            "Solved.".to_owned()
        } else {
            format!("got {value}")
        };
        assert!(text.contains(&words), "{words}: {text}");
    };
    let now = SystemTime::now();
    moved_in(5, now);
    moved_in(2, now - hour);
    moved_in(6, now - 2 * hour);
    moved_in(2, now + hour);
    moved_in(7, now);
    // Cargo itself builds in between.
    let mine = course.read("tests/bounded/exercise.rs");
    moved_in(2, now - hour);
    course.write("tests/bounded/exercise.rs", &mine);
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--test", "bounded"]);
    cargo.current_dir(course.path(""));
    cargo.env("CARGO_TARGET_DIR", course.0.path().join("target"));
    assert!(cargo.status().expect("it starts").success());
    moved_in(2, now - hour);
}

#[test]
fn the_environment_changes_no_verdict() {
    let course = Course::new();
    let names = [
        "HTTP_PROXY",
        "http_proxy",
        "https_proxy",
        "ALL_PROXY",
        "no_proxy",
        "SSL_CERT_FILE",
        "RUST_BACKTRACE",
        "RUST_LIB_BACKTRACE",
        "RUST_LOG",
        "RUST_MIN_STACK",
        "RAYON_NUM_THREADS",
        "TOKIO_WORKER_THREADS",
        "TIMELINE_SVG",
    ];
    course.plant(
        "bounded",
        &format!(
            "for name in {names:?} {{
                 assert_eq!(std::env::var_os(name), None, \"{{name}}\");
             }}
             std::fs::metadata(std::env::temp_dir()).expect(\"a folder\");
             assert!(std::env::args().count() < 3);
             assert_eq!(std::io::read_to_string(std::io::stdin()).unwrap(), \"\");
             2"
        ),
    );
    course.ends(0, &["check", "bounded"]);
    let mut command = course.command(&["check", "bounded"]);
    command.env("TMPDIR", "/no/such/folder");
    names.iter().for_each(|name| {
        command.env(name, "1");
    });
    said(0, &command.output().expect("it starts"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_failed_write_ends_in_silence_or_one_sentence() {
    let course = Course::new();
    course.ends(1, &["check", "bounded"]);
    let run = |arguments: &[&str], stdout: Stdio| {
        let mut command = course.command(arguments);
        command.stdout(stdout).stderr(Stdio::piped());
        let child = command.spawn().expect("it starts");
        child.wait_with_output().expect("it ends")
    };
    for arguments in
        [&["list"][..], &["--help"], &["check", "bounded"], &["hint"]]
    {
        let full = fs::File::options().write(true).open("/dev/full");
        let text = said(1, &run(arguments, full.expect("it is there").into()));
        let error = "Error: cannot write the output: No space left on device";
        assert!(text.contains(error), "{arguments:?}: {text}");
        let (_, writer) = std::io::pipe().expect("a pipe");
        let text = said(0, &run(arguments, writer.into()));
        assert!(!text.contains("panic"), "{arguments:?}: {text}");
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_loses_nothing() {
    let course = Course::new();
    course.write("tests/bounded/exercise.rs", "// mine");
    let mut shell = Command::new("sh");
    // No file may have any contents.
    shell.args(["-c", "ulimit -f 0; echo y | \"$0\" reset bounded"]);
    shell.arg(course.runner()).current_dir(course.0.path());
    shell.env("CARGO_MANIFEST_DIR", course.path(""));
    let text = said(1, &shell.output().expect("it starts"));
    assert!(text.contains("Error: nothing was changed: "), "{text}");
    assert_eq!(course.read("tests/bounded/exercise.rs"), "// mine");
    let folder = fs::read_dir(course.path("tests/bounded")).expect("a folder");
    let names = folder.flatten().map(|entry| entry.file_name());
    let mut names: Vec<_> = names.collect();
    names.sort();
    let wanted = [
        "exercise.rs",
        "main.rs",
        "solution.rs",
        "unsolved.rs",
        "variants",
    ];
    assert_eq!(names, wanted);
}

#[cfg(target_os = "linux")]
#[test]
fn killing_the_judge_solves_nothing_and_leaves_no_process() {
    let course = Course::new();
    course.plant(
        "bounded",
        r#"unsafe extern "C" { fn kill(id: i32, signal: i32) -> i32; }
           let mut sleep = std::process::Command::new("sleep");
           let mut sleep = sleep.arg("420.1").spawn().unwrap();
           let judge = std::os::unix::process::parent_id() as i32;
           unsafe { kill(judge, 9) };
           sleep.wait().unwrap();
           loop { std::thread::park() }"#,
    );
    let text = course.ends(1, &["check", "bounded"]);
    assert!(text.contains("ended the process that judges it"), "{text}");
    until_gone("sleep 420.1");
    until_gone(&course.0.path().join("target/debug/deps").to_string_lossy());
}

#[test]
fn endless_output_is_cut() {
    let course = Course::new();
    course.plant(
        "bounded",
        r#"for n in 0..20_000 { println!("line {n} {}", "x".repeat(100)); }
           let long = "y".repeat(1_000_000);
           print!("{long}"); eprintln!("\x1b[2J the end"); 2"#,
    );
    let text = course.ends(0, &["check", "bounded"]);
    assert!(text.contains("  | line 0 xxx"), "{text}");
    assert!(text.contains(" kB more, not shown here.\n"), "{text}");
    assert!(text.contains("  Solved."), "{text}");
    assert!(text.len() < 50_000, "{} bytes", text.len());
    course.plant(
        "bounded",
        r#"print!("\x1b[2Jhalf a line"); eprintln!("{}", u32::from(first)); 2"#,
    );
    let text = course.ends(0, &["check", "bounded"]);
    for words in [
        // Each line is shown at the check that printed it.
        "  You printed:\n  | 1\n  | \\u{1b}[2Jhalf a line\n  ok       it returns 2\n",
        "  You printed:\n  | 0\n  | \\u{1b}[2Jhalf a line\n  ok       it ends\n",
    ] {
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn a_check_that_never_ends_gets_a_sentence() {
    let course = Course::new();
    course.write(
        "tests/await_in_turn/exercise.rs",
        "pub fn two() -> u32 {\n    std::thread::park();\n    2\n}\n",
    );
    let text = course.ends(1, &["check", "await_in_turn"]);
    assert!(text.contains("didn't finish within 20 s"), "{text}");
    assert!(text.contains("  not yet  it returns 2\n"), "{text}");
}

/// Returns the output of a program, line by line.
fn lines(reader: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(reader).lines().map_while(Result::ok) {
            // This fails once the receiver is gone.
            let _ = sender.send(line);
        }
    });
    lines
}

/// Waits for a line that contains the words, and returns all up to it.
fn wait_for(
    words: &str,
    lines: &Receiver<String>,
    child: &mut Child,
) -> String {
    let mut seen = String::new();
    while let Ok(line) = lines.recv_timeout(PATIENCE) {
        seen += &line;
        seen.push('\n');
        if line.contains(words) {
            return seen;
        }
    }
    // This fails if it has ended.
    let _ = child.kill();
    panic!("`{words}` was not said: {seen}");
}

#[test]
fn a_saved_file_is_checked_until_q_is_typed() {
    let course = Course::new();
    let save = |name: &str, value: &str| {
        let text = format!("pub fn two() -> u32 {{\n    {value}\n}}\n");
        course.write(&format!("tests/{name}/exercise.rs"), &text);
    };
    let (reader, writer) = std::io::pipe().expect("a pipe");
    let mut command = course.command(&["watch"]);
    command.stderr(writer.try_clone().expect("another end"));
    command.stdin(Stdio::piped()).stdout(writer);
    let mut child = command.spawn().expect("it starts");
    // After this, only the child has the write ends.
    drop(command);
    let lines = lines(reader);
    let mut wait_for = |words: &str| wait_for(words, &lines, &mut child);

    wait_for("got 1");
    wait_for("Press q to quit");
    save("await_in_turn", "7");
    wait_for("got 7");
    wait_for("Press q to quit");
    // This is not the next exercise.
    save("bounded", "8");
    wait_for("bounded: ");
    wait_for("got 8");
    wait_for("Press q to quit");
    // The screen is empty before cargo writes on it.
    save("bounded", "\"2\"");
    let seen = wait_for("error[E0308]");
    assert!(seen.contains("\u{1b}[2J"), "{seen}");
    wait_for("Press q to quit");
    // After a solved exercise, the next one is shown.
    save("await_in_turn", "2");
    wait_for("Solved.");
    wait_for("gather_with_errors: ");
    wait_for("Press q to quit");

    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(b"q").expect("it reads");
    let status = child.wait().expect("it ends");
    assert_eq!(status.code(), Some(0));
}

#[test]
fn each_save_is_noticed_whatever_its_time() {
    let course = Course::new();
    let path = |name: &str| course.path(&format!("tests/{name}/exercise.rs"));
    let other = course.path("other.rs");
    let text = |value: u32| format!("pub fn two() -> u32 {{ {value} }}\n");
    let at = |file: &Path, time: SystemTime| {
        let opened = fs::File::options().write(true).open(file);
        opened.expect("ours").set_modified(time).expect("ours");
    };
    let hour = Duration::from_secs(3600);
    let now = SystemTime::now();
    at(&path("await_in_turn"), now + hour);

    let (reader, writer) = std::io::pipe().expect("a pipe");
    let mut command = course.command(&["watch"]);
    command.stderr(writer.try_clone().expect("another end"));
    command.stdin(Stdio::piped()).stdout(writer);
    let mut child = command.spawn().expect("it starts");
    drop(command);
    let lines = lines(reader);
    let mut wait_for = |words: &str| {
        wait_for(words, &lines, &mut child);
    };
    wait_for("Press q to quit");
    // This file is not the newest one.
    fs::write(path("bounded"), text(11)).expect("ours");
    wait_for("got 11");
    wait_for("Press q to quit");
    // Some editors write another file first, and then move it.
    fs::write(&other, text(12)).expect("ours");
    fs::rename(&other, path("bounded")).expect("ours");
    wait_for("got 12");
    wait_for("Press q to quit");
    // This file is moved in, with an older time.
    fs::write(&other, text(13)).expect("ours");
    at(&other, now - hour);
    fs::rename(&other, path("bounded")).expect("ours");
    wait_for("got 13");
    wait_for("Press q to quit");
    // This one has the same length and the same time.
    fs::write(path("bounded"), text(14)).expect("ours");
    at(&path("bounded"), now - hour);
    wait_for("got 14");
    wait_for("Press q to quit");
    fs::remove_file(path("bounded")).expect("it was there");
    wait_for("exercises/tests/bounded/exercise.rs is gone");
    wait_for("Press q to quit");
    fs::write(path("bounded"), text(15)).expect("ours");
    wait_for("got 15");
    wait_for("Press q to quit");
    // A failed build does not end the watch.
    let library = course.read("src/lib.rs");
    course.write("src/lib.rs", "fn broken( {");
    fs::write(path("bounded"), text(16)).expect("ours");
    wait_for("Error: cannot build: ");
    wait_for("Press q to quit");
    course.write("src/lib.rs", &library);
    fs::write(path("bounded"), text(17)).expect("ours");
    wait_for("got 17");
    wait_for("Press q to quit");

    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(b"q").expect("it reads");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

/// A terminal in which a shell runs.
#[cfg(target_os = "linux")]
struct Terminal {
    ours: fs::File,
    lines: Receiver<String>,
    shell: Child,
}

#[cfg(target_os = "linux")]
impl Terminal {
    /// The prompt is a whole line, because only whole lines are read.
    const PROMPT: &str = "what next?\n";

    fn new(course: &Course) -> Terminal {
        let pty = nix::pty::openpty(None, None).expect("a terminal");
        let ours = fs::File::from(pty.master);
        let theirs = || pty.slave.try_clone().expect("another end");
        let mut shell = Command::new("setsid");
        shell.args(["--ctty", "--wait", "sh", "-i"]);
        let watch = course.command(&[]);
        shell.envs(watch.get_envs().filter_map(|(k, v)| Some((k, v?))));
        shell
            .env("PS1", Terminal::PROMPT)
            .env("ENV", "")
            .current_dir(course.0.path());
        shell.stdin(theirs()).stdout(theirs()).stderr(theirs());
        let shell = shell.spawn().expect("it starts");
        let lines = lines(ours.try_clone().expect("another end"));
        Terminal { ours, lines, shell }
    }

    fn types(&mut self, keys: &str) {
        self.ours.write_all(keys.as_bytes()).expect("a terminal");
    }

    fn says(&mut self, words: &str) {
        wait_for(words, &self.lines, &mut self.shell);
    }

    /// Waits until the shell reads again, and types a command. Before that, the
    /// shell may lose it.
    fn goes_on(&mut self, command: &str) {
        self.says(Terminal::PROMPT.trim());
        self.types(command);
    }

    /// Waits until keys are shown as they are typed, or are not.
    fn echoes(&self, wanted: bool) {
        until(&format!("echo: {wanted}"), PATIENCE, || {
            let settings = termios::tcgetattr(&self.ours).expect("a terminal");
            let flags = LocalFlags::ECHO | LocalFlags::ICANON;
            settings.local_flags.contains(flags) == wanted
        });
    }
}

#[cfg(target_os = "linux")]
fn is_stopped(words: &str) -> bool {
    running(words).iter().any(|id| {
        let stat = fs::read_to_string(format!("/proc/{id}/stat"));
        stat.is_ok_and(|stat| stat.contains(") T "))
    })
}

#[cfg(target_os = "linux")]
#[test]
fn the_terminal_is_restored_whatever_ends_the_watch() {
    let course = Course::new();
    course.solve("await_in_turn");
    let watch = format!("{} watch\n", course.runner().display());
    let pattern = format!("{} watch", course.runner().display());
    hear_signals();
    let mut terminal = Terminal::new(&course);
    terminal.types("set -m\n");

    // The watch is stopped and continued twice.
    terminal.types(&watch);
    terminal.says("Press q to quit");
    terminal.echoes(false);
    for value in [21, 22] {
        terminal.types("\x1a");
        until("it stops", PATIENCE, || is_stopped(&pattern));
        terminal.echoes(true);
        terminal.goes_on("echo stop''ped\n");
        terminal.says("stopped");
        terminal.types("fg\n");
        terminal.echoes(false);
        course.plant("bounded", &value.to_string());
        terminal.says(&format!("got {value}"));
        terminal.says("Press q to quit");
    }
    terminal.types("q");
    until_gone(&pattern);
    terminal.echoes(true);
    terminal.goes_on("echo status $?\n");
    terminal.says("status 0");

    for (signal, status) in [
        (Signal::SIGTERM, 143),
        (Signal::SIGINT, 130),
        (Signal::SIGHUP, 129),
    ] {
        terminal.types(&watch);
        terminal.says("Press q to quit");
        terminal.echoes(false);
        for id in running(&pattern) {
            nix::sys::signal::kill(id, signal).expect("it runs");
        }
        until_gone(&pattern);
        terminal.echoes(true);
        terminal.goes_on("echo status $?\n");
        terminal.says(&format!("status {status}"));
    }
    // These are Ctrl-C, and a q while a check runs.
    terminal.types(&watch);
    terminal.says("Press q to quit");
    terminal.types("\x03");
    until_gone(&pattern);
    terminal.echoes(true);
    terminal.goes_on("echo status $?\n");
    terminal.says("status 130");
    course.plant(
        "await_in_turn",
        r#"std::process::Command::new("sleep").arg("419.1").status().unwrap(); 2"#,
    );
    terminal.types(&watch);
    until("it sleeps", PATIENCE, || is_running("sleep 419.1"));
    terminal.types("q");
    terminal.echoes(true);
    for words in ["sleep 419.1", &pattern] {
        until_gone(words);
    }
    // The reader of its output is gone.
    course.solve("await_in_turn");
    terminal.goes_on(&format!("{} | true; echo pi''pe\n", watch.trim()));
    terminal.says("pipe");
    terminal.echoes(true);
    terminal.types("exit\n");
    terminal.shell.wait().expect("it ends");
}

#[test]
fn sound_exercises_are_verified() {
    let course = Course::new();
    let text = course.ends(0, &["verify"]);
    let last = format!("\n{} exercises verified.\n", NAMES.len());
    assert!(text.contains(&last), "{text}");
}

#[test]
fn each_fault_of_an_exercise_is_found() {
    let course = Course::new();
    let write = |name: &str, file: &str, text: &str| {
        course.write(&format!("tests/{name}/{file}"), text);
    };
    let remove = |name: &str, file: &str| {
        let file = course.path(&format!("tests/{name}/{file}"));
        fs::remove_file(file).expect("it was there");
    };
    let given = |name: &str| {
        let text = course.read(&format!("tests/{name}/exercise.rs"));
        text.replace("    1\n", "VALUE\n")
    };
    let gives = |name: &str, value: &str| {
        let text = given(name).replace("VALUE", value);
        write(name, "exercise.rs", &text);
        write(name, "unsolved.rs", &text);
    };

    course.solve("await_in_turn");
    remove("gather_with_errors", "solution.rs");
    course.replace("bounded", "solution.rs", "variants/wrong_zero.rs");
    gives("time_out", "    no_such_thing()");
    gives("pool_of_threads", "    5");
    gives("two_cores", "    std::thread::park();\n    1");
    let solution = course.read("tests/keep_the_loop_alive/solution.rs");
    let no_hints = solution.replace("// Hint", "// No hint");
    write("keep_the_loop_alive", "solution.rs", &no_hints);
    gives("lost_updates", "    let unused = 3;\n    1");
    course.replace(
        "fork_and_reap",
        "variants/wrong_zero.rs",
        "variants/right_sum.rs",
    );
    course.replace(
        "process_pool",
        "variants/right_sum.rs",
        "variants/wrong_zero.rs",
    );
    write(
        "pipeline",
        "variants/wrong_zero.rs",
        "// Fails: never printed\npub fn two() -> u32 {\n    0\n}\n",
    );
    write(
        "little_executor",
        "variants/right_sum.rs",
        "pub fn two() -> u32 {1+1}\n",
    );
    // This check no longer checks anything.
    let checks = course.read("tests/which_kind/main.rs");
    let without = checks.replace("two == 2", "two > 0");
    write("which_kind", "main.rs", &without);
    remove("speed_up_this", "variants/right_sum.rs");
    remove("speed_up_this", "variants/wrong_zero.rs");

    let text = course.ends(1, &["verify"]);
    for problem in [
        "await_in_turn: exercise.rs differs from unsolved.rs",
        "await_in_turn: exercise.rs passes, but shouldn't",
        "gather_with_errors: solution.rs is missing",
        "gather_with_errors: solution.rs doesn't compile",
        "bounded: solution.rs should pass, but said",
        "time_out: exercise.rs doesn't compile",
        "pool_of_threads: exercise.rs should fail with `expected 2, got 1",
        "two_cores: exercise.rs should fail with `expected 2, got 1",
        "didn't finish within 20 s",
        "keep_the_loop_alive: solution.rs begins with too few hints",
        "Exercises: clippy reports problems",
        "fork_and_reap: there are too few wrong variants",
        "process_pool: there are too few right variants",
        "pipeline: wrong_zero.rs should fail with `never printed`",
        "rustfmt would reformat some files",
        "which_kind: exercise.rs passes, but shouldn't",
        "which_kind: wrong_three.rs passes, but shouldn't",
        "speed_up_this: there are too few right variants",
        "speed_up_this: there are too few wrong variants",
    ] {
        assert!(text.contains(problem), "{problem}: {text}");
    }
}
