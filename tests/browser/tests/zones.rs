//! The browser's zones against those of the database: every zone that the database has, at 24
//! instants of each year from 2000 to 2037 and on both sides of each of its changes.
//!
//! The page under test is a small one of its own (`tests/pieces-page`), built from the same library
//! as the product's: what answers there is the product's own `ui::Intl`.
#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]

use browser_tests::{Page, browse_folder};
use posthoc::time::zone::{Database, Rules};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// 2000-01-01 and 2038-01-01.
const FROM: i64 = 946_684_800;
const TO: i64 = 2_145_916_800;
const DAY: i64 = 86_400;
const YEARS: i64 = 38;
/// A 24th of a year.
const STEP: i64 = 365 * DAY / 24 + DAY / 96;

/// Zones whose law has changed between the editions of the tz database that chrono-tz and the
/// browser hold: from which year they may differ, by an hour. None other may, and none before.
const DIFFERENT: &[(&[&str], i64)] = &[
    // Morocco keeps UTC all year.
    (&["Africa/Casablanca", "Africa/El_Aaiun"], 2026),
    // Parts of Canada stay on summer time.
    (
        &[
            "America/Edmonton",
            "America/Inuvik",
            "America/Rainy_River",
            "America/Vancouver",
            "America/Winnipeg",
            "America/Yellowknife",
            "Canada/Central",
            "Canada/Mountain",
            "Canada/Pacific",
        ],
        2026,
    ),
    // Moldova changes with the European Union, an hour later than was thought.
    (&["Europe/Chisinau", "Europe/Tiraspol"], 2022),
];

#[test]
fn the_browser_and_the_database_know_the_same_zones() {
    xtask::pieces::build().unwrap();
    browse_folder(&xtask::pieces::folder(), "zones", async |page| {
        page.until("the rules are there", "return typeof window.offsets === 'function'")
            .await;
        let mut wrong = BTreeMap::new();
        let mut unknown = Vec::new();
        let mut compared = 0;
        for zone in chrono_tz::TZ_VARIANTS {
            let zone = zone.name();
            let instants = instants(zone);
            let said = ask(page, zone, &instants).await;
            assert_eq!(said.len(), instants.len(), "{zone}");
            if said.iter().all(Option::is_none) {
                unknown.push(zone);
                continue;
            }
            compared += instants.len();
            for (instant, said) in instants.iter().zip(said) {
                let ours = Database.offset_at(zone, *instant);
                let by_an_hour = ours.zip(said).is_some_and(|(ours, said)| (ours - said).abs() == 3_600);
                if ours != said && !(by_an_hour && is_known(zone, *instant)) {
                    wrong.entry(zone).or_insert_with(Vec::new).push((*instant, ours, said));
                }
            }
        }
        let wrong: Vec<_> = wrong
            .iter()
            .map(|(zone, all)| (*zone, all.len(), all.first(), all.last()))
            .collect();
        assert!(wrong.is_empty(), "instant, database, browser: {wrong:#?}");
        assert!(unknown.is_empty(), "the browser does not know {unknown:?}");
        assert!(compared > 500_000, "only {compared} instants were compared");
        refuses_what_is_no_zone(page).await;
    });
}

/// A difference that is listed, from its year on.
fn is_known(zone: &str, instant: i64) -> bool {
    let year = 1970 + instant.div_euclid(DAY) * 400 / 146_097;
    let mut listed = DIFFERENT.iter().filter(|(zones, _)| zones.contains(&zone));
    listed.any(|(_, from)| year >= *from)
}

/// 24 instants of each year at differing hours, and the last second before and the first second of
/// every change.
fn instants(zone: &str) -> Vec<i64> {
    let at = |instant: i64| Database.offset_at(zone, instant);
    let mut all: Vec<i64> = (0..24 * YEARS).map(|number| FROM + number * STEP).collect();
    for day in (FROM..TO).step_by(usize::try_from(DAY).unwrap()) {
        let (mut before, mut after) = (day, day + DAY);
        if at(before) == at(after) {
            continue;
        }
        let offset = at(before);
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            if at(middle) == offset {
                before = middle;
            } else {
                after = middle;
            }
        }
        all.extend([before, after]);
    }
    all
}

async fn ask(page: &Page, zone: &str, instants: &[i64]) -> Vec<Option<i32>> {
    let said = page
        .run(
            "return [...window.offsets(arguments[0], Float64Array.from(arguments[1]))].map((one) => isNaN(one) ? null : one)",
            vec![json!(zone), json!(instants)],
        )
        .await;
    let offset = |one: &Value| one.as_f64().map(|number| number as i32);
    said.as_array().unwrap().iter().map(offset).collect()
}

async fn refuses_what_is_no_zone(page: &Page) {
    for name in ["Europe/Atlantis", "", "CSTX", "Africa/Lagos/1", "\u{0}"] {
        assert_eq!(ask(page, name, &[FROM]).await, [None], "{name}");
    }
    // The same second is told the same way again, out of order and beyond all years.
    let twice = ask(page, "Europe/Berlin", &[TO, FROM, TO, i64::from(i32::MAX) * 4, FROM]).await;
    assert_eq!(twice[0], twice[2]);
    assert_eq!(twice[1], twice[4]);
    assert!(twice[3].is_some());
    page.is_quiet();
}
