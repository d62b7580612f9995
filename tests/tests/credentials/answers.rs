//! What the services answer, in the order of the calls, and the files that lead to these calls.

use std::fs;
use std::path::Path;

use tests::local::Answer;

/// A profile for each way to credentials that needs a service.
const CONFIG: &str = "
[profile base]
aws_access_key_id = AKIDBASE
aws_secret_access_key = base-secret

[profile role]
role_arn = arn:aws:iam::123456789012:role/one
role_session_name = a-session
external_id = a&b
source_profile = base

[profile chain]
role_arn = arn:aws:iam::123456789012:role/two
role_session_name = chained
source_profile = role

[profile web]
role_arn = arn:aws:iam::123456789012:role/web
role_session_name = from-the-web
web_identity_token_file = TOKEN

[profile sso]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Reader

[profile refused]
role_arn = arn:aws:iam::123456789012:role/three
role_session_name = refused
source_profile = base

[sso-session corp]
sso_region = eu-west-1
sso_start_url = https://corp.example.com/start
";

/// In the order in which they are asked for.
pub(crate) const PROFILES: [&str; 5] = ["role", "chain", "web", "sso", "refused"];

/// The file of the session's token has the SHA-1 of the session's name.
const CACHED: &str = "ee0bfd2552fbd840c02cc48b6e823320543c450f.json";

/// The token has expired, and can be renewed.
const TOKEN: &str = r#"{"accessToken": "old", "expiresAt": "2020-01-01T00:00:00Z", "refreshToken": "again",
    "clientId": "client", "clientSecret": "secret", "registrationExpiresAt": "2099-01-01T00:00:00Z",
    "region": "eu-west-1", "startUrl": "https://corp.example.com/start"}"#;

/// The keys that must be found, in the order of the profiles, and last that of the environment.
pub(crate) const KEYS: [&str; 5] = [
    "AKIDROLE",
    "AKIDCHAINED",
    "AKIDWEB",
    "AKIDSSO",
    "AKIDENVIRONMENT",
];

/// Eight, a call each.
pub(crate) fn answers() -> Vec<Answer> {
    vec![
        assumed("AssumeRole", "ROLE"),
        assumed("AssumeRole", "FIRST"),
        assumed("AssumeRole", "CHAINED"),
        assumed("AssumeRoleWithWebIdentity", "WEB"),
        Answer::json(
            200,
            r#"{"accessToken": "new", "expiresIn": 3600, "refreshToken": "later", "tokenType": "Bearer"}"#,
        ),
        Answer::json(
            200,
            r#"{"roleCredentials": {"accessKeyId": "AKIDSSO", "secretAccessKey": "sso-secret",
                "sessionToken": "sso-token", "expiration": 4102444800000}}"#,
        ),
        Answer::xml(
            403,
            "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>\
             <Message>not you</Message></Error><RequestId>r</RequestId></ErrorResponse>",
        ),
        assumed("AssumeRoleWithWebIdentity", "ENVIRONMENT"),
    ]
}

fn assumed(operation: &str, key: &str) -> Answer {
    let body = format!(
        "<{operation}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{operation}Result>\
         <AssumedRoleUser><AssumedRoleId>ARO:a</AssumedRoleId>\
         <Arn>arn:aws:sts::123456789012:assumed-role/{key}/a</Arn></AssumedRoleUser>\
         <Credentials><AccessKeyId>AKID{key}</AccessKeyId>\
         <SecretAccessKey>{key}&amp;secret</SecretAccessKey><SessionToken>{key}/token=</SessionToken>\
         <Expiration>2099-12-31T23:59:59Z</Expiration></Credentials></{operation}Result>\
         <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></{operation}Response>"
    );
    Answer::xml(200, body)
}

/// Writes the files of a user below `home`.
pub(crate) fn write(home: &Path) {
    let cache = home.join(".aws/sso/cache");
    fs::create_dir_all(&cache).unwrap();
    fs::write(cache.join(CACHED), TOKEN).unwrap();
    let token = home.join("token");
    fs::write(&token, "a.web.token").unwrap();
    let config = CONFIG.replace("TOKEN", token.to_str().unwrap());
    fs::write(home.join("config"), config).unwrap();
}
