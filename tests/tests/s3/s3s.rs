//! s3s-fs, a server of S3 that keeps objects as files.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use xtask::cargo::cargo;

const VERSION: &str = "0.14.1";

/// Has cargo install the server, unless it has; gives its path, or what cargo says.
pub(crate) fn installed() -> Result<PathBuf, String> {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../s3s-fs");
    let output = cargo()
        .args(["install", "--quiet", "--locked", "--features", "binary"])
        .args(["--version", VERSION, "s3s-fs", "--root"])
        .arg(&root)
        .output()
        .unwrap();
    match output.status.success() {
        true => Ok(root.join("bin/s3s-fs")),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

/// A server that ends with the test.
pub(crate) struct Server {
    child: Child,
    /// Where it is.
    pub(crate) url: String,
    /// Where it keeps its objects.
    pub(crate) folder: TempDir,
}

impl Server {
    /// Starts it on a port that is free, and waits until it listens.
    pub(crate) fn start(program: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap();
        drop(free);
        let mut child = Command::new(program)
            .args(["--host", "127.0.0.1", "--port", &address.port().to_string()])
            .args(["--access-key", "k", "--secret-key", "s"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let start = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert_eq!(child.try_wait().unwrap(), None, "the server ends");
            assert!(start.elapsed() < Duration::from_secs(20), "no server");
            thread::sleep(Duration::from_millis(20));
        }
        Self {
            child,
            url: format!("http://{address}"),
            folder,
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
