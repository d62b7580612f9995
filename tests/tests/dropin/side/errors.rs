//! Errors that are made by hand, as tests of applications do.

use super::sdk;
use crate::harness::anonymous;
use sdk::error::{BuildError, ErrorMetadata, ProvideErrorMetadata, SdkError};
use sdk::operation::RequestId;
use sdk::operation::get_disk_snapshots::GetDiskSnapshotsError;
use sdk::types::RegionName;
use sdk::types::error::{NotFoundException, ServiceException};
use std::error::Error;

fn meta() -> ErrorMetadata {
    let meta = ErrorMetadata::builder().code("Code").message("message");
    meta.custom("aws_request_id", "id").build()
}

fn all<E: Error + ProvideErrorMetadata + RequestId>(error: &E) -> String {
    let sources = std::iter::successors(error.source(), |&error| error.source());
    let sources: Vec<_> = sources.map(|error| format!("{error} {error:?}")).collect();
    anonymous(format!(
        "{error}\n{error:?}\n{error:#?}\n{:?}\n{:?}\n{:?}\n{sources:?}",
        error.code(),
        error.message(),
        error.request_id(),
    ))
}

fn not_found() -> NotFoundException {
    let builder = NotFoundException::builder().code("c").docs("d").tip("t");
    builder.message("m").meta(meta()).build()
}

pub(crate) fn exceptions() -> Vec<String> {
    let mut texts = Vec::new();
    for error in [
        NotFoundException::builder().build(),
        NotFoundException::builder().message("").build(),
        NotFoundException::builder().meta(meta()).build(),
        not_found(),
    ] {
        texts.push(all(&error));
        texts.push(format!(
            "{:?}",
            [error.code(), error.docs(), error.tip(), error.message()]
        ));
        texts.push(format!("{:?} {:?}", error.clone() == error, error.meta()));
    }
    let mut builder = ServiceException::builder();
    builder = builder.set_code(Some("c".into())).set_message(None);
    builder.set_meta(Some(meta()));
    texts.push(anonymous(format!(
        "{builder:?} {:?} {:?}",
        builder.get_code(),
        builder.get_tip()
    )));
    texts.push(all(&builder.build()));
    texts
}

pub(crate) fn operation_errors() -> Vec<String> {
    let errors = [
        GetDiskSnapshotsError::NotFoundException(not_found()),
        GetDiskSnapshotsError::unhandled("oh no"),
        GetDiskSnapshotsError::unhandled(std::io::Error::other("oh")),
        GetDiskSnapshotsError::unhandled(meta()),
        GetDiskSnapshotsError::generic(meta()),
        GetDiskSnapshotsError::generic(ErrorMetadata::builder().build()),
    ];
    let texts = errors.iter().map(|error| {
        let is = (error.is_not_found_exception(), error.is_service_exception());
        format!("{}\n{is:?}\n{:?}", all(error), error.meta())
    });
    texts.collect()
}

pub(crate) fn conversions() -> Vec<String> {
    let service = || SdkError::service_error(GetDiskSnapshotsError::generic(meta()), "raw");
    let modeled = GetDiskSnapshotsError::NotFoundException(not_found());
    let modeled = SdkError::<_, &str>::service_error(modeled, "raw");
    let other = SdkError::<GetDiskSnapshotsError, &str>::timeout_error("late");
    let response = SdkError::<GetDiskSnapshotsError, &str>::response_error("bad", "raw");
    vec![
        all(&sdk::Error::from(GetDiskSnapshotsError::NotFoundException(
            not_found(),
        ))),
        all(&sdk::Error::from(GetDiskSnapshotsError::generic(meta()))),
        all(&sdk::Error::from(service())),
        all(&sdk::Error::from(modeled)),
        all(&sdk::Error::from(other)),
        all(&sdk::Error::from(response)),
        all(&sdk::Error::from(BuildError::other("incomplete"))),
        all(&service().into_service_error()),
        all(&SdkError::<GetDiskSnapshotsError, &str>::timeout_error("late").into_service_error()),
    ]
}

pub(crate) fn unknown_variants() -> Vec<String> {
    let unknown = RegionName::from("mars-1");
    vec![
        anonymous(format!(
            "{unknown} {unknown:?} {unknown:#?} {}",
            unknown.as_str()
        )),
        anonymous(format!("{:?}", RegionName::try_parse("mars-1"))),
        RegionName::try_parse("mars-1").unwrap_err().to_string(),
        anonymous(format!("{:?}", RegionName::try_parse("eu-west-2"))),
        format!("{:?}", RegionName::values()),
        format!("{:?}", "mars-1".parse::<RegionName>() == Ok(unknown)),
    ]
}
