//! What a process of a comparison is there for.

/// The environment variable with the role of a process that the comparison has
/// started: [`SERVE`], or the name of a version.
pub(crate) const ROLE: &str = "MEASURE_ROLE";

/// The role of the site. No version has such a name.
pub(crate) const SERVE: &str = "/serve";
