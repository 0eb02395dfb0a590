//! The accessibility checker, brought into the page by the test: the page itself knows nothing of it.

use crate::Page;
use serde_json::{Value, json};
use xtask::cache;

impl Page {
    /// Finds nothing to complain about in what is shown now. `what` names the state in the message.
    pub async fn is_accessible(&self, what: &str) {
        let file = cache::axe().unwrap_or_else(|stop| panic!("{stop}"));
        let axe = std::fs::read_to_string(&file).unwrap_or_else(|_| {
            panic!("{} is missing: `cargo xtask setup` installs it.", file.display());
        });
        self.run(&axe, Vec::new()).await;
        let script = "
            const found = await axe.run(document, { resultTypes: ['violations'] });
            return found.violations.map((it) => ({
              rule: it.id, impact: it.impact, help: it.help,
              nodes: it.nodes.slice(0, 5).map((node) => node.html.slice(0, 200) + ' ← ' + node.failureSummary),
            }));";
        let found = self
            .run(&format!("return (async () => {{ {script} }})()"), Vec::new())
            .await;
        assert_eq!(found, json!([]), "{what}: {found:#}");
        // Looked at nothing would find nothing too.
        let passes = "return (async () => (await axe.run(document)).passes.length)()";
        let passes = self.run(passes, Vec::new()).await;
        assert!(passes.as_u64().unwrap_or(0) > 10, "{what}: only {passes} rules applied");
    }

    /// Nothing sticks out: the page can't be scrolled sideways.
    pub async fn fits(&self, what: &str) {
        let script = "
            const wide = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= wide) return null;
            return [...document.querySelectorAll('body *')]
              .filter((node) => node.getBoundingClientRect().right > wide + 0.5)
              .slice(0, 8)
              .map((node) => node.tagName + '.' + node.className + ' ' + Math.round(node.getBoundingClientRect().right));";
        let out = self.run(script, Vec::new()).await;
        assert_eq!(out, Value::Null, "{what}: wider than the window: {out:#}");
    }
}
