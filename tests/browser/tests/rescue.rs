//! The program breaks while somebody types: within a second the page says so and offers all of the
//! text, the key that broke it and those after it too.

#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]
#![allow(clippy::print_stdout, reason = "each test says its number")]

use browser_tests::{Engine, Page, browse_in_each};

const DOCUMENT: &str = include_str!("../../documents/past-midnight.md");

/// A way for a browser to break the program in the middle of a key. It happens once, notes when,
/// and leaves the browser as it was.
const BREAKS: [(&str, &str, &str); 1] = [(
    // The page can't make an element, which its framework takes for impossible.
    "a panic",
    "for (const [of, name] of [[Document.prototype, 'createElement'], [Node.prototype, 'cloneNode']]) {
           const whole = of[name];
           of[name] = function (...words) {
             if (!armed()) return whole.apply(this, words);
             throw new Error('no element');
           };
         }",
    // Words of the panic.
    "panicked at",
)];

/// Arms the break for a moment after the text has reached a word, and notes when it happened and
/// when the rescue was there.
const ARM: &str = "
    const armed = () => {
      if (window.brokeAt || !document.querySelector('#title').value.endsWith('break')) return false;
      return window.brokeAt = performance.now();
    };
    new MutationObserver(() => {
      if (document.querySelector('#rescue')) window.rescuedAt ??= performance.now();
    }).observe(document.body, { childList: true });";

#[test]
fn a_broken_program_offers_all_of_the_text_within_a_second() {
    for (what, deed, message) in BREAKS {
        browse_in_each(&Engine::ALL, "broken-program", async |page| {
            page.import(DOCUMENT).await;
            page.is_saved().await;
            let others = page.run(FIELDS, vec![]).await;
            page.run(&[ARM, deed].concat(), vec![]).await;
            page.retype("#title", "All that I typed until the break").await;
            // A pause makes the page judge what was typed, and make elements for that.
            if !rescued(page).await {
                page.press("#tab-problems").await;
            }
            page.reads("Posthoc stopped working").await;
            let ms = page.run("return window.rescuedAt - window.brokeAt", vec![]).await;
            let ms = ms.as_f64().unwrap();
            assert!((0.0..1_000.0).contains(&ms), "{what}: the rescue came after {ms} ms");
            // Nobody stops typing in the middle of a word.
            page.keys("#title", " and on").await;
            page.press_button("Download your text").await;
            let (name, bytes) = page.downloaded().await;
            assert_eq!(name, "posthoc-rescued.txt");
            let text = String::from_utf8(bytes).unwrap();
            assert!(
                text.contains("All that I typed until the break and on"),
                "{what}: {text}"
            );
            for other in others.as_array().unwrap() {
                let other = other.as_str().unwrap();
                assert!(text.contains(other), "{what}: {other:?} is not in {text}");
            }
            let said = page
                .run(
                    "return document.querySelector('#rescue pre')?.textContent ?? ''",
                    vec![],
                )
                .await;
            assert!(said.as_str().unwrap().contains(message), "{what}: {said}");
            assert_eq!(page.count("#rescue").await, 1);
            println!(
                "{what} while typing: rescue after {ms:.0} ms with all of the text ({})",
                page.engine()
            );
        });
    }
}

/// The text of every field but the title.
const FIELDS: &str = "
    return [...document.querySelectorAll('main input, main textarea')]
      .filter((it) => it.id !== 'title' && !['checkbox', 'radio', 'file'].includes(it.type) && it.value)
      .map((it) => it.value)";

async fn rescued(page: &Page) -> bool {
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    page.count("#rescue").await == 1
}

#[test]
fn nothing_is_in_front_of_the_rescue() {
    browse_in_each(&[Engine::Chromium, Engine::Firefox], "broken-dialog", async |page| {
        page.at_home().await;
        page.press("#import").await;
        page.paste("#import-text", DOCUMENT).await;
        page.run("window.posthocRescue('out of memory')", vec![]).await;
        page.press_button("Download your text").await;
        let (_, bytes) = page.downloaded().await;
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(DOCUMENT.lines().last().unwrap()), "{text}");
    });
}
