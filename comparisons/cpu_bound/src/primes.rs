//! All primes up to a limit, by the sieve of Eratosthenes.
//!
//! In Python: `get_prime_numbers(num)`, with a list of `True` and `False`.

/// Returns the primes from 2 to `limit`.
pub fn up_to(limit: usize) -> Vec<u32> {
    let mut prime = vec![true; limit + 1];
    prime[..2].fill(false);
    let mut number = 2;
    while number * number <= limit {
        if prime[number] {
            for multiple in (number * 2..=limit).step_by(number) {
                prime[multiple] = false;
            }
        }
        number += 1;
    }
    let numbers = (0..).zip(prime);
    numbers
        .filter_map(|(number, prime)| prime.then_some(number))
        .collect()
}
