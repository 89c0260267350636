//! Tests of the check of responses.

#[path = "../src/work.rs"]
mod work;

use std::time::Duration;

use crate::work::{Responses, Work, difference};

/// Returns the verdict on a version that returns these statuses for three
/// requests.
fn said_of(make: fn(&Work) -> anyhow::Result<Vec<u16>>) -> Option<String> {
    let mut work = Work::new(3, Duration::from_millis(50), 8 << 10);
    work.send_to("http://127.0.0.1:1");
    assert_eq!(work.url, "http://127.0.0.1:1/delay/0.05");
    let responses = work.responses(make).expect("it is not refused");
    difference(&Responses::default(), &responses)
}

#[test]
fn each_request_has_a_response_with_status_200() {
    assert_eq!(said_of(|_| Ok(vec![200; 3])), None);
}

#[test]
fn a_missing_response_is_missed() {
    let sentence = said_of(|_| Ok(vec![200; 2]));
    assert_eq!(sentence.as_deref(), Some("2 responses, not 3"));
    let sentence = said_of(|_| Ok(vec![200; 4]));
    assert_eq!(sentence.as_deref(), Some("4 responses, not 3"));
}

#[test]
fn another_status_is_seen() {
    let sentence = said_of(|_| Ok(vec![200, 404, 200]));
    let expected = "1 response with status 404, not 200";
    assert_eq!(sentence.as_deref(), Some(expected));
}
