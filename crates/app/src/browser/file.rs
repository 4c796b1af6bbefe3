//! Files, chosen, dropped or pasted. Web pages and text are read here, in any charset; for docx, spreadsheets and pdf the
//! readers are loaded first (see [`super::opener`]).

use std::cell::RefCell;
use std::collections::BTreeSet;

use gouji::Error;
use gouji_files::{Foreign, foreign, limits, open_with};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, Event, File, FileList, HtmlInputElement, TextDecoder};
use yew::Callback;

use super::{checker, client, folder, opener};
use crate::batch::{MAX_FILES, Status};
use crate::source::Source;
use crate::state::{Action, FileAction, PriorAction, Refusal};
use crate::token::Token;

/// The kinds in the file chooser. A file of another kind gets its own answer all the same.
pub const ACCEPT: &str = ".html,.htm,.mht,.mhtml,.txt,.csv,.tsv,.docx,.xlsx,.xls,.pdf";

thread_local! {
    /// Files that are not wanted any more.
    static GIVEN_UP: RefCell<BTreeSet<Token>> = const { RefCell::new(BTreeSet::new()) };
}

/// A file that was given, alone or in a folder.
pub struct Given {
    /// Its path inside the folder, else its name.
    pub path: String,
    /// The file.
    pub file: File,
}

impl Given {
    fn of(file: File) -> Given {
        // In a folder that was chosen the folder's own name stands first, and before all files.
        let path = js_sys::Reflect::get(&file, &"webkitRelativePath".into()).ok();
        let path = path.and_then(|path| path.as_string()).unwrap_or_default();
        let path = path.split_once('/').map(|(_, inside)| inside.to_owned());
        Given { path: path.unwrap_or_else(|| file.name()), file }
    }
}

/// What comes of a file without the readers.
enum Here {
    Opened(Source),
    Refused(Refusal),
    NeedsReaders(ArrayBuffer),
}

/// Gives files up, whether they are being read already or not. Others are read on.
pub fn give_up(files: impl IntoIterator<Item = Token>) {
    for file in files {
        GIVEN_UP.with_borrow_mut(|given_up| given_up.insert(file));
        client::give_up(file);
    }
}

fn is_given_up(file: Token) -> bool {
    GIVEN_UP.with_borrow(|given_up| given_up.contains(&file))
}

/// Reads `file` and says what came of it.
pub fn open(file: File, dispatch: Callback<Action>) {
    let token = Token::new();
    dispatch.emit(FileAction::Read(token, file.name()).into());
    spawn_local(async move {
        if let Some(result) = read_whole(token, &file).await {
            dispatch.emit(FileAction::Opened(token, result).into());
        }
    });
}

/// Reads one file after the other and says how far each is.
fn open_all(files: Vec<Given>, is_cut: bool, dispatch: Callback<Action>) {
    let files: Vec<(Token, Given)> = files.into_iter().map(|file| (Token::new(), file)).collect();
    let names = files.iter().map(|(token, given)| (*token, given.path.clone())).collect();
    dispatch.emit(FileAction::List(names, is_cut).into());
    spawn_local(async move {
        for (token, Given { file, .. }) in files {
            let say = |status| dispatch.emit(FileAction::Listed(token, Box::new(status)).into());
            if !is_given_up(token) {
                say(Status::Reading);
            }
            // The page shows where it is, and answers, between two files.
            gloo_timers::future::TimeoutFuture::new(0).await;
            match read_whole(token, &file).await {
                Some(Ok(source)) => {
                    if let Some(done) = checker::read(token, source).await {
                        say(Status::of(done.source, done.result));
                    }
                }
                Some(Err(refusal)) => say(Status::Refused(refusal)),
                None => {}
            }
        }
    });
}

/// Reads last year's report.
pub fn open_prior(file: File, dispatch: Callback<Action>) {
    let token = Token::new();
    dispatch.emit(PriorAction::Open(token, file.name()).into());
    spawn_local(async move {
        if let Some(result) = read_whole(token, &file).await {
            dispatch.emit(PriorAction::Opened(token, result).into());
        }
    });
}

/// Takes a text for last year's report.
pub fn check_prior(source: Source, dispatch: &Callback<Action>) {
    dispatch.emit(PriorAction::Text(Box::new(source)).into());
}

/// The text of a file; none where it was given up.
async fn read_whole(token: Token, file: &File) -> Option<Result<Source, Refusal>> {
    if is_given_up(token) {
        return None;
    }
    let here = read(file).await;
    if is_given_up(token) {
        return None;
    }
    match here {
        Here::Opened(source) => Some(Ok(source)),
        Here::Refused(refusal) => Some(Err(refusal)),
        Here::NeedsReaders(bytes) => opener::open(token, file.name(), bytes).await,
    }
}

/// What a folder holds beside its documents: what the system or an office program that is open writes there.
pub fn is_by_the_way(name: &str) -> bool {
    let by_name = ["thumbs.db", "desktop.ini", "__macosx"];
    name.starts_with(['.', '~']) || by_name.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// The files of a list: one is opened, several are listed.
fn take(files: &FileList, dispatch: &Callback<Action>) -> bool {
    let all = (0..files.length()).filter_map(|index| files.get(index)).map(Given::of).collect();
    take_all(all, false, dispatch)
}

fn take_all(mut all: Vec<Given>, is_cut: bool, dispatch: &Callback<Action>) -> bool {
    if all.len() > 1 {
        all.retain(|given| !given.path.split('/').any(is_by_the_way));
    }
    match all.len() {
        0 => return false,
        1 if !is_cut => all.into_iter().for_each(|given| open(given.file, dispatch.clone())),
        n => open_all(all.into_iter().take(MAX_FILES).collect(), is_cut || n > MAX_FILES, dispatch.clone()),
    }
    true
}

/// The files in folders that were dropped.
fn take_folders(entries: Vec<web_sys::FileSystemEntry>, dispatch: Callback<Action>) {
    let token = Token::new();
    let name =
        entries.iter().find(|entry| entry.is_directory()).map(|entry| entry.name()).unwrap_or_default();
    dispatch.emit(FileAction::Read(token, name).into());
    spawn_local(async move {
        let held = folder::held(entries).await;
        if !is_given_up(token) && !take_all(held.files, held.is_cut, &dispatch) {
            let refusal = Refusal::said(|text| text.folder_empty);
            dispatch.emit(FileAction::Opened(token, Err(refusal)).into());
        }
    });
}

/// The files chosen in an `<input type=file>`. The field is emptied, so that the same file can be chosen again.
pub fn on_choose(event: &Event, dispatch: &Callback<Action>) {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return };
    if let Some(files) = field.files() {
        take(&files, dispatch);
    }
    field.set_value("");
}

/// The same for last year's report.
pub fn on_choose_prior(event: &Event, dispatch: &Callback<Action>) {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return };
    if let Some(file) = field.files().and_then(|files| files.get(0)) {
        open_prior(file, dispatch.clone());
    }
    field.set_value("");
}

/// Takes dropped files. Dropped text is left to the box.
pub fn on_drop(event: &Event, dispatch: &Callback<Action>) {
    on_drag(event, false);
    let Some(event) = event.dyn_ref::<DragEvent>() else { return };
    let Some(data) = event.data_transfer() else { return };
    if let Some(entries) = folder::dropped(&data) {
        event.prevent_default();
        take_folders(entries, dispatch.clone());
    } else if data.files().is_some_and(|files| take(&files, dispatch)) {
        event.prevent_default();
    }
}

/// Shows that a dragged file can be let go here; without this the browser would open it in place of the page.
pub fn on_drag(event: &Event, over: bool) {
    let Some(drag) = event.dyn_ref::<DragEvent>() else { return };
    let has_file = drag.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0));
    if !has_file {
        return;
    }
    if over {
        event.prevent_default();
    }
    if let Some(body) = super::document().and_then(|document| document.body()) {
        let _ = body.class_list().toggle_with_force("dragging", over);
    }
}

async fn read(file: &File) -> Here {
    if file.size() > limits::FILE_BYTES as f64 {
        return Here::Refused(Error::TooLarge.into());
    }
    // A folder, or a file that is gone: there is nothing to read.
    let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
        return Here::Refused(Error::Corrupt.into());
    };
    let buffer: ArrayBuffer = buffer.unchecked_into();
    let bytes = Uint8Array::new(&buffer).to_vec();
    match open_with(&bytes, &decode) {
        Ok(opened) => {
            let opened = opened.named(&file.name());
            Here::Opened(Source::file(opened.text, opened.kind, file.name().into(), opened.format))
        }
        Err(Error::UnsupportedFormat) => match foreign(&bytes) {
            // A pdf is taken for a scan only by those who can read pdf.
            None | Some(Foreign::ScannedPdf) => Here::NeedsReaders(buffer),
            Some(foreign) => Here::Refused(foreign.into()),
        },
        Err(error) => Here::Refused(error.into()),
    }
}

/// GB18030 and Big5 are left to the browser.
fn decode(label: &'static str, bytes: &[u8]) -> Option<String> {
    TextDecoder::new_with_label(label).ok()?.decode_with_u8_array(bytes).ok()
}
