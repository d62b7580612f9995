//! The generated crate shows everything that the official one shows.

use tests::cases::updates;
use tests::surface;

#[test]
#[ignore = "takes a minute to document both crates"]
fn nothing_is_missing() {
    if updates() {
        surface::write();
    }
    let report = surface::compare();
    println!("{report}");
    assert!(report.is_drop_in(), "{report}");
}
