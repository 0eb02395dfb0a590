//! Which file of the disk a draft follows, from one visit to the next: the browser's own handle and
//! a note of the application, in a database of their own.
//!
//! A handle holds no text and no path. Where it can't be kept, it lasts as long as the page.

use super::error;
use super::idb::{Database, answer, done, finished};
use super::patience::or_silent;
use crate::storage::backend::BackendError;
use crate::storage::port::DraftId;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

const DATABASE: &str = "posthoc-files";
const FILES: &str = "files";
/// A database that says nothing for so long is not waited for.
const SILENT_MS: i32 = 5_000;

/// The files that drafts follow. A record is a handle and a note under the draft's id.
#[derive(Clone, Debug)]
pub struct Files(Database);

impl Files {
    /// The files of this browser.
    pub fn open() -> Files {
        Files(Database::new(DATABASE, FILES))
    }

    /// Remembers a draft's file; `None` forgets it.
    pub async fn remember(&self, draft: &DraftId, file: Option<(JsValue, String)>) -> Result<(), BackendError> {
        let (files, key) = (self.0.clone(), JsValue::from_str(&draft.0));
        or_silent(SILENT_MS, async move {
            let (transaction, store) = files.begin("readwrite").await?;
            let written = finished(&transaction);
            let request = match file {
                Some((handle, note)) => store.put_with_key(&Array::of2(&handle, &note.into()), &key),
                None => store.delete(&key),
            };
            let put = answer(&request.map_err(error)?).await;
            done(written, &transaction).await.and(put.map(|_| ()))
        })
        .await
    }

    /// All that is remembered: draft, handle, note.
    pub async fn recall(&self) -> Result<Vec<(DraftId, JsValue, String)>, BackendError> {
        let files = self.0.clone();
        or_silent(SILENT_MS, async move {
            let (_, store) = files.begin("readonly").await?;
            let (keys, values) = (store.get_all_keys().map_err(error)?, store.get_all().map_err(error)?);
            let (keys, values) = (answer(&keys), answer(&values));
            let (keys, values): (Array, Array) = (keys.await?.unchecked_into(), values.await?.unchecked_into());
            let pairs = keys.iter().zip(values.iter());
            let read = |(key, value): (JsValue, JsValue)| {
                let pair: Array = value.dyn_into().ok()?;
                Some((DraftId(key.as_string()?), pair.get(0), pair.get(1).as_string()?))
            };
            Ok(pairs.filter_map(read).collect())
        })
        .await
    }
}
