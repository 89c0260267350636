//! A test server, and the output of an example that has its URL.

use local_httpbin::Site;

use crate::Run;

/// Returns a test server.
pub fn site() -> Site {
    Site::start().expect("a test server starts")
}

/// Returns the output of an example with a URL. It must have succeeded, and
/// must have explained why there is no timeline.
pub fn printed_without_timeline(run: Run) -> String {
    let reason =
        "No timeline: only the local server keeps a log of requests.\n";
    assert!(run.status.success(), "{run:?}");
    assert_eq!(run.stderr, reason, "{run:?}");
    run.stdout
}
