//! The claims of the page `primes.md`.

use super::verdict::{Claim, at_least, at_most};

/// The recording that the claims are about.
const PRIMES: &str = "cpu_bound-primes";

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Threads were faster than one thread, and faster than \
                   processes.",
        check: |archive| {
            let threads = archive.figure(PRIMES, "threads", "speedup")?;
            let processes = archive.figure(PRIMES, "processes", "speedup")?;
            let faster = at_least(threads, 1.3);
            Ok(faster.and(at_least(threads / processes, 1.1)))
        },
    },
    Claim {
        sentence: "One message per number took more than twice the CPU time \
                   of chunks.",
        check: |archive| {
            let each = archive.figure(PRIMES, "message_each", "cpu")?;
            let chunks = archive.figure(PRIMES, "processes", "cpu")?;
            Ok(at_least(each / chunks, 2.0))
        },
    },
    Claim {
        sentence: "A single message costs more CPU time than the search that \
                   it asks for.",
        check: |archive| {
            let primes = archive.figures(PRIMES)?;
            let search = primes.whole("work_alone_cpu")?;
            Ok(at_least(primes.whole("message_cpu")? / search, 1.0))
        },
    },
    Claim {
        sentence: "The pipe alone isn't the reason, because a round trip of a \
                   few bytes through a bare pipe took less.",
        check: |archive| {
            let primes = archive.figures(PRIMES)?;
            let message = primes.whole("message_wall")?;
            Ok(at_most(primes.whole("pipe")? / message, 0.9))
        },
    },
];
