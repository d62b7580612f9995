//! An application of a generated client of S3: the URL of a server is its argument.

use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_types::body::SdkBody;
use moto_s3::config::interceptors::BeforeDeserializationInterceptorContextMut;
use moto_s3::config::{ConfigBag, Intercept, ResponseChecksumValidation, RuntimeComponents};
use moto_s3::error::BoxError;
use moto_s3::presigning::{PresignedRequest, PresigningConfig};
use moto_s3::primitives::{ByteStream, Length};
use moto_s3::types::{
    BucketLocationConstraint, CompletedMultipartUpload, CompletedPart, CreateBucketConfiguration,
};

const BUCKET: &str = "a-bucket";
const PART: usize = 6 << 20;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let url = std::env::args().nth(1).expect("the URL of a server");
    let client = client!(moto_s3, &url);
    bucket_is_made(&client).await;
    object_is_kept(&client).await;
    damage_is_found(&client).await;
    pages_are_listed(&client).await;
    parts_become_an_object(&client).await;
    others_may_send(&client).await;
    bucket_is_emptied(&client).await;
    sessions_are_opened_once().await;
    println!("s3");
}

async fn bucket_is_made(client: &moto_s3::Client) {
    let missing = client.head_bucket().bucket(BUCKET).send().await;
    let missing = missing.unwrap_err().into_service_error();
    assert!(missing.is_not_found(), "{missing:?}");
    let place = CreateBucketConfiguration::builder()
        .location_constraint(BucketLocationConstraint::EuWest2)
        .build();
    let made = client.create_bucket().bucket(BUCKET);
    made.create_bucket_configuration(place)
        .send()
        .await
        .unwrap();
    let location = client.get_bucket_location().bucket(BUCKET);
    let location = location.send().await.unwrap();
    let location = location.location_constraint().unwrap();
    assert_eq!(location, &BucketLocationConstraint::EuWest2);
    client.head_bucket().bucket(BUCKET).send().await.unwrap();
    let buckets = client.list_buckets().send().await.unwrap();
    assert_eq!(buckets.buckets()[0].name(), Some(BUCKET));
}

/// A key with all that paths and XML have signs for.
const KEY: &str = "a//folder/../<a key> & \"more\" +%20 ü";

async fn object_is_kept(client: &moto_s3::Client) {
    let put = client.put_object().bucket(BUCKET).key(KEY);
    let put = put.content_type("text/plain").metadata("colour", "red");
    let put = put.body(ByteStream::from_static(b"Hello, world"));
    let put = put.send().await.unwrap();
    assert!(put.checksum_crc32().is_some(), "{put:?}");

    let get = || client.get_object().bucket(BUCKET).key(KEY);
    let got = get().send().await.unwrap();
    assert_eq!(got.content_type(), Some("text/plain"));
    assert_eq!(got.metadata().unwrap()["colour"], "red");
    assert_eq!(got.checksum_crc32(), put.checksum_crc32());
    let body = got.body.collect().await.unwrap();
    assert_eq!(body.into_bytes(), "Hello, world".as_bytes());

    // moto gives a part the checksum of the whole.
    let unchecked = moto_s3::Config::builder()
        .response_checksum_validation(ResponseChecksumValidation::WhenRequired);
    let part = get().range("bytes=7-11").customize();
    let part = part.config_override(unchecked).send().await.unwrap();
    assert_eq!(part.content_range(), Some("bytes 7-11/12"));
    let part = part.body.collect().await.unwrap();
    assert_eq!(part.into_bytes(), "world".as_bytes());

    let head = client.head_object().bucket(BUCKET).key(KEY);
    assert_eq!(head.send().await.unwrap().content_length(), Some(12));
    let missing = client.get_object().bucket(BUCKET).key("nothing");
    let missing = missing.send().await.unwrap_err().into_service_error();
    assert!(missing.is_no_such_key(), "{missing:?}");

    let copy = client.copy_object().bucket(BUCKET).key("copy");
    let source =
        format!("{BUCKET}/a//folder/../%3Ca%20key%3E%20%26%20%22more%22%20%2B%2520%20%C3%BC");
    let copied = copy.copy_source(source).send().await.unwrap();
    assert!(copied.copy_object_result().unwrap().e_tag().is_some());
}

/// Changes a byte of all that comes.
#[derive(Debug)]
struct Damage;

impl Intercept for Damage {
    fn name(&self) -> &'static str {
        "Damage"
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        *context.response_mut().body_mut() = SdkBody::from("Hello, vorld");
        Ok(())
    }
}

async fn damage_is_found(client: &moto_s3::Client) {
    let conf = client.config().to_builder().interceptor(Damage).build();
    let client = moto_s3::Client::from_conf(conf);
    let get = client.get_object().bucket(BUCKET).key(KEY);
    let got = get.send().await.unwrap();
    let error = got.body.collect().await.unwrap_err();
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.contains("checksum mismatch"), "{source}");
}

async fn pages_are_listed(client: &moto_s3::Client) {
    for n in 0..25 {
        let put = client.put_object().bucket(BUCKET).key(format!("n/{n:02}"));
        put.send().await.unwrap();
    }
    let list = client.list_objects_v2().bucket(BUCKET).prefix("n/");
    let pages = list.into_paginator().page_size(10).send();
    let pages: Vec<_> = pages.try_collect().await.unwrap();
    let sizes: Vec<_> = pages.iter().map(|page| page.contents().len()).collect();
    assert_eq!(sizes, [10, 10, 5]);
    assert_eq!(pages[2].contents()[4].key(), Some("n/24"));
}

async fn parts_become_an_object(client: &moto_s3::Client) {
    let content: Vec<u8> = (0..2 * PART + 1000)
        .map(|i| (i * 7 + i / 251) as u8)
        .collect();
    let file = std::env::temp_dir().join(format!("whittle-s3-{}", std::process::id()));
    std::fs::write(&file, &content).unwrap();
    let upload = client.create_multipart_upload().bucket(BUCKET).key("large");
    let upload = upload.send().await.unwrap();
    let id = upload.upload_id().unwrap();
    let mut parts = CompletedMultipartUpload::builder();
    for n in 0..3 {
        let offset = n * PART;
        let length = PART.min(content.len() - offset) as u64;
        let body = ByteStream::read_from().path(&file).offset(offset as u64);
        let body = body.length(Length::Exact(length)).build().await.unwrap();
        let number = n as i32 + 1;
        let sent = client.upload_part().bucket(BUCKET).key("large");
        let sent = sent.upload_id(id).part_number(number).body(body);
        let sent = sent.send().await.unwrap();
        let part = CompletedPart::builder().part_number(number);
        parts = parts.parts(part.e_tag(sent.e_tag().unwrap()).build());
    }
    // moto has another name for the root of this answer than S3, and official clients refuse it, too.
    let listed = client.list_parts().bucket(BUCKET).key("large");
    let listed = listed.upload_id(id).send().await.unwrap_err();
    assert!(format!("{listed:?}").contains("the root element has another name"));
    let done = client
        .complete_multipart_upload()
        .bucket(BUCKET)
        .key("large");
    let done = done.upload_id(id).multipart_upload(parts.build());
    done.send().await.unwrap();
    let mut got = client
        .get_object()
        .bucket(BUCKET)
        .key("large")
        .send()
        .await
        .unwrap();
    let mut at = 0;
    while let Some(bytes) = got.body.try_next().await.unwrap() {
        assert!(content[at..].starts_with(&bytes));
        at += bytes.len();
    }
    assert_eq!(at, content.len());
    std::fs::remove_file(&file).unwrap();
}

/// Sends what was signed in advance, by nothing but a socket.
fn send(request: &PresignedRequest, body: &str) -> String {
    let (_, rest) = request.uri().split_once("://").unwrap();
    let (host, path) = rest.split_at(rest.find('/').unwrap());
    let mut stream = std::net::TcpStream::connect(host).unwrap();
    let head = format!(
        "{} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-length: {}\r\n",
        request.method(),
        body.len()
    );
    let headers = request.headers();
    let headers: String = headers
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    write!(stream, "{head}{headers}\r\n{body}").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

async fn others_may_send(client: &moto_s3::Client) {
    let config = || PresigningConfig::expires_in(Duration::from_secs(60)).unwrap();
    let put = client.put_object().bucket(BUCKET).key("from others");
    let put = put.presigned(config()).await.unwrap();
    assert!(put.uri().contains("X-Amz-Signature="), "{}", put.uri());
    assert!(send(&put, "theirs").starts_with("HTTP/1.1 200"));
    let get = client.get_object().bucket(BUCKET).key("from others");
    let answer = send(&get.presigned(config()).await.unwrap(), "");
    assert!(answer.ends_with("\r\n\r\ntheirs"), "{answer}");
}

async fn bucket_is_emptied(client: &moto_s3::Client) {
    let full = client
        .delete_bucket()
        .bucket(BUCKET)
        .send()
        .await
        .unwrap_err();
    let full = moto_s3::error::ProvideErrorMetadata::code(&full).map(str::to_owned);
    assert_eq!(full.as_deref(), Some("BucketNotEmpty"));
    let listed = client
        .list_objects_v2()
        .bucket(BUCKET)
        .send()
        .await
        .unwrap();
    for object in listed.contents() {
        let delete = client.delete_object().bucket(BUCKET);
        delete.key(object.key().unwrap()).send().await.unwrap();
    }
    client.delete_bucket().bucket(BUCKET).send().await.unwrap();
}

const SESSION: &str = "<CreateSessionResult><Credentials><AccessKeyId>of-session</AccessKeyId>\
    <SecretAccessKey>s</SecretAccessKey><SessionToken>token</SessionToken>\
    <Expiration>2124-01-01T00:00:00Z</Expiration></Credentials></CreateSessionResult>";

/// moto has no directory buckets.
async fn sessions_are_opened_once() {
    let sent = Arc::new(Mutex::new(Vec::new()));
    let seen = sent.clone();
    let http = infallible_client_fn(move |request: http::Request<SdkBody>| {
        let is_opening = request.uri().query() == Some("session");
        let header = |name| {
            request
                .headers()
                .get(name)
                .map(|value| value.to_str().unwrap().to_owned())
        };
        let (token, signed) = (
            header("x-amz-s3session-token"),
            header("authorization").unwrap(),
        );
        let uri = request.uri().to_string();
        seen.lock()
            .unwrap()
            .push((uri, token, signed.contains("Credential=of-session/")));
        http::Response::new(SdkBody::from(if is_opening { SESSION } else { "" }))
    });
    let conf = moto_s3::Config::builder()
        .behavior_version(moto_s3::config::BehaviorVersion::latest())
        .region(moto_s3::config::Region::new("us-west-2"))
        .credentials_provider(moto_s3::config::Credentials::new(
            "k", "s", None, None, "test",
        ))
        .http_client(http);
    let client = moto_s3::Client::from_conf(conf.build());
    let bucket = "b--usw2-az1--x-s3";
    for key in ["one", "two"] {
        client
            .head_object()
            .bucket(bucket)
            .key(key)
            .send()
            .await
            .unwrap();
    }
    let get = client.get_object().bucket(bucket).key("one");
    let config = PresigningConfig::expires_in(Duration::from_secs(60)).unwrap();
    let signed = get.presigned(config).await.unwrap();
    assert!(
        signed.uri().contains("X-Amz-S3session-Token=token"),
        "{}",
        signed.uri()
    );
    let host = "https://b--usw2-az1--x-s3.s3express-usw2-az1.us-west-2.amazonaws.com";
    let token = || Some("token".to_owned());
    let expected = [
        (format!("{host}/?session"), None, false),
        (format!("{host}/one"), token(), true),
        (format!("{host}/two"), token(), true),
    ];
    assert_eq!(*sent.lock().unwrap(), expected);
}
