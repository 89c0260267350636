//! A bar on stderr that says what is done now, on a terminal alone.

use std::sync::LazyLock;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How often a second the time that has passed is shown anew, at the most, while
/// a version runs.
const TICKS: u8 = 2;

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
    BAR.set_draw_target(ProgressDrawTarget::stderr_with_hz(TICKS));
}

/// Shows the time that has passed. (A thread of the bar's own may be one more
/// than there can be, and then it panics.)
pub(crate) fn tick() {
    BAR.tick();
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
