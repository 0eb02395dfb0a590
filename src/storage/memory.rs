//! A backend in memory: for tests, and for a tab whose browser denies storage.

use super::backend::{Backend, BackendError};
use super::port::Keeping;
use super::record::utf16_len;
use std::collections::BTreeMap;

/// Texts that live as long as the tab, with a quota and denial where a test wants them.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    texts: BTreeMap<String, String>,
    quota: Option<usize>,
    denied: bool,
}

impl Memory {
    /// An empty memory without bounds.
    pub fn new() -> Memory {
        Memory::default()
    }

    /// Bounds the sum of all keys and texts, in UTF-16 units, as browsers count it.
    #[must_use]
    pub fn with_quota(mut self, units: usize) -> Memory {
        self.quota = Some(units);
        self
    }

    /// Sets or lifts the quota.
    pub fn set_quota(&mut self, units: Option<usize>) {
        self.quota = units;
    }

    /// Denies or allows every access from now on.
    pub fn set_denied(&mut self, denied: bool) {
        self.denied = denied;
    }

    /// Everything that is there, whatever is denied: to look from outside.
    pub fn texts(&self) -> &BTreeMap<String, String> {
        &self.texts
    }

    fn open(&self) -> Result<(), BackendError> {
        if self.denied { Err(BackendError::Denied) } else { Ok(()) }
    }

    fn used(&self) -> usize {
        self.texts
            .iter()
            .map(|(key, text)| utf16_len(key) + utf16_len(text))
            .sum()
    }
}

impl Backend for Memory {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        self.open()?;
        Ok(self.texts.get(key).cloned())
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), BackendError> {
        self.open()?;
        if let Some(quota) = self.quota {
            let before = self.texts.get(key).map_or(0, |text| utf16_len(key) + utf16_len(text));
            if self.used() - before + utf16_len(key) + utf16_len(text) > quota {
                return Err(BackendError::Full);
            }
        }
        self.texts.insert(key.into(), text.into());
        Ok(())
    }

    fn remove(&mut self, key: &str) -> Result<(), BackendError> {
        self.open()?;
        self.texts.remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        self.open()?;
        Ok(self.texts.keys().cloned().collect())
    }

    fn keeping(&self) -> Keeping {
        Keeping::TabOnly
    }
}
