//! The columns of each table.

use measure::Column as AnyColumn;

use crate::work::{Answer, Work};

type Column = AnyColumn<Work, Answer>;

/// Columns of the part `array`.
pub const ARRAY: &[Column] = &[Column::WALL, Column::CPU, Column::SPEEDUP];
