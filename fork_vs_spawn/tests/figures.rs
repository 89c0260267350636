//! What each part prints: ids, values, figures and tables.
#![cfg(target_os = "linux")]

use std::{
    io::{BufRead, BufReader},
    process::Stdio,
    sync::OnceLock,
};

use checks::{Program, ended};

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_fork_vs_spawn"));

/// A process that has ended, and what it printed.
struct Part {
    id: u32,
    text: String,
}

impl Part {
    /// Runs the program to its end.
    fn run(arguments: &[&str]) -> Part {
        let child = PROGRAM
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let id = child.id();
        let text = ended(child).printed();
        Part { id, text }
    }

    /// The lines that follow the one that begins with `title`.
    fn after(&self, title: &str) -> impl Iterator<Item = &str> {
        let mut lines = self.text.lines();
        let found = lines.any(|line| line.starts_with(title));
        assert!(found, "no line begins with {title:?}:\n{}", self.text);
        lines
    }

    /// The table of so many lines (its heading is one) under `title`.
    fn table(&self, title: &str, lines: usize) -> Vec<&str> {
        let table: Vec<&str> = self.after(title).take(lines).collect();
        assert_eq!(table.len(), lines, "{}", self.text);
        let width = table[0].chars().count();
        assert!(width <= 80, "{table:#?}");
        let lines_up = table.iter().all(|line| line.chars().count() == width);
        assert!(lines_up, "the lines are not of one length: {table:#?}");
        table
    }
}

/// All four parts, run once for all tests.
fn all() -> &'static Part {
    static ALL: OnceLock<Part> = OnceLock::new();
    ALL.get_or_init(|| Part::run(&[]))
}

/// The last `count` words of a line as numbers, a ratio without its "x".
fn numbers(line: &str, count: usize) -> Vec<f64> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let numbers = checks::numbers(&words[words.len() - count..].join(" "));
    assert_eq!(numbers.len(), count, "{line}");
    numbers
}

/// Whether a printed ratio can be that of two printed figures, each of them
/// rounded by up to `half` of its last digit.
fn about(ratio: f64, part: f64, whole: f64, half: f64) -> bool {
    let half = half * 1.001;
    let least = (part - half) / (whole + half) - 0.00501;
    let most = (part + half) / (whole - half).max(0.0) + 0.00501;
    (least..=most).contains(&ratio)
}

#[test]
fn all_parts_run_in_their_order() {
    let titles: Vec<&str> = all()
        .text
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(title, _)| title)
        .filter(|title| !title.contains(' '))
        .collect();
    assert_eq!(titles, ["inherit", "memory", "speed", "traps"]);
}

#[test]
fn each_part_runs_alone() {
    for part in ["inherit", "memory", "traps"] {
        let run = Part::run(&[part]);
        let titles = ["inherit:", "memory:", "speed:", "traps:"];
        for title in titles {
            let printed = run.text.lines().any(|line| line.starts_with(title));
            assert_eq!(printed, title.starts_with(part), "{}", run.text);
        }
    }
}

/// The whole of this part takes long and is tested above: its title will do.
#[test]
fn the_part_speed_runs_alone() {
    let mut program = PROGRAM
        .command(&["speed"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let output = BufReader::new(program.stdout.take().expect("it is piped"));
    let title = output.lines().next();
    program.kill().expect("it was not waited for yet");
    program.wait().expect("the program is ours");
    let title = title.expect("it prints").expect("text");
    assert!(title.starts_with("speed: "), "{title}");
}

#[test]
fn no_line_is_wider_than_a_page() {
    checks::no_line_is_wider(&all().text, 80);
}

#[test]
fn each_process_has_its_own_id_and_its_own_variable() {
    let run = all();
    let rows = &run.table("inherit:", 8)[1..];
    let (ids, visits): (Vec<f64>, Vec<f64>) = rows
        .iter()
        .map(|row| numbers(row, 2))
        .map(|pair| (pair[0], pair[1]))
        .unzip();
    assert_eq!(visits, [7.0, 7.0, 8.0, 7.0, 0.0, 7.0, 7.0]);

    let who: Vec<&str> = rows
        .iter()
        .map(|row| row.split([' ', ',']).next().expect("a word"))
        .collect();
    let (parent, forked, spawned) = ("parent", "forked", "spawned");
    let expected = [parent, forked, forked, parent, spawned, spawned, parent];
    assert_eq!(who, expected);
    let [p, f, s] = [f64::from(run.id), ids[1], ids[4]];
    assert!(p != f && p != s && f != s, "{ids:?}");
    assert_eq!(ids, [p, f, f, p, s, s, p]);
}

#[test]
fn a_child_owns_the_pages_that_it_wrote_and_no_others() {
    let rows = &all().table("memory:", 5)[1..];
    let figures: Vec<Vec<f64>> =
        rows.iter().map(|row| numbers(row, 3)).collect();
    for row in &figures {
        assert!((250.0..300.0).contains(&row[0]), "resident: {rows:#?}");
        assert!(about(row[2], row[1], figures[0][1], 0.05), "{rows:#?}");
    }
    let own = [figures[0][1], figures[1][1], figures[2][1], figures[3][1]];
    assert!((256.0..300.0).contains(&own[0]), "the parent: {own:?}");
    assert!(own[1] < 8.0, "after fork: {own:?}");
    assert!(own[2] < 8.0, "after reading: {own:?}");
    assert!((128.0..136.0).contains(&own[3]), "after writing: {own:?}");
}

#[test]
fn the_speed_table_names_its_baseline_and_its_number_of_runs() {
    let rows = all().table("speed:", 6);
    let labels: Vec<&str> = rows.iter().map(|row| row[..22].trim()).collect();
    let expected = ["task (LocalPool)", "thread", "fork", "spawn"];
    assert_eq!(labels[1..5], expected);
    assert_eq!(labels[5], "spawn with pre_exec");

    let task = numbers(rows[1], 3)[1];
    for row in &rows[1..] {
        let [n, median, ratio] = numbers(row, 3)[..] else {
            panic!("{row}");
        };
        assert!(n % 2.0 == 1.0 && n > 100.0, "{row}");
        assert!(median > 0.0, "{row}");
        assert!(about(ratio, median, task, 0.005), "{row}");
    }
    assert!(rows[1].ends_with(" 1.00x"), "{}", rows[1]);
}

#[test]
fn both_tables_of_times_say_how_far_they_spread() {
    let spreads: Vec<&str> = all()
        .text
        .lines()
        .filter_map(|line| line.strip_prefix("Widest spread (Q3/Q1): "))
        .collect();
    assert_eq!(spreads.len(), 2, "{}", all().text);
    for spread in spreads {
        let (ratio, row) = spread.split_once("x, ").expect("a ratio");
        assert!(ratio.parse::<f64>().expect("a number") >= 1.0, "{spread}");
        assert!(all().text.contains(row.trim_end_matches('.')), "{spread}");
    }
}

#[test]
fn the_sentence_on_growth_says_what_the_table_says() {
    let run = all();
    let rows = run.table("Microseconds, median", 4);
    assert_eq!(numbers(&rows[0][..62], 4), [0.0, 64.0, 256.0, 1024.0]);
    let sentence = |start| {
        let line = run.text.lines().find(|line| line.starts_with(start));
        let (_, names) =
            line.and_then(|line| line.split_once(": ")).expect("it");
        let names = names.trim_end_matches('.').split(", ");
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    let (slower, others) = (sentence("Slower as"), sentence("Not clearly"));
    for row in &rows[1..] {
        let name = row[..22].trim().to_owned();
        let figures = numbers(row, 5);
        let (first, ratio) = (figures[0], figures[4]);
        assert!(about(ratio, figures[3], first, 0.05), "{row}");
        assert_eq!(slower.contains(&name), ratio >= 4.0, "{row}");
        assert_eq!(others.contains(&name), ratio < 4.0, "{row}");
    }
}

#[test]
fn the_claim_is_checked_against_this_run() {
    let run = all();
    let rows = run.table("Microseconds, median", 4);
    let (fork, spawn) = (numbers(rows[1], 5), numbers(rows[2], 5));
    let claims = run.table("Is fork faster", 3);
    assert!(claims[0].ends_with(" 20.00x"), "{claims:#?}");
    for (claim, column) in [(claims[1], 0), (claims[2], 3)] {
        let ratio = numbers(claim, 1)[0];
        let fits = about(ratio, spawn[column], fork[column], 0.05);
        assert!(fits, "{claim}: {rows:#?}");
    }
}

#[test]
fn the_traps_snap() {
    let traps: Vec<&str> = all().after("traps:").collect();
    let zombie = traps[0].replace(|c: char| c.is_ascii_digit(), "");
    assert_eq!(zombie, "zombie  child  has ended, its state is Z");
    assert_eq!(traps[1].trim(), "waited for: exit status 0");
    assert_eq!(traps[2].trim(), "is it still in /proc? no");
    let signal = traps[3].replace(|c: char| c.is_ascii_digit(), "");
    assert_eq!(signal, "signal  child  was killed by SIGKILL");
    assert!(traps[4].starts_with("lock    parent: "), "{traps:#?}");
    assert!(traps[4].ends_with("the parent acquired it"), "{traps:#?}");
    assert!(
        traps[5].trim().starts_with("child: still locked"),
        "{traps:#?}"
    );
}
