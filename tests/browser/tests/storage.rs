//! Drafts where the browser keeps none, or has no room: the composer works and says what it means.

#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]
#![allow(clippy::print_stdout, reason = "each test says its number")]

use browser_tests::{Engine, Setting, Visits, browse_in_each, browse_with, dist, with_script};

const DOCUMENT: &str = include_str!("../../documents/past-midnight.md");

#[test]
fn without_storage_everything_but_keeping_works() {
    let denied = Setting {
        deny_storage: true,
        ..Setting::default()
    };
    browse_with("denied", denied, async |page| {
        page.at_home().await;
        let thrown = "try { localStorage; return 'given' } catch (error) { return error.name }";
        assert_eq!(
            page.run(thrown, vec![]).await,
            "SecurityError",
            "the setting had no effect"
        );
        page.import(DOCUMENT).await;
        page.retype("#title", "The night shift").await;
        page.reads("Kept in this tab only").await;
        page.shoot("composer").await;
        page.press("#download").await;
        let (_, bytes) = page.downloaded().await;
        assert!(String::from_utf8(bytes).unwrap().contains("The night shift"));
    });
}

#[test]
fn a_full_storage_is_said_and_loses_nothing() {
    browse_in_each(&Engine::ALL, "full", async |page| {
        page.import(DOCUMENT).await;
        page.is_saved().await;
        let before = page.run(FILL, vec![]).await;
        page.run(WATCH, vec![]).await;
        // At once: the first letters of another title take less room than the one before.
        page.paste("#title", &"A title that takes more room than is left. ".repeat(6))
            .await;
        page.until(
            "it is not saved",
            "return /^Not saved/.test(document.querySelector('#save-state').innerText.trim())",
        )
        .await;
        let ms = page
            .until("it is said", "return window.saidAt && window.saidAt - window.typedAt")
            .await;
        let ms = ms.as_f64().unwrap();
        assert!(ms < 1_000.0, "it was said after {ms} ms");
        page.shoot("composer").await;
        assert_eq!(page.run(STORED, vec![]).await, before, "what was stored was touched");
        page.press("#download").await;
        let (_, bytes) = page.downloaded().await;
        assert!(
            String::from_utf8(bytes)
                .unwrap()
                .contains("A title that takes more room")
        );
        // Room made elsewhere, say by another tab, is found without a key.
        page.run(
            "for (const key of Object.keys(localStorage)) if (key.startsWith('filler')) localStorage.removeItem(key)",
            vec![],
        )
        .await;
        page.is_saved().await;
        page.keys("#title", "Room again.").await;
        page.is_saved().await;
        println!(
            "full storage: said after {ms:.0} ms, the old draft intact, saved once there was room ({})",
            page.engine()
        );
    });
}

/// The copy of the drafts opens some seconds late, as on a disk that is busy after a crash.
const LATE_COPY: &str = "
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (name, version) {
      const asked = open.call(this, name, version);
      if (name !== 'posthoc' || !sessionStorage.getItem('late')) return asked;
      let told = null;
      Object.defineProperty(asked, 'onsuccess', { get: () => told, set: (heard) => { told = heard; } });
      asked.addEventListener('success', (event) => setTimeout(() => told?.call(asked, event), 3000));
      return asked;
    };";

#[test]
fn a_copy_that_comes_late_brings_the_newest_text_into_the_open_draft() {
    for engine in Engine::ALL {
        let folder = with_script(&dist(), "late", LATE_COPY);
        Visits::new(engine, &folder).once("late-copy", Setting::default(), async |page| {
            page.import(DOCUMENT).await;
            page.is_saved().await;
            let old = page.run(STORED, vec![]).await;
            page.retype("#title", "Only the copy has it").await;
            page.is_saved().await;
            // localStorage lost what was saved last, as it does in a crash.
            page.press("#drafts").await;
            page.at_home().await;
            let lose = "
                const key = Object.keys(localStorage).find((key) => key.startsWith('posthoc/draft/'));
                localStorage.setItem(key, JSON.parse(arguments[0])[0]);
                sessionStorage.setItem('late', 'yes')";
            page.run(lose, vec![old]).await;
            page.reload().await;
            page.at_home().await;
            page.press(".drafts .open").await;
            page.at_composer().await;
            assert_ne!(
                page.value("#title").await,
                "Only the copy has it",
                "the copy was not late"
            );
            page.until(
                "the newest text is shown",
                "return document.querySelector('#title').value === 'Only the copy has it'",
            )
            .await;
            page.retype("#title", "And on").await;
            page.is_saved().await;
            page.is_quiet();
        });
        std::fs::remove_dir_all(folder).unwrap();
    }
}

/// Leaves no room for another character, and tells what the drafts are.
const FILL: &str = "
    let size = 1 << 22;
    for (let i = 0; size > 0; i++) {
      try { localStorage.setItem('filler' + i, 'x'.repeat(size)); } catch { size = size >> 1; }
    }
    const drafts = Object.keys(localStorage).filter((key) => key.startsWith('posthoc/draft/'));
    return JSON.stringify(drafts.sort().map((key) => localStorage.getItem(key)));";

const STORED: &str = "
    const drafts = Object.keys(localStorage).filter((key) => key.startsWith('posthoc/draft/'));
    return JSON.stringify(drafts.sort().map((key) => localStorage.getItem(key)));";

/// Notes when the first key came and when the notice was there.
const WATCH: &str = "
    addEventListener('input', () => { window.typedAt ??= performance.now(); }, true);
    const look = () => {
      if (document.body.textContent.includes('storage is full')) window.saidAt ??= performance.now();
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });";
