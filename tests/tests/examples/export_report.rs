//! `export_report`: what went where.

use crate::harness::{DAY, HOUR, MINUTE, ago, run_at, succeeded};
use lightsail_local::{Resources, Server};
use lightsail_snapshots::types::{
    DestinationInfo, DiskInfo, DiskSnapshotInfo, ExportSnapshotRecord,
    ExportSnapshotRecordSourceInfo, InstanceSnapshotInfo, RecordState,
};

fn record(
    state: RecordState,
    seconds: i64,
    info: ExportSnapshotRecordSourceInfo,
) -> ExportSnapshotRecord {
    let record = ExportSnapshotRecord::builder().name("export").state(state);
    record.created_at(ago(seconds)).source_info(info).build()
}

async fn filled() -> Server {
    let of_disk = |name: &str, size| {
        let info = DiskSnapshotInfo::builder().size_in_gb(size).build();
        let source = ExportSnapshotRecordSourceInfo::builder().name(name);
        source
            .from_resource_name("data")
            .disk_snapshot_info(info)
            .build()
    };
    let disk = |size| DiskInfo::builder().size_in_gb(size).build();
    let disks = InstanceSnapshotInfo::builder()
        .from_disk_info(disk(40))
        .from_disk_info(disk(8));
    let of_instance = ExportSnapshotRecordSourceInfo::builder()
        .name("web-old")
        .instance_snapshot_info(disks.build());
    let mut done = record(RecordState::Succeeded, 3 * DAY, of_disk("d-1", 32));
    let to = DestinationInfo::builder()
        .service("Amazon EC2")
        .id("snap-1");
    done.destination_info = Some(to.build());
    let records = vec![
        done,
        record(RecordState::Succeeded, 4 * DAY, of_instance.build()),
        record(RecordState::Failed, 2 * HOUR, of_disk("d-2", 64)),
        ExportSnapshotRecord::builder()
            .created_at(ago(2 * MINUTE))
            .build(),
    ];
    let seed = Resources {
        export_snapshot_records: records,
        ..Resources::default()
    };
    let server = Server::builder().seed(seed).page_size(1);
    server.start().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_with_totals() {
    let server = filled().await;
    let ran = run_at(&server, "export_report", &[]).await;
    assert_eq!(
        succeeded(ran),
        "SNAPSHOT  OF    GB  STATE      AGE  DESTINATION
-         -     -   -          2m   -
d-2       data  64  Failed     2h   -
d-1       data  32  Succeeded  3d   Amazon EC2 snap-1
web-old   -     48  Succeeded  4d   -

total: 4 (1 Failed, 2 Succeeded, 1 of unknown state), 80 GB exported
"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_and_json() {
    let server = filled().await;
    let options = [
        "--state",
        "Succeeded",
        "--older-than",
        "80h",
        "--format",
        "json",
    ];
    let json = succeeded(run_at(&server, "export_report", &options).await);
    let listed: Vec<ExportSnapshotRecord> = serde_json::from_str(&json).unwrap();
    assert_eq!(listed, server.dump().export_snapshot_records[1..2]);
    let options = ["--newer-than", "1m"];
    let table = succeeded(run_at(&server, "export_report", &options).await);
    assert!(table.ends_with("\n\ntotal: 0, 0 GB exported\n"), "{table}");
    let ran = run_at(&server, "export_report", &["--state", "succeeded"]).await;
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("Failed, Started, Succeeded"),
        "{}",
        ran.err
    );
}
