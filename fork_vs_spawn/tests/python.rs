//! The Python program: what each kind of child sees.
#![cfg(target_os = "linux")]

use std::process::Command;

/// Runs one part of the Python program, if there is a Python.
fn part(name: &str) -> Option<String> {
    let mut command = Command::new(checks::python()?);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/fork_vs_spawn.py");
    command.args([script, name]);
    Some(checks::run(command).printed())
}

/// Returns the words at the end of the row with this label.
fn row<'a>(text: &'a str, label: &str) -> Vec<&'a str> {
    let row = text.lines().find_map(|line| line.strip_prefix(label));
    let row = row.unwrap_or_else(|| panic!("no row {label:?}:\n{text}"));
    row.split_whitespace().collect()
}

#[test]
fn only_a_forked_child_has_the_variable_and_the_open_file() {
    let Some(text) = part("inherit") else { return };
    for (method, visits, is_open) in [
        ("fork", "7", "yes"),
        ("forkserver", "0", "no"),
        ("spawn", "0", "no"),
    ] {
        let start = row(&text, &format!("child by {method}, at its start"));
        assert_eq!(start[1..], [visits, is_open], "{text}");
        let label = format!("child by {method}, its argument + 1");
        assert_eq!(row(&text, &label)[1], "8", "{text}");
    }
    let parent = row(&text, "parent, after that child ended");
    assert_eq!(parent[1..], ["7", "yes"], "{text}");
}

#[test]
fn reading_objects_copies_pages_and_reading_bytes_does_not() {
    let Some(text) = part("memory") else { return };
    let own = |label| row(&text, label)[0].parse::<f64>().expect("MiB");
    let bytes = own("child that reads the bytes");
    let lists = own("child that reads the lists");
    assert!(lists > 10.0 * bytes, "{text}");
    let frozen = own("child that collects garbage, frozen before");
    assert!(
        own("child that collects garbage ") > 10.0 * frozen,
        "{text}"
    );
}
