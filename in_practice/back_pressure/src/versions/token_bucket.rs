//! Same as unbounded, except that a request needs a token. Tokens arrive at a
//! fixed rate, whatever the server is doing, and a few of them can be saved.
//!
//! In Python: a class of your own, or a package such as aiolimiter.

use tokio::time::Instant;

use crate::request::Door;
use crate::server::Server;
use crate::work::Work;

/// Serves the requests for which there is a token.
pub async fn serve(mut door: Door, server: Server, work: &Work) {
    let mut bucket = Bucket::new(work.admitted, work.places as f64);
    while let Some(request) = door.accept().await {
        if !bucket.take() {
            request.refuse();
            continue;
        }
        let server = server.clone();
        tokio::spawn(async move { server.respond(request).await });
    }
}

/// Tokens that have arrived and have not been taken.
struct Bucket {
    tokens: f64,
    most: f64,
    per_second: f64,
    filled: Instant,
}

impl Bucket {
    /// Returns a full bucket.
    fn new(per_second: f64, most: f64) -> Bucket {
        Bucket {
            tokens: most,
            most,
            per_second,
            filled: Instant::now(),
        }
    }

    /// Takes a token, or returns false if there is none.
    fn take(&mut self) -> bool {
        let now = Instant::now();
        let arrived = (now - self.filled).as_secs_f64() * self.per_second;
        self.filled = now;
        self.tokens = (self.tokens + arrived).min(self.most);
        let taken = self.tokens >= 1.0;
        if taken {
            self.tokens -= 1.0;
        }
        taken
    }
}
