//! Bytes of a text in, its charset and the decoded text out.
//!
//! [`label`] tells the charset without decoding; [`decode`] decodes Unicode itself and leaves GB18030 and Big5 to a
//! [`Decoder`], so that a browser can use its own and natively `encoding_rs` does it. Both follow the same standard, so the
//! text is the same. Only charsets of Chinese pages are told; GB2312 and GBK are read as GB18030, which contains them.
//!
//! `chardetng` is not used: it chooses among all languages' charsets and takes 16 ms for a page; between three it is enough
//! to see in which the characters are common ones.

use gouji::Error;

use crate::limits;

/// Decodes `gb18030` or `big5`; none for a label it does not know.
pub type Decoder = dyn Fn(&'static str, &[u8]) -> Option<String>;

/// Characters outside ASCII below which a page's own word for its charset counts more than what its bytes look like.
const FEW: usize = 16;

/// Decodes a text: the charset's name, lower case, and the text without its byte-order mark.
///
/// # Errors
///
/// As [`label`].
pub fn decode(
    bytes: &[u8],
    declared: Option<&str>,
    decoder: &Decoder,
) -> Result<(&'static str, String), Error> {
    // No charset packs more than two bytes into one of UTF-8.
    if bytes.len() / 2 > limits::TEXT_BYTES {
        return Err(Error::TooLarge);
    }
    let label = label(bytes, declared)?;
    let text = match decode_unicode(label, bytes) {
        Some(text) => text,
        None => decoder(label, bytes).ok_or(Error::UnsupportedFormat)?,
    };
    Ok((label, text))
}

/// Tells the charset: by byte-order mark, by zero bytes (UTF-16), by whether the bytes are UTF-8, and at last by what is
/// declared or by which of GB18030 and Big5 makes common characters of them.
///
/// A page that is UTF-8 throughout is UTF-8 whatever it declares: many were saved again by a program that left the
/// declaration. `declared` is what stands outside the text (a mail header); without it the text's own is taken.
///
/// # Errors
///
/// [`Error::UnsupportedFormat`] for bytes that are no text, [`Error::Corrupt`] for text in none of these charsets.
pub fn label(bytes: &[u8], declared: Option<&str>) -> Result<&'static str, Error> {
    if let Some((label, _)) = bom(bytes) {
        return Ok(label);
    }
    if let Some(label) = utf16_by_zeros(bytes) {
        return Ok(label);
    }
    let controls = bytes.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    if controls * 100 > bytes.len() {
        return Err(Error::UnsupportedFormat);
    }
    let declared = declared.and_then(canonical).or_else(|| declaration(bytes));
    let legacy = declared.filter(|label| matches!(*label, "gb18030" | "big5"));
    let utf8 = utf8_score(bytes);
    if utf8.bad == 0 && (legacy.is_none() || utf8.good == 0 || utf8.good >= FEW) {
        return Ok(if utf8.good == 0 { legacy.unwrap_or("utf-8") } else { "utf-8" });
    }
    let (gb, big5) = (double_byte_score(bytes, gb18030_unit), double_byte_score(bytes, big5_unit));
    if let Some(label) = legacy {
        let own = if label == "big5" { &big5 } else { &gb };
        if own.good < FEW && own.fits() {
            return Ok(label);
        }
    }
    if utf8.fits() {
        return Ok("utf-8");
    }
    match (gb.fits(), big5.fits()) {
        // Traditional characters in GBK are rarer than those of GB2312, but still common next to what Big5 makes of them.
        (true, true) if big5.common > gb.common => Ok("big5"),
        (true, _) => Ok("gb18030"),
        (false, true) => Ok("big5"),
        // A page in ASCII with a few stray bytes is readable all the same.
        (false, false) if (utf8.bad + utf8.good) * 50 < bytes.len() => Ok("utf-8"),
        (false, false) => Err(Error::Corrupt),
    }
}

/// The charset that a byte-order mark tells, and the mark's length.
pub(crate) fn bom(bytes: &[u8]) -> Option<(&'static str, usize)> {
    const MARKS: [(&[u8], &str); 4] = [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16le"),
        (b"\xfe\xff", "utf-16be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ];
    MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(mark, label)| (*label, mark.len()))
}

/// Decodes UTF-8 and UTF-16, without the byte-order mark; none for any other label.
pub(crate) fn decode_unicode(label: &str, bytes: &[u8]) -> Option<String> {
    let bytes = &bytes[bom(bytes).filter(|(told, _)| *told == label).map_or(0, |(_, length)| length)..];
    let utf16 = |unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match label {
        "utf-8" => Some(String::from_utf8_lossy(bytes).into_owned()),
        "utf-16le" => Some(utf16(u16::from_le_bytes)),
        "utf-16be" => Some(utf16(u16::from_be_bytes)),
        _ => None,
    }
}

/// The native [`Decoder`].
#[cfg(feature = "charsets")]
pub fn decode_legacy(label: &'static str, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    Some(encoding.decode_with_bom_removal(bytes).0.into_owned())
}

/// Our name for a charset that a page or mail declares.
fn canonical(label: &str) -> Option<&'static str> {
    let label = label.trim().to_ascii_lowercase();
    match label.as_str() {
        "utf-8" | "utf8" => Some("utf-8"),
        "gb2312" | "gb_2312-80" | "gbk" | "x-gbk" | "gb18030" | "cp936" | "ms936" | "chinese"
        | "csgb2312" | "windows-936" => Some("gb18030"),
        "big5" | "big5-hkscs" | "big-5" | "cn-big5" | "x-x-big5" | "cp950" | "csbig5" => Some("big5"),
        _ => None,
    }
}

/// The charset in a page's `meta` or an XML declaration.
fn declaration(bytes: &[u8]) -> Option<&'static str> {
    let head: String = bytes.iter().take(8192).map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
    for key in ["charset", "encoding"] {
        for (at, _) in head.match_indices(key) {
            let rest = head[at + key.len()..].trim_start();
            let Some(value) = rest.strip_prefix('=') else { continue };
            let value = value.trim_start_matches([' ', '"', '\'']);
            let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'));
            if let Some(label) = canonical(&value[..end.unwrap_or(value.len())]) {
                return Some(label);
            }
        }
    }
    None
}

/// UTF-16 without a mark: the zero halves of ASCII characters, all on one side.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static str> {
    let (mut even, mut odd) = (0, 0);
    for pair in bytes.chunks_exact(2).take(1 << 16) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let pairs = (bytes.len() / 2).min(1 << 16);
    let many = |zeros: usize| zeros > 0 && zeros * 100 >= pairs;
    if many(odd) && even * 10 <= odd {
        Some("utf-16le")
    } else if many(even) && odd * 10 <= even {
        Some("utf-16be")
    } else {
        None
    }
}

/// How well bytes fit a charset.
#[derive(Default)]
struct Score {
    /// Well-formed characters outside ASCII.
    good: usize,
    /// Bytes that begin no character.
    bad: usize,
    /// Those of the good that Chinese text is mostly made of.
    common: usize,
}

impl Score {
    /// One damaged character in twenty is a damaged text; more is another charset.
    fn fits(&self) -> bool {
        self.good > 0 && self.bad * 20 <= self.good
    }
}

fn utf8_score(bytes: &[u8]) -> Score {
    let mut score = Score::default();
    for chunk in bytes.utf8_chunks() {
        score.good += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        score.bad += usize::from(!chunk.invalid().is_empty());
    }
    score
}

/// The length of the character at the start of bytes whose first is not ASCII, and whether it is a common one.
type Unit = fn(&[u8]) -> Option<(usize, bool)>;

fn double_byte_score(bytes: &[u8], unit: Unit) -> Score {
    let mut score = Score::default();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii() {
            at += 1;
        } else if let Some((length, common)) = unit(&bytes[at..]) {
            score.good += 1;
            score.common += usize::from(common);
            at += length;
        } else {
            score.bad += 1;
            at += 1;
        }
    }
    score
}

fn gb18030_unit(bytes: &[u8]) -> Option<(usize, bool)> {
    match bytes {
        // The first level of GB2312: the 3,755 most used characters; and punctuation.
        [0xb0..=0xd7 | 0xa1..=0xa3, 0xa1..=0xfe, ..] => Some((2, true)),
        [0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe, ..] => Some((2, false)),
        [0x81..=0xfe, b'0'..=b'9', 0x81..=0xfe, b'0'..=b'9', ..] => Some((4, false)),
        _ => None,
    }
}

fn big5_unit(bytes: &[u8]) -> Option<(usize, bool)> {
    match bytes {
        // The first level of Big5: the 5,401 most used characters; and punctuation.
        [0xa1..=0xc6, 0x40..=0x7e | 0xa1..=0xfe, ..] => Some((2, true)),
        [0x81..=0xfe, 0x40..=0x7e | 0xa1..=0xfe, ..] => Some((2, false)),
        _ => None,
    }
}
