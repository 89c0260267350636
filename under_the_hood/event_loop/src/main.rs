//! Three requests and a timer on an event loop of our own, step by step: who is
//! ready, who runs, who waits for what, who is woken by what, and when the loop
//! sleeps.
//!
//! The loop is executor.rs; there is no other runtime. It goes the way that
//! asyncio goes in `BaseEventLoop._run_once`.
//!
//! Run it with `cargo run -p event_loop`, or hand it the address of a site:
//! `cargo run -p event_loop -- 127.0.0.1:8000`.
//! In Python: `asyncio.gather(get(…), get(…), get(…), asyncio.sleep(0.3))`.

use std::cell::RefCell;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use cpu_time::ThreadTime;
use local_httpbin::Site;

use event_loop::executor::EventLoop;
use event_loop::request;
use event_loop::trace::Trace;

mod arguments;

/// What is asked for: the site answers after so many seconds.
const PATHS: [&str; 3] = ["/delay/0.6", "/delay/0.2", "/delay/0.4"];

/// When the timer is due: between two answers.
const TIMER: Duration = Duration::from_millis(300);

/// What the steps call the tasks.
const NAMES: [&str; 4] = ["request 1", "request 2", "request 3", "timer"];

fn main() -> ExitCode {
    match run(arguments::address()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Asks the site that was given, or one of our own.
fn run(given: Option<SocketAddr>) -> Result<()> {
    let site = Site::start().context("cannot start a local site")?;
    let own = site.url().trim_start_matches("http://").parse()?;
    let address = given.unwrap_or(own);

    let trace = Rc::new(RefCell::new(Trace::new(&NAMES)));
    let observer = trace.clone();
    let mut event_loop: EventLoop<Result<String>> =
        EventLoop::new(move |step| observer.borrow_mut().step(step))?;
    for path in PATHS {
        let handle = event_loop.handle();
        event_loop.spawn(async move {
            let (status, length) = request::get(&handle, address, path).await?;
            Ok(format!("{path}  {status}, {length} bytes"))
        });
    }
    let handle = event_loop.handle();
    event_loop.spawn(async move {
        handle.sleep(TIMER).await;
        Ok(format!("{} s are over", TIMER.as_secs_f64()))
    });

    let (wall, cpu) = (Instant::now(), ThreadTime::now());
    let results = event_loop.run();
    let (wall, cpu) = (wall.elapsed(), cpu.elapsed());

    let mut trace = trace.borrow_mut();
    trace.end_line();
    println!();
    for (name, result) in NAMES.into_iter().zip(results?) {
        let result = result.map_err(|_| anyhow!("{name} panicked"))?;
        println!("{name:9}  {}", result?);
    }
    let Trace {
        rounds,
        polls,
        sleeps,
        ..
    } = *trace;
    println!("In {rounds} rounds, 4 tasks ran {polls} times; {sleeps} sleeps.");
    let (wall, cpu) = (wall.as_secs_f64(), cpu.as_secs_f64());
    println!("wall {wall:.3} s  CPU {cpu:.3} s (of this one thread)");
    if given.is_none() {
        site.print_timeline();
    }
    Ok(())
}
