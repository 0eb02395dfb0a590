//! The browser's own storage, the one place of this room that touches the web.
//!
//! Texts lie in localStorage, through gloo-storage; where the browser denies it, in this tab's
//! memory, and [`Keeping::TabOnly`] says so. A copy in IndexedDB follows.

mod drafts;
mod mirror;

pub use drafts::Drafts;

use super::backend::{Backend, BackendError};
use super::memory::Memory;
use super::port::Keeping;
use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::JsValue;

/// Where a page keeps its drafts.
#[derive(Debug)]
pub enum Browser {
    /// The browser's localStorage.
    Local,
    /// This tab's memory: localStorage is denied.
    Tab(Memory),
}

impl Browser {
    /// localStorage where the browser gives it, else a memory for this tab.
    pub fn open() -> Browser {
        match storage().and_then(|storage| storage.length().map_err(error)) {
            Ok(_) => Browser::Local,
            Err(_) => Browser::Tab(Memory::new()),
        }
    }
}

impl Backend for Browser {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        match self {
            Browser::Local => storage()?.get_item(key).map_err(error),
            Browser::Tab(memory) => memory.get(key),
        }
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), BackendError> {
        match self {
            Browser::Local => storage()?.set_item(key, text).map_err(error),
            Browser::Tab(memory) => memory.set(key, text),
        }
    }

    fn remove(&mut self, key: &str) -> Result<(), BackendError> {
        match self {
            Browser::Local => storage()?.remove_item(key).map_err(error),
            Browser::Tab(memory) => memory.remove(key),
        }
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        match self {
            Browser::Local => {
                let storage = storage()?;
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
            Browser::Tab(_) => Keeping::TabOnly,
        }
    }
}

/// localStorage, asked for anew each time: `LocalStorage::raw` panics where it is denied, and a
/// browser can deny it at any time.
fn storage() -> Result<web_sys::Storage, BackendError> {
    match window().map(|window| window.local_storage()) {
        Some(Ok(Some(_))) => Ok(LocalStorage::raw()),
        Some(Err(thrown)) => Err(error(thrown)),
        Some(Ok(None)) | None => Err(BackendError::Denied),
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
