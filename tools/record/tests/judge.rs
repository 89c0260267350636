//! Which claims are judged, and how.

use std::collections::BTreeSet;

use record::claims;
use record::recorded::{self, Recorded};

const ONE: &str = "Took 1.01 s\nThe site saw 1 request, at most 1 in flight at once.\n\
     1  GET /delay/1  1.00 s  200\n";

const THREE: &str =
    "Took 1.02 s\nThe site saw 3 requests, at most 3 in flight at once.\n";

/// Outputs of ex_3_1 and ex_3_3, and their names.
fn requests(one: &str, three: &str) -> (Recorded, BTreeSet<String>) {
    let mut recorded = Recorded::default();
    recorded.insert("ex_3_1".to_owned(), one.to_owned());
    recorded.insert("ex_3_3".to_owned(), three.to_owned());
    (recorded, ["ex_3_1", "ex_3_3"].map(str::to_owned).into())
}

#[test]
fn a_claim_is_judged_by_figures_of_this_run_alone() {
    let (recorded, fresh) = requests(ONE, THREE);
    let judged = claims::judge(&recorded, &fresh);
    assert!(judged.held >= 2, "{judged:?}");
    assert_eq!(judged.refuted, Vec::<String>::new());
    assert_eq!(judged.held + judged.left_out, claims::all().count());

    let nothing = claims::judge(&recorded, &BTreeSet::new());
    assert_eq!(nothing.left_out, claims::all().count());
    assert_eq!(nothing.held, 0);
}

#[test]
fn what_is_refuted_is_told_with_its_page_and_its_figures() {
    let three = THREE.replace("1.02", "3.03");
    let (recorded, fresh) = requests(ONE, &three);
    let judged = claims::judge(&recorded, &fresh);
    let told = "“Three requests took about as long as one.” (gathering): \
                3.03, to be about 1.01";
    assert!(judged.refuted.iter().any(|it| it == told), "{judged:?}");

    let (recorded, fresh) = requests(ONE, "nothing of the kind");
    let judged = claims::judge(&recorded, &fresh);
    let told = "ex_3_3 does not say `Took`";
    let is_told = judged.refuted.iter().any(|it| it.ends_with(told));
    assert!(is_told, "{judged:?}");
}

#[test]
fn a_row_is_found_by_its_whole_label_under_its_title() {
    let output = "first:\nfork   1   2.5\nspawn with pre_exec   3   4.5x\n\
                  spawn   5   6.5\nsecond:\nfork   7   1,024.5\n";
    let row = |labels: &[&str]| recorded::row(output, labels);
    assert_eq!(row(&["fork"]), Some(vec![1.0, 2.5]));
    assert_eq!(row(&["second:", "fork"]), Some(vec![7.0, 1024.5]));
    assert_eq!(row(&["first:", "spawn"]), Some(vec![5.0, 6.5]));
    assert_eq!(row(&["spawn with pre_exec"]), Some(vec![3.0, 4.5]));
    assert_eq!(row(&["second:", "spawn"]), None);
    assert_eq!(row(&["for"]), None);
}
