//! The response of each path.

use std::io::{ErrorKind, Read, Write};
use std::thread;

use checks::until;
use serde_json::{Value, json};

use crate::common::{body, connect, get, send, site, status};

fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}

#[test]
fn get_describes_the_request_under_the_keys_of_httpbin() {
    let site = site();
    let request = b"GET /get?a=1&a=2&b=%20x HTTP/1.1\r\nHost: here:1\r\n\
        X-Odd: one\r\nX-Odd: two\r\nConnection: close\r\n\r\n";
    let (response, _) = send(site.base_url(), request);
    assert_eq!(status(&response), 200);
    assert!(
        response.contains("content-type: application/json"),
        "{response}"
    );
    assert_eq!(
        serde_json::from_str::<Value>(body(&response)).expect("it is JSON"),
        json!({
            "args": { "a": ["1", "2"], "b": " x" },
            "headers": {
                "Connection": "close",
                "Host": "here:1",
                "X-Odd": "one,two",
            },
            "origin": "127.0.0.1",
            "url": "http://here:1/get?a=1&a=2&b=%20x",
        })
    );
}

#[test]
fn get_names_its_url_to_a_client_that_takes_it_for_a_proxy() {
    let site = site();
    let request = b"GET http://elsewhere/get?a=1 HTTP/1.1\r\n\
        Host: elsewhere\r\nConnection: close\r\n\r\n";
    let (response, _) = send(site.base_url(), request);
    assert!(
        response.contains("\"http://elsewhere/get?a=1\""),
        "{response}"
    );
}

#[test]
fn ip_and_delay_have_the_keys_of_httpbin() {
    let site = site();
    let (_, ip) = get(site.base_url(), "/ip");
    assert_eq!(ip, "{\n  \"origin\": \"127.0.0.1\"\n}\n");

    let (status, delay) = get(site.base_url(), "/delay/0.01");
    assert_eq!(status, 200);
    let delay: Value = serde_json::from_str(&delay).expect("it is JSON");
    assert_eq!(
        keys(&delay),
        ["args", "data", "files", "form", "headers", "origin", "url"]
    );
}

#[test]
fn a_delay_lets_others_pass() {
    let site = site();
    thread::scope(|scope| {
        let long = scope.spawn(|| get(site.base_url(), "/delay/1").0);
        until("the long request", || site.log().in_flight() == 1);
        assert_eq!(get(site.base_url(), "/delay/0").0, 200);
        assert_eq!(site.log().in_flight(), 1, "the long one is waited for");
        assert_eq!(long.join().expect("a response"), 200);
    });
    assert_eq!(site.log().peak(), 2);
}

#[test]
fn status_gives_the_status_that_was_asked_for() {
    let site = site();
    for code in [200, 204, 302, 404, 418, 503, 599] {
        let path = format!("/status/{code}");
        assert_eq!(
            get(site.base_url(), &path),
            (code, String::new()),
            "{path}"
        );
    }
}

#[test]
fn bytes_gives_as_many_and_the_same_each_time() {
    let site = site();
    let of = |n| {
        let request = format!(
            "GET /bytes/{n} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
        );
        let (response, _) = send(site.base_url(), request.as_bytes());
        let length = response.lines().find_map(|line| {
            line.strip_prefix("content-length: ").map(str::to_owned)
        });
        (length.expect("a length"), body(&response).to_owned())
    };
    assert_eq!(of(0).0, "0");
    assert_eq!(of(1000).0, "1000");
    assert_eq!(of(1000), of(1000));
    assert_eq!(of(102_400).0, "102400");
}

#[test]
fn a_request_that_makes_no_sense_gets_a_sentence() {
    let site = site();
    for (path, wanted) in [
        ("/", 200),
        ("/delay/x", 400),
        ("/delay/-1", 400),
        ("/delay/nan", 400),
        ("/delay/10.1", 400),
        ("/delay/inf", 400),
        ("/delay/", 400),
        ("/delay", 404),
        ("/status/199", 400),
        ("/status/600", 400),
        ("/status/two", 400),
        ("/bytes/-1", 400),
        ("/bytes/102401", 400),
        ("/bytes/99999999999999999999999", 400),
        ("/barrier/0", 400),
        ("/barrier/10001", 400),
        ("/fault/other", 404),
        ("/get/more", 404),
        ("/nothing", 404),
    ] {
        let (status, body) = get(site.base_url(), path);
        assert_eq!(status, wanted, "{path}: {body}");
        assert!(body.ends_with('\n') && body.len() > 9, "{path}: {body:?}");
    }
    for line in ["POST /get", "PUT /in_flight", "DELETE /", "POST /nothing"] {
        let request = format!(
            "{line} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\
             content-length: 2\r\n\r\nhi"
        );
        let (response, _) = send(site.base_url(), request.as_bytes());
        assert_eq!(status(&response), 405, "{line}: {response}");
        assert!(response.contains("allow: GET, HEAD"), "{line}: {response}");
    }
}

#[test]
fn a_barrier_opens_when_all_are_there() {
    let site = site();
    let responses: Vec<_> = thread::scope(|scope| {
        let ask = || get(site.base_url(), "/barrier/3");
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(ask)).collect();
        let ended = threads.into_iter().map(|thread| thread.join());
        ended.map(|response| response.expect("no panic")).collect()
    });
    let sentence = "3 requests waited here together.\n".to_owned();
    assert_eq!(responses, vec![(200, sentence); 3]);
    assert_eq!(site.log().peak(), 3);

    assert_eq!(get(site.base_url(), "/get").0, 200);
    assert_eq!(site.log().peak(), 3, "a peak stays");
}

#[test]
fn a_barrier_does_not_count_clients_that_have_left() {
    let site = site();
    let mut gone = connect(site.base_url());
    gone.write_all(b"GET /barrier/2 HTTP/1.1\r\nhost: a\r\n\r\n")
        .expect("the server reads");
    until("the first request", || site.log().in_flight() == 1);
    drop(gone);
    until("its end", || site.log().in_flight() == 0);

    let (status, sentence) = get(site.base_url(), "/barrier/2");
    assert_eq!(status, 408);
    assert_eq!(
        sentence,
        "2 requests should have waited here together, \
         but didn't within 5 s.\n"
    );
    let exchanges = site.log().exchanges();
    let statuses: Vec<_> = exchanges.iter().map(|seen| seen.status).collect();
    assert_eq!(statuses, [None, Some(408)]);
}

#[test]
fn a_watcher_is_not_counted() {
    let site = site();
    assert_eq!(get(site.base_url(), "/get").0, 200);
    let (_, seen) = get(site.base_url(), "/in_flight");
    assert_eq!(
        serde_json::from_str::<Value>(&seen).expect("it is JSON"),
        json!({ "in_flight": 0, "peak": 1, "requests": 1 })
    );
    assert_eq!(site.log().requests(), 1);
}

#[test]
fn each_fault_does_what_its_name_says() {
    let site = site();
    let fault = |name: &str| {
        let line = format!("GET /fault/{name} HTTP/1.1\r\nhost: a\r\n\r\n");
        send(site.base_url(), line.as_bytes())
    };
    assert_eq!(fault("reset"), (String::new(), false));
    assert!(!fault("garbage").0.starts_with("HTTP"));

    let (response, orderly) = fault("truncate");
    assert!(response.contains("content-length: 1000"), "{response}");
    assert!(orderly && body(&response).len() < 1000, "{response}");

    let (status, _) = get(site.base_url(), "/fault/redirect");
    assert_eq!(status, 302);
}

#[test]
fn a_body_that_stalls_neither_goes_on_nor_ends() {
    let site = site();
    let mut stalled = connect(site.base_url());
    stalled
        .write_all(b"GET /fault/stall HTTP/1.1\r\nhost: a\r\n\r\n")
        .expect("the server reads");
    let mut response = String::new();
    while body(&response).is_empty() {
        let mut part = [0; 1000];
        let length = stalled.read(&mut part).expect("a response");
        assert_ne!(length, 0, "it ended after {response:?}");
        response += &String::from_utf8_lossy(&part[..length]);
    }
    assert!(response.contains("content-length: 1000"), "{response}");
    assert!(body(&response).len() < 1000, "{response}");

    // While it stalls, other requests are served.
    assert_eq!(get(site.base_url(), "/delay/0.3").0, 200);
    stalled.set_nonblocking(true).expect("a socket");
    let next = stalled.read(&mut [0; 1000]).map_err(|error| error.kind());
    assert_eq!(next, Err(ErrorKind::WouldBlock));
}
