// Fails: `compute` returned 42 without calling `work`
pub async fn compute<Work>(work: Work) -> u64
where
    Work: FnOnce() -> u64 + Send + 'static,
{
    drop(work);
    42
}
