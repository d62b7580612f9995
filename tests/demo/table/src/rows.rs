//! The table.

use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_dynamodb::client::Waiters;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::get_item::GetItemError;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
    ScalarAttributeType,
};
use aws_sdk_dynamodb::{Client, Error};

/// A table of words.
pub struct Rows(Client);

impl Rows {
    pub async fn create(config: &SdkConfig) -> Result<Self, Box<dyn std::error::Error>> {
        let client = Client::new(config);
        let key = KeySchemaElement::builder()
            .attribute_name("word")
            .key_type(KeyType::Hash);
        let attribute = AttributeDefinition::builder()
            .attribute_name("word")
            .attribute_type(ScalarAttributeType::S);
        client
            .create_table()
            .table_name("words")
            .key_schema(key.build()?)
            .attribute_definitions(attribute.build()?)
            .billing_mode(BillingMode::PayPerRequest)
            .send()
            .await?;
        client
            .wait_until_table_exists()
            .table_name("words")
            .wait(Duration::from_secs(60))
            .await?;
        Ok(Self(client))
    }

    pub async fn put(&self, word: &str) -> Result<(), Error> {
        let put = self.0.put_item().table_name("words");
        put.item("word", AttributeValue::S(word.to_owned()))
            .item("length", AttributeValue::N(word.len().to_string()))
            .send()
            .await?;
        Ok(())
    }

    pub async fn all(&self) -> Result<Vec<String>, Error> {
        let mut words = Vec::new();
        let mut items = self
            .0
            .scan()
            .table_name("words")
            .into_paginator()
            .items()
            .send();
        while let Some(item) = items.try_next().await? {
            let word = item.get("word").and_then(|word| word.as_s().ok());
            words.extend(word.cloned());
        }
        words.sort();
        Ok(words)
    }

    pub async fn get(&self, word: &str) -> Result<Option<String>, SdkError<GetItemError>> {
        let key = AttributeValue::S(word.to_owned());
        let found = self
            .0
            .get_item()
            .table_name("words")
            .key("word", key)
            .send()
            .await?;
        let length = found
            .item()
            .and_then(|item| item.get("length")?.as_n().ok());
        Ok(length.cloned())
    }

    /// What the service says of a table that is not there.
    pub async fn missing(&self) -> String {
        match self.0.describe_table().table_name("none").send().await {
            Ok(found) => format!("{found:?}"),
            Err(error) => match Error::from(error) {
                Error::ResourceNotFoundException(_) => "not found".to_owned(),
                other => format!("{other:?}"),
            },
        }
    }
}
