//! What a slice file says, as plain data.

use crate::diagnostic::Location;

/// A generated crate: which operations of a model it has, and how it differs from the model.
#[derive(Clone, Debug)]
pub struct Slice {
    /// Where the slice is defined.
    pub at: Location,
    /// The package name of the generated crate, such as `lightsail-snapshots`.
    pub name: String,
    /// The version of the generated crate.
    pub version: String,
    /// The protocol it speaks, by its Smithy name with or without namespace; `None` is the best.
    pub protocol: Option<(String, Location)>,
    /// The operations it has.
    pub operations: Operations,
    /// The types it has besides those that its operations need.
    pub types: Types,
    /// The names it changes.
    pub renames: Vec<Rename>,
    /// The waiters it adds.
    pub waiters: Vec<PageWaiter>,
    /// Where it has the runtime from.
    pub runtime: Runtime,
    /// When it has a client.
    pub client: Client,
    /// Which client for HTTPS its feature `rustls` brings.
    pub rustls: Rustls,
    /// Cargo features that it has besides its own and that turn nothing on.
    pub features: Vec<String>,
}

/// When a crate has a client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Client {
    /// With the cargo feature `client`, which all features of a client turn on.
    #[default]
    Feature,
    /// Without any feature, as the official crates.
    Always,
}

/// Which client for HTTPS the feature `rustls` brings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rustls {
    /// The one of behavior versions before 2026-01-12, on hyper 0.14, as the official crates have it.
    #[default]
    Legacy,
    /// That of `default-https-client`, which behavior versions of before take where there is no other.
    Current,
}

/// The cargo features that every generated crate has.
pub const FEATURES: [&str; 12] = [
    "default",
    "client",
    "rustls",
    "default-https-client",
    "rustls-ring",
    "legacy-https-client",
    "rt-tokio",
    "behavior-version-latest",
    "test-util",
    "legacy-test-util",
    "gated-tests",
    "serde",
];

/// The version of the runtime that fits this generator: they are released together.
const RUNTIME_VERSION: &str = env!("CARGO_PKG_VERSION");

/// The runtime that a generated crate depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runtime {
    /// Its version, as a requirement of cargo.
    pub version: String,
    /// Where it lies.
    pub source: RuntimeSource,
}

/// Where cargo finds the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeSource {
    /// In a folder, relative to the generated crate.
    Path(String),
    /// In the registry.
    Registry,
}

impl Runtime {
    /// The runtime of this version of the generator, in a folder.
    pub fn in_folder(path: impl Into<String>) -> Self {
        Self {
            version: RUNTIME_VERSION.to_owned(),
            source: RuntimeSource::Path(path.into()),
        }
    }
}

impl Slice {
    /// All operations of a model, with nothing renamed and nothing added.
    pub fn all(name: &str, at: Location) -> Self {
        Self {
            name: name.to_owned(),
            version: "0.1.0".to_owned(),
            protocol: None,
            operations: Operations::All(at.clone()),
            types: Types::default(),
            renames: Vec::new(),
            waiters: Vec::new(),
            runtime: Runtime::in_folder("runtime"),
            client: Client::default(),
            rustls: Rustls::default(),
            features: Vec::new(),
            at,
        }
    }
}

/// The operations of a slice.
#[derive(Clone, Debug)]
pub enum Operations {
    /// All that the model has; the location is that of the word.
    All(Location),
    /// These, each with where it is named.
    Named(Vec<(String, Location)>),
}

/// The types of a slice that none of its operations need.
#[derive(Clone, Debug, Default)]
pub enum Types {
    /// None: a slice is its operations.
    #[default]
    None,
    /// These shapes, each with where it is named. There may be none of them, and no operation either.
    Named(Vec<(String, Location)>),
    /// All that the official crate has in `types`.
    All,
}

/// Another Rust name for something whose own name will not do.
#[derive(Clone, Debug)]
pub struct Rename {
    /// Where the rename is written.
    pub at: Location,
    /// What is renamed: `Shape`, `Shape$member` or `Shape$enum-value`.
    pub path: String,
    /// The new name.
    pub to: String,
    /// Why, for those who read the slice file later.
    pub reason: String,
}

/// A waiter over the pages of a listing operation: it finds one item by its key and watches its
/// state.
#[derive(Clone, Debug)]
pub struct PageWaiter {
    /// Where the waiter is written.
    pub at: Location,
    /// Its name, such as `DiskSnapshotCompleted`.
    pub name: String,
    /// The paginated operation that it polls.
    pub operation: String,
    /// Documentation.
    pub docs: Option<String>,
    /// The output member with the items.
    pub items: String,
    /// The member of an item that identifies it.
    pub key: String,
    /// The member of an item with its state.
    pub state: String,
    /// The states that end the waiting well.
    pub success: Vec<String>,
    /// The states from which success is out of reach.
    pub failure: Vec<String>,
    /// The shortest delay between two polls, in seconds.
    pub min_delay: u64,
    /// The longest delay between two polls, in seconds.
    pub max_delay: u64,
    /// How long the item may be missing before that is a failure, in seconds.
    pub not_found_grace: u64,
}
