//! In: `--port N`, `--no-open`. Out: the page, built in release mode and served on loopback until Ctrl-C.

use crate::http::Server;
use crate::{examples, page, step};
use anyhow::{Context, Result, bail};
use std::process::{Command, Stdio};

pub const HELP: &str = " [--port N] [--no-open]
  Builds the page in release mode, serves it on loopback and opens a browser where there is one. The first time it
  also installs the tools, which takes five to ten minutes.";

/// Tried first, so that the address stays the same from day to day.
const USUAL_PORT: u16 = 8080;

pub fn run(args: &[String]) -> Result<()> {
    let options = Options::parse(args)?;
    let mut mounts = vec![("/", page::build()?)];
    mounts.extend(examples::mounts()?);
    let server = match options.port {
        Some(port) => Server::bind(port, mounts).with_context(|| {
            format!("port {port} cannot be used; choose another, or leave --port out for a free one")
        })?,
        None => Server::bind(USUAL_PORT, mounts.clone()).or_else(|_| Server::bind(0, mounts))?,
    };
    let address = format!("http://{}/", server.address()?);
    step::heading("Gouji is ready");
    println!("\n    {address}\n    {address}examples/ (the npm package at work)\n\n  Ctrl-C ends it.");
    let host = address.trim_end_matches('/').to_owned();
    std::thread::spawn(move || examples::build(&host).map_err(|error| eprintln!("\n/examples/: {error:#}")));
    if options.open {
        open(&address);
    }
    server.answer();
    Ok(())
}

#[derive(Debug, PartialEq)]
struct Options {
    port: Option<u16>,
    open: bool,
}

impl Options {
    fn parse(args: &[String]) -> Result<Options> {
        let mut options = Options { port: None, open: true };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let (name, inline) =
                arg.split_once('=').map_or((arg.as_str(), None), |(name, value)| (name, Some(value)));
            match name {
                "--no-open" => options.open = false,
                "--port" => {
                    let value = inline.or(args.next().map(String::as_str)).unwrap_or_default();
                    options.port = match value.parse() {
                        Ok(port) => Some(port),
                        Err(_) => bail!("--port needs a number from 0 to 65535, not `{value}`"),
                    };
                }
                _ => bail!("`{arg}` is not known here; there are --port N and --no-open"),
            }
        }
        Ok(options)
    }
}

/// Opens a browser where there is a display. That none opens is no error: the address stands above.
fn open(address: &str) {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let opener = match std::env::consts::OS {
        "macos" => vec!["open"],
        "windows" => vec!["cmd", "/C", "start", ""],
        _ if set("DISPLAY") || set("WAYLAND_DISPLAY") => vec!["xdg-open"],
        _ => return,
    };
    if !set("CI") {
        let mut command = Command::new(opener[0]);
        command.args(&opener[1..]).arg(address);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options> {
        Options::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn options_are_read() -> Result<()> {
        assert_eq!(parse("")?, Options { port: None, open: true });
        assert_eq!(parse("--port 9000 --no-open")?, Options { port: Some(9000), open: false });
        assert_eq!(parse("--port=9000")?, Options { port: Some(9000), open: true });
        assert!(parse("--port many").is_err());
        assert!(parse("--prot 9000").is_err());
        Ok(())
    }
}
