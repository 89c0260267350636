//! The functions that are slow in Python. They know nothing of it.

/// Value that is added.
const STEP: f64 = 2.0;

/// Returns the sum of this many additions.
pub fn additions(count: u64) -> f64 {
    let mut sum = 0.0;
    for _ in 0..count {
        sum += STEP;
    }
    sum
}

/// Returns the primes up to `limit`, by the sieve of Eratosthenes.
pub fn primes(limit: usize) -> Vec<u32> {
    let mut prime = vec![true; limit + 1];
    prime[..2.min(limit + 1)].fill(false);
    for number in 2..=limit.isqrt() {
        if prime[number] {
            for multiple in (number * number..=limit).step_by(number) {
                prime[multiple] = false;
            }
        }
    }
    let numbers = (0..).zip(prime);
    numbers
        .filter_map(|(number, prime)| prime.then_some(number))
        .collect()
}

/// Returns the sum of the squares, without overflow checks.
pub fn squares(numbers: &[u64]) -> u64 {
    let squares = numbers.iter().map(|number| number.wrapping_mul(*number));
    squares.fold(0, u64::wrapping_add)
}
