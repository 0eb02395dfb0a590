//! The copy in IndexedDB: written after each change, read once at the start.
//!
//! A browser that is killed can lose what localStorage was given in the last half minute; what
//! IndexedDB has confirmed stays.

use super::error;
use crate::storage::backend::BackendError;
use crate::storage::journal::Change;
use crate::storage::store::may_copy_over;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

const DATABASE: &str = "posthoc";
const TEXTS: &str = "texts";

/// A database of texts under the same keys as the store's.
#[derive(Debug)]
pub(super) struct Mirror(IdbDatabase);

impl Mirror {
    /// Opens the database, and makes it where there is none.
    pub(super) async fn open() -> Result<Mirror, BackendError> {
        let factory = super::window()
            .and_then(|window| window.indexed_db().ok().flatten())
            .ok_or(BackendError::Denied)?;
        let request = factory.open_with_u32(DATABASE, 1).map_err(error)?;
        let making = request.clone();
        let make = Closure::once_into_js(move || {
            if let Ok(database) = making.result() {
                // Where this is refused, opening ends with an error of its own.
                let _ = database.unchecked_into::<IdbDatabase>().create_object_store(TEXTS);
            }
        });
        request.set_onupgradeneeded(Some(make.unchecked_ref()));
        let open: &IdbOpenDbRequest = &request;
        let database: IdbDatabase = answer(open).await?.unchecked_into();

        // A later version of the page must not wait for this one.
        let old = database.clone();
        let close = Closure::once_into_js(move || old.close());
        database.set_onversionchange(Some(close.unchecked_ref()));
        Ok(Mirror(database))
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

    /// A transaction that is told done only when it is on the disk, and the texts in it.
    fn texts(&self, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), BackendError> {
        let options = js_sys::Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(error)?;
        // The binding of the call with options is not among the settled ones.
        let begin: Function = Reflect::get(&self.0, &"transaction".into())
            .map_err(error)?
            .dyn_into()
            .map_err(error)?;
        let transaction: IdbTransaction = begin
            .call3(&self.0, &TEXTS.into(), &mode.into(), &options)
            .map_err(error)?
            .unchecked_into();
        let store = transaction.object_store(TEXTS).map_err(error)?;
        Ok((transaction, store))
    }
}

/// A request's result. It is listened for at once, whenever the answer is waited for.
fn answer(request: &IdbRequest) -> impl Future<Output = Result<JsValue, BackendError>> + use<> {
    let answered = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    let request = request.clone();
    async move {
        match JsFuture::from(answered).await {
            Ok(_) => request.result().map_err(error),
            Err(_) => Err(match request.error() {
                Ok(Some(thrown)) => error(thrown.into()),
                Ok(None) => BackendError::Denied,
                Err(thrown) => error(thrown),
            }),
        }
    }
}

/// Fulfilled when a transaction is complete; rejected where it is not.
fn finished(transaction: &IdbTransaction) -> Promise {
    Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
        transaction.set_onerror(Some(&reject));
    })
}
