//! The person's own templates: kept under keys of their own, beside drafts and like them in the copy.

use crate::backends::Shared;
use posthoc::storage::port::{KeptTemplate, Now, StoreReply, StoreRequest};
use posthoc::storage::{Backend, Journal, Memory, Store, handle};

fn template(id: &str, text: &str) -> KeptTemplate {
    KeptTemplate {
        id: id.into(),
        text: text.into(),
    }
}

fn ask<B: Backend>(store: &mut Store<B>, request: StoreRequest) -> Result<Vec<KeptTemplate>, String> {
    match handle(store, request, Now::default()) {
        StoreReply::Templates(kept) => Ok(kept),
        StoreReply::TemplateNotKept(why) => Err(why),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_template_is_kept_found_again_and_taken_away() {
    let mut store = Store::new(Memory::new(), "a");
    let (one, two) = (template("1", "# One\n\n## Impact\n"), template("2", "# Two\n"));
    assert_eq!(ask(&mut store, StoreRequest::Templates), Ok(vec![]));
    assert_eq!(
        ask(&mut store, StoreRequest::KeepTemplate(two.clone())),
        Ok(vec![two.clone()])
    );
    let both = ask(&mut store, StoreRequest::KeepTemplate(one.clone()));
    assert_eq!(both, Ok(vec![one.clone(), two.clone()]));
    // Kept again it is the same; another text under its name does not replace it.
    assert_eq!(ask(&mut store, StoreRequest::KeepTemplate(one.clone())), both);
    let other = ask(&mut store, StoreRequest::KeepTemplate(template("1", "# Other\n")));
    assert!(other.unwrap_err().contains("it was not replaced"));
    assert_eq!(ask(&mut store, StoreRequest::Templates), both);
    assert_eq!(
        ask(&mut store, StoreRequest::DropTemplate("1".into())),
        Ok(vec![two.clone()])
    );
    assert_eq!(ask(&mut store, StoreRequest::DropTemplate("1".into())), Ok(vec![two]));
    match handle(&mut store, StoreRequest::List, Now::default()) {
        StoreReply::Listed {
            drafts, damaged, used, ..
        } => {
            assert!(drafts.is_empty() && damaged.is_empty() && used > 0);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_template_that_does_not_fit_is_refused_in_words() {
    let shared = Shared::default();
    shared.memory.borrow_mut().set_denied(true);
    let mut store = Store::new(shared, "a");
    let why = ask(&mut store, StoreRequest::KeepTemplate(template("1", "# One\n"))).unwrap_err();
    assert!(why.starts_with("The template is not kept: the browser denies"), "{why}");
    assert!(ask(&mut store, StoreRequest::Templates).is_err());
}

#[test]
fn the_copy_and_a_backup_have_the_templates_too() {
    let mut store = Store::new(Journal::new(Memory::new()), "a");
    let one = template("1", "# One\n");
    ask(&mut store, StoreRequest::KeepTemplate(one.clone())).unwrap();
    let copied = store.backend_mut().take();
    assert_eq!(copied, [("posthoc/template/1".to_owned(), Some(one.text.clone()))]);
    let backup = store.backup().unwrap();

    let mut lost = Store::new(Journal::new(Memory::new()), "b");
    assert_eq!(
        lost.catch_up(&[("posthoc/template/1".into(), one.text.clone())]).len(),
        1
    );
    assert_eq!(ask(&mut lost, StoreRequest::Templates), Ok(vec![one.clone()]));
    let mut new = Store::new(Memory::new(), "c");
    assert_eq!(new.merge(&backup).unwrap().brought, 1);
    assert_eq!(ask(&mut new, StoreRequest::Templates), Ok(vec![one]));

    ask(&mut store, StoreRequest::DropTemplate("1".into())).unwrap();
    assert_eq!(store.backend_mut().take(), [("posthoc/template/1".to_owned(), None)]);
}
