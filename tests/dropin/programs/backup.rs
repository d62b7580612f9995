//! A small service around the client, with the tests that its authors would write.

use aws_sdk_lightsail::Client;
use aws_sdk_lightsail::types::InstanceSnapshot;

/// Looks after the snapshots of instances.
pub struct Backup {
    client: Client,
}

impl Backup {
    pub fn new(client: Client) -> Self {
        Self { client }
    }

    /// The newest snapshot of an instance.
    pub async fn newest(
        &self,
        instance: &str,
    ) -> Result<Option<InstanceSnapshot>, aws_sdk_lightsail::Error> {
        let page = self.client.get_instance_snapshots().send().await?;
        let snapshots = page.instance_snapshots.unwrap_or_default().into_iter();
        Ok(snapshots
            .filter(|snapshot| snapshot.from_instance_name() == Some(instance))
            .max_by_key(|snapshot| snapshot.created_at().map(|time| time.as_nanos())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_lightsail::operation::get_instance_snapshots::{
        GetInstanceSnapshotsError, GetInstanceSnapshotsOutput,
    };
    use aws_sdk_lightsail::primitives::DateTime;
    use aws_sdk_lightsail::types::error::AccessDeniedException;
    use aws_smithy_mocks::{mock, mock_client};

    fn snapshot(name: &str, instance: &str, seconds: i64) -> InstanceSnapshot {
        InstanceSnapshot::builder()
            .name(name)
            .from_instance_name(instance)
            .created_at(DateTime::from_secs(seconds))
            .build()
    }

    #[tokio::test]
    async fn the_newest_of_the_instance_is_found() {
        let rule = mock!(Client::get_instance_snapshots).then_output(|| {
            GetInstanceSnapshotsOutput::builder()
                .instance_snapshots(snapshot("a", "web", 1))
                .instance_snapshots(snapshot("b", "web", 3))
                .instance_snapshots(snapshot("c", "db", 5))
                .build()
        });
        let backup = Backup::new(mock_client!(aws_sdk_lightsail, [&rule]));
        let newest = backup.newest("web").await.unwrap().unwrap();
        assert_eq!(newest.name(), Some("b"));
        assert_eq!(rule.num_calls(), 1);
    }

    #[tokio::test]
    async fn errors_come_through() {
        let rule = mock!(Client::get_instance_snapshots).then_error(|| {
            GetInstanceSnapshotsError::AccessDeniedException(
                AccessDeniedException::builder().message("no").build(),
            )
        });
        let backup = Backup::new(mock_client!(aws_sdk_lightsail, [&rule]));
        let error = backup.newest("web").await.unwrap_err();
        assert!(matches!(
            error,
            aws_sdk_lightsail::Error::AccessDeniedException(_)
        ));
        assert_eq!(error.to_string(), "AccessDeniedException: no");
    }
}
