//! Files, chosen, dropped or pasted. Web pages and text are read here, in any charset; for documents the
//! readers are loaded first (see [`super::opener`]), for pictures theirs (see [`super::viewer`]). Several pictures are the pages of one report.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::pin::Pin;
use std::rc::Rc;

use gouji::plain::plain;
use gouji::{Error, Kind, Settings, tasks};
use gouji_files::folder::is_by_the_way;
use gouji_files::{Foreign, foreign, kinds, limits, open_with};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DragEvent, Event, File, FileList, HtmlInputElement, TextDecoder};
use yew::Callback;

use super::opener::{Given, Opened};
use super::{checker, client, folder, opener, viewer};
use crate::batch::{MAX_FILES, Status};
use crate::lang::Lang;
use crate::source::Source;
use crate::state::{Action, FileAction, OfficeAction, PriorAction, Progress, Refusal, TaskAction};
use crate::texts::{fill, texts};
use crate::token::Token;

/// The kinds in the file chooser. A file of another kind gets its own answer all the same.
pub fn accept() -> String {
    // And what an office has set.
    let all = kinds::chosen(true).chain(["toml"]).map(|extension| format!(".{extension}"));
    all.collect::<Vec<_>>().join(",")
}

/// The kinds in words.
pub fn kinds(lang: Lang) -> String {
    fill(texts(lang).file_kinds, &[("kinds", &kinds::usual(" ", true))])
}

thread_local! {
    /// Files that are not wanted any more.
    static GIVEN_UP: RefCell<BTreeSet<Token>> = const { RefCell::new(BTreeSet::new()) };
}

/// What comes of a file without the readers.
enum Here {
    Opened(Source),
    Refused(Refusal),
    NeedsReaders(ArrayBuffer),
    Picture,
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

/// Reads `file` and says what came of it; a packed folder is listed.
pub fn open(file: Given, dispatch: Callback<Action>) {
    let token = Token::new();
    dispatch.emit(FileAction::Read(token, file.name.clone()).into());
    spawn_local(async move {
        match read_whole(token, &file, Some(progress(token, &dispatch))).await {
            Some(Ok(Opened::Folder(mut files))) => {
                take_office(&mut files, &dispatch);
                list(files, false, dispatch);
            }
            Some(Ok(Opened::Text(source))) if Settings::looks_like(&source.text) => {
                set(file.name, source.text.to_string(), &dispatch).await;
            }
            Some(Ok(Opened::Text(source))) if tasks::looks_like(&source.text) => {
                open_tasks(file.name, source, &dispatch).await;
            }
            Some(result) => dispatch.emit(FileAction::Opened(token, text(result)).into()),
            None => {}
        }
    });
}

/// Reads pictures as the pages of one report and says what came of them.
fn open_pictures(mut files: Vec<File>, dispatch: Callback<Action>) {
    gouji::order::sort_by_key(&mut files, |file| gouji::order::by_numbers(&file.name()));
    let token = Token::new();
    let first = files.first().map(|file| plain(&file.name())).unwrap_or_default();
    let name = match files.len() {
        1 => first,
        n => format!("{first} +{}", n - 1),
    };
    dispatch.emit(FileAction::Read(token, name.clone()).into());
    let bytes: f64 = files.iter().map(|file| file.size()).sum();
    if bytes > limits::FILE_BYTES as f64 {
        let refusal = Refusal::from(Error::TooLarge);
        return dispatch.emit(FileAction::Opened(token, Err(refusal)).into());
    }
    spawn_local(async move {
        let pictures = files.into_iter().map(Blob::from).collect();
        if let Some(result) = viewer::read(token, &name, pictures, Some(progress(token, &dispatch))).await {
            dispatch.emit(FileAction::Opened(token, result).into());
        }
    });
}

/// The pictures that a text holds itself and in which its tables may be.
fn held(source: &Source) -> Vec<Blob> {
    if source.kind != Kind::Html {
        return Vec::new();
    }
    let blob = |base64: &str| {
        // A character a byte.
        let bytes: Vec<u8> = web_sys::window()?.atob(base64).ok()?.chars().map(|byte| byte as u8).collect();
        Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes.as_slice()))).ok()
    };
    crate::pictures::held(&source.text).into_iter().filter_map(blob).collect()
}

/// Reads the pictures in which a text that was pasted holds its tables, and says what came of both; nothing where it holds none.
pub fn open_held(source: Source, dispatch: &Callback<Action>) -> bool {
    let pictures = held(&source);
    if pictures.is_empty() {
        return false;
    }
    let (token, dispatch) = (Token::new(), dispatch.clone());
    let name = "image.png";
    dispatch.emit(FileAction::Read(token, name.to_owned()).into());
    spawn_local(async move {
        let progress = progress(token, &dispatch);
        if let Some(result) = pages(token, name, pictures, Some(source), Some(progress)).await {
            dispatch.emit(FileAction::Opened(token, text(result)).into());
        }
    });
    true
}

/// Reads a list of what is to be mended.
async fn open_tasks(name: String, source: Source, dispatch: &Callback<Action>) {
    let found = checker::tasks(&source).await.ok_or_else(|| Refusal::said(|text| text.tasks_unread));
    dispatch.emit(TaskAction::Read(name.into(), found).into());
}

/// Whether a file is a list of what is to be mended, by the name that the page gives it.
fn is_tasks(given: &Given) -> bool {
    let name = given.name.rsplit('/').next().unwrap_or_default();
    Lang::ALL.into_iter().any(|lang| name.starts_with(texts(lang).file_tasks))
}

/// Whether a file is what an office has set, by its name: `gouji.toml`, as it was saved or sent once more.
fn is_office(given: &Given) -> bool {
    let name = given.name.rsplit('/').next().unwrap_or_default().to_lowercase();
    name.ends_with(".toml") || name.contains("gouji.toml")
}

/// Takes what an office has set out of files: the one nearest to the top holds for all.
fn take_office(files: &mut Vec<Given>, dispatch: &Callback<Action>) -> bool {
    let found = (0..files.len()).filter(|&at| is_office(&files[at]));
    let found = found.min_by_key(|&at| files[at].name.matches('/').count());
    if let Some(at) = found {
        open_office(files.remove(at), dispatch.clone());
    }
    found.is_some()
}

/// Reads what an office has set.
fn open_office(given: Given, dispatch: Callback<Action>) {
    spawn_local(async move {
        let text = match &given.file {
            Ok(file) if file.size() <= MAX_SETTINGS => {
                JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string())
            }
            _ => None,
        };
        match text {
            Some(text) => set(given.name, text, &dispatch).await,
            None => dispatch.emit(
                OfficeAction::Read(given.name.into(), Err(Refusal::said(|text| text.settings_unread))).into(),
            ),
        }
    });
}

/// Says how far a file is.
fn progress(token: Token, dispatch: &Callback<Action>) -> client::Progress {
    let dispatch = dispatch.clone();
    Rc::new(move |done, all, is_slow| {
        dispatch.emit(FileAction::Progress(token, Progress { done, all, is_slow }).into())
    })
}

/// Bytes of the longest file of settings that is read.
const MAX_SETTINGS: f64 = 1_000_000.0;

async fn set(name: String, text: String, dispatch: &Callback<Action>) {
    let read = opener::settings(text).await;
    dispatch.emit(OfficeAction::Read(name.into(), read).into());
}

/// Lists several files, those of packed folders among them, and reads them.
fn open_all(files: Vec<Given>, is_cut: bool, dispatch: Callback<Action>) {
    spawn_local(async move {
        let mut all = Vec::new();
        for file in files {
            if !file.name.to_ascii_lowercase().ends_with(&format!(".{}", kinds::FOLDER)) {
                all.push(file);
                continue;
            }
            let token = Token::new();
            dispatch.emit(FileAction::Read(token, file.name.clone()).into());
            match read_whole(token, &file, None).await {
                Some(Ok(Opened::Folder(files))) => {
                    let inside =
                        |given: Given| Given { name: format!("{}/{}", file.name, given.name), ..given };
                    all.extend(files.into_iter().map(inside));
                }
                // It gets its answer in the list.
                Some(_) => all.push(file),
                None => return,
            }
        }
        take_office(&mut all, &dispatch);
        list(all, is_cut, dispatch);
    });
}

/// Reads one file after the other and says how far each is.
fn list(mut files: Vec<Given>, is_cut: bool, dispatch: Callback<Action>) {
    let is_cut = is_cut || files.len() > MAX_FILES;
    files.truncate(MAX_FILES);
    let files: Vec<(Token, Given)> = files.into_iter().map(|file| (Token::new(), file)).collect();
    let names = files.iter().map(|(token, file)| (*token, file.name.clone())).collect();
    dispatch.emit(FileAction::List(names, is_cut).into());
    let told = Rc::new(Told { waiting: RefCell::default(), dispatch });
    spawn_local(async move {
        for (token, file) in files {
            let say = |status| told.say(token, status);
            if !is_given_up(token) {
                say(Status::Reading);
            }
            // The page shows where it is, and answers, between two files.
            gloo_timers::future::TimeoutFuture::new(0).await;
            match read_whole(token, &file, None).await.map(text) {
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

/// How far the files of a list are, said of several at once: the list is drawn anew for each time.
struct Told {
    waiting: RefCell<Vec<(Token, Status)>>,
    dispatch: Callback<Action>,
}

impl Told {
    /// How long the first waits for others.
    const PAUSE_MS: u32 = 100;

    fn say(self: &Rc<Self>, token: Token, status: Status) {
        let is_first = self.waiting.borrow().is_empty();
        self.waiting.borrow_mut().push((token, status));
        if is_first {
            let told = self.clone();
            let tell = move || told.dispatch.emit(FileAction::Listed(told.waiting.take()).into());
            gloo_timers::callback::Timeout::new(Self::PAUSE_MS, tell).forget();
        }
    }
}

/// Reads last year's report.
pub fn open_prior(file: File, dispatch: Callback<Action>) {
    let (token, file) = (Token::new(), Given::from(file));
    dispatch.emit(PriorAction::Open(token, file.name.clone()).into());
    spawn_local(async move {
        if let Some(result) = read_whole(token, &file, None).await.map(text) {
            dispatch.emit(PriorAction::Opened(token, result).into());
        }
    });
}

/// Takes a text for last year's report.
pub fn check_prior(source: Source, dispatch: &Callback<Action>) {
    dispatch.emit(PriorAction::Text(Box::new(source)).into());
}

/// A text, where only one can be taken.
fn text(opened: Result<Opened, Refusal>) -> Result<Source, Refusal> {
    match opened? {
        Opened::Text(source) => Ok(source),
        Opened::Folder(_) => Err(Foreign::Folder.into()),
        // Those of a scan were read by now.
        Opened::Pictures(..) => Err(Foreign::ScannedPdf.into()),
    }
}

/// What a file holds; none where it was given up. Boxed, so that it is compiled once and not where each of four wait for it.
fn read_whole(
    token: Token,
    given: &Given,
    progress: Option<client::Progress>,
) -> Pin<Box<dyn Future<Output = Whole> + '_>> {
    Box::pin(whole(token, given, progress))
}

type Whole = Option<Result<Opened, Refusal>>;

async fn whole(token: Token, given: &Given, progress: Option<client::Progress>) -> Whole {
    if is_given_up(token) {
        return None;
    }
    let file = match &given.file {
        Ok(file) => file,
        Err(refusal) => return Some(Err(refusal.clone())),
    };
    let here = read(file, &given.name).await;
    if is_given_up(token) {
        return None;
    }
    match here {
        Here::Opened(source) => match held(&source) {
            pictures if pictures.is_empty() => Some(Ok(Opened::Text(source))),
            pictures => pages(token, &given.name, pictures, Some(source), progress).await,
        },
        Here::Refused(refusal) => Some(Err(refusal)),
        Here::Picture => pages(token, &given.name, vec![file.clone().into()], None, progress).await,
        Here::NeedsReaders(bytes) => match opener::open(token, &given.name, bytes).await {
            Some(Ok(Opened::Pictures(pictures, text))) => {
                pages(token, &given.name, pictures, text, progress).await
            }
            opened => opened,
        },
    }
}

/// What pictures show; of a document that they stand in, behind its text.
async fn pages(
    token: Token,
    name: &str,
    pictures: Vec<Blob>,
    text: Option<Source>,
    progress: Option<client::Progress>,
) -> Whole {
    let read = viewer::read(token, name, pictures, progress).await?;
    Some(match (read, text) {
        (Ok(read), Some(text)) => Ok(Opened::Text(text.with_tables(read))),
        // Its pictures show no tables: that is said as of any document.
        (Err(_), Some(text)) => Ok(Opened::Text(text)),
        (read, None) => read.map(Opened::Text),
    })
}

/// The files of a list: one is opened, several are listed; several pictures are one report.
pub fn take(files: &FileList, dispatch: &Callback<Action>) -> bool {
    let all = (0..files.length()).filter_map(|index| files.get(index)).map(Given::from).collect();
    take_all(all, false, dispatch)
}

fn take_all(mut all: Vec<Given>, is_cut: bool, dispatch: &Callback<Action>) -> bool {
    if all.len() > 1 {
        all.retain(|given| !given.name.split('/').any(is_by_the_way));
    }
    let has_office = take_office(&mut all, dispatch);
    // Among reports that are to be listed, the list of before is none; alone it is told by its content.
    if all.len() > 1
        && let Some(at) = all.iter().position(is_tasks)
    {
        open(all.remove(at), dispatch.clone());
    }
    let is_picture = |given: &Given| given.file.as_ref().is_ok_and(|file| file.type_().starts_with("image/"));
    if all.len() > 1 && !is_cut && all.iter().all(is_picture) {
        open_pictures(all.into_iter().filter_map(|given| given.file.ok()).collect(), dispatch.clone());
        return true;
    }
    match all.len() {
        0 => return has_office,
        1 if !is_cut => all.into_iter().for_each(|given| open(given, dispatch.clone())),
        _ => open_all(all, is_cut, dispatch.clone()),
    }
    true
}

/// The files in folders that were dropped.
fn take_folders(entries: Vec<web_sys::FileSystemEntry>, dispatch: Callback<Action>) {
    let token = Token::new();
    let name =
        entries.iter().find(|entry| entry.is_directory()).map(|entry| entry.name()).unwrap_or_default();
    dispatch.emit(FileAction::Read(token, plain(&name)).into());
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

async fn read(file: &File, name: &str) -> Here {
    if file.size() > limits::FILE_BYTES as f64 {
        return Here::Refused(Error::TooLarge.into());
    }
    // A folder, or a file that is gone: there is nothing to read.
    let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
        return Here::Refused(Error::Corrupt.into());
    };
    let buffer: ArrayBuffer = buffer.unchecked_into();
    let bytes = Uint8Array::new(&buffer).to_vec();
    // What its sender calls a picture and is none of those that are told by their first bytes: the browser may know it, or say that it is damaged.
    let is_said_picture = file.type_().starts_with("image/") && file.type_() != "image/svg+xml";
    match open_with(&bytes, &decode) {
        Ok(_) if is_said_picture => Here::Picture,
        Ok(opened) => {
            let opened = opened.named(name);
            Here::Opened(Source::file(opened.text, opened.kind, name.to_owned().into(), opened.format))
        }
        Err(Error::UnsupportedFormat) => match foreign(&bytes) {
            None if is_said_picture => Here::Picture,
            // Only those who can read such a file know more of it; and only they unpack.
            None | Some(Foreign::Folder) => Here::NeedsReaders(buffer),
            Some(Foreign::Picture) => Here::Picture,
            Some(foreign) => Here::Refused(foreign.into()),
        },
        Err(error) => Here::Refused(error.into()),
    }
}

/// GB18030 and Big5 are left to the browser.
fn decode(label: &'static str, bytes: &[u8]) -> Option<String> {
    TextDecoder::new_with_label(label).ok()?.decode_with_u8_array(bytes).ok()
}
