//! The system's clock a day back and ten years ahead: what was saved last is what opens, in
//! whatever order the clocks say it was saved. The clock is the page's own, set by a script before
//! it: what the browser itself reads of the time has no part in what is newer.

#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]
#![allow(clippy::print_stdout, reason = "each test says its number")]

use browser_tests::{Engine, Page, Setting, Visits, dist, with_script};

const DOCUMENT: &str = include_str!("../../documents/past-midnight.md");
/// Days off, visit after visit: each one saves on what the one before saved.
const DAYS: [i32; 7] = [0, -1, 3652, 0, -1, -1, 3652];

/// A clock that is off: every way to the time of a page of ours.
fn clock(days: i32) -> String {
    format!(
        "(() => {{ const Real = Date, off = {days} * 86400000;
          const shifted = (...words) => words.length ? words : [Real.now() + off];
          window.Date = new Proxy(Real, {{
            construct: (target, words, as) => Reflect.construct(target, shifted(...words), as),
            apply: () => new Real(Real.now() + off).toString(),
            get: (target, name) => name === 'now' ? () => Real.now() + off : Reflect.get(target, name),
          }}); }})();"
    )
}

#[test]
fn the_newest_revision_wins_whatever_the_clock_says() {
    for engine in [Engine::WebKit] {
        let folder = with_script(&dist(), "clock", "");
        let visits = Visits::new(engine, &folder);
        let set = |days| std::fs::write(folder.join("before.js"), clock(days)).unwrap();
        let mut wins = 0;
        if engine == Engine::WebKit {
            // It keeps nothing from one start to the next while it is driven: the visits of one start.
            set(DAYS[0]);
            visits.once("clock", Setting::default(), async |page| {
                for (visit, days) in DAYS.into_iter().enumerate() {
                    set(days);
                    page.reload().await;
                    wins += saved_on_the_one_before(page, visit, days).await;
                }
            });
        } else {
            for (visit, days) in DAYS.into_iter().enumerate() {
                set(days);
                visits.once("clock", Setting::default(), async |page| {
                    wins += saved_on_the_one_before(page, visit, days).await;
                });
            }
        }
        std::fs::remove_dir_all(folder).unwrap();
        assert_eq!(wins, 2 * DAYS.len() - 3);
        println!("clock off by {DAYS:?} days: the newest revision won {wins} of {wins} times ({engine})");
    }
}

/// Opens what the visit before saved, twice, and saves on it. Returns how often the newest revision opened.
async fn saved_on_the_one_before(page: &Page, visit: usize, days: i32) -> usize {
    let shown = page
        .run("return (window.Date.now() - performance.timeOrigin) / 86400000", vec![])
        .await;
    let off = shown.as_f64().unwrap() - f64::from(days);
    assert!(off.abs() < 0.5, "the clock is not {days} days off but {shown}");
    let mut wins = 0;
    if visit == 0 {
        page.import(DOCUMENT).await;
    } else {
        opens(page, visit - 1).await;
        wins += 1;
        // The store forgets the newest text and holds an older revision with a later or an earlier
        // time: its copy has the newer revision and counts.
        if visit > 1 {
            page.run(OLDER, vec![]).await;
            page.reload().await;
            opens(page, visit - 1).await;
            wins += 1;
        }
    }
    page.retype("#title", &format!("Visit {visit}")).await;
    page.is_saved().await;
    wins
}

/// The draft opens as a visit left it.
async fn opens(page: &Page, visit: usize) {
    page.at_home().await;
    page.press(".drafts .open").await;
    page.at_composer().await;
    assert_eq!(page.value("#title").await, format!("Visit {visit}"));
}

/// Puts the generation before in the draft's place.
const OLDER: &str = "
    for (const key of Object.keys(localStorage).filter((key) => key.startsWith('posthoc/before/'))) {
      const draft = key.replace('before', 'draft');
      if (localStorage.getItem(draft) === localStorage.getItem(key)) throw new Error('no older generation');
      localStorage.setItem(draft, localStorage.getItem(key));
    }";
