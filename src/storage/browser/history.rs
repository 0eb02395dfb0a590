//! The place of snapshots in the browser: a database of its own in IndexedDB.
//!
//! Apart from the copy of the drafts, so that neither waits for the other, and so that no
//! snapshot ever takes room from a draft in localStorage.

use super::error;
use super::idb::{Database, answer, done, finished};
use super::patience::or_silent;
use crate::storage::backend::BackendError;
use crate::storage::history::Place;
use crate::storage::port::DraftId;
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

const DATABASE: &str = "posthoc-history";
const SNAPSHOTS: &str = "snapshots";
/// A database that says nothing for so long is not waited for.
const SILENT_MS: i32 = 5_000;

/// A database of bytes.
#[derive(Clone, Debug)]
pub(super) struct Snapshots(Database);

impl Default for Snapshots {
    fn default() -> Self {
        Snapshots(Database::new(DATABASE, SNAPSHOTS))
    }
}

/// Each thing that is asked is waited for so long: a database that another page keeps from opening
/// may never answer.
impl Place for Snapshots {
    async fn keys(&self, draft: Option<&DraftId>) -> Result<Vec<String>, BackendError> {
        let (place, draft) = (self.clone(), draft.cloned());
        or_silent(SILENT_MS, async move {
            let (_, store) = place.0.begin("readonly").await?;
            let request = match draft {
                None => store.get_all_keys(),
                Some(draft) => {
                    let range = of_draft(&draft).map_err(error)?;
                    store.get_all_keys_with_key(&range)
                }
            };
            let keys: Array = answer(&request.map_err(error)?).await?.unchecked_into();
            Ok(keys.iter().filter_map(|key| key.as_string()).collect())
        })
        .await
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, BackendError> {
        let (place, key) = (self.clone(), JsValue::from_str(key));
        or_silent(SILENT_MS, async move {
            let (_, store) = place.0.begin("readonly").await?;
            let found = answer(&store.get(&key).map_err(error)?).await?;
            Ok(found.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec))
        })
        .await
    }

    async fn put(&self, key: &str, bytes: &[u8]) -> Result<(), BackendError> {
        let (place, key, bytes) = (self.clone(), JsValue::from_str(key), Uint8Array::from(bytes));
        or_silent(SILENT_MS, async move {
            let (transaction, store) = place.0.begin("readwrite").await?;
            let written = finished(&transaction);
            let put = answer(&store.put_with_key(&bytes, &key).map_err(error)?).await;
            done(written, &transaction).await.and(put.map(|_| ()))
        })
        .await
    }

    async fn remove(&self, keys: &[String]) -> Result<(), BackendError> {
        let (place, keys) = (self.clone(), keys.to_vec());
        or_silent(SILENT_MS, async move {
            let (transaction, store) = place.0.begin("readwrite").await?;
            let written = finished(&transaction);
            for key in keys {
                store.delete(&JsValue::from_str(&key)).map_err(error)?;
            }
            done(written, &transaction).await
        })
        .await
    }
}

/// All keys of a draft. The binding of key ranges would be a feature more for one call.
fn of_draft(draft: &DraftId) -> Result<JsValue, JsValue> {
    let ranges = Reflect::get(&js_sys::global(), &"IDBKeyRange".into())?;
    let bound: Function = Reflect::get(&ranges, &"bound".into())?.dyn_into()?;
    // "0" is what comes behind "/" in the order of keys.
    let (from, to) = (format!("{}/", draft.0), format!("{}0", draft.0));
    bound.call2(&ranges, &from.into(), &to.into())
}
