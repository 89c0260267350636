//! What is refused before the start, and what is said of it.

use measure::Refusal;
use measure::limits::{Limit, Limits, Needs};

/// Limits of so many open files and threads, and so much memory.
fn limits(open_files: u64, threads: u64, memory: u64) -> Limits {
    let limit = |left, set_by: &str| {
        let set_by = set_by.to_owned();
        Some(Limit { left, set_by })
    };
    Limits {
        open_files: limit(open_files, "ulimit -n"),
        threads: limit(threads, "ulimit -u"),
        memory: limit(memory, "MemAvailable"),
    }
}

/// What requests take whose threads need 1 MiB each.
fn needs(requests: usize) -> Needs {
    let requests = requests as u64;
    Needs {
        open_files: requests + 10,
        threads: 2 * requests,
        memory: requests << 20,
    }
}

/// What is said where 100 requests do not fit.
fn refusal(limits: &Limits) -> String {
    let refused = limits.check(100, "request", needs);
    match refused.expect_err("it does not fit") {
        Refusal::Limit(sentence) => sentence,
        Refusal::Usage(sentence) => panic!("no mistake: {sentence}"),
    }
}

#[test]
fn what_just_fits_is_not_refused() {
    let enough = limits(110, 200, 100 << 20);
    assert_eq!(enough.check(100, "request", needs), Ok(()));
}

#[test]
fn what_the_system_does_not_tell_does_not_limit() {
    assert_eq!(Limits::default().check(100, "request", needs), Ok(()));
}

#[test]
fn each_limit_is_named_with_what_would_fit() {
    assert_eq!(
        refusal(&limits(109, 200, 100 << 20)),
        "100 requests take 110 open files at once, of which a process has 109 \
         (ulimit -n); 99 requests would fit"
    );
    assert_eq!(
        refusal(&limits(110, 50, 100 << 20)),
        "100 requests take 200 threads at once, of which there are 50 \
         (ulimit -u); 25 requests would fit"
    );
    assert_eq!(
        refusal(&limits(110, 200, 10 << 20)),
        "100 requests take 100 MiB of memory, of which there are 10 MiB \
         (MemAvailable); 10 requests would fit"
    );
}

#[test]
fn what_fits_fits_all_limits() {
    let sentence = refusal(&limits(80, 60, 20 << 20));
    assert!(sentence.ends_with("; 20 requests would fit"), "{sentence}");
}

#[test]
fn it_is_said_where_nothing_fits() {
    let sentence = refusal(&limits(5, 200, 100 << 20));
    assert!(
        sentence.ends_with("; no request at all would fit"),
        "{sentence}"
    );
}

#[test]
fn one_is_one_and_thousands_are_grouped() {
    let needs = |requests: usize| Needs {
        open_files: 1_000 * requests as u64,
        ..Needs::default()
    };
    let refusal = |left, asked| {
        let limits = limits(left, 0, 0);
        let refused = limits.check(asked, "request", needs);
        refused.expect_err("it does not fit").to_string()
    };
    assert_eq!(
        refusal(1_500, 20_000),
        "20,000 requests take 20,000,000 open files at once, of which \
         a process has 1,500 (ulimit -n); 1 request would fit"
    );
    assert_eq!(
        refusal(0, 1),
        "1 request takes 1,000 open files at once, of which a process \
         has 0 (ulimit -n); no request at all would fit"
    );
}

#[test]
fn this_machine_has_limits() {
    let here = Limits::here();
    if cfg!(unix) {
        assert!(here.open_files.expect("there is one").left > 0);
    }
    if cfg!(target_os = "linux") {
        let threads = here.threads.expect("there is one");
        assert!(threads.left > 0 && !threads.set_by.is_empty());
        assert!(here.memory.expect("there is one").left > 1 << 20);
    }
}
