//! In: folders. Out: their files on loopback, with the types and headers that a careful web server would send.
//!
//! For one person and for tests: reads GET and HEAD, one thread a connection, and serves nothing outside its folders.

use anyhow::{Context, Result};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// A folder and where it is mounted: `("/", dist)`.
pub type Mount = (&'static str, PathBuf);

/// What each answer is allowed, by whose script it is: see docs/hosting.md, which says the same for other servers.
const READERS_POLICY: &str =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'; connect-src 'self'";
const CHECKER_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";
const SERVICE_WORKER_POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'";

/// Example pages and what they load: other sites' pages in miniature, with their own policies or none.
const EXAMPLES: [&str; 3] = ["/examples/", "/gouji/", "/node_modules/"];

/// A server that is listening and not yet answering.
pub struct Server {
    listener: TcpListener,
    mounts: Vec<Mount>,
    policy: String,
}

impl Server {
    /// Port 0 is any free one. The first mount has the page, whose policy is sent with every answer.
    pub fn bind(port: u16, mounts: Vec<Mount>) -> Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let page = mounts.first().map(|(_, folder)| folder.join("index.html")).context("nothing to serve")?;
        let policy = policy_of(&crate::tools::read(&page)?)
            .with_context(|| format!("{} has no Content-Security-Policy", page.display()))?;
        Ok(Server { listener, mounts, policy })
    }

    pub fn address(&self) -> Result<SocketAddr> {
        Ok(self.listener.local_addr()?)
    }

    /// Answers until the process ends.
    pub fn answer(self) {
        let shared = Arc::new(self);
        for stream in shared.listener.incoming().flatten() {
            let server = Arc::clone(&shared);
            // A connection that breaks is the browser's to repeat.
            std::thread::spawn(move || server.answer_one(stream).ok());
        }
    }

    fn answer_one(&self, mut stream: TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let mut head = BufReader::new(stream.try_clone()?.take(64 * 1024)).lines();
        let request = head.next().transpose()?.unwrap_or_default();
        while head.next().transpose()?.is_some_and(|line| !line.is_empty()) {}

        let mut words = request.split(' ');
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let (status, kind, body) = match method {
            "GET" | "HEAD" => self.find(target),
            _ => ("405 Method Not Allowed", "text/plain", Vec::new()),
        };
        let length = body.len();
        let name = target.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        let policy = match name {
            "sw.js" => SERVICE_WORKER_POLICY,
            _ if name.starts_with("opener-") || name.starts_with("pictures-") => READERS_POLICY,
            _ if name.starts_with("checker-") => CHECKER_POLICY,
            _ => &self.policy,
        };
        let caching = if status.starts_with("200") && is_named_by_content(name) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        let policy = match EXAMPLES.iter().any(|at| target.starts_with(at)) {
            true => String::new(),
            false => format!("Content-Security-Policy: {policy}\r\n"),
        };
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\
             Cache-Control: {caching}\r\n{policy}X-Content-Type-Options: nosniff\r\n\
             Referrer-Policy: no-referrer\r\n\r\n",
        )?;
        if method != "HEAD" {
            stream.write_all(&body)?;
        }
        stream.flush()
    }

    fn find(&self, target: &str) -> (&'static str, &'static str, Vec<u8>) {
        let file = path_of(target).and_then(|path| {
            let mounted = self.mounts.iter().filter(|(at, _)| path.starts_with(at));
            let (at, folder) = mounted.max_by_key(|(at, _)| at.len())?;
            let below = &path[at.len()..];
            let below = if below.is_empty() || below.ends_with('/') {
                format!("{below}index.html")
            } else {
                below.into()
            };
            let file = folder.join(below);
            Some((std::fs::read(&file).ok()?, kind_of(&file)))
        });
        match file {
            Some((body, kind)) => ("200 OK", kind, body),
            None => (
                "404 Not Found",
                "text/plain; charset=utf-8",
                format!("There is nothing at {target}\n").into_bytes(),
            ),
        }
    }
}

/// The path asked for, if it can only lead below a folder: no `..`, no hidden file, nothing percent-encoded, which no
/// file of ours needs.
fn path_of(target: &str) -> Option<&str> {
    let path = target.split(['?', '#']).next()?;
    let plain = path.chars().all(|c| c.is_ascii_alphanumeric() || "/-_.@".contains(c));
    (path.starts_with('/') && plain && !path.contains("/.") && !path.contains("//")).then_some(path)
}

/// Whether a name has a hash in it, as `loader-6921a9c5837095a0.js` and `gouji-app-8bc926d11b4c4602_bg.wasm`: such a file never
/// changes.
fn is_named_by_content(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let hash = stem.trim_end_matches("_bg").rsplit('-').next().unwrap_or_default();
    hash.len() >= 15 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn kind_of(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" | "ts" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn policy_of(page: &str) -> Option<String> {
    let after = page.split("http-equiv=\"Content-Security-Policy\"").nth(1)?;
    let value = after.split("content=\"").nth(1)?.split('"').next()?;
    Some(value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_below_their_folder() {
        assert_eq!(path_of("/gouji-app.js?v=1"), Some("/gouji-app.js"));
        assert_eq!(path_of("/"), Some("/"));
        for path in ["/../Cargo.toml", "/.git/config", "//etc/passwd", "/%2e%2e/x", "x", "", "/a\\..\\b"] {
            assert_eq!(path_of(path), None, "{path}");
        }
    }

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        for name in
            ["loader-6921a9c5837095a0.js", "gouji-app-8bc926d11b4c4602_bg.wasm", "style-4221e8ba13ac21f.css"]
        {
            assert!(is_named_by_content(name), "{name}");
        }
        for name in ["", "index.html", "sw.js", "icon-512.png", "gouji-app.js", "opener.js"] {
            assert!(!is_named_by_content(name), "{name}");
        }
    }

    #[test]
    fn the_policy_is_the_pages() {
        let page = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
        assert_eq!(policy_of(page).as_deref(), Some("default-src 'none'"));
        assert_eq!(policy_of("<meta charset=\"utf-8\">"), None);
    }
}
