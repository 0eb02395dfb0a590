//! Browsers and tabs killed in the middle of work, on one profile: what was said to be saved is
//! there again, and of what was being typed at most the last half second is missing.
//!
//! `cargo xtask soak` sets `POSTHOC_ROUNDS=full` for the long form, and holds a killed tab to the
//! clock. The short form holds it to the page's own time: what a busy machine keeps a page from
//! doing, it keeps it from typing too. WebKitGTK is left out: while it is driven it keeps nothing
//! from one start to the next, and its driver gives the session up when any page of it dies.

#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]
#![allow(clippy::print_stdout, reason = "each test says its number")]

use browser_tests::{Engine, Page, Setting, Visits, dist, rounds};
use serde_json::json;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const DOCUMENT: &str = include_str!("../../documents/past-midnight.md");
/// What a killed tab may take with it.
const BOUND_MS: u64 = 500;
/// Tabs that are killed in one browser before it is started anew.
const KILLS_OF_A_VISIT: u32 = 12;
/// Milliseconds between two words of the typist.
const STEP_MS: u64 = 30;

#[test]
fn nothing_that_was_said_to_be_saved_is_lost_with_chromium() {
    killed_after_saved(Engine::Chromium, rounds(20, 20));
}

#[test]
fn nothing_that_was_said_to_be_saved_is_lost_with_firefox() {
    killed_after_saved(Engine::Firefox, rounds(8, 20));
}

#[test]
fn a_killed_tab_of_chromium_takes_half_a_second_of_typing_at_most() {
    killed_while_typing(Engine::Chromium, rounds(8, 50));
}

#[test]
fn a_killed_tab_of_firefox_takes_half_a_second_of_typing_at_most() {
    killed_while_typing(Engine::Firefox, rounds(4, 50));
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

/// Types a word every few milliseconds: which round it is, which word, and the time in base 36, so
/// that what was kept tells when it was typed.
const TYPE: &str = "
    const [round, step] = arguments;
    const field = document.querySelector('.part textarea');
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    window.typed = 0;
    window.began = Date.now();
    setInterval(() => {
      document.execCommand('insertText', false, ` k${round}-${window.typed + 1}-${Date.now().toString(36)}`);
      window.typed += 1;
    }, step);
    return window.began";

/// The number of the newest kept word of a round, and when it was typed in milliseconds since 1970.
const KEPT: &str = "
    const pattern = new RegExp(`\\\\bk${arguments[0]}-([0-9]+)-([0-9a-z]+)\\\\b`, 'g');
    const words = [...document.querySelectorAll('textarea')].flatMap((it) => [...it.value.matchAll(pattern)]);
    const newest = words.reduce((newest, word) => (Number(word[1]) > newest[0] ? [Number(word[1]), parseInt(word[2], 36)] : newest), [0, 0]);
    return newest";

/// A tab that was killed while it typed.
struct Killed {
    round: u32,
    /// When it began to type, by the page's clock.
    began: u64,
    /// How many words it had typed when it was last asked, a moment before.
    typed: u64,
    at: SystemTime,
}

/// What a killed tab took with it.
struct Missing {
    /// From the newest kept word, or the beginning where none is, until the kill.
    ms: u64,
    /// Words that the page had typed.
    words: u64,
}

fn killed_while_typing(engine: Engine, rounds: u32) {
    let visits = Visits::new(engine, &dist());
    visits.once("typing", Setting::default(), async |page| {
        page.import(DOCUMENT).await;
        page.is_saved().await;
    });
    let mut missing = Vec::new();
    let mut killed: Option<Killed> = None;
    let mut round = 0;
    let mut seed = u64::from(std::process::id()) | 1;
    while round < rounds || killed.is_some() {
        visits.visit("typing", Setting::default(), async |visit| {
            let page = visit.page;
            visit.another_tab().await;
            // Where the browser outlives its tab, another tab goes on in it, until the browser has
            // been up for long.
            for done in 0.. {
                opened(page).await;
                if let Some(killed) = killed.take() {
                    missing.push(found_missing(page, &killed).await);
                }
                if round == rounds || done == KILLS_OF_A_VISIT {
                    return;
                }
                let began = page
                    .run(TYPE, vec![json!(round), json!(STEP_MS)])
                    .await
                    .as_u64()
                    .unwrap();
                seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                tokio::time::sleep(Duration::from_millis(300 + (seed >> 33) % 1_500)).await;
                let typed = page.run("return window.typed", vec![]).await.as_u64().unwrap();
                let at = visit.kill_tab();
                killed = Some(Killed {
                    round,
                    began,
                    typed,
                    at,
                });
                round += 1;
                if !visit.another_tab().await {
                    return;
                }
            }
        });
    }
    assert_eq!(missing.len(), rounds as usize);
    let ms = Of::all(missing.iter().map(|it| it.ms));
    let words = Of::all(missing.iter().map(|it| it.words));
    let over = missing.iter().filter(|it| it.ms > BOUND_MS).count();
    println!(
        "tab killed while typing: {over} of {rounds} lost more than {BOUND_MS} ms; worst {} ms, in the middle {} ms; \
         by the page’s own time worst {} ms, in the middle {} ms ({engine})",
        ms.worst,
        ms.middle,
        words.worst * STEP_MS,
        words.middle * STEP_MS
    );
    assert!(
        words.worst * STEP_MS <= BOUND_MS,
        "{:?} words are missing",
        missing.iter().map(|it| it.words).collect::<Vec<_>>()
    );
    if measures_time() {
        assert_eq!(
            over,
            0,
            "{:?} ms are missing",
            missing.iter().map(|it| it.ms).collect::<Vec<_>>()
        );
    }
}

/// Looks in the draft that was opened again for what was typed in the round of the kill.
async fn found_missing(page: &Page, killed: &Killed) -> Missing {
    let kept = page.run(KEPT, vec![json!(killed.round)]).await;
    let (number, typed_at) = (kept[0].as_u64().unwrap(), kept[1].as_u64().unwrap());
    // Where no word is kept, all that was typed in this round is missing, and no more.
    let since = if number == 0 { killed.began } else { typed_at };
    Missing {
        ms: ms(killed.at).saturating_sub(since),
        words: killed.typed.saturating_sub(number),
    }
}

/// The middle and the worst of some numbers.
struct Of {
    middle: u64,
    worst: u64,
}

impl Of {
    fn all(numbers: impl Iterator<Item = u64>) -> Of {
        let mut all: Vec<u64> = numbers.collect();
        all.sort_unstable();
        Of {
            middle: all[all.len() / 2],
            worst: all[all.len() - 1],
        }
    }
}

/// Whether the long form runs, on a machine that does little else.
fn measures_time() -> bool {
    rounds(0, 1) == 1
}

fn ms(time: SystemTime) -> u64 {
    u64::try_from(time.duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}
