//! A local site, and what an example prints about a URL of it.

use local_httpbin::Site;

use crate::Run;

/// A local site.
pub fn site() -> Site {
    Site::start().expect("a local site starts")
}

/// Returns what an example has printed about a URL that it was given, if it
/// has succeeded and says why there is no timeline.
pub fn printed_without_timeline(run: Run) -> String {
    let reason =
        "No timeline: only the local server keeps a log of requests.\n";
    assert!(run.status.success(), "{run:?}");
    assert_eq!(run.stderr, reason, "{run:?}");
    run.stdout
}
