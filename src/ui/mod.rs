//! The page: Leptos components over the editor's view; decides nothing and owns no document.

use leptos::prelude::*;

/// Mounts the page into the document's body.
pub fn mount() {
    leptos::mount::mount_to_body(|| view! { <main><h1>"Posthoc"</h1></main> });
}
