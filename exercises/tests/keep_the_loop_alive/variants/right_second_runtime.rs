use std::sync::LazyLock;

use tokio::runtime::{Builder, Runtime};

static COMPUTING: LazyLock<Runtime> = LazyLock::new(|| {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(1).build().expect("a runtime")
});

pub async fn compute<Work>(work: Work) -> u64
where
    Work: FnOnce() -> u64 + Send + 'static,
{
    let task = COMPUTING.spawn(async move { work() });
    task.await.expect("it does not panic")
}
