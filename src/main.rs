//! In the browser mounts the page; elsewhere runs the command line.

#[cfg(target_arch = "wasm32")]
fn main() {
    posthoc::ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
