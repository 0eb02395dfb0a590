//! Several windows of one browser: the page opened twice, as a person does who forgets a tab.

use crate::Page;
use fantoccini::wd::WindowHandle;
use std::collections::BTreeSet;

/// A window of the browser. What a test does goes to the one that it turned to last.
#[derive(Clone, Debug)]
pub struct Window {
    handle: WindowHandle,
    /// The processes that were made for it, where they are known.
    pub(crate) own: BTreeSet<u32>,
}

impl Window {
    fn of(handle: WindowHandle) -> Window {
        Window {
            handle,
            own: BTreeSet::new(),
        }
    }
}

impl Page {
    /// The window that is turned to.
    pub async fn window(&self) -> Window {
        Window::of(self.client().window().await.expect("a window"))
    }

    /// Opens the page in a window of its own, and turns to it.
    pub async fn open_window(&self) -> Window {
        let made = self.client().new_window(true).await.expect("a new window");
        let window = Window::of(made.handle);
        self.turn_to(&window).await;
        self.goto(self.url()).await;
        window
    }

    /// Turns to a window.
    pub async fn turn_to(&self, window: &Window) {
        let turned = self.client().switch_to_window(window.handle.clone()).await;
        turned.expect("the window is there");
    }

    /// Closes the window that is turned to, without asking, and turns to another one.
    pub async fn close_window(&self, next: &Window) {
        self.client().close_window().await.expect("the window closes");
        self.turn_to(next).await;
    }
}
