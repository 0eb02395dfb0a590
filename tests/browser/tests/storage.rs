//! Drafts where the browser keeps none, or has no room: the composer works and says what it means.

#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]
#![allow(clippy::print_stdout, reason = "each test says its number")]

use browser_tests::{Engine, Setting, browse_in_each, browse_with};

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
    browse_in_each(&[Engine::Chromium, Engine::Firefox], "full", async |page| {
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
