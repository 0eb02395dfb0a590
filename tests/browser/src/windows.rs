//! Several windows of one browser: the page opened twice, as a person does who forgets a tab.

use crate::Page;
use fantoccini::wd::WindowHandle;

/// A window of the browser. What a test does goes to the one that it turned to last.
#[derive(Clone, Debug)]
pub struct Window(WindowHandle);

impl Page {
    /// The window that is turned to.
    pub async fn window(&self) -> Window {
        Window(self.client().window().await.expect("a window"))
    }

    /// Opens the page in a window of its own, and turns to it.
    pub async fn open_window(&self) -> Window {
        let made = self.client().new_window(true).await.expect("a new window");
        let window = Window(made.handle);
        self.turn_to(&window).await;
        self.client().goto(self.url()).await.expect("the page opens");
        window
    }

    /// Turns to a window.
    pub async fn turn_to(&self, window: &Window) {
        let turned = self.client().switch_to_window(window.0.clone()).await;
        turned.expect("the window is there");
    }

    /// Closes the window that is turned to, without asking, and turns to another one.
    pub async fn close_window(&self, next: &Window) {
        self.client().close_window().await.expect("the window closes");
        self.turn_to(next).await;
    }
}
