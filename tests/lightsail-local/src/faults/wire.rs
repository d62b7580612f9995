//! Faults below HTTP: the response is written onto the connection by hand.

use super::Fault;
use crate::protocol::Reply;
use std::fmt::Write;
use std::io;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

/// A client that keeps a connection open is not waited for longer than this.
const PATIENCE: Duration = Duration::from_secs(10);

/// Time in which what was written arrives.
const BREATH: Duration = Duration::from_millis(30);

const CHUNK: usize = 64 * 1024;
const MIB: usize = 1024 * 1024;

/// What is done with a connection; if nothing, it is closed.
#[derive(Debug, Default)]
pub(crate) struct Wire {
    steps: Vec<Step>,
    /// How long the server accepts no connections afterwards.
    pub(crate) away: Option<Duration>,
}

#[derive(Debug)]
enum Step {
    Write(Vec<u8>),
    /// Byte by byte, with pauses.
    Drip(Vec<u8>, Duration),
    /// So many letters.
    Fill(usize),
    Pause(Duration),
    /// No more is written, and what comes is ignored.
    HalfClose,
    /// What comes is ignored until the client closes.
    Linger,
    Reset,
}

impl Wire {
    fn of(steps: Vec<Step>) -> Option<Self> {
        Some(Self { steps, away: None })
    }

    /// How a fault writes a reply, if it does not leave that to HTTP.
    pub(crate) fn plan(fault: &Fault, reply: &Reply) -> Option<Self> {
        use Step::{Drip, Fill, HalfClose, Linger, Pause, Reset, Write};
        let body = || reply.body.clone();
        let length = reply.body.len();
        let half = || reply.body[..length / 2].to_vec();
        let keep = || Write(head(reply, "1.1", Some(length), Keep::Alive));
        let close = |length| Write(head(reply, "1.1", Some(length), Keep::Close));
        Self::of(match fault {
            Fault::ConnectionRefused { millis } => {
                let away = Some(Duration::from_millis(*millis));
                let steps = vec![Reset];
                return Some(Self { steps, away });
            }
            Fault::ResetBeforeHeaders => vec![Reset],
            Fault::CloseBeforeHeaders => vec![],
            Fault::ResetMidBody => vec![close(length), Write(half()), Pause(BREATH), Reset],
            Fault::LongContentLength => vec![close(length + 100), Write(body())],
            Fault::ShortContentLength => {
                let head = Write(head(reply, "1.1", Some(length / 2), Keep::Alive));
                vec![head, Write(body()), Linger]
            }
            Fault::SlowDrip { millis } => {
                let pause = Duration::from_millis(*millis);
                vec![close(length), Drip(body(), pause)]
            }
            Fault::DuplicateResponse => {
                vec![keep(), Write(body()), keep(), Write(body()), Linger]
            }
            Fault::HugeBody { mib } => {
                let rest = reply.body.strip_prefix(b"{").unwrap_or_default();
                let comma: &[u8] = if rest.starts_with(b"}") { b"" } else { b"," };
                let tail = [b"\"", comma, rest].concat();
                let start = br#"{"padding":""#;
                let length = start.len() + mib * MIB + tail.len();
                let fill = Fill(mib * MIB);
                vec![close(length), Write(start.to_vec()), fill, Write(tail)]
            }
            Fault::Http10 => vec![Write(head(reply, "1.0", None, Keep::Close)), Write(body())],
            Fault::HalfClosed => vec![keep(), Write(body()), HalfClose],
            _ => return None,
        })
    }

    /// Does it. An error is a client that went away first.
    pub(crate) async fn play(self, mut stream: TcpStream) -> io::Result<()> {
        for step in self.steps {
            match step {
                Step::Write(bytes) => stream.write_all(&bytes).await?,
                Step::Drip(bytes, pause) => {
                    for byte in bytes {
                        stream.write_all(&[byte]).await?;
                        sleep(pause).await;
                    }
                }
                Step::Fill(size) => {
                    let chunk = vec![b'x'; CHUNK];
                    for at in (0..size).step_by(CHUNK) {
                        let length = CHUNK.min(size - at);
                        stream.write_all(&chunk[..length]).await?;
                    }
                }
                Step::Pause(pause) => sleep(pause).await,
                Step::HalfClose => {
                    stream.shutdown().await?;
                    ignore(&mut stream).await;
                }
                Step::Linger => ignore(&mut stream).await,
                Step::Reset => {
                    stream.set_zero_linger()?;
                    return Ok(());
                }
            }
        }
        stream.shutdown().await
    }
}

/// Reads until the client closes.
async fn ignore(stream: &mut TcpStream) {
    let all = async {
        let mut buffer = vec![0; 1024];
        while stream.read(&mut buffer).await.is_ok_and(|read| read > 0) {}
    };
    // Whether it closed in time makes no difference.
    let _ = timeout(PATIENCE, all).await;
}

/// Whether the connection may be used again.
#[derive(Clone, Copy, PartialEq)]
enum Keep {
    Alive,
    Close,
}

fn head(reply: &Reply, version: &str, length: Option<usize>, keep: Keep) -> Vec<u8> {
    let status = reply.status;
    let mut head = format!("HTTP/{version} {status} Fault\r\n");
    for (name, value) in &reply.headers {
        head += &format!("{name}: {value}\r\n");
    }
    if let Some(length) = length {
        // Writing to a string cannot fail.
        let _ = write!(head, "content-length: {length}\r\n");
    }
    if keep == Keep::Close {
        head += "connection: close\r\n";
    }
    (head + "\r\n").into_bytes()
}
