//! tokio's own look-up of a name runs on a thread of the blocking pool, as the
//! lesson's stand-in for it does, and outlives its timeout.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::net;
use tokio::runtime::{Builder, Runtime};

/// Threads that a runtime has started besides the loop's, and those that have
/// ended.
#[derive(Default)]
struct Threads {
    started: AtomicUsize,
    ended: AtomicUsize,
}

impl Threads {
    fn runtime(self: &Arc<Threads>) -> Runtime {
        let (starts, ends) = (self.clone(), self.clone());
        Builder::new_current_thread()
            .enable_all()
            .on_thread_start(move || add_one(&starts.started))
            .on_thread_stop(move || add_one(&ends.ended))
            .build()
            .expect("a runtime")
    }

    fn seen(&self) -> (usize, usize) {
        let seen = [&self.started, &self.ended];
        let [started, ended] = seen.map(|it| it.load(Ordering::SeqCst));
        (started, ended)
    }
}

fn add_one(count: &AtomicUsize) {
    count.fetch_add(1, Ordering::SeqCst);
}

#[test]
fn a_name_needs_a_thread_and_an_address_needs_none() {
    for (host, count) in [("localhost", 1), ("127.0.0.1", 0)] {
        let threads = Arc::<Threads>::default();
        let runtime = threads.runtime();
        // Whether the machine knows the name does not matter.
        let found = runtime.block_on(net::lookup_host((host, 80)));
        let _ = found.map(Iterator::count);
        drop(runtime);
        assert_eq!(threads.seen(), (count, count), "{host}");
    }
}

/// Needs a name server that never answers. Within a network and a list of mounts
/// of its own, any user may have one, if the kernel allows for that.
#[cfg(target_os = "linux")]
#[test]
fn a_look_up_by_the_c_library_outlives_its_timeout_and_the_runtime_waits() {
    use std::env;
    use std::fs;
    use std::net::UdpSocket;
    use std::path::Path;
    use std::process::Command;
    use std::time::Duration;

    use tokio::time;

    const WITHIN: &str = "HIDDEN_BLOCKING_WITHIN";
    if env::var_os(WITHIN).is_some() {
        let server = UdpSocket::bind("127.0.0.1:53").expect("a server");
        let threads = Arc::<Threads>::default();
        let runtime = threads.runtime();
        let waited = runtime.block_on(async {
            let found = net::lookup_host(("silent.example", 80));
            time::timeout(Duration::from_millis(100), found)
                .await
                .map(|found| found.map(Iterator::count))
        });
        assert!(waited.is_err(), "no one answers: {waited:?}");
        assert_eq!(threads.seen(), (1, 0));
        drop(runtime);
        assert_eq!(threads.seen(), (1, 1));
        let mut query = [0; 512];
        let length = server.recv(&mut query).expect("a query");
        let query = String::from_utf8_lossy(&query[..length]);
        assert!(query.contains("silent"), "{query}");
        return;
    }

    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("resolv.conf");
    fs::write(&file, "nameserver 127.0.0.1\n").expect("it can be written");
    let this =
        "a_look_up_by_the_c_library_outlives_its_timeout_and_the_runtime_waits";
    let script = "ip link set lo up && mount --bind \"$0\" /etc/resolv.conf \
                  && exec \"$1\" --exact \"$2\" --nocapture";
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "--net", "sh", "-c", script])
        .arg(&file)
        .arg(env::current_exe().expect("it runs"))
        .arg(this)
        .env(WITHIN, "1")
        .env("RES_OPTIONS", "timeout:1 attempts:1")
        .output();
    match output {
        Ok(output) if output.status.success() => {
            let said = String::from_utf8_lossy(&output.stdout);
            assert!(said.contains("1 passed"), "{said}");
        }
        // The status of a test that has failed.
        Ok(output) if output.status.code() == Some(101) => {
            panic!("{}", String::from_utf8_lossy(&output.stderr));
        }
        _ => eprintln!("Skipped: no network of its own (unshare, ip)."),
    }
}
