//! An application of generated clients: the URL of a server is its argument.

use std::collections::HashMap;

use aws_smithy_types::Blob;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let url = std::env::args().nth(1).expect("the URL of a server");
    dynamodb(&client!(moto_dynamodb, &url)).await;
    an_account_has_its_own_endpoint().await;
    println!("dynamodb");
    sqs(&client!(moto_sqs, &url)).await;
    println!("sqs");
    kms(&client!(moto_kms, &url)).await;
    println!("kms");
}

/// An item of a table.
type Item = HashMap<String, moto_dynamodb::types::AttributeValue>;

/// A table, and an item with attributes of every type. (botocore does not say that an attribute is
/// a union, as the Smithy model does.)
async fn dynamodb(client: &moto_dynamodb::Client) {
    tables_are_made(client).await;
    let item = item();
    item_is_kept(client, &item).await;
    item_is_deleted(client, &item).await;
    table_is_deleted(client).await;
}

async fn tables_are_made(client: &moto_dynamodb::Client) {
    use moto_dynamodb::client::Waiters;
    use moto_dynamodb::types::{
        AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
        TableStatus,
    };
    let key = KeySchemaElement::builder()
        .attribute_name("id")
        .key_type(KeyType::Hash);
    let attribute = AttributeDefinition::builder()
        .attribute_name("id")
        .attribute_type(ScalarAttributeType::S);
    for table in ["one", "two", "three"] {
        let created = client
            .create_table()
            .table_name(table)
            .key_schema(key.clone().build().unwrap())
            .attribute_definitions(attribute.clone().build().unwrap())
            .billing_mode(BillingMode::PayPerRequest)
            .send()
            .await
            .unwrap();
        let created = created.table_description().unwrap();
        assert_eq!(created.table_name(), Some(table));
        assert_eq!(created.table_status(), Some(&TableStatus::Active));
        assert!(created.creation_date_time().unwrap().secs() > 1_700_000_000);
    }
    let waited = client
        .wait_until_table_exists()
        .table_name("one")
        .wait(std::time::Duration::from_secs(30));
    assert!(waited.await.is_ok());
    let names = client
        .list_tables()
        .into_paginator()
        .page_size(2)
        .items()
        .send();
    let mut names: Vec<String> = names.try_collect().await.unwrap();
    names.sort();
    assert_eq!(names, ["one", "three", "two"]);
}

fn item() -> Item {
    use moto_dynamodb::types::AttributeValue;
    let value = AttributeValue::builder;
    let text = |text: &str| value().s(text).build();
    let number = "123456789012345678901234567890.5";
    HashMap::from([
        ("id".to_owned(), text("a \"quoted\" \u{1F980}")),
        ("number".to_owned(), value().n(number).build()),
        (
            "bytes".to_owned(),
            value().b(Blob::new([0, 159, 146, 150])).build(),
        ),
        ("flag".to_owned(), value().bool(false).build()),
        ("nothing".to_owned(), value().null(true).build()),
        ("texts".to_owned(), value().ss("x").ss("y").build()),
        ("numbers".to_owned(), value().ns("1").ns("2").build()),
        (
            "blobs".to_owned(),
            value().bs(Blob::new("p")).bs(Blob::new("q")).build(),
        ),
        (
            "list".to_owned(),
            value().l(text("in")).l(value().null(true).build()).build(),
        ),
        (
            "map".to_owned(),
            value()
                .m("deep", value().set_l(Some(vec![])).build())
                .build(),
        ),
    ])
}

async fn item_is_kept(client: &moto_dynamodb::Client, item: &Item) {
    let put = client
        .put_item()
        .table_name("one")
        .set_item(Some(item.clone()));
    put.send().await.unwrap();
    let get = client
        .get_item()
        .table_name("one")
        .key("id", item["id"].clone());
    let got = get.send().await.unwrap();
    assert_eq!(got.item(), Some(item));
    let query = client
        .query()
        .table_name("one")
        .key_condition_expression("id = :id")
        .expression_attribute_values(":id", item["id"].clone());
    let found: Vec<_> = query
        .into_paginator()
        .items()
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(found, std::slice::from_ref(item));

    let refused = client
        .put_item()
        .table_name("one")
        .set_item(Some(item.clone()))
        .condition_expression("attribute_not_exists(id)")
        .send()
        .await
        .unwrap_err()
        .into_service_error();
    assert!(
        refused.is_conditional_check_failed_exception(),
        "{refused:?}"
    );
}

async fn item_is_deleted(client: &moto_dynamodb::Client, item: &Item) {
    use moto_dynamodb::types::ReturnValue;
    let delete = client
        .delete_item()
        .table_name("one")
        .key("id", item["id"].clone());
    let deleted = delete
        .return_values(ReturnValue::AllOld)
        .send()
        .await
        .unwrap();
    assert_eq!(deleted.attributes(), Some(item));
    let get = client
        .get_item()
        .table_name("one")
        .key("id", item["id"].clone());
    assert_eq!(get.send().await.unwrap().item(), None);
}

async fn table_is_deleted(client: &moto_dynamodb::Client) {
    use moto_dynamodb::error::ProvideErrorMetadata;
    client
        .delete_table()
        .table_name("one")
        .send()
        .await
        .unwrap();
    let missing = client
        .describe_table()
        .table_name("one")
        .send()
        .await
        .unwrap_err();
    let missing = missing.into_service_error();
    assert_eq!(missing.code(), Some("ResourceNotFoundException"));
    assert!(missing.is_resource_not_found_exception(), "{missing:?}");
    assert!(
        missing.message().unwrap().contains("not found"),
        "{missing:?}"
    );
}

/// Nothing is sent: an endpoint of its own is what an account has of credentials that name it.
async fn an_account_has_its_own_endpoint() {
    use aws_smithy_http_client::test_util::capture_request;
    use moto_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
    for (account, expected) in [
        (
            Some("123456789012"),
            "https://123456789012.ddb.us-east-1.amazonaws.com/",
        ),
        (None, "https://dynamodb.us-east-1.amazonaws.com/"),
    ] {
        let (http, request) = capture_request(None);
        let credentials = Credentials::builder()
            .access_key_id("k")
            .secret_access_key("s");
        let mut credentials = credentials.provider_name("test");
        credentials.set_account_id(account.map(Into::into));
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(credentials.build())
            .http_client(http);
        let client = moto_dynamodb::Client::from_conf(config.build());
        let _ = client.list_tables().send().await;
        assert_eq!(request.expect_request().uri(), expected);
    }
}

/// A queue and a message, whose MD5 is that of its body.
async fn sqs(client: &moto_sqs::Client) {
    use moto_sqs::types::QueueAttributeName;
    let created = client
        .create_queue()
        .queue_name("jobs")
        .attributes(QueueAttributeName::VisibilityTimeout, "60")
        .send()
        .await
        .unwrap();
    let url = created.queue_url().unwrap();
    let found = client
        .get_queue_url()
        .queue_name("jobs")
        .send()
        .await
        .unwrap();
    assert_eq!(found.queue_url(), Some(url));
    let listed = client.list_queues().send().await.unwrap();
    assert_eq!(listed.queue_urls(), [url]);

    message_is_passed_on(client, url).await;
    queue_is_deleted(client, url).await;
}

async fn message_is_passed_on(client: &moto_sqs::Client, url: &str) {
    use moto_sqs::types::MessageAttributeValue;
    let attribute = MessageAttributeValue::builder()
        .data_type("Binary")
        .binary_value(Blob::new([1, 2, 3]))
        .build()
        .unwrap();
    let sent = client
        .send_message()
        .queue_url(url)
        .message_body("hello")
        .message_attributes("raw", attribute)
        .send()
        .await
        .unwrap();
    // `printf hello | md5sum`
    assert_eq!(
        sent.md5_of_message_body(),
        Some("5d41402abc4b2a76b9719d911017c592")
    );
    let received = client
        .receive_message()
        .queue_url(url)
        .message_attribute_names("All")
        .send()
        .await
        .unwrap();
    let [message] = received.messages() else {
        panic!("{received:?}")
    };
    assert_eq!(message.body(), Some("hello"));
    assert_eq!(message.message_id(), sent.message_id());
    assert_eq!(message.md5_of_body(), sent.md5_of_message_body());
    let raw = &message.message_attributes().unwrap()["raw"];
    assert_eq!(raw.binary_value().unwrap().as_ref(), [1, 2, 3]);

    let receipt = message.receipt_handle().unwrap();
    let delete = client
        .delete_message()
        .queue_url(url)
        .receipt_handle(receipt);
    delete.send().await.unwrap();
}

async fn queue_is_deleted(client: &moto_sqs::Client, url: &str) {
    use moto_sqs::error::ProvideErrorMetadata;
    client.delete_queue().queue_url(url).send().await.unwrap();
    let missing = client
        .get_queue_url()
        .queue_name("jobs")
        .send()
        .await
        .unwrap_err();
    let missing = missing.into_service_error();
    // The type is the one of the model, the code the one that the query protocol had.
    assert!(missing.is_queue_does_not_exist(), "{missing:?}");
    assert_eq!(
        missing.code(),
        Some("AWS.SimpleQueueService.NonExistentQueue")
    );
}

/// A key that encrypts and decrypts.
async fn kms(client: &moto_kms::Client) {
    use moto_kms::types::{KeySpec, KeyUsageType};
    let created = client
        .create_key()
        .description("for a test")
        .key_usage(KeyUsageType::EncryptDecrypt)
        .key_spec(KeySpec::SymmetricDefault)
        .send()
        .await
        .unwrap();
    let created = created.key_metadata().unwrap();
    assert_eq!(created.key_usage(), Some(&KeyUsageType::EncryptDecrypt));
    let id = created.key_id();
    let described = client.describe_key().key_id(id).send().await.unwrap();
    let described = described.key_metadata().unwrap();
    assert_eq!(described, created);
    assert_eq!(described.description(), Some("for a test"));
    assert_eq!(described.key_spec(), Some(&KeySpec::SymmetricDefault));
    let keys = client.list_keys().into_paginator().items().send();
    let keys: Vec<_> = keys.try_collect().await.unwrap();
    assert_eq!(
        keys.iter().map(|key| key.key_id()).collect::<Vec<_>>(),
        [Some(id)]
    );

    secret_comes_back(client, id).await;
    key_is_deleted(client, created).await;
}

async fn secret_comes_back(client: &moto_kms::Client, id: &str) {
    let secret = Blob::new([0, 1, 2, 255]);
    let encrypt = client.encrypt().key_id(id).plaintext(secret.clone());
    let encrypted = encrypt
        .encryption_context("for", "test")
        .send()
        .await
        .unwrap();
    let encrypted = encrypted.ciphertext_blob().unwrap();
    assert_ne!(encrypted, &secret);
    let decrypt = client.decrypt().ciphertext_blob(encrypted.clone());
    let decrypted = decrypt
        .clone()
        .encryption_context("for", "test")
        .send()
        .await
        .unwrap();
    assert_eq!(decrypted.plaintext(), Some(&secret));
    // The id of a key can have any number in it, but no list.
    assert!(!format!("{decrypted:?}").contains("2, 255"), "{decrypted:?}");
    let refused = decrypt.send().await.unwrap_err().into_service_error();
    assert!(refused.is_invalid_ciphertext_exception(), "{refused:?}");
}

async fn key_is_deleted(client: &moto_kms::Client, created: &moto_kms::types::KeyMetadata) {
    use moto_kms::error::ProvideErrorMetadata;
    use moto_kms::types::KeyState;
    let id = created.key_id();
    let delete = client
        .schedule_key_deletion()
        .key_id(id)
        .pending_window_in_days(7);
    let deleted = delete.send().await.unwrap();
    let described = client.describe_key().key_id(id).send().await.unwrap();
    let state = described.key_metadata().unwrap().key_state();
    assert_eq!(state, Some(&KeyState::PendingDeletion));
    let days = (deleted.deletion_date().unwrap().secs() - created.creation_date().unwrap().secs())
        / 86_400;
    assert!((6..=7).contains(&days), "{deleted:?}");
    let missing = client
        .describe_key()
        .key_id("00000000-0000-4000-8000-000000000000");
    let missing = missing.send().await.unwrap_err().into_service_error();
    assert!(missing.is_not_found_exception(), "{missing:?}");
    assert_eq!(missing.code(), Some("NotFoundException"));
}
