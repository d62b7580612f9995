//! An application of S3. Its arguments are the URL of a server and, if that keeps objects as files, where.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use aws_smithy_types::byte_stream::Length;
use futures_util::StreamExt;
use sdk::Client;
use sdk::config::{BehaviorVersion, Credentials, Region};
use sdk::error::{DisplayErrorContext, ProvideErrorMetadata};
use sdk::presigning::{PresignedRequest, PresigningConfig};
use sdk::primitives::ByteStream;
use sdk::types::{CompletedMultipartUpload, CompletedPart, Delete, ObjectIdentifier};

const BUCKET: &str = "a-bucket";
/// Of the object in parts.
const SIZE: u64 = 100 << 20;
const PART: u64 = 8 << 20;
/// What the object in parts may take of memory beyond what there is, both ways: less than one of them.
const MEMORY: u64 = PART;
const KEYS: usize = 10_000;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().expect("the URL of a server");
    let folder = arguments.next().map(PathBuf::from);
    let config = sdk::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("k", "s", None, None, "test"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(url);
    let client = Client::from_conf(config.build());
    bucket_is_made(&client).await;
    object_is_kept(&client).await;
    ranges_are_read(&client).await;
    let before = peak();
    parts_become_an_object(&client).await;
    let after = peak();
    println!("most memory before and after {SIZE} bytes each way: {before}, {after}");
    assert!(after - before < MEMORY, "{before}, {after}");
    others_may_send(&client).await;
    pages_are_listed(&client).await;
    match folder {
        // s3s-fs, which deletes buckets as they are.
        Some(folder) => {
            wrong_checksum_is_refused(&client).await;
            damage_is_found(&client, &folder).await;
        }
        // moto, which looks at no checksums.
        None => bucket_is_full(&client).await,
    }
    bucket_is_emptied(&client).await;
    println!("all is well");
}

async fn bucket_is_made(client: &Client) {
    let missing = client.head_bucket().bucket(BUCKET).send().await;
    let missing = missing.unwrap_err().into_service_error();
    assert!(missing.is_not_found(), "{missing:?}");
    client.create_bucket().bucket(BUCKET).send().await.unwrap();
    client.head_bucket().bucket(BUCKET).send().await.unwrap();
    let missing = client.get_object().bucket(BUCKET).key("nothing");
    let missing = missing.send().await.unwrap_err().into_service_error();
    assert!(missing.is_no_such_key(), "{missing:?}");
}

/// A key with much of what paths and XML have signs for.
const KEY: &str = "a folder/<a key> & \"more\" +%20 ü";

async fn object_is_kept(client: &Client) {
    let put = client.put_object().bucket(BUCKET).key(KEY);
    let put = put.content_type("text/plain").metadata("colour", "red");
    let put = put.body(ByteStream::from_static(b"Hello, world"));
    let put = put.send().await.unwrap();
    let get = client.get_object().bucket(BUCKET).key(KEY);
    let got = get.send().await.unwrap();
    assert_eq!(got.content_type(), Some("text/plain"));
    assert_eq!(got.metadata().unwrap()["colour"], "red");
    assert_eq!(got.e_tag(), put.e_tag());
    // The client made it, and compares the body with it.
    assert_eq!(got.checksum_crc32(), Some("55qpwg=="));
    let body = got.body.collect().await.unwrap();
    assert_eq!(body.into_bytes(), "Hello, world".as_bytes());
    let head = client.head_object().bucket(BUCKET).key(KEY);
    assert_eq!(head.send().await.unwrap().content_length(), Some(12));

    let source =
        format!("{BUCKET}/a%20folder/%3Ca%20key%3E%20%26%20%22more%22%20%2B%2520%20%C3%BC");
    let copy = client.copy_object().bucket(BUCKET).key("copy");
    let copied = copy.copy_source(source).send().await.unwrap();
    assert!(copied.copy_object_result().unwrap().e_tag().is_some());
    let copy = client.get_object().bucket(BUCKET).key("copy");
    let copy = copy.send().await.unwrap().body.collect().await.unwrap();
    assert_eq!(copy.into_bytes(), "Hello, world".as_bytes());
}

async fn ranges_are_read(client: &Client) {
    let put = client.put_object().bucket(BUCKET).key("ranges");
    let put = put.body(ByteStream::from_static(b"0123456789"));
    put.send().await.unwrap();
    let ranges = [
        ("bytes=3-5", "bytes 3-5/10", "345"),
        ("bytes=7-", "bytes 7-9/10", "789"),
        ("bytes=-2", "bytes 8-9/10", "89"),
    ];
    for (range, shown, content) in ranges {
        let part = get_part(client, "ranges", range.to_owned()).await;
        assert_eq!(part, (Some(shown.to_owned()), content.into()));
    }
    let beyond = client.get_object().bucket(BUCKET).key("ranges");
    let beyond = beyond.range("bytes=10-20").send().await.unwrap_err();
    assert_eq!(beyond.code(), Some("InvalidRange"), "{beyond:?}");
}

/// What a range has, and which it is. moto gives a part the checksum of the whole, so nobody looks at it.
async fn get_part(client: &Client, key: &str, range: String) -> (Option<String>, Vec<u8>) {
    let unchecked = sdk::config::Builder::new()
        .response_checksum_validation(sdk::config::ResponseChecksumValidation::WhenRequired);
    let part = client.get_object().bucket(BUCKET).key(key).range(range);
    let part = part.customize().config_override(unchecked);
    let part = part.send().await.unwrap();
    let shown = part.content_range().map(str::to_owned);
    let content = part.body.collect().await.unwrap();
    (shown, content.to_vec())
}

async fn parts_become_an_object(client: &Client) {
    let file = std::env::temp_dir().join(format!("whittle-s3-{}", std::process::id()));
    write(&file);
    let upload = client.create_multipart_upload().bucket(BUCKET).key("large");
    let upload = upload.send().await.unwrap();
    let id = upload.upload_id().unwrap();
    let mut parts = CompletedMultipartUpload::builder();
    let mut number = 0;
    while number * PART < SIZE {
        let offset = number * PART;
        let body = ByteStream::read_from().path(&file).offset(offset);
        let body = body.length(Length::Exact(PART.min(SIZE - offset)));
        let body = body.build().await.unwrap();
        number += 1;
        let sent = client.upload_part().bucket(BUCKET).key("large");
        let sent = sent.upload_id(id).part_number(number as i32).body(body);
        let sent = sent.send().await.unwrap();
        let part = CompletedPart::builder().part_number(number as i32);
        let part = part.set_checksum_crc32(sent.checksum_crc32.clone());
        parts = parts.parts(part.e_tag(sent.e_tag().unwrap()).build());
    }
    let listed = client.list_parts().bucket(BUCKET).key("large");
    let listed = listed.upload_id(id).into_paginator().items().send();
    let listed: Vec<_> = listed.try_collect().await.unwrap();
    assert_eq!(listed.len() as u64, number);
    let done = client.complete_multipart_upload().bucket(BUCKET);
    let done = done.key("large").upload_id(id);
    let done = done.multipart_upload(parts.build()).send().await.unwrap();
    assert!(done.e_tag().is_some(), "{done:?}");
    let got = client.get_object().bucket(BUCKET).key("large");
    let mut got = got.send().await.unwrap();
    assert_eq!(got.content_length(), Some(SIZE as i64));
    let (mut sent, mut at) = (File::open(&file).unwrap(), 0);
    while let Some(bytes) = got.body.try_next().await.unwrap() {
        let mut expected = vec![0; bytes.len()];
        sent.read_exact(&mut expected).unwrap();
        assert!(expected == bytes, "other bytes after {at}");
        at += bytes.len() as u64;
    }
    assert_eq!(at, SIZE);
    let range = format!("bytes={}-{}", PART - 3, PART + 2);
    let (_, across) = get_part(client, "large", range).await;
    assert_eq!(across.len(), 6);
    std::fs::remove_file(&file).unwrap();
}

/// Writes a file of which no two blocks are the same.
fn write(path: &Path) {
    let mut file = File::create(path).unwrap();
    let mut block: Vec<u8> = (0..1 << 20).map(|i: u32| (i % 251) as u8).collect();
    for number in 0..SIZE >> 20 {
        block[..8].copy_from_slice(&number.to_be_bytes());
        file.write_all(&block).unwrap();
    }
}

/// Sends what was signed in advance with a client that knows nothing of S3.
fn send(request: &PresignedRequest, body: &str) -> String {
    let mut plain = ureq::http::Request::builder()
        .method(request.method())
        .uri(request.uri());
    for (name, value) in request.headers() {
        plain = plain.header(name, value);
    }
    let answer = match body {
        "" => ureq::run(plain.body(()).unwrap()),
        _ => ureq::run(plain.body(body.to_owned()).unwrap()),
    };
    answer.unwrap().body_mut().read_to_string().unwrap()
}

async fn others_may_send(client: &Client) {
    let config = || PresigningConfig::expires_in(Duration::from_secs(60)).unwrap();
    let put = client.put_object().bucket(BUCKET).key("from others");
    let put = put.presigned(config()).await.unwrap();
    assert_eq!(send(&put, "theirs"), "");
    let get = client.get_object().bucket(BUCKET).key("from others");
    let get = get.presigned(config()).await.unwrap();
    assert_eq!(send(&get, ""), "theirs");
}

async fn wrong_checksum_is_refused(client: &Client) {
    let put = client.put_object().bucket(BUCKET).key("damaged");
    let put = put.checksum_crc32("AAAAAA==");
    let put = put.body(ByteStream::from_static(b"Hello, world"));
    let refused = put.send().await.unwrap_err();
    assert_eq!(refused.code(), Some("BadDigest"), "{refused:?}");
}

/// Changes a byte of an object where the server keeps it.
async fn damage_is_found(client: &Client, folder: &Path) {
    let kept = folder.join(BUCKET).join("copy");
    assert_eq!(std::fs::read(&kept).unwrap(), b"Hello, world");
    let put = client.put_object().bucket(BUCKET).key("copy");
    let put = put.body(ByteStream::from_static(b"Hello, world"));
    put.send().await.unwrap();
    std::fs::write(&kept, "Hello, vorld").unwrap();
    let get = client.get_object().bucket(BUCKET).key("copy");
    let got = get.send().await.unwrap();
    let error = got.body.collect().await.unwrap_err();
    let error = DisplayErrorContext(&error).to_string();
    assert!(error.contains("checksum mismatch"), "{error}");
}

async fn pages_are_listed(client: &Client) {
    let put = |number| {
        let put = client.put_object().bucket(BUCKET);
        put.key(format!("n/{number:05}")).send()
    };
    let mut puts = futures_util::stream::iter(0..KEYS)
        .map(put)
        .buffer_unordered(16);
    while let Some(put) = puts.next().await {
        put.unwrap();
    }
    let list = client.list_objects_v2().bucket(BUCKET).prefix("n/");
    let mut pages = list.into_paginator().send();
    let mut keys = Vec::new();
    let mut count = 0;
    while let Some(page) = pages.try_next().await.unwrap() {
        count += 1;
        let of_page = page.contents().iter();
        keys.extend(of_page.map(|object| object.key().unwrap().to_owned()));
    }
    assert_eq!((count, keys.len()), (KEYS / 1000, KEYS));
    let expected = (0..KEYS).map(|number| format!("n/{number:05}"));
    assert!(keys.into_iter().eq(expected));
}

async fn bucket_is_full(client: &Client) {
    let full = client.delete_bucket().bucket(BUCKET).send().await;
    let full = full.unwrap_err();
    assert_eq!(full.code(), Some("BucketNotEmpty"), "{full:?}");
}

async fn bucket_is_emptied(client: &Client) {
    let list = client.list_objects_v2().bucket(BUCKET);
    let mut pages = list.into_paginator().send();
    while let Some(page) = pages.try_next().await.unwrap() {
        let keys = page.contents().iter().map(|object| {
            let key = ObjectIdentifier::builder().key(object.key().unwrap());
            key.build().unwrap()
        });
        let delete = Delete::builder().set_objects(Some(keys.collect()));
        let delete = delete.quiet(true).build().unwrap();
        let deleted = client.delete_objects().bucket(BUCKET).delete(delete);
        let deleted = deleted.send().await.unwrap();
        assert!(deleted.errors().is_empty(), "{deleted:?}");
    }
    client.delete_bucket().bucket(BUCKET).send().await.unwrap();
    let gone = client.head_bucket().bucket(BUCKET).send().await;
    let gone = gone.unwrap_err().into_service_error();
    assert!(gone.is_not_found(), "{gone:?}");
}

/// The most memory that the process has ever taken.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.unwrap().split_whitespace().next();
    peak.unwrap().parse::<u64>().unwrap() << 10
}
