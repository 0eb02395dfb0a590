//! Firefox by geckodriver.

use super::{Home, Setting, quiet};
use serde_json::{Value, json};
use std::process::Command;
use xtask::browser::Browser;

pub(super) fn driver(browser: &Browser, port: u16) -> Command {
    let mut command = quiet(&browser.driver);
    command.args(["--host", "127.0.0.1", "--port", &port.to_string(), "--log", "fatal"]);
    // Its own port too is one that nobody listens at, so that two browsers can run.
    command.args(["--marionette-port", &super::free_port().to_string()]);
    command
}

pub(super) fn capabilities(browser: &Browser, home: &Home, setting: &Setting, proxy: u16) -> Value {
    let mut preferences = json!({
        "intl.accept_languages": "en-GB",
        "browser.download.folderList": 2,
        "browser.download.dir": home.downloads(),
        "browser.download.useDownloadDir": true,
        "browser.download.alwaysOpenPanel": false,
        // Whatever asks for another host goes to the proxy of the test, which says so.
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": proxy,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": proxy,
        // What it would ask for itself, and ask again and again where nobody answers.
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "services.settings.server": "data:,#none",
        "browser.search.update": false,
        "extensions.getAddons.cache.enabled": false,
        // The driver loosens this for its own tests; a page from the disk is another matter.
        "security.fileuri.strict_origin_policy": true,
        // Two windows of the page run in processes of their own, each made when it is needed, so
        // that one can be put to sleep.
        "dom.ipc.processPrelaunch.enabled": false,
        "dom.ipc.processCount.webIsolated": 4,
        // A killed browser starts again without asking what to restore.
        "browser.sessionstore.resume_from_crash": false,
    });
    if setting.deny_storage {
        // The switch "block all cookies and site data": storage then throws at the first touch.
        preferences["network.cookie.cookieBehavior"] = json!(2);
    }
    let (width, height) = setting.size;
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": browser.program,
            "args": [
                "-headless", "-profile", home.profile(),
                format!("--width={width}"), format!("--height={height}"),
            ],
            "prefs": preferences,
        },
    })
}
