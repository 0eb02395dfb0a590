//! Where the browser denies localStorage, IndexedDB or both: the page starts, nothing breaks, it
//! says what that means, and the text can be taken away.

#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]
#![allow(clippy::print_stdout, reason = "each test says its number")]

use browser_tests::{Engine, Page, Setting, Visits, dist, with_script};
use serde_json::json;

const DOCUMENT: &str = include_str!("../../documents/past-midnight.md");

/// What throws where it is touched, as each engine does where a person or a frame denies it.
const NO_LOCAL: &str =
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError') } });";
const NO_INDEXED: &str =
    "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('denied', 'SecurityError') } });";
/// Refuses later: the database is there and does not open.
const NO_OPEN: &str = "IDBFactory.prototype.open = () => { throw new DOMException('denied', 'InvalidStateError') };";
/// Never answers at all.
const NO_ANSWER: &str =
    "IDBFactory.prototype.open = () => Object.create(EventTarget.prototype, { result: { value: null } });";

/// A lock that is never given and never denied, in a tab that other tabs do not answer either.
const NO_LOCK: &str = "LockManager.prototype.request = () => new Promise(() => {});";

/// Writes, is told where the text is kept, takes it away.
async fn works(page: &Page, kept: &str) {
    page.import(DOCUMENT).await;
    page.retype("#title", "The night shift").await;
    match kept {
        "saved" => page.is_saved().await,
        words => page.reads(words).await,
    }
    page.press("#download").await;
    let (_, bytes) = page.downloaded().await;
    assert!(String::from_utf8(bytes).unwrap().contains("The night shift"));
    let broken = page
        .run("return document.querySelector('#rescue') !== null", vec![])
        .await;
    assert_eq!(broken, json!(false));
    page.is_quiet();
}

#[test]
fn each_store_can_be_denied_and_both() {
    for (engine, denials) in [
        (
            Engine::Chromium,
            &[
                ("both", [NO_LOCAL, NO_INDEXED].concat(), "Kept in this tab only"),
                ("local", NO_LOCAL.to_owned(), "Kept in this tab only"),
                ("indexed", NO_INDEXED.to_owned(), "saved"),
                ("open", NO_OPEN.to_owned(), "saved"),
                ("answer", NO_ANSWER.to_owned(), "saved"),
                ("lock", NO_LOCK.to_owned(), "saved"),
            ][..],
        ),
        (
            Engine::Firefox,
            &[
                ("both", [NO_LOCAL, NO_INDEXED].concat(), "Kept in this tab only"),
                ("indexed", NO_INDEXED.to_owned(), "saved"),
                ("answer", NO_ANSWER.to_owned(), "saved"),
                ("lock", NO_LOCK.to_owned(), "saved"),
            ][..],
        ),
        (
            Engine::WebKit,
            &[("both", [NO_LOCAL, NO_INDEXED].concat(), "Kept in this tab only")][..],
        ),
    ] {
        for (name, script, kept) in denials {
            let folder = with_script(&dist(), name, script);
            Visits::new(engine, &folder).once(name, Setting::default(), async |page| works(page, kept).await);
            std::fs::remove_dir_all(folder).unwrap();
            println!("denied {name}: starts, says so, exports ({engine})");
        }
    }
}

#[test]
fn a_history_that_never_answers_is_said_to_be_out_of_reach() {
    for engine in Engine::ALL {
        let folder = with_script(&dist(), "silent", NO_ANSWER);
        Visits::new(engine, &folder).once("silent", Setting::default(), async |page| {
            page.import(DOCUMENT).await;
            page.is_saved().await;
            page.press("#more").await;
            page.press_button("Keep a snapshot…").await;
            let since = "window.askedAt = performance.now()";
            page.run(since, vec![]).await;
            page.reads("The history can’t be reached").await;
            let ms = page.run("return performance.now() - window.askedAt", vec![]).await;
            println!(
                "a database that never answers: said after {:.1} s ({engine})",
                ms.as_f64().unwrap() / 1_000.0
            );
            page.is_quiet();
        });
        std::fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn firefox_can_deny_all_sites_their_storage() {
    let denied = Setting {
        deny_storage: true,
        ..Setting::default()
    };
    Visits::new(Engine::Firefox, &dist()).once("denied", denied, async |page| {
        page.at_home().await;
        let thrown = "try { localStorage; return 'given' } catch (error) { return error.name }";
        assert_eq!(
            page.run(thrown, vec![]).await,
            "SecurityError",
            "the setting had no effect"
        );
        works(page, "Kept in this tab only").await;
    });
}

#[test]
fn in_a_sandboxed_frame_the_page_works_without_any_storage() {
    // WebKitGTK does not start the page in such a frame.
    for engine in [Engine::Chromium, Engine::Firefox] {
        let folder = with_script(&dist(), "frame", "");
        // A frame of no origin: it may run scripts and save files, and is given no storage. Its
        // scripts come from elsewhere as far as it knows, so the host has to allow that, as hosts
        // of static pages do.
        let frame = "<!doctype html><title>frame</title><link rel=icon href=data:,>\
            <iframe src=\"index.html\" sandbox=\"allow-scripts allow-downloads\" width=1400 height=860></iframe>";
        std::fs::write(folder.join("frame.html"), frame).unwrap();
        Visits::open_to_all(engine, &folder).once("frame", Setting::default(), async |page| {
            page.goto(&format!("{}frame.html", page.url())).await;
            page.enter_frame("iframe").await;
            page.at_home().await;
            let thrown = "try { localStorage; return 'given' } catch (error) { return error.name }";
            assert_eq!(page.run(thrown, vec![]).await, "SecurityError", "the frame has storage");
            works(page, "Kept in this tab only").await;
        });
        std::fs::remove_dir_all(folder).unwrap();
        println!("sandboxed frame: starts, says so, exports ({engine})");
    }
}
