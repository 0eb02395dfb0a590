//! Browsers and tabs killed in the middle of work, on one profile: what was said to be saved is
//! there again, and of what was being typed at most the last half second is missing.
//!
//! `cargo xtask soak` sets `POSTHOC_ROUNDS=full` for the long form, and runs what is left out otherwise. WebKitGTK is left out: while
//! it is driven it keeps nothing from one start to the next.

#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]
#![allow(clippy::print_stdout, reason = "each test says its number")]

use browser_tests::{Engine, Page, Setting, Visits, dist, rounds};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const DOCUMENT: &str = include_str!("../../documents/past-midnight.md");
/// What a killed tab may take with it.
const BOUND_MS: u64 = 500;

#[test]
fn nothing_that_was_said_to_be_saved_is_lost_with_chromium() {
    killed_after_saved(Engine::Chromium, rounds(20, 20));
}

#[test]
fn nothing_that_was_said_to_be_saved_is_lost_with_firefox() {
    killed_after_saved(Engine::Firefox, rounds(8, 20));
}

#[test]
#[ignore = "it measures time: `cargo xtask soak` runs it, on a machine that does little else"]
fn a_killed_tab_of_chromium_takes_half_a_second_of_typing_at_most() {
    killed_while_typing(Engine::Chromium, rounds(10, 50));
}

#[test]
#[ignore = "it measures time: `cargo xtask soak` runs it, on a machine that does little else"]
fn a_killed_tab_of_firefox_takes_half_a_second_of_typing_at_most() {
    killed_while_typing(Engine::Firefox, rounds(8, 50));
}

fn killed_after_saved(engine: Engine, rounds: u32) {
    let visits = Visits::new(engine, &dist());
    let mut lost = 0;
    let mut title = String::new();
    for round in 0..=rounds {
        let name = format!("killed-{round}");
        let found = visits.visit(&name, Setting::default(), async |visit| {
            let page = visit.page;
            let found = match round {
                0 => {
                    page.import(DOCUMENT).await;
                    None
                }
                _ => Some(opened(page).await),
            };
            page.retype("#title", &format!("Round {round}")).await;
            page.is_saved().await;
            visit.kill_browser();
            found
        });
        if let Some(found) = found
            && found != title
        {
            println!("lost: {title:?}, found {found:?}");
            lost += 1;
        }
        title = format!("Round {round}");
    }
    println!("kill after Saved: {lost} of {rounds} lost ({engine})");
    assert_eq!(lost, 0);
}

/// Opens the one draft and tells its title.
async fn opened(page: &Page) -> String {
    page.at_home().await;
    page.press(".drafts .open").await;
    page.at_composer().await;
    page.value("#title").await
}

/// Types a word every 30 ms: the time in base 36, so that what was kept tells when it was typed.
const TYPE: &str = "
    const field = document.querySelector('.part textarea');
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    window.typist = setInterval(() => document.execCommand('insertText', false, ' k' + Date.now().toString(36)), 30);";

/// When the newest of the kept words was typed, in milliseconds since 1970.
const KEPT: &str = "
    const words = [...document.querySelectorAll('textarea')].flatMap((it) => it.value.match(/\\bk[0-9a-z]{8}\\b/g) ?? []);
    return Math.max(0, ...words.map((word) => parseInt(word.slice(1), 36)));";

fn killed_while_typing(engine: Engine, rounds: u32) {
    let visits = Visits::new(engine, &dist());
    visits.once("typing", Setting::default(), async |page| {
        page.import(DOCUMENT).await;
        page.is_saved().await;
    });
    let mut missing = Vec::new();
    let mut killed = None;
    let mut round = 0;
    let mut seed = u64::from(std::process::id()) | 1;
    while round < rounds || killed.is_some() {
        visits.visit("typing", Setting::default(), async |visit| {
            let page = visit.page;
            visit.another_tab().await;
            // Where the browser outlives its tab, another tab goes on in it.
            loop {
                opened(page).await;
                if let Some(at) = killed.take() {
                    let kept = page.run(KEPT, vec![]).await.as_u64().unwrap();
                    missing.push(ms(at).saturating_sub(kept));
                }
                if round == rounds {
                    return;
                }
                page.run(TYPE, vec![]).await;
                seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                tokio::time::sleep(Duration::from_millis(300 + (seed >> 33) % 1_500)).await;
                killed = Some(visit.kill_tab());
                round += 1;
                if !visit.another_tab().await {
                    return;
                }
            }
        });
    }
    missing.sort_unstable();
    let (middle, worst) = (missing[missing.len() / 2], missing[missing.len() - 1]);
    let over = missing.iter().filter(|ms| **ms > BOUND_MS).count();
    println!(
        "tab killed while typing: {over} of {rounds} lost more than {BOUND_MS} ms; \
         worst {worst} ms, in the middle {middle} ms ({engine})"
    );
    assert_eq!(over, 0, "{missing:?}");
}

fn ms(time: SystemTime) -> u64 {
    u64::try_from(time.duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}
