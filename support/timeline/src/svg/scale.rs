//! Where a value lies along an axis.

/// How an axis places its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// From 0, in equal steps.
    Linear,
    /// In steps of ten times: for values of very different sizes. It has no
    /// 0; a value of 0 lies at its low end.
    Logarithmic,
}
