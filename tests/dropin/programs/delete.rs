//! Deletes a snapshot, and tells apart what can go wrong.

use aws_sdk_lightsail::Client;
use aws_sdk_lightsail::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_lightsail::operation::RequestId;
use aws_sdk_lightsail::operation::delete_disk_snapshot::DeleteDiskSnapshotError;

pub async fn run(client: &Client) -> Result<String, String> {
    let result = client
        .delete_disk_snapshot()
        .disk_snapshot_name("old")
        .send()
        .await;
    let error = match result {
        Ok(output) => return Ok(format!("deleted by {:?}\n", output.request_id())),
        Err(error) => error,
    };
    let id = error.request_id().unwrap_or("none").to_owned();
    match error {
        SdkError::ServiceError(context) => match context.into_err() {
            DeleteDiskSnapshotError::NotFoundException(error) => {
                let tip = error.tip().unwrap_or("none");
                Ok(format!(
                    "it was not there: {error} (request {id}, tip {tip})\n"
                ))
            }
            DeleteDiskSnapshotError::AccessDeniedException(_) => Err("ask for permission".into()),
            other if other.code() == Some("ThrottlingException") => Err("too fast".into()),
            other => Err(format!("{other:?}")),
        },
        SdkError::TimeoutError(_) => Err("too slow".into()),
        SdkError::DispatchFailure(failure) if failure.is_io() => Err("no network".into()),
        other => Err(DisplayErrorContext(other).to_string()),
    }
}
