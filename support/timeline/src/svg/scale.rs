//! Positions of values along an axis, and the values that the axis names.

/// Placement of values on an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// From 0, in equal steps.
    Linear,
    /// In steps of ten times, for values of very different sizes. It has no 0,
    /// so a value of 0 is at its low end.
    Logarithmic,
}

/// Tolerance for sums of steps, because three tenths can come out as
/// 0.30000000000000004.
const ROUNDING: f64 = 1e-9;

/// Minimum ratio of the least value to the low end of a logarithmic scale.
const LEAST: f64 = 2.0;

/// One side of a picture, and the values along it.
pub(super) struct Axis {
    scale: Scale,
    /// The values at its ends; on a logarithmic scale, their logarithms.
    low: f64,
    high: f64,
    /// Positions of its ends in the picture.
    ends: (f64, f64),
}

impl Axis {
    /// Returns an axis between `ends` that has a position for each of `values`,
    /// and a length for each one that is not 0.
    ///
    /// # Panics
    ///
    /// Panics if one is negative or not finite.
    pub(super) fn new(scale: Scale, values: &[f64], ends: (f64, f64)) -> Axis {
        let can_be_shown = |value: &f64| *value >= 0.0 && value.is_finite();
        assert!(values.iter().all(can_be_shown), "not to show: {values:?}");
        let above_0 = || values.iter().copied().filter(|&value| value > 0.0);
        let high = above_0().fold(0.0, f64::max);
        let (low, high) = match scale {
            Scale::Linear => (0.0, high),
            Scale::Logarithmic if high == 0.0 => (0.0, 1.0),
            Scale::Logarithmic => {
                // The low end is the power of ten before the least value, or
                // the one before that if the bar would hardly be visible.
                let low = above_0().fold(high, f64::min) / LEAST;
                ((low.log10() + ROUNDING).floor(), high.log10())
            }
        };
        Axis {
            scale,
            low,
            high,
            ends,
        }
    }

    /// Returns the position of `value`.
    pub(super) fn at(&self, value: f64) -> f64 {
        let value = match self.scale {
            Scale::Linear => value,
            Scale::Logarithmic => value.log10().max(self.low),
        };
        let length = (self.high - self.low).max(f64::MIN_POSITIVE);
        let (from, to) = self.ends;
        from + (value - self.low) / length * (to - from)
    }

    /// Returns the values that the axis names, each of which needs `room`.
    pub(super) fn ticks(&self, room: f64) -> Vec<f64> {
        let step = self.step(room);
        let steps = ((self.high - self.low) / step + ROUNDING) as i32;
        let ticks = (0..=steps).map(|index| self.low + step * f64::from(index));
        match self.scale {
            Scale::Linear => ticks.collect(),
            Scale::Logarithmic => {
                ticks.map(|power| 10f64.powi(power as i32)).collect()
            }
        }
    }

    /// Returns the unit of the ticks in words: `unit`, and on a logarithmic
    /// scale the ratio of each line to the `previous` one.
    pub(super) fn in_words(
        &self,
        unit: &str,
        room: f64,
        previous: &str,
    ) -> String {
        match self.scale {
            Scale::Linear => unit.to_owned(),
            Scale::Logarithmic => {
                let times = 10f64.powf(self.step(room));
                format!("{unit}; each line is {times} times the {previous}")
            }
        }
    }

    /// Returns the step from one tick to the next: 1, 2 or 5 times a power of
    /// ten, or on a logarithmic scale a number of powers of ten.
    fn step(&self, room: f64) -> f64 {
        let length = (self.ends.1 - self.ends.0).abs();
        let least = (self.high - self.low) * room / length;
        if self.scale == Scale::Logarithmic || least == 0.0 {
            return least.ceil().max(1.0);
        }
        let power = 10f64.powf(least.log10().floor());
        let steps = [power, 2.0 * power, 5.0 * power];
        let wide_enough = steps.into_iter().find(|&step| step >= least);
        wide_enough.unwrap_or(10.0 * power)
    }
}
