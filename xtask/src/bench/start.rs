//! From the start of a program to its end, with one call between: what a function pays that starts cold.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::thread;

use super::command::{Taken, in_turn, take};
use super::row::{Row, Unit};

/// How often each program runs: the two take turns, and the medians count.
const TIMES: usize = 41;

/// Runs our program and the official one against a server that answers every call with an empty page.
pub(super) fn compared(what: &str, programs: [&Path; 2]) -> io::Result<Vec<Row>> {
    let server = TcpListener::bind("127.0.0.1:0")?;
    let at = server.local_addr()?;
    // It ends with this process.
    thread::spawn(move || server.incoming().flatten().try_for_each(answer));
    let sides = in_turn(TIMES, programs, |program| take(&mut called(program, at)))?;
    let row = |what: String, unit, number: fn(&Taken) -> f64| {
        let [ours, official] = sides.each_ref().map(number);
        Row::official(what, unit, ours, official)
    };
    let what = format!("{what}: start, one call and end");
    Ok(vec![
        row(what.clone(), Unit::Time, |it| it.seconds),
        row(format!("{what}: processor time"), Unit::Time, |it| {
            it.processor
        }),
        row(format!("{what}: memory"), Unit::Size, |it| it.memory),
    ])
}

fn called(program: &Path, server: SocketAddr) -> Command {
    let mut command = Command::new(program);
    command.env_clear().envs([
        ("AWS_ENDPOINT_URL", format!("http://{server}").as_str()),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "key"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
    ]);
    command
}

/// Reads a request whole, and says that there is nothing.
fn answer(mut stream: TcpStream) -> io::Result<()> {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !is_whole(&request) {
        match stream.read(&mut buffer)? {
            0 => return Ok(()),
            read => request.extend_from_slice(&buffer[..read]),
        }
    }
    stream.write_all(
        b"HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.1\r\n\
          content-length: 2\r\nconnection: close\r\n\r\n{}",
    )
}

/// Whether a request has its headers and as much of a body as they say.
fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).to_ascii_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    let length = length.and_then(|length| length.trim().parse::<usize>().ok());
    length.is_none_or(|length| body.len() >= length)
}

#[cfg(test)]
mod tests {
    use super::is_whole;

    #[test]
    fn a_request_is_whole_with_its_body() {
        assert!(!is_whole(b"POST / HTTP/1.1\r\nContent-Length: 2\r\n"));
        assert!(!is_whole(b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{"));
        assert!(is_whole(b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"));
        assert!(is_whole(b"GET / HTTP/1.1\r\n\r\n"));
    }
}
