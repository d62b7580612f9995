//! Lightsail as AWS publishes it in both formats.

use std::fs;
use std::path::PathBuf;

use codegen::Source;
use serde_json::Value;
use tests::cases::{differences, texts};
use tests::upstream;

use super::{fixtures, generated, load, telling};

/// botocore's folder of the service, and its Smithy model.
fn published() -> Option<(PathBuf, PathBuf)> {
    let folder = upstream::botocore()?.join("lightsail/2016-11-28");
    Some((folder, upstream::smithy("lightsail-2016-11-28.json")?))
}

/// The two models, from which the named differences are taken away.
struct Models {
    botocore: Value,
    smithy: Value,
}

impl Models {
    fn apply(&mut self, line: &str) -> Option<()> {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["only", pointer] => {
                let (parent, name) = pointer.rsplit_once('/')?;
                let parent = self.botocore.pointer_mut(parent)?.as_object_mut()?;
                parent.shift_remove(name).map(drop)
            }
            ["error", name] => self.without_error(name),
            ["value", pointer, value] => {
                let values = self.botocore.pointer_mut(pointer)?.as_array_mut()?;
                let at = values.iter().position(|known| known == value)?;
                values.remove(at);
                Some(())
            }
            ["target", pointer, shape] => {
                let target = &mut self.botocore.pointer_mut(pointer)?["shape"];
                (target != shape).then(|| *target = shape.into())
            }
            ["text", pointer] => {
                let smithy = self.smithy_text(pointer.strip_suffix("/documentation")?)?;
                let text = self.botocore.pointer_mut(pointer)?;
                (*text != smithy).then(|| *text = smithy)
            }
            ["default", pointer] => {
                let (shape, member) = pointer.strip_prefix("/shapes/")?.split_once('/')?;
                let member = self
                    .smithy_shape(shape)
                    .pointer_mut(&format!("/{member}/traits"))?;
                member
                    .as_object_mut()?
                    .shift_remove("smithy.api#default")
                    .map(drop)
            }
            ["name", shape, name] => {
                let values = self.smithy_shape(shape)["members"].as_object_mut()?;
                let old = std::mem::take(values).into_iter();
                let mut found = None;
                values.extend(old.map(|(key, member)| {
                    let value = member["traits"]["smithy.api#enumValue"].as_str();
                    match value.filter(|_| key == name) {
                        Some(value) => (found.insert(value.to_owned()).clone(), member),
                        None => (key, member),
                    }
                }));
                found.map(drop)
            }
            _ => None,
        }
    }

    /// Takes an error from all operations; there must be one that has it.
    fn without_error(&mut self, name: &str) -> Option<()> {
        let operations = self.botocore["operations"].as_object_mut()?;
        let mut found = None;
        for operation in operations.values_mut() {
            let errors = operation["errors"].as_array_mut()?;
            let before = errors.len();
            errors.retain(|error| error["shape"] != name);
            found = found.or((errors.len() < before).then_some(()));
        }
        found
    }

    fn smithy_shape(&mut self, name: &str) -> &mut Value {
        &mut self.smithy["shapes"][format!("com.amazonaws.lightsail#{name}")]
    }

    /// The documentation of what botocore has at this place.
    fn smithy_text(&self, pointer: &str) -> Option<Value> {
        let mut words = pointer.split('/').skip(2);
        let name = words.next().unwrap_or("Lightsail_20161128");
        let mut at = &self.smithy["shapes"][format!("com.amazonaws.lightsail#{name}")];
        for word in words {
            at = &at[word];
        }
        at["traits"].get("smithy.api#documentation").cloned()
    }
}

fn set(source: &mut Source, model: &Value) {
    source.model.bytes = model.to_string().into_bytes();
}

#[test]
fn published_models_give_one_crate_but_for_what_is_named() {
    let Some((folder, model)) = published() else {
        return;
    };
    let (mut botocore, mut smithy) = (load(&folder), load(&model));
    let mut models = Models {
        botocore: telling::json(&botocore.model),
        smithy: telling::json(&smithy.model),
    };
    let list = fs::read_to_string(fixtures().join("lightsail.txt")).unwrap();
    let named = list
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let stale: Vec<&str> = named.filter(|line| models.apply(line).is_none()).collect();
    assert!(stale.is_empty(), "no longer so: {stale:#?}");
    // botocore's package leaves out endpoint tests, and Smithy's model paginators.
    let traits =
        &mut models.smithy["shapes"]["com.amazonaws.lightsail#Lightsail_20161128"]["traits"];
    let tests = traits
        .as_object_mut()
        .unwrap()
        .shift_remove("smithy.rules#endpointTests");
    assert!(tests.is_some() && botocore.endpoint_tests.is_none());
    smithy.paginators = botocore.paginators.clone();
    set(&mut botocore, &models.botocore);
    set(&mut smithy, &models.smithy);
    let (botocore, smithy) = (generated(&botocore), generated(&smithy));
    let diff = differences("lightsail", &texts(&botocore), &texts(&smithy));
    assert!(diff.is_empty(), "{diff}");
    assert!(texts(&smithy).len() > 800);
}

#[test]
fn a_slice_takes_paginators_from_botocore() {
    let Some((folder, model)) = published() else {
        return;
    };
    let slice = tempfile::tempdir().unwrap();
    let paginators = folder.join("paginators-1.json");
    let paginators = if paginators.exists() {
        paginators
    } else {
        folder.join("paginators-1.json.gz")
    };
    let count = |extra: &str| {
        let path = slice.path().join("slice.toml");
        let text = format!(
            "name = \"lightsail\"\nversion = \"0.1.0\"\nmodel = {:?}\noperations = \"all\"\n{extra}",
            model.display().to_string()
        );
        fs::write(&path, text).unwrap();
        let file = xtask::slice_file::read(&path).unwrap();
        let source = xtask::generate::source(&file).unwrap();
        let files = codegen::generate(&source, &file.slice).unwrap();
        files
            .iter()
            .filter(|(path, _)| {
                path.starts_with("src/operation/") && path.ends_with("/paginator.rs")
            })
            .count()
    };
    assert_eq!(count(""), 0);
    assert_eq!(
        count(&format!(
            "paginators = {:?}\n",
            paginators.display().to_string()
        )),
        20
    );
}
