//! The console of an engine that keeps no log of it: what is said is gathered by the page itself.

use serde_json::Value;

/// Begins to listen; once for each load.
pub(crate) const LISTEN: &str = "
    if (window.posthocSaid) return;
    const said = window.posthocSaid = [];
    addEventListener('error', (event) => said.push(['SEVERE', String(event.message ?? event.target?.outerHTML)]), true);
    addEventListener('unhandledrejection', (event) => said.push(['SEVERE', String(event.reason)]));
    addEventListener('securitypolicyviolation', (event) =>
      said.push(['SEVERE', `${event.violatedDirective} refused ${event.blockedURI}`]));
    for (const [name, level] of [['error', 'SEVERE'], ['warn', 'WARNING']]) {
      const speak = console[name].bind(console);
      console[name] = (...words) => { said.push([level, words.map(String).join(' ')]); speak(...words); };
    }";

/// Takes what was said since.
pub(crate) const TAKE: &str = "return window.posthocSaid?.splice(0) ?? []";

/// Level and message of each line.
pub(crate) fn lines(said: &Value) -> Vec<(String, String)> {
    let all = said.as_array().map(Vec::as_slice).unwrap_or_default();
    let word = |line: &Value, at: usize| line[at].as_str().unwrap_or_default().to_owned();
    all.iter().map(|line| (word(line, 0), word(line, 1))).collect()
}
