//! The composer's own words: how the tests find drafts, rows and problems. Everything here goes by
//! ids and roles that the page promises to keep.

use crate::Page;
use serde_json::Value;

impl Page {
    /// Waits for the list of drafts.
    pub async fn at_home(&self) {
        self.until(
            "the list of drafts is there",
            "return document.querySelector('.home') !== null",
        )
        .await;
    }

    /// Brings in a text by the import dialog, as a new draft, and waits for the composer.
    pub async fn import(&self, text: &str) {
        self.at_home().await;
        self.press("#import").await;
        self.paste("#import-text", text).await;
        self.press("#import-confirm:not([disabled])").await;
        self.at_composer().await;
    }

    /// Waits for the composer.
    pub async fn at_composer(&self) {
        self.until(
            "the composer is open",
            "return document.querySelector('#title') !== null",
        )
        .await;
    }

    /// Waits until the page says that the draft is saved.
    pub async fn is_saved(&self) {
        let script = "return /^Saved \\d/.test(document.querySelector('#save-state')?.innerText.trim() ?? '')";
        self.until("the draft is saved", script).await;
    }

    /// Empties both storages, as “Clear site data” does, and starts anew.
    pub async fn wipe(&self) {
        let script = "
            localStorage.clear();
            return new Promise((done) => {
              const asked = indexedDB.deleteDatabase('posthoc');
              asked.onsuccess = asked.onerror = asked.onblocked = () => done(true);
            })";
        self.run(script, vec![]).await;
        self.reload().await;
    }

    /// The times of all entries, as they stand in the fields.
    pub async fn times(&self) -> Vec<String> {
        let times = self
            .run(
                "return [...document.querySelectorAll('.row .when input')].map((it) => it.value)",
                Vec::new(),
            )
            .await;
        strings(&times)
    }

    /// What is said under the rows, one line a problem. Rows out of sight are not laid out, and
    /// have no text as shown.
    pub async fn said(&self) -> Vec<String> {
        let said = self
            .run(
                "return [...document.querySelectorAll('.row .diag')].map((it) => it.innerText || it.textContent)",
                Vec::new(),
            )
            .await;
        strings(&said)
    }

    /// The selector of the time of the entry with this number, from 0.
    pub async fn time_field(&self, number: usize) -> String {
        let script = "return '#' + document.querySelectorAll('.row .when input')[arguments[0]]?.id";
        let id = self.run(script, vec![number.into()]).await;
        id.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the times are these.
    pub async fn has_times(&self, times: &[&str]) {
        let script = "return JSON.stringify([...document.querySelectorAll('.row .when input')].map((it) => it.value))
            === JSON.stringify(arguments[0])";
        self.until_with(&format!("the times are {times:?}"), script, vec![times.into()])
            .await;
    }
}

fn strings(value: &Value) -> Vec<String> {
    let all = value.as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}
