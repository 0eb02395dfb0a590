//! Windows and durations as passages state them.

use posthoc::time::window::{find, find_duration};
use posthoc::time::written::Written;

fn moment(w: &Written) -> String {
    let mut out = String::new();
    if let Some(date) = w.date
        && let Some((month, day)) = date.month_day
    {
        out += &format!(
            "{}-{month:02}-{day:02} ",
            date.year.map_or("????".to_owned(), |y| y.to_string())
        );
    }
    if let Some(clock) = w.clock {
        out += &format!("{:02}:{:02}", clock.hour, clock.minute);
    }
    out.trim_end().to_owned()
}

fn window(text: &str) -> String {
    let Some(found) = find(text) else {
        return "none".to_owned();
    };
    let side = |side: &Option<(Written, std::ops::Range<usize>)>| {
        side.as_ref().map_or("-".to_owned(), |(w, span)| {
            format!("{} “{}”", moment(w), text.get(span.clone()).unwrap_or("OUT OF BOUNDS"))
        })
    };
    let zone = found.zone.as_ref().map_or("-".to_owned(), |(name, span)| {
        assert_eq!(text.get(span.clone()), Some(name.as_str()), "the zone’s span in {text}");
        name.clone()
    });
    format!("{} | {} | {zone}", side(&found.start), side(&found.end))
}

#[test]
fn windows() {
    let table = include_str!("windows.txt");
    let mut wrong = Vec::new();
    for line in table
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with("# "))
    {
        let (text, expected) = line.split_once(" => ").unwrap_or_else(|| panic!("no => in {line}"));
        let text = text.replace("\\n", "\n");
        let minutes = find_duration(&text).map_or("-".to_owned(), |(minutes, span)| {
            assert!(text.get(span).is_some(), "the duration’s span in {text}");
            minutes.to_string()
        });
        let got = format!("{} | {minutes}", window(&text));
        if got != expected.trim() {
            wrong.push(format!("{text}\n    expected {}\n    got      {got}", expected.trim()));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
