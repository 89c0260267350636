//! A server that speaks TLS, with its own certificate.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::{env, fs, process, thread};

use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned, crypto};

use super::faults::one_sentence;
use super::site::printed_without_timeline;
use crate::{Program, run};

/// Checks that an https URL works if the OS trusts the certificate, and that
/// `example` refuses it in one sentence otherwise.
pub fn https(example: Program) {
    let certified = rcgen::generate_simple_self_signed(["127.0.0.1".into()])
        .expect("a certificate for this machine");
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .expect("a free port is available");
    let address = listener.local_addr().expect("a bound port");
    let config = config(&certified);
    // It ends with the test program.
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let config = Arc::clone(&config);
            // A client that refuses the certificate hangs up.
            thread::spawn(move || drop(serve(stream, config)));
        }
    });

    let url = format!("https://{address}/");
    let name = format!("checks-{}.pem", process::id());
    let trusted = env::temp_dir().join(name);
    fs::write(&trusted, certified.cert.pem()).expect("a temporary file");
    let mut command = example.command(&[&url]);
    // Linux programs use these instead of the system's certificates.
    command.env("SSL_CERT_FILE", &trusted);
    let run = run(command);
    fs::remove_file(&trusted).expect("the file that was just written");
    let seen = printed_without_timeline(run);
    assert!(seen.contains("200"), "{seen}");
    let cause = "the server's certificate isn't trusted: ";
    one_sentence(example, &url, cause);
}

fn config(
    certified: &rcgen::CertifiedKey<rcgen::KeyPair>,
) -> Arc<ServerConfig> {
    let key = certified.signing_key.serialize_der();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key));
    let provider = Arc::new(crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring supports the default versions")
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key)
        .expect("a key that fits its certificate");
    Arc::new(config)
}

/// Responds to one request with a body of two bytes.
fn serve(stream: TcpStream, config: Arc<ServerConfig>) -> std::io::Result<()> {
    let connection =
        ServerConnection::new(config).map_err(std::io::Error::other)?;
    let mut stream = StreamOwned::new(connection, stream);
    let mut request = [0; 4096];
    let mut length = 0;
    while !request[..length].ends_with(b"\r\n\r\n") {
        match stream.read(&mut request[length..])? {
            0 => return Ok(()),
            read => length += read,
        }
    }
    stream.write_all(
        b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok",
    )?;
    stream.conn.send_close_notify();
    stream.flush()
}
