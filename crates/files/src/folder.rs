//! A packed folder in, its documents one by one out: their names first, then the bytes of each when it is asked for.
//!
//! What all of them unpack to is bounded before anything is unpacked, by what the directory says, and none may be longer than it says. Nor do
//! they take more bytes than the file has, and for one of them only its own are read, so that a folder costs what it holds however many they are.

#[cfg(feature = "documents")]
use std::io::{Read, Seek, SeekFrom};

use gouji::Error;

use crate::charset::Decoder;
use crate::zip::{Archive, Member};
#[cfg(feature = "documents")]
use crate::zip::{HEADER, header_length};
use crate::{foreign, kinds, limits, sniff};

/// A document in a packed folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name with its folders.
    pub name: String,
    member: Member,
}

impl Entry {
    /// Its bytes, packed and unpacked.
    pub fn bytes(&self) -> usize {
        self.member.packed.saturating_add(self.member.size)
    }
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
    let (mut total, mut packed) = (0usize, 0usize);
    for member in archive.members {
        let name = name(&member, decoder);
        if is_document(&name) {
            total = total.saturating_add(member.size);
            packed = packed.saturating_add(member.packed);
            entries.push(Entry { name, member });
        }
    }
    // Many documents would have the same bytes.
    if packed > bytes.len() {
        return Err(Error::Corrupt);
    }
    if total > limits::FOLDER_BYTES || entries.len() > limits::FOLDER_FILES {
        return Err(Error::TooLarge);
    }
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    if entries.is_empty() { Err(Error::Empty) } else { Ok(entries) }
}

/// The bytes of a document, out of the file that it was listed in.
///
/// # Errors
///
/// The contract's codes: [`Error::Encrypted`] where it has a password, [`Error::Corrupt`] where it is damaged or cannot be read.
#[cfg(feature = "documents")]
pub fn read(mut file: impl Read + Seek, entry: &Entry) -> Result<Vec<u8>, Error> {
    let member = &entry.member;
    let mut bytes = |from: usize, count: usize| {
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(from as u64)).map_err(|_| Error::Corrupt)?;
        (&mut file).take(count as u64).read_to_end(&mut bytes).map_err(|_| Error::Corrupt)?;
        if bytes.len() < count { Err(Error::Corrupt) } else { Ok(bytes) }
    };
    let start = header_length(&bytes(member.header, HEADER)?)?;
    member.unpack(&bytes(member.header + start, member.packed)?, member.size.min(limits::FILE_BYTES))
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
    // Some programs write `./` before every name; that hides nothing.
    let mut steps = name.split('/').filter(|step| !matches!(*step, "." | ".."));
    !steps.any(is_by_the_way)
        && kinds::extensions().chain(foreign::extensions()).any(|known| known.eq_ignore_ascii_case(extension))
}

#[cfg(all(test, feature = "documents"))]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::charset::decode_legacy;
    use crate::testing::{docx, paragraph, zip};

    fn read(bytes: &[u8], entry: &Entry) -> Result<Vec<u8>, Error> {
        super::read(Cursor::new(bytes), entry)
    }

    /// Bytes that do not pack.
    fn noise(count: u32) -> Vec<u8> {
        (0..count).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect()
    }

    #[test]
    fn documents_are_listed_and_read_one_by_one() {
        let document = docx(&paragraph("文"));
        let bytes = zip(&[
            ("2023/乙县.docx", &document),
            ("./2023/甲县.txt", "年报".as_bytes()),
            ("../丙县.txt", b"1"),
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
        assert_eq!(names, ["../丙县.txt", "./2023/甲县.txt", "2023/乙县.docx", "2023/封面.jpg"]);
        assert_eq!(read(&bytes, &entries[2]), Ok(document));
        assert_eq!(read(&bytes, &entries[1]).as_deref(), Ok("年报".as_bytes()));
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

    #[test]
    fn no_two_documents_are_the_same_bytes() {
        let bytes = zip(&[("a.txt", &noise(1000))]);
        let at = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").expect("a directory");
        let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06").expect("an end");
        let mut twice = [&bytes[..end], &bytes[at..]].concat();
        let size = twice.len() - 22 + 12;
        twice[size..size + 4].copy_from_slice(&(2 * (end - at) as u32).to_le_bytes());
        assert_eq!(entries(&bytes, &decode_legacy).map(|entries| entries.len()), Ok(1));
        assert_eq!(entries(&twice, &decode_legacy), Err(Error::Corrupt));
    }

    #[test]
    fn of_a_folder_only_the_document_s_own_bytes_are_read() {
        struct Counted<'a>(Cursor<&'a [u8]>, &'a mut usize);
        impl Read for Counted<'_> {
            fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
                let read = self.0.read(out)?;
                *self.1 += read;
                Ok(read)
            }
        }
        impl Seek for Counted<'_> {
            fn seek(&mut self, place: SeekFrom) -> std::io::Result<u64> {
                self.0.seek(place)
            }
        }
        let bytes = zip(&[("a.txt", "年报".as_bytes()), ("b.bin", &noise(1_000_000))]);
        let entry = entries(&bytes, &decode_legacy).expect("a folder").remove(0);
        let mut count = 0;
        let content = super::read(Counted(Cursor::new(&bytes), &mut count), &entry);
        assert_eq!(content.as_deref(), Ok("年报".as_bytes()));
        assert!(count < 100, "{count}");
    }
}
