//! A command under profile_task: its output, status, signals and processes.
#![cfg(unix)]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
#[cfg(target_os = "linux")]
use std::process::Command;
use std::process::{Child, Stdio};

use checks::{Program, Run, ended, poll, run};
use nix::sys::signal::{self, Signal};
use nix::unistd::Pid;
use serde_json::Value;
use tempfile::TempDir;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_profile_task"));

/// A script that computes long enough to be judged. (About 0.25 s in dash.)
const BURN: &str = "n=0; while [ $n -lt 200000 ]; do n=$((n+1)); done";

/// Runs a script, and returns its report as data.
fn measured(script: &str) -> Value {
    measured_and_printed(&["sh", "-c", script]).0
}

/// Runs a command, and returns its report, as data and as text.
fn measured_and_printed(command: &[&str]) -> (Value, Run) {
    let folder = TempDir::new().expect("a temporary folder");
    let file = folder.path().join("figures.json");
    let name = file.to_str().expect("a name in UTF-8");
    let output = PROGRAM.run(&[&["--json", name], command].concat());
    assert_eq!(output.status.code(), Some(0), "{}", output.stderr);
    let text = fs::read_to_string(&file).expect("it was written");
    (serde_json::from_str(&text).expect("it is JSON"), output)
}

#[test]
fn input_output_and_status_pass_through() {
    let mut child = PROGRAM
        .command(&["sh", "-c", "cat; echo aside >&2; exit 7"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(b"a line\nhalf").expect("it reads");
    drop(stdin);
    let output = ended(child);
    assert_eq!(output.status.code(), Some(7));
    assert_eq!(output.stdout, "a line\nhalf");
    let report = output.stderr;
    assert!(report.starts_with("aside\n"), "{report}");
    assert!(
        report.contains("profile_task: sh ended with status 7."),
        "{report}"
    );
}

#[test]
fn options_after_the_command_are_its_own() {
    let output = PROGRAM.run(&["echo", "--json", "-x", "--", "--help"]);
    assert_eq!(output.stdout, "--json -x -- --help\n");
    let output = PROGRAM.run(&["--", "printf", "%s", "--json"]);
    assert_eq!(output.stdout, "--json");
}

#[test]
fn a_short_command_is_too_short_to_judge() {
    // A disk may take its time, and others the cores: one of many is quick.
    let output = poll("a quick run", || {
        let output = PROGRAM.run(&["true"]);
        output
            .stderr
            .contains("Verdict: too short")
            .then_some(output)
    });
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty());
    let report = output.stderr;
    assert!(report.contains("Verdict: too short to tell\n"), "{report}");
    assert!(
        !report.contains("bound") && !report.contains("Next:"),
        "{report}"
    );
    checks::no_line_is_wider(&report, 100);
}

#[test]
fn a_command_that_cannot_be_started_ends_as_in_a_shell() {
    let folder = TempDir::new().expect("a temporary folder");
    let at =
        |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fs::write(at("text"), "no program").expect("it can be written");
    fs::write(at("script"), "#!/no/such/interpreter\n").expect("it can");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(at("script"), mode).expect("it is ours");

    let expect = |command: &str, status: i32, words: &str| {
        let output = PROGRAM.run(&[command]);
        let report = output.stderr;
        assert_eq!(output.status.code(), Some(status), "{report}");
        assert_eq!(report.lines().count(), 1, "{report}");
        assert!(
            report.starts_with("Error: ") && report.contains(words),
            "{report}"
        );
        assert!(report.contains(command), "{report}");
    };
    expect("no_such_command", 127, "there is no command");
    let no_program = at("no_program");
    fs::write(&no_program, "no program\n").expect("it can be written");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(&no_program, mode).expect("it is ours");
    expect(
        &no_program,
        126,
        "put its interpreter before it, such as sh",
    );
    expect(&at("missing"), 127, "there is no command");
    expect(&at("script"), 127, "its first line");
    expect(&at("text"), 126, "`chmod +x`");
    expect(&at(""), 126, "it's a folder");
}

#[cfg(target_os = "linux")]
#[test]
fn a_command_whose_file_is_being_written_is_one_sentence() {
    let folder = TempDir::new().expect("a temporary folder");
    let busy = folder.path().join("busy");
    fs::copy("/bin/true", &busy).expect("there is room");
    let _writing = File::options().append(true).open(&busy);
    let busy = busy.to_str().expect("a name in UTF-8");
    let output = PROGRAM.run(&[busy]);
    let report = output.stderr;
    assert_eq!(output.status.code(), Some(126), "{report}");
    assert_eq!(report.lines().count(), 1, "{report}");
    assert!(report.contains("its file is being written"), "{report}");
}

#[test]
fn names_are_shown_without_control_characters() {
    let folder = TempDir::new().expect("a temporary folder");
    let name = folder.path().join("\u{1b}[31mred\n\u{202e}");
    let name = name.to_str().expect("a name in UTF-8");
    let output = PROGRAM.run(&[name]);
    let shown = r"/\u{1b}[31mred\n\u{202e}";
    let report = output.stderr;
    assert!(
        report.starts_with("Error: ") && report.contains(shown),
        "{report}"
    );
    std::os::unix::fs::symlink("/bin/true", name).expect("it is ours");
    let report = PROGRAM.run(&[name]).stderr;
    let ended = r"profile_task: \u{1b}[31mred\n\u{202e} ended with status 0.";
    assert!(report.contains(ended), "{report}");
    let output = PROGRAM.run(&["--json", &format!("{name}/x"), "true"]);
    assert!(output.stderr.contains(shown), "{}", output.stderr);
    let output = PROGRAM.run(&["--\u{1b}[31m"]);
    assert!(!output.stderr.contains('\u{1b}'), "{}", output.stderr);
}

#[test]
fn a_command_that_a_signal_ends_is_reported_and_ends_as_in_a_shell() {
    for (signal, status) in [("KILL", 137), ("SEGV", 139), ("TERM", 143)] {
        let script = format!("kill -{signal} $$");
        let output = PROGRAM.run(&["sh", "-c", &script]);
        let report = output.stderr;
        assert_eq!(output.status.code(), Some(status), "{report}");
        let words = format!("sh was killed by SIG{signal}.");
        assert!(report.contains(&words), "{report}");
    }
}

#[test]
fn a_usage_mistake_ends_with_2() {
    for arguments in [&[][..], &["--jsn", "true"], &["--json"]] {
        PROGRAM.mistake(arguments);
    }
    assert!(PROGRAM.printed(&["--help"]).contains("COMMAND"));
}

#[test]
fn data_that_cannot_be_written_is_reported_before_the_command_starts() {
    let output =
        PROGRAM.run(&["--json", "/no/such/folder/x", "echo", "started"]);
    assert_eq!(output.status.code(), Some(125));
    assert!(output.stdout.is_empty());
    assert_eq!(output.stderr.lines().count(), 1);
}

#[test]
fn data_of_the_last_run_stays_if_a_command_cannot_be_started() {
    let folder = TempDir::new().expect("a temporary folder");
    let file = folder.path().join("figures.json");
    let name = file.to_str().expect("a name in UTF-8");
    // Longer than the new data. Nothing of it may be left.
    let last = "the last run ".repeat(1000);
    fs::write(&file, &last).expect("it can be written");
    let output = PROGRAM.run(&["--json", name, "no_such_command"]);
    assert_eq!(output.status.code(), Some(127));
    assert_eq!(fs::read_to_string(&file).expect("it is there"), last);
    let output = PROGRAM.run(&["--json", name, "true"]);
    assert_eq!(output.status.code(), Some(0));
    let text = fs::read_to_string(&file).expect("it was written");
    serde_json::from_str::<Value>(&text).expect("it is JSON");
}

#[test]
fn data_that_finds_no_room_leaves_the_last_ones() {
    let folder = TempDir::new().expect("a temporary folder");
    let file = folder.path().join("figures.json");
    let name = file.to_str().expect("a name in UTF-8");
    fs::write(&file, "the last run").expect("it can be written");
    // In blocks of 512 bytes or 1 KiB, as the shell has it.
    let arguments = ["--json", name, "sh", "-c", "exit 3"];
    let output = PROGRAM.run_after("ulimit -f 1", &arguments);
    assert_eq!(output.status.code(), Some(125), "{output:?}");
    let report = output.stderr;
    assert!(
        report.contains("profile_task: sh ended with status 3"),
        "{report}"
    );
    let last = report.lines().last().unwrap_or_default();
    let begin = format!("Error: cannot write {name}: File too large");
    assert!(last.starts_with(&begin), "{report}");
    assert_eq!(
        fs::read_to_string(&file).expect("it is there"),
        "the last run"
    );
    let left = fs::read_dir(folder.path()).expect("it is ours");
    assert_eq!(left.count(), 1);
}

#[test]
fn data_goes_to_standard_output_too() {
    for name in ["-", "/dev/stdout"] {
        let output = PROGRAM.run(&["--json", name, "echo", "a line"]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let (line, data) = output.stdout.split_once('\n').expect("a line");
        assert_eq!(line, "a line");
        serde_json::from_str::<Value>(data).expect("it is JSON");
    }
    // A file keeps what the command has written.
    let folder = TempDir::new().expect("a temporary folder");
    let file = folder.path().join("printed");
    let mut command = PROGRAM.command(&["--json", "/dev/stdout", "echo", "a"]);
    command.stdout(File::create(&file).expect("there is room"));
    assert!(
        command
            .stderr(Stdio::null())
            .status()
            .expect("it runs")
            .success()
    );
    let text = fs::read_to_string(&file).expect("it was written");
    assert!(text.starts_with("a\n{") && text.ends_with("}\n"), "{text}");
    // A closed pipe is not an error, because its reader wants no more.
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = PROGRAM.command(&["--json", "-", "sh", "-c", "exit 3"]);
    command.stdout(writer).stderr(Stdio::null());
    assert_eq!(command.status().expect("it runs").code(), Some(3));
}

#[test]
fn a_command_does_not_inherit_our_package() {
    let mut command = PROGRAM.command(&["env"]);
    command
        .env_clear()
        .envs([("PATH", "/usr/bin:/bin")])
        .envs([("CARGO_PKG_NAME", "profile_task"), ("OUT_DIR", "out")])
        .envs([("CARGO_MANIFEST_DIR", "tools"), ("CARGO_HOME", "home")]);
    let output = run(command);
    let mut seen: Vec<&str> = output.stdout.lines().collect();
    seen.sort_unstable();
    assert_eq!(seen, ["CARGO_HOME=home", "PATH=/usr/bin:/bin"]);
}

#[test]
fn the_status_comes_through_if_the_report_has_no_reader() {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let status = PROGRAM
        .command(&["sh", "-c", "exit 3"])
        .stderr(writer)
        .status()
        .expect("it starts");
    assert_eq!(status.code(), Some(3));
}

#[test]
fn no_line_is_wider_than_a_terminal() {
    for script in ["sleep 0.2", BURN] {
        let report = PROGRAM.run(&["sh", "-c", script]).stderr;
        assert!(report.contains("\n- It computed"), "{report}");
        checks::no_line_is_wider(&report, 100);
    }
}

#[test]
fn a_command_that_waits_is_io_bound() {
    let seen = measured("sleep 0.2");
    assert_eq!(seen["verdict"], "I/O-bound", "{seen:#}");
    assert_eq!(seen["status"], 0);
    assert_eq!(seen["signal"], Value::Null);
    assert_eq!(seen["command"][0], "sh");
    assert_eq!(seen["next"]["page"], "io_bound.md");
}

#[test]
fn earlier_children_of_this_process_are_not_counted() {
    // As cargo does: it builds, and then becomes the program.
    let before = format!("({BURN})");
    let output = PROGRAM.run_after(&before, &["sleep", "0.2"]);
    let report = output.stderr;
    assert!(report.contains("Verdict: I/O-bound\n"), "{report}");
}

#[cfg(target_os = "linux")]
#[test]
fn all_processes_of_a_command_are_counted() {
    // The shell itself does nothing but wait for them.
    let script = format!("for n in 1 2 3; do ({BURN}) & done; wait");
    let seen = measured(&script);
    // If many others want the cores, the verdict may be mixed.
    assert_ne!(seen["verdict"], "I/O-bound", "{seen:#}");
    assert_eq!(seen["processes"], 4, "{seen:#}");
    assert_eq!(seen["threads"], 4, "{seen:#}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_orphan_is_counted_too() {
    let folder = TempDir::new().expect("a temporary folder");
    let file = folder.path().join("done");
    // The process that computes loses its parent, and no process of the command
    // waits for it.
    let seen = measured(&format!(
        "(sh -c '{BURN}; > {0}' &); until [ -e {0} ]; do sleep 0.02; done; \
         sleep 0.02",
        file.display()
    ));
    // If many others want the cores, the verdict may be mixed.
    assert_ne!(seen["verdict"], "I/O-bound", "{seen:#}");
    // The shell that waits for the file, its `sleep`, and the orphan.
    assert_eq!(seen["processes"], 3, "{seen:#}");
    // The time seen while it ran is included in the kernel's sum at the end.
    assert!(cpu(&seen) >= number(&seen, "computing"), "{seen:#}");
    assert_eq!(seen["left_running"], 0, "{seen:#}");
}

/// Returns a figure of [`measured`].
#[cfg(target_os = "linux")]
fn number(seen: &Value, name: &str) -> f64 {
    seen[name].as_f64().expect("a number")
}

/// Returns the CPU time, rounded up, because the sum of two written times may be
/// a bit too small.
#[cfg(target_os = "linux")]
fn cpu(seen: &Value) -> f64 {
    number(seen, "user") + number(seen, "system") + 1e-6
}

#[cfg(target_os = "linux")]
#[test]
fn cores_are_those_that_may_be_used() {
    let report = PROGRAM.run_on_one_core(&["true"]).stderr;
    assert!(
        report.contains(" of 1\n") && !report.contains("quota"),
        "{report}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn short_processes_one_after_another_compute_as_long_as_they_are_on_a_core() {
    let seen =
        measured("n=0; while [ $n -lt 600 ]; do env true; n=$((n+1)); done");
    let (cpu, computing) = (cpu(&seen), number(&seen, "computing"));
    assert!((0.9..1.01).contains(&(computing / cpu)), "{seen:#}");
    // If many others want the cores, it may look blocked.
    let is_alone = cpu > 0.5 * number(&seen, "wall");
    assert!(!is_alone || seen["verdict"] == "CPU-bound", "{seen:#}");
    // No more than one core was used, of all that they could have had.
    let own = number(&seen, "wall") - number(&seen, "waiting_for_a_core");
    assert!(cpu / own < 1.1, "{seen:#}");
}

#[cfg(target_os = "linux")]
#[test]
fn short_processes_side_by_side_fill_no_more_than_the_cores() {
    let seen = measured("seq 600 | xargs -n 1 -P 8 env true");
    let (cpu, computing) = (cpu(&seen), number(&seen, "computing"));
    let cores = number(&seen, "cores");
    assert!(computing <= cpu && cpu <= cores * computing, "{seen:#}");
    assert_ne!(seen["verdict"], "I/O-bound", "{seen:#}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_process_that_runs_on_is_named_and_is_in_all_figures() {
    let script = "{ while :; do :; done; } >/dev/null 2>&1 & \
                  echo $!; sleep 0.4";
    let (seen, output) = measured_and_printed(&["sh", "-c", script]);
    let id: i32 = output.stdout.trim().parse().expect("the id of a process");
    // It is still there, or this fails.
    signal::kill(Pid::from_raw(id), Signal::SIGKILL).expect("it runs");
    let report = output.stderr;
    let named = format!("not waited for: sh (process {id}).\n");
    assert!(report.contains(&named), "{report}");
    assert_eq!(seen["left_running"], 1, "{seen:#}");
    // It has computed, and that is CPU time.
    let computing = number(&seen, "computing");
    assert!(computing > 0.0 && computing <= cpu(&seen), "{seen:#}");
    assert!(number(&seen, "minor_faults") > 0.0, "{seen:#}");
}

#[cfg(target_os = "linux")]
#[test]
fn children_that_the_kernel_forgets_are_in_all_figures() {
    // The kernel forgets children whose parent ignores how they end. (A shell
    // does not ignore that.)
    let ignoring = checks::IGNORES_CHILDREN.join(" ");
    let awk = format!("{ignoring} awk 'BEGIN {{ system(\"{BURN}\") }}'");
    let seen = measured(&format!("{awk} || true"));
    let computing = number(&seen, "computing");
    assert!(computing > 0.05 && computing <= cpu(&seen), "{seen:#}");
}

/// Starts a script in a process group of its own, as a shell does, and returns
/// when it has printed a line.
fn started(script: &str) -> Child {
    let mut child = PROGRAM
        .command(&["sh", "-c", script])
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let stdout = child.stdout.as_mut().expect("a pipe");
    let mut line = String::new();
    BufReader::new(stdout)
        .read_line(&mut line)
        .expect("it prints");
    assert_eq!(line, "ready\n");
    child
}

fn id(child: &Child) -> Pid {
    Pid::from_raw(child.id().cast_signed())
}

#[test]
fn ctrl_c_is_the_command_s_and_the_report_comes() {
    let child =
        started("trap 'exit 5' INT; echo ready; while :; do sleep 0.02; done");
    // A terminal sends it to all processes of the group, too.
    signal::killpg(id(&child), Signal::SIGINT).expect("they run");
    let output = ended(child);
    let report = output.stderr;
    assert_eq!(output.status.code(), Some(5), "{report}");
    assert!(report.contains("sh ended with status 5."), "{report}");

    let child = started("echo ready; exec sleep 60");
    signal::killpg(id(&child), Signal::SIGINT).expect("they run");
    let output = ended(child);
    let report = output.stderr;
    assert_eq!(output.status.code(), Some(130), "{report}");
    assert!(report.contains("was killed by SIGINT."), "{report}");
}

#[test]
fn a_signal_to_profile_task_alone_is_forwarded() {
    let child = started("echo ready; exec sleep 60");
    signal::kill(id(&child), Signal::SIGTERM).expect("it runs");
    let output = ended(child);
    let report = output.stderr;
    assert_eq!(output.status.code(), Some(143), "{report}");
    assert!(report.contains("was killed by SIGTERM."), "{report}");
}

#[cfg(target_os = "linux")]
#[test]
fn ignored_signals_stay_ignored() {
    let child = Command::new("sh")
        .args(["-c", "trap '' HUP INT; exec \"$0\" \"$@\"", PROGRAM.0])
        .args(["sh", "-c", "echo ready; read line; exit 6"])
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.expect("there is a shell");
    let mut line = String::new();
    let stdout = child.stdout.as_mut().expect("a pipe");
    let read = BufReader::new(stdout).read_line(&mut line);
    read.expect("it prints");
    for signal in [Signal::SIGHUP, Signal::SIGINT] {
        signal::killpg(id(&child), signal).expect("they run");
    }
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(b"go on\n").expect("they still run");
    let output = ended(child);
    assert_eq!(output.status.code(), Some(6), "{}", output.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn a_parent_that_ignores_the_end_of_children_changes_nothing() {
    let command = PROGRAM.command(&["sh", "-c", "sleep 0.2; exit 4"]);
    let output = run(checks::started_by(checks::IGNORES_CHILDREN, &command));
    assert_eq!(output.status.code(), Some(4), "{output:?}");
    let report = output.stderr;
    assert!(report.contains("Verdict: I/O-bound\n"), "{report}");
}

#[test]
fn bytes_that_a_command_copies_are_counted() {
    let folder = TempDir::new().expect("a temporary folder");
    let file = folder.path().join("megabytes");
    let zeros = File::create(&file).and_then(|file| file.set_len(8 << 20));
    zeros.expect("it can be written");
    let seen = measured(&format!("cat {} > /dev/null", file.display()));
    assert!(Path::new(&file).is_file());
    if cfg!(target_os = "linux") {
        // cat may have the kernel copy a file to /dev/null, which also counts.
        let bytes = seen["bytes_read"].as_u64().expect("a number");
        assert!(bytes >= 8 << 20, "{seen:#}");
    }
}
