//! A progress bar on stderr, shown only on a terminal.

use std::sync::LazyLock;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Maximum redraws per second while a version runs.
const TICKS: u8 = 2;

/// The only bar, so Ctrl-C can remove it, too.
static BAR: LazyLock<ProgressBar> = LazyLock::new(|| {
    let style = ProgressStyle::with_template(
        "{wide_msg} {bar:30} {pos}/{len} {elapsed}",
    )
    .expect("the template is our own");
    ProgressBar::hidden().with_style(style)
});

/// Starts a bar for `runs` runs.
pub(crate) fn start(runs: usize) {
    BAR.reset();
    BAR.set_length(runs as u64);
    BAR.set_draw_target(ProgressDrawTarget::stderr_with_hz(TICKS));
}

/// Shows the elapsed time. (The bar's own ticker would start a thread, and
/// panic if the OS allows no more.)
pub(crate) fn tick() {
    BAR.tick();
}

/// Shows the name of the current run.
pub(crate) fn show(text: String) {
    BAR.set_message(text);
}

/// Counts a finished run.
pub(crate) fn step() {
    BAR.inc(1);
}

/// Removes the bar.
pub(crate) fn clear() {
    BAR.finish_and_clear();
}
