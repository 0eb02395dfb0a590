//! The walk through a text that finds one piece behind the other. Knows no document.

use std::ops::Range;

/// A walk through a text, piece after piece.
pub(super) struct Walk<'a> {
    text: &'a str,
    at: usize,
    /// How far behind the last piece the next one may begin. Grows by what was not found.
    reach: usize,
}

/// The reach right behind a piece that was found.
const NEAR: usize = 512;

/// The largest reach: a document whose pieces are not found must not be searched to its end for
/// each of them.
const FAR: usize = 32 * 1024;

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a str) -> Walk<'a> {
        Walk {
            text,
            at: 0,
            reach: FAR,
        }
    }

    /// The next place of a piece, and past it; stays where it is when there is none near.
    pub(super) fn step(&mut self, piece: &str) -> Option<Range<usize>> {
        if piece.is_empty() {
            return None;
        }
        let end = (self.at + self.reach + piece.len()).min(self.text.len());
        let near = self.text.get(self.at..self.text.floor_char_boundary(end))?;
        match near.find(piece) {
            Some(offset) => {
                let start = self.at + offset;
                self.at = start + piece.len();
                self.reach = NEAR;
                Some(start..self.at)
            }
            None => {
                self.reach = (self.reach + piece.len()).min(FAR);
                None
            }
        }
    }

    /// The next place of `piece` in the midst of `around`.
    pub(super) fn inside(&mut self, around: &str, piece: &str) -> Option<Range<usize>> {
        let lead = around.find(piece).filter(|_| !piece.is_empty())?;
        let found = self.step(around)?;
        Some(found.start + lead..found.start + lead + piece.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_found_in_order_and_near() {
        let far = "-".repeat(FAR);
        let text = format!("a b a c{far}a");
        let mut walk = Walk::new(&text);
        assert_eq!(walk.step("a"), Some(0..1));
        assert_eq!(walk.step("a"), Some(4..5));
        assert_eq!(walk.step("b"), None, "it stands before");
        assert_eq!(walk.step("a"), None, "it stands too far behind");
        assert_eq!(walk.step(""), None);
        assert_eq!(walk.step("c"), Some(6..7));
    }

    #[test]
    fn what_is_not_found_widens_the_reach() {
        let text = format!("start {} end", "x".repeat(2 * NEAR));
        let mut walk = Walk::new(&text);
        assert_eq!(walk.step("start"), Some(0..5));
        assert_eq!(walk.step("end"), None);
        assert_eq!(walk.step(&"y".repeat(2 * NEAR)), None);
        assert_eq!(walk.step("end"), Some(text.len() - 3..text.len()));
    }

    #[test]
    fn a_piece_is_found_in_the_midst_of_its_surroundings() {
        let mut walk = Walk::new("10:05 by the clock\n- **10:05:** Alert");
        assert_eq!(walk.inside("- **10:05", "10:05"), Some(23..28));
        assert_eq!(walk.step("10:05"), None);
    }
}
