//! Every written form with its reading, and every wrong one with its message: the tables beside this file.

use posthoc::time::forms::{attempt, parse, prefix};
use posthoc::time::written::{ClockStyle, Doubt, Written};

/// What a written time says, in one line: `~ 2024-03-03 22:00 h12 [PST] ?missing-year .. …`.
fn reading(w: &Written) -> String {
    let mut out = Vec::new();
    if w.approximate {
        out.push("~".to_owned());
    }
    if let Some(date) = w.date {
        if let Some(weekday) = date.weekday {
            let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
            out.push(names[weekday as usize].to_owned());
        }
        if let Some((month, day)) = date.month_day {
            let year = date.year.map_or("????".to_owned(), |y| y.to_string());
            out.push(format!("{year}-{month:02}-{day:02}"));
        }
    }
    if let Some(clock) = w.clock {
        let second = clock.second.map_or(String::new(), |s| format!(":{s:02}"));
        let style = if clock.style == ClockStyle::Twelve { " h12" } else { "" };
        out.push(format!("{:02}:{:02}{second}{style}", clock.hour, clock.minute));
    }
    if let Some(zone) = &w.zone {
        out.push(format!("[{}]", zone.name));
    }
    if let Some(seconds) = w.relative {
        out.push(format!("{seconds:+}s"));
    }
    for doubt in w.doubts.iter() {
        out.push(format!("?{}", name(doubt)));
    }
    if let Some(also) = &w.also {
        out.push(format!("= {}", reading(also)));
    }
    if let Some(end) = &w.end {
        out.push(format!(".. {}", reading(end)));
    }
    out.join(" ")
}

fn name(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::DayOrMonth => "day-or-month",
        Doubt::MissingYear => "missing-year",
        Doubt::ShortYear => "short-year",
        Doubt::Weekday => "weekday",
        Doubt::LateHour => "late-hour",
        Doubt::SharedHalf => "shared-half",
        Doubt::ShortMinute => "short-minute",
        Doubt::ZoneMeanings => "zone-meanings",
    }
}

/// The rows of a table: `form => expected`, `#` begins a comment.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once(" => ").unwrap_or((line, "no arrow in this row")))
}

/// Compares a table with what is read; all differences are shown at once.
fn compare(table: &'static str, least: usize, read: impl Fn(&str) -> String) {
    let mut wrong = Vec::new();
    let mut number = 0;
    for (form, expected) in rows(table) {
        number += 1;
        let got = read(form);
        if got != expected.trim() {
            wrong.push(format!("{form}\n    expected {}\n    got      {got}", expected.trim()));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {number} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(number >= least, "the table has {number} rows, {least} are wanted");
}

#[test]
fn every_form_has_its_reading() {
    compare(include_str!("time_forms.txt"), 400, |form| match parse(form) {
        Ok(written) => {
            assert!(form.get(written.span.clone()).is_some(), "the span of “{form}”");
            reading(&written)
        }
        Err(error) => format!("error: {error}"),
    });
}

#[test]
fn every_wrong_form_has_its_message() {
    compare(include_str!("time_errors.txt"), 110, |form| match parse(form) {
        Ok(written) => format!("read as {}", reading(&written)),
        Err(error) => {
            let at = form.get(error.span.clone()).unwrap_or("a span outside the text");
            format!("“{at}” {error}")
        }
    });
}

#[test]
fn every_prefix_ends_where_its_time_ends() {
    compare(include_str!("time_prefixes.txt"), 180, |text| match prefix(text) {
        Some((_, length)) => text.get(..length).unwrap_or("a length inside a character").to_owned(),
        None => "none".to_owned(),
    });
}

#[test]
fn every_attempt_at_a_time_is_seen() {
    for (text, meant) in [
        ("8:00 AM: Alert", "8:00 AM"),
        ("10:00 M: Alert", "10:00 M"),
        ("10:00 A - Alert", "10:00 A"),
        ("10:00 A user noticed", "10:00"),
        ("25:10: Alert", "25:10"),
        ("25:10 PM - Alert", "25:10 PM"),
        ("10:5 AM: Alert", "10:5 AM"),
        ("10:75 - Alert", "10:75"),
        ("10:05:99: Alert", "10:05:99"),
        ("24:00: Alert", "24:00"),
        ("2024-13-01: Alert", "2024-13-01"),
        ("2024-13-01 10:05: Alert", "2024-13-01 10:05"),
        ("2024-03-03 25:10 - Alert", "2024-03-03 25:10"),
        ("3:2 ratio", "none"),
        ("10:75 of it", "none"),
        ("10: Alert", "none"),
        ("10 engineers", "none"),
        ("1. Alert", "none"),
        ("Alert", "none"),
        ("", "none"),
    ] {
        let got = attempt(text).map_or("none", |(_, length)| text.get(..length).unwrap_or("out of bounds"));
        assert_eq!(got, meant, "in “{text}”");
    }
}

#[test]
fn nothing_written_is_said() {
    for text in ["", " ", "\t \n"] {
        assert_eq!(
            parse(text).map_err(|e| e.to_string()),
            Err("expected a time, found nothing".to_owned())
        );
    }
}
