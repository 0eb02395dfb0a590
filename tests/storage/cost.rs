//! What a save touches: its own draft and nothing else, however many others lie beside it.

use super::backends::Shared;
use super::backends::Tab;
use super::documents::{draft, everything, minute, request, titled};
use posthoc::storage::port::{Keeping, Now, StoreReply, StoreRequest};
use posthoc::storage::{Backend, BackendError, Store, handle};
use std::cell::RefCell;

/// A backend that counts what is asked of it.
struct Counting {
    inner: Shared,
    read: RefCell<Vec<(String, usize)>>,
    written: Vec<(String, usize)>,
    scans: RefCell<usize>,
}

impl Backend for Counting {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        let text = self.inner.get(key)?;
        let size = text.as_ref().map_or(0, String::len);
        self.read.borrow_mut().push((key.into(), size));
        Ok(text)
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), BackendError> {
        self.written.push((key.into(), text.len()));
        self.inner.set(key, text)
    }

    fn remove(&mut self, key: &str) -> Result<(), BackendError> {
        self.written.push((key.into(), 0));
        self.inner.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        *self.scans.borrow_mut() += 1;
        self.inner.keys()
    }

    fn keeping(&self) -> Keeping {
        Keeping::Browser
    }
}

#[test]
fn a_save_serialises_its_own_draft_alone() {
    let shared = Shared::default();
    let mut tab = Tab::new(&shared, "a");
    for other in 2..=200 {
        tab.save(request(&draft(other), &everything(), 0), minute(0)).unwrap();
    }
    let document = titled("One of two hundred");
    tab.save(request(&draft(1), &document, 0), minute(0)).unwrap();
    let record = shared.texts()["posthoc/draft/00000000000000000000000000000001"].len();

    let mut store = Store::new(
        Counting {
            inner: shared.clone(),
            read: RefCell::default(),
            written: Vec::new(),
            scans: RefCell::default(),
        },
        "b",
    );
    assert!(matches!(
        handle(&mut store, StoreRequest::Load(draft(1)), Now::default()),
        StoreReply::Loaded { .. }
    ));
    store.backend_mut().read.borrow_mut().clear();
    for key in 1..=10 {
        let save = StoreRequest::Save(Box::new(request(&draft(1), &document, key)));
        let reply = handle(&mut store, save, minute(1));
        assert!(matches!(reply, StoreReply::Saved { .. }), "{reply:?}");
    }
    let counting = store.backend();
    assert_eq!(
        *counting.scans.borrow(),
        0,
        "the keys of all drafts were looked through"
    );
    let own = |key: &str| key.ends_with("/00000000000000000000000000000001");
    for (key, _) in counting.read.borrow().iter().chain(&counting.written) {
        assert!(own(key), "a save of one draft touched {key}");
    }
    let bytes: usize = counting.written.iter().map(|(_, size)| size).sum();
    let most = 10 * 2 * (record + 40);
    println!(
        "a save beside 199 drafts: {} reads, {} writes, {} bytes for a record of {record}",
        counting.read.borrow().len() / 10,
        counting.written.len() / 10,
        bytes / 10
    );
    assert!(
        bytes <= most,
        "{bytes} bytes were written, {most} are two records a save"
    );
}
