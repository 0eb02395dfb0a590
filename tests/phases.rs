//! The phase that an entry's words suggest: the table beside this file.

use posthoc::time::phase::infer;

#[test]
fn every_entry_has_its_phase() {
    let mut wrong = Vec::new();
    let mut number = 0;
    for line in include_str!("phases.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        number += 1;
        let (text, expected) = line.rsplit_once(" => ").unwrap_or((line, "no arrow"));
        let got = infer(text).map_or("none", posthoc::model::Phase::name);
        if got != expected {
            wrong.push(format!("{text}\n    expected {expected}, got {got}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {number} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
