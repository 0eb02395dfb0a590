//! One draft in two windows: one writes, the other reads along, and nothing typed is lost between
//! them, though one of them sleeps.

#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]

use browser_tests::{Engine, Page, Setting, Visit, Visits, Window, browse_in_each, dist};
use serde_json::{Value, json};

const DOCUMENT: &str = include_str!("../../documents/past-midnight.md");

/// The first field of prose, which the words go into.
const PROSE: &str = ".part[data-kind=summary] textarea, .part[data-kind=impact] textarea";

/// Opens the draft of the list that is no copy.
async fn open_draft(page: &Page) {
    page.at_home().await;
    let script = "
        const all = [...document.querySelectorAll('button.open')];
        const own = all.find((it) => !it.innerText.includes('(copy)'));
        own?.click();
        return own !== undefined";
    page.until("the draft is in the list", script).await;
    page.at_composer().await;
}

async fn reads_only(page: &Page, reads: bool) {
    let script = "return (document.querySelector('#title')?.readOnly ?? null) === arguments[0]";
    page.until_with(&format!("read only is {reads}"), script, vec![json!(reads)])
        .await;
}

/// Presses a button of the notice above the text; the bar may cover it where the page is scrolled.
async fn answer(page: &Page, words: &str) {
    page.run("scrollTo(0, 0)", vec![]).await;
    page.press_button(words).await;
}

async fn take_over(page: &Page) {
    answer(page, "Take over").await;
    reads_only(page, false).await;
}

/// Types words behind the prose, key by key.
async fn type_words(page: &Page, words: &[String]) {
    let end = "const field = document.querySelector(arguments[0]); field.focus();
        field.setSelectionRange(field.value.length, field.value.length)";
    page.run(end, vec![json!(PROSE)]).await;
    for word in words {
        page.keys(PROSE, word).await;
    }
}

/// Whether a word stands in the prose as it is shown.
async fn shows(page: &Page, word: &str) {
    let script = "return document.querySelector(arguments[0])?.value.includes(arguments[1])";
    page.until_with(&format!("the text has {word}"), script, vec![json!(PROSE), json!(word)])
        .await;
}

/// The records of all drafts, as they are stored.
async fn stored(page: &Page) -> Vec<String> {
    let script = "return Object.keys(localStorage).filter((key) => key.startsWith('posthoc/draft/'))
        .map((key) => localStorage.getItem(key))";
    let records = page.run(script, vec![]).await;
    let records = records.as_array().cloned().unwrap_or_default();
    records.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Two windows with the draft: the first one writes it.
async fn two_windows(visit: &Visit<'_>) -> [Window; 2] {
    let page = visit.page;
    // The driver's own window may share its process with what else there is.
    let empty = page.window().await;
    let first = visit.open_window().await;
    page.import(DOCUMENT).await;
    page.is_saved().await;
    page.turn_to(&empty).await;
    page.close_window(&first).await;
    let second = visit.open_window().await;
    open_draft(page).await;
    reads_only(page, true).await;
    [first, second]
}

fn in_each(engines: &[Engine], name: &str, steps: impl AsyncFn(&Visit<'_>)) {
    for engine in engines.iter().copied() {
        Visits::new(engine, &dist()).visit(name, Setting::default(), &steps);
    }
}

#[test]
fn a_second_window_reads_along_and_can_take_over() {
    in_each(&Engine::ALL, "tabs", async |visit| {
        let page = visit.page;
        let [first, second] = two_windows(visit).await;
        page.reads("This draft is open in another tab.").await;
        page.is_accessible("the composer, read only").await;
        if page.engine() == Engine::Chromium {
            looks(page).await;
        }

        // What is saved there is shown here, in a field that has the focus too.
        page.run("document.querySelector(arguments[0]).focus()", vec![json!(PROSE)])
            .await;
        page.turn_to(&first).await;
        type_words(page, &[" first.".into()]).await;
        page.is_saved().await;
        page.turn_to(&second).await;
        shows(page, "first.").await;
        // Its keys change nothing, and it can be read, copied and exported.
        page.keys(PROSE, "nothing").await;
        assert!(!page.value(PROSE).await.contains("nothing"));
        page.press("#download").await;
        let (_, bytes) = page.downloaded().await;
        assert!(String::from_utf8(bytes).unwrap().contains("first."));

        take_over(page).await;
        type_words(page, &[" second.".into()]).await;
        page.is_saved().await;
        page.turn_to(&first).await;
        page.reads("Taken over in another tab.").await;
        reads_only(page, true).await;
        shows(page, "second.").await;
        page.is_accessible("the composer, taken over").await;
        page.shoot("taken").await;

        // A copy is written at once, while the draft stays the other's.
        answer(page, "Duplicate").await;
        reads_only(page, false).await;
        type_words(page, &[" copied.".into()]).await;
        page.is_saved().await;
        assert_eq!(stored(page).await.len(), 2);

        // A window that closes leaves the draft to the next one.
        page.press("#drafts").await;
        open_draft(page).await;
        reads_only(page, true).await;
        page.turn_to(&second).await;
        page.close_window(&first).await;
        reads_only(page, false).await;
        shows(page, "second.").await;
    });
}

/// Small windows and themes, which only Chromium gives a choice of.
async fn looks(page: &Page) {
    for (width, height) in [(1440, 900), (390, 844)] {
        page.resize(width, height);
        for theme in ["light", "dark"] {
            page.prefer(theme);
            page.shoot(&format!("reading-{width}-{theme}")).await;
        }
    }
    page.resize(320, 700);
    page.fits("read only").await;
    page.resize(1440, 900);
}

#[test]
fn a_page_that_is_loaded_again_writes_its_own_draft() {
    browse_in_each(&Engine::ALL, "again", async |page| {
        page.import(DOCUMENT).await;
        page.is_saved().await;
        for round in 0..3 {
            page.reload().await;
            open_draft(page).await;
            reads_only(page, false).await;
            type_words(page, &[format!(" again{round}.")]).await;
            page.is_saved().await;
        }
        page.is_quiet();
    });
}

#[test]
fn two_hundred_edits_between_two_windows_lose_none() {
    in_each(&Engine::ALL, "edits", async |visit| {
        let page = visit.page;
        let windows = two_windows(visit).await;
        let mut words = Vec::new();
        let (mut taken, mut slept) = (0, 0);
        for round in 0..20 {
            let at = &windows[round % 2];
            let other = &windows[(round + 1) % 2];
            page.turn_to(at).await;
            if round > 0 {
                take_over(page).await;
                taken += 1;
            }
            let new: Vec<String> = (0..10).map(|word| format!(" w{}.", round * 10 + word)).collect();
            type_words(page, &new).await;
            words.extend(new);
            // Now and then the draft is taken from a window that holds words it has not saved: it
            // sleeps until the other one has written on.
            if round % 5 == 3 {
                visit.sleeps(at, true).await;
                page.turn_to(other).await;
                take_over(page).await;
                (taken, slept) = (taken + 1, slept + 1);
                let late = format!(" late{round}.");
                type_words(page, std::slice::from_ref(&late)).await;
                words.push(late);
                visit.sleeps(at, false).await;
                page.turn_to(at).await;
                reads_only(page, true).await;
                // The next round is the other window's: it gives the draft back first.
                take_over(page).await;
                taken += 1;
            }
        }
        page.is_saved().await;
        page.turn_to(&windows[0]).await;
        page.is_quiet();
        let records = stored(page).await;
        let lost: Vec<&String> = words
            .iter()
            .filter(|word| !records.iter().any(|record| record.contains(word.trim())))
            .collect();
        println!(
            "{} edits in two windows, {taken} times taken over, {slept} times from one that slept: {} lost, {} drafts at the end ({})",
            words.len(),
            lost.len(),
            records.len(),
            page.engine()
        );
        assert!(lost.is_empty(), "lost: {lost:?}");
        assert!(words.len() >= 200 && taken >= 19 && slept >= 4);
    });
}

#[test]
fn a_record_of_a_newer_version_is_read_and_stays_as_it_is() {
    browse_in_each(&Engine::ALL, "newer", async |page| {
        page.import(DOCUMENT).await;
        page.is_saved().await;
        page.press("#drafts").await;
        page.at_home().await;
        let newer = "
            const key = Object.keys(localStorage).find((key) => key.startsWith('posthoc/draft/'));
            const text = localStorage.getItem(key).replace('\"format\":1', '\"format\":2,\"mood\":\"calm\"');
            localStorage.setItem(key, text);
            return text";
        let text = page.run(newer, vec![]).await;
        page.reload().await;
        open_draft(page).await;
        reads_only(page, true).await;
        page.reads("This draft can only be read here.").await;
        page.is_accessible("a draft of a newer version").await;
        page.shoot("composer").await;
        page.keys("#title", "Over").await;
        answer(page, "Download the record").await;
        let (_, bytes) = page.downloaded().await;
        assert_eq!(json!(String::from_utf8(bytes).unwrap()), text);
        answer(page, "Duplicate").await;
        reads_only(page, false).await;
        page.is_saved().await;
        let records = stored(page).await;
        assert_eq!(records.len(), 2);
        assert!(
            records.iter().any(|record| json!(record) == text),
            "the record was touched"
        );
    });
}
