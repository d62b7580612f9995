//! Writes the instances that run into a table, and names the functions.

use aws_sdk_ec2::types::Filter;
use serde::Serialize;

#[derive(Serialize)]
struct Row {
    id: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    let running = Filter::builder()
        .name("instance-state-name")
        .values("running");
    let ec2 = aws_sdk_ec2::Client::new(&config);
    let call = ec2.describe_instances().filters(running.build());
    let mut reservations = call.into_paginator().items().send();
    let table = aws_sdk_dynamodb::Client::new(&config);
    while let Some(reservation) = reservations.try_next().await? {
        for instance in reservation.instances() {
            let id = instance.instance_id().unwrap_or_default().to_owned();
            let item = serde_dynamo::to_item(Row { id })?;
            let put = table.put_item().table_name("fleet");
            put.set_item(Some(item)).send().await?;
        }
    }
    let lambda = aws_sdk_lambda::Client::new(&config);
    for function in lambda.list_functions().send().await?.functions() {
        println!("{}", function.function_name().unwrap_or_default());
    }
    Ok(())
}
