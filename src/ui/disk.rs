//! Files on the person's disk, where the browser lets a page hold them (the File System Access
//! API): chosen, read, written and read back. Elsewhere files go by upload and download.
//!
//! Holds the files, by number; must not decide what is written or when.

use super::menu::Choice;
use super::page::Page;
use crate::editor::Event;
use crate::editor::disk::{DiskEvent, FileRef, FileTask, Remembered, Seen, Trouble};
use crate::editor::port::DraftId;
use crate::ui::dom;
use js_sys::{Array, JsString, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::GetUntracked;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

// Not among the settled bindings.
#[wasm_bindgen]
extern "C" {
    type Pickers;

    #[wasm_bindgen(method, catch, js_name = showOpenFilePicker)]
    fn open(this: &Pickers, options: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = showSaveFilePicker)]
    fn save(this: &Pickers, options: &JsValue) -> Result<Promise, JsValue>;

    #[derive(Clone)]
    type FileHandle;

    #[wasm_bindgen(method, getter)]
    fn name(this: &FileHandle) -> String;

    #[wasm_bindgen(method, catch, js_name = getFile)]
    fn file(this: &FileHandle) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = createWritable)]
    fn writable(this: &FileHandle) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = queryPermission)]
    fn may(this: &FileHandle, how: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = requestPermission)]
    fn ask_for(this: &FileHandle, how: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = isSameEntry)]
    fn is_same(this: &FileHandle, other: &FileHandle) -> Result<Promise, JsValue>;

    type Writable;

    #[wasm_bindgen(method, catch)]
    fn write(this: &Writable, text: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn close(this: &Writable) -> Result<Promise, JsValue>;
}

thread_local! {
    /// The files of this visit. A number is an index here.
    static HELD: RefCell<Vec<FileHandle>> = const { RefCell::new(Vec::new()) };
}

/// Whether this browser lets a page hold files.
pub(crate) fn available() -> bool {
    Reflect::has(&dom::window(), &"showOpenFilePicker".into()).unwrap_or(false)
}

/// What can be done with files from the open draft.
pub(crate) fn choices(page: Page) -> Vec<Choice> {
    if !available() {
        return Vec::new();
    }
    let act = move |event: DiskEvent| move || page.dispatch(Event::Disk(event.clone()));
    let mut choices = Vec::new();
    if let Some((name, _)) = page.state.file.get_untracked() {
        let words = format!("Save to {name}");
        choices.push(Choice::new("#i-file", words, act(DiskEvent::SaveOrDownload)).keys("Ctrl S"));
    }
    choices.push(Choice::new("#i-file", "Save as a file…", act(DiskEvent::SaveAsAsked)));
    choices
}

/// Does what the application asks, and tells it what came of it. What the person breaks off is no
/// news.
pub(crate) fn perform(page: Page, task: FileTask) {
    let (draft, name) = match &task {
        FileTask::Remember { draft, file, note } => {
            let kept = held(*file).ok().map(|handle| (handle.into(), note.clone()));
            return (page.outside().remember_file)(draft.clone(), kept);
        }
        FileTask::Forget { draft } => return (page.outside().remember_file)(draft.clone(), None),
        FileTask::Recall => return recall(page),
        FileTask::Open => (None, String::new()),
        FileTask::Read { draft, file, .. } | FileTask::Write { draft, file, .. } => {
            let name = held(*file).map(|handle| handle.name()).unwrap_or_default();
            (Some(draft.clone()), name)
        }
        FileTask::WriteNew { draft, name, .. } => (Some(draft.clone()), name.clone()),
    };
    // The dialogs open only while the person's press is at work, so they are asked for at once.
    let asked = match &task {
        FileTask::Open => Some(pickers().open(&options(None))),
        FileTask::WriteNew { name, .. } => Some(pickers().save(&options(Some(name)))),
        // What is remembered of an earlier visit has to be allowed anew.
        FileTask::Read { file, saving: true, .. } => held(*file)
            .ok()
            .and_then(|handle| handle.ask_for(&how("readwrite")).ok())
            .map(Ok),
        _ => None,
    };
    spawn_local(async move {
        let event = match done(task, asked).await {
            Ok(Some(event)) => event,
            Ok(None) => return,
            Err(thrown) => match trouble(&thrown) {
                Some(why) => DiskEvent::Refused { draft, name, why },
                None => return,
            },
        };
        page.dispatch(Event::Disk(event));
    });
}

async fn done(task: FileTask, asked: Option<Result<Promise, JsValue>>) -> Result<Option<DiskEvent>, JsValue> {
    let chosen = match asked {
        Some(asked) => Some(JsFuture::from(asked?).await?),
        None => None,
    };
    Ok(Some(match (task, chosen) {
        (
            FileTask::Read {
                draft,
                file,
                saving: false,
            },
            _,
        ) => {
            // Nobody asked for this: where the file can't be read, nothing is said.
            if held(file)?.is_closed().await {
                return Ok(None);
            }
            let Ok(seen) = read(file).await else {
                return Ok(None);
            };
            DiskEvent::Read {
                draft,
                seen,
                saving: false,
            }
        }
        (FileTask::Read { draft, file, saving }, _) => {
            let seen = read(file).await?;
            DiskEvent::Read { draft, seen, saving }
        }
        (
            FileTask::Write {
                draft,
                file,
                text,
                modified_ms,
                length,
            },
            _,
        ) => {
            let seen = read(file).await?;
            if (seen.modified_ms, seen.bytes.len()) != (modified_ms, length) {
                return Ok(Some(DiskEvent::Read {
                    draft,
                    seen,
                    saving: true,
                }));
            }
            write(draft, file, &text).await?
        }
        (FileTask::WriteNew { draft, text, .. }, Some(handle)) => {
            let file = hold(handle.unchecked_into()).await;
            write(draft, file, &text).await?
        }
        (FileTask::Open, Some(handles)) => {
            let file = hold(Array::from(&handles).get(0).unchecked_into()).await;
            DiskEvent::Opened(read(file).await?)
        }
        _ => return Err(JsValue::UNDEFINED),
    }))
}

/// Tells the application what drafts followed in earlier visits.
fn recall(page: Page) {
    if !available() {
        return;
    }
    (page.outside().recall_files)(Box::new(move |all| {
        spawn_local(async move {
            let mut remembered = Vec::new();
            for (draft, handle, note) in all {
                let handle: FileHandle = handle.unchecked_into();
                let name = handle.name();
                let file = hold(handle).await;
                remembered.push(Remembered {
                    draft,
                    file,
                    name,
                    note,
                });
            }
            page.dispatch(Event::Disk(DiskEvent::Recalled(remembered)));
        });
    }));
}

impl FileHandle {
    /// Whether the file may not be read unless the person is asked.
    async fn is_closed(&self) -> bool {
        let Ok(asked) = self.may(&how("read")) else {
            // A browser that knows no such question answers when the file is read.
            return false;
        };
        let answer = JsFuture::from(asked).await;
        answer.is_ok_and(|answer| answer.as_string().is_some_and(|answer| answer != "granted"))
    }
}

fn how(mode: &str) -> JsValue {
    let how = Object::new();
    _ = Reflect::set(&how, &"mode".into(), &mode.into());
    how.into()
}

async fn read(file: FileRef) -> Result<Seen, JsValue> {
    let handle = held(file)?;
    let on_disk: web_sys::File = JsFuture::from(handle.file()?).await?.unchecked_into();
    let buffer = JsFuture::from(on_disk.array_buffer()).await?;
    Ok(Seen {
        file,
        name: handle.name(),
        modified_ms: on_disk.last_modified() as i64,
        bytes: Uint8Array::new(&buffer).to_vec(),
    })
}

/// Writes a text beside the file, puts it in its place as a whole, and reads it back.
async fn write(draft: DraftId, file: FileRef, text: &str) -> Result<DiskEvent, JsValue> {
    let writable: Writable = JsFuture::from(held(file)?.writable()?).await?.unchecked_into();
    JsFuture::from(writable.write(text)?).await?;
    JsFuture::from(writable.close()?).await?;
    let seen = read(file).await?;
    Ok(DiskEvent::Written { draft, seen })
}

/// The number of a file: the same one for the same file.
async fn hold(handle: FileHandle) -> FileRef {
    let (known, name) = (HELD.with_borrow(Vec::clone), handle.name());
    for (number, other) in (0..).zip(known).filter(|(_, other)| other.name() == name) {
        let same = match handle.is_same(&other) {
            Ok(asked) => JsFuture::from(asked).await.is_ok_and(|same| same.is_truthy()),
            Err(_) => false,
        };
        if same {
            return FileRef(number);
        }
    }
    HELD.with_borrow_mut(|held| {
        held.push(handle);
        FileRef(u32::try_from(held.len()).unwrap_or(u32::MAX).saturating_sub(1))
    })
}

fn held(file: FileRef) -> Result<FileHandle, JsValue> {
    let handle = HELD.with_borrow(|held| held.get(file.0 as usize).cloned());
    handle.ok_or(JsValue::UNDEFINED)
}

fn pickers() -> Pickers {
    JsValue::from(dom::window()).unchecked_into()
}

/// Markdown and text, under a name where one is suggested.
fn options(name: Option<&str>) -> JsValue {
    let set = |object: &Object, key: &str, value: &JsValue| _ = Reflect::set(object, &key.into(), value);
    let kinds = Object::new();
    let ends = [".md", ".markdown", ".txt"].map(JsString::from);
    set(&kinds, "text/markdown", &Array::of3(&ends[0], &ends[1], &ends[2]));
    let kind = Object::new();
    set(&kind, "description", &"Markdown".into());
    set(&kind, "accept", &kinds);
    let options = Object::new();
    set(&options, "types", &Array::of1(&kind));
    if let Some(name) = name {
        set(&options, "suggestedName", &name.into());
    }
    options.into()
}

/// What a thrown value means; `None` where the person broke off.
fn trouble(thrown: &JsValue) -> Option<Trouble> {
    let field = |name: &str| Reflect::get(thrown, &name.into()).ok()?.as_string();
    Some(match field("name").unwrap_or_default().as_str() {
        "AbortError" => return None,
        "NotFoundError" => Trouble::Gone,
        "NotAllowedError" | "SecurityError" => Trouble::Denied,
        "QuotaExceededError" => Trouble::Full,
        name => Trouble::Other(field("message").unwrap_or_else(|| name.to_owned())),
    })
}
