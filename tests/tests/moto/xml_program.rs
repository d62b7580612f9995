//! An application of a generated client that speaks restXml: the URL of a server is its argument.

use moto_route53::types::{
    Change, ChangeAction, ChangeBatch, HostedZoneConfig, ResourceRecord, ResourceRecordSet, RrType,
};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let url = std::env::args().nth(1).expect("the URL of a server");
    let client = client!(moto_route53, &url);
    let zone = zone_is_made(&client).await;
    records_are_kept(&client, &zone).await;
    zone_is_deleted(&client, &zone).await;
    println!("route53");
}

async fn zone_is_made(client: &moto_route53::Client) -> String {
    let config = HostedZoneConfig::builder().comment("red & blue <team>");
    let made = client
        .create_hosted_zone()
        .name("example.com")
        .caller_reference("a reference")
        .hosted_zone_config(config.private_zone(false).build())
        .send()
        .await
        .unwrap();
    assert!(made.location().contains("hostedzone"));
    let zone = made.hosted_zone().unwrap();
    assert_eq!(zone.name(), "example.com.");
    let got = client.get_hosted_zone().id(zone.id()).send().await.unwrap();
    let config = got.hosted_zone().unwrap().config().unwrap();
    assert_eq!(config.comment(), Some("red & blue <team>"));
    assert!(!got.delegation_set().unwrap().name_servers().is_empty());
    let zones = client.list_hosted_zones().into_paginator().items().send();
    let zones: Vec<_> = zones.try_collect().await.unwrap();
    assert_eq!(zones.len(), 1);
    zone.id().to_owned()
}

fn change(action: ChangeAction, address: &str) -> ChangeBatch {
    let record = ResourceRecord::builder().value(address).build().unwrap();
    let records = ResourceRecordSet::builder()
        .name("www.example.com")
        .r#type(RrType::A)
        .ttl(300)
        .resource_records(record)
        .build()
        .unwrap();
    let change = Change::builder()
        .action(action)
        .resource_record_set(records)
        .build()
        .unwrap();
    ChangeBatch::builder().changes(change).build().unwrap()
}

async fn records_are_kept(client: &moto_route53::Client, zone: &str) {
    for action in [ChangeAction::Create, ChangeAction::Upsert] {
        let changed = client
            .change_resource_record_sets()
            .hosted_zone_id(zone)
            .change_batch(change(action, "192.0.2.1"))
            .send()
            .await
            .unwrap();
        assert!(changed.change_info().unwrap().submitted_at().secs() > 1_400_000_000);
    }
    let listed = client
        .list_resource_record_sets()
        .hosted_zone_id(zone)
        .send()
        .await
        .unwrap();
    let sets = listed.resource_record_sets();
    let ours = sets.iter().find(|set| set.r#type() == &RrType::A).unwrap();
    assert_eq!(ours.name(), "www.example.com.");
    assert_eq!(ours.ttl(), Some(300));
    assert_eq!(ours.resource_records()[0].value(), "192.0.2.1");

    let removed = client
        .change_resource_record_sets()
        .hosted_zone_id(zone)
        .change_batch(change(ChangeAction::Delete, "192.0.2.1"));
    removed.send().await.unwrap();
}

async fn zone_is_deleted(client: &moto_route53::Client, zone: &str) {
    client.delete_hosted_zone().id(zone).send().await.unwrap();
    let missing = client.get_hosted_zone().id(zone).send().await.unwrap_err();
    let missing = missing.into_service_error();
    assert!(missing.is_no_such_hosted_zone(), "{missing:?}");
}
