//! Chromium by chromedriver: the engine with a log of its console and of every request.

use super::{Home, Setting, quiet};
use serde_json::{Value, json};
use std::process::Command;
use xtask::browser::Browser;

pub(super) fn driver(browser: &Browser, port: u16) -> Command {
    let mut command = quiet(&browser.driver);
    command.args([&format!("--port={port}"), "--allowed-ips=127.0.0.1"]);
    command
}

pub(super) fn capabilities(browser: &Browser, home: &Home, setting: &Setting) -> Value {
    let mut preferences = json!({
        "download.default_directory": home.downloads(),
        "download.prompt_for_download": false,
    });
    if setting.deny_storage {
        // The switch "block all site data": storage then throws at the first touch.
        preferences["profile.default_content_setting_values.cookies"] = json!(2);
    }
    let (width, height) = setting.size;
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "binary": browser.program,
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--lang=en-GB",
                format!("--window-size={width},{height}"),
                format!("--user-data-dir={}", home.profile().display()),
            ],
            "prefs": preferences,
        },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    })
}
