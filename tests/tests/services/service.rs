//! The comparison of one service: its crate is generated, a program with both crates is built and run.

use std::fmt::Write;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use codegen::diagnostic::Location;
use codegen::model::{Protocol, Service};
use codegen::slice::Operations;
use codegen::{FileSet, InRust, Slice, Source};
use serde_json::json;
use tests::cases::workspace;
use tests::program::{Others, Program, all_of};
use tests::random;
use tests::skip::{Lack, skipped};
use tests::upstream;

use crate::answers::{Answer, Answers, Damage};
use crate::exceptions::Exceptions;
use crate::inputs::Inputs;
use crate::tally::Tally;

/// What a variable of the environment says, or this.
pub(crate) fn number_or<T: std::str::FromStr<Err: std::fmt::Debug>>(
    variable: &str,
    default: T,
) -> T {
    std::env::var(variable).map_or(default, |text| text.parse().unwrap())
}

/// How often an operation is called, unless `WHITTLE_SERVICE_CASES` says otherwise.
const CASES: u64 = 60;

/// An official crate, and the model that ours is generated from.
pub(crate) struct Official {
    name: &'static str,
    version: &'static str,
    protocol: &'static str,
    model: Model,
}

/// Where a model is.
pub(crate) enum Model {
    /// That of the slice of this workspace.
    Slice,
    /// A published Smithy AST.
    Smithy(&'static str),
    /// One of those of April 2025.
    Older(&'static str),
    /// A folder of botocore's data.
    Botocore(&'static str),
    /// The same, and of its operations only those that reach the most shapes.
    Largest(&'static str),
}

/// How many operations of a service that is too large are compared.
const LARGEST: usize = 20;

pub(crate) const fn official(
    name: &'static str,
    version: &'static str,
    protocol: &'static str,
    model: Model,
) -> Official {
    Official {
        name,
        version,
        protocol,
        model,
    }
}

impl Official {
    /// The model, if it is at hand, and the operations of the slice if they are not all.
    fn source(&self) -> Option<(Source, Vec<String>)> {
        let (path, operations) = match self.model {
            Model::Slice => {
                let slice = workspace().join("model/lightsail-snapshots.toml");
                let slice: toml::Table = std::fs::read_to_string(slice).unwrap().parse().unwrap();
                let operations = slice["operations"].clone().try_into().unwrap();
                (
                    workspace()
                        .join("model")
                        .join(slice["model"].as_str().unwrap()),
                    operations,
                )
            }
            Model::Smithy(name) => (upstream::published("smithy-2026", name)?, Vec::new()),
            Model::Older(name) => (upstream::smithy(name)?, Vec::new()),
            Model::Botocore(folder) | Model::Largest(folder) => {
                (upstream::botocore()?.join(folder), Vec::new())
            }
        };
        let source = Source::load(&path, &path.to_string_lossy());
        Some((source.unwrap_or_else(|error| panic!("{error}")), operations))
    }

    /// The slice: the operations asked for that can be generated.
    fn slice(&self, service: &Service, mut operations: Vec<String>) -> Slice {
        if operations.is_empty() {
            operations = Inputs::operations(service)
                .into_iter()
                .map(str::to_owned)
                .collect();
        }
        if let Model::Largest(_) = self.model {
            operations.sort_by_cached_key(|name| std::cmp::Reverse(reached(service, name)));
            operations.truncate(LARGEST);
        }
        let exceptions = Exceptions::of(self.name);
        operations.retain(|name| !exceptions.leave_out(name));
        let at = Location::file("(test)");
        let named = operations.into_iter().map(|name| (name, at.clone()));
        Slice {
            operations: Operations::Named(named.collect()),
            protocol: Some((self.protocol.to_owned(), at.clone())),
            ..all_of(&format!("compared-{}", self.name))
        }
    }

    fn program(&self, service: &Service, slice: &Slice, files: FileSet) -> Result<PathBuf, String> {
        // What is sent is what the crates have, what is answered what the model says.
        let mut service = service.clone();
        codegen::customize(&mut service);
        let (name, krate) = (self.name, slice.name.replace('-', "_"));
        let inputs = Inputs {
            service: &service,
            rust: InRust::new(&service, &[]),
        };
        let fields = inputs.fields().into_iter();
        let fields: String = fields
            .map(|(name, fields)| format!("({name:?}, &{fields:?}), "))
            .collect();
        // Inner comments have to be the first thing in a module.
        let plain = |text: &str| text.replace("//!", "//");
        let side = plain(include_str!("side.rs")) + &inputs.text();
        let mut main = plain(include_str!("program.rs"));
        write!(
            main,
            "\nconst OFFICIAL: &str = \"aws_sdk_{name}\";\nconst OURS: &str = {krate:?};\n\
             const FIELDS: &[(&str, &[&str])] = &[{}];\n\
             \nmod random {{\n{}}}\n\nmod wire {{\n{}}}\n\
             \nmod official {{\nuse aws_sdk_{name} as sdk;\n{side}}}\n\nmod ours {{\nuse {krate} as sdk;\n{side}}}\n",
            fields,
            plain(include_str!("random.rs")),
            plain(include_str!("../../src/wire.rs")),
        )
        .unwrap();
        let program = Program {
            name: format!("compare_{name}"),
            others: Others::AsHere,
            crates: vec![(slice.name.clone(), files)],
            features: &["client", "rt-tokio"],
            dependencies: format!(
                "aws-sdk-{name} = {{ version = \"={}\", default-features = false }}\n\
                 aws-runtime = \"1\"\naws-smithy-async = {{ version = \"1\", features = [\"rt-tokio\"] }}\n\
                 aws-smithy-runtime-api = \"1\"\naws-smithy-types = {{ version = \"1\", features = [\"http-body-1-x\"] }}\n\
                 bytes = \"1\"\nfastrand = \"2\"\nhttp = \"1\"\nhttp-body = \"1\"\nserde_json = \"1\"\n\
                 tokio = {{ version = \"1\", features = [\"rt\", \"time\"] }}\n",
                self.version
            ),
            main,
        };
        program.try_build(Path::new(env!("CARGO_TARGET_TMPDIR")))
    }
}

/// How many shapes an operation reaches.
fn reached(service: &Service, operation: &str) -> usize {
    let operation = &service.operations[operation];
    let roots = [&operation.input, &operation.output].into_iter().flatten();
    service.closure(roots.map(|of| of.shape.as_str())).len()
}

/// A case as the program reads it.
fn line(operation: usize, seed: u64, answer: &Answer) -> String {
    // What is damaged is answered to a call that gets so far.
    let wild = answer.damage == Damage::None && seed.is_multiple_of(2);
    json!({
        "operation": operation, "seed": seed, "wild": wild,
        "status": answer.status, "headers": answer.headers, "body": answer.body,
    })
    .to_string()
}

/// Compares the two crates of a service.
pub(crate) fn compare(of: &Official) {
    let Some(Subject { service, program }) = of.subject() else {
        return;
    };
    let id = match of.protocol {
        "rpcv2Cbor" => "smithy.protocols#rpcv2Cbor".to_owned(),
        name => format!("aws.protocols#{name}"),
    };
    let cases = Cases::of(of.name, &service, Protocol::of_id(&id));
    let tally = run(&program, &cases);
    println!(
        "{}: {} calls, {} sent, {} read, {} refused, {} of them by ours alone, \
         {} printed differently",
        of.name,
        cases.answers.len(),
        tally.sent,
        tally.read,
        tally.refused + tally.strict,
        tally.strict,
        tally.excepted
    );
    tally.assert_same(&cases);
    tally.assert_enough(&cases);
}

/// What is compared: the service as far as it is called, and the program that has both crates.
struct Subject {
    service: Service,
    program: PathBuf,
}

impl Official {
    /// Generates our crate and builds the program; `None` if that is not possible here.
    fn subject(&self) -> Option<Subject> {
        let (source, operations) = self.source()?;
        let service = codegen::read::read(&source).unwrap_or_else(|error| panic!("{error}"));
        let slice = self.slice(&service, operations);
        let files = match codegen::generate(&source, &slice) {
            Ok(files) => files,
            Err(failure) if failure.to_string().contains("is not supported yet") => {
                let reason = format!("{} speaks {}", self.name, self.protocol);
                skipped(Lack::Protocol, &reason);
                return None;
            }
            Err(failure) => panic!("{failure}"),
        };
        let service = codegen::select(service, &slice).unwrap_or_else(|error| panic!("{error}"));
        match self.program(&service, &slice, files) {
            Ok(program) => Some(Subject { service, program }),
            Err(problem) if problem.contains("no matching package") => {
                skipped(Lack::Crates, &problem);
                None
            }
            Err(problem) => panic!("{problem}"),
        }
    }
}

/// All calls: the lines that the program reads, and what each is answered.
pub(crate) struct Cases {
    pub(crate) protocol: Protocol,
    pub(crate) exceptions: Exceptions,
    lines: String,
    pub(crate) answers: Vec<(String, Answer)>,
}

impl Cases {
    fn of(name: &str, service: &Service, protocol: Protocol) -> Self {
        let calls = number_or("WHITTLE_SERVICE_CASES", CASES);
        let first = random::seed();
        let (mut lines, mut answers) = (String::new(), Vec::new());
        for (i, name) in Inputs::operations(service).into_iter().enumerate() {
            // Half of the cases are the same in each run.
            let seeds = (0..calls / 2).chain((calls / 2..calls).map(|n| first.wrapping_add(n)));
            for seed in seeds {
                let random = fastrand::Rng::with_seed(seed);
                let protocol = protocol.clone();
                let mut maker = Answers {
                    service,
                    protocol,
                    random,
                };
                let answer = maker.answer(&service.operations[name]);
                writeln!(lines, "{}", line(i, seed, &answer)).unwrap();
                answers.push((format!("{name}, seed {seed}"), answer));
            }
        }
        Self {
            protocol,
            exceptions: Exceptions::of(name),
            lines,
            answers,
        }
    }
}

/// Runs the program on all cases.
fn run(program: &Path, cases: &Cases) -> Tally {
    let Cases { lines, answers, .. } = cases;
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        // If it ends before it has read all, its output says why.
        scope.spawn(move || input.write_all(lines.as_bytes()));
        child.wait_with_output().unwrap()
    });
    let said = String::from_utf8(output.stdout).unwrap();
    let complained = String::from_utf8_lossy(&output.stderr);
    let said: Vec<&str> = said.lines().collect();
    let (case, answer) = &answers[said.len().min(answers.len() - 1)];
    assert!(
        output.status.success(),
        "it ends at {case}, {answer:?}: {complained}"
    );
    assert_eq!(said.len(), answers.len(), "{complained}");
    let mut tally = Tally::default();
    for ((case, answer), said) in answers.iter().zip(said) {
        tally.count(case, answer, &serde_json::from_str(said).unwrap(), cases);
    }
    tally
}
