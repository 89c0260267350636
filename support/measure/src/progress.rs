//! A bar on stderr that says what is done now, on a terminal alone.

use std::sync::LazyLock;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How often the time that has passed is shown anew, while a way runs.
const TICK: Duration = Duration::from_millis(500);

/// The one bar: whoever presses Ctrl-C takes it away as well.
static BAR: LazyLock<ProgressBar> = LazyLock::new(|| {
    let style = ProgressStyle::with_template(
        "{wide_msg} {bar:30} {pos}/{len} {elapsed}",
    )
    .expect("the template is our own");
    ProgressBar::hidden().with_style(style)
});

/// Begins a bar for so many runs.
pub(crate) fn start(runs: usize) {
    BAR.reset();
    BAR.set_length(runs as u64);
    BAR.set_draw_target(ProgressDrawTarget::stderr());
    BAR.enable_steady_tick(TICK);
}

/// Says what runs now.
pub(crate) fn show(text: String) {
    BAR.set_message(text);
}

/// Counts a run that has ended.
pub(crate) fn step() {
    BAR.inc(1);
}

/// Takes the bar away.
pub(crate) fn clear() {
    BAR.finish_and_clear();
}
