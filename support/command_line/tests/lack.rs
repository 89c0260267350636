//! Messages for an OS that has run out of something.

use std::io;

use command_line::{in_words, lacked};

#[cfg(unix)]
const NO_MORE_THREADS: i32 = libc::EAGAIN;
#[cfg(not(unix))]
const NO_MORE_THREADS: i32 = 10035;

#[test]
fn a_panic_for_want_of_a_thread_is_a_sentence() {
    let error = io::Error::from_raw_os_error(NO_MORE_THREADS);
    let panics = [
        format!("failed to spawn thread: {error:?}"),
        format!("called `Result::unwrap()` on an `Err` value: {error:?}"),
        format!("ThreadPoolBuildError {{ kind: IOError({error:?}) }}"),
        format!("OS can't spawn worker thread: {error}"),
    ];
    let sentence = in_words(&error);
    let begin = "no more threads or processes are available; end some";
    assert!(sentence.starts_with(begin), "{sentence}");
    for panic in panics {
        assert_eq!(lacked(&panic), Some(sentence.clone()), "{panic}");
    }
}

#[test]
fn another_panic_stays_one() {
    let missing = io::Error::from_raw_os_error(2);
    let panics = ["no idea".to_owned(), format!("it is there: {missing:?}")];
    for panic in panics {
        assert_eq!(lacked(&panic), None);
    }
    assert_eq!(in_words(&missing), missing.to_string());
}
