//! Runs versions, each run in its own process, and gathers the figures.

use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{ChildStdout, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::child::{REPORT, Report};
use crate::comparison::{Comparison, Server, Table};
use crate::figures::{Failure, Figures, Measured};
use crate::interrupt::Process;
use crate::options::Options;
use crate::role::ROLE;
use crate::row::{Language, Row};
use crate::sampler::Sampler;
use crate::{progress, python, server, system};

/// The figures and answers of all runs of a row.
type Outcome<Answer> = Result<Vec<(Figures, Answer)>, Failure>;

/// A row that takes longer runs once, unless `--runs` says otherwise: a
/// disturbance that doubles a short run hardly shows in a long one.
pub(crate) const LONG: Duration = Duration::from_secs(1);

/// Runs the rows of a table, as often as the options or the comparison say, and
/// compares the answers.
pub(crate) fn measure<Arguments, Work, Answer>(
    comparison: &Comparison<Arguments, Work, Answer>,
    table: &Table<Work, Answer>,
    options: &Options,
    interpreter: Option<&Path>,
) -> Vec<Measured<Work, Answer>>
where
    Work: Clone + Serialize,
    Answer: Clone + Serialize + DeserializeOwned,
{
    let server = comparison.server.as_ref();
    let command = |row: &Row<Work>| {
        let folder = comparison.python.map(Path::new);
        match (row.language, interpreter, folder) {
            (Language::Python, Some(interpreter), Some(folder)) => {
                Ok(python::command(interpreter, folder, row.version))
            }
            _ => {
                let mut command = Command::new(env::current_exe()?);
                command.env(ROLE, row.version);
                Ok(command)
            }
        }
    };
    let runs = options.runs.unwrap_or(comparison.runs);
    let mut outcomes: Vec<Outcome<Answer>> =
        table.rows.iter().map(|_| Ok(Vec::new())).collect();
    progress::start(runs * table.rows.len());
    // The rounds interleave the rows, so other load on the machine affects all
    // of them alike.
    for round in 1..=runs {
        for (row, outcome) in table.rows.iter().zip(&mut outcomes) {
            let is_long = |done: &Vec<(Figures, Answer)>| {
                let first = done.first();
                first.is_some_and(|(figures, _)| figures.wall > LONG)
            };
            if let Ok(done) = outcome
                && (options.runs.is_some() || !is_long(done))
            {
                let label = row.full_label();
                progress::show(format!("{label}, run {round} of {runs}"));
                match run(row, command, server) {
                    Ok(measured) => done.push(measured),
                    Err(failure) => *outcome = Err(failure),
                }
            }
            progress::step();
        }
    }
    compare_answers(comparison, table, &mut outcomes);
    let rows = table.rows.iter().zip(outcomes);
    let mut rows: Vec<_> =
        rows.map(|(row, outcome)| median(row, outcome)).collect();
    compare_walls(&mut rows);
    rows
}

/// Turns each row with a wrong answer into a failure.
fn compare_answers<Arguments, Work, Answer>(
    comparison: &Comparison<Arguments, Work, Answer>,
    table: &Table<Work, Answer>,
    outcomes: &mut [Outcome<Answer>],
) where
    Answer: Clone + Serialize + DeserializeOwned,
{
    let is_apart = |row: &Row<Work>| {
        table.python_differs && row.language == Language::Python
    };
    for apart in [false, true] {
        let rows = table.rows.iter().zip(outcomes.iter_mut());
        let outcomes = rows.filter(|(row, _)| is_apart(row) == apart);
        let mut outcomes: Vec<_> = outcomes.map(|(_, it)| it).collect();
        let first = outcomes.iter().flat_map(|it| it.as_deref()).flatten();
        let first = first.map(|(_, answer)| answer.clone()).next();
        let known = table.expected.as_ref().filter(|_| !apart);
        let Some(expected) = known.map(as_read).or(first) else {
            continue;
        };
        for outcome in &mut outcomes {
            let Ok(runs) = outcome else { continue };
            let wrong = runs.iter().find_map(|(_, answer)| {
                (comparison.difference)(&expected, answer)
            });
            if let Some(how) = wrong {
                **outcome = Err(Failure::WrongAnswer(how));
            }
        }
    }
}

/// Returns an answer after a trip through JSON, which may change the last digit
/// of a floating-point number.
fn as_read<Answer: Serialize + DeserializeOwned>(answer: &Answer) -> Answer {
    serde_json::to_string(answer)
        .and_then(|text| serde_json::from_str(&text))
        .expect("an answer can be written as JSON and read")
}

/// Returns the run with the median wall time.
fn median<Work: Clone, Answer>(
    row: &Row<Work>,
    outcome: Outcome<Answer>,
) -> Measured<Work, Answer> {
    let mut walls = Vec::new();
    let outcome = outcome.map(|mut runs| {
        runs.sort_by_key(|(figures, _)| figures.wall);
        walls = runs.iter().map(|(figures, _)| figures.wall).collect();
        runs.swap_remove((runs.len() - 1) / 2)
    });
    Measured {
        row: row.clone(),
        outcome,
        walls,
        speedup: None,
    }
}

/// Compares each row with the first one.
fn compare_walls<Work, Answer>(rows: &mut [Measured<Work, Answer>]) {
    let baseline = rows.first().and_then(Measured::wall);
    for row in rows {
        row.speedup = baseline.zip(row.wall()).map(|(all, own)| all / own);
    }
}

/// Runs a row once, with its own test server.
fn run<Work, Answer>(
    row: &Row<Work>,
    command: impl FnOnce(&Row<Work>) -> io::Result<Command>,
    server: Option<&Server<Work>>,
) -> Result<(Figures, Answer), Failure>
where
    Work: Clone + Serialize,
    Answer: DeserializeOwned,
{
    let not_served = |error: io::Error| {
        let error = command_line::in_words(&error);
        Failure::NotStarted(format!("the test server did not start: {error}"))
    };
    let mut work = row.work.clone();
    let Some(server) = server else {
        return run_alone(row, command, &work);
    };
    let running = server::Running::start().map_err(not_served)?;
    (server.send_to)(&mut work, &running.url);
    let (mut figures, answer) = run_alone(row, command, &work)?;
    let seen = running.end().map_err(not_served)?;
    figures.requests = Some(seen.requests);
    figures.in_flight = Some(seen.peak);
    figures.server_cpu = seen.cpu.map(Duration::from_secs_f64);
    Ok((figures, answer))
}

/// Runs a row's version once, in its own process.
fn run_alone<Work, Answer>(
    row: &Row<Work>,
    command: impl FnOnce(&Row<Work>) -> io::Result<Command>,
    work: &Work,
) -> Result<(Figures, Answer), Failure>
where
    Work: Serialize,
    Answer: DeserializeOwned,
{
    let not_started =
        |error: io::Error| Failure::NotStarted(command_line::in_words(&error));
    let others = system::processes();
    let started = command(row).and_then(|command| start(command, work));
    let (process, stdout) = started.map_err(not_started)?;
    let mut sampler = Sampler::new(process.id, others);
    let status = wait(&process, &mut sampler, row.deadline);
    // Dropping it ends any process that it left behind, which would keep stdout
    // open.
    drop(process);
    let report = stdout.join().expect("reading lines does not panic");
    match (status?, report.map(|report| serde_json::from_str(&report))) {
        (_, Some(Ok(Report::Done(figures, answer)))) => {
            Ok((sampler.complete(figures), answer))
        }
        (_, Some(Ok(Report::Error(cause)))) => Err(Failure::Error(cause)),
        (_, Some(Ok(Report::Panic(text)))) => Err(Failure::Panic(text)),
        (_, Some(Err(error))) => Err(Failure::Ended(format!(
            "its report cannot be read: {error}"
        ))),
        (status, None) => Err(Failure::Ended(system::describe(status))),
    }
}

/// Starts the process of a version and sends it its work. The returned thread
/// reads the report.
fn start<Work: Serialize>(
    mut command: Command,
    work: &Work,
) -> io::Result<(Process, JoinHandle<Option<String>>)> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let (process, pipes) = Process::start(&mut command, |child| {
        child.stdin.take().zip(child.stdout.take())
    })?;
    let (mut stdin, stdout) = pipes.expect("both pipes were asked for");
    let report = thread::Builder::new().spawn(move || report(stdout))?;
    // If the process has ended already, its status says more than this error.
    let _ = stdin.write_all(serde_json::to_string(work)?.as_bytes());
    Ok((process, report))
}

/// Reads a version's stdout to its end, and returns the report in it. Other
/// lines, such as debugging output, go to stderr.
fn report(stdout: ChildStdout) -> Option<String> {
    let mut found = None;
    for line in BufReader::new(stdout).lines().map_while(Result::ok) {
        match line.strip_prefix(REPORT) {
            Some(report) => found = Some(report.to_owned()),
            None if line.is_empty() => {}
            // If stderr is closed, the report still counts.
            None => drop(writeln!(io::stderr(), "{line}")),
        }
    }
    found
}

/// Waits for the process to end, and samples it meanwhile.
fn wait(
    process: &Process,
    sampler: &mut Sampler,
    deadline: Duration,
) -> Result<ExitStatus, Failure> {
    let started = Instant::now();
    loop {
        let pause = sampler.sample();
        progress::tick();
        match process.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) if started.elapsed() > deadline => {
                return Err(Failure::Deadline(deadline));
            }
            Ok(None) => thread::sleep(pause),
            Err(error) => return Err(Failure::Ended(error.to_string())),
        }
    }
}
