//! Waiting for what a browser may never answer: no longer than so many milliseconds.

use crate::storage::backend::BackendError;
use js_sys::{Array, Promise};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Waits for a future, but no longer than so many milliseconds; it goes on all the same. Nothing
/// where it was not done by then.
pub(super) async fn within<T: 'static>(ms: i32, future: impl Future<Output = T> + 'static) -> Option<T> {
    let found = Rc::new(Cell::new(None));
    let put = found.clone();
    let done = future_to_promise(async move {
        put.set(Some(future.await));
        Ok(JsValue::UNDEFINED)
    });
    _ = JsFuture::from(Promise::race(&Array::of2(&done, &timer(ms)))).await;
    found.take()
}

/// As [`within`], for a place that answers with errors: silence is one.
pub(super) async fn or_silent<T: 'static>(
    ms: i32,
    future: impl Future<Output = Result<T, BackendError>> + 'static,
) -> Result<T, BackendError> {
    let silent = || Err(BackendError::Other("nothing for some seconds".into()));
    within(ms, future).await.unwrap_or_else(silent)
}

/// Lets the page do something else meanwhile.
pub(super) async fn pause(ms: i32) {
    _ = JsFuture::from(timer(ms)).await;
}

/// Fulfilled after so many milliseconds.
fn timer(ms: i32) -> Promise {
    Promise::new(&mut |resolve, _| {
        let set = super::window().and_then(|window| {
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms)
                .ok()
        });
        if set.is_none() {
            // Without a clock nothing is waited for.
            _ = resolve.call0(&JsValue::NULL);
        }
    })
}
