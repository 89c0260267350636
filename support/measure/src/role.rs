//! The role of a process in a comparison.

/// Environment variable with the role of a process: [`SERVE`], or the name of a
/// version.
pub(crate) const ROLE: &str = "MEASURE_ROLE";

/// Role of the test server. No version has this name.
pub(crate) const SERVE: &str = "/serve";
