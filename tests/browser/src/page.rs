//! A page in a browser: what a person does with it, and what can be seen from outside.

use crate::driver::{Driver, Setting, ask};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What the page is waited for at most.
const PATIENCE: Duration = Duration::from_secs(15);
const PAUSE: Duration = Duration::from_millis(40);

/// The open page.
pub struct Page {
    name: String,
    client: Client,
    port: u16,
    session: String,
    url: String,
    downloads: PathBuf,
}

impl Page {
    pub(crate) async fn open(name: &str, driver: &Driver, setting: &Setting, url: &str) -> Page {
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(driver.capabilities(setting))
            .connect(&driver.url())
            .await
            .expect("chromedriver starts Chromium");
        let session = client
            .session_id()
            .await
            .expect("the driver answers")
            .expect("a session");
        driver.owns(session.clone());
        let page = Page {
            name: name.to_owned(),
            client,
            port: driver.port(),
            session,
            url: url.to_owned(),
            downloads: driver.downloads(),
        };
        page.devtools(
            "Browser.setDownloadBehavior",
            json!({"behavior": "allow", "downloadPath": page.downloads}),
        );
        page.resize(setting.size.0, setting.size.1);
        // What the empty browser asked itself for is nobody's concern.
        page.requests();
        page.client.goto(url).await.expect("the page opens");
        page
    }

    /// The page's address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The client, for what has no name here.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Sets the inner size in CSS pixels, below what a real window can be too.
    pub fn resize(&self, width: u32, height: u32) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}),
        );
    }

    /// Pretends that the system prefers a theme, "light" or "dark".
    pub fn prefer(&self, theme: &str) {
        let feature = json!([{"name": "prefers-color-scheme", "value": theme}]);
        self.devtools("Emulation.setEmulatedMedia", json!({"features": feature}));
    }

    /// A command of the browser's own tools.
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        let path = format!("/session/{}/chromium/send_command_and_get_result", self.session);
        ask(
            self.port,
            "POST",
            &path,
            Some(json!({"cmd": command, "params": parameters})),
        )
        .expect("the driver answers")
    }

    /// Loads the page again, as a person does.
    pub async fn reload(&self) {
        self.client.refresh().await.expect("the page opens again");
    }

    /// Runs JavaScript in the page; `return` what is wanted.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client
            .execute(script, arguments)
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until the script returns something true. `what` ends "did not see that …".
    pub async fn until(&self, what: &str, script: &str) -> Value {
        self.until_with(what, script, Vec::new()).await
    }

    /// As [`Page::until`], with arguments.
    pub async fn until_with(&self, what: &str, script: &str, arguments: Vec<Value>) -> Value {
        let start = Instant::now();
        loop {
            let seen = self.run(script, arguments.clone()).await;
            if !matches!(seen, Value::Null | Value::Bool(false)) {
                return seen;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "within {PATIENCE:?} the page did not show that {what}"
            );
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Waits until the words can be read on the page.
    pub async fn reads(&self, words: &str) {
        self.until_with(
            &format!("it reads “{words}”"),
            "return document.body.innerText.includes(arguments[0])",
            vec![json!(words)],
        )
        .await;
    }

    /// Waits for the first element of a selector.
    pub async fn find(&self, selector: &str) -> Element {
        let start = Instant::now();
        loop {
            if let Ok(element) = self.client.find(Locator::Css(selector)).await {
                return element;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "within {PATIENCE:?} the page did not show {selector}"
            );
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// How many elements a selector has.
    pub async fn count(&self, selector: &str) -> usize {
        self.client
            .find_all(Locator::Css(selector))
            .await
            .map_or(0, |all| all.len())
    }

    /// Presses an element; waits until it is there and can be pressed.
    pub async fn press(&self, selector: &str) {
        let start = Instant::now();
        loop {
            let outcome = self.find(selector).await.click().await;
            match outcome {
                Ok(()) => return,
                // Covered, moving, or just replaced: it may be free in a moment.
                Err(error) => assert!(start.elapsed() < PATIENCE, "{selector} can’t be pressed: {error}"),
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Presses the button with exactly these words, or this accessible name.
    pub async fn press_button(&self, words: &str) {
        let script = "
            const same = (text) => (text ?? '').replace(/\\s+/g, ' ').trim() === arguments[0];
            const shown = (node) => node.checkVisibility({ visibilityProperty: true });
            const all = [...document.querySelectorAll('button, a[href], summary, [role=tab], [role=menuitem]')];
            return all.find((node) => shown(node) && !node.disabled
              && (same(node.getAttribute('aria-label')) || same(node.innerText))) ?? null";
        let start = Instant::now();
        loop {
            let found = self
                .until_with(&format!("there is a button “{words}”"), script, vec![json!(words)])
                .await;
            let button: Element = Element::from_element_id(self.client.clone(), reference(&found));
            match button.click().await {
                Ok(()) => return,
                Err(error) => assert!(start.elapsed() < PATIENCE, "“{words}” can’t be pressed: {error}"),
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Types into a field, key by key, behind what is there.
    pub async fn keys(&self, selector: &str, text: &str) {
        let field = self.find(selector).await;
        field
            .send_keys(text)
            .await
            .unwrap_or_else(|error| panic!("{selector} takes no keys: {error}"));
    }

    /// Replaces a field's text, key by key.
    pub async fn retype(&self, selector: &str, text: &str) {
        self.press(selector).await;
        self.run("document.activeElement.select()", Vec::new()).await;
        self.keys(selector, text).await;
    }

    /// Puts text into a field at once, as pasting does.
    pub async fn paste(&self, selector: &str, text: &str) {
        let field = self.find(selector).await;
        let arguments = vec![serde_json::to_value(&field).expect("an element"), json!(text)];
        self.run(
            "arguments[0].focus(); arguments[0].select?.(); document.execCommand('insertText', false, arguments[1])",
            arguments,
        )
        .await;
    }

    /// A field's text.
    pub async fn value(&self, selector: &str) -> String {
        let field = self.find(selector).await;
        field.prop("value").await.ok().flatten().unwrap_or_default()
    }

    /// What was said on the console since the last look, as level and message.
    pub fn console(&self) -> Vec<(String, String)> {
        self.log("browser")
            .iter()
            .map(|entry| (text(&entry["level"]), text(&entry["message"])))
            .collect()
    }

    /// Nothing was refused, thrown or warned of since the last look.
    pub fn is_quiet(&self) {
        let said: Vec<_> = self
            .console()
            .into_iter()
            .filter(|(level, _)| matches!(level.as_str(), "SEVERE" | "WARNING"))
            // Chromium checks the integrity of the wasm when boot.js fetches it, not when it is
            // preloaded, and says so at each load.
            .filter(|(_, message)| !message.contains("is currently ignored for preload destinations"))
            .collect();
        assert!(said.is_empty(), "the console says {said:#?}");
    }

    /// Every address that the page asked for since the last look.
    pub fn requests(&self) -> Vec<String> {
        self.log("performance")
            .iter()
            .filter_map(|entry| serde_json::from_str::<Value>(entry["message"].as_str()?).ok())
            .filter(|event| event["message"]["method"] == "Network.requestWillBeSent")
            .map(|event| text(&event["message"]["params"]["request"]["url"]))
            .collect()
    }

    /// The address is the page's own host, or none at all.
    pub fn is_home(&self, address: &str) -> bool {
        address.starts_with(&self.url) || ["data:", "blob:", "about:"].iter().any(|own| address.starts_with(own))
    }

    /// The page asked nobody but its own host since the last look.
    pub fn stays_home(&self) {
        let all = self.requests();
        let away: Vec<_> = all.iter().filter(|address| !self.is_home(address)).collect();
        assert!(away.is_empty(), "the page asked for {away:?}");
    }

    /// Waits for a downloaded file and takes it: its name and bytes.
    pub async fn downloaded(&self) -> (String, Vec<u8>) {
        let start = Instant::now();
        loop {
            let files = std::fs::read_dir(&self.downloads).expect("the folder of downloads");
            // While it is written the file has another name, and an empty one holds its place.
            let done = files.flatten().find(|file| {
                let partial = file.path().extension().is_some_and(|end| end == "crdownload");
                !partial && !hidden(file) && file.metadata().is_ok_and(|data| data.len() > 0)
            });
            if let Some(file) = done {
                let bytes = std::fs::read(file.path()).expect("the downloaded file");
                std::fs::remove_file(file.path()).expect("the downloaded file");
                return (file.file_name().to_string_lossy().into_owned(), bytes);
            }
            assert!(start.elapsed() < PATIENCE, "nothing was downloaded within {PATIENCE:?}");
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Leaves a screenshot where `POSTHOC_SHOTS` says; nothing without it.
    pub async fn shoot(&self, what: &str) {
        let Some(folder) = std::env::var_os("POSTHOC_SHOTS").map(PathBuf::from) else {
            return;
        };
        if let Ok(png) = self.client.screenshot().await {
            std::fs::create_dir_all(&folder).expect("a folder for screenshots");
            std::fs::write(folder.join(format!("{}-{what}.png", self.name)), png).expect("a screenshot is written");
        }
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        let path = format!("/session/{}/se/log", self.session);
        let answer = ask(self.port, "POST", &path, Some(json!({"type": kind}))).expect("the driver answers");
        match &answer["value"] {
            Value::Array(entries) => entries.clone(),
            other => panic!("the driver gives no {kind} log: {other}"),
        }
    }
}

fn hidden(file: &std::fs::DirEntry) -> bool {
    file.file_name().to_string_lossy().starts_with('.')
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The driver's name of an element that a script returned.
fn reference(value: &Value) -> fantoccini::elements::ElementRef {
    let name = value
        .as_object()
        .and_then(|object| object.values().next())
        .and_then(Value::as_str)
        .unwrap_or_else(|| panic!("not an element: {value}"));
    fantoccini::elements::ElementRef::from(name.to_owned())
}
