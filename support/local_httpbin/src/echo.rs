//! A request as JSON, under the keys that httpbin.org uses.

use hyper::Request;
use hyper::header::{self, HeaderMap, HeaderName};
use serde_json::{Map, Value, json};

/// Address of every client, because the server listens nowhere else.
pub(crate) const ORIGIN: &str = "127.0.0.1";

/// Returns a client's request: its query, headers, address and URL.
pub(crate) fn echo<B>(request: &Request<B>) -> Value {
    let host = request
        .headers()
        .get(header::HOST)
        .map_or(ORIGIN.into(), |host| {
            String::from_utf8_lossy(host.as_bytes())
        });
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str());
    json!({
        "args": arguments(request.uri().query().unwrap_or_default()),
        "headers": headers(request.headers()),
        "origin": ORIGIN,
        "url": format!("http://{host}{path}"),
    })
}

/// Returns the query as an object. A key that occurs twice holds a list.
fn arguments(query: &str) -> Map<String, Value> {
    let mut arguments = Map::new();
    for (key, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let value = Value::from(value);
        match arguments.get_mut(&*key) {
            None => {
                arguments.insert(key.into_owned(), value);
            }
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = json!([first.take(), value]),
        }
    }
    arguments
}

/// Returns the headers as an object, in the case that httpbin.org shows.
fn headers(headers: &HeaderMap) -> Map<String, Value> {
    let values_of = |name: &HeaderName| {
        let values = headers.get_all(name).iter();
        let values = values.map(|v| String::from_utf8_lossy(v.as_bytes()));
        values.collect::<Vec<_>>().join(",")
    };
    headers
        .keys()
        .map(|name| (title_case(name.as_str()), values_of(name).into()))
        .collect()
}

/// Returns `user-agent` as `User-Agent`.
fn title_case(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + rest
    });
    words.collect::<Vec<_>>().join("-")
}
