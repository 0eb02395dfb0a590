//! A place in a text being read. Owns position and the smallest tokens; knows no grammar.

/// Spaces that may stand between the pieces of one time. More than this many end it, so that
/// reading at every place of a text stays linear.
const MOST_SPACES: usize = 8;

/// The longest run of letters that is looked at.
const LONGEST_WORD: usize = 24;

/// A place in a text. Copied to come back to it.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    /// Bytes read.
    pub(super) pos: usize,
    /// The text is one time as a whole: what breaks is said, and looser spelling is allowed.
    pub(super) whole: bool,
    /// The word before is `between`, so that `and` spans a range.
    pub(super) between: bool,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str, whole: bool) -> Cursor<'a> {
        Cursor {
            text,
            pos: 0,
            whole,
            between: false,
        }
    }

    /// The same place, behind the word `between`.
    pub(super) fn between(self) -> Cursor<'a> {
        Cursor { between: true, ..self }
    }

    /// Another place in the same text.
    pub(super) fn at(self, pos: usize) -> Cursor<'a> {
        Cursor { pos, ..self }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.pos..).unwrap_or("")
    }

    /// The text between an earlier place and this one.
    pub(super) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.pos).unwrap_or("")
    }

    /// The text at these bytes.
    pub(super) fn slice(&self, span: std::ops::Range<usize>) -> &'a str {
        self.text.get(span).unwrap_or("")
    }

    /// The byte here. Most of what times are written with is one byte long, and the page's code is built small,
    /// not fast: what is read most often goes by bytes and by plain loops.
    #[inline(always)]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.pos).copied()
    }

    pub(super) fn peek(&self) -> Option<char> {
        match self.byte() {
            Some(byte) if !byte.is_ascii() => self.rest().chars().next(),
            byte => byte.map(char::from),
        }
    }

    /// The number of bytes like this from `from` on, up to `most`.
    #[inline(always)]
    fn run(&self, from: usize, most: usize, like: impl Fn(&u8) -> bool) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while at - from < most && bytes.get(at).is_some_and(&like) {
            at += 1;
        }
        at - from
    }

    /// The character `n` places on.
    pub(super) fn peek_at(&self, n: usize) -> Option<char> {
        self.rest().chars().nth(n)
    }

    pub(super) fn at_end(&self) -> bool {
        self.pos >= self.text.len()
    }

    pub(super) fn eat(&mut self, wanted: char) -> bool {
        self.eat_if(|c| c == wanted).is_some()
    }

    pub(super) fn eat_if(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|&c| wanted(c))?;
        self.pos += c.len_utf8();
        Some(c)
    }

    /// Skips spaces on the line; says whether there were any.
    pub(super) fn spaces(&mut self) -> bool {
        let start = self.pos;
        for _ in 0..MOST_SPACES {
            match self.byte() {
                Some(b' ' | b'\t') => self.pos += 1,
                Some(byte) if !byte.is_ascii() && self.eat_if(is_space).is_some() => {}
                _ => break,
            }
        }
        self.pos > start
    }

    /// The run of digits that begins here, of at most `most` digits: value and number of digits.
    /// A longer run is not read.
    pub(super) fn digits(&mut self, most: usize) -> Option<(u64, usize)> {
        let run = self.digit_run(most + 1);
        if run == 0 || run > most {
            return None;
        }
        let mut value = 0_u64;
        for byte in self.text.as_bytes().get(self.pos..self.pos + run)? {
            value = value.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
        }
        self.pos += run;
        Some((value, run))
    }

    /// The number of digits that stand here, up to `most`.
    pub(super) fn digit_run(&self, most: usize) -> usize {
        self.run(self.pos, most, u8::is_ascii_digit)
    }

    /// The number of digits that stand behind the next character.
    pub(super) fn digit_run_behind(&self) -> usize {
        self.run(self.pos + 1, 8, u8::is_ascii_digit)
    }

    /// The ASCII word that stands here: letters up to the next character that is none.
    pub(super) fn word(&self) -> &'a str {
        let run = self.run(self.pos, LONGEST_WORD + 1, u8::is_ascii_alphabetic);
        if run > LONGEST_WORD {
            return "";
        }
        self.rest().get(..run).unwrap_or("")
    }

    /// Eats one of these words, whatever their case, where the word ends there.
    pub(super) fn eat_word(&mut self, wanted: &[&str]) -> bool {
        if !self.byte().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            return false;
        }
        let word = self.word();
        let found = !word.is_empty() && wanted.iter().any(|w| w.eq_ignore_ascii_case(word));
        if found && !self.ahead(word.len()).is_some_and(char::is_alphanumeric) {
            self.pos += word.len();
            return true;
        }
        false
    }

    /// The character that stands `bytes` on.
    pub(super) fn ahead(&self, bytes: usize) -> Option<char> {
        self.rest().get(bytes..)?.chars().next()
    }

    /// No letter or digit follows directly; `_` is a mark where none follows it either.
    pub(super) fn boundary(&self) -> bool {
        match self.peek() {
            Some('_') => !self.rest().trim_start_matches('_').starts_with(char::is_alphanumeric),
            Some(c) => !c.is_alphanumeric(),
            None => true,
        }
    }

    /// A mark follows with which no part of a time begins, or nothing does: what was read can't go on. A colon
    /// before a digit, as in `10:05:31`, is not such a mark.
    pub(super) fn is_over(&self) -> bool {
        let rest = self.rest().as_bytes();
        match rest.first() {
            None | Some(b'*' | b';' | b'|' | b'`' | b']' | b'}' | b')' | b'"' | b'!' | b'?' | b'\n' | b'=') => true,
            Some(b':') => !rest.get(1).is_some_and(u8::is_ascii_digit),
            _ => false,
        }
    }

    /// Nothing that would carry on the sentence follows: the end, a separator or a closing mark.
    /// Words that are times only by their place (`noon`, `Monday`, `15.15`) need it.
    pub(super) fn closed(&self) -> bool {
        let mut ahead = *self;
        ahead.spaces();
        match ahead.peek() {
            None => true,
            Some('.') => !ahead.peek_at(1).is_some_and(char::is_alphanumeric),
            Some(c) => ":;,-–—−~|*`])}>/→\n\r=_".contains(c),
        }
    }

    /// What stands here up to the next space, for messages: at most 24 characters.
    pub(super) fn glimpse(&self) -> &'a str {
        let rest = self.rest();
        let end = rest
            .char_indices()
            .take(24)
            .take_while(|&(_, c)| !is_space(c) && c != '\n')
            .last()
            .map_or(0, |(i, c)| i + c.len_utf8());
        rest.get(..end).unwrap_or("")
    }
}

/// A space within a line. `Intl` writes a narrow no-break space before AM and PM.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// The first bytes of a text, at most this many and whole characters.
pub(in crate::time) fn head(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or(text)
}

/// The last bytes of a text, at most this many and whole characters.
pub(in crate::time) fn tail(text: &str, most: usize) -> &str {
    text.get(text.ceil_char_boundary(text.len().saturating_sub(most))..)
        .unwrap_or(text)
}
