//! Names of hosts, which become part of a command line.

/// Returns the name if ssh can only take it for a host: `name` or `user@name`.
/// GNU parallel would take one with a blank for a command, and ssh one with a
/// dash in front for an option.
///
/// # Errors
///
/// Returns an error with a sentence if it is anything else.
pub fn name(text: &str) -> Result<String, String> {
    let is_plain = |part: &str| {
        part.starts_with(|it: char| it.is_ascii_alphanumeric())
            && part.chars().all(|it| {
                it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_')
            })
    };
    let mut parts = text.splitn(2, '@');
    if parts.all(is_plain) {
        Ok(text.to_owned())
    } else {
        Err("a host, as in `name` or `user@name`, is needed".to_owned())
    }
}
