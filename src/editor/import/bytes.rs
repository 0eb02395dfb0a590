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
