//! What the programs share: connecting, reading lists, and telling how it went.

#![allow(dead_code, reason = "no program needs all of it")]

pub(crate) mod age;
pub(crate) mod table;

use std::error::Error;
use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use aws_smithy_async::future::pagination_stream::PaginationStream;
use lightsail_snapshots::Client;
use lightsail_snapshots::config::{BehaviorVersion, Region};
use lightsail_snapshots::error::Report;
use lightsail_snapshots::types::Tag;

/// Why a program gives up.
pub(crate) type Failure = Box<dyn Error>;

/// The service to talk to. Credentials come from the environment or a profile, as always with AWS.
#[derive(clap::Args)]
pub(crate) struct Connection {
    /// The Region, instead of that of the environment or the profile
    #[arg(long)]
    region: Option<String>,
    /// Where the service is, instead of AWS's own endpoint
    #[arg(long, value_name = "URL", value_parser = url)]
    endpoint_url: Option<String>,
    /// Says nothing about progress
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

fn url(text: &str) -> Result<String, String> {
    let uri: http::Uri = text.parse().map_err(|error| format!("{error}"))?;
    match uri.scheme_str() {
        Some("http" | "https") => Ok(text.to_owned()),
        _ => Err("a URL begins with http:// or https://".to_owned()),
    }
}

impl Connection {
    /// A client for this service.
    pub(crate) async fn client(&self) -> Client {
        let mut config = aws_config::defaults(BehaviorVersion::latest());
        if let Some(region) = &self.region {
            config = config.region(Region::new(region.clone()));
        }
        if let Some(url) = &self.endpoint_url {
            config = config.endpoint_url(url);
        }
        Client::new(&config.load().await)
    }

    /// Tells on standard error what goes on.
    pub(crate) fn progress(&self, message: impl Display) {
        if !self.quiet {
            eprintln!("{message}");
        }
    }

    /// The items of all pages.
    pub(crate) async fn read_all<P, I, E: Report>(
        &self,
        mut pages: PaginationStream<Result<P, E>>,
        items: fn(P) -> Option<Vec<I>>,
    ) -> Result<Vec<I>, Failure> {
        let mut all = Vec::new();
        while let Some(page) = pages.next().await {
            all.extend(items(page.map_err(|error| error.report())?).unwrap_or_default());
            self.progress(format_args!("{} read", all.len()));
        }
        Ok(all)
    }
}

/// Writes to standard output; whoever reads it may stop at any time, as `head` does.
pub(crate) fn print(text: impl Display) -> Result<(), Failure> {
    match write!(io::stdout(), "{text}") {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}

/// Says why a program failed, if it did.
pub(crate) fn finish(result: Result<(), Failure>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// How a list is printed.
#[derive(Clone, Copy, clap::ValueEnum)]
pub(crate) enum Format {
    /// Columns for people
    Table,
    /// The JSON of the service
    Json,
}

/// `KEY` or `KEY=VALUE`.
pub(crate) fn tag(text: &str) -> Result<Tag, String> {
    let (key, value) = match text.split_once('=') {
        Some((key, value)) => (key, Some(value.to_owned())),
        None => (text, None),
    };
    match key {
        "" => Err("a tag is written as KEY or KEY=VALUE".to_owned()),
        key => Ok(Tag::builder().key(key).set_value(value).build()),
    }
}

/// Whether a text is like a pattern in which `*` stands for anything.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|text| {
            let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            ends.any(|at| matches(rest, &text[at..]))
        }),
    }
}
