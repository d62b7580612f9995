//! Starts instances and writes them into a table and an object, and names the functions; the URL of the
//! services is its argument.

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use aws_sdk_ec2::types::{Filter, InstanceType};
use aws_sdk_lambda::config::{Credentials, SharedCredentialsProvider};
use aws_sdk_lambda::primitives::Blob;
use aws_sdk_lambda::types::{FunctionCode, Runtime};
use aws_sdk_s3::primitives::ByteStream;
use serde::{Deserialize, Serialize};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

#[derive(Debug, Serialize, Deserialize)]
struct Row {
    id: String,
    kind: String,
    state: i32,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let url = std::env::args().nth(1).ok_or("the URL of the services")?;
    let config = config(&url).await;
    let ec2 = aws_sdk_ec2::Client::new(&config);
    start(&ec2).await?;
    let table = aws_sdk_dynamodb::Client::new(&config);
    create(&table).await?;
    let mut kinds = Vec::new();
    for row in running(&ec2).await? {
        let id = serde_dynamo::to_attribute_value(&row.id)?;
        let put = table.put_item().table_name("fleet");
        let item = serde_dynamo::to_item(row)?;
        put.set_item(Some(item)).send().await?;
        let get = table.get_item().table_name("fleet").key("id", id);
        let item = get.send().await?.item.ok_or("no row")?;
        let row: Row = serde_dynamo::from_item(item)?;
        kinds.push(format!("{} in state {}", row.kind, row.state));
    }
    kinds.sort();
    println!("{kinds:?}");
    println!("{:?}", kept(&config, &kinds).await?);
    println!(
        "{:?}",
        functions(&aws_sdk_lambda::Client::new(&config)).await?
    );
    Ok(())
}

async fn config(url: &str) -> SdkConfig {
    let keys = Credentials::new("key", "secret", None, None, "fleet");
    aws_config::defaults(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(keys))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(url)
        .load()
        .await
}

async fn start(ec2: &aws_sdk_ec2::Client) -> Result<()> {
    for (kind, n) in [(InstanceType::T3Micro, 2), (InstanceType::T2Small, 1)] {
        let run = ec2.run_instances().image_id("ami-03cf127a");
        let run = run.instance_type(kind).min_count(n).max_count(n);
        run.send().await?;
    }
    Ok(())
}

async fn running(ec2: &aws_sdk_ec2::Client) -> Result<Vec<Row>> {
    let running = Filter::builder()
        .name("instance-state-name")
        .values("running");
    let call = ec2.describe_instances().filters(running.build());
    let mut reservations = call.into_paginator().items().send();
    let mut rows = Vec::new();
    while let Some(reservation) = reservations.try_next().await? {
        for instance in reservation.instances() {
            let state = instance.state();
            rows.push(Row {
                id: instance.instance_id().unwrap_or_default().to_owned(),
                kind: instance.instance_type().ok_or("no type")?.to_string(),
                state: state.and_then(|state| state.code()).unwrap_or_default(),
            });
        }
    }
    Ok(rows)
}

async fn create(table: &aws_sdk_dynamodb::Client) -> Result<()> {
    let id = AttributeDefinition::builder()
        .attribute_name("id")
        .attribute_type(ScalarAttributeType::S);
    let key = KeySchemaElement::builder()
        .attribute_name("id")
        .key_type(KeyType::Hash);
    let create = table.create_table().table_name("fleet");
    let create = create.billing_mode(BillingMode::PayPerRequest);
    let create = create.attribute_definitions(id.build()?);
    create.key_schema(key.build()?).send().await?;
    Ok(())
}

/// Writes the kinds into an object; gives what its bucket has then.
async fn kept(config: &SdkConfig, kinds: &[String]) -> Result<Vec<String>> {
    let settings = aws_sdk_s3::config::Builder::from(config).force_path_style(true);
    let s3 = aws_sdk_s3::Client::from_conf(settings.build());
    s3.create_bucket().bucket("fleet").send().await?;
    let put = s3.put_object().bucket("fleet").key("kinds.txt");
    let body = ByteStream::from(kinds.join("\n").into_bytes());
    put.body(body).send().await?;
    let pages = s3.list_objects_v2().bucket("fleet").into_paginator();
    let mut pages = pages.send();
    let mut found = Vec::new();
    while let Some(page) = pages.try_next().await? {
        for key in page.contents().iter().filter_map(|object| object.key()) {
            let get = s3.get_object().bucket("fleet").key(key).send().await?;
            let text = String::from_utf8(get.body.collect().await?.to_vec())?;
            found.push(format!("{key}: {} lines", text.lines().count()));
        }
    }
    Ok(found)
}

async fn functions(lambda: &aws_sdk_lambda::Client) -> Result<Vec<String>> {
    // An archive without files.
    let zip = *b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    for name in ["start", "stop"] {
        let code = FunctionCode::builder().zip_file(Blob::new(zip)).build();
        let create = lambda.create_function().function_name(name).code(code);
        let create = create.runtime(Runtime::Python312).handler("main.handler");
        let role = "arn:aws:iam::123456789012:role/function";
        create.role(role).send().await?;
    }
    let pages = lambda.list_functions().max_items(1).into_paginator();
    let functions = pages.items().send().try_collect().await?;
    let text = |f: &aws_sdk_lambda::types::FunctionConfiguration| {
        let runtime = f.runtime().map(Runtime::as_str).unwrap_or_default();
        format!("{} in {runtime}", f.function_name().unwrap_or_default())
    };
    let mut names: Vec<String> = functions.iter().map(text).collect();
    names.sort();
    Ok(names)
}
