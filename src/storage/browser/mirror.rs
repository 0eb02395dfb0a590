//! The copy in IndexedDB: written after each change, read once at the start.
//!
//! A browser that is killed can lose what localStorage was given in the last half minute; what
//! IndexedDB has confirmed stays.

use super::error;
use super::idb::{self, answer, finished};
use crate::storage::backend::BackendError;
use crate::storage::journal::Change;
use crate::storage::store::may_copy_over;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbTransaction};

const DATABASE: &str = "posthoc";
const TEXTS: &str = "texts";

/// A database of texts under the same keys as the store's.
#[derive(Debug)]
pub(super) struct Mirror(IdbDatabase);

impl Mirror {
    /// Opens the database, and makes it where there is none.
    pub(super) async fn open() -> Result<Mirror, BackendError> {
        idb::open(DATABASE, TEXTS).await.map(Mirror)
    }

    /// Every key and its text.
    pub(super) async fn read(&self) -> Result<Vec<(String, String)>, BackendError> {
        let (_, store) = self.texts("readonly")?;
        let keys = answer(&store.get_all_keys().map_err(error)?);
        let texts = answer(&store.get_all().map_err(error)?);
        let keys: Array = keys.await?.unchecked_into();
        let texts: Array = texts.await?.unchecked_into();
        Ok(keys
            .iter()
            .zip(texts.iter())
            .filter_map(|(key, text)| key.as_string().zip(text.as_string()))
            .collect())
    }

    /// Copies changes, all or none.
    pub(super) async fn write(&self, changes: &[Change]) -> Result<(), BackendError> {
        let (transaction, store) = self.texts("readwrite")?;
        let written = finished(&transaction);
        for (key, text) in changes {
            let name = JsValue::from_str(key);
            match text {
                None => _ = store.delete(&name).map_err(error)?,
                Some(text) => {
                    let there = answer(&store.get(&name).map_err(error)?).await?.as_string();
                    if there.is_none_or(|there| may_copy_over(key, &there, text)) {
                        store.put_with_key(&JsValue::from_str(text), &name).map_err(error)?;
                    }
                }
            }
        }
        JsFuture::from(written)
            .await
            .map(|_| ())
            .map_err(|_| BackendError::Other("the copy of the drafts was not written".into()))
    }

    fn texts(&self, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), BackendError> {
        idb::transaction(&self.0, TEXTS, mode)
    }
}
