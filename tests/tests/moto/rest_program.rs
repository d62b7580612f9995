//! An application of generated clients of restJson1: the URL of a server is its argument.

use aws_smithy_types::Blob;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let url = std::env::args().nth(1).expect("the URL of a server");
    lambda(&client!(moto_lambda, &url)).await;
    println!("lambda");
    apigateway(&client!(moto_apigateway, &url)).await;
    println!("apigateway");
    efs(&client!(moto_efs, &url)).await;
    println!("efs");
}

/// An archive without files.
const ZIP: [u8; 22] = *b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

async fn lambda(client: &moto_lambda::Client) {
    functions_are_made(client).await;
    function_is_called(client).await;
    function_has_tags_and_permissions(client).await;
    function_is_deleted(client).await;
}

async fn functions_are_made(client: &moto_lambda::Client) {
    use moto_lambda::client::Waiters;
    use moto_lambda::types::{FunctionCode, PackageType, Runtime, State};
    for name in ["one", "two", "three"] {
        let created = client
            .create_function()
            .function_name(name)
            .role("arn:aws:iam::123456789012:role/function")
            .runtime(Runtime::Python312)
            .handler("main.handler")
            .code(FunctionCode::builder().zip_file(Blob::new(ZIP)).build())
            .timeout(7)
            .send()
            .await
            .unwrap();
        assert_eq!(created.function_name(), Some(name));
        assert_eq!(created.timeout(), Some(7));
        assert_eq!(created.state(), Some(&State::Active));
    }
    let waited = client
        .wait_until_function_active_v2()
        .function_name("one")
        .wait(std::time::Duration::from_secs(30));
    let found = waited.await.unwrap().into_result().unwrap();
    let found = found.configuration().unwrap();
    assert_eq!(found.runtime(), Some(&Runtime::Python312));
    assert_eq!(found.package_type(), Some(&PackageType::Zip));
    let functions = client.list_functions().into_paginator().items().send();
    let functions: Vec<_> = functions.try_collect().await.unwrap();
    let mut names: Vec<_> = functions.iter().filter_map(|f| f.function_name()).collect();
    names.sort();
    assert_eq!(names, ["one", "three", "two"]);
}

async fn function_is_called(client: &moto_lambda::Client) {
    use moto_lambda::types::InvocationType;
    let called = client
        .invoke()
        .function_name("one")
        .invocation_type(InvocationType::RequestResponse)
        .payload(Blob::new(r#"{"a": "ü"}"#))
        .send()
        .await
        .unwrap();
    assert_eq!(called.status_code(), Some(200));
    let answer = called.payload().unwrap();
    assert_eq!(answer, &Blob::new(r#"{"a": "ü"}"#));
    let later = client
        .invoke()
        .function_name("one")
        .invocation_type(InvocationType::Event)
        .send()
        .await
        .unwrap();
    assert_eq!(later.status_code(), Some(202));
}

async fn function_has_tags_and_permissions(client: &moto_lambda::Client) {
    let found = client.get_function().function_name("one").send().await;
    let found = found.unwrap();
    let arn = found.configuration().unwrap().function_arn().unwrap();
    let tagged = client.tag_resource().resource(arn);
    let tagged = tagged.tags("a b", "1 & 2").tags("c", "").tags("d", "4");
    tagged.send().await.unwrap();
    let untagged = client.untag_resource().resource(arn);
    untagged.tag_keys("c").tag_keys("d").send().await.unwrap();
    let tags = client.list_tags().resource(arn).send().await.unwrap();
    let tags = tags.tags().unwrap();
    assert_eq!(tags.len(), 1);
    assert_eq!(tags["a b"], "1 & 2");
    let permission = client
        .add_permission()
        .function_name("one")
        .statement_id("s")
        .action("lambda:InvokeFunction")
        .principal("events.amazonaws.com");
    let permission = permission.send().await.unwrap();
    assert!(
        permission
            .statement()
            .unwrap()
            .contains("events.amazonaws.com")
    );
    let policy = client.get_policy().function_name("one").send().await;
    assert!(
        policy
            .unwrap()
            .policy()
            .unwrap()
            .contains("lambda:InvokeFunction")
    );
}

async fn function_is_deleted(client: &moto_lambda::Client) {
    let deleted = client.delete_function().function_name("two").send().await;
    deleted.unwrap();
    let missing = client.get_function().function_name("two").send().await;
    let error = missing.unwrap_err().into_service_error();
    assert!(error.is_resource_not_found_exception(), "{error:?}");
    // Nothing is sent.
    let nameless = client.get_function().function_name("").send().await;
    let error = nameless.unwrap_err();
    assert!(
        matches!(error, moto_lambda::error::SdkError::ConstructionFailure(_)),
        "{error:?}"
    );
}

async fn apigateway(client: &moto_apigateway::Client) {
    use moto_apigateway::types::{Op, PatchOperation};
    let api = client.create_rest_api().name("an API").tags("k", "v");
    let api = api.send().await.unwrap();
    let id = api.id().unwrap();
    assert!(api.created_date().unwrap().secs() > 1_700_000_000);
    let rename = PatchOperation::builder()
        .op(Op::Replace)
        .path("/description")
        .value("what it does")
        .build();
    let updated = client.update_rest_api().rest_api_id(id);
    let updated = updated.patch_operations(rename).send().await.unwrap();
    assert_eq!(updated.description(), Some("what it does"));
    let resources = client.get_resources().rest_api_id(id).limit(25);
    let resources = resources.send().await.unwrap();
    let root = resources.items()[0].id().unwrap();
    let resource = client.create_resource().rest_api_id(id).parent_id(root);
    let resource = resource.path_part("things").send().await.unwrap();
    let resource = resource.id().unwrap();
    let method = client.put_method().rest_api_id(id).resource_id(resource);
    let method = method.http_method("GET").authorization_type("NONE");
    let method = method.api_key_required(true).send().await.unwrap();
    assert_eq!(method.api_key_required(), Some(true));
    let stages = client.get_stages().rest_api_id(id).send().await.unwrap();
    assert!(stages.item().is_empty());
    client
        .delete_rest_api()
        .rest_api_id(id)
        .send()
        .await
        .unwrap();
    let missing = client.get_rest_api().rest_api_id(id).send().await;
    let error = missing.unwrap_err().into_service_error();
    assert!(error.is_not_found_exception(), "{error:?}");
}

async fn efs(client: &moto_efs::Client) {
    use moto_efs::types::{LifeCycleState, Tag, ThroughputMode};
    let tag = |key: &str, value: &str| Tag::builder().key(key).value(value).build().unwrap();
    // The token is the client's.
    let created = client
        .create_file_system()
        .throughput_mode(ThroughputMode::Provisioned)
        .provisioned_throughput_in_mibps(12.5)
        .encrypted(true)
        .tags(tag("Name", "files"))
        .send()
        .await
        .unwrap();
    let id = created.file_system_id();
    assert_eq!(created.creation_token().len(), 36);
    assert_eq!(created.life_cycle_state(), &LifeCycleState::Available);
    assert_eq!(created.provisioned_throughput_in_mibps(), Some(12.5));
    let found = client.describe_file_systems().file_system_id(id);
    let found = found.send().await.unwrap();
    assert_eq!(found.file_systems()[0].name(), Some("files"));
    assert!(found.file_systems()[0].creation_time().secs() > 1_700_000_000);
    let tagged = client.tag_resource().resource_id(id);
    tagged
        .tags(tag("a", "b"))
        .tags(tag("c", "d"))
        .send()
        .await
        .unwrap();
    let untagged = client.untag_resource().resource_id(id);
    untagged
        .tag_keys("a")
        .tag_keys("Name")
        .send()
        .await
        .unwrap();
    let tags = client.list_tags_for_resource().resource_id(id);
    let tags = tags.send().await.unwrap();
    assert_eq!(tags.tags(), [tag("c", "d")]);
    let deleted = client.delete_file_system().file_system_id(id);
    deleted.send().await.unwrap();
    let missing = client
        .describe_file_systems()
        .file_system_id(id)
        .send()
        .await;
    let error = missing.unwrap_err().into_service_error();
    assert!(error.is_file_system_not_found(), "{error:?}");
    assert_eq!(error.meta().code(), Some("FileSystemNotFound"));
}
