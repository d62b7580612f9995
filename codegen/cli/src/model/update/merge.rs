//! Upstream's files and the project's own: which of the two the updated model has.

use codegen::Failure;
use codegen::model::{Parameter, RuleSet, Service};
use codegen::read::Document;
use serde_json::{Value, json as object};

use super::super::cut::{Cut, Files, SMITHY};
use super::super::diff::same_answers;
use super::super::loaded::{Loaded, json, usage};
use super::docs::{self, Docs};
use super::files::Texts;

/// What a model is called in botocore's form.
const BOTOCORE: &str = "service-2.json";
/// The file with the endpoint rules.
const RULES: &str = "endpoint-rule-set-1.json";

/// Adds the files of a model to `texts`, with the documentation that is wanted.
///
/// What upstream does not have at all stays as the project has it, and so do endpoint rules that
/// give the same answers as upstream's. The places of new things are returned whose documentation
/// was left out.
pub(super) fn merge(
    texts: &mut Texts,
    (cut, service): (Cut, &Service),
    upstream: &Loaded,
    old: Option<&Loaded>,
    policy: Docs,
) -> Result<Vec<String>, Failure> {
    let mut merge = Merge {
        texts,
        old,
        policy,
        left_out: Vec::new(),
    };
    let files = match cut {
        Cut::Smithy(model) => merge.smithy(model, upstream)?,
        Cut::Botocore(files) => {
            merge.texts.remove(SMITHY);
            let ours = merge.ours(old.map(|old| &old.source.model))?;
            merge.put(BOTOCORE, files.service.clone(), ours.as_ref());
            *files
        }
    };
    let operations = &service.operations;

    let ours = merge.ours(old.and_then(|old| old.source.paginators.as_ref()))?;
    let is_kept = |name: &str, _: &Value| operations.contains_key(name);
    merge.companion(
        "paginators-1.json",
        "pagination",
        files.paginators,
        ours,
        is_kept,
    );

    let ours = merge.ours(old.and_then(|old| old.source.waiters.as_ref()))?;
    let is_kept = |_: &str, waiter: &Value| {
        let of = waiter.get("operation").and_then(Value::as_str);
        of.is_some_and(|name| operations.contains_key(name))
    };
    merge.companion("waiters-2.json", "waiters", files.waiters, ours, is_kept);

    let document = old.and_then(|old| old.source.endpoint_rules.as_ref());
    match &files.service {
        // Its own rules are in it.
        Value::Null if upstream.service.endpoint_rules.is_some() => merge.texts.remove(RULES),
        _ => merge.rules(files.endpoint_rules, upstream, document)?,
    }
    Ok(merge.left_out)
}

struct Merge<'a> {
    texts: &'a mut Texts,
    old: Option<&'a Loaded>,
    policy: Docs,
    left_out: Vec<String>,
}

impl Merge<'_> {
    /// A file of the project.
    fn ours(&self, document: Option<&Document>) -> Result<Option<Value>, Failure> {
        match (self.old, document) {
            (Some(old), Some(document)) => json(&old.source, document).map(Some),
            _ => Ok(None),
        }
    }

    /// A Smithy AST, which has everything in one file; what it does not have at all, the files beside it
    /// may have.
    fn smithy(&mut self, model: Value, upstream: &Loaded) -> Result<Files, Failure> {
        let ours = self.ours(self.old.map(|old| &old.source.model))?;
        let is_another = ours
            .as_ref()
            .is_some_and(|ours| ours.get("smithy").is_none());
        if is_another && self.policy == Docs::Keep {
            let problem = usage(
                "--docs",
                "the model of the slice is botocore's, and upstream is Smithy",
            );
            return Err(problem
                .help("its documentation cannot be kept: take upstream's, or none, with --docs")
                .into());
        }
        self.put(SMITHY, model, ours.as_ref());
        self.texts.remove(BOTOCORE);
        let mut operations = upstream.service.operations.values();
        let has_pages = operations.any(|operation| operation.pagination.is_some());
        let nothing = |key: &str| object!({ key: {} });
        Ok(Files {
            paginators: has_pages.then(|| nothing("pagination")),
            waiters: (!upstream.service.waiters.is_empty()).then(|| nothing("waiters")),
            ..Files::default()
        })
    }

    fn put(&mut self, name: &str, mut new: Value, old: Option<&Value>) {
        let left_out = docs::apply(&mut new, old, self.policy);
        self.left_out.extend(left_out);
        self.texts.set(name, pretty(&new));
    }

    /// Paginators or waiters; without any there is no file.
    fn companion(
        &mut self,
        name: &str,
        key: &str,
        new: Option<Value>,
        old: Option<Value>,
        is_kept: impl Fn(&str, &Value) -> bool,
    ) {
        let mut json = new.or_else(|| old.clone());
        let entries = json
            .as_mut()
            .and_then(|json| json.get_mut(key)?.as_object_mut());
        let any = entries.is_some_and(|entries| {
            entries.retain(|name, value| is_kept(name, value));
            !entries.is_empty()
        });
        match json {
            Some(json) if any => self.put(name, json, old.as_ref()),
            _ if old.is_some() => self.texts.remove(name),
            _ => {}
        }
    }

    fn rules(
        &mut self,
        new: Option<Value>,
        upstream: &Loaded,
        document: Option<&Document>,
    ) -> Result<(), Failure> {
        let old = self.old.and_then(|old| old.service.endpoint_rules.as_ref());
        let is_same = match (old, &upstream.service.endpoint_rules) {
            (Some(old), Some(new)) => {
                self.policy == Docs::Keep
                    && parameters(old) == parameters(new)
                    && same_answers(old, new)
            }
            (_, None) => true,
            (None, _) => false,
        };
        match (new, document) {
            (_, Some(document)) if is_same => {
                let text = String::from_utf8_lossy(&document.bytes).into_owned();
                self.texts.set(RULES, text);
            }
            (Some(new), document) => {
                let ours = self.ours(document)?;
                self.put(RULES, new, ours.as_ref());
            }
            (None, _) => {}
        }
        Ok(())
    }
}

/// The parameters of a rule set without places and words.
fn parameters(rules: &RuleSet) -> impl PartialEq {
    let said = |(name, parameter): (&String, &Parameter)| {
        let Parameter {
            kind,
            built_in,
            required,
            default,
            ..
        } = parameter.clone();
        (name.clone(), kind, built_in, required, default)
    };
    rules.parameters.iter().map(said).collect::<Vec<_>>()
}

/// As `model/` has it: two spaces, and a line break at the end.
fn pretty(json: &Value) -> String {
    serde_json::to_string_pretty(json).unwrap_or_default() + "\n"
}
