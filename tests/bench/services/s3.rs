//! A list of 1,000 keys, and objects of 8 MiB over loopback: the generated crate of S3 and the official one.
//! `cargo xtask bench` generates the one, and builds this program with both.
//!
//! Prints one line an outcome: case, rival, and seconds or bytes. The server is in other threads, so the processor
//! time of the client's thread is that of the client alone. For its memory each rival has a process of its own.

#![allow(clippy::expect_used, reason = "a bench that fails should say where")]

#[allow(dead_code, reason = "there is nothing to write")]
mod codec;
mod measure;

use std::hint::black_box;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::pin::Pin;
use std::process::Command;
use std::time::Instant;

use codec::{configured, floor, reads, response};
use measure::{Clock, compare, median};
use tokio::runtime::{Builder, Runtime};

/// How large an object is, all zeros.
const SIZE: usize = 8 << 20;

/// The checksum of an object.
const CHECKSUM: &str = "GtK8RQ==";

/// How many calls are timed together.
const CALLS: usize = 4;

/// Calls an operation.
type Call = Box<dyn Fn() -> Pin<Box<dyn Future<Output = ()>>>>;

/// The calls of a client.
macro_rules! calls {
    () => {
        /// Sends an object that is in memory.
        pub(crate) fn put(url: &str) -> Call {
            let (client, object) = (client(url), bytes::Bytes::from_static(&crate::ZEROS));
            Box::new(move || {
                let call = client.put_object().bucket("bucket").key("key");
                let call = call.body(ByteStream::from(object.clone())).send();
                Box::pin(async move {
                    call.await.expect("an object that is kept");
                })
            })
        }

        /// Sends an object that is in a file.
        pub(crate) fn put_file(url: &str, file: PathBuf) -> Call {
            let client = client(url);
            Box::new(move || {
                let (call, file) = (
                    client.put_object().bucket("bucket").key("key"),
                    file.clone(),
                );
                Box::pin(async move {
                    let body = ByteStream::from_path(file).await.expect("a file");
                    call.body(body)
                        .send()
                        .await
                        .expect("an object that is kept");
                })
            })
        }

        /// Receives an object, as it comes.
        pub(crate) fn get(url: &str) -> Call {
            let client = client(url);
            Box::new(move || {
                let call = client.get_object().bucket("bucket").key("key").send();
                Box::pin(async move {
                    let (mut body, mut size) = (call.await.expect("an object").body, 0);
                    while let Some(bytes) = body.try_next().await.expect("more of the object") {
                        size += bytes.len();
                    }
                    assert_eq!(size, crate::SIZE);
                })
            })
        }
    };
}

/// What is measured of a crate, in words that both crates understand.
macro_rules! side {
    ($sdk:ident) => {
        pub(crate) mod $sdk {
            use crate::measure::Task;
            use crate::{Call, configured, reads, response};
            use ::$sdk::Client;
            use ::$sdk::config::{BehaviorVersion, Credentials, Region};
            use ::$sdk::operation::list_objects_v2::ListObjectsV2;
            use ::$sdk::primitives::ByteStream;
            use std::path::PathBuf;

            /// Reads this list as the answer to a call.
            pub(crate) fn decode(list: &str) -> Task<'static> {
                reads(configured(&ListObjectsV2::new()), response(list))
            }

            fn client(url: &str) -> Client {
                let config = ::$sdk::Config::builder()
                    .behavior_version(BehaviorVersion::latest())
                    .region(Region::new("eu-west-2"))
                    .credentials_provider(Credentials::new(
                        "AKIDEXAMPLE",
                        "secret",
                        None,
                        None,
                        "bench",
                    ))
                    .http_client(aws_smithy_http_client::Builder::new().build_http())
                    .endpoint_url(url)
                    .force_path_style(true);
                Client::from_conf(config.build())
            }

            calls!();
        }
    };
}

static ZEROS: [u8; SIZE] = [0; SIZE];

mod sides {
    side!(ours);
    side!(official);
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["memory", rival, url, file] => memory(rival, url, file.as_ref()),
        [rounds] => all(rounds.parse().expect("a number of rounds")),
        _ => all(30),
    }
}

fn all(rounds: usize) {
    let list = list();
    let [ours, official] = [sides::ours::decode(&list), sides::official::decode(&list)];
    let floor = least(list);
    let rivals = [("ours", ours), ("official", official), ("floor", floor)];
    compare("list", rivals, rounds);
    let url = serve();
    let runtime = runtime();
    let puts = [sides::ours::put(&url), sides::official::put(&url)];
    let gets = [sides::ours::get(&url), sides::official::get(&url)];
    for (case, calls) in [("put", puts), ("get", gets)] {
        compare_calls(case, &runtime, &calls, rounds);
    }
    let file = std::env::temp_dir().join(format!("whittle-bench-{}", std::process::id()));
    std::fs::write(&file, ZEROS.as_slice()).expect("a file");
    for rival in RIVALS {
        let program = std::env::current_exe().expect("this program");
        let mut program = Command::new(program);
        let program = program.args(["memory", rival, &url]).arg(&file);
        let said = program.output().expect("a process").stdout;
        println!("memory\t{rival}\t{}", String::from_utf8_lossy(&said));
    }
    std::fs::remove_file(file).expect("the file");
}

/// What nobody is faster than who finds tokens as quick-xml does.
fn least(list: String) -> measure::Task<'static> {
    use ours::operation::list_objects_v2::ListObjectsV2;
    let output = ListObjectsV2::parse(&http::Response::new(list.as_bytes())).expect("a list");
    let tokens = move || {
        let mut reader = quick_xml::Reader::from_str(&list);
        while black_box(reader.read_event().expect("XML")) != quick_xml::events::Event::Eof {}
    };
    floor(tokens, output)
}

const RIVALS: [&str; 2] = ["ours", "official"];

fn runtime() -> Runtime {
    let mut builder = Builder::new_current_thread();
    builder.enable_all().build().expect("a runtime")
}

/// Lets both take turns, and prints how they did.
fn compare_calls(case: &str, runtime: &Runtime, calls: &[Call; 2], rounds: usize) {
    let mut taken = [Vec::new(), Vec::new()];
    // The first round opens the connections.
    for round in 0..=rounds {
        for turn in 0..2 {
            let who = (round + turn) % 2;
            let (start, clock) = (Instant::now(), Clock::start());
            runtime.block_on(async {
                for _ in 0..CALLS {
                    calls[who]().await;
                }
            });
            let took = [start.elapsed(), clock.elapsed()];
            if round > 0 {
                taken[who].push(took.map(|time| time.as_secs_f64() / CALLS as f64));
            }
        }
    }
    for (rival, taken) in RIVALS.iter().zip(taken) {
        let [wall, processor] =
            [0, 1].map(|at| median(taken.iter().map(|took| took[at]).collect()));
        println!("{case}\t{rival}\t{wall:e}");
        println!("{case}-processor\t{rival}\t{processor:e}");
    }
}

/// Sends and receives an object some times; prints the most memory that this process ever took.
fn memory(rival: &str, url: &str, file: &Path) {
    let [put, get] = match rival {
        "ours" => [
            sides::ours::put_file(url, file.into()),
            sides::ours::get(url),
        ],
        _ => [
            sides::official::put_file(url, file.into()),
            sides::official::get(url),
        ],
    };
    runtime().block_on(async {
        for _ in 0..CALLS {
            put().await;
            get().await;
        }
    });
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|peak| peak.trim().strip_suffix(" kB"));
    let peak: u64 = peak.expect("a peak").parse().expect("a number");
    print!("{}", peak << 10);
}

/// A list of 1,000 keys, as the service sends it.
fn list() -> String {
    let mut list = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
         <Name>a-bucket</Name><Prefix>logs/</Prefix><NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=\
         </NextContinuationToken><KeyCount>1000</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>true</IsTruncated>",
    );
    for number in 0..1000 {
        list.push_str(&format!(
            "<Contents><Key>logs/2024/02/29/orders-{number:06}.json.gz</Key><LastModified>2024-02-29T12:34:{:02}.000Z\
             </LastModified><ETag>&quot;bc6e6f16b8a077ef5fbc8d59d0b9{number:04}&quot;</ETag>\
             <ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType>\
             <Size>{}</Size><StorageClass>STANDARD</StorageClass></Contents>",
            number % 60,
            1_000_000 + number
        ));
    }
    list + "</ListBucketResult>"
}

/// Starts a server that keeps nothing and gives zeros; gives its URL.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            std::thread::spawn(|| answer(stream.expect("a connection")));
        }
    });
    url
}

/// Answers all requests of a connection.
fn answer(mut stream: TcpStream) {
    stream.set_nodelay(true).expect("a socket");
    let mut reader = BufReader::new(stream.try_clone().expect("a socket"));
    let mut chunk = vec![0; 64 << 10];
    while let Some(mut left) = length(&mut reader, &mut stream) {
        let has_body = left > 0;
        while left > 0 {
            let most = left.min(chunk.len());
            left -= reader.read(&mut chunk[..most]).expect("more of a body");
        }
        let length = if has_body { 0 } else { SIZE };
        let head = format!(
            "HTTP/1.1 200 OK\r\nx-amz-id-2: aWQ=\r\nx-amz-request-id: 4442587FB7D0A2F9\r\nETag: \"bc6e6f16b8a077ef\"\r\n\
             Last-Modified: Thu, 29 Feb 2024 12:34:56 GMT\r\nx-amz-checksum-crc32: {CHECKSUM}\r\n\
             Content-Length: {length}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("a client");
        stream.write_all(&ZEROS[..length]).expect("a client");
    }
}

/// The length of the body behind the next head; `None` at the end.
fn length(reader: &mut impl BufRead, stream: &mut TcpStream) -> Option<usize> {
    let (mut line, mut length) = (String::new(), 0);
    while reader.read_line(&mut line).ok()? > 0 {
        let text = line.trim_end();
        match text.split_once(": ") {
            Some(("content-length", value)) => length = value.parse().expect("a length"),
            Some(("expect", _)) => {
                let go_on = b"HTTP/1.1 100 Continue\r\n\r\n";
                stream.write_all(go_on).expect("a client");
            }
            None if text.is_empty() => return Some(length),
            _ => {}
        }
        line.clear();
    }
    None
}
