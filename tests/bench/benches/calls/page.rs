//! A page of instance snapshots, as Lightsail writes it.

use std::fmt::Write;

/// A page of about that many bytes.
pub(crate) fn of_bytes(bytes: usize) -> &'static str {
    let one = of_items(1).len();
    of_items(bytes / one)
}

/// A page of that many snapshots. It lives as long as the program.
pub(crate) fn of_items(items: usize) -> &'static str {
    let mut text = String::from(r#"{"instanceSnapshots":["#);
    for n in 0..items {
        if n > 0 {
            text.push(',');
        }
        item(&mut text, n);
    }
    text.push_str(r#"],"nextPageToken":"AQICAHjGfVbA7kZmFh1YkGNMmSbLyLqLhHFkJkVb"}"#);
    text.leak()
}

fn item(text: &mut String, n: usize) {
    let location = r#"{"availabilityZone":"all","regionName":"eu-west-2"}"#;
    let day = 1_700_000_000 + 86_400 * (n % 1000);
    write!(
        text,
        r#"{{"name":"web-{n}-nightly","arn":"arn:aws:lightsail:eu-west-2:123456789012:InstanceSnapshot/0a1b2c3d-4e5f-6071-8293-{n:012x}","supportCode":"621291663362/snap-0{n:016x}","createdAt":{day}.{:03},"location":{location},"resourceType":"InstanceSnapshot","tags":[{{"key":"stage","value":"production"}},{{"key":"cost-centre","value":"{}"}}],"state":"available","fromAttachedDisks":[{},{}],"fromInstanceName":"web-{n}","fromInstanceArn":"arn:aws:lightsail:eu-west-2:123456789012:Instance/9f8e7d6c-5b4a-3021-1203-{n:012x}","fromBlueprintId":"ubuntu_22_04","fromBundleId":"medium_3_0","isFromAutoSnapshot":false,"sizeInGb":{}}}"#,
        n * 7 % 1000,
        // An escape is rare, but there are some.
        if n % 16 == 7 { r#"R\u0026D \"web\""# } else { "research" },
        disk(n, "xvda", true),
        disk(n, "xvdf", false),
        20 + n % 80,
    )
    .expect("a string takes everything");
}

fn disk(n: usize, device: &str, system: bool) -> String {
    format!(
        r#"{{"createdAt":{}.5,"sizeInGb":{},"isSystemDisk":{system},"iops":100,"path":"/dev/{device}","attachedTo":"web-{n}","attachmentState":"attached","name":"web-{n}-{device}"}}"#,
        1_690_000_000 + n,
        8 + n % 64
    )
}
