//! A packed folder in, its documents one by one out: their names first, then the bytes of each when it is asked for.
//!
//! What all of them unpack to is bounded before anything is unpacked, by what the directory says, and none may be longer than it says.

use gouji::Error;

use crate::charset::Decoder;
use crate::zip::{Archive, Member};
use crate::{foreign, kinds, limits, sniff};

/// A document in a packed folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name with its folders.
    pub name: String,
    /// Its place in the directory.
    pub index: usize,
}

/// Whether these bytes are a packed folder whose documents can be listed.
pub fn is_folder(bytes: &[u8]) -> bool {
    matches!(sniff::content(bytes), Ok(sniff::Content::Foreign(foreign::Foreign::Folder)))
}

/// The documents of a packed folder by name, those of kinds that are not read among them, each of which gets its own answer.
///
/// # Errors
///
/// [`Error::Empty`] where it holds no document, [`Error::TooLarge`] where they would unpack to more than [`limits::FOLDER_BYTES`].
pub fn entries(bytes: &[u8], decoder: &Decoder) -> Result<Vec<Entry>, Error> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(Error::TooLarge);
    }
    let archive = Archive::open(bytes)?;
    let mut entries = Vec::new();
    let mut total = 0usize;
    for (index, member) in archive.members.iter().enumerate() {
        let name = name(member, decoder);
        if is_document(&name) {
            total = total.saturating_add(member.size);
            entries.push(Entry { name, index });
        }
    }
    if total > limits::FOLDER_BYTES || entries.len() > limits::FOLDER_FILES {
        return Err(Error::TooLarge);
    }
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    if entries.is_empty() { Err(Error::Empty) } else { Ok(entries) }
}

/// The bytes of a document.
///
/// # Errors
///
/// The contract's codes: [`Error::Encrypted`] where it has a password, [`Error::Corrupt`] where it is damaged.
#[cfg(feature = "documents")]
pub fn read(bytes: &[u8], entry: &Entry) -> Result<Vec<u8>, Error> {
    let archive = Archive::open(bytes)?;
    let member = archive.members.get(entry.index).ok_or(Error::Corrupt)?;
    archive.content(member, member.size.min(limits::FILE_BYTES))
}

/// Chinese Windows writes names in GBK.
fn name(member: &Member, decoder: &Decoder) -> String {
    let decoded = member.raw_name.as_ref().and_then(|raw| decoder("gb18030", raw));
    decoded.map_or_else(|| member.name.clone(), |name| name.replace('\\', "/"))
}

/// What a folder holds beside its documents: a hidden file, or what a system or an office program that is open leaves there.
pub fn is_by_the_way(name: &str) -> bool {
    let by_name = ["thumbs.db", "desktop.ini", "__macosx"];
    name.starts_with(['.', '~']) || by_name.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether a name, with its folders, is that of a document. Those that are not read are documents too: silence would mean 'checked'.
pub fn is_document(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    let extension = last.rsplit_once('.').map_or("", |(_, extension)| extension);
    !name.split('/').any(is_by_the_way)
        && kinds::extensions().chain(foreign::extensions()).any(|known| known.eq_ignore_ascii_case(extension))
}

#[cfg(all(test, feature = "documents"))]
mod tests {
    use super::*;
    use crate::charset::decode_legacy;
    use crate::testing::{docx, paragraph, zip};

    #[test]
    fn documents_are_listed_and_read_one_by_one() {
        let document = docx(&paragraph("文"));
        let bytes = zip(&[
            ("2023/乙县.docx", &document),
            ("2023/甲县.txt", "年报".as_bytes()),
            ("2023/", b""),
            ("2023/封面.jpg", b"x"),
            ("__MACOSX/2023/._甲县.txt", b"x"),
            ("2023/~$乙县.docx", b"x"),
            ("程序.exe", b"x"),
        ]);
        assert!(is_folder(&bytes));
        assert!(!is_folder(&document));
        let entries = entries(&bytes, &decode_legacy).expect("a folder");
        let names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["2023/乙县.docx", "2023/封面.jpg", "2023/甲县.txt"]);
        assert_eq!(read(&bytes, &entries[0]), Ok(document));
        assert_eq!(read(&bytes, &entries[2]).as_deref(), Ok("年报".as_bytes()));
    }

    #[test]
    fn names_in_gbk_are_read() {
        let (name, ..) = encoding_rs::GBK.encode("甲县年报.txt");
        // The same length in the test's own name, so that the bytes can be put in its place.
        let stand_in = "x".repeat(name.len());
        let mut bytes = zip(&[(&stand_in, b"1")]);
        let places: Vec<usize> = (0..bytes.len() - name.len())
            .filter(|&at| bytes[at..].starts_with(stand_in.as_bytes()))
            .collect();
        places.into_iter().for_each(|at| bytes[at..at + name.len()].copy_from_slice(&name));
        let entries = entries(&bytes, &decode_legacy).expect("a folder");
        assert_eq!(entries[0].name, "甲县年报.txt");
    }

    #[test]
    fn nothing_unpacks_to_more_than_it_says() {
        let zeros = vec![b'1'; 1 << 20];
        let mut bytes = zip(&[("a.txt", &zeros)]);
        // Its size in the directory.
        let at = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").expect("a directory") + 24;
        bytes[at..at + 4].copy_from_slice(&100u32.to_le_bytes());
        let entry = entries(&bytes, &decode_legacy).expect("a folder").remove(0);
        assert_eq!(read(&bytes, &entry), Err(Error::TooLarge));
        bytes[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(entries(&bytes, &decode_legacy), Err(Error::TooLarge));
        assert_eq!(entries(&zip(&[("a.exe", b"x")]), &decode_legacy), Err(Error::Empty));
    }
}
