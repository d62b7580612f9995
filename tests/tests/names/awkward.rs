//! Names that are no good as they are: what official crates make of them, always checked.

use codegen::read::Document;
use codegen::{Source, generate};
use serde_json::{Value, json};
use tests::program::all_of;

use crate::names;

/// Members, and the fields that official crates have for them.
const FIELDS: [(&str, &str); 23] = [
    ("IPv6Addresses", "ipv6_addresses"),
    ("caIDs", "ca_ids"),
    ("DBInstance", "db_instance"),
    ("sizeInGb", "size_in_gb"),
    ("MD5OfMessageBody", "md5_of_message_body"),
    ("SSEKMSKeyId", "ssekms_key_id"),
    ("listARNs", "list_arns"),
    ("memoryMiB", "memory_mib"),
    ("dryRun", "dry_run"),
    ("EC2InstanceId", "ec2_instance_id"),
    ("VPCZoneIdentifier", "vpc_zone_identifier"),
    ("type", "r#type"),
    ("Match", "r#match"),
    ("async", "r#async"),
    ("gen", "r#gen"),
    ("self", "self_"),
    ("Super", "super_"),
    ("crate", "crate_"),
    ("build", "build_value"),
    ("Send", "send_value"),
    ("customize", "customize_value"),
    ("presigned", "presigned_value"),
    ("default", "default_value"),
];

/// Enum values, and their variants.
const VARIANTS: [(&str, &str); 14] = [
    ("t2.micro", "T2Micro"),
    ("us-east-1", "UsEast1"),
    ("in-use", "InUse"),
    ("aws:kms", "AwsKms"),
    ("ACTIVE", "Active"),
    ("HTTPCode_LB_4XX_Count", "HttpCodeLb4XxCount"),
    ("StartGUISession", "StartGuiSession"),
    ("IPv6Address", "IPv6Address"),
    ("2xlarge", "_2xlarge"),
    ("Self", "SelfValue"),
    ("unknown", "UnknownValue"),
    ("UnknownValue", "UnknownValue_"),
    ("None", "None"),
    ("Ok", "Ok"),
];

/// Structures, and their types: names of the prelude and of the crate itself among them.
const TYPES: [(&str, &str); 13] = [
    ("DBInstance", "DbInstance"),
    ("IPv6Range", "IPv6Range"),
    ("KMSKey", "KmsKey"),
    ("tag", "Tag"),
    ("Error", "Error"),
    ("Result", "Result"),
    ("Client", "Client"),
    ("Config", "Config"),
    ("Builder", "Builder"),
    ("Unknown", "Unknown"),
    ("Self", "SelfValue"),
    ("Option", "Option"),
    ("String", "String"),
];

/// Operations: marker, module, method, and what the names of input and output begin with.
const OPERATIONS: [(&str, [&str; 4]); 5] = [
    (
        "GetDBInstance",
        [
            "GetDBInstance",
            "get_db_instance",
            "get_db_instance",
            "GetDbInstance",
        ],
    ),
    (
        "startGUISession",
        [
            "StartGUISession",
            "start_gui_session",
            "start_gui_session",
            "StartGuiSession",
        ],
    ),
    ("Config", ["Config", "config", "config_operation", "Config"]),
    ("Move", ["Move", "r#move", "r#move", "Move"]),
    ("Tag", ["Tag", "tag", "tag", "Tag"]),
];

/// A model with all of them.
fn model() -> Value {
    let text = json!({ "shape": "Text" });
    let mut shapes = json!({
        "Text": { "type": "string" },
        "Fields": { "type": "structure", "members": {} },
        "Values": { "type": "string", "enum": VARIANTS.map(|(value, _)| value) },
        "Gone": { "type": "structure", "members": {}, "exception": true },
        "GetDBInstanceRequest": { "type": "structure", "members": {
            "fields": { "shape": "Fields" }, "values": { "shape": "Values" },
        } },
    });
    for (member, _) in FIELDS {
        shapes["Fields"]["members"][member] = text.clone();
    }
    for (shape, _) in TYPES {
        // A shape that is used twice keeps its own name.
        shapes[shape] = json!({ "type": "structure", "members": { "value": text } });
        shapes["GetDBInstanceRequest"]["members"][format!("the{shape}")] =
            json!({ "shape": shape });
    }
    let mut operations = json!({});
    for (operation, _) in OPERATIONS {
        operations[operation] = json!({
            "name": operation, "http": { "method": "POST", "requestUri": "/" },
            "input": { "shape": "GetDBInstanceRequest" }, "errors": [{ "shape": "Gone" }],
        });
    }
    json!({
        "version": "2.0",
        "metadata": {
            "protocol": "json", "jsonVersion": "1.1", "targetPrefix": "Awkward",
            "serviceId": "Awkward", "endpointPrefix": "awkward", "apiVersion": "2026-01-01",
        },
        "operations": operations,
        "shapes": shapes,
    })
}

#[test]
fn awkward_names_are_those_of_the_official_crates() {
    let source = Source::new(Document {
        file: "awkward".into(),
        bytes: model().to_string().into_bytes(),
    });
    let files = generate(&source, &all_of("awkward")).unwrap_or_else(|error| panic!("{error}"));
    let facts = names(files.iter().map(|(path, text)| (path.to_owned(), text)));
    let mut missing = Vec::new();
    let mut has = |owner: &str, name: &str| {
        if !facts.get(owner).is_some_and(|facts| facts.contains(name)) {
            missing.push(format!("{owner} {name}"));
        }
    };
    for (_, field) in FIELDS {
        has("types::Fields.", field);
        let setter = format!("set_{}", field.trim_start_matches("r#"));
        has("types::FieldsBuilder::", &setter);
    }
    for (_, variant) in VARIANTS {
        has("types::Values::", variant);
    }
    has("types::Values::", "Unknown");
    for (_, ty) in TYPES {
        has("types", &format!("struct {ty}"));
    }
    for (_, [marker, module, method, stem]) in OPERATIONS {
        let path = format!("operation::{}", module.trim_start_matches("r#"));
        has("operation", &format!("mod {module}"));
        has("client", &format!("fn {method}"));
        has(&path, &format!("struct {marker}"));
        has(&path, &format!("struct {stem}Input"));
        has(&path, &format!("struct {stem}Output"));
        has(&path, &format!("enum {marker}Error"));
        has(&format!("{path}::{marker}Error::"), "is_gone");
        has(&format!("{path}::{stem}InputBuilder::"), "set_the_self");
    }
    assert!(
        missing.is_empty(),
        "the crate lacks:\n{}",
        missing.join("\n")
    );
}
