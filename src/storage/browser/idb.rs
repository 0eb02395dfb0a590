//! What every database of the page needs: opening, requests and transactions that can be waited for.

use super::error;
use crate::storage::backend::BackendError;
use js_sys::{Function, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

/// A database of one object store, opened when it is first needed.
#[derive(Clone, Debug)]
pub(super) struct Database {
    name: &'static str,
    store: &'static str,
    opened: Rc<RefCell<Option<IdbDatabase>>>,
}

impl Database {
    pub(super) fn new(name: &'static str, store: &'static str) -> Database {
        Database {
            name,
            store,
            opened: Rc::default(),
        }
    }

    /// A transaction, and the object store in it.
    pub(super) async fn begin(&self, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), BackendError> {
        let known = self.opened.borrow().clone();
        if let Some(database) = known
            && let Ok(begun) = transaction(&database, self.store, mode)
        {
            return Ok(begun);
        }
        // A database that was closed from outside is opened anew.
        let database = open(self.name, self.store).await.map_err(|error| match error {
            BackendError::Full => BackendError::Full,
            // Engines have many names for not giving one; Chromium calls it an unknown error.
            BackendError::Denied | BackendError::Other(_) => BackendError::Denied,
        })?;
        let begun = transaction(&database, self.store, mode);
        *self.opened.borrow_mut() = Some(database);
        begun
    }
}

/// Opens a database of one object store, and makes it where there is none.
pub(super) async fn open(name: &str, store: &'static str) -> Result<IdbDatabase, BackendError> {
    let factory = super::window()
        .and_then(|window| window.indexed_db().ok().flatten())
        .ok_or(BackendError::Denied)?;
    let request = factory.open_with_u32(name, 1).map_err(error)?;
    let making = request.clone();
    let make = Closure::once_into_js(move || {
        if let Ok(database) = making.result() {
            // Where this is refused, opening ends with an error of its own.
            let _ = database.unchecked_into::<IdbDatabase>().create_object_store(store);
        }
    });
    request.set_onupgradeneeded(Some(make.unchecked_ref()));
    let open: &IdbOpenDbRequest = &request;
    let database: IdbDatabase = answer(open).await?.unchecked_into();

    // A later version of the page must not wait for this one.
    let old = database.clone();
    let close = Closure::once_into_js(move || old.close());
    database.set_onversionchange(Some(close.unchecked_ref()));
    Ok(database)
}

/// A transaction that is told done only when it is on the disk, and the object store in it.
pub(super) fn transaction(
    database: &IdbDatabase,
    store: &str,
    mode: &str,
) -> Result<(IdbTransaction, IdbObjectStore), BackendError> {
    let options = js_sys::Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(error)?;
    // The binding of the call with options is not among the settled ones.
    let begin: Function = Reflect::get(database, &"transaction".into())
        .map_err(error)?
        .dyn_into()
        .map_err(error)?;
    let transaction: IdbTransaction = begin
        .call3(database, &store.into(), &mode.into(), &options)
        .map_err(error)?
        .unchecked_into();
    let store = transaction.object_store(store).map_err(error)?;
    Ok((transaction, store))
}

/// A request's result. It is listened for at once, whenever the answer is waited for.
pub(super) fn answer(request: &IdbRequest) -> impl Future<Output = Result<JsValue, BackendError>> + use<> {
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

/// Waits until a transaction is on the disk; where it is not, says why.
pub(super) async fn done(written: Promise, transaction: &IdbTransaction) -> Result<(), BackendError> {
    match JsFuture::from(written).await {
        Ok(_) => Ok(()),
        Err(_) => Err(match transaction.error() {
            Some(thrown) => error(thrown.into()),
            None => BackendError::Other("it was not written".into()),
        }),
    }
}

/// Fulfilled when a transaction is complete; rejected where it is not.
pub(super) fn finished(transaction: &IdbTransaction) -> Promise {
    Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
        transaction.set_onerror(Some(&reject));
    })
}
