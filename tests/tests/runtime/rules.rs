//! Functions of endpoint rules. What the rules of Lightsail come to is compared in `dropin`.

use lightsail_snapshots::config::endpoint::InvalidParams;
use whittle_runtime::client::endpoint_functions::{
    is_valid_host_label, is_virtual_hostable_s3_bucket, parse_arn, parse_url, partition, substring,
    uri_encode,
};

#[test]
fn regions_belong_to_partitions() {
    for (region, name) in [
        ("us-east-1", "aws"),
        ("mx-central-1", "aws"),
        ("aws-global", "aws"),
        ("cn-north-1", "aws-cn"),
        ("aws-cn-global", "aws-cn"),
        ("cn-foo", "aws"),
        ("eusc-de-east-1", "aws-eusc"),
        ("eusc-fr-east-1", "aws"),
        ("us-iso-east-1", "aws-iso"),
        ("us-isob-east-1", "aws-iso-b"),
        ("eu-isoe-west-1", "aws-iso-e"),
        ("us-isof-south-1", "aws-iso-f"),
        ("us-gov-west-1", "aws-us-gov"),
        ("aws-us-gov-global", "aws-us-gov"),
        ("us-east-1x", "aws"),
        ("cn-a-b-1", "aws"),
        ("", "aws"),
    ] {
        assert_eq!(partition(region).unwrap().name, name, "{region}");
    }
    let china = partition("cn-north-1").unwrap();
    assert_eq!(china.dual_stack_dns_suffix, "api.amazonwebservices.com.cn");
    assert_eq!(china.implicit_global_region, "cn-northwest-1");
}

#[test]
fn host_labels() {
    for (text, dots, is) in [
        ("", false, false),
        (".", true, false),
        ("a.b", true, true),
        ("a.b", false, false),
        ("a.b.", true, false),
        ("a_b", true, false),
        ("-a", false, false),
        ("a-", false, true),
        ("é", false, false),
    ] {
        assert_eq!(is_valid_host_label(text, dots), is, "{text}");
    }
    assert!(is_valid_host_label(&"a".repeat(63), false));
    assert!(!is_valid_host_label(&"a".repeat(64), false));
    assert!(is_virtual_hostable_s3_bucket("my-bucket", false));
    for text in ["My-bucket", "ab", "1.2.3.4", "a-.b", "-ab"] {
        assert!(!is_virtual_hostable_s3_bucket(text, true), "{text}");
    }
}

#[test]
fn texts_urls_and_arns() {
    assert_eq!(substring("abcde", 1, 3, false), Some("bc"));
    assert_eq!(substring("abcde", 1, 3, true), Some("cd"));
    assert_eq!(
        substring("abc", 0, 4, false).or(substring("abc", 2, 2, false)),
        None
    );
    assert_eq!(
        substring("abc", 0, 4, true).or(substring("é1", 0, 1, false)),
        None
    );
    assert_eq!(uri_encode("a/b ~é"), "a%2Fb%20~%C3%A9");

    let url = parse_url("https://a.b:8/c/d").unwrap();
    assert_eq!(
        (url.scheme, url.authority, url.path),
        ("https", "a.b:8", "/c/d")
    );
    assert_eq!((url.normalized_path.as_str(), url.is_ip), ("/c/d/", false));
    let url = parse_url("http://[::1]").unwrap();
    assert_eq!(
        (url.path, url.normalized_path.as_str(), url.is_ip),
        ("", "/", true)
    );
    for text in ["ftp://a", "http://a?b", "a", "http://"] {
        assert!(parse_url(text).is_none(), "{text}");
    }

    let arn = parse_arn("arn:aws:s3:::a/b:c").unwrap();
    assert_eq!((arn.partition, arn.service, arn.region), ("aws", "s3", ""));
    assert_eq!(arn.resource_id, ["a", "b", "c"]);
    for text in [
        "arn:aws:s3::",
        "x:aws:s3:::a",
        "arn:aws::::a",
        "arn:aws:s3:::",
    ] {
        assert!(parse_arn(text).is_none(), "{text}");
    }
}

#[test]
fn a_parameter_that_is_missing_is_named() {
    let missing = InvalidParams::missing("x").to_string();
    assert_eq!(missing, "a required field was missing: `x`");
}
