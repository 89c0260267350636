//! The figures in the data are those of the printed table.

use record::archive::Archive;
use record::figures::{Figures, Row};
use record::recordings::{self, Data, RECORDINGS};
use record::workspace::Workspace;

/// Text that `measure` prints instead of an unknown figure.
const UNKNOWN: &str = "-";

fn archive() -> Archive {
    let workspace = Workspace::here().expect("the tests run in a workspace");
    recordings::load(&workspace).expect("it can be read")
}

/// Returns whether a printed cell is this number, rounded.
fn is_rounded(cell: &str, number: Option<f64>) -> bool {
    let Some(number) = number else {
        return cell == UNKNOWN;
    };
    let is_digit = |c: char| c.is_ascii_digit() || c == '.';
    let digits = cell.split(|c| !is_digit(c)).next().unwrap_or_default();
    let (_, decimals) = digits.split_once('.').unwrap_or_default();
    // A number read from JSON may differ in its last bit, which decides how a
    // half is rounded.
    let half = 0.5000001 * 0.1_f64.powi(decimals.len() as i32);
    let shown: Result<f64, _> = digits.parse();
    shown.is_ok_and(|shown| (shown - number).abs() <= half)
}

/// Returns the end of each heading, in the order of the columns, because numbers
/// and headings are aligned at their ends.
fn columns<'a>(heading: &str, row: &Row<'a>) -> Vec<(usize, &'a str)> {
    let ends = row.headings().map(|name| {
        let (before, _) = heading
            .match_indices(name)
            .map(|(at, _)| (at, at + name.len()))
            .find(|(at, end)| {
                let is_blank = |c: Option<char>| c.is_none_or(|c| c == ' ');
                is_blank(heading[..*at].chars().next_back())
                    && is_blank(heading[*end..].chars().next())
            })
            .unwrap_or_else(|| panic!("no column {name} in `{heading}`"));
        let end = heading[..before].chars().count() + name.chars().count();
        (end, name)
    });
    let mut ends: Vec<_> = ends.collect();
    ends.sort_unstable();
    ends
}

/// Returns the differences between the table of an output and its data.
fn differences(output: &str, figures: &Figures) -> Vec<String> {
    let mut lines = output.lines();
    let heading = lines.find(|line| line.starts_with("version "));
    let heading = heading.expect("a table has a heading");
    let mut differences = Vec::new();
    let mut printed = lines.by_ref().take_while(|line| !line.is_empty());
    let mut above = "";
    for row in figures.rows() {
        let line = printed.next().unwrap_or_default();
        // A version in Python comes after the one in Rust.
        let label = match row.language() {
            "Python" if above == row.version() => "  in Python",
            _ => row.label(),
        };
        above = row.version();
        let Some(mut cells) = line.strip_prefix(label) else {
            differences.push(format!("`{line}` is not {}", row.label()));
            continue;
        };
        let mut before = label.chars().count();
        let columns = columns(heading, &row);
        assert_eq!(
            heading.split_whitespace().count() - 1,
            columns
                .iter()
                .map(|it| it.1.split(' ').count())
                .sum::<usize>(),
            "`{heading}` has other columns"
        );
        for (end, name) in columns {
            let width = end - before;
            let cut = cells.char_indices().nth(width);
            let (cell, rest) = cells.split_at(cut.map_or(cells.len(), |c| c.0));
            if !is_rounded(
                cell.trim(),
                row.get(&format!("columns/{name}")).ok(),
            ) {
                let label = row.label();
                differences.push(format!("{label}, {name}: `{}`", cell.trim()));
            }
            (before, cells) = (end, rest);
        }
    }
    differences.extend(printed.map(|line| format!("`{line}` is no data")));
    differences
}

#[test]
fn each_printed_table_shows_the_figures_of_its_data() {
    let archive = archive();
    let mut differ = Vec::new();
    for recording in RECORDINGS {
        if recording.data != Some(Data::Variable) {
            continue;
        }
        let name = recording.name();
        let output = archive.text(&name).expect("it is recorded");
        let figures = archive.figures(&name).expect("its figures are recorded");
        assert!(figures.rows().count() > 1, "{name} has no table");
        let found = differences(output, figures);
        differ.extend(found.iter().map(|it| format!("{name}: {it}")));
    }
    assert!(differ.is_empty(), "\n{}\n", differ.join("\n"));
}

/// Lines of a report and the figures that they show: times in seconds, memory in
/// bytes, and counts.
const REPORT: &[(&str, &str, f64)] = &[
    ("wall", "wall", 1.0),
    ("computing", "computing", 1.0),
    ("waiting for a core", "waiting_for_a_core", 1.0),
    ("blocked", "blocked", 1.0),
    ("on disk", "blocked_on_disk", 1.0),
    ("user", "user", 1.0),
    ("system", "system", 1.0),
    ("cores kept busy", "cores_busy", 1.0),
    ("peak memory", "peak_memory", 1_048_576.0),
    ("processes at most", "processes", 1.0),
    ("threads at most", "threads", 1.0),
    ("switches, voluntary", "voluntary_switches", 1.0),
    ("switches, involuntary", "involuntary_switches", 1.0),
    ("minor page faults", "minor_faults", 1.0),
    ("major page faults", "major_faults", 1.0),
    ("blocks read", "blocks_read", 1.0),
    ("blocks written", "blocks_written", 1.0),
    ("bytes read", "bytes_read", 1_048_576.0),
    ("bytes written", "bytes_written", 1_048_576.0),
    ("reads and writes", "reads_and_writes", 1.0),
];

#[test]
fn each_report_of_profile_task_shows_the_figures_of_its_data() {
    let archive = archive();
    let mut differ = Vec::new();
    for name in ["profile_task-waiting", "profile_task-computing"] {
        let figures = archive.figures(name).expect("its figures are recorded");
        let output = archive.text(name).expect("it is recorded");
        let (_, report) =
            output.split_once("\nprofile_task: ").expect("it reports");
        for (label, figure, unit) in REPORT {
            let cell = report.lines().find_map(|line| {
                let cells = line.trim_start().strip_prefix(label)?;
                cells.strip_prefix("  ")?.split_whitespace().next()
            });
            let number = figures.whole(figure).ok().map(|it| it / unit);
            if !is_rounded(cell.unwrap_or_default(), number) {
                differ.push(format!("{name}, {label}: {cell:?}"));
            }
        }
    }
    assert!(differ.is_empty(), "\n{}\n", differ.join("\n"));
}

#[test]
fn the_increase_per_request_matches_the_data() {
    let archive = archive();
    let figures = archive.figures("ten_thousand").expect("they are recorded");
    let columns = [
        ("memory", 1024.0),
        ("page_tables", 1024.0),
        ("kernel_stack", 1024.0),
        ("cpu", 0.001),
    ];
    for version in ["threads", "reqwest_tasks", "tasks", "http2"] {
        let row = ["Added per request", &version.replace('_', " ")];
        let cells: [f64; 4] = archive.row("ten_thousand", &row).expect("known");
        for ((what, unit), cell) in columns.iter().zip(cells) {
            let figure = figures.whole(&format!("{what}_each.{version}"));
            let figure = figure.expect("it is known") / unit;
            let difference = (figure - cell).abs();
            assert!(difference < 0.051, "{version}, {what}: {figure}, {cell}");
        }
    }
}
