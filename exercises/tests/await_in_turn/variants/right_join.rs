use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let [first, second, third] = urls else {
        panic!("three URLs")
    };
    let (first, second, third) = tokio::try_join!(
        fetch(client, first),
        fetch(client, second),
        fetch(client, third),
    )?;
    Ok(vec![first, second, third])
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
