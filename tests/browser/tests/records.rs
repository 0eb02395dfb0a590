//! Stored records that were cut, changed, or written by another version: the page starts, says
//! what it found, and every one of them stays byte for byte.

#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]
#![allow(clippy::print_stdout, reason = "each test says its number")]

use browser_tests::{Engine, Page, browse_in_each};
use posthoc::storage::RECORD_FORMAT;
use serde_json::{Value, json};

const DOCUMENT: &str = include_str!("../../documents/past-midnight.md");

fn fixture(format: u32) -> String {
    let path = xtask::root().join(format!("tests/storage/fixtures/v{format}.json"));
    std::fs::read_to_string(&path).unwrap().trim_end().to_owned()
}

fn key(number: usize) -> String {
    format!("posthoc/draft/{number:032x}")
}

/// A record as bad memory, a bad disk or another program would leave it: one change for each number.
fn mutated(record: &str, number: usize) -> String {
    let chars: Vec<char> = record.chars().collect();
    let at = number * 2_654_435_761 % chars.len();
    let (before, behind) = chars.split_at(at);
    let text = |parts: &[&[char]]| parts.concat().into_iter().collect();
    match number % 5 {
        0 => text(&[before]),
        1 => text(&[before, &['\u{0}'], &behind[1..]]),
        2 => text(&[before, &behind[7.min(behind.len())..]]),
        3 => text(&[before, &['"', '}'], behind]),
        _ => text(&[behind, before]),
    }
}

/// Puts texts into the browser's storage and opens the page on them.
async fn opened_on(page: &Page, texts: &[(String, String)]) {
    page.at_home().await;
    let put = "for (const [key, text] of arguments[0]) localStorage.setItem(key, text)";
    page.run(put, vec![json!(texts)]).await;
    page.reload().await;
    page.at_home().await;
}

/// Every text lies somewhere in the browser's storage, byte for byte.
async fn are_kept(page: &Page, texts: &[(String, String)]) {
    let all = "return Object.keys(localStorage).map((key) => localStorage.getItem(key))";
    let all = page.run(all, vec![]).await;
    let all = all.as_array().unwrap();
    for (key, text) in texts {
        assert!(
            all.contains(&Value::String(text.clone())),
            "{key} is not there any more"
        );
    }
}

#[test]
fn twenty_mutated_records_are_kept_byte_for_byte() {
    browse_in_each(&Engine::ALL, "mutated", async |page| {
        let record = fixture(RECORD_FORMAT);
        let texts: Vec<_> = (1..=20).map(|number| (key(number), mutated(&record, number))).collect();
        assert!(texts.iter().all(|(_, text)| *text != record));
        opened_on(page, &texts).await;
        page.until(
            "what can’t be read is said",
            "return document.querySelectorAll('.banner').length >= 20",
        )
        .await;
        are_kept(page, &texts).await;
        // A draft beside them is written and saved as ever.
        page.import(DOCUMENT).await;
        page.is_saved().await;
        are_kept(page, &texts).await;
        page.reload().await;
        page.at_home().await;
        page.press(".drafts .open").await;
        page.at_composer().await;
        are_kept(page, &texts).await;
        assert_eq!(page.count("#rescue").await, 0);
        page.is_quiet();
        println!(
            "mutated records: 0 panics, {} of {} kept byte for byte ({})",
            texts.len(),
            texts.len(),
            page.engine()
        );
    });
}

#[test]
fn a_record_of_every_version_opens() {
    for format in 1..=RECORD_FORMAT {
        browse_in_each(&Engine::ALL, "version", async |page| {
            let texts = [(key(1), fixture(format))];
            opened_on(page, &texts).await;
            page.press(".drafts .open").await;
            page.at_composer().await;
            assert_eq!(page.value("#title").await, "Checkout outage");
            assert_eq!(page.count(".row .when input").await, 10, "entries of format {format}");
            are_kept(page, &texts).await;
            page.is_quiet();
            println!("a record of format {format} opens ({})", page.engine());
        });
    }
}

#[test]
fn a_record_of_the_next_version_is_read_and_left_alone() {
    browse_in_each(&Engine::ALL, "next-version", async |page| {
        let newer = RECORD_FORMAT + 1;
        let next = fixture(RECORD_FORMAT).replacen(
            &format!("\"format\":{RECORD_FORMAT}"),
            &format!("\"format\":{newer},\"mood\":\"calm\""),
            1,
        );
        let texts = [(key(2), next)];
        opened_on(page, &texts).await;
        page.reads("Newer version").await;
        page.press(".drafts .open").await;
        page.at_composer().await;
        page.reads("This draft can only be read here.").await;
        assert_eq!(page.value("#title").await, "Checkout outage");
        page.until("it is read only", "return document.querySelector('#title').readOnly")
            .await;
        are_kept(page, &texts).await;
        page.press("#drafts").await;
        page.import(DOCUMENT).await;
        page.is_saved().await;
        page.reload().await;
        page.at_home().await;
        page.reads("Newer version").await;
        let there = page
            .run("return localStorage.getItem(arguments[0])", vec![json!(key(2))])
            .await;
        assert_eq!(there, json!(texts[0].1), "the record of format {newer} was touched");
        println!("a record of format {newer}: bytes unchanged ({})", page.engine());
    });
}
