//! The offline Lightsail behind TLS.

use lightsail_local::{Credentials, Resources, Server};
use std::net::SocketAddr;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

/// What all callers sign with.
pub(crate) const KEYS: [&str; 2] = ["AKIDEXAMPLE", "secret"];

/// The offline Lightsail, with the snapshots of `lightsail-local/fixtures/seed.json`.
pub(crate) async fn lightsail() -> Server {
    let seed = include_str!("../../../lightsail-local/fixtures/seed.json");
    let seed: Resources = serde_json::from_str(seed).unwrap();
    let [id, secret] = KEYS;
    let server = Server::builder()
        .seed(seed)
        .credentials(Credentials::new(id, secret));
    server.start().await.unwrap()
}

/// A port that speaks TLS and passes on what is said; it ends when it is dropped.
pub(crate) struct Tls {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Tls {
    pub(crate) async fn before(server: &Server, acceptor: TlsAcceptor) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let task = tokio::spawn(accept(listener, acceptor, server.address()));
        Self { address, task }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Tls {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, acceptor: TlsAcceptor, server: SocketAddr) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        let acceptor = acceptor.clone();
        tokio::spawn(async move {
            // A client that refuses the certificate ends here.
            let Ok(mut stream) = acceptor.accept(stream).await else {
                return;
            };
            let mut server = TcpStream::connect(server).await.unwrap();
            // How the connection ends is the client's business.
            copy_bidirectional(&mut stream, &mut server).await.ok();
        });
    }
}
