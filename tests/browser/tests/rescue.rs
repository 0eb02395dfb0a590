//! The program breaks while somebody types: within a second the page says so and offers all of the
//! text, the key that broke it and those after it too.

#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]
#![allow(clippy::print_stdout, reason = "each test says its number")]

use browser_tests::{Engine, Page, Setting, Visits, browse_in_each, dist, with_script};

const DOCUMENT: &str = include_str!("../../documents/past-midnight.md");

/// Ways for a browser to break the program in the middle of a key. Each happens once, notes when,
/// and leaves the browser as it was.
const BREAKS: [(&str, &str, &str); 3] = [
    (
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
    ),
    (
        // An error of the browser goes through the program, which nobody can catch there.
        "an error from outside",
        "const Real = Date;
         window.Date = new Proxy(Real, { construct(target, words, as) {
           if (asked() && armed()) throw new Error('no clock');
           return Reflect.construct(target, words, as);
         } });",
        "no clock",
    ),
    (
        // The program is called while it is at work, which ends it without a panic.
        "a trap",
        "const Real = Date;
         window.Date = new Proxy(Real, { construct(target, words, as) {
           if (asked() && armed()) document.querySelector('#title').dispatchEvent(new InputEvent('input', { bubbles: true }));
           return Reflect.construct(target, words, as);
         } });",
        "",
    ),
];

/// Arms the break for a moment after the text has reached a word, and notes when it happened and
/// when the rescue was there.
const ARM: &str = "
    // The driver's own scripts ask for the time too; they are not what is to be broken.
    const asked = () => new Error().stack.includes('wasm');
    const armed = () => {
      if (window.brokeAt || !document.querySelector('#title')?.value.endsWith('break')) return false;
      return window.brokeAt = performance.now();
    };
    new MutationObserver(() => {
      if (document.querySelector('#rescue')) window.rescuedAt ??= performance.now();
    }).observe(document, { childList: true, subtree: true });";

#[test]
fn a_broken_program_offers_all_of_the_text_within_a_second() {
    for (what, deed, message) in BREAKS {
        // From the page's own host: of an error in a script of the driver the page is told nothing.
        let script = ["(() => {", ARM, deed, "})();"].concat();
        let folder = with_script(&dist(), "broken", &script);
        for engine in Engine::ALL {
            Visits::new(engine, &folder).once("broken-program", Setting::default(), async |page| {
                page.import(DOCUMENT).await;
                page.is_saved().await;
                let others = page.run(FIELDS, vec![]).await;
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
                println!("{what} while typing: rescue after {ms:.0} ms with all of the text ({engine})");
            });
        }
        std::fs::remove_dir_all(folder).unwrap();
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
    browse_in_each(&Engine::ALL, "broken-dialog", async |page| {
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
