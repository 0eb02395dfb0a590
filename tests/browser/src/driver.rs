//! Chromium and its driver: started for one test, in a folder of their own, and ended with it.

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::Duration;
use xtask::browser::{self, Browser, MISSING};

/// How the browser of a test differs from a fresh one.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The person has denied all sites their storage.
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

/// A driver that listens, and the folder of its browser.
pub(crate) struct Driver {
    process: Child,
    port: u16,
    folder: PathBuf,
    browser: Browser,
    session: Mutex<Option<String>>,
}

impl Driver {
    pub(crate) fn start() -> Driver {
        let browser = browser::find().expect(MISSING);
        let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("posthoc-browser-{}-{serial}", std::process::id()));
        std::fs::create_dir_all(folder.join("downloads")).expect("a folder for the browser");
        let mut process = Command::new(&browser.driver)
            .args(["--port=0", "--allowed-ips=127.0.0.1"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let output = process.stdout.take().expect("chromedriver’s output");
        let (send, receive) = mpsc::channel();
        // Reads on to the end, so that the driver never waits for a reader.
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some((_, port)) = line.split_once("started successfully on port ") {
                    let _ = send.send(port.trim_end_matches('.').parse::<u16>());
                }
            }
        });
        let port = receive.recv_timeout(Duration::from_secs(20));
        let driver = Driver {
            process,
            port: port.clone().ok().and_then(Result::ok).unwrap_or_default(),
            folder,
            browser,
            session: Mutex::new(None),
        };
        assert!(
            driver.port != 0,
            "chromedriver did not say its port within 20 s: {port:?}"
        );
        driver
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }

    /// Which session to end when the driver is dropped.
    pub(crate) fn owns(&self, session: String) {
        *self.session.lock().expect("no panic while held") = Some(session);
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn capabilities(&self, setting: &Setting) -> Capabilities {
        let path = find_program(&self.browser.chromium);
        let profile = self.folder.join("profile");
        let mut preferences = json!({
            "download.default_directory": self.downloads(),
            "download.prompt_for_download": false,
        });
        if setting.deny_storage {
            // The switch "block all site data": storage then throws at the first touch.
            preferences["profile.default_content_setting_values.cookies"] = json!(2);
        }
        let (width, height) = setting.size;
        let options = json!({
            "binary": path,
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--lang=en-GB",
                format!("--window-size={width},{height}"),
                format!("--user-data-dir={}", profile.display()),
            ],
            "prefs": preferences,
        });
        let wanted = json!({
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        });
        match wanted {
            Value::Object(wanted) => wanted,
            _ => Capabilities::new(),
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
        end_leftovers(&self.folder);
        let _ = std::fs::remove_dir_all(&self.folder);
    }
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

/// Ends processes of our own browser that outlived their driver: those that name our folder.
fn end_leftovers(folder: &Path) {
    let folder = folder.display().to_string();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let ours = std::fs::read(entry.path().join("cmdline"))
            .is_ok_and(|words| String::from_utf8_lossy(&words).contains(&folder));
        if ours && let Some(id) = entry.file_name().to_str() {
            let _ = Command::new("kill").args(["-KILL", id]).stderr(Stdio::null()).status();
        }
    }
}

fn find_program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
        .unwrap_or_else(|| PathBuf::from(name))
}
