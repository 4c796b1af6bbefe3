//! A web page saved in one file (MIME HTML) in, the bytes of its page and their declared charset out.
//!
//! Of MIME only what browsers and Word write: parts between boundaries, quoted-printable and base64. The mail crates bring
//! `encoding_rs` with them (mailparse) or need a newer compiler (mail-parser); a browser decodes charsets itself.

use gouji::Error;

use crate::limits;

/// Parts inside each other: a page inside alternatives inside related parts is three.
const MAX_DEPTH: usize = 4;

/// The page of a saved page.
pub(crate) struct Page {
    /// Its bytes, in their own charset.
    pub(crate) body: Vec<u8>,
    /// The charset that its header declares.
    pub(crate) charset: Option<String>,
}

/// Whether a file opens with mail headers that announce a page.
pub(crate) fn is_mime(start: &[u8]) -> bool {
    let head = start[..start.len().min(4096)].to_ascii_lowercase();
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let name = line.split(|&byte| byte == b':').next().unwrap_or_default();
    let is_header = name.len() < line.len()
        && !name.is_empty()
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    let has = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    is_header && has(b"mime-version:") && (has(b"multipart/") || has(b"text/html"))
}

/// Takes the page out: the first part that is HTML and holds a table, or else the first that is HTML.
pub(crate) fn page(bytes: &[u8]) -> Result<Page, Error> {
    let mut found = Found::default();
    found.collect(bytes, 0)?;
    let mut pages = found.pages;
    let with_table = pages
        .iter()
        .position(|page| page.body.windows(6).any(|window| window.eq_ignore_ascii_case(b"<table")));
    let index = with_table.unwrap_or(0);
    if pages.is_empty() { Err(Error::Corrupt) } else { Ok(pages.swap_remove(index)) }
}

/// The pages, and how many parts were looked at for them.
#[derive(Default)]
struct Found {
    pages: Vec<Page>,
    parts: usize,
}

impl Found {
    /// Reads one entity, headers and body, and all that it holds.
    fn collect(&mut self, entity: &[u8], depth: usize) -> Result<(), Error> {
        let (head, body) = split_head(entity);
        let headers = headers(head);
        let header = |name: &str| {
            headers
                .iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
                .map_or("", |(_, value)| value.trim())
        };
        let content_type = header("content-type");
        let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if kind.starts_with("multipart/") && depth < MAX_DEPTH {
            // Every line that begins with two strokes would be an empty boundary.
            if let Some(boundary) =
                parameter(content_type, "boundary").filter(|boundary| !boundary.is_empty())
            {
                for part in parts(body, &boundary)? {
                    self.parts += 1;
                    if self.parts > limits::PAGE_PARTS {
                        return Err(Error::TooLarge);
                    }
                    self.collect(part, depth + 1)?;
                }
            }
        } else if kind == "text/html" || kind == "application/xhtml+xml" {
            let body = match header("content-transfer-encoding").to_ascii_lowercase().as_str() {
                "quoted-printable" => quoted_printable(body),
                "base64" => base64(body),
                _ => body.to_vec(),
            };
            self.pages.push(Page { body, charset: parameter(content_type, "charset") });
        }
        Ok(())
    }
}

/// Headers and body: an empty line parts them.
fn split_head(entity: &[u8]) -> (&[u8], &[u8]) {
    // Some writers begin with empty lines.
    let start = entity.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(entity.len());
    let entity = &entity[start..];
    let mut at = 0;
    for line in entity.split_inclusive(|&byte| byte == b'\n') {
        at += line.len();
        if line.trim_ascii().is_empty() {
            return (&entity[..at], &entity[at..]);
        }
    }
    (entity, &[])
}

/// Names and values; a line that begins with white space continues the one before.
fn headers(head: &[u8]) -> Vec<(String, String)> {
    let head = &head[..head.len().min(limits::HEAD_BYTES)];
    let head = String::from_utf8_lossy(head).replace("\r\n", "\n").replace("\n\t", " ").replace("\n ", " ");
    head.lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_owned(), value.to_owned()))
        .collect()
}

/// A parameter of a header's value, without its quotes.
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// What stands between lines that are `--boundary`. The last part may be cut off.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Result<Vec<&'a [u8]>, Error> {
    let mut parts = Vec::new();
    let mut start = None;
    let mut at = 0;
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        let rest = line.strip_prefix(b"--").and_then(|rest| rest.strip_prefix(boundary.as_bytes()));
        if let Some(rest) = rest.map(<[u8]>::trim_ascii).filter(|rest| rest.is_empty() || *rest == b"--") {
            parts.extend(start.take().map(|start| &body[start..at]));
            if parts.len() > limits::PAGE_PARTS {
                return Err(Error::TooLarge);
            }
            start = rest.is_empty().then_some(at + line.len());
        }
        at += line.len();
    }
    parts.extend(start.map(|start| &body[start..]));
    Ok(parts)
}

fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let hex = |byte: u8| char::from(byte).to_digit(16);
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = match (byte, tail) {
            (b'=', [b'\r', b'\n', tail @ ..] | [b'\n', tail @ ..]) => tail,
            (b'=', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    out.push((high * 16 + low) as u8);
                    after
                }
                // Not an escape after all: kept as it stands, as browsers do.
                _ => {
                    out.push(byte);
                    tail
                }
            },
            _ => {
                out.push(byte);
                tail
            }
        };
    }
    out
}

fn base64(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for &byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page of an entity with this boundary and these parts.
    fn of(boundary: &str, parts: &str) -> Result<Vec<u8>, Error> {
        let head =
            format!("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"{boundary}\"\r\n\r\n");
        page((head + parts).as_bytes()).map(|page| page.body)
    }

    #[test]
    fn a_boundary_says_something_and_has_not_too_many_parts() {
        let part = "--b\r\nContent-Type: text/html\r\n\r\n<p>1";
        assert_eq!(of("b", part), Ok(b"<p>1".to_vec()));
        assert_eq!(of("", &part.replace("--b", "--")), Err(Error::Corrupt));
        assert_eq!(of("b", &"--b\n".repeat(limits::PAGE_PARTS + 2)), Err(Error::TooLarge));
        let inner = "--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n--c\n";
        assert_eq!(of("b", &inner.repeat(limits::PAGE_PARTS / 2)), Err(Error::TooLarge));
    }
}
