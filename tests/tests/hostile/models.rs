//! The models that are changed: small ones for the most part, so that many can be tried.

use codegen::Source;
use codegen::read::Document;
use serde_json::Value;
use tests::cases::{cases, name, package, workspace};
use tests::upstream;

/// A model to be changed, and how often its turn comes.
pub(crate) struct Model {
    pub(crate) name: String,
    pub(crate) source: Source,
    /// Which of its documents are changed, as JSON.
    pub(crate) documents: Vec<(Part, Value)>,
    pub(crate) weight: usize,
}

/// A document of a source.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    Model,
    Paginators,
    Waiters,
    Rules,
    Tests,
}

impl Part {
    /// The document of `source`.
    pub(crate) fn of(self, source: &mut Source) -> Option<&mut Document> {
        match self {
            Self::Model => Some(&mut source.model),
            Self::Paginators => source.paginators.as_mut(),
            Self::Waiters => source.waiters.as_mut(),
            Self::Rules => source.endpoint_rules.as_mut(),
            Self::Tests => source.endpoint_tests.as_mut(),
        }
    }
}

fn model(path: &std::path::Path, name: String, weight: usize) -> Model {
    let mut source = Source::load(path, &name).unwrap_or_else(|failure| panic!("{failure}"));
    let parts = [
        Part::Model,
        Part::Paginators,
        Part::Waiters,
        Part::Rules,
        Part::Tests,
    ];
    let documents = parts.into_iter().filter_map(|part| {
        let document = part.of(&mut source)?;
        Some((part, serde_json::from_slice(&document.bytes).unwrap()))
    });
    let documents = documents.collect();
    Model {
        name,
        source,
        documents,
        weight,
    }
}

/// Golden cases, the pair of formats, the Lightsail slice, and published models where there are any.
pub(crate) fn all() -> Vec<Model> {
    let mut models = Vec::new();
    for case in cases("golden") {
        let (folder, single) = (case.join("model"), case.join("model.json"));
        let path = if folder.exists() { folder } else { single };
        models.push(model(&path, name(&case).to_owned(), 4));
    }
    let formats = package().join("fixtures/formats");
    models.push(model(
        &formats.join("botocore"),
        "formats-botocore".into(),
        40,
    ));
    models.push(model(
        &formats.join("smithy.json"),
        "formats-smithy".into(),
        40,
    ));
    let lightsail = workspace().join("model/lightsail/2016-11-28");
    models.push(model(&lightsail, "lightsail".into(), 2));
    if let Some(sqs) = upstream::smithy("sqs-2012-11-05.json") {
        models.push(model(&sqs, "sqs".into(), 1));
    }
    models
}
