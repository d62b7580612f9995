//! The report: figures that are those of the files, and a page that browsers show.

use std::process::Command;

use serde_json::Value;
use tests::commands::said;
use tests::skip::{Lack, skipped};

use crate::demo::Demo;

#[test]
fn the_report_says_what_was_cut() {
    let Some(demo) = Demo::new("report") else {
        return;
    };
    said(&demo.whittle(&[]));
    let report: Value = serde_json::from_str(&said(&demo.whittle(&["report", "--json"]))).unwrap();
    let dynamodb = report["crates"].as_array().unwrap().iter();
    let dynamodb = dynamodb
        .clone()
        .find(|krate| krate["name"] == "aws-sdk-dynamodb")
        .unwrap();
    assert_eq!(dynamodb["operations_of_service"], 57);
    let operations = dynamodb["operations"].as_object().unwrap();
    assert_eq!(operations.len(), 5);
    let places = operations["Scan"].as_array().unwrap();
    assert!(
        places[0]
            .as_str()
            .unwrap()
            .starts_with("table/src/rows.rs:"),
        "{places:?}"
    );
    let lines = |path: &str| -> u64 {
        let files = tests::cases::tree(&demo.root.join(path)).into_iter();
        let rust = files.filter(|(path, _)| path.ends_with(".rs"));
        rust.map(|(_, text)| text.lines().count() as u64).sum()
    };
    assert_eq!(
        dynamodb["lines"]["after"],
        lines("whittle/aws-sdk-dynamodb")
    );
    assert!(
        dynamodb["lines"]["before"].as_u64().unwrap() > 100_000,
        "{dynamodb}"
    );
    let text = said(&demo.whittle(&["report"]));
    assert!(text.contains("5 of 57"), "{text}");
    page(&demo);
}

/// The page, in a browser: what is on it can be read, in light and in dark.
fn page(demo: &Demo) {
    let path = demo.root.join("report.html");
    said(&demo.whittle(&["report", "--html", path.to_str().unwrap()]));
    let html = std::fs::read_to_string(&path).unwrap();
    assert!(html.contains("<b>aws-sdk-dynamodb</b>"), "{html}");
    let names = ["chromium", "chromium-headless-shell", "google-chrome"];
    let browser = names.iter().find(|name| {
        let version = Command::new(name).arg("--version").output();
        version.is_ok_and(|output| output.status.success())
    });
    let Some(browser) = browser else {
        return skipped(Lack::System, "there is no chromium");
    };
    let address = format!("file://{}", path.display());
    let browse = |arguments: &[&str]| {
        let mut run = Command::new(browser);
        run.args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--window-size=1000,1400",
        ]);
        said(&run.args(arguments).arg(&address).output().unwrap())
    };
    let pictures = ["0", "1"].map(|scheme| {
        let picture = demo.root.join(format!("page{scheme}.png"));
        let screenshot = format!("--screenshot={}", picture.display());
        let scheme = format!("--blink-settings=preferredColorScheme={scheme}");
        browse(&[&screenshot, &scheme]);
        std::fs::read(picture).unwrap()
    });
    assert!(pictures[0] != pictures[1], "dark is no other picture");
    let dom = browse(&["--dump-dom"]);
    assert!(dom.contains("table/src/rows.rs:"), "{dom}");
}
