//! moto, a server of AWS services that somebody else wrote.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::cases::package;

/// A server that ends with the test.
pub struct Moto {
    child: Child,
    /// Where it is.
    pub url: String,
}

impl Moto {
    /// Starts one on a free port, with a Python that has moto.
    pub fn start(python: &str) -> Self {
        let mut child = Command::new(python)
            .arg(package().join("tests/moto/server.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut url = String::new();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        said.read_line(&mut url).unwrap();
        let url = url.trim().to_owned();
        assert!(url.starts_with("http://127.0.0.1:"), "moto says {url:?}");
        Self { child, url }
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        // Without its standard input it ends by itself.
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}
