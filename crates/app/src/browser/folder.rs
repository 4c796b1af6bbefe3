//! Folders that were dropped, to the files in them and in their folders.
//!
//! Comes in: a drop. Goes out: files with their paths inside what was dropped, in the order of their names; no more than are read, from no
//! deeper than anybody puts them. Reads no file.

use gouji_files::folder::is_by_the_way;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

use super::opener::Given;
use crate::batch::MAX_FILES;

/// Folders in folders beyond this are not looked into. Picked by gut feeling: a province has cities, counties, offices and years.
const MAX_DEPTH: usize = 8;

/// So many files and folders are looked at, whatever they are. Picked by gut feeling.
const MAX_ENTRIES: usize = 10_000;

/// What dropped folders hold.
#[derive(Default)]
pub struct Held {
    /// The files.
    pub files: Vec<Given>,
    /// There may be more.
    pub is_cut: bool,
    entries: usize,
}

/// All that was dropped, where a folder is among it. To be asked during the event, after which the browser forgets it.
pub fn dropped(data: &DataTransfer) -> Option<Vec<FileSystemEntry>> {
    let items = data.items();
    let entries = (0..items.length()).filter_map(|index| items.get(index)?.webkit_get_as_entry().ok()?);
    let entries: Vec<FileSystemEntry> = entries.collect();
    entries.iter().any(FileSystemEntry::is_directory).then_some(entries)
}

/// The files among `entries`, and those in the folders among them.
pub async fn held(entries: Vec<FileSystemEntry>) -> Held {
    let mut held = Held::default();
    // The name of a single folder would stand before every file.
    let is_single = entries.len() == 1;
    // What is still to be looked at, the next last: the path before its name, how deep it lies, itself.
    let mut open: Vec<(String, usize, FileSystemEntry)> =
        entries.into_iter().rev().map(|entry| (String::new(), 0, entry)).collect();
    while let Some((before, depth, entry)) = open.pop() {
        let name = entry.name();
        held.entries += 1;
        if held.entries > MAX_ENTRIES || held.files.len() > MAX_FILES {
            held.is_cut = true;
            break;
        }
        if depth > 0 && is_by_the_way(&name) {
            continue;
        }
        let path = format!("{before}{name}");
        // Not told by their interfaces, which browsers name differently.
        if !entry.is_directory() {
            match file(entry.unchecked_ref()).await {
                Some(file) => held.files.push(Given::new(&path, Ok(file))),
                None => held.is_cut = true,
            }
        } else if depth < MAX_DEPTH {
            let before = if is_single && depth == 0 { String::new() } else { format!("{path}/") };
            let inside = inside(entry.unchecked_ref()).await;
            held.is_cut |= inside.is_err();
            let inside = inside.unwrap_or_default();
            open.extend(inside.into_iter().rev().map(|entry| (before.clone(), depth + 1, entry)));
        } else {
            held.is_cut = true;
        }
    }
    held
}

/// What stands in a folder, by name. A browser tells a hundred at a time, and none once it has told all.
async fn inside(folder: &FileSystemDirectoryEntry) -> Result<Vec<FileSystemEntry>, JsValue> {
    let reader = folder.create_reader();
    let mut entries: Vec<FileSystemEntry> = Vec::new();
    loop {
        let some = asked(|done, failed| reader.read_entries_with_callback_and_callback(done, failed)).await?;
        let some: Array = some.unchecked_into();
        entries.extend(some.iter().map(JsValue::unchecked_into::<FileSystemEntry>));
        if some.length() == 0 || entries.len() > MAX_ENTRIES {
            break;
        }
    }
    gouji::order::sort_by_key(&mut entries, |entry| entry.name());
    Ok(entries)
}

async fn file(entry: &FileSystemFileEntry) -> Option<File> {
    let file = asked(|done, failed| {
        entry.file_with_callback_and_callback(done, failed);
        Ok(())
    });
    Some(file.await.ok()?.unchecked_into())
}

/// What an interface of callbacks answers.
async fn asked(ask: impl Fn(&Function, &Function) -> Result<(), JsValue>) -> Result<JsValue, JsValue> {
    let mut start = |done: Function, failed: Function| {
        if let Err(error) = ask(&done, &failed) {
            // Nobody could be told.
            let _ = failed.call1(&JsValue::NULL, &error);
        }
    };
    JsFuture::from(Promise::new(&mut start)).await
}
