//! The text of a file, or the sentence that says why there is none.

use crate::markdown;
use crate::model::Postmortem;
use crate::storage::file::{self, DraftFile};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The largest document that is read, in bytes: 5 MB, as in the page.
const LARGEST: u64 = 5 * 1024 * 1024;

/// A text and the name that messages call it by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Source {
    /// The path as given, or “standard input”.
    pub(super) name: String,
    /// The text, without a byte order mark; the Markdown of a draft that came as JSON.
    pub(super) text: String,
    /// The draft, where the file is one's JSON.
    pub(super) draft: Option<DraftFile>,
}

impl Source {
    /// Reads a file, or `input` where the file is `-`.
    ///
    /// # Errors
    /// A sentence or two: what is wrong with the file, and what to do.
    pub(super) fn read(path: &OsStr, input: &mut dyn Read) -> Result<Source, String> {
        let name = if path == "-" {
            "standard input".to_owned()
        } else {
            Path::new(path).display().to_string()
        };
        let mut bytes = Vec::new();
        let read = if path == "-" {
            input.take(LARGEST + 1).read_to_end(&mut bytes)
        } else {
            File::open(path).and_then(|opened| opened.take(LARGEST + 1).read_to_end(&mut bytes))
        };
        read.map_err(|error| unread(&name, &error))?;
        if bytes.len() as u64 > LARGEST {
            return Err(format!(
                "{name} is larger than 5 MB. Cut it down to the postmortem itself."
            ));
        }
        let text = text(bytes).map_err(|why| format!("{name} {why}"))?;
        if !file::is_one(&text) {
            let draft = None;
            return Ok(Source { name, text, draft });
        }
        let draft = file::read(&text).map_err(|why| format!("{name}: {why}"))?;
        Ok(Source {
            name,
            text: markdown::write(&draft.document),
            draft: Some(draft),
        })
    }

    /// The document: the draft's own, or what is read from the text.
    pub(super) fn document(&self) -> Postmortem {
        match &self.draft {
            Some(draft) => draft.document.clone(),
            None => markdown::read(&self.text),
        }
    }

    /// Findings that the draft keeps as written.
    pub(super) fn kept(&self) -> &[(String, String)] {
        self.draft.as_ref().map_or(&[], |draft| &draft.kept)
    }

    /// Whether the file is the JSON of a draft.
    pub(super) fn is_json(&self) -> bool {
        self.draft.is_some()
    }
}

/// Why a file could not be read, in the words of somebody who looks for it.
fn unread(name: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => format!("There is no file {name}."),
        io::ErrorKind::IsADirectory => format!("{name} is a folder. Name the file in it."),
        io::ErrorKind::PermissionDenied => format!("{name} may not be read by this user."),
        _ => format!("{name} can't be read: {error}."),
    }
}

/// The text that bytes hold, or the rest of a sentence that begins with the file's name.
fn text(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err("is written in UTF-16. Save it as UTF-8 and try again.".into());
    }
    if bytes.contains(&0) {
        return Err("is a binary file. Posthoc reads Markdown and plain text.".into());
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("is not UTF-8 from byte {at} on. Save it as UTF-8 and try again.")
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(bytes: &[u8]) -> Result<String, String> {
        Source::read(OsStr::new("-"), &mut &*bytes).map(|source| source.text)
    }

    #[test]
    fn text_is_taken_as_it_is() {
        for (bytes, text) in [
            (&b"# Title\r\n"[..], "# Title\r\n"),
            (b"", ""),
            ("\u{feff}Näh".as_bytes(), "Näh"),
        ] {
            assert_eq!(given(bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_text_is_said() {
        for (bytes, says) in [
            (&b"\x7fELF\0\0"[..], "standard input is a binary file."),
            (b"caf\xe9", "standard input is not UTF-8 from byte 3 on."),
            (b"\xff\xfeT\0", "standard input is written in UTF-16."),
            (&[b'a'; 5 * 1024 * 1024 + 1], "standard input is larger than 5 MB."),
        ] {
            let said = given(bytes).unwrap_err();
            assert!(said.starts_with(says), "{said}");
        }
        assert!(given(&[b'a'; 5 * 1024 * 1024]).is_ok());
    }

    #[test]
    fn a_file_that_can_not_be_opened_is_named() {
        let read = |name| Source::read(OsStr::new(name), &mut io::empty()).unwrap_err();
        assert_eq!(read("no-such.md"), "There is no file no-such.md.");
        assert_eq!(read("src"), "src is a folder. Name the file in it.");
    }
}
