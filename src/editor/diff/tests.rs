//! Texts compared, as text.

use super::*;
use proptest::prelude::*;

/// A comparison as text: what was removed in [-…-], what was added in {+…+}.
fn shown(before: &str, after: &str) -> String {
    let comparison = compare(before, after);
    let mut text = String::new();
    for stretch in &comparison.stretches {
        match stretch {
            Stretch::Folded(lines) => text.push_str(&format!("<{lines}>\n")),
            Stretch::Text(pieces) => {
                for (mark, piece) in pieces {
                    text.push_str(&match mark {
                        Mark::Same => piece.clone(),
                        Mark::Removed => format!("[-{piece}-]"),
                        Mark::Added => format!("{{+{piece}+}}"),
                    });
                }
            }
        }
    }
    text
}

#[test]
fn words_that_differ_are_marked() {
    for (before, after, expected) in [
        ("", "", ""),
        ("The map was down.\n", "The map was down.\n", ""),
        (
            "The map was down for an hour.\n",
            "The map was slow for an hour.\n",
            "The map was [-down-]{+slow+} for an hour.\n",
        ),
        (
            "- **10:00 PM:** Fixed\n",
            "- **10:00 AM:** Fixed\n",
            "- **10:00 [-PM-]{+AM+}:** Fixed\n",
        ),
        (
            "Nobody could pay at all today\n",
            "Nobody could sign in at all today\n",
            "Nobody could [-pay-]{+sign in+} at all today\n",
        ),
        // A blank alone does not tear a change apart.
        (
            "It was down for two hours in all.\n",
            "It was down for about three days in all.\n",
            "It was down for [-two hours-]{+about three days+} in all.\n",
        ),
        // Hardly a word stays: one text in place of another.
        (
            "one two three\n",
            "four five six\n",
            "[-one two three\n-]{+four five six\n+}",
        ),
        ("", "new\n", "{+new\n+}"),
        ("old\n", "", "[-old\n-]"),
    ] {
        assert_eq!(shown(before, after), expected, "{before:?} → {after:?}");
    }
}

#[test]
fn what_is_far_from_a_change_is_folded() {
    let before: String = (1..=20).map(|n| format!("line {n}\n")).collect();
    let after = before.replace("line 10\n", "line ten\n");
    assert_eq!(
        shown(&before, &after),
        "<7>\nline 8\nline 9\nline [-10-]{+ten+}\nline 11\nline 12\n<8>\n"
    );
    assert_eq!(
        compare(&before, &after).summary,
        "1 place changed: 1 word added, 1 word removed."
    );
    assert_eq!(compare(&before, &before).summary, "No difference.");
}

#[test]
fn a_large_change_is_shown_by_lines_and_says_so() {
    let text = |word: &str| {
        (0..10_000)
            .map(|n| format!("- **{n}** {word} {}\n", n * 7))
            .collect::<String>()
    };
    let comparison = compare(&text("old"), &text("new"));
    assert!(comparison.summary.contains("line by line"), "{}", comparison.summary);
    assert_eq!(comparison.stretches.len(), 1);
}

#[test]
fn many_changes_are_counted_though_not_all_are_shown() {
    let text = |word: &str| {
        (0..9_000)
            .map(|n| format!("same {n}\n{word} {n} of it\n"))
            .collect::<String>()
    };
    let comparison = compare(&text("old"), &text("new"));
    assert!(
        comparison.summary.starts_with("9000 places changed"),
        "{}",
        comparison.summary
    );
    assert!(comparison.summary.contains("are not shown"), "{}", comparison.summary);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Leaving out what was added gives the old text, leaving out what was removed the new one.
    #[test]
    fn both_texts_can_be_read_from_a_comparison(
        before in "([a-c ]{0,6}\n){0,6}[a-cé😀:. ]{0,6}",
        after in "([a-c ]{0,6}\n){0,6}[a-cé😀:. ]{0,6}",
    ) {
        let comparison = compare(&before, &after);
        let text = |left_out: Mark| -> Option<String> {
            let mut text = String::new();
            for stretch in &comparison.stretches {
                match stretch {
                    Stretch::Folded(_) => return None,
                    Stretch::Text(pieces) => {
                        text.extend(pieces.iter().filter(|(mark, _)| *mark != left_out).map(|(_, piece)| piece.as_str()));
                    }
                }
            }
            Some(text)
        };
        if comparison.stretches.is_empty() {
            prop_assert_eq!(before, after);
        } else if let (Some(old), Some(new)) = (text(Mark::Added), text(Mark::Removed)) {
            prop_assert_eq!(new, after);
            prop_assert_eq!(old, before);
        }
    }
}
