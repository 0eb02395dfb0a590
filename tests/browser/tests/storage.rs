//! Drafts where the browser keeps none, or has no room: the composer works and says what it means.

#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]

use browser_tests::{Setting, browse, browse_with};

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
    browse("full", async |page| {
        page.import(DOCUMENT).await;
        page.is_saved().await;
        let fill = "
            let size = 1 << 22;
            for (let i = 0; size > 0; i++) {
              try { localStorage.setItem('filler' + i, 'x'.repeat(size)); } catch { size = size >> 1; }
            }
            const drafts = Object.keys(localStorage).filter((key) => key.startsWith('posthoc/draft/'));
            return JSON.stringify(drafts.sort().map((key) => localStorage.getItem(key)));";
        let before = page.run(fill, vec![]).await;
        page.retype("#title", &"A title that takes more room than is left. ".repeat(6))
            .await;
        page.until(
            "it is not saved",
            "return /^Not saved/.test(document.querySelector('#save-state').innerText.trim())",
        )
        .await;
        page.shoot("composer").await;
        let stored = "
            const drafts = Object.keys(localStorage).filter((key) => key.startsWith('posthoc/draft/'));
            return JSON.stringify(drafts.sort().map((key) => localStorage.getItem(key)));";
        assert_eq!(page.run(stored, vec![]).await, before, "what was stored was touched");
        page.press("#download").await;
        let (_, bytes) = page.downloaded().await;
        assert!(
            String::from_utf8(bytes)
                .unwrap()
                .contains("A title that takes more room")
        );
        page.run(
            "for (const key of Object.keys(localStorage)) if (key.startsWith('filler')) localStorage.removeItem(key)",
            vec![],
        )
        .await;
        page.keys("#title", "Room again.").await;
        page.is_saved().await;
    });
}
