//! Lists the disk snapshots without the client of the crate: the crate makes the request and reads the
//! response, `aws-sigv4` signs it, and `ureq` carries it, in a program without an async runtime.

use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use clap::Parser;
use lightsail_snapshots::error::Report;
use lightsail_snapshots::operation::Operation;
use lightsail_snapshots::operation::get_disk_snapshots::{GetDiskSnapshots, GetDiskSnapshotsInput};

/// Prints the names of the disk snapshots in a Region, without an async runtime.
///
/// The keys are those of AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, if there is one, AWS_SESSION_TOKEN.
#[derive(Parser)]
#[command(name = "sans_io")]
struct Options {
    /// The Region
    #[arg(long, env = "AWS_REGION")]
    region: String,
    /// Where the service is, instead of AWS's own endpoint (which needs ureq's feature `rustls`)
    #[arg(long, value_name = "URL")]
    endpoint_url: Option<String>,
}

/// What a call needs besides its input.
struct Service {
    agent: ureq::Agent,
    endpoint: String,
    region: String,
    credentials: Credentials,
}

impl Service {
    /// Calls any operation.
    fn call<O: Operation>(&self, input: &O::Input) -> Result<O::Output, Box<dyn Error>> {
        let mut request = O::request(input)?;
        // The request has only a path; the host is part of what is signed.
        *request.uri_mut() = format!("{}{}", self.endpoint, request.uri()).parse()?;
        self.sign(&mut request, SystemTime::now())?;
        let mut response = self.agent.run(request)?;
        let body = response.body_mut().read_to_vec()?;
        Ok(O::parse(&response.map(|_| body)).map_err(|error| error.report())?)
    }

    /// Adds the headers of the signature.
    fn sign(
        &self,
        request: &mut http::Request<Vec<u8>>,
        time: SystemTime,
    ) -> Result<(), Box<dyn Error>> {
        let identity = self.credentials.clone().into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name("lightsail")
            .time(time)
            .settings(SigningSettings::default())
            .build()?
            .into();
        let mut headers = Vec::new();
        for (name, value) in request.headers() {
            headers.push((name.as_str(), value.to_str()?));
        }
        let uri = request.uri().to_string();
        let body = SignableBody::Bytes(request.body());
        let signable = SignableRequest::new("POST", uri, headers.into_iter(), body)?;
        let (instructions, _) = sign(signable, &params)?.into_parts();
        instructions.apply_to_request_http1x(request);
        Ok(())
    }
}

fn main() -> ExitCode {
    match list(Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn list(options: Options) -> Result<(), Box<dyn Error>> {
    let region = options.region;
    // A status of 400 is no failure of the transport: `parse` reads the error of the service.
    let agent = ureq::Agent::config_builder().http_status_as_error(false);
    let service = Service {
        agent: agent.build().new_agent(),
        endpoint: match options.endpoint_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("https://lightsail.{region}.amazonaws.com"),
        },
        region,
        credentials: Credentials::new(
            variable("AWS_ACCESS_KEY_ID")?,
            variable("AWS_SECRET_ACCESS_KEY")?,
            env::var("AWS_SESSION_TOKEN").ok(),
            None,
            "environment",
        ),
    };
    let mut token = None;
    loop {
        let input = GetDiskSnapshotsInput::builder().set_page_token(token);
        let page = service.call::<GetDiskSnapshots>(&input.build()?)?;
        for snapshot in page.disk_snapshots() {
            println!("{}", snapshot.name().unwrap_or_default());
        }
        token = page.next_page_token.filter(|token| !token.is_empty());
        if token.is_none() {
            return Ok(());
        }
    }
}

fn variable(name: &str) -> Result<String, String> {
    env::var(name).map_err(|error| format!("{name}: {error}"))
}
