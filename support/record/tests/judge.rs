//! Which claims are judged, and how.

use std::collections::BTreeSet;

use record::archive::Archive;
use record::claims::verdict::{about, at_least, at_most, between};
use record::claims::{self, Told, Verdict};

const ONE: &str = "Took 1.01 s\nThe server saw 1 request, at most 1 in flight at once.\n\
     1  GET /delay/1  1.00 s  200\n";

const THREE: &str =
    "Took 1.02 s\nThe server saw 3 requests, at most 3 in flight at once.\n";

fn keep(archive: &mut Archive, name: &str, output: &str) {
    let kept = archive.insert(name, output.to_owned(), None);
    kept.expect("there are no figures to read");
}

/// Outputs of ex_3_1 and ex_3_3.
fn requests(one: &str, three: &str) -> Archive {
    let mut archive = Archive::default();
    keep(&mut archive, "ex_3_1", one);
    keep(&mut archive, "ex_3_3", three);
    archive
}

#[test]
fn a_claim_is_judged_by_figures_of_this_run_alone() {
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
fn what_does_not_hold_is_told_with_its_page_and_its_figures() {
    let judged = claims::judge(&requests(ONE, &THREE.replace("1.02", "3.03")));
    let told = "“Three requests took about as long as one.” (gathering): \
                3.03 was seen, about 1.01 (0.842 to 1.18) expected";
    assert!(
        judged.refuted.iter().any(|it| it.to_string() == told),
        "{judged:?}"
    );
}

#[test]
fn what_holds_is_told_with_its_limits() {
    let judged = claims::judge(&requests(ONE, THREE));
    let told = "“Three requests took about as long as one.” (gathering): \
                1.02 was seen, about 1.01 (0.842 to 1.18) expected";
    assert!(
        judged.held.iter().any(|it| it.to_string() == told),
        "{judged:?}"
    );
}

#[test]
fn a_claim_without_its_figure_is_left_open() {
    for three in ["nothing of the kind", "Took - s"] {
        let judged = claims::judge(&requests(ONE, three));
        let is_open = |claim: &Told| claim.page == "gathering";
        assert!(judged.left_open.iter().any(is_open), "{judged:?}");
        let is_told = |claim: &Told| claim.seen.contains("Took");
        assert!(!judged.refuted.iter().any(is_told), "{judged:?}");
    }
}

#[test]
fn a_verdict_says_what_was_seen_and_how_far_it_may_be_off() {
    let seen = |verdict: Verdict| verdict.seen;
    let about = about(3.03, 1.01);
    assert_eq!(
        [about, between(0.7, 0.42, 0.62), between(9.0, 10.0, 10.0)].map(seen),
        [
            "3.03 was seen, about 1.01 (0.842 to 1.18) expected",
            "0.7 was seen, 0.42 to 0.62 expected",
            "9 was seen, 10 expected",
        ]
    );
    assert_eq!(
        [at_least(1.1, 1.2), at_most(0.0213, 0.02)].map(seen),
        [
            "1.1 was seen, at least 1.2 expected",
            "0.0213 was seen, at most 0.02 expected",
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
