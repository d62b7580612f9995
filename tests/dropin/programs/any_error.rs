//! One function for the errors of all operations, as a wrapper around a client has it.

use aws_sdk_lightsail::Client;
use aws_sdk_lightsail::config::http::HttpResponse;
use aws_sdk_lightsail::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_lightsail::operation::RequestId;
use std::fmt::Display;

/// What to put into a log.
fn line<T, E>(what: &str, result: Result<T, SdkError<E, HttpResponse>>) -> String
where
    E: ProvideErrorMetadata + Display,
{
    let Err(error) = result else {
        return format!("{what}: fine\n");
    };
    let status = error
        .raw_response()
        .map_or(0, |response| response.status().as_u16());
    let (code, message) = (error.code().unwrap_or("-"), error.message().unwrap_or("-"));
    let id = error.meta().request_id().unwrap_or("-").to_owned();
    let text = error
        .as_service_error()
        .map_or_else(String::new, ToString::to_string);
    format!("{what}: {status} {code} {message} {id} {text}\n")
}

/// The same of the one error of the crate.
fn general(error: impl Into<aws_sdk_lightsail::Error>) -> String {
    match error.into() {
        aws_sdk_lightsail::Error::NotFoundException(error) => format!("not found: {error}\n"),
        other => format!("{other} {:?}\n", other.code()),
    }
}

pub async fn run(client: &Client) -> String {
    let mut text = line("instances", client.get_instance_snapshots().send().await);
    text += &line("records", client.get_export_snapshot_records().send().await);
    text += &line(
        "disks",
        client.get_disk_snapshots().page_token("t").send().await,
    );
    for _ in 0..2 {
        if let Err(error) = client.get_disk_snapshots().send().await {
            text += &general(error);
        }
    }
    text
}
