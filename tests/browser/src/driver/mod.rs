//! A browser and its driver: started for one test, in a home of their own, and ended with it.
//! What differs between the engines lies in a file for each.

mod chromium;
mod firefox;
pub(crate) mod processes;
mod proxy;
mod webkit;

use fantoccini::wd::Capabilities;
use proxy::Proxy;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use xtask::browser::{Browser, Engine};

/// How long a driver may take until it answers.
const PATIENCE: Duration = Duration::from_secs(20);

/// How the browser of a test differs from a fresh one.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The person has denied all sites their storage. WebKitGTK's driver has no such switch.
    pub deny_storage: bool,
    /// The window's inner size in CSS pixels.
    pub size: (u32, u32),
}

impl Default for Setting {
    fn default() -> Self {
        Setting {
            deny_storage: false,
            size: (1440, 900),
        }
    }
}

static SERIAL: AtomicU32 = AtomicU32::new(0);

/// The folder of a browser: its profile, and what it downloads. Outlives the browser, so that
/// another one can be started on the same profile; gone when dropped.
#[derive(Debug)]
pub(crate) struct Home(PathBuf);

impl Home {
    pub(crate) fn new() -> Home {
        let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("posthoc-browser-{}-{serial}", std::process::id()));
        let home = Home(folder);
        for part in [home.downloads(), home.profile()] {
            std::fs::create_dir_all(part).expect("a folder for the browser");
        }
        home
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.0
    }

    pub(crate) fn downloads(&self) -> PathBuf {
        self.0.join("downloads")
    }

    pub(crate) fn profile(&self) -> PathBuf {
        self.0.join("profile")
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A driver that listens, on a port of its own.
pub(crate) struct Driver {
    engine: Engine,
    process: Child,
    port: u16,
    folder: PathBuf,
    browser: Browser,
    proxy: Proxy,
    /// The display that a browser without a headless mode is shown on.
    display: Option<Child>,
    session: Mutex<Option<String>>,
}

impl Driver {
    pub(crate) fn start(engine: Engine, home: &Home) -> Driver {
        let browser = engine.find().unwrap_or_else(|| panic!("{}", engine.missing()));
        let port = free_port();
        let (mut command, display) = match engine {
            Engine::Chromium => (chromium::driver(&browser, port), None),
            Engine::Firefox => (firefox::driver(&browser, port), None),
            Engine::WebKit => webkit::driver(&browser, port, home),
        };
        let process = command
            .env(processes::MARK, home.folder())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the driver starts");
        let driver = Driver {
            engine,
            process,
            port,
            folder: home.folder().to_path_buf(),
            browser,
            proxy: Proxy::start(),
            display,
            session: Mutex::new(None),
        };
        driver.listens();
        driver
    }

    fn listens(&self) {
        let start = Instant::now();
        while ask(self.port, "GET", "/status", None).is_err() {
            assert!(
                start.elapsed() < PATIENCE,
                "{} did not answer within {PATIENCE:?}",
                self.browser.driver
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Which session to end when the driver is dropped.
    pub(crate) fn owns(&self, session: String) {
        *self.session.lock().expect("no panic while held") = Some(session);
    }

    /// What was asked of any host but this machine, by an engine that has no log of it.
    pub(crate) fn asked_elsewhere(&self) -> Vec<String> {
        self.proxy.asked()
    }

    pub(crate) fn capabilities(&self, home: &Home, setting: &Setting) -> Capabilities {
        let wanted = match self.engine {
            Engine::Chromium => chromium::capabilities(&self.browser, home, setting),
            Engine::Firefox => firefox::capabilities(&self.browser, home, setting, self.proxy.port()),
            Engine::WebKit => webkit::capabilities(&self.browser, setting, self.proxy.port()),
        };
        match wanted {
            Value::Object(wanted) => wanted,
            _ => Capabilities::new(),
        }
    }

    /// Kills every process of the browser at once, as a power cut would, and its driver with it.
    pub(crate) fn kill_browser(&self) {
        // Nothing is left that could be asked to end the session.
        self.session.lock().expect("no panic while held").take();
        processes::kill_all(&self.folder);
    }

    /// Kills the processes in which pages run, and no other. Returns how many there were.
    pub(crate) fn kill_tabs(&self) -> usize {
        processes::kill_some(&self.folder, |words| self.is_tab(words))
    }

    /// The processes in which pages run.
    pub(crate) fn tabs(&self) -> BTreeSet<u32> {
        processes::some(&self.folder, |words| self.is_tab(words))
    }

    /// Stops processes where they are, or lets them go on.
    pub(crate) fn stop(&self, tabs: &BTreeSet<u32>, stopped: bool) {
        processes::signal(if stopped { "-STOP" } else { "-CONT" }, tabs);
    }

    fn is_tab(&self, words: &[String]) -> bool {
        match self.engine {
            Engine::Chromium => words.iter().any(|word| word == "--type=renderer"),
            // A process that another one made by splitting itself shows its words as one.
            Engine::Firefox => words
                .iter()
                .any(|word| word.split(' ').any(|word| word == "-isForBrowser")),
            Engine::WebKit => words.first().is_some_and(|word| word.ends_with("/WebKitWebProcess")),
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let session = self.session.lock().ok().and_then(|mut session| session.take());
        if let Some(session) = session {
            let _ = ask(self.port, "DELETE", &format!("/session/{session}"), None);
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        processes::kill_all(&self.folder);
        if let Some(display) = &mut self.display {
            let _ = display.kill();
            let _ = display.wait();
        }
    }
}

/// A port of this machine that nobody listens at.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port of this machine");
    listener.local_addr().expect("its address").port()
}

/// One request to the driver, by hand: for the commands that the client has no name for, and for
/// ending a session where nothing can be awaited any more.
pub(crate) fn ask(port: u16, method: &str, path: &str, body: Option<Value>) -> std::io::Result<Value> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let body = body.map(|body| body.to_string()).unwrap_or_default();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    // The driver keeps the connection open, so the body is read by its stated length.
    let mut answer = BufReader::new(stream);
    let mut length = 0;
    let mut line = String::new();
    while answer.read_line(&mut line)? > 2 {
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().map_err(std::io::Error::other)?;
        }
        line.clear();
    }
    let mut json = vec![0; length];
    answer.read_exact(&mut json)?;
    serde_json::from_slice(&json).map_err(std::io::Error::other)
}

/// A program started so that it does not outlive the test by writing to a closed pipe.
fn quiet(program: &str) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null()).stderr(Stdio::null());
    command
}
