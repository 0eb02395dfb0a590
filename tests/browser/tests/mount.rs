//! The page comes up under its policy, and asks nobody for anything.
#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]
use browser_tests::browse;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Read;
use std::net::TcpListener;
use std::time::Duration;

const MOUNTED: &str = "return document.querySelector('h1') !== null";

#[test]
fn the_page_mounts_quietly_and_stays_home() {
    browse("mount", async |page| {
        page.until("there is a heading", MOUNTED).await;
        page.is_quiet();
        let asked = page.requests();
        for part in [".css", ".js", ".wasm"] {
            assert!(
                asked.iter().any(|address| address.ends_with(part)),
                "no {part} among {asked:?}"
            );
        }
        assert!(asked.iter().all(|address| page.is_home(address)), "{asked:?}");
        let once: BTreeSet<_> = asked.iter().collect();
        assert_eq!(once.len(), asked.len(), "something was fetched twice: {asked:?}");
        page.reload().await;
        page.until("there is a heading", MOUNTED).await;
        page.stays_home();
        page.is_quiet();
    });
}

/// What somebody else's text could try, if it became code or markup.
const DEEDS: [(&str, &str); 8] = [
    (
        "an inline script",
        "const s = document.createElement('script'); s.textContent = 'ran = 1'; document.head.append(s);",
    ),
    (
        "markup that runs",
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"ran = 1\">');",
    ),
    ("a text as code", "setTimeout('ran = 1');"),
    (
        "a script from elsewhere",
        "const s = document.createElement('script'); s.src = ELSEWHERE; document.head.append(s);",
    ),
    (
        "a request",
        "fetch(ELSEWHERE).then(() => { window.ran = 1; }).catch(() => {});",
    ),
    (
        "an image",
        "const i = new Image(); i.onload = () => { window.ran = 1; }; i.src = ELSEWHERE;",
    ),
    (
        "a frame",
        "const f = document.createElement('iframe'); f.src = ELSEWHERE; document.body.append(f);",
    ),
    ("a beacon", "navigator.sendBeacon(ELSEWHERE, 'text');"),
];

#[test]
fn the_policy_refuses_what_it_should() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let address = json!(format!("http://{}/x", elsewhere.local_addr().unwrap()));
    browse("policy", async |page| {
        page.until("there is a heading", MOUNTED).await;
        page.is_quiet();
        for (what, deed) in DEEDS {
            let script = format!("const ELSEWHERE = arguments[0]; try {{ {deed} }} catch (e) {{ console.error(e); }}");
            page.run(&script, vec![address.clone()]).await;
            page.run(
                "return new Promise((done) => setTimeout(() => done(null), 60))",
                Vec::new(),
            )
            .await;
            assert_eq!(
                page.run("return window.ran ?? null", Vec::new()).await,
                Value::Null,
                "{what} ran"
            );
            assert!(!page.console().is_empty(), "{what} was not refused aloud");
            let sent = sent_to(&elsewhere);
            assert!(sent.is_empty(), "{what} sent {sent:?} to another host");
        }
    });
}

/// What arrived at a host. A connection alone is no news: Chromium opens one for a frame before
/// it asks the policy, and sends nothing over it.
fn sent_to(host: &TcpListener) -> String {
    let mut sent = Vec::new();
    while let Ok((mut stream, _)) = host.accept() {
        stream.set_nonblocking(false).unwrap();
        stream.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
        let _ = stream.read_to_end(&mut sent);
    }
    String::from_utf8_lossy(&sent).into_owned()
}

#[test]
fn the_rescue_shows_and_offers_what_was_typed() {
    browse("rescue", async |page| {
        page.until("there is a heading", MOUNTED).await;
        page.run(
            "localStorage.setItem('posthoc/draft/x', 'a record');
             localStorage.setItem('other', 'not ours');
             const field = document.createElement('textarea');
             field.setAttribute('aria-label', 'Summary');
             field.value = 'The cache was cold.';
             document.body.append(field);
             window.posthocRescue('index out of range');
             window.posthocRescue('again');",
            Vec::new(),
        )
        .await;
        page.reads("Posthoc stopped working").await;
        assert_eq!(page.count("#rescue").await, 1);
        page.press_button("Download your text").await;
        let (name, bytes) = page.downloaded().await;
        assert_eq!(name, "posthoc-rescued.txt");
        assert!(String::from_utf8_lossy(&bytes).contains("Summary:\nThe cache was cold."));
        page.press_button("Download the stored drafts").await;
        let (name, bytes) = page.downloaded().await;
        assert_eq!(name, "posthoc-drafts.json");
        let records: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(records["posthoc/draft/x"], "a record");
        assert_eq!(records.get("other"), None);
        page.shoot("rescue").await;
    });
}
