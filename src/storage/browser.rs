//! The browser's own storage, the one place of this room that touches the web.
//!
//! Texts lie in localStorage, through gloo-storage; where the browser denies it, in this tab's
//! memory, and [`Keeping::TabOnly`] says so. A copy in IndexedDB follows. What belongs to one tab
//! lies in sessionStorage in the same way.

mod drafts;
mod files;
mod history;
mod idb;
mod mirror;
mod patience;

pub use drafts::Drafts;
pub use files::Files;

use super::backend::{Backend, BackendError, Stamp};
use super::memory::Memory;
use super::port::Keeping;
use super::record;
use gloo_storage::{LocalStorage, SessionStorage, Storage as _};
use js_sys::JsString;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The browser's storage, whose texts stay where they are.
    type Texts;

    #[wasm_bindgen(method, catch, js_name = getItem)]
    fn get_item(this: &Texts, key: &str) -> Result<Option<JsString>, JsValue>;
}

/// Where a page keeps its drafts.
#[derive(Debug)]
pub enum Browser {
    /// The browser's localStorage.
    Local,
    /// The browser's sessionStorage: it outlives a reload, but not the tab.
    Session,
    /// This tab's memory: the browser's storage is denied.
    Tab(Memory),
}

impl Browser {
    /// localStorage where the browser gives it, else a memory for this tab.
    pub fn open() -> Browser {
        Browser::Local.or_tab()
    }

    /// sessionStorage where the browser gives it, else a memory for this tab.
    pub fn open_session() -> Browser {
        Browser::Session.or_tab()
    }

    fn or_tab(self) -> Browser {
        match self.storage().and_then(|storage| storage.length().map_err(error)) {
            Ok(_) => self,
            Err(_) => Browser::Tab(Memory::new()),
        }
    }

    /// The storage, asked for anew each time: `raw` panics where it is denied, and a browser can
    /// deny it at any time.
    fn storage(&self) -> Result<web_sys::Storage, BackendError> {
        let session = matches!(self, Browser::Session);
        let given = window().map(|window| match session {
            true => window.session_storage(),
            false => window.local_storage(),
        });
        match given {
            Some(Ok(Some(_))) if session => Ok(SessionStorage::raw()),
            Some(Ok(Some(_))) => Ok(LocalStorage::raw()),
            Some(Err(thrown)) => Err(error(thrown)),
            Some(Ok(None)) | None => Err(BackendError::Denied),
        }
    }
}

impl Backend for Browser {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        match self {
            Browser::Tab(memory) => memory.get(key),
            Browser::Local | Browser::Session => self.storage()?.get_item(key).map_err(error),
        }
    }

    fn stamp(&self, key: &str) -> Result<Option<Stamp>, BackendError> {
        match self {
            Browser::Local | Browser::Session => {
                // Of a long text only its beginning crosses over from the browser.
                let storage: Texts = self.storage()?.unchecked_into();
                let text = storage.get_item(key).map_err(error)?;
                Ok(text.map(|text| {
                    let start = text.slice(0, Stamp::START as u32);
                    Stamp {
                        units: text.length() as usize,
                        start: record::hash(&String::from(start)),
                    }
                }))
            }
            Browser::Tab(memory) => memory.stamp(key),
        }
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), BackendError> {
        match self {
            Browser::Tab(memory) => memory.set(key, text),
            Browser::Local | Browser::Session => self.storage()?.set_item(key, text).map_err(error),
        }
    }

    fn remove(&mut self, key: &str) -> Result<(), BackendError> {
        match self {
            Browser::Tab(memory) => memory.remove(key),
            Browser::Local | Browser::Session => self.storage()?.remove_item(key).map_err(error),
        }
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        match self {
            Browser::Local | Browser::Session => {
                let storage = self.storage()?;
                let mut keys = Vec::new();
                for index in 0..storage.length().map_err(error)? {
                    // Another tab may have taken keys away meanwhile.
                    keys.extend(storage.key(index).map_err(error)?);
                }
                Ok(keys)
            }
            Browser::Tab(memory) => memory.keys(),
        }
    }

    fn keeping(&self) -> Keeping {
        match self {
            Browser::Local => Keeping::Browser,
            Browser::Session | Browser::Tab(_) => Keeping::TabOnly,
        }
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "the store's own way to the window, and the only one"
)]
fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

/// What a thrown value means. Engines have changed names and codes over the years; both are
/// asked, without binding to one class: <https://developer.mozilla.org/docs/Web/API/QuotaExceededError>.
fn error(thrown: JsValue) -> BackendError {
    let field = |name| js_sys::Reflect::get(&thrown, &JsValue::from_str(name)).ok();
    let name = field("name").and_then(|name| name.as_string()).unwrap_or_default();
    let code = field("code").and_then(|code| code.as_f64()).unwrap_or_default();
    match (name.as_str(), code as u32) {
        ("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED", _) | (_, 22 | 1014) => BackendError::Full,
        ("SecurityError" | "NotAllowedError", _) | (_, 18) => BackendError::Denied,
        _ => BackendError::Other(
            field("message")
                .and_then(|message| message.as_string())
                .filter(|message| !message.is_empty())
                .unwrap_or(name),
        ),
    }
}
