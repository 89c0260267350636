//! Two calls of an async function. Only one of them is awaited.

async fn greet(name: &str) {
    println!("Hello, {name}!");
}

/// Prints one greeting.
pub async fn run() {
    // Without the `let`, the compiler warns: "futures do nothing unless you
    // `.await` or poll them".
    let _forgotten = greet("Ada");
    greet("Grace").await;
}
