//! Tests of loading: folders, companions, gzip and what goes wrong.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::io::Write;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::read::testing::{good, problems};

/// A folder that goes away with the test.
struct TempFolder(PathBuf);

impl TempFolder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("whittle-{}-{test}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for TempFolder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_folder_gives_the_model_and_its_companions() {
    let folder = TempFolder::new("folder");
    folder.write("service-2.json.gz", &gzip("model"));
    folder.write("paginators-1.json", b"paginators");
    folder.write("endpoint-rule-set-1.json.gz", &gzip("rules"));
    folder.write("paginators-1.sdk-extras.json", b"extras");
    let source = good(Source::load(&folder.0, "model/things/"));
    assert_eq!(&*source.model.file, "model/things/service-2.json.gz");
    assert_eq!(source.model.bytes, b"model");
    let paginators = source.paginators.unwrap();
    assert_eq!(&*paginators.file, "model/things/paginators-1.json");
    assert_eq!(source.endpoint_rules.unwrap().bytes, b"rules");
    assert_eq!(source.extras.first().unwrap().bytes, b"extras");
    assert!(source.waiters.is_none() && source.endpoint_tests.is_none());
}

#[test]
fn a_service_file_brings_its_siblings() {
    let folder = TempFolder::new("file");
    let path = folder.write("service-2.json", b"model");
    folder.write("waiters-2.json", b"waiters");
    let source = good(Source::load(&path, "things/service-2.json"));
    assert_eq!(&*source.model.file, "things/service-2.json");
    assert_eq!(&*source.waiters.unwrap().file, "things/waiters-2.json");
    let source = good(Source::load(&path, "service-2.json"));
    assert_eq!(&*source.waiters.unwrap().file, "waiters-2.json");
}

#[test]
fn any_other_file_stands_alone_until_companions_are_given() {
    let folder = TempFolder::new("alone");
    let path = folder.write("ast.json", b"ast");
    let pages = folder.write("paginators-1.json", b"paginators");
    let waits = folder.write("waiters-2.json", b"waiters");
    let source = good(Source::load(&path, "ast.json"));
    assert!(source.paginators.is_none() && source.waiters.is_none());
    let source = good(source.with_paginators(&pages, "p.json"));
    let source = good(source.with_waiters(&waits, "w.json"));
    assert_eq!(&*source.paginators.unwrap().file, "p.json");
    assert_eq!(&*source.waiters.unwrap().file, "w.json");
}

#[test]
fn gzip_is_told_by_its_first_bytes() {
    let folder = TempFolder::new("magic");
    let packed = folder.write("packed.json", &gzip("text"));
    let plain = folder.write("plain.json.gz", b"text");
    for path in [packed, plain] {
        assert_eq!(good(Document::load(&path, "x")).bytes, b"text");
    }
}

#[test]
fn what_is_missing_is_said() {
    let folder = TempFolder::new("missing");
    assert_eq!(
        problems(Source::load(&folder.0.join("nothing"), "model/nothing")),
        "\
error: there is no such file or folder
  --> model/nothing
   = help: expected a botocore API-version folder, a `service-2.json(.gz)` or a Smithy AST"
    );
    assert_eq!(
        problems(Source::load(&folder.0, "model/things")),
        "\
error: the folder has no `service-2.json`
  --> model/things
   = help: expected a botocore API-version folder, such as `lightsail/2016-11-28`"
    );
    folder.write("2016-01-01/service-2.json", b"");
    folder.write("2015-01-01/service-2.json.gz", b"");
    folder.write("other/x.json", b"");
    assert_eq!(
        problems(Source::load(&folder.0, "model/things")),
        "\
error: the folder has no `service-2.json`
  --> model/things
   = help: name one of its API versions: `model/things/2015-01-01`, `model/things/2016-01-01`"
    );
}

#[test]
fn broken_gzip_is_said() {
    let folder = TempFolder::new("broken");
    let packed = gzip("a text of some length, so that there is something to cut off");
    let path = folder.write("service-2.json", packed.get(..20).unwrap());
    let text = problems(Source::load(&path, "service-2.json"));
    assert!(
        text.starts_with(
            "error: cannot unpack the gzip file\n  --> service-2.json\n   |  reason: "
        )
    );
    assert!(text.ends_with("\n   = help: check that it is a complete file that may be read"));
}

#[test]
fn input_without_end_is_refused() {
    let error = read_limited(std::io::repeat(0), 1000).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::FileTooLarge);
    assert_eq!(error.to_string(), "more than 1000 bytes");
    assert_eq!(
        read_limited(std::io::repeat(0).take(1000), 1000)
            .unwrap()
            .len(),
        1000
    );
}
