//! A client that sends and receives a body of a gibibyte, in a process of its own, and how much memory that takes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use codegen::Source;
use codegen::diagnostic::Location;
use codegen::slice::{Operations, Slice};
use tests::program::{Others, Program, all_of};
use tests::skip::{Lack, skipped};
use tests::upstream;

const SIZE: u64 = 1 << 30;

/// More than the process may ever have taken, in KiB. What it has without any body is a quarter of it.
const LIMIT: u64 = 64 << 10;

const DEPENDENCIES: &str = r#"
aws-smithy-http-client = { version = "1", features = ["default-client"] }
tokio = { version = "1", features = ["macros", "rt"] }
"#;

#[test]
#[ignore = "takes a while to send a gibibyte to and fro"]
fn memory_is_constant() {
    if !Path::new("/proc/self/status").exists() {
        return skipped(
            Lack::System,
            "the memory of a process is known on Linux only",
        );
    }
    let Some(program) = program() else { return };
    let file = tempfile::NamedTempFile::new().unwrap();
    file.as_file().set_len(SIZE).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let log = Arc::<Mutex<Log>>::default();
    let of_server = log.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let log = of_server.clone();
            std::thread::spawn(move || serve(stream.unwrap(), &log));
        }
    });
    let output = Command::new(program)
        .arg(url)
        .arg(file.path())
        .output()
        .unwrap();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the program fails:\n{complained}");
    let said = String::from_utf8(output.stdout).unwrap();
    println!("most memory in KiB at the start, after sending, after receiving: {said}");
    let peaks: Vec<u64> = said
        .split_whitespace()
        .map(|of| of.parse().unwrap())
        .collect();
    assert_eq!(peaks.len(), 3, "{said}");
    assert!(peaks.iter().all(|peak| (1..LIMIT).contains(peak)), "{said}");
    let log = log.lock().unwrap();
    assert!(log.received > SIZE && log.checksum.is_some(), "{log:?}");
}

/// The client, with the crate of two operations of S3.
fn program() -> Option<std::path::PathBuf> {
    let model = upstream::published("smithy-2026", "s3.json")?;
    let named = ["GetObject", "PutObject"].into_iter();
    let named = named.map(|name| (name.to_owned(), Location::file("(test)")));
    let slice = Slice {
        operations: Operations::Named(named.collect()),
        ..all_of("transfer-s3")
    };
    let files = Source::load(&model, "s3.json")
        .and_then(|source| codegen::generate(&source, &slice))
        .unwrap_or_else(|failure| panic!("{failure}"));
    let program = Program {
        name: "transfer".to_owned(),
        crates: vec![(slice.name, files)],
        features: &["client", "rt-tokio"],
        dependencies: DEPENDENCIES.to_owned(),
        others: Others::AsHere,
        main: include_str!("transfer.rs").to_owned(),
    };
    Some(program.build(Path::new(env!("CARGO_TARGET_TMPDIR"))))
}

/// What the server was sent.
#[derive(Debug, Default)]
struct Log {
    received: u64,
    /// The checksum behind the body, which the server gives back with it.
    checksum: Option<String>,
}

/// Takes bodies and gives one of zeros, keeping none.
fn serve(mut stream: TcpStream, log: &Mutex<Log>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut chunk = vec![0; 64 << 10];
    while let Some(length) = head(&mut reader) {
        if length > 0 {
            let (mut left, mut end) = (length, Vec::new());
            while left > 0 {
                let most = chunk.len().min(usize::try_from(left).unwrap());
                let read = reader.read(&mut chunk[..most]).unwrap();
                assert!(read > 0, "{left} bytes are missing");
                left -= read as u64;
                end = [&end[end.len().saturating_sub(200)..], &chunk[..read]].concat();
            }
            let end = String::from_utf8_lossy(&end[end.len().saturating_sub(200)..]).into_owned();
            let (_, checksum) = end.split_once("x-amz-checksum-crc32:").unwrap();
            let mut log = log.lock().unwrap();
            log.received += length;
            log.checksum = Some(checksum.trim().to_owned());
            stream
                .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
                .unwrap();
        } else {
            let checksum = log.lock().unwrap().checksum.clone().unwrap();
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-length: {SIZE}\r\nx-amz-checksum-crc32: {checksum}\r\n\r\n"
            );
            stream.write_all(head.as_bytes()).unwrap();
            let zeros = vec![0; 64 << 10];
            for _ in 0..SIZE / zeros.len() as u64 {
                stream.write_all(&zeros).unwrap();
            }
        }
    }
}

/// The length of the body that follows the head of a request, if there is one.
fn head(reader: &mut impl BufRead) -> Option<u64> {
    let (mut line, mut length) = (String::new(), 0);
    while reader.read_line(&mut line).ok()? > 0 {
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().unwrap();
            }
            None if line.trim_end().is_empty() => return Some(length),
            _ => {}
        }
        line.clear();
    }
    None
}
