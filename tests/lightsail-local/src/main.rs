//! An offline Lightsail to run clients against: `lightsail-local --help`.

use clap::Parser;
use lightsail_local::{Access, Credentials, Resources, Rule, Server};
use std::fs;
use std::io::{self, Write};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use tracing::Level;

/// An offline Amazon Lightsail for snapshot code: CreateDiskSnapshot, DeleteDiskSnapshot,
/// GetDiskSnapshots, GetInstanceSnapshots and GetExportSnapshotRecords, in memory, with signatures
/// verified.
///
/// Without --credentials or --access-key it makes up a pair of keys. What it prints can be pasted into a
/// shell, after which the AWS command line and SDKs talk to it.
#[derive(Parser)]
#[command(name = "lightsail-local", version)]
struct Options {
    /// Port to listen on; 0 picks a free one
    #[arg(long, default_value_t = 4566)]
    port: u16,

    /// Address to listen on; everything but loopback is open to the network, without TLS
    #[arg(long, default_value = "127.0.0.1")]
    bind: IpAddr,

    /// JSON file with the resources that are there from the start
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,

    /// Write the resources on exit, to FILE or back to the seed file
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    dump: Option<Option<PathBuf>>,

    /// JSON file with a list of credentials, as `aws sts` prints them
    #[arg(long, value_name = "FILE")]
    credentials: Option<PathBuf>,

    /// Id of the access key to accept
    #[arg(
        long,
        value_name = "ID",
        env = "LIGHTSAIL_LOCAL_ACCESS_KEY",
        requires = "secret_key"
    )]
    access_key: Option<String>,

    /// Secret of the access key; the environment variable keeps it out of lists of processes
    #[arg(
        long,
        value_name = "SECRET",
        env = "LIGHTSAIL_LOCAL_SECRET_KEY",
        hide_env_values = true,
        requires = "access_key"
    )]
    secret_key: Option<String>,

    /// Let in anybody, without a look at signatures
    #[arg(long, conflicts_with_all = ["credentials", "access_key"])]
    no_auth: bool,

    /// Items on a page
    #[arg(long, value_name = "N", default_value_t = 20)]
    page_size: usize,

    /// Seconds that a snapshot is pending
    #[arg(long, value_name = "SECS", default_value_t = 10.0)]
    complete_after: f64,

    /// JSON file with rules about what goes wrong
    #[arg(long, value_name = "FILE")]
    faults: Option<PathBuf>,

    /// Log to standard error: error, warn, info, debug or trace
    #[arg(long, value_name = "LEVEL")]
    log: Option<Level>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            // Standard error may be closed, and then nobody can be told.
            let _ = writeln!(io::stderr(), "error: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), String> {
    if let Some(level) = options.log {
        let log = tracing_subscriber::fmt().with_max_level(level);
        log.with_writer(io::stderr).init();
    }
    let dump = match &options.dump {
        None => None,
        Some(file) => Some(
            file.clone()
                .or_else(|| options.seed.clone())
                .ok_or("--dump needs a FILE if there is no --seed")?,
        ),
    };
    let complete_after = Duration::try_from_secs_f64(options.complete_after)
        .map_err(|error| format!("--complete-after: {error}"))?;
    let mut server = Server::builder()
        .address((options.bind, options.port).into())
        .page_size(options.page_size)
        .complete_after(complete_after);
    if let Some(file) = &options.seed {
        server = server.seed(load::<Resources>(file)?);
    }
    if let Some(file) = &options.faults {
        server = server.faults(load::<Vec<Rule>>(file)?);
    }
    if let Some(access) = access(&options)? {
        server = server.access(access);
    }
    let server = server
        .start()
        .await
        .map_err(|error| format!("{}:{}: {error}", options.bind, options.port))?;
    // Who asked for the port may read no further, and the server goes on.
    let _ = announce(&server, &options);
    ended().await.map_err(|error| error.to_string())?;
    match dump {
        Some(file) => write(&file, &server.dump()),
        None => Ok(()),
    }
}

/// Whom to let in, if the options say so.
fn access(options: &Options) -> Result<Option<Access>, String> {
    if options.no_auth {
        return Ok(Some(Access::Open));
    }
    let mut all = match &options.credentials {
        Some(file) => load::<Vec<Credentials>>(file)?,
        None => Vec::new(),
    };
    if let (Some(id), Some(secret)) = (&options.access_key, &options.secret_key) {
        all.push(Credentials::new(id, secret));
    }
    if options.credentials.is_some() && all.is_empty() {
        return Err("there are no credentials in the file: nobody could be let in".to_owned());
    }
    Ok((!all.is_empty()).then_some(Access::Only(all)))
}

/// Says where it listens and, if nobody knows them yet, with which keys.
fn announce(server: &Server, options: &Options) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "# lightsail-local listens on {}", server.url())?;
    writeln!(out, "export AWS_ENDPOINT_URL_LIGHTSAIL={}", server.url())?;
    writeln!(
        out,
        "export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1"
    )?;
    if options.credentials.is_none() && options.access_key.is_none() {
        let keys = server.credentials();
        writeln!(out, "export AWS_ACCESS_KEY_ID={}", keys.access_key_id())?;
        writeln!(
            out,
            "export AWS_SECRET_ACCESS_KEY={}",
            keys.secret_access_key()
        )?;
        writeln!(out, "unset AWS_SESSION_TOKEN AWS_PROFILE")?;
    }
    out.flush()
}

/// Waits for Ctrl-C or a request to terminate.
async fn ended() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            ended = tokio::signal::ctrl_c() => ended,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

fn load<T: serde::de::DeserializeOwned>(file: &Path) -> Result<T, String> {
    let name = file.display();
    let text = fs::read(file).map_err(|error| format!("{name}: {error}"))?;
    serde_json::from_slice(&text).map_err(|error| format!("{name}: {error}"))
}

/// Writes a file whole or not at all.
fn write(file: &Path, resources: &Resources) -> Result<(), String> {
    let name = file.display();
    let text = serde_json::to_vec_pretty(resources).map_err(|error| error.to_string())?;
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    fs::write(&part, text)
        .and_then(|()| fs::rename(&part, file))
        .map_err(|error| format!("{name}: {error}"))
}
