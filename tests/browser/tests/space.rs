//! Room for drafts: backups, archives and the trash; files on the disk; a thousand drafts.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test: what goes wrong ends it, in its helpers too; what is measured is printed"
)]

use browser_tests::{Page, browse};
use serde_json::{Value, json};

const DOCUMENT: &str = include_str!("../../documents/past-midnight.md");
const OTHER: &str = include_str!("../../documents/wrong-half-of-the-day.md");

/// The titles in the list.
async fn titles(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.drafts .open')].map((it) => it.innerText.trim())";
    let found = page.run(script, vec![]).await;
    found
        .as_array()
        .into_iter()
        .flatten()
        .map(|it| it.as_str().unwrap().to_owned())
        .collect()
}

/// Chooses files in a file input, as its dialog does.
async fn choose(page: &Page, selector: &str, files: &[(&str, &str)]) {
    let script = "
        const data = new DataTransfer();
        for (const [name, text] of arguments[1]) data.items.add(new File([text], name));
        const input = document.querySelector(arguments[0]);
        input.files = data.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));";
    page.find(selector).await;
    page.run(script, vec![json!(selector), json!(files)]).await;
}

/// Drops files on the page.
async fn drop(page: &Page, files: &[(&str, &str)]) {
    let script = "
        const data = new DataTransfer();
        for (const [name, text] of arguments[0]) data.items.add(new File([text], name));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));";
    page.run(script, vec![json!(files)]).await;
}

async fn stored(page: &Page) -> u64 {
    let script = "return Object.entries(localStorage).reduce((sum, [key, text]) => sum + key.length + text.length, 0)";
    page.run(script, vec![]).await.as_u64().unwrap()
}

async fn look(page: &Page, what: &str) {
    for theme in ["light", "dark"] {
        page.prefer(theme);
        for (width, height) in [(1440, 900), (390, 844), (320, 700)] {
            page.resize(width, height);
            let what = format!("{what}-{width}-{theme}");
            let settled =
                "return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(true), 300)))";
            page.run(settled, vec![]).await;
            page.shoot(&what).await;
            page.fits(&what).await;
            page.is_accessible(&what).await;
        }
    }
    page.prefer("light");
    page.resize(1440, 900);
}

#[test]
fn a_backup_survives_a_wiped_browser_and_the_trash_frees_room() {
    browse("space", async |page| {
        page.at_home().await;
        drop(
            page,
            &[("one.md", DOCUMENT), ("two.md", OTHER), ("three.md", "# Third\n")],
        )
        .await;
        page.reads("Made 3 drafts.").await;
        page.reads("Never backed up.").await;
        let before = titles(page).await;
        assert_eq!(before.len(), 3);
        page.press("#back-up").await;
        let (name, bytes) = page.downloaded().await;
        assert!(
            name.starts_with("posthoc-backup-20") && name.ends_with(".json"),
            "{name}"
        );
        page.reads("Last backup:").await;
        let backup = String::from_utf8(bytes).unwrap();

        page.wipe().await;
        page.at_home().await;
        page.reads("Write the postmortem.").await;
        choose(page, "#restore", &[("renamed.txt", &backup)]).await;
        page.reads("Brought 3 drafts from the backup.").await;
        let mut after = titles(page).await;
        let mut before = before;
        before.sort();
        after.sort();
        assert_eq!(after, before);
        // By dropping it, it works as well, and changes nothing the second time.
        let raw =
            "return JSON.stringify(Object.entries(localStorage).filter(([key]) => key.includes('/draft/')).sort())";
        let texts = page.run(raw, vec![]).await;
        drop(page, &[("again.json", &backup)]).await;
        page.reads("Everything in this backup is here already.").await;
        assert_eq!(page.run(raw, vec![]).await, texts);

        // An archived draft can be deleted here and comes back from its file.
        let menu = "return '#' + [...document.querySelectorAll('.drafts tr')]
            .find((row) => row.innerText.includes('Third')).querySelector('[aria-haspopup]').id";
        let menu = page.run(menu, vec![]).await;
        page.press(menu.as_str().unwrap()).await;
        page.press_button("Archive to a file").await;
        let (name, bytes) = page.downloaded().await;
        assert_eq!(name, "third.posthoc.json");
        let archive = String::from_utf8(bytes).unwrap();
        page.press_button("Delete it here").await;
        page.until(
            "it is gone",
            "return document.querySelectorAll('.drafts .open').length === 2",
        )
        .await;
        let full = stored(page).await;
        page.press("#trash").await;
        page.find("#empty-trash").await;
        look(page, "trash").await;
        page.press("#empty-trash").await;
        page.reads("Deleted “Third” for good.").await;
        let freed = full - stored(page).await;
        assert!(freed > 200, "{freed} units");
        eprintln!("The emptied trash freed {freed} units.");
        page.press_button("Undo").await;
        page.find("#trash").await;
        assert!(full - stored(page).await < 100);
        page.press("#empty-trash").await;
        page.until("the trash is gone", "return document.querySelector('#trash') === null")
            .await;
        drop(page, &[("third.json", &archive)]).await;
        page.reads("Brought 1 draft from the backup.").await;
        assert!(titles(page).await.contains(&"Third".to_owned()));
        page.is_quiet();
        page.stays_home();
    });
}

/// Stands in for the browser's dialog alone, which no test can answer: the handle that it gives is a
/// real one, of the origin's own file system, and so are the file and what is written to it.
const PICKERS: &str = "
    return (async () => {
      const folder = await navigator.storage.getDirectory();
      const handle = await folder.getFileHandle(arguments[0], { create: true });
      window.showOpenFilePicker = async () => [handle];
      window.showSaveFilePicker = async () => handle;
      window.posthocFile = handle;
      return true;
    })()";

async fn write(page: &Page, text: &str) {
    let script = "
        return (async () => {
          const writable = await window.posthocFile.createWritable();
          await writable.write(arguments[0]);
          await writable.close();
          return true;
        })()";
    page.run(script, vec![json!(text)]).await;
}

async fn on_disk(page: &Page) -> String {
    let script = "return (async () => (await window.posthocFile.getFile()).text())()";
    page.run(script, vec![]).await.as_str().unwrap().to_owned()
}

async fn look_again(page: &Page) {
    page.run("window.dispatchEvent(new Event('focus'))", vec![]).await;
}

#[test]
fn a_file_on_the_disk_is_followed_and_never_overwritten_unseen() {
    browse("disk", async |page| {
        page.at_home().await;
        assert_eq!(page.run(PICKERS, vec![json!("incident.md")]).await, Value::Bool(true));
        write(page, "# Checkout outage\n\n## Impact\n\nNobody could pay.\n").await;
        page.press("#open-file").await;
        page.at_composer().await;
        assert_eq!(page.value("#title").await, "Checkout outage");
        page.reads("incident.md").await;
        page.retype("#title", "Checkout down").await;
        page.press("#download").await;
        page.reads("Saved to “incident.md”.").await;
        assert_eq!(
            on_disk(page).await,
            "# Checkout down\n\n## Impact\n\nNobody could pay.\n"
        );

        // Somebody else writes: seen when the page is looked at again.
        write(page, "# Theirs\n").await;
        look_again(page).await;
        page.reads("“incident.md” changed on disk.").await;
        look(page, "changed").await;
        page.press("#download").await;
        page.run(
            "return new Promise((done) => setTimeout(() => done(true), 300))",
            vec![],
        )
        .await;
        assert_eq!(on_disk(page).await, "# Theirs\n", "overwritten unseen");
        page.press_button("Load the file’s text").await;
        page.until(
            "the title is theirs",
            "return document.querySelector('#title').value === 'Theirs'",
        )
        .await;
        page.press("#undo").await;
        page.until(
            "undone",
            "return document.querySelector('#title').value === 'Checkout down'",
        )
        .await;

        // Seen before a save too.
        write(page, "# Theirs again\n").await;
        page.press("#download").await;
        page.reads("“incident.md” changed on disk.").await;
        assert_eq!(on_disk(page).await, "# Theirs again\n", "overwritten unseen");
        page.press_button("Save mine over it").await;
        page.reads("Saved to “incident.md”.").await;
        assert!(on_disk(page).await.starts_with("# Checkout down\n"));

        // The page loaded again follows the file still: the browser's own handle was kept.
        page.is_saved().await;
        page.reload().await;
        page.at_home().await;
        assert_eq!(page.run(PICKERS, vec![json!("incident.md")]).await, Value::Bool(true));
        page.press(".drafts .open").await;
        page.at_composer().await;
        page.reads("saved on an earlier visit").await;
        page.retype("#title", "Checkout down for an hour").await;
        page.press("#download").await;
        page.reads("Saved to “incident.md”.").await;
        assert!(on_disk(page).await.starts_with("# Checkout down for an hour\n"));
        // A file that may not be read unasked is not asked for by opening the draft, but by saving.
        page.is_saved().await;
        write(page, "# Theirs meanwhile\n").await;
        page.reload().await;
        page.at_home().await;
        assert_eq!(page.run(PICKERS, vec![json!("incident.md")]).await, Value::Bool(true));
        let closed = "FileSystemHandle.prototype.queryPermission = async () => 'prompt'";
        page.run(closed, vec![]).await;
        page.press(".drafts .open").await;
        page.at_composer().await;
        page.reads("saved on an earlier visit").await;
        look_again(page).await;
        page.run(
            "return new Promise((done) => setTimeout(() => done(true), 300))",
            vec![],
        )
        .await;
        assert_eq!(page.count(".banner").await, 0, "the file was read unasked");
        page.press("#download").await;
        page.reads("“incident.md” changed on disk.").await;
        page.press_button("Save mine over it").await;
        page.reads("Saved to “incident.md”.").await;
        assert!(on_disk(page).await.starts_with("# Checkout down for an hour\n"));
        page.run("delete FileSystemHandle.prototype.queryPermission", vec![])
            .await;

        write(page, "# Theirs for good\n").await;
        look_again(page).await;
        page.press_button("Keep both").await;
        page.reads("is a draft of its own now.").await;
        assert_eq!(page.value("#title").await, "Checkout down for an hour");
        page.press("#drafts").await;
        page.reads("Theirs for good").await;
        page.is_quiet();
        page.stays_home();
    });
}

#[test]
fn without_such_files_the_page_downloads_and_says_so() {
    browse("no-disk", async |page| {
        page.run(
            "delete window.showOpenFilePicker; delete window.showSaveFilePicker;",
            vec![],
        )
        .await;
        page.import(DOCUMENT).await;
        page.press("#export").await;
        let script = "return [...document.querySelectorAll('[role=menuitem]')].map((it) => it.innerText)";
        let choices = page.run(script, vec![]).await.to_string();
        assert!(
            choices.contains("Download Markdown") && !choices.contains("Save as"),
            "{choices}"
        );
        let press = "[...document.querySelectorAll('[role=menuitem]')].find((it) => it.innerText.includes('Download Markdown')).click()";
        page.run(press, vec![]).await;
        let (name, _) = page.downloaded().await;
        page.reads(&format!("“{name}” goes to your downloads.")).await;
        page.press("#drafts").await;
        page.reads("Exported ").await;
        assert_eq!(page.count("#open-file").await, 0);
    });
}

/// Copies a stored draft so many times, each with a title and a sum of its own.
const MULTIPLY: &str = "
    const key = Object.keys(localStorage).find((key) => key.startsWith('posthoc/draft/'));
    const text = localStorage.getItem(key);
    for (let number = 1; number < arguments[0]; number++) {
      localStorage.setItem('posthoc/draft/' + number.toString(16).padStart(32, '0'), text);
    }
    return text.length";

#[test]
fn a_thousand_drafts_open_and_are_searched() {
    browse("thousand", async |page| {
        page.import(OTHER).await;
        page.is_saved().await;
        page.press("#drafts").await;
        page.at_home().await;
        let size = page.run(MULTIPLY, vec![json!(1_000)]).await;
        let ready = "
            const drafts = performance.getEntriesByName('posthoc-home');
            return document.querySelectorAll('.drafts .open').length > 0 ? performance.now() : false";
        let mut times = Vec::new();
        for _ in 0..3 {
            page.reload().await;
            times.push(page.until("the list is there", ready).await);
        }
        let total = page
            .run("return document.querySelector('#drafts-heading').innerText", vec![])
            .await;
        assert_eq!(total, json!("Drafts 1000"));
        page.until(
            "the newest are there",
            "return document.querySelectorAll('.drafts .open').length === 100",
        )
        .await;
        assert!(
            page.run("return localStorage.getItem('posthoc/index') !== null", vec![])
                .await
                == Value::Bool(true),
            "no index was kept"
        );
        // From a key to the frame that shows what it found.
        let key = "
            const field = document.querySelector('#search');
            field.value = arguments[0];
            const start = performance.now();
            field.dispatchEvent(new Event('input', { bubbles: true }));
            return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))))";
        let mut keys = Vec::new();
        for words in ["t", "ti", "tic", "tick", "ticket nowhere", ""] {
            keys.push(page.run(key, vec![json!(words)]).await);
        }
        eprintln!(
            "1,000 drafts of {size} units: the list is there after {times:?} ms of the page, a key in the search \
             takes {keys:?} ms."
        );
        page.run(key, vec![json!("nowhere")]).await;
        page.reads("No draft contains “nowhere”.").await;
        page.press_button("Clear the search").await;
        page.until(
            "all are back",
            "return document.querySelectorAll('.drafts .open').length === 100",
        )
        .await;
        page.press("#more-drafts").await;
        page.until(
            "more are shown",
            "return document.querySelectorAll('.drafts .open').length === 200",
        )
        .await;

        // A damaged index is made anew without a word.
        page.run("localStorage.setItem('posthoc/index', '{\"index\":1,')", vec![])
            .await;
        page.reload().await;
        page.until("the list is there", ready).await;
        let whole = "return (localStorage.getItem('posthoc/index') ?? '').length > 10000";
        page.until("the index is whole", whole).await;
        page.is_quiet();
    });
}
