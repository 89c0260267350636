//! Lists, sums and counts of all parts, their predictions, and the command line.

use checks::Program;
use serde_json::Value;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_parallel_limits"));

/// Runs a part once, with little work. Returns its tables, in which no row may
/// have failed: all answers are equal, then.
fn tables(arguments: &[&str]) -> Vec<Value> {
    let small = ["--runs", "1", "--work", "0.01"];
    let json = PROGRAM.json(&[arguments, &small].concat());
    let tables = json["tables"].as_array().expect("tables").clone();
    for row in tables.iter().flat_map(rows) {
        assert!(row["failure"].is_null(), "{row}");
    }
    tables
}

fn rows(table: &Value) -> &Vec<Value> {
    table["rows"].as_array().expect("rows")
}

/// Returns a cell of a row.
fn cell(row: &Value, column: &str) -> f64 {
    row["columns"][column].as_f64().expect("a number")
}

#[test]
fn all_sieves_have_the_same_primes() {
    // Counts by trial division. Segments have 16,384 flags, so 32,768 numbers.
    let is_prime = |number: &u64| {
        *number > 1 && (2..=number.isqrt()).all(|it| !number.is_multiple_of(it))
    };
    for limit in [2, 3, 4, 8, 9, 10, 25, 32_767, 32_768, 32_769, 65_537] {
        let text = limit.to_string();
        let sieves = &tables(&["sieve", "--limit", &text, "--threads", "3"])[0];
        assert_eq!(rows(sieves).len(), 6);
        let primes = (1..=limit).filter(is_prime).count() as f64;
        assert_eq!(sieves["figures"]["primes"], primes, "up to {limit}");
    }
}

#[test]
fn python_sieves_have_the_same_primes() {
    for limit in ["2", "3", "10", "25", "10000"] {
        PROGRAM.python_agrees(&["sieve", "--limit", limit], &[4]);
    }
}

#[test]
fn predictions_follow_their_rules() {
    let cores = command_line::cores() as f64;
    let amdahl = &tables(&["amdahl", "--threads", "2"])[0];
    let predicted = |label: &str| {
        let mut rows = rows(amdahl).iter();
        let row = rows.find(|row| row["label"] == label).expect(label);
        cell(row, "predicted")
    };
    let two = cores.min(2.0);
    assert_eq!(predicted("serial 50% (1)"), 1.0);
    assert_eq!(predicted("serial 0% (2)"), two);
    assert_eq!(predicted("serial 50% (2)"), 1.0 / (0.5 + 0.5 / two));

    // Of 64 pieces that take 1 to 64, the last 32 take 1,552 of 2,080.
    let balance = &tables(&["grain", "--threads", "2"])[1];
    let halves = if two == 2.0 { 2_080.0 / 1_552.0 } else { 1.0 };
    assert_eq!(cell(&rows(balance)[1], "predicted"), halves);
}

#[test]
fn all_pieces_are_computed_once() {
    let tables = tables(&["grain", "--threads", "2"]);
    for table in &tables {
        for row in rows(table) {
            let pieces = row["work"]["pieces"].as_f64().expect("a count");
            let (fewest, most) = (cell(row, "fewest"), cell(row, "most"));
            let threads = row["work"]["threads"].as_f64().expect("a count");
            // Of two threads, one has what the other one does not.
            let all = if threads == 1.0 { most } else { fewest + most };
            assert_eq!(all, pieces, "{row}");
        }
    }
    // Chunks are the same for all threads, whatever they cost.
    let chunks = &rows(&tables[1])[1];
    assert_eq!((cell(chunks, "fewest"), cell(chunks, "most")), (32.0, 32.0));
}

#[test]
fn shared_counters_and_maps_lose_nothing() {
    // The answers are equal for any number of threads, or a row would fail.
    let tables = tables(&["sharing", "--threads", "4"]);
    assert_eq!(tables.iter().map(|it| rows(it).len()).sum::<usize>(), 16);
}

#[test]
fn new_pages_cost_faults_and_used_ones_do_not() {
    let tables = tables(&["memory", "--threads", "2"]);
    let faults = |row: usize| cell(&rows(&tables[0])[row], "page faults");
    // 256 MiB are 65,536 pages of 4 KiB, unless the kernel uses larger ones.
    if cfg!(target_os = "linux") && faults(0) > 60.0 {
        assert!(faults(2) < 10.0, "{}", tables[0]);
    }
    assert_eq!(tables.len(), 3);
}

#[test]
fn a_dry_run_has_all_tables_and_the_columns_line_up() {
    let text = PROGRAM.printed(&["--dry-run"]);
    let titles = text.lines().filter(|line| !line.ends_with('}'));
    titles.for_each(|title| checks::no_line_is_wider(title, 100));
    for title in ["sieve", "amdahl", "grain", "balance", "counters", "map"] {
        assert!(text.contains(&format!("{title}: ")), "{title}: {text}");
    }
    let text = PROGRAM.printed(&["amdahl", "--work", "0.01", "--runs", "1"]);
    checks::no_line_is_wider(&text, 100);
    let rows = text.lines().skip(3).take_while(|line| !line.is_empty());
    let mut widths = rows.map(|row| row.chars().count());
    let first = widths.next().expect("a heading");
    assert!(widths.all(|width| width == first), "{text}");
}

#[cfg(target_os = "linux")]
#[test]
fn on_one_core_it_says_what_cannot_be_shown() {
    let run =
        PROGRAM.run_on_one_core(&["amdahl", "--work", "0.01", "--runs", "1"]);
    let text = run.printed();
    assert!(
        text.contains("With one core, threads can't show any speedup"),
        "{text}"
    );
}

#[test]
fn sizes_that_make_no_sense_are_refused() {
    PROGRAM.takes_numbers("--limit", 1_000_000_000);
    PROGRAM.takes_numbers("--threads", 64);
    PROGRAM.takes_seconds("--work");
    let run = PROGRAM.run(&["sieve", "--limit", "1"]);
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    assert_eq!(
        run.stderr.lines().last(),
        Some("Error: there are no primes up to 1")
    );
    PROGRAM.refuses(&["--only", "magic"], "'--only <VERSION>'");
    PROGRAM.refuses(
        &["everything"],
        "invalid value 'everything' for '[PARTS]...'",
    );
}
