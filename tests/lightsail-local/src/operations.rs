//! The five operations.

use crate::clock::wire_time;
use crate::pages::{Asked, Listing, Paging, Tokens};
use crate::refusal::Refusal;
use crate::rules;
use crate::state::{Moment, State, is_in};
use lightsail_snapshots::operation::create_disk_snapshot::{
    CreateDiskSnapshotInput, CreateDiskSnapshotOutput,
};
use lightsail_snapshots::operation::delete_disk_snapshot::{
    DeleteDiskSnapshotInput, DeleteDiskSnapshotOutput,
};
use lightsail_snapshots::operation::get_disk_snapshots::{
    GetDiskSnapshotsInput, GetDiskSnapshotsOutput,
};
use lightsail_snapshots::operation::get_export_snapshot_records::{
    GetExportSnapshotRecordsInput, GetExportSnapshotRecordsOutput,
};
use lightsail_snapshots::operation::get_instance_snapshots::{
    GetInstanceSnapshotsInput, GetInstanceSnapshotsOutput,
};
use lightsail_snapshots::types::builders::DiskSnapshotBuilder;
use lightsail_snapshots::types::{
    Disk, DiskSnapshot, DiskSnapshotState, DiskState, Operation, OperationStatus, OperationType,
    ResourceLocation, ResourceType,
};
use uuid::Uuid;

/// The account that all resources belong to.
const ACCOUNT: &str = "123456789012";

/// What an operation works with, besides the state.
pub(super) struct Context<'a> {
    pub(super) operation: &'a str,
    pub(super) region: &'a str,
    pub(super) at: Moment,
    pub(super) tokens: &'a Tokens,
    pub(super) page_size: usize,
    pub(super) paging: Paging,
}

impl Context<'_> {
    fn asked<'a>(&self, token: Option<&'a str>) -> (Listing<'_>, Asked<'a>) {
        let listing = Listing {
            operation: self.operation,
            region: self.region,
        };
        let asked = Asked {
            token,
            size: self.page_size,
            now: self.at.now,
            paging: self.paging,
        };
        (listing, asked)
    }

    /// The work on a resource that a request set in motion.
    fn operation(&self, work: Work<'_>) -> Operation {
        let now = wire_time(self.at.now);
        Operation::builder()
            .id(Uuid::new_v4().to_string())
            .resource_name(work.on)
            .resource_type(work.resource_type)
            .created_at(now)
            .set_location(work.location)
            .is_terminal(false)
            .set_operation_details(work.details.map(str::to_owned))
            .operation_type(work.kind)
            .status(OperationStatus::Started)
            .status_changed_at(now)
            .build()
    }

    /// A snapshot lies in a Region, in none of its zones.
    fn everywhere(&self) -> ResourceLocation {
        ResourceLocation::builder()
            .availability_zone("all")
            .region_name(self.region.into())
            .build()
    }
}

struct Work<'a> {
    kind: OperationType,
    on: &'a str,
    resource_type: ResourceType,
    location: Option<ResourceLocation>,
    details: Option<&'a str>,
}

pub(super) fn create_disk_snapshot(
    state: &mut State,
    context: &Context<'_>,
    input: CreateDiskSnapshotInput,
) -> Result<CreateDiskSnapshotOutput, Refusal> {
    let name = rules::required("diskSnapshotName", input.disk_snapshot_name())?;
    rules::name("diskSnapshotName", name)?;
    rules::tags(input.tags())?;
    let (snapshot, source) = match (input.disk_name(), input.instance_name()) {
        (Some(disk), None) => of_disk(state, context, disk)?,
        (None, Some(instance)) => of_instance(state, context, instance)?,
        (None, None) => {
            let message = "Either diskName or instanceName has to be given.";
            return Err(Refusal::invalid_input(message));
        }
        (Some(_), Some(_)) => {
            let message = "Only one of diskName and instanceName can be given.";
            return Err(Refusal::invalid_input(message));
        }
    };
    state.free(context.region, name)?;
    let id = Uuid::new_v4();
    let region = context.region;
    state.add_disk_snapshot(
        snapshot
            .name(name)
            .arn(format!(
                "arn:aws:lightsail:{region}:{ACCOUNT}:DiskSnapshot/{id}"
            ))
            .support_code(format!("{ACCOUNT}/snap-{:.17}", id.simple()))
            .created_at(wire_time(context.at.now))
            .location(context.everywhere())
            .resource_type(ResourceType::DiskSnapshot)
            .set_tags(Some(input.tags().to_vec()))
            .state(DiskSnapshotState::Pending)
            .progress("0%")
            .is_from_auto_snapshot(false)
            .build(),
    );
    let made = context.operation(Work {
        kind: OperationType::CreateDiskSnapshot,
        on: name,
        resource_type: ResourceType::DiskSnapshot,
        location: Some(context.everywhere()),
        details: Some(&source.name),
    });
    let read = context.operation(Work {
        kind: OperationType::CreateDiskSnapshot,
        on: &source.name,
        resource_type: source.resource_type,
        location: source.location,
        details: Some(name),
    });
    let output = CreateDiskSnapshotOutput::builder();
    Ok(output.operations(made).operations(read).build())
}

/// What a snapshot is made of.
struct Source {
    name: String,
    resource_type: ResourceType,
    location: Option<ResourceLocation>,
}

fn of_disk(
    state: &State,
    context: &Context<'_>,
    name: &str,
) -> Result<(DiskSnapshotBuilder, Source), Refusal> {
    rules::name("diskName", name)?;
    let disk: &Disk = state.disk(context.region, name)?;
    if matches!(disk.state(), Some(DiskState::Pending | DiskState::Error)) {
        let message = format!("The Disk is not in a state in which it can be copied: {name}");
        return Err(Refusal::operation_failure(message));
    }
    let snapshot = DiskSnapshot::builder()
        .size_in_gb(disk.size_in_gb().unwrap_or(8))
        .from_disk_name(name)
        .set_from_disk_arn(disk.arn().map(str::to_owned));
    let source = Source {
        name: name.to_owned(),
        resource_type: ResourceType::Disk,
        location: disk.location().cloned(),
    };
    Ok((snapshot, source))
}

fn of_instance(
    state: &State,
    context: &Context<'_>,
    name: &str,
) -> Result<(DiskSnapshotBuilder, Source), Refusal> {
    rules::name("instanceName", name)?;
    let instance = state.instance(context.region, name)?;
    let snapshot = DiskSnapshot::builder()
        .size_in_gb(instance.hardware.system_disk_gb())
        .from_instance_name(name)
        .set_from_instance_arn(instance.arn.clone());
    let source = Source {
        name: name.to_owned(),
        resource_type: ResourceType::Instance,
        location: instance.location.clone(),
    };
    Ok((snapshot, source))
}

pub(super) fn delete_disk_snapshot(
    state: &mut State,
    context: &Context<'_>,
    input: DeleteDiskSnapshotInput,
) -> Result<DeleteDiskSnapshotOutput, Refusal> {
    let name = rules::required("diskSnapshotName", input.disk_snapshot_name())?;
    rules::name("diskSnapshotName", name)?;
    let (number, snapshot) = state.disk_snapshot(context.region, name)?;
    if context.at.disk_snapshot(snapshot).state() == Some(&DiskSnapshotState::Pending) {
        let message = format!("The DiskSnapshot is still being made: {name}");
        return Err(Refusal::operation_failure(message));
    }
    let location = snapshot.location().cloned();
    state.disk_snapshots.remove(&number);
    let deleted = context.operation(Work {
        kind: OperationType::DeleteDiskSnapshot,
        on: name,
        resource_type: ResourceType::DiskSnapshot,
        location,
        details: None,
    });
    Ok(DeleteDiskSnapshotOutput::builder()
        .operations(deleted)
        .build())
}

pub(super) fn get_disk_snapshots(
    state: &mut State,
    context: &Context<'_>,
    input: GetDiskSnapshotsInput,
) -> Result<GetDiskSnapshotsOutput, Refusal> {
    let (listing, asked) = context.asked(input.page_token());
    let belongs = |snapshot: &DiskSnapshot| is_in(context.region, snapshot.location());
    let (page, next) = context
        .tokens
        .page(listing, &state.disk_snapshots, &asked, belongs)?;
    let page = page
        .iter()
        .map(|item| context.at.disk_snapshot(item))
        .collect();
    let output = GetDiskSnapshotsOutput::builder().set_disk_snapshots(Some(page));
    Ok(output.set_next_page_token(next).build())
}

pub(super) fn get_instance_snapshots(
    state: &mut State,
    context: &Context<'_>,
    input: GetInstanceSnapshotsInput,
) -> Result<GetInstanceSnapshotsOutput, Refusal> {
    let (listing, asked) = context.asked(input.page_token());
    let (page, next) =
        context
            .tokens
            .page(listing, &state.instance_snapshots, &asked, |snapshot| {
                is_in(context.region, snapshot.location())
            })?;
    let page = page
        .iter()
        .map(|item| context.at.instance_snapshot(item))
        .collect();
    let output = GetInstanceSnapshotsOutput::builder().set_instance_snapshots(Some(page));
    Ok(output.set_next_page_token(next).build())
}

pub(super) fn get_export_snapshot_records(
    state: &mut State,
    context: &Context<'_>,
    input: GetExportSnapshotRecordsInput,
) -> Result<GetExportSnapshotRecordsOutput, Refusal> {
    let (listing, asked) = context.asked(input.page_token());
    let records = &state.export_snapshot_records;
    let (page, next) = context.tokens.page(listing, records, &asked, |record| {
        is_in(context.region, record.location())
    })?;
    let page = page
        .iter()
        .map(|item| context.at.export_snapshot_record(item))
        .collect();
    let output = GetExportSnapshotRecordsOutput::builder().set_export_snapshot_records(Some(page));
    Ok(output.set_next_page_token(next).build())
}
