//! Lists all disk snapshots, page by page, the largest first.

use aws_sdk_lightsail::types::{DiskSnapshot, DiskSnapshotState};
use aws_sdk_lightsail::{Client, Error};

/// All snapshots of the account.
async fn all(client: &Client) -> Result<Vec<DiskSnapshot>, Error> {
    let mut snapshots = Vec::new();
    let mut token = None;
    loop {
        let page = client
            .get_disk_snapshots()
            .set_page_token(token)
            .send()
            .await?;
        snapshots.extend_from_slice(page.disk_snapshots());
        match page.next_page_token {
            Some(next) => token = Some(next),
            None => return Ok(snapshots),
        }
    }
}

pub async fn run(client: &Client) -> Result<String, Error> {
    let mut snapshots = all(client).await?;
    snapshots.sort_by_key(|snapshot| std::cmp::Reverse(snapshot.size_in_gb()));
    let mut text = String::new();
    for snapshot in &snapshots {
        let state = match snapshot.state() {
            Some(DiskSnapshotState::Completed) => "ready",
            Some(DiskSnapshotState::Pending) => "in progress",
            Some(other) => other.as_str(),
            None => "?",
        };
        let name = snapshot.name().unwrap_or("(no name)");
        let region = snapshot
            .location()
            .and_then(|location| location.region_name());
        let region = region.map_or("nowhere", |region| region.as_str());
        let size = snapshot.size_in_gb().unwrap_or_default();
        text += &format!("{name}: {size} GB, {state}, {region}\n");
    }
    Ok(text)
}
