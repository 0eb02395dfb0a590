//! Where the program starts: in the browser it mounts the page, elsewhere it runs the command line.

#[cfg(target_arch = "wasm32")]
fn main() {
    web::run();
}

#[cfg(target_arch = "wasm32")]
mod web {
    use posthoc::storage::Backend;
    use posthoc::storage::browser::{Browser, Drafts};
    use posthoc::time::zone::Zones;
    use posthoc::ui::{self, Intl, Outside};
    use std::rc::Rc;
    use wasm_bindgen_futures::spawn_local;

    /// Where the chosen theme lies, beside the drafts.
    const THEME: &str = "posthoc/theme";

    /// Joins the page and the browser's store.
    pub(crate) fn run() {
        let drafts = Drafts::open(ui::visit());
        let theirs = drafts.clone();
        let (remembers, recalls) = (drafts.files(), drafts.files());
        ui::mount(Outside {
            store: Box::new(move |request, now, answer| drafts.ask(request, now, answer)),
            changes: Box::new(move |told| theirs.listen(told)),
            remember_file: Box::new(move |draft, file| {
                let files = remembers.clone();
                // Where it can't be kept, it lasts as long as the page.
                spawn_local(async move { _ = files.remember(&draft, file).await });
            }),
            recall_files: Box::new(move |told| {
                let files = recalls.clone();
                spawn_local(async move { told(files.recall().await.unwrap_or_default()) });
            }),
            theme: Browser::open().get(THEME).ok().flatten(),
            remember_theme: Box::new(|name| {
                // Where nothing can be kept, the theme lasts as long as the page.
                let _ = Browser::open().set(THEME, name);
            }),
            zones: Zones::of(Rc::new(Intl::default())),
        });
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::run()
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use posthoc::cli::{self, Streams};
    use std::io::{self, BufWriter, IsTerminal};
    use std::process::ExitCode;
    use std::time::{SystemTime, UNIX_EPOCH};

    /// Hands the process's arguments and streams to the command line.
    pub(crate) fn run() -> ExitCode {
        let out = io::stdout();
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let mut streams = Streams {
            now: now(),
            colours: out.is_terminal() && !plain,
            input: &mut io::stdin().lock(),
            out: &mut BufWriter::new(out.lock()),
            err: &mut io::stderr().lock(),
        };
        cli::run(std::env::args_os().skip(1), &mut streams).into()
    }

    /// The present, so that an entry in the future can be told; none where the machine's clock is before 1970.
    #[allow(
        clippy::disallowed_methods,
        reason = "the command line reads the clock here and hands it in"
    )]
    fn now() -> Option<i64> {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
        i64::try_from(since.as_secs()).ok()
    }
}
