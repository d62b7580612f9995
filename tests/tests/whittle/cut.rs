//! A model that is cut is as good as the whole one: the same crate comes of it, and cutting it again
//! changes nothing.

use cargo_whittle::model::Loaded;
use cargo_whittle::model::cut::{Cut, cut};
use codegen::diagnostic::Location;
use codegen::read::Document;
use codegen::slice::{Operations, Slice, Types};
use codegen::{FileSet, Source};
use tests::random::seed;
use tests::upstream;

/// Published models in Smithy's form, and what of them is cut.
const MODELS: [&str; 5] = [
    "dynamodb.json",
    "kms.json",
    "sqs.json",
    "ecs.json",
    "timestream-query.json",
];

fn slice(operations: &[String], types: &[String]) -> Slice {
    let at = Location::file("(test)");
    let located = |names: &[String]| {
        let names = names.iter();
        names
            .map(|name| (name.clone(), at.clone()))
            .collect::<Vec<_>>()
    };
    Slice {
        operations: Operations::Named(located(operations)),
        types: Types::Named(located(types)),
        ..Slice::all("cut", at.clone())
    }
}

fn source(cut: Cut) -> Source {
    let document = |name: &str, json: serde_json::Value| Document {
        file: name.into(),
        bytes: json.to_string().into_bytes(),
    };
    let mut source = None;
    let mut rules = None;
    let (mut paginators, mut waiters) = (None, None);
    for (name, json) in cut.into_files() {
        let document = document(name, json);
        match name {
            "paginators-1.json" => paginators = Some(document),
            "waiters-2.json" => waiters = Some(document),
            "endpoint-rule-set-1.json" => rules = Some(document),
            _ => source = Some(Source::new(document)),
        }
    }
    let mut source = source.unwrap();
    (source.paginators, source.waiters, source.endpoint_rules) = (paginators, waiters, rules);
    source
}

/// The texts of a crate but for what endpoint tests become, which a cut model does not have.
fn texts(files: &FileSet) -> Vec<(String, String)> {
    let files = files
        .iter()
        .filter(|(path, _)| !path.starts_with("src/endpoint"));
    files
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect()
}

fn holds_for(whole: &Loaded, random: &mut fastrand::Rng) {
    let mut names: Vec<String> = whole.service.operations.keys().cloned().collect();
    random.shuffle(&mut names);
    names.truncate(random.usize(1..6));
    let types: Vec<String> = whole
        .service
        .types_of_operations()
        .map(str::to_owned)
        .collect();
    let is_structure = |name: &String| {
        let kind = &whole.service.shapes[name].kind;
        matches!(kind, codegen::model::ShapeKind::Structure(_))
    };
    let types: Vec<String> = types.into_iter().filter(is_structure).collect();
    let slice = slice(&names, &types[..types.len().min(2)]);
    let service = codegen::select(whole.service.clone(), &slice).unwrap();
    let cut_once = source(cut(whole, &service).unwrap());
    let Ok(of_whole) = codegen::generate(&whole.source, &slice) else {
        // Something in it is not supported, cut or not.
        assert!(codegen::generate(&cut_once, &slice).is_err(), "{names:?}");
        return;
    };
    let of_cut =
        codegen::generate(&cut_once, &slice).unwrap_or_else(|error| panic!("{names:?}\n{error}"));
    assert_eq!(texts(&of_whole), texts(&of_cut), "{names:?}");
    let again = Loaded::read(cut_once.clone(), "cut".to_owned()).unwrap();
    let service = codegen::select(again.service.clone(), &slice).unwrap();
    let cut_twice = source(cut(&again, &service).unwrap());
    let json = |source: &Source| -> serde_json::Value {
        serde_json::from_slice(&source.model.bytes).unwrap()
    };
    assert_eq!(json(&cut_once), json(&cut_twice), "{names:?}");
}

#[test]
fn the_crate_of_a_cut_model_is_that_of_the_whole_one() {
    let mut random = fastrand::Rng::with_seed(seed());
    for name in MODELS {
        let Some(path) = upstream::published("smithy-2026", name) else {
            return;
        };
        let whole = Loaded::open(&path).unwrap();
        for _ in 0..3 {
            holds_for(&whole, &mut random);
        }
    }
    let Some(data) = upstream::botocore() else {
        return;
    };
    let models = [
        "dynamodb/2012-08-10",
        "logs/2014-03-28",
        "timestream-write/2018-11-01",
    ];
    for model in models {
        let whole = Loaded::open(&data.join(model)).unwrap();
        holds_for(&whole, &mut random);
    }
}
