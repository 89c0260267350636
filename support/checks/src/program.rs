//! Running a program, and reading its output.

use std::process::{Child, Command, ExitStatus, Output};
use std::time::Duration;

use serde_json::Value;

use crate::processes;

/// Time limit of a program. On a quiet machine, none needs a tenth of it.
const DEADLINE: Duration = Duration::from_secs(120);

/// File of a program, such as `env!("CARGO_BIN_EXE_io_bound")`.
#[derive(Debug, Clone, Copy)]
pub struct Program(pub &'static str);

/// Output and exit status of a program.
#[derive(Debug)]
pub struct Run {
    /// Exit status.
    pub status: ExitStatus,
    /// Everything on standard output.
    pub stdout: String,
    /// Everything on standard error.
    pub stderr: String,
}

/// Runs a command to its end, and kills it if it hangs.
pub fn run(command: Command) -> Run {
    let mut command = assert_cmd::Command::from_std(command);
    let output = command.timeout(DEADLINE).output().expect("it starts");
    output.into()
}

/// Waits for the end of a program that was started.
pub fn ended(child: Child) -> Run {
    child.wait_with_output().expect("it is ours").into()
}

/// Returns the command that runs `command` with another program, such as `env`
/// and its options.
pub fn started_by(words: &[&str], command: &Command) -> Command {
    let mut all = Command::new(words[0]);
    all.args(&words[1..]).arg(command.get_program());
    all.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => all.env(name, value),
            None => all.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        all.current_dir(folder);
    }
    all
}

/// Words that start a command with SIGCHLD ignored, as some programs do by
/// mistake. Such a process does not learn how its children end.
pub const IGNORES_CHILDREN: &[&str] = &["env", "--ignore-signal=CHLD"];

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
        Run {
            status: output.status,
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// Start of the line that a comparison prints if its build is not optimised.
pub const NOTE: &str = "Note: this build isn't optimised";

impl Run {
    /// Returns its standard output. It must have succeeded, and may only have
    /// printed [`NOTE`] on stderr, because tests are not optimised.
    pub fn printed(self) -> String {
        assert!(self.status.success(), "{self:?}");
        let mut lines = self.stderr.lines();
        assert!(lines.all(|line| line.starts_with(NOTE)), "{self:?}");
        self.stdout
    }
}

impl Program {
    /// Returns the command that runs the program with these arguments. It may
    /// print backtraces, as for a learner who has asked for them, and it draws
    /// no picture.
    pub fn command(self, arguments: &[&str]) -> Command {
        processes::hear_signals();
        let mut command = Command::new(self.0);
        command.args(arguments).env("RUST_BACKTRACE", "1");
        command
            .env_remove("TIMELINE_SVG")
            .env_remove("FIGURES_JSON");
        command
    }

    /// Runs it to its end.
    pub fn run(self, arguments: &[&str]) -> Run {
        run(self.command(arguments))
    }

    /// Runs it, and returns its output, as [`Run::printed`] does.
    pub fn printed(self, arguments: &[&str]) -> String {
        self.run(arguments).printed()
    }

    /// Runs it with `--json`, and returns its output as data.
    pub fn json(self, arguments: &[&str]) -> Value {
        let printed = self.printed(&[arguments, &["--json"]].concat());
        serde_json::from_str(&printed).expect("it prints JSON")
    }

    /// Runs it after a shell command, such as `ulimit -n 100`.
    pub fn run_after(self, limit: &str, arguments: &[&str]) -> Run {
        let script = format!("{limit}; exec \"$0\" \"$@\"");
        Program("sh").run(&[&["-c", &script, self.0], arguments].concat())
    }

    /// Runs it on one core.
    #[cfg(target_os = "linux")]
    pub fn run_on_one_core(self, arguments: &[&str]) -> Run {
        let this = procfs::process::Process::myself();
        let status = this.and_then(|this| this.status()).expect("/proc");
        let allowed = status.cpus_allowed_list.expect("Linux says so");
        let first = allowed[0].0.to_string();
        let on_it = ["-c", &first, self.0];
        Program("taskset").run(&[&on_it, arguments].concat())
    }

    /// Runs it with wrong arguments, which must end it with status 2, even if
    /// its sentence cannot be written. Returns the text on stderr.
    pub fn mistake(self, arguments: &[&str]) -> String {
        #[cfg(target_os = "linux")]
        {
            let full = std::fs::File::create("/dev/full").expect("on Linux");
            let mut command = self.command(arguments);
            let ended = command.stderr(full).output().expect("it starts");
            assert_eq!(ended.status.code(), Some(2), "{arguments:?}");
        }
        let run = self.run(arguments);
        assert_eq!(run.status.code(), Some(2), "{arguments:?}: {run:?}");
        assert_eq!(run.stdout, "", "{arguments:?}");
        let begin = ["Error: ", "error: "].map(|it| run.stderr.starts_with(it));
        assert!(begin.contains(&true), "{arguments:?}: {}", run.stderr);
        run.stderr
    }

    /// Checks that the arguments are a mistake, and that its sentence ends with
    /// `end`.
    pub fn refuses(self, arguments: &[&str], end: &str) {
        let stderr = self.mistake(arguments);
        let sentence = stderr.lines().next().unwrap_or_default();
        assert!(sentence.ends_with(end), "{arguments:?}: {stderr}");
    }

    /// Checks that `--help` prints a text that starts with `usage`, and that
    /// the same text comes after the sentence about each mistake.
    pub fn has_usage(self, usage: &str, mistakes: &[&[&str]]) {
        let help = self.printed(&["--help"]);
        assert!(help.starts_with(usage), "{help}");
        assert_eq!(self.printed(&["-h"]), help);
        for arguments in mistakes {
            let stderr = self.mistake(arguments);
            let below = format!("\n\n{usage}");
            assert!(stderr.contains(&below), "{arguments:?}: {stderr}");
        }
    }

    /// Calls [`explains_unwritable_output`] with these arguments.
    #[cfg(target_os = "linux")]
    pub fn explains_unwritable_output(self, arguments: &[&str]) {
        explains_unwritable_output(self.command(arguments));
    }
}

/// Checks that a full disk ends the program with a sentence, and that a closed
/// pipe is not a failure.
#[cfg(target_os = "linux")]
pub fn explains_unwritable_output(mut command: Command) {
    use std::{fs::File, io, process::Stdio};

    let mut run = |stdout: Stdio| {
        let output = command.stdout(stdout).output().expect("it starts");
        let Run { status, stderr, .. } = output.into();
        (status.code(), stderr)
    };
    let full = File::create("/dev/full").expect("Linux has a full disk");
    let sentence = "Error: cannot write the output: No space left on device \
                    (os error 28)\n";
    assert_eq!(run(full.into()), (Some(1), sentence.to_owned()));
    let (reader, writer) = io::pipe().expect("a pipe");
    drop(reader);
    assert_eq!(run(writer.into()), (Some(0), String::new()));
}
