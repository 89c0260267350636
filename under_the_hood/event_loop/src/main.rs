//! Three requests and a timer on an event loop of our own, step by step: who is
//! ready, who runs, who waits for what, who is woken by what, and when the loop
//! sleeps.
//!
//! The loop is executor.rs; there is no other runtime. It goes the way that
//! asyncio goes in `BaseEventLoop._run_once`.
//!
//! Run it with `cargo run -p event_loop`, or hand it a site, for instance
//! `cargo run -p event_loop -- http://127.0.0.1:8000`.
//! In Python: `asyncio.gather(get(…), get(…), get(…), asyncio.sleep(0.3))`.

use std::cell::RefCell;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::rc::Rc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};
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
    if let Some(address) = given {
        return ask(address);
    }
    let site = Site::start().context("cannot start a local site")?;
    ask(site.address().parse()?)?;
    site.print_timeline();
    Ok(())
}

/// Runs the tasks, and prints each step, what came of them, and the time.
fn ask(address: SocketAddr) -> Result<()> {
    let trace = Rc::new(RefCell::new(Trace::new(&NAMES)));
    let observer = trace.clone();
    let mut event_loop =
        EventLoop::new(move |step| observer.borrow_mut().step(step))?;
    spawn(&mut event_loop, address);

    let (wall, cpu) = (Instant::now(), ThreadTime::now());
    let results = event_loop.run();
    let (wall, cpu) = (wall.elapsed(), cpu.elapsed());

    trace.borrow_mut().end_line();
    report(&trace.borrow(), results?)?;
    let (wall, cpu) = (wall.as_secs_f64(), cpu.as_secs_f64());
    println!("wall {wall:.3} s  CPU {cpu:.3} s (of this one thread)");
    Ok(())
}

/// Adds the tasks: a request for each path, and the timer.
fn spawn(event_loop: &mut EventLoop<Result<String>>, address: SocketAddr) {
    for path in PATHS {
        let handle = event_loop.handle();
        event_loop.spawn(async move {
            let (status, length) = request::get(&handle, address, path).await?;
            ensure!(
                (200..300).contains(&status),
                "GET http://{address}{path} was answered with {status}"
            );
            Ok(format!("{path}  {status}, {length} bytes"))
        });
    }
    let handle = event_loop.handle();
    event_loop.spawn(async move {
        handle.sleep(TIMER).await;
        Ok(format!("{} s are over", TIMER.as_secs_f64()))
    });
}

/// Prints what the tasks have returned, and what the loop did.
fn report(
    trace: &Trace,
    results: Vec<thread::Result<Result<String>>>,
) -> Result<()> {
    println!();
    for (name, result) in NAMES.into_iter().zip(results) {
        let result = result.map_err(|_| anyhow!("{name} panicked"))?;
        println!("{name:9}  {}", result?);
    }
    let (tasks, polls) = (NAMES.len(), trace.polls);
    let (rounds, sleeps) = (trace.rounds, trace.sleeps);
    println!(
        "In {rounds} rounds, {tasks} tasks ran {polls} times; {sleeps} sleeps."
    );
    Ok(())
}
