//! WebKitGTK's MiniBrowser by WebKitWebDriver, on a display of its own that nobody sees. It keeps
//! nothing from one start to the next while it is driven.

use super::{Home, Setting, quiet};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use xtask::browser::Browser;

pub(super) fn driver(browser: &Browser, port: u16, home: &Home) -> (Command, Option<Child>) {
    let mut display = quiet("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1920x1200x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("Xvfb starts");
    let output = display.stdout.take().expect("the output of Xvfb");
    let mut number = String::new();
    // It says the number once it can be used, and closes nothing until it ends.
    BufReader::new(output)
        .read_line(&mut number)
        .expect("Xvfb says its display");

    // Where it downloads to is the person's folder for downloads.
    let settings = home.folder().join(".config");
    std::fs::create_dir_all(&settings).expect("a folder for the browser");
    std::fs::write(
        settings.join("user-dirs.dirs"),
        "XDG_DOWNLOAD_DIR=\"$HOME/downloads\"\n",
    )
    .expect("the browser’s settings");

    let mut command = quiet(&browser.driver);
    command.args(["--host=127.0.0.1", &format!("--port={port}")]);
    command.env("DISPLAY", format!(":{}", number.trim()));
    command.env("HOME", home.folder());
    for (variable, folder) in [
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_CACHE_HOME", ".cache"),
        ("XDG_DATA_HOME", ".local"),
    ] {
        command.env(variable, home.folder().join(folder));
    }
    command.env("LANG", "C.UTF-8");
    // JavaScriptCore on Linux goes wrong now and then where it replaces the code of a WebAssembly
    // function while that runs (https://bugs.webkit.org/show_bug.cgi?id=289009): memory is not what
    // it was, in any program. What the page does is tested here, so it replaces code between calls
    // only.
    command.env("JSC_useWasmOSR", "0");
    (command, Some(display))
}

pub(super) fn capabilities(browser: &Browser, setting: &Setting, proxy: u16) -> Value {
    assert!(!setting.deny_storage, "WebKitGTK’s driver can’t deny storage");
    let proxy = format!("127.0.0.1:{proxy}");
    json!({
        "webkitgtk:browserOptions": { "binary": browser.program, "args": ["--automation"] },
        // Whatever asks for another host goes to the proxy of the test, which says so.
        "proxy": {
            "proxyType": "manual",
            "httpProxy": proxy,
            "sslProxy": proxy,
            "noProxy": ["127.0.0.1"],
        },
    })
}
