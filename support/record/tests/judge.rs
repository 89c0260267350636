//! Outcomes of claims, for small made-up recordings.

use std::collections::BTreeSet;

use record::archive::Archive;
use record::claims::verdict::{about, at_least, at_most, between};
use record::claims::{self, Outcome, Verdict};

const ONE: &str = "Took 1.01 s\nThe server saw 1 request, at most 1 in flight at once.\n\
     1  GET /delay/1  1.00 s  200\n";

const THREE: &str =
    "Took 1.02 s\nThe server saw 3 requests, at most 3 in flight at once.\n";

fn keep(archive: &mut Archive, name: &str, output: &str) {
    let kept = archive.insert(name, output.to_owned(), None);
    kept.expect("there are no figures to read");
}

/// Returns an archive with these outputs of ex_3_1 and ex_3_3.
fn requests(one: &str, three: &str) -> Archive {
    let mut archive = Archive::default();
    keep(&mut archive, "ex_3_1", one);
    keep(&mut archive, "ex_3_3", three);
    archive
}

#[test]
fn a_claim_is_judged_only_by_figures_of_this_run() {
    let archive = requests(ONE, THREE);
    let judged = claims::judge(&archive);
    assert!(judged.held.len() >= 2, "{judged:?}");
    assert_eq!(judged.refuted, []);
    let left_open = judged.left_open.len();
    assert_eq!(judged.held.len() + left_open, claims::all().count());

    let nothing = claims::judge(&archive.only(&BTreeSet::new()));
    assert_eq!(nothing.left_open.len(), claims::all().count());
    assert_eq!(nothing.held, []);
}

#[test]
fn a_refuted_claim_is_reported_with_its_page_and_its_figures() {
    let judged = claims::judge(&requests(ONE, &THREE.replace("1.02", "3.03")));
    let outcome = "“Three requests took about as long as one.” (gathering): \
                expected about 1.01 (0.842 to 1.18), got 3.03";
    assert!(
        judged.refuted.iter().any(|it| it.to_string() == outcome),
        "{judged:?}"
    );
}

#[test]
fn a_claim_that_holds_is_reported_with_its_limits() {
    let judged = claims::judge(&requests(ONE, THREE));
    let outcome = "“Three requests took about as long as one.” (gathering): \
                expected about 1.01 (0.842 to 1.18), got 1.02";
    assert!(
        judged.held.iter().any(|it| it.to_string() == outcome),
        "{judged:?}"
    );
}

#[test]
fn a_claim_without_its_figure_is_left_open() {
    for three in ["nothing of the kind", "Took - s"] {
        let judged = claims::judge(&requests(ONE, three));
        let is_open = |claim: &Outcome| claim.page == "gathering";
        assert!(judged.left_open.iter().any(is_open), "{judged:?}");
        let is_about_it = |claim: &Outcome| claim.seen.contains("Took");
        assert!(!judged.refuted.iter().any(is_about_it), "{judged:?}");
    }
}

#[test]
fn a_verdict_gives_the_expected_and_the_actual_figure() {
    let seen = |verdict: Verdict| verdict.seen;
    let about = about(3.03, 1.01);
    assert_eq!(
        [about, between(0.7, 0.42, 0.62), between(9.0, 10.0, 10.0)].map(seen),
        [
            "expected about 1.01 (0.842 to 1.18), got 3.03",
            "expected 0.42 to 0.62, got 0.7",
            "expected 10, got 9",
        ]
    );
    assert_eq!(
        [at_least(1.1, 1.2), at_most(0.0213, 0.02)].map(seen),
        [
            "expected at least 1.2, got 1.1",
            "expected at most 0.02, got 0.0213",
        ]
    );
}

#[test]
fn a_row_is_found_by_its_whole_label_under_its_title() {
    let mut archive = Archive::default();
    let output = "first:\nfork   1   2.5\nspawn with pre_exec   3   4.5x\n\
                  spawn   5   6.5\nsecond:\nfork   7   1,024.5\n";
    keep(&mut archive, "it", output);
    let row = |labels: &[&str]| archive.row("it", labels).ok();
    assert_eq!(row(&["fork"]), Some([1.0, 2.5]));
    assert_eq!(row(&["second:", "fork"]), Some([7.0, 1024.5]));
    assert_eq!(row(&["first:", "spawn"]), Some([5.0, 6.5]));
    assert_eq!(row(&["spawn with pre_exec"]), Some([3.0, 4.5]));
    assert_eq!(row(&["second:", "spawn"]), None);
    assert_eq!(row(&["for"]), None);
}

#[test]
fn an_unknown_figure_does_not_shift_those_after_it() {
    let mut archive = Archive::default();
    keep(&mut archive, "it", "fork   1   -   2.5\n");
    let missing = archive.row::<2>("it", &["fork"]);
    missing.expect_err("there are three columns");
    let missing = archive.row::<3>("it", &["fork"]);
    missing.expect_err("one of the three is unknown");
}
