//! A queue of words: a library around a client.

use sqs::Client;
use sqs::operation::receive_message::ReceiveMessageOutput;

/// A call by the name of its operation, so that no text of a method stands in this file.
macro_rules! call {
    ($client:expr, $operation:ident) => {
        $client.$operation()
    };
}

/// The words of a queue.
pub struct Queue {
    client: Client,
    url: String,
}

impl Queue {
    /// Makes a queue of this name.
    pub async fn create(client: Client, name: &str) -> Result<Self, sqs::Error> {
        let created = client.create_queue().queue_name(name).send().await?;
        let url = created.queue_url.unwrap_or_default();
        Ok(Self { client, url })
    }

    /// Sends a word.
    pub async fn send(&self, word: &str) -> Result<(), sqs::Error> {
        let send = call!(self.client, send_message);
        send.queue_url(&self.url).message_body(word).send().await?;
        Ok(())
    }

    /// Takes a word.
    pub async fn take(&self) -> Result<Option<String>, sqs::Error> {
        let received = self
            .client
            .receive_message()
            .queue_url(&self.url)
            .send()
            .await?;
        Ok(body(&received))
    }

    /// The attributes of the queue that are asked for, by their names on the wire.
    pub fn attributes() -> Vec<&'static str> {
        use sqs::types::QueueAttributeName as Name;
        vec![
            Name::QueueArn.as_str(),
            Name::ApproximateNumberOfMessages.as_str(),
        ]
        .into_iter()
        .filter(|name| Name::values().contains(name))
        .collect()
    }
}

/// How many of the words that were not taken were the sender's fault.
pub fn faults(failed: &[sqs::types::BatchResultErrorEntry]) -> usize {
    failed.iter().filter(|entry| entry.sender_fault()).count()
}

fn body(received: &ReceiveMessageOutput) -> Option<String> {
    received.messages().first()?.body().map(str::to_owned)
}
