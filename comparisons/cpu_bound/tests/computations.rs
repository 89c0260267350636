//! Tests of the computations, against published numbers and by other means.

#[path = "../src/pi.rs"]
mod pi;
#[path = "../src/primes.rs"]
mod primes;
#[path = "../src/squares.rs"]
mod squares;

use std::f64::consts::PI;

/// Number of primes between 100n and 100n + 99: OEIS A038822.
const PRIMES_OF_CENTURIES: [usize; 72] = [
    25, 21, 16, 16, 17, 14, 16, 14, 15, 14, 16, 12, 15, 11, 17, 12, 15, 12, 12,
    13, 14, 10, 15, 15, 10, 11, 15, 14, 12, 11, 12, 10, 11, 15, 11, 14, 13, 12,
    11, 11, 15, 9, 16, 9, 11, 12, 12, 12, 8, 15, 12, 11, 10, 10, 13, 13, 12,
    10, 16, 7, 12, 11, 13, 15, 8, 11, 10, 12, 12, 13, 9, 10,
];

/// Number of primes below 10, 100, …: OEIS A006880.
const PRIMES_BELOW_POWERS_OF_TEN: [usize; 5] = [4, 25, 168, 1229, 9592];

#[test]
fn there_are_as_many_primes_as_are_published() {
    let mut count = 0;
    for (century, primes) in PRIMES_OF_CENTURIES.iter().enumerate() {
        count += primes;
        let limit = 100 * century + 99;
        assert_eq!(primes::up_to(limit).len(), count, "up to {limit}");
    }
    for (power, count) in (1..).zip(PRIMES_BELOW_POWERS_OF_TEN) {
        let limit = 10_usize.pow(power);
        assert_eq!(primes::up_to(limit).len(), count, "up to {limit}");
    }
}

#[test]
fn squares_are_the_same_wherever_they_are_stored() {
    let mut squares = squares::store(1..9);
    assert_eq!(squares, [1, 4, 9, 16, 25, 36, 49, 64]);
    squares::store_in(&mut squares, 3..6);
    assert_eq!(squares, [9, 16, 25]);
}

#[test]
fn the_limit_is_looked_at_and_the_primes_are_in_order() {
    assert_eq!(primes::up_to(1), []);
    assert_eq!(primes::up_to(2), [2]);
    assert_eq!(primes::up_to(31), [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31]);
    assert_eq!(primes::up_to(49).last(), Some(&47));
}

#[test]
fn squares_are_stored_in_order() {
    assert_eq!(squares::store(1..6), [1, 4, 9, 16, 25]);
    assert_eq!(squares::store(3..3), []);
}

#[test]
fn squares_are_added_without_being_stored() {
    // Below, at and above what is added at one time.
    for end in [1, 2, 1024, 1025, 1026, 5000] {
        let stored = squares::store(1..end);
        let sum: u64 = stored.iter().sum();
        assert_eq!(squares::sum(1..end), u128::from(sum), "to {end}");
    }
    assert_eq!(squares::sum(100..102), 10_000 + 10_201);
}

#[test]
fn the_same_seed_gives_the_same_points() {
    let samples = 100_000;
    let inside = pi::inside(samples, 1);
    assert_eq!(pi::inside(samples, 1), inside);
    assert_ne!(pi::inside(samples, 2), inside);
    let estimate = 4.0 * inside as f64 / samples as f64;
    // Five standard deviations.
    assert!((estimate - PI).abs() < 0.026, "{estimate}");
}
