//! Several visits of one browser to one page: the same profile, the same host, whatever became of
//! the browser before.

use crate::driver::{Driver, Home, Setting};
use crate::{Page, Window};
use serde_json::json;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::runtime::Runtime;
use xtask::browser::Engine;
use xtask::site::Site;

/// One browser at a time: a small machine runs them one after another faster than side by side.
static TURN: Mutex<()> = Mutex::new(());

/// No visit takes longer.
const LIMIT: Duration = Duration::from_secs(180);

/// No browser takes longer to show the page for the first time.
const START: Duration = Duration::from_secs(60);
const STARTS: u32 = 3;

/// A host and a profile. Browsers come and go; what they keep lies in the profile.
pub struct Visits {
    engine: Engine,
    home: Home,
    site: Site,
    runtime: Runtime,
    _turn: MutexGuard<'static, ()>,
}

/// A visit: the page, and the power to end it from outside.
pub struct Visit<'a> {
    /// The page.
    pub page: &'a Page,
    driver: &'a Driver,
}

impl Visit<'_> {
    /// Kills every process of the browser at once, as a power cut would. The page answers no more.
    pub fn kill_browser(&self) {
        self.driver.kill_browser();
    }

    /// Kills the tab in the middle of whatever it does. Returns when that was begun: how long it
    /// takes until the driver notices is no part of what is lost.
    #[allow(
        clippy::disallowed_methods,
        reason = "held against what the page’s own clock wrote into the text"
    )]
    pub fn kill_tab(&self) -> SystemTime {
        let begun = SystemTime::now();
        match self.page.engine() {
            Engine::Chromium => self.page.crash(),
            Engine::Firefox | Engine::WebKit => assert!(self.driver.kill_tabs() > 0, "no tab was found"),
        }
        begun
    }

    /// Opens the page in a window of its own, and turns to it.
    pub async fn open_window(&self) -> Window {
        let before = self.driver.tabs();
        let mut window = self.page.open_window().await;
        if self.page.engine() != Engine::Chromium {
            window.own = &self.driver.tabs() - &before;
        }
        window
    }

    /// Puts a window to sleep, or wakes it, as the browser does with one that nobody looks at.
    /// Chromium has a command for it; elsewhere the window's own process is stopped, so it must be
    /// one of [`Visit::open_window`], and can't be turned to while it sleeps.
    pub async fn sleeps(&self, window: &Window, asleep: bool) {
        if self.page.engine() == Engine::Chromium {
            self.page.turn_to(window).await;
            let state = if asleep { "frozen" } else { "active" };
            self.page.devtools("Page.setWebLifecycleState", json!({"state": state}));
            return;
        }
        assert!(!window.own.is_empty(), "the window has no process of its own");
        self.driver.stop(&window.own, asleep);
    }

    /// Opens the page in another tab, where the driver can go on after the death of one; elsewhere
    /// returns false.
    pub async fn another_tab(&self) -> bool {
        let goes_on = self.page.engine() == Engine::Chromium;
        if goes_on {
            self.page.another_tab().await;
        }
        goes_on
    }
}

impl Visits {
    /// A fresh profile of an engine, and the page of this folder on a host of its own.
    pub fn new(engine: Engine, folder: &Path) -> Visits {
        Visits::on(engine, Site::start(folder, "/in/any/folder/", 0))
    }

    /// As [`Visits::new`], on a host that lets pages of all origins read its files.
    pub fn open_to_all(engine: Engine, folder: &Path) -> Visits {
        Visits::on(engine, Site::start_open(folder, "/in/any/folder/", 0))
    }

    fn on(engine: Engine, site: xtask::Result<Site>) -> Visits {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        Visits {
            engine,
            home: Home::new(),
            site: site.unwrap_or_else(|stop| panic!("{stop}")),
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("an executor for one test"),
            _turn: turn,
        }
    }

    /// Opens the page, does the steps, and closes the browser.
    pub fn once(&self, name: &str, setting: Setting, steps: impl AsyncFnOnce(&Page)) {
        self.visit(name, setting, async |visit| steps(visit.page).await);
    }

    /// A browser that shows the page. Under load a browser may end as it begins: Firefox's driver then says so, and
    /// WebKitGTK's waits for good. Both are started again, which is no doing of the page and is said.
    fn started(&self, name: &str, setting: Setting) -> (Driver, Page) {
        let url = self.site.url();
        for _ in 0..STARTS {
            let driver = Driver::start(self.engine, &self.home);
            let open = async {
                let opening = Page::open(name, &driver, &self.home, &setting, &url);
                tokio::time::timeout(START, opening).await
            };
            match self.runtime.block_on(open) {
                Ok(Ok(page)) => return (driver, page),
                Ok(Err(said)) => eprintln!("{} did not start: {said}", self.engine),
                Err(_) => eprintln!("{} did not show the page within {} s.", self.engine, START.as_secs()),
            }
        }
        panic!("{} did not start in {STARTS} attempts", self.engine)
    }

    /// As [`Visits::once`], with the power to kill. Returns what the steps return.
    pub fn visit<T>(&self, name: &str, setting: Setting, steps: impl AsyncFnOnce(&Visit<'_>) -> T) -> T {
        let (driver, page) = self.started(name, setting);
        let visit = Visit {
            page: &page,
            driver: &driver,
        };
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            self.runtime.block_on(async {
                tokio::time::timeout(LIMIT, steps(&visit))
                    .await
                    .unwrap_or_else(|_| panic!("{name} took longer than {} s", LIMIT.as_secs()))
            })
        }));
        match outcome {
            Ok(value) => {
                let away = driver.asked_elsewhere();
                assert!(away.is_empty(), "{}: the page asked for {away:?}", self.engine);
                value
            }
            Err(panic) => {
                eprintln!("This was in {}.", self.engine);
                // The browser may be what broke: then there is nothing to look at.
                let _ = catch_unwind(AssertUnwindSafe(|| {
                    eprintln!("Its console: {:#?}", page.console());
                    if let Some(broke) = page.broke() {
                        eprintln!("The page itself broke: {broke}");
                    }
                    self.runtime.block_on(page.shoot("broken"));
                }));
                resume_unwind(panic);
            }
        }
    }
}

/// A copy of the built page that runs a script of the test before anything of its own, and the
/// policy lets it: it comes from the page's host. For what no engine has a switch for.
pub fn with_script(folder: &Path, name: &str, script: &str) -> PathBuf {
    let copy = std::env::temp_dir().join(format!("posthoc-page-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&copy);
    std::fs::create_dir_all(&copy).expect("a folder for the page");
    for file in std::fs::read_dir(folder).expect("the built page").flatten() {
        if file.path().is_file() {
            std::fs::copy(file.path(), copy.join(file.file_name())).expect("a copy of the page");
        }
    }
    let index = std::fs::read_to_string(copy.join("index.html")).expect("the page");
    // The optimised page names no head.
    let at = index.find("<meta").expect("what the page says of itself");
    let (before, behind) = index.split_at(at);
    let tag = "<script src=\"before.js\"></script>";
    std::fs::write(copy.join("index.html"), [before, tag, behind].concat()).expect("the page is written");
    std::fs::write(copy.join("before.js"), script).expect("the script is written");
    copy
}
