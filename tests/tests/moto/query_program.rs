//! An application of generated clients that speak forms and XML: the URL of a server is its argument.

use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let url = std::env::args().nth(1).expect("the URL of a server");
    sts(&client!(moto_sts, &url)).await;
    println!("sts");
    iam(&client!(moto_iam, &url)).await;
    println!("iam");
    sns(&client!(moto_sns, &url)).await;
    println!("sns");
    cloudformation(&client!(moto_cloudformation, &url)).await;
    println!("cloudformation");
    ec2(&client!(moto_ec2, &url)).await;
    println!("ec2");
}

async fn sts(client: &moto_sts::Client) {
    use moto_sts::types::Tag;
    let caller = client.get_caller_identity().send().await.unwrap();
    assert_eq!(caller.account(), Some("123456789012"));
    let tag = |key: &str, value: &str| Tag::builder().key(key).value(value).build().unwrap();
    let assumed = client
        .assume_role()
        .role_arn("arn:aws:iam::123456789012:role/worker")
        .role_session_name("a-session")
        .tags(tag("team", "red & blue"))
        .tags(tag("größe", "<1>"))
        .duration_seconds(900)
        .send()
        .await
        .unwrap();
    let user = assumed.assumed_role_user().unwrap();
    assert!(user.arn().contains("assumed-role/worker/a-session"));
    let credentials = assumed.credentials().unwrap();
    assert!(credentials.expiration().secs() > 1_700_000_000);
    assert!(!credentials.session_token().is_empty());
}

async fn iam(client: &moto_iam::Client) {
    use moto_iam::error::ProvideErrorMetadata;
    use moto_iam::types::Tag;
    for name in ["ann", "bob", "eve"] {
        let created = client
            .create_user()
            .user_name(name)
            .path("/staff/")
            .tags(Tag::builder().key("team").value("x/y").build().unwrap())
            .send()
            .await
            .unwrap();
        assert_eq!(created.user().unwrap().user_name(), name);
    }
    let users = client.list_users().path_prefix("/staff/").into_paginator();
    let users: Vec<_> = users.items().send().try_collect().await.unwrap();
    let names: Vec<&str> = users.iter().map(|user| user.user_name()).collect();
    assert_eq!(names, ["ann", "bob", "eve"]);
    let policy = r#"{"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}"#;
    let put = client.put_user_policy().user_name("ann").policy_name("p");
    put.policy_document(policy).send().await.unwrap();
    let got = client.get_user_policy().user_name("ann").policy_name("p");
    let got = got.send().await.unwrap();
    assert!(got.policy_document().contains("2012-10-17"));
    let tags = client.list_user_tags().user_name("ann").send().await;
    assert_eq!(tags.unwrap().tags()[0].value(), "x/y");

    let missing = client.get_user().user_name("nobody").send().await;
    let missing = missing.unwrap_err().into_service_error();
    assert!(missing.is_no_such_entity_exception(), "{missing:?}");
    assert_eq!(missing.code(), Some("NoSuchEntity"));
    assert!(missing.message().unwrap().contains("nobody"));
}

async fn sns(client: &moto_sns::Client) {
    use moto_sns::types::MessageAttributeValue;
    let created = client
        .create_topic()
        .name("news")
        .attributes("DisplayName", "News & more");
    let arn = created.send().await.unwrap().topic_arn.unwrap();
    let attributes = client.get_topic_attributes().topic_arn(&arn).send().await;
    let attributes = attributes.unwrap().attributes.unwrap();
    assert_eq!(attributes["DisplayName"], "News & more");
    let attribute = MessageAttributeValue::builder()
        .data_type("Binary")
        .binary_value(aws_smithy_types::Blob::new([0, 255]))
        .build()
        .unwrap();
    let sent = client
        .publish()
        .topic_arn(&arn)
        .message("line\nline")
        .message_attributes("raw", attribute)
        .send()
        .await
        .unwrap();
    assert!(sent.message_id().is_some());
    let topics = client.list_topics().into_paginator().items().send();
    let topics: Vec<_> = topics.try_collect().await.unwrap();
    assert_eq!(topics[0].topic_arn(), Some(arn.as_str()));
    client.delete_topic().topic_arn(&arn).send().await.unwrap();
    let missing = client.get_topic_attributes().topic_arn(&arn).send().await;
    let missing = missing.unwrap_err().into_service_error();
    assert!(missing.is_not_found_exception(), "{missing:?}");
}

async fn cloudformation(client: &moto_cloudformation::Client) {
    use moto_cloudformation::client::Waiters;
    use moto_cloudformation::types::{Parameter, StackStatus};
    const TEMPLATE: &str = r#"{
        "Parameters": {"Name": {"Type": "String"}},
        "Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Name"}}}},
        "Outputs": {"Queue": {"Value": {"Ref": "Queue"}}}
    }"#;
    let parameter = Parameter::builder()
        .parameter_key("Name")
        .parameter_value("made-by-a-stack");
    let created = client
        .create_stack()
        .stack_name("a-stack")
        .template_body(TEMPLATE)
        .parameters(parameter.build())
        .send()
        .await
        .unwrap();
    assert!(created.stack_id().unwrap().contains("stack/a-stack"));
    let waited = client
        .wait_until_stack_create_complete()
        .stack_name("a-stack");
    waited.wait(Duration::from_secs(30)).await.unwrap();
    let described = client
        .describe_stacks()
        .stack_name("a-stack")
        .send()
        .await
        .unwrap();
    let [stack] = described.stacks() else {
        panic!("{described:?}")
    };
    assert_eq!(stack.stack_status(), Some(&StackStatus::CreateComplete));
    assert_eq!(
        stack.parameters()[0].parameter_value(),
        Some("made-by-a-stack")
    );
    assert!(
        stack.outputs()[0]
            .output_value()
            .unwrap()
            .contains("made-by-a-stack")
    );
    let resources = client
        .list_stack_resources()
        .stack_name("a-stack")
        .into_paginator();
    let resources: Vec<_> = resources.items().send().try_collect().await.unwrap();
    assert_eq!(resources[0].resource_type(), Some("AWS::SQS::Queue"));
    client
        .delete_stack()
        .stack_name("a-stack")
        .send()
        .await
        .unwrap();
}

async fn ec2(client: &moto_ec2::Client) {
    let ids = instances_run(client).await;
    instances_are_found(client, &ids).await;
    instances_are_tagged(client, &ids[0]).await;
    instances_end(client, &ids).await;
}

async fn instances_run(client: &moto_ec2::Client) -> Vec<String> {
    use moto_ec2::client::Waiters;
    use moto_ec2::types::{InstanceType, ResourceType, Tag, TagSpecification};
    let images = client
        .describe_images()
        .owners("amazon")
        .max_results(5)
        .send()
        .await
        .unwrap();
    let image = images.images()[0].image_id().unwrap();
    let tags = TagSpecification::builder()
        .resource_type(ResourceType::Instance)
        .tags(Tag::builder().key("team").value("red & blue").build());
    let run = client
        .run_instances()
        .image_id(image)
        .instance_type(InstanceType::T3Micro)
        .min_count(3)
        .max_count(3)
        .tag_specifications(tags.build())
        .send()
        .await
        .unwrap();
    let ids = run
        .instances()
        .iter()
        .map(|it| it.instance_id().unwrap().to_owned());
    let ids: Vec<String> = ids.collect();
    assert_eq!(ids.len(), 3);
    let waited = client
        .wait_until_instance_running()
        .set_instance_ids(Some(ids.clone()));
    waited.wait(Duration::from_secs(60)).await.unwrap();
    ids
}

async fn instances_are_found(client: &moto_ec2::Client, ids: &[String]) {
    use moto_ec2::types::{Filter, InstanceStateName};
    let filter = |name: &str, value: &str| Filter::builder().name(name).values(value).build();
    let pages = client
        .describe_instances()
        .filters(filter("tag:team", "red & blue"))
        .filters(filter("instance-state-name", "running"))
        .into_paginator()
        .page_size(5)
        .send();
    let pages: Vec<_> = pages.try_collect().await.unwrap();
    let reservations = pages.iter().flat_map(|page| page.reservations());
    let found: Vec<_> = reservations.flat_map(|of| of.instances()).collect();
    assert_eq!(found.len(), 3);
    for instance in found {
        assert!(
            ids.iter()
                .any(|id| Some(id.as_str()) == instance.instance_id())
        );
        let state = instance.state().unwrap();
        assert_eq!(state.name(), Some(&InstanceStateName::Running));
        assert_eq!(state.code(), Some(16));
        assert!(instance.launch_time().unwrap().secs() > 1_700_000_000);
        assert!(
            instance
                .placement()
                .unwrap()
                .availability_zone()
                .unwrap()
                .starts_with("us-east-1")
        );
    }
    let none = client
        .describe_instances()
        .filters(filter("tag:team", "green"));
    assert_eq!(none.send().await.unwrap().reservations(), []);
}

async fn instances_are_tagged(client: &moto_ec2::Client, id: &str) {
    use moto_ec2::types::Tag;
    let tag = Tag::builder().key("größe").value("<1>").build();
    client
        .create_tags()
        .resources(id)
        .tags(tag)
        .send()
        .await
        .unwrap();
    let found = client
        .describe_instances()
        .instance_ids(id)
        .send()
        .await
        .unwrap();
    let tags = found.reservations()[0].instances()[0].tags();
    let tag = tags.iter().find(|tag| tag.key() == Some("größe"));
    assert_eq!(tag.unwrap().value(), Some("<1>"));
}

async fn instances_end(client: &moto_ec2::Client, ids: &[String]) {
    use moto_ec2::client::Waiters;
    use moto_ec2::error::ProvideErrorMetadata;
    let ended = client
        .terminate_instances()
        .set_instance_ids(Some(ids.to_vec()));
    let ended = ended.send().await.unwrap();
    assert_eq!(ended.terminating_instances().len(), 3);
    let waited = client
        .wait_until_instance_terminated()
        .set_instance_ids(Some(ids.to_vec()));
    waited.wait(Duration::from_secs(60)).await.unwrap();
    let missing = client
        .describe_instances()
        .instance_ids("i-0123456789abcdef0");
    let missing = missing.send().await.unwrap_err().into_service_error();
    assert_eq!(missing.code(), Some("InvalidInstanceID.NotFound"));
    assert!(missing.message().unwrap().contains("i-0123456789abcdef0"));
}
