//! Who ran when.
