//! Headings as they were meant: “Timline”, “Sumary”, “Corective mesures”.

/// The words that name parts, and that are long enough to be told apart from others.
const VOCABULARY: &[&str] = &[
    "chronology",
    "conclusion",
    "contributing",
    "corrective",
    "detection",
    "duration",
    "escalation",
    "factors",
    "impact",
    "improvements",
    "incident",
    "lessons",
    "measures",
    "misleading",
    "mitigation",
    "overview",
    "preventative",
    "preventive",
    "recommendations",
    "recovery",
    "references",
    "remediation",
    "resolution",
    "summary",
    "timeline",
    "trigger",
];

/// The words with those put right that miss a word of the vocabulary by a slip; `None` where none does.
pub(super) fn corrected(words: &str) -> Option<String> {
    // Nearly no words are misspelt, and nearly every line is asked.
    if words.split(' ').all(|word| meant(word).is_none()) {
        return None;
    }
    let corrected: Vec<&str> = words.split(' ').map(|word| meant(word).unwrap_or(word)).collect();
    Some(corrected.join(" "))
}

/// The word of the vocabulary that a word was meant to be. People rarely miss the first letter.
fn meant(word: &str) -> Option<&'static str> {
    let slips = match word.len() {
        0..=4 => return None,
        5..=10 => 1,
        _ => 2,
    };
    let near = VOCABULARY.iter().filter(|known| {
        known.as_bytes().first() == word.as_bytes().first()
            && known.len().abs_diff(word.len()) <= slips
            && letters_apart(word, known) <= slips
    });
    near.map(|known| (distance(word.as_bytes(), known.as_bytes()), *known))
        .filter(|(distance, _)| (1..=slips).contains(distance))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// The least number of slips, by the letters that only one of the words has: a slip brings one at most. Nearly every
/// word falls here, at a tenth of the cost of [`distance`].
fn letters_apart(a: &str, b: &str) -> usize {
    let letters = |word: &str| word.bytes().fold(0_u32, |all, byte| all | 1 << (byte & 31));
    let (a, b) = (letters(a), letters(b));
    (a & !b).count_ones().max((b & !a).count_ones()) as usize
}

/// How many slips lead from one word to the other: a letter left out, put in, exchanged, or two letters swapped.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut above: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut best = (at(&row, j) + usize::from(x != y))
                .min(at(&row, j + 1) + 1)
                .min(at(&next, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(at(&above, j - 1) + 1);
            }
            next.push(best);
        }
        above = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}
