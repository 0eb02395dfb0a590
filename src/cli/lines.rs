//! From a byte of a text to the line and column that a person counts.

/// Where the lines of a text begin.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text. Linear.
    pub(super) fn of(text: &'a str) -> Lines<'a> {
        let starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Lines { text, starts }
    }

    /// The line, counted from 1, that a byte stands on.
    pub(super) fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).max(1)
    }

    /// Line and column of a byte, both counted from 1; columns in characters.
    pub(super) fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let line = self.line(byte);
        let start = self.start(line);
        let before = self.text.get(start..byte).unwrap_or_default();
        (line, before.chars().count() + 1)
    }

    /// The byte at which a line, counted from 1, begins; the text's end past the last.
    pub(super) fn start(&self, line: usize) -> usize {
        let found = line.checked_sub(1).and_then(|index| self.starts.get(index));
        found.copied().unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_lines_and_columns() {
        let lines = Lines::of("ab\nÄöx\n\nend");
        for (byte, want) in [
            (0, (1, 1)),
            (2, (1, 3)),
            (3, (2, 1)),
            (7, (2, 3)),
            (9, (3, 1)),
            (12, (4, 3)),
            (13, (4, 4)),
        ] {
            assert_eq!(lines.line_and_column(byte), want, "byte {byte}");
        }
        assert_eq!((lines.start(1), lines.start(2), lines.start(9)), (0, 3, 13));
    }
}
