//! Three requests and a timer on an event loop of our own, step by step: the
//! tasks that are ready, run, wait and are woken, and the sleeps of the loop.
//!
//! The loop is executor.rs, and there is no other runtime. Its steps are those
//! of asyncio's `BaseEventLoop._run_once`.
//!
//! Run it with `cargo run -p event_loop`, or give it a server, for example
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
mod small;

use arguments::Asked;

/// Paths of the requests. The server responds after that many seconds.
const PATHS: [&str; 3] = ["/delay/0.6", "/delay/0.2", "/delay/0.4"];

/// Duration of the timer. It is due between two responses.
const TIMER: Duration = Duration::from_millis(300);

/// Names of the tasks in the printed steps.
const NAMES: [&str; 4] = ["request 1", "request 2", "request 3", "timer"];

fn main() -> ExitCode {
    let asked = match arguments::read() {
        Asked::Small => {
            small::main();
            return ExitCode::SUCCESS;
        }
        Asked::Requests(address) => run(address),
    };
    match asked {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            command_line::print_error(&format_args!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Sends the requests to the given server, or to a test server.
fn run(given: Option<SocketAddr>) -> Result<()> {
    if let Some(address) = given {
        return requests(address);
    }
    let server = Site::start().context("cannot start the test server")?;
    requests(server.address().parse()?)?;
    server.print_timeline();
    Ok(())
}

/// Runs the tasks. Prints each step, the results, and the time.
fn requests(address: SocketAddr) -> Result<()> {
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

/// Adds the tasks: one request per path, and the timer.
fn spawn(event_loop: &mut EventLoop<Result<String>>, address: SocketAddr) {
    for path in PATHS {
        let handle = event_loop.handle();
        event_loop.spawn(async move {
            let (status, length) = request::get(&handle, address, path).await?;
            ensure!(
                (200..300).contains(&status),
                "GET http://{address}{path} failed with status {status}"
            );
            Ok(format!("{path}  {status}, {length} bytes"))
        });
    }
    let handle = event_loop.handle();
    event_loop.spawn(async move {
        handle.sleep(TIMER).await;
        Ok(format!("{} s elapsed", TIMER.as_secs_f64()))
    });
}

/// Prints the results of the tasks, and the counts of the loop.
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
        "{tasks} tasks ran {polls} times in {rounds} rounds, with {sleeps} sleeps."
    );
    Ok(())
}
