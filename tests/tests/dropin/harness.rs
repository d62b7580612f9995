//! What both sides have in common: calls and answers in no crate's words, and a wire that records.

pub(crate) mod hooks;
pub(crate) mod metrics;
pub(crate) mod traces;

use std::future::Future;
pub(crate) use tests::commands::alone;
pub(crate) use tests::wire::{Answer, Wire, text};

/// A call of one of the five operations.
#[derive(Clone, Debug)]
pub(crate) enum Call {
    CreateDiskSnapshot {
        disk_name: Option<String>,
        disk_snapshot_name: Option<String>,
        instance_name: Option<String>,
        tags: Option<Vec<(Option<String>, Option<String>)>>,
    },
    DeleteDiskSnapshot(Option<String>),
    GetDiskSnapshots(Option<String>),
    GetInstanceSnapshots(Option<String>),
    GetExportSnapshotRecords(Option<String>),
}

impl Call {
    /// All operations with an empty input.
    pub(crate) fn all() -> [Self; 5] {
        [
            Self::CreateDiskSnapshot {
                disk_name: None,
                disk_snapshot_name: None,
                instance_name: None,
                tags: None,
            },
            Self::DeleteDiskSnapshot(None),
            Self::GetDiskSnapshots(None),
            Self::GetInstanceSnapshots(None),
            Self::GetExportSnapshotRecords(None),
        ]
    }
}

/// What a call comes to, in no crate's words.
#[derive(Debug, PartialEq)]
pub(crate) struct Outcome {
    /// The number of requests.
    pub(crate) attempts: usize,
    /// The output as `Debug` prints it.
    pub(crate) result: Result<String, Failure>,
}

/// Everything that can be asked of an error.
#[derive(Debug, PartialEq)]
pub(crate) struct Failure {
    pub(crate) variant: String,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) meta: String,
    /// Of the error of the operation: `Display`, `Debug`, metadata, source, and `is_…` methods.
    pub(crate) service: Option<Vec<String>>,
    /// Of the same as `crate::Error`.
    pub(crate) converted: Vec<String>,
    /// With its sources, whose text is not the same for JSON that cannot be read.
    pub(crate) text: String,
}

impl Outcome {
    /// The same, without the texts that say what is wrong with a body: each reader has its own.
    pub(crate) fn without_reasons(mut self) -> Self {
        if let Err(failure) = &mut self.result
            && failure.variant == "ResponseError"
        {
            failure.text.clear();
            failure.converted.clear();
        }
        self
    }
}

/// Text in which the crates have the same name.
pub(crate) fn anonymous(text: impl ToString) -> String {
    let text = text.to_string();
    let text = text.replace("aws_sdk_lightsail", "sdk");
    text.replace("lightsail_snapshots", "sdk")
}

/// Waits for a future that needs no other thread.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(future)
}
