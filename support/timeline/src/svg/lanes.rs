//! Who ran when: a lane each, above one time axis.

use crate::Lane;

/// Draws `lanes` on one time axis: labels on the left, notes on the right,
/// waiting as a thin bar and computing as a thick one. Its legend names the
/// kinds that occur.
///
/// # Panics
///
/// Where `name` is empty or has other characters than the module allows.
pub fn lanes(name: &str, title: &str, lanes: &[Lane]) -> String {
    let _ = (name, title, lanes);
    todo!()
}
