//! Tests of what each version does, by its counts. That no request is lost, and
//! that each ends once, is checked in every run of the program.

use std::collections::BTreeMap;

use checks::{Program, rows};
use serde_json::Value;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_back_pressure"));

/// Limit inside the service, where there is one.
const LIMIT: f64 = 16.0;

/// Returns the cells of each row, by its label.
fn cells(arguments: &[&str]) -> BTreeMap<String, Value> {
    let rows = rows(&PROGRAM.json(arguments)).into_iter();
    rows.map(|row| {
        assert_eq!(row["failure"], Value::Null);
        let label = row["label"].as_str().expect("a label").to_owned();
        (label, row["columns"].clone())
    })
    .collect()
}

fn cell(cells: &BTreeMap<String, Value>, label: &str, column: &str) -> f64 {
    let cell = cells.get(label).unwrap_or_else(|| panic!("{cells:?}"));
    cell[column].as_f64().expect("a number")
}

#[test]
fn a_limit_holds_and_without_one_everything_is_inside() {
    // Four times what the server can do, for long enough that every limit is
    // reached.
    let cells = cells(&["load", "--load", "400", "--duration", "0.1"]);
    let inside = |label: &str| cell(&cells, label, "inside");
    assert_eq!(inside("semaphore 400%"), LIMIT);
    // One more is accepted, and then waits for room in the queue or is refused.
    assert_eq!(inside("bounded queue 400%"), LIMIT + 1.0);
    // On a busy machine, requests may come in faster than they reach a place, so
    // the limit is not always reached.
    assert!(inside("shed load 400%") <= LIMIT + 1.0, "{cells:?}");
    assert!(inside("unbounded 400%") > 2.0 * LIMIT, "{cells:?}");
    let refused = |label: &str| cell(&cells, label, "refused");
    for accepts_all in ["unbounded", "semaphore", "bounded queue"] {
        assert_eq!(refused(&format!("{accepts_all} 400%")), 0.0);
    }
    for label in ["shed load 400%", "token bucket 400%"] {
        assert!(refused(label) > 0.0, "{cells:?}");
    }
    // Requests wait for the semaphore, too, but outside.
    assert!(cell(&cells, "semaphore 400%", "most") > 2.0 * LIMIT);
}

#[test]
fn littles_law_holds_in_each_row() {
    let json = PROGRAM.json(&["--load", "150", "--duration", "0.1"]);
    for table in json["tables"].as_array().expect("tables") {
        for row in table["rows"].as_array().expect("rows") {
            let number = |column: &str| {
                row["columns"][column].as_f64().expect("a number")
            };
            let ratio = number("in flight") / number("by Little");
            assert!((0.95..1.05).contains(&ratio), "{row}");
        }
    }
}

#[test]
fn a_token_bucket_admits_what_has_arrived_in_it() {
    let arguments = ["load", "--only", "token_bucket", "--duration", "0.2"];
    let json = PROGRAM.json(&[&arguments[..], &["--load", "400"]].concat());
    let row = &rows(&json)[0];
    let count = |name: &str| row["columns"][name].as_f64().expect("a count");
    let served = count("sent") - count("refused");
    // Eight at the start, and then 360 per second. The process ran longer than
    // the tokens arrived.
    let wall = row["wall"].as_f64().expect("seconds");
    assert!(served <= 8.0 + 360.0 * wall, "{row}");
    // Those at the start are all used, even if nothing is added.
    assert!(served >= 8.0, "{row}");
}

#[test]
fn a_small_load_is_served_alike_by_all() {
    // So few requests that none has to wait, on a busy machine either.
    let cells = cells(&["load", "--load", "4", "--duration", "0.5"]);
    let sent = cell(&cells, "unbounded 4%", "sent");
    assert!(sent > 0.0);
    for label in cells.keys() {
        assert_eq!(cell(&cells, label, "sent"), sent);
        assert_eq!(cell(&cells, label, "refused"), 0.0);
    }
    assert_eq!(cells.len(), 5);
}

#[test]
fn another_seed_gives_other_arrivals() {
    let sent = |seed: &str| {
        let arguments = ["load", "--only", "shed_load", "--load", "400"];
        let sizes = ["--duration", "0.1", "--seed", seed];
        let cells = cells(&[&arguments[..], &sizes].concat());
        cell(&cells, "shed load 400%", "sent")
    };
    let counts = ["1", "2", "3", "4"].map(sent);
    assert!(counts.iter().any(|it| *it != counts[0]), "{counts:?}");
    assert_eq!(sent("1"), counts[0]);
}

#[test]
fn the_clients_of_a_closed_loop_are_its_limit() {
    let cells = cells(&["closed", "--duration", "0.2"]);
    let most = |label: &str| cell(&cells, label, "most");
    assert_eq!(most("closed loop, stall"), 4.0);
    assert_eq!(most("closed loop, overload"), 16.0);
    assert!(most("open loop, overload") > 16.0);
}

#[test]
fn the_same_attempts_fail_in_every_version() {
    // So few requests that none is refused for lack of room: on a busy machine,
    // the process would have to stand still for a second.
    let sizes = ["retries", "--load", "4", "--duration", "2"];
    let mut cells = cells(&sizes);
    cells.retain(|label, _| label.ends_with("4%"));
    let sent = cell(&cells, "once 4%", "sent");
    let attempts =
        |label: &str| (cell(&cells, label, "attempts") * sent).round() as u64;
    assert_eq!(attempts("once 4%") as f64, sent);
    let naive = attempts("naive 4%");
    assert_eq!(attempts("backoff 4%"), naive);
    assert_eq!(attempts("jitter 4%"), naive);
    // Half as many again, give or take a quarter.
    let ratio = naive as f64 / sent;
    assert!((1.25..1.75).contains(&ratio), "{ratio}");
    let served = |label: &str| cell(&cells, label, "served");
    assert_eq!(served("backoff 4%"), served("naive 4%"));
    assert_eq!(served("jitter 4%"), served("naive 4%"));
    assert!(served("once 4%") < served("naive 4%"));
    for label in cells.keys() {
        let ended = served(label) + cell(&cells, label, "failed");
        assert_eq!(ended, sent, "{label}");
    }
}

#[test]
fn a_budget_limits_retries_whatever_fails() {
    let cells = cells(&["retries", "--load", "300", "--duration", "0.2"]);
    for label in ["budget 300%", "budget burst"] {
        let sent = cell(&cells, label, "sent");
        let attempts = cell(&cells, label, "attempts") * sent;
        // A fifth of the requests, and ten in reserve.
        assert!((attempts - sent).round() <= sent / 5.0 + 10.0, "{cells:?}");
    }
    for label in cells.keys() {
        assert!(cell(&cells, label, "attempts") <= 4.0, "{label}");
    }
    // Without a budget, far more are made.
    let naive = cell(&cells, "naive 300%", "attempts");
    assert!(naive > 2.0, "{cells:?}");
}
