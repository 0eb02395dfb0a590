//! Clock mistakes planted in correct timelines: found, not imagined, and restored by the best fix.

use super::tests::{document, rows, stated};
use super::*;
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use tiny_sort::stable;

/// Numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fault {
    None,
    /// AM and PM mistaken in one entry, in two neighbours, in three, in two apart.
    Half(usize),
    HalvesApart,
    /// Neighbours exchanged.
    Swap,
    /// A row moved by three or more.
    Far,
    /// A wrong day, month or year.
    Day,
    Month,
    Year,
    /// An exchange and a wrong half.
    Both,
    /// Newest first.
    Reversed,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Twelve,
    TwentyFour,
    Dated,
    DatedInWords,
}

fn written(at: NaiveDateTime, manner: Manner) -> String {
    match manner {
        Manner::Twelve => at.format("%-I:%M %p").to_string(),
        Manner::TwentyFour => at.format("%H:%M").to_string(),
        Manner::Dated => at.format("%Y-%m-%d %H:%M").to_string(),
        Manner::DatedInWords => at.format("%B %-d, %Y, %-I:%M %p").to_string(),
    }
}

struct Case {
    window: String,
    rows: Vec<String>,
    truth: Vec<String>,
}

fn other_half(at: NaiveDateTime) -> NaiveDateTime {
    if at.hour() < 12 {
        at + TimeDelta::hours(12)
    } else {
        at - TimeDelta::hours(12)
    }
}

fn case(dice: &mut Dice, fault: Fault, windowed: bool) -> Case {
    let date = NaiveDate::from_ymd_opt(
        2024,
        1 + u32::try_from(dice.below(12)).unwrap(),
        1 + u32::try_from(dice.below(28)).unwrap(),
    )
    .unwrap();
    let across = dice.below(4) == 0;
    let hour = if across { 21 + dice.below(3) } else { dice.below(24) };
    let start = date
        .and_hms_opt(u32::try_from(hour).unwrap(), *dice.one_of(&[0, 5, 10, 15, 30, 45]), 0)
        .unwrap();
    let length = (60 + dice.below(540)).max(if across { 240 } else { 60 });
    let count = 7 + dice.below(6);
    let mut minutes: Vec<usize> = Vec::new();
    while minutes.len() < count - 2 {
        let minute = 3 + dice.below(length - 5);
        if !minutes.contains(&minute) {
            minutes.push(minute);
        }
    }
    stable::sort(&mut minutes);
    let after = |minutes: usize| start + TimeDelta::minutes(i64::try_from(minutes).unwrap());
    let mut times = vec![start];
    times.extend(minutes.into_iter().map(after));
    times.push(after(length));
    let manner = match fault {
        Fault::Half(_) | Fault::HalvesApart | Fault::Both => Manner::Twelve,
        Fault::Day | Fault::Month | Fault::Year => *dice.one_of(&[Manner::Dated, Manner::DatedInWords]),
        _ => *dice.one_of(&[Manner::Twelve, Manner::TwentyFour]),
    };
    let line = |(index, at): (usize, NaiveDateTime)| format!("{}: step {index}", written(at, manner));
    let truth: Vec<String> = times.iter().copied().enumerate().map(line).collect();
    let mut wrong: Vec<(usize, NaiveDateTime)> = times.iter().copied().enumerate().collect();
    let at = 1 + dice.below(count - 3);
    match fault {
        Fault::None => {}
        Fault::Half(run) => {
            for (_, at) in wrong.iter_mut().skip(at).take(run.min(count - 2 - at).max(1)) {
                *at = other_half(*at);
            }
        }
        Fault::HalvesApart => {
            wrong[1].1 = other_half(wrong[1].1);
            wrong[count - 2].1 = other_half(wrong[count - 2].1);
        }
        Fault::Swap => wrong.swap(at, at + 1),
        Fault::Far => {
            let row = wrong.remove(1 + dice.below(2));
            wrong.insert(count - 2, row);
        }
        Fault::Day => wrong[at].1 += TimeDelta::days(*dice.one_of(&[-1, 1, 2, 30])),
        Fault::Month => {
            wrong[at].1 = wrong[at]
                .1
                .with_day(3)
                .unwrap()
                .with_month(wrong[at].1.month() % 12 + 1)
                .unwrap()
        }
        Fault::Year => wrong[at].1 -= TimeDelta::days(365),
        Fault::Both => {
            wrong[1].1 = other_half(wrong[1].1);
            wrong.swap(count - 3, count - 2);
        }
        Fault::Reversed => wrong.reverse(),
    }
    let end = times[count - 1];
    let end_date = if end.date() == start.date() {
        String::new()
    } else {
        end.format("%B %-d, %Y, ").to_string()
    };
    Case {
        window: if windowed {
            format!(
                "{} to {end_date}{} (UTC)",
                start.format("%B %-d, %Y, %-I:%M %p"),
                end.format("%-I:%M %p")
            )
        } else {
            String::new()
        },
        rows: wrong.into_iter().map(line).collect(),
        truth,
    }
}

/// Share of cases found, and of cases restored, in percent.
fn measure(fault: Fault, windowed: bool, cases: usize) -> (usize, usize) {
    let (mut said, mut restored) = (0, 0);
    let mut dice = Dice(7);
    for _ in 0..cases {
        let case = case(&mut dice, fault, windowed);
        let wrong = document(&case.rows.join("\n"));
        let stated = |_: &Postmortem| stated(&case.window);
        let found = judge(&wrong, stated(&wrong), &Settings::default(), &World::default()).diagnostics;
        let told = found.iter().any(|found| matches!(found.rule.id, "PM101" | "PM102"));
        said += usize::from(told);
        let mended = rows(&mend(&wrong, stated, &World::default()));
        restored += usize::from(mended == case.truth);
    }
    (said * 100 / cases, restored * 100 / cases)
}

#[test]
fn correct_timelines_are_not_accused() {
    for windowed in [true, false] {
        assert_eq!(
            measure(Fault::None, windowed, 500),
            (0, 100),
            "with a window: {windowed}"
        );
    }
}

#[test]
fn planted_mistakes_are_found_and_restored() {
    // Fault, percent found at least, percent restored at least, in a stated window.
    let kinds = [
        (Fault::Half(1), 100, 97),
        (Fault::Half(2), 100, 97),
        (Fault::Half(3), 100, 97),
        (Fault::HalvesApart, 100, 97),
        (Fault::Swap, 100, 97),
        (Fault::Far, 100, 97),
        (Fault::Day, 100, 97),
        (Fault::Month, 100, 97),
        (Fault::Year, 100, 97),
        (Fault::Both, 100, 97),
        (Fault::Reversed, 100, 97),
    ];
    let mut short = Vec::new();
    for (fault, found, restored) in kinds {
        let (said, mended) = measure(fault, true, 200);
        if said < found || mended < restored {
            short.push(format!("{fault:?}: found {said} %, restored {mended} %"));
        }
    }
    assert!(short.is_empty(), "{short:#?}");
}
