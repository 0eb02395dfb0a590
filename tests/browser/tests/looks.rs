//! Both themes, wide and narrow: nothing sticks out, and the accessibility checker finds nothing.

use browser_tests::{Engine, Page, browse, browse_in_each};

const DOCUMENT: &str = include_str!("../../documents/wrong-half-of-the-day.md");
const SIZES: [(u32, u32); 3] = [(1440, 900), (1000, 800), (390, 844)];
const THEMES: [&str; 2] = ["light", "dark"];

/// Looks at a state of the page in every size and theme.
async fn look(page: &Page, state: &str) {
    for theme in THEMES {
        page.prefer(theme);
        for (width, height) in SIZES {
            page.resize(width, height);
            // Two frames: the layout has followed, and so have transitions without motion.
            let settled =
                "return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(true), 300)))";
            page.run(settled, vec![]).await;
            let what = format!("{state}-{width}-{theme}");
            page.shoot(&what).await;
            page.fits(&what).await;
            page.is_accessible(&what).await;
        }
    }
    page.resize(1440, 900);
}

#[test]
fn home_looks_right() {
    browse("home", async |page| {
        page.at_home().await;
        page.reads("Write the postmortem.").await;
        look(page, "empty").await;
        page.import(DOCUMENT).await;
        page.is_saved().await;
        page.press("#drafts").await;
        page.reads("ticket shop").await;
        look(page, "drafts").await;
    });
}

#[test]
fn the_import_looks_right() {
    browse("import", async |page| {
        page.at_home().await;
        page.press("#import").await;
        page.paste("#import-text", DOCUMENT).await;
        page.find("#import-confirm:not([disabled])").await;
        look(page, "dialog").await;
    });
}

#[test]
fn the_composer_looks_right() {
    browse("composer", async |page| {
        page.import(DOCUMENT).await;
        page.find(".row .diag .fix").await;
        look(page, "wrong").await;
        page.press("#tab-problems").await;
        look(page, "problems").await;
        page.press("#tab-markdown").await;
        page.press(".row .diag .fix").await;
        look(page, "mended").await;
    });
}

#[test]
fn other_engines_find_nothing_to_complain_about_either() {
    browse_in_each(&[Engine::Firefox, Engine::WebKit], "accessible", async |page| {
        page.at_home().await;
        page.is_accessible("home").await;
        page.import(DOCUMENT).await;
        page.find(".row .diag .fix").await;
        page.shoot("composer").await;
        page.fits("the composer").await;
        page.is_accessible("the composer").await;
        page.is_quiet();
    });
}

#[test]
fn a_narrow_page_shows_one_view_at_a_time() {
    browse("narrow", async |page| {
        page.import(DOCUMENT).await;
        page.resize(390, 844);
        for view in ["view-preview", "view-problems", "view-write"] {
            page.press(&format!("#{view}")).await;
            page.fits(view).await;
            page.is_accessible(view).await;
            page.shoot(view).await;
        }
    });
}

#[test]
fn a_chosen_theme_outlasts_a_reload() {
    browse("theme", async |page| {
        page.at_home().await;
        page.prefer("light");
        page.press("#more").await;
        page.press_button("Theme: dark").await;
        let dark = "return document.documentElement.dataset.theme === 'dark'";
        page.until("the theme is dark", dark).await;
        page.reload().await;
        page.until("the theme is dark after a reload", dark).await;
        page.is_quiet();
    });
}
