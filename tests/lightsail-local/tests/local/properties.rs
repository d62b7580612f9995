//! Fuzzing on stable: what is in the corpus, changed at random, through the entry points that read what
//! others wrote. Each runs for a second, or for `WHITTLE_FUZZ_SECS`, and says how often.

use crate::harness::{Call, exchange, plain, seed};
use crate::ours::side;
use lightsail_local::{Access, Clock, Credentials, Server, Service};
use lightsail_snapshots::operation::create_disk_snapshot::CreateDiskSnapshot;
use lightsail_snapshots::operation::delete_disk_snapshot::DeleteDiskSnapshot;
use lightsail_snapshots::operation::get_disk_snapshots::GetDiskSnapshots;
use lightsail_snapshots::operation::get_export_snapshot_records::GetExportSnapshotRecords;
use lightsail_snapshots::operation::get_instance_snapshots::GetInstanceSnapshots;
use proptest::prelude::*;
use std::path::Path;
use std::time::{Duration, SystemTime};
use tests::fuzz::{self, fuzz};

/// The files of a folder of the corpus, by name.
fn corpus(folder: &str) -> Vec<Vec<u8>> {
    fuzz::corpus(
        &Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fixtures/corpus")
            .join(folder),
        "",
    )
}

/// One of the texts after a few changes, by the words that readers of HTTP and of this JSON stumble over.
fn changed(texts: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    const WORDS: [&str; 7] = [
        "\"__type\":",
        "\"code\":1",
        "\r\n",
        "\"createdAt\":253402300800",
        "\"createdAt\":\"2023-02-30T00:00:00Z\"",
        "[[[[[[[[[[[[",
        "content-length: 1\r\n",
    ];
    fuzz::changed(texts, &WORDS)
}

fn response(status: u16, body: Vec<u8>) -> http::Response<Vec<u8>> {
    let response = http::Response::builder().status(status);
    response
        .header("x-amzn-requestid", "id")
        .body(body)
        .unwrap()
}

/// What can be read can be written and read again, with the same result but for fractions of seconds.
macro_rules! responses {
    ($($test:ident: $operation:ident,)*) => {$(
        #[test]
        fn $test() {
            let name = stringify!($operation);
            let bodies = corpus(&format!("responses/{name}"));
            fuzz(name, changed(bodies), |body| {
                let Ok(output) = $operation::parse(&response(200, body)) else {
                    return Ok(());
                };
                let again = |output| {
                    let written = serde_json::to_vec(output).unwrap();
                    let again = $operation::parse(&response(200, written));
                    again.map_err(|error| TestCaseError::fail(format!("{error:?}")))
                };
                // A time can come as text, with more digits than the number that is written has.
                let once = again(&output)?;
                prop_assert_eq!(plain(&format!("{output:?}")), plain(&format!("{once:?}")));
                prop_assert_eq!(&again(&once)?, &once);
                Ok(())
            });
        }
    )*};
}

responses! {
    responses_to_create: CreateDiskSnapshot,
    responses_to_delete: DeleteDiskSnapshot,
    responses_with_disk_snapshots: GetDiskSnapshots,
    responses_with_instance_snapshots: GetInstanceSnapshots,
    responses_with_records: GetExportSnapshotRecords,
}

#[test]
fn error_responses() {
    let status = prop::sample::select(vec![300_u16, 400, 403, 404, 429, 500, 503]);
    let header = prop::sample::select(vec![
        None,
        Some("NotFoundException:http://x"),
        Some("#"),
        Some(""),
    ]);
    let strategy = (status, header, changed(corpus("errors")));
    fuzz("errors", strategy, |(status, header, body)| {
        let mut response = response(status, body);
        if let Some(header) = header {
            response
                .headers_mut()
                .insert("x-amzn-errortype", header.parse().unwrap());
        }
        let Err(error) = DeleteDiskSnapshot::parse(&response) else {
            return Err(TestCaseError::fail("an error is a success"));
        };
        let text = format!("{error} {error:?}");
        prop_assert!(!text.is_empty());
        Ok(())
    });
}

fn service(access: Access) -> Service {
    let clock = Clock::standing(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000));
    let service = Server::builder().seed(seed()).access(access).clock(clock);
    service.service()
}

#[test]
fn requests() {
    let targets = Call::ALL.map(|call| call.operation()).to_vec();
    let strategy = (prop::sample::select(targets), changed(corpus("requests")));
    fuzz("requests", strategy, |(operation, body)| {
        let service = service(Access::Open);
        let request = http::Request::post("/")
            .header("content-type", "application/x-amz-json-1.1")
            .header("x-amz-target", format!("Lightsail_20161128.{operation}"))
            .body(body);
        let answer = service.answer(request.unwrap());
        let body: serde_json::Value = serde_json::from_slice(answer.body()).unwrap();
        let has_changed = service.dump() != seed();
        match answer.status().as_u16() {
            200 => prop_assert_eq!(has_changed, body.get("operations").is_some()),
            400 => prop_assert!(body["__type"].is_string() && !has_changed, "{}", body),
            other => return Err(TestCaseError::fail(format!("{other}: {body}"))),
        }
        Ok(())
    });
}

/// Whatever the headers are, nobody gets in without a signature.
#[test]
fn authorization_headers() {
    let good = b"AWS4-HMAC-SHA256 Credential=AKIDLOCAL/20231114/us-east-1/lightsail/aws4_request, \
        SignedHeaders=host;x-amz-date;x-amz-target, \
        Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";
    let date = changed(vec![b"20231114T221320Z".to_vec()]);
    let service = service(Access::Only(vec![Credentials::new("AKIDLOCAL", "secret")]));
    fuzz(
        "authorization",
        (changed(vec![good.to_vec()]), date),
        |(header, date)| {
            let request = http::Request::post("/?q=%&%zz=é")
                .header("host", "localhost")
                .header("content-type", "application/x-amz-json-1.1")
                .header("x-amz-target", "Lightsail_20161128.GetDiskSnapshots")
                .header("authorization", header)
                .header("x-amz-date", date);
            if let Ok(request) = request.body(b"{}".to_vec()) {
                let answer = service.answer(request);
                prop_assert_eq!(answer.status().as_u16(), 400);
            }
            Ok(())
        },
    );
}

/// Whatever comes over the wire, the server goes on.
#[test]
fn bytes_on_the_wire() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build();
    let runtime = runtime.unwrap();
    let server = runtime
        .block_on(Server::builder().seed(seed()).start())
        .unwrap();
    fuzz("wire", changed(corpus("wire")), |bytes| {
        let answer = async {
            let answer = exchange(server.address(), &bytes);
            tokio::time::timeout(Duration::from_millis(5), answer).await
        };
        if let Ok(answer) = runtime.block_on(answer) {
            let is_http = answer.is_empty() || answer.starts_with(b"HTTP/1.");
            prop_assert!(is_http, "{:?}", String::from_utf8_lossy(&answer));
            prop_assert!(!answer.starts_with(b"HTTP/1.1 200"));
        }
        Ok(())
    });
    let call = side::send(&side::client(&server), Call::DiskSnapshots(None)).await_on(&runtime);
    assert!(call.is_ok());
    assert_eq!(server.dump(), seed());
}

trait AwaitOn: Future + Sized {
    fn await_on(self, runtime: &tokio::runtime::Runtime) -> Self::Output {
        runtime.block_on(self)
    }
}

impl<F: Future> AwaitOn for F {}
