//! A page in a browser: what a person does with it, and what can be seen from outside.

use crate::console;
use crate::driver::{Driver, Home, Setting, ask};
use fantoccini::elements::Element;
use fantoccini::wd::WindowHandle;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use xtask::browser::Engine;

/// What the page is waited for at most.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(40);

/// The open page.
pub struct Page {
    name: String,
    engine: Engine,
    client: Client,
    port: u16,
    session: String,
    url: String,
    downloads: PathBuf,
    /// What was said on the console before the page was loaded again, in engines without a log.
    said: Mutex<Vec<(String, String)>>,
    /// An empty tab beside the page, where one was opened.
    spare: Mutex<Option<WindowHandle>>,
}

impl Page {
    /// Opens the page in a browser that the driver starts; the driver's words where it starts none.
    pub(crate) async fn open(
        name: &str,
        driver: &Driver,
        home: &Home,
        setting: &Setting,
        url: &str,
    ) -> Result<Page, String> {
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(driver.capabilities(home, setting))
            .connect(&driver.url())
            .await
            .map_err(|error| error.to_string())?;
        let session = client
            .session_id()
            .await
            .expect("the driver answers")
            .expect("a session");
        driver.owns(session.clone());
        let page = Page {
            name: name.to_owned(),
            engine: driver.engine(),
            client,
            port: driver.port(),
            session,
            url: url.to_owned(),
            downloads: home.downloads(),
            said: Mutex::default(),
            spare: Mutex::default(),
        };
        if page.engine == Engine::Chromium {
            page.devtools(
                "Browser.setDownloadBehavior",
                json!({"behavior": "allow", "downloadPath": page.downloads}),
            );
            // What the empty browser asked itself for is nobody's concern.
            page.requests();
        }
        page.resize(setting.size.0, setting.size.1);
        page.goto(url).await;
        Ok(page)
    }

    /// Opens an address in this tab.
    pub async fn goto(&self, url: &str) {
        self.client.goto(url).await.expect("the page opens");
        self.listen();
    }

    /// Goes on in a frame of the page.
    pub async fn enter_frame(&self, selector: &str) {
        let frame = self.find(selector).await;
        frame.enter_frame().await.expect("the frame can be entered");
        self.listen();
    }

    /// Breaks the process of this tab. Chromium alone.
    pub(crate) fn crash(&self) {
        // The driver hears that the tab is gone in place of an answer.
        self.devtools("Page.crash", json!({}));
    }

    /// Opens the page in another tab than before, and keeps an empty one from which to do so again
    /// when this one is dead.
    pub(crate) async fn another_tab(&self) {
        let kept = self.spare.lock().expect("no panic while held").clone();
        match kept {
            Some(spare) => self.client.switch_to_window(spare).await.expect("the empty tab"),
            None => {
                self.client.goto("about:blank").await.expect("an empty tab");
                let spare = self.client.window().await.expect("a tab");
                *self.spare.lock().expect("no panic while held") = Some(spare);
            }
        }
        let tab = self.client.new_window(true).await.expect("another tab");
        self.client.switch_to_window(tab.handle).await.expect("the other tab");
        self.goto(&self.url).await;
    }

    /// Which engine the page is in.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The page's address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The client, for what has no name here.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Sets the inner size in CSS pixels; in Chromium below what a real window can be too.
    pub fn resize(&self, width: u32, height: u32) {
        if self.engine == Engine::Chromium {
            self.devtools(
                "Emulation.setDeviceMetricsOverride",
                json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}),
            );
            return;
        }
        // Twice: what the window has around the page is known once it is there.
        for _ in 0..2 {
            let around = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
            let around = self.run_now(around);
            let plus = |size: u32, index: usize| size + u32::try_from(around[index].as_u64().unwrap_or(0)).unwrap_or(0);
            self.ask(
                "window/rect",
                json!({"width": plus(width, 0), "height": plus(height, 1)}),
            );
        }
    }

    /// Pretends that the system prefers a theme, "light" or "dark". Chromium alone.
    pub fn prefer(&self, theme: &str) {
        let feature = json!([{"name": "prefers-color-scheme", "value": theme}]);
        self.devtools("Emulation.setEmulatedMedia", json!({"features": feature}));
    }

    /// A command of the browser's own tools. Chromium alone.
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        assert_eq!(self.engine, Engine::Chromium, "only Chromium’s driver takes {command}");
        self.ask(
            "chromium/send_command_and_get_result",
            json!({"cmd": command, "params": parameters}),
        )
    }

    /// One request of this session to the driver, waited for on the spot.
    fn ask(&self, path: &str, body: Value) -> Value {
        let path = format!("/session/{}/{path}", self.session);
        ask(self.port, "POST", &path, Some(body)).expect("the driver answers")
    }

    /// Runs JavaScript without letting anything else go on meanwhile.
    fn run_now(&self, script: &str) -> Value {
        self.ask("execute/sync", json!({"script": script, "args": []}))["value"].take()
    }

    /// Loads the page again, as a person does.
    pub async fn reload(&self) {
        self.gather();
        self.client.refresh().await.expect("the page opens again");
        self.listen();
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
            let element = self.find(selector).await;
            self.bring_into_sight(&element).await;
            match element.click().await {
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
            self.bring_into_sight(&button).await;
            match button.click().await {
                Ok(()) => return,
                Err(error) => assert!(start.elapsed() < PATIENCE, "“{words}” can’t be pressed: {error}"),
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Scrolls an element to the middle where the driver would not: what is out of sight is not laid
    /// out, and WebKitGTK's driver takes it for nothing that can be pressed.
    async fn bring_into_sight(&self, element: &Element) {
        if self.engine == Engine::WebKit {
            let script = "arguments[0].scrollIntoView({ block: 'center' })";
            let element = serde_json::to_value(element).expect("an element");
            // An element that was just replaced is found again by the caller.
            let _ = self.client.execute(script, vec![element]).await;
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

    /// What was said on the console since the last look, as level and message. Only Chromium has a
    /// log of it; elsewhere the test listens from when the page is loaded, and what is said before
    /// then goes unheard.
    pub fn console(&self) -> Vec<(String, String)> {
        if self.engine == Engine::Chromium {
            let entries = self.log("browser");
            return entries
                .iter()
                .map(|entry| (text(&entry["level"]), text(&entry["message"])))
                .collect();
        }
        self.gather();
        std::mem::take(&mut self.said.lock().expect("no panic while held"))
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
        assert!(said.is_empty(), "the console of {} says {said:#?}", self.engine);
    }

    /// Every address that the page asked for since the last look. Chromium alone has a log of it.
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

    /// The page asked nobody but its own host since the last look. Where the engine has no log,
    /// the harness tells what reached the proxy for all other hosts when the test is over.
    pub fn stays_home(&self) {
        if self.engine != Engine::Chromium {
            return;
        }
        let all = self.requests();
        let away: Vec<_> = all.iter().filter(|address| !self.is_home(address)).collect();
        assert!(away.is_empty(), "the page asked for {away:?}");
    }

    /// Listens to the console of the page that was just loaded, where the engine keeps no log.
    fn listen(&self) {
        if self.engine != Engine::Chromium {
            self.run_now(console::LISTEN);
        }
    }

    /// What the page says of itself where it broke and offers what was typed for rescue.
    pub(crate) fn broke(&self) -> Option<String> {
        let said = self.run_now("return document.querySelector('#rescue')?.textContent ?? null");
        said.as_str().map(str::to_owned)
    }

    /// Takes what was said so far before the page that said it is gone.
    fn gather(&self) {
        if self.engine != Engine::Chromium {
            let said = self.run_now(console::TAKE);
            self.said
                .lock()
                .expect("no panic while held")
                .extend(console::lines(&said));
        }
    }

    /// Waits for a downloaded file and takes it: its name and bytes.
    pub async fn downloaded(&self) -> (String, Vec<u8>) {
        let start = Instant::now();
        loop {
            let files = std::fs::read_dir(&self.downloads).expect("the folder of downloads");
            // While it is written the file has another name, and an empty one holds its place.
            let files: Vec<_> = files.flatten().collect();
            let partial = |file: &std::fs::DirEntry| {
                let end = file.path().extension().map(|end| end.to_string_lossy().into_owned());
                matches!(end.as_deref(), Some("crdownload" | "part" | "wkdownload"))
            };
            let there = |file: &std::fs::DirEntry| file.metadata().is_ok_and(|data| data.is_file() && data.len() > 0);
            let busy = files.iter().any(partial);
            let done = files.iter().find(|file| !hidden(file) && there(file));
            if let Some(file) = done.filter(|_| !busy) {
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
            let name = match self.engine {
                Engine::Chromium => format!("{}-{what}.png", self.name),
                engine => format!("{}-{what}-{engine}.png", self.name),
            };
            std::fs::write(folder.join(name), png).expect("a screenshot is written");
        }
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        let answer = self.ask("se/log", json!({"type": kind}));
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
