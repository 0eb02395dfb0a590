//! A file's bytes as text: which encoding they are in, and what was assumed.

use super::{LONGEST, too_long};

/// A file as text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Read {
    pub(super) text: String,
    /// What was assumed to read it, in a sentence.
    pub(super) assumed: Option<String>,
}

/// Makes text of a file's bytes.
///
/// # Errors
/// Says what the file is and what to do, where it holds no text.
pub(super) fn text(name: &str, bytes: &[u8]) -> Result<Read, String> {
    // UTF-16 takes two bytes for a letter, so twice as much may still be short enough.
    if bytes.len() > 2 * LONGEST {
        return Err(too_long(bytes.len()));
    }
    let plain = |text: String| Read { text, assumed: None };
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return Ok(plain(String::from_utf8_lossy(rest).into_owned()));
    }
    for (mark, decode) in [
        ([0xFF, 0xFE], u16::from_le_bytes as fn([u8; 2]) -> u16),
        ([0xFE, 0xFF], u16::from_be_bytes),
    ] {
        if let Some(rest) = bytes.strip_prefix(&mark) {
            let units = rest.chunks_exact(2).map(|pair| match pair {
                [first, second] => decode([*first, *second]),
                _ => 0,
            });
            let letters = char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
            return Ok(plain(letters.collect()));
        }
    }
    if is_binary(bytes) {
        return Err(format!("“{name}” is not text. Choose a Markdown or text file."));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(plain(text.to_owned())),
        Err(_) => Ok(Read {
            text: bytes.iter().copied().map(windows_1252).collect(),
            assumed: Some("The file is not UTF-8, so it was read as Windows-1252. Check letters with accents.".into()),
        }),
    }
}

/// Text holds no NUL and hardly any other control character.
fn is_binary(bytes: &[u8]) -> bool {
    let control = |byte: &&u8| matches!(byte, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F);
    bytes.contains(&0) || bytes.iter().filter(control).count() * 100 > bytes.len()
}

/// The letter that a byte stands for in Windows-1252.
fn windows_1252(byte: u8) -> char {
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => UPPER.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{FFFD}'),
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_in_the_encoding_they_are_in() {
        let utf16 = |text: &str, mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
            let mut file = mark.to_vec();
            file.extend(text.encode_utf16().flat_map(bytes));
            file
        };
        let cases: [(Vec<u8>, &str, bool); 7] = [
            (b"# Outage".to_vec(), "# Outage", false),
            ("Café – 8:00".as_bytes().to_vec(), "Café – 8:00", false),
            (b"\xEF\xBB\xBF# Outage".to_vec(), "# Outage", false),
            (utf16("Café 😀", [0xFF, 0xFE], u16::to_le_bytes), "Café 😀", false),
            (utf16("Café 😀", [0xFE, 0xFF], u16::to_be_bytes), "Café 😀", false),
            (b"Caf\xE9 \x96 8:00 \x93ok\x94".to_vec(), "Café – 8:00 “ok”", true),
            (Vec::new(), "", false),
        ];
        for (bytes, text, assumed) in cases {
            let read = super::text("notes.md", &bytes).expect("text");
            assert_eq!(
                (read.text.as_str(), read.assumed.is_some()),
                (text, assumed),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn what_is_no_text_is_said_with_its_name() {
        let picture = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".as_slice();
        let controls = [b"ok".as_slice(), &[1; 40], b"\xFF\xFE"].concat();
        for bytes in [picture, &controls] {
            assert_eq!(
                super::text("graph.png", bytes),
                Err("“graph.png” is not text. Choose a Markdown or text file.".into())
            );
        }
    }

    #[test]
    fn a_file_beyond_any_hope_is_not_decoded() {
        let why = super::text("log.txt", &vec![b'x'; 2 * LONGEST + 1]).expect_err("too long");
        assert!(why.starts_with("The text has 11 MB;"), "{why}");
    }
}
