//! Misbehaving clients, and a server that still serves the others.

use std::io::{Read, Write};
#[cfg(unix)]
use std::net::Shutdown;
use std::net::{IpAddr, SocketAddr, TcpStream};

use checks::until;
use local_httpbin::Site;

use crate::common::{connect, get, send, site, status};

fn address(site: &Site) -> SocketAddr {
    site.address().parse().expect("an address and a port")
}

#[test]
fn bytes_that_are_not_a_request_get_a_4xx() {
    let site = site();
    let long =
        format!("GET /get HTTP/1.1\r\nx: {}\r\n\r\n", "y".repeat(8 << 20));
    for (request, wanted) in [
        (b"\x16\x03\x01 hello\r\n\r\n".as_slice(), 400),
        (b"GET\r\n\r\n", 400),
        (long.as_bytes(), 431),
    ] {
        let (response, orderly) = send(site.base_url(), request);
        assert_eq!(status(&response), wanted, "{response}");
        assert!(orderly, "the client can read its response");
    }
    assert_eq!(get(site.base_url(), "/get").0, 200);
}

#[test]
fn half_a_request_ends_the_connection_and_idling_does_not() {
    let site = site();
    let request = b"GET /get HTTP/1.1\r\nhost: a\r\n\r\n";
    let half = b"GET /get HT";
    let mut silent = connect(site.base_url());
    let mut idle = connect(site.base_url());
    idle.write_all(request).expect("the server reads");
    read_some(&mut idle);
    let mut slow = connect(site.base_url());
    slow.write_all(half).expect("the server reads");
    let mut second = connect(site.base_url());
    second.write_all(request).expect("the server reads");
    read_some(&mut second);
    second.write_all(half).expect("the server reads");
    assert_eq!(get(site.base_url(), "/get").0, 200, "the others are served");

    // Each read fails, at its deadline, if the connection is kept.
    for stream in [&mut slow, &mut second] {
        let mut response = Vec::new();
        stream
            .read_to_end(&mut response)
            .expect("the server hangs up");
    }
    // These have been waiting for longer.
    for stream in [&mut silent, &mut idle] {
        stream.write_all(request).expect("the server reads");
        assert!(read_some(stream).starts_with("HTTP/1.1 200"));
    }
}

#[cfg(unix)]
#[test]
fn a_client_that_only_stops_sending_gets_the_response() {
    let site = site();
    for path in ["/get", "/delay/0.2", "/bytes/102400"] {
        let mut client = connect(site.base_url());
        let request = format!("GET {path} HTTP/1.1\r\nhost: a\r\n\r\n");
        client
            .write_all(request.as_bytes())
            .expect("the server reads");
        client.shutdown(Shutdown::Write).expect("it is open");
        let mut response = Vec::new();
        client.read_to_end(&mut response).expect("an orderly end");
        let response = String::from_utf8_lossy(&response);
        let interim = "HTTP/1.1 100 Continue\r\n\r\n";
        let last = response.strip_prefix(interim).unwrap_or(&response);
        assert_eq!(status(last), 200, "{path}: {response}");
        assert!(!last.split_once("\r\n\r\n").expect("a head").1.is_empty());
    }
    until("the ends", || site.log().in_flight() == 0);
    let exchanges = site.log().exchanges();
    assert!(exchanges.iter().all(|it| it.status == Some(200)));
}

/// Reads the bytes that have arrived.
fn read_some(stream: &mut TcpStream) -> String {
    let mut bytes = [0; 4096];
    let count = stream.read(&mut bytes).expect("a response");
    String::from_utf8_lossy(&bytes[..count]).into_owned()
}

#[test]
fn a_client_that_leaves_is_no_longer_in_flight() {
    let site = site();
    let mut client = connect(site.base_url());
    client
        .write_all(b"GET /fault/hang HTTP/1.1\r\nhost: a\r\n\r\n")
        .expect("the server reads");
    until("the request", || site.log().in_flight() == 1);
    drop(client);
    until("its end", || site.log().in_flight() == 0);
    let exchanges = site.log().exchanges();
    assert!(exchanges[0].ended.is_some());
    assert_eq!(exchanges[0].status, None);
    assert!(site.log().timeline().contains("no response"));
}

#[test]
fn the_log_has_requests_connections_and_order() {
    let site = site();
    let mut client = connect(site.base_url());
    let two = "GET /ip HTTP/1.1\r\nhost: a\r\n\r\n\
        GET /status/404 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    client.write_all(two.as_bytes()).expect("the server reads");
    let mut responses = String::new();
    client
        .read_to_string(&mut responses)
        .expect("two responses");
    assert_eq!(get(site.base_url(), "/get?secret=1").0, 200);

    let exchanges = site.log().exchanges();
    let seen: Vec<_> = exchanges
        .iter()
        .map(|seen| (seen.request.as_str(), seen.connection, seen.status))
        .collect();
    assert_eq!(
        seen,
        [
            ("GET /ip", 1, Some(200)),
            ("GET /status/404", 1, Some(404)),
            ("GET /get", 2, Some(200)),
        ]
    );
    for exchange in &exchanges {
        assert!(exchange.ended.is_some_and(|at| at >= exchange.arrived));
    }
    assert_eq!(
        site.log().summary(),
        "The server saw 3 requests, at most 1 in flight at once."
    );
}

#[test]
fn the_log_keeps_the_newest_and_counts_all() {
    const REQUESTS: usize = 20_010;
    let site = site();
    let mut client = connect(site.base_url());
    let mut responses = client.try_clone().expect("a second handle");
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let one = b"GET /status/204 HTTP/1.1\r\nhost: a\r\n\r\n";
            client
                .write_all(&one.repeat(REQUESTS - 1))
                .expect("it reads");
            client
                .write_all(
                    b"GET /ip HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
                )
                .expect("it reads");
        });
        let mut all = Vec::new();
        responses
            .read_to_end(&mut all)
            .expect("all requests have responses");
    });
    let exchanges = site.log().exchanges();
    assert_eq!(site.log().requests(), REQUESTS);
    assert_eq!(exchanges.len(), 20_000);
    assert_eq!(exchanges[19_999].request, "GET /ip");
    assert!(exchanges.iter().all(|exchange| exchange.status.is_some()));
    assert!(site.log().timeline().contains("\n  and 19980 more\n"));
}

#[test]
fn it_listens_on_the_loopback_interface_only() {
    let site = site();
    let port = address(&site).port();
    assert_eq!(address(&site).ip(), IpAddr::from([127, 0, 0, 1]));
    // Linux routes all of 127.0.0.0/8 here, so a socket bound to every
    // interface would accept connections to this address as well.
    if cfg!(target_os = "linux") {
        let other = TcpStream::connect(("127.0.0.2", port));
        assert!(other.is_err(), "it listens beyond 127.0.0.1");
    }
}

#[test]
fn a_dropped_server_has_ended() {
    // Another program may take the free port at once, but not each time.
    let is_refused = |_| {
        let site = site();
        let address = address(&site);
        drop(site);
        TcpStream::connect(address).is_err()
    };
    assert!((0..5).any(is_refused), "it still listens");

    let site = site();
    let mut waiting = connect(site.base_url());
    waiting
        .write_all(b"GET /fault/hang HTTP/1.1\r\nhost: a\r\n\r\n")
        .expect("the server reads");
    until("the request", || site.log().in_flight() == 1);
    drop(site);
    let mut response = Vec::new();
    // The connection must end, even if by a reset.
    let _ = waiting.read_to_end(&mut response);
    assert!(response.is_empty());
}
