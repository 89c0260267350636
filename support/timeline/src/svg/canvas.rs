//! The element that holds a picture, and what can be drawn in it.
