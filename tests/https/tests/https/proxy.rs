//! A proxy on loopback that keeps what it is asked.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What a proxy does with what it is asked.
#[derive(Clone, Copy)]
pub(crate) enum Manner {
    /// It connects to these, whatever host is asked for: a tunnel to the first, a request to the second.
    Passes { tls: SocketAddr, plain: SocketAddr },
    /// It wants to know who asks.
    Refuses,
}

/// A running proxy; it ends when it is dropped.
pub(crate) struct Proxy {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Proxy {
    pub(crate) async fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::default();
        let task = tokio::spawn(accept(listener, manner, Arc::clone(&asked)));
        Self {
            address,
            asked,
            task,
        }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// What was asked since this was called last: first lines, and who asked.
    pub(crate) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, manner: Manner, asked: Arc<Mutex<Vec<String>>>) {
    loop {
        let (client, _) = listener.accept().await.unwrap();
        tokio::spawn(serve(client, manner, Arc::clone(&asked)));
    }
}

async fn serve(mut client: TcpStream, manner: Manner, asked: Arc<Mutex<Vec<String>>>) {
    let mut read = Vec::new();
    while !read.windows(4).any(|bytes| bytes == b"\r\n\r\n") {
        if client.read_buf(&mut read).await.unwrap_or(0) == 0 {
            return;
        }
    }
    let head = String::from_utf8_lossy(&read).into_owned();
    let first = head.lines().next().unwrap();
    let who = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("proxy-authorization")
            .then_some(value)
    });
    let who = who.map(|who| format!(" by {who}")).unwrap_or_default();
    asked.lock().unwrap().push(format!("{first}{who}"));
    let is_tunnel = first.starts_with("CONNECT ");
    let server = match manner {
        Manner::Passes { tls, .. } if is_tunnel => tls,
        Manner::Passes { plain, .. } => plain,
        Manner::Refuses => {
            let answer = b"HTTP/1.1 407 Who are you\r\ncontent-length: 0\r\n\r\n";
            return client.write_all(answer).await.unwrap();
        }
    };
    let mut server = TcpStream::connect(server).await.unwrap();
    match is_tunnel {
        true => client
            .write_all(b"HTTP/1.1 200 Go on\r\n\r\n")
            .await
            .unwrap(),
        false => server.write_all(&read).await.unwrap(),
    }
    // How the connection ends is the client's business.
    copy_bidirectional(&mut client, &mut server).await.ok();
}
