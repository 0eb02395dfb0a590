//! Texts of any size for the benchmarks: mixed, almost all timeline, almost all prose.

use std::fmt::Write;

/// A document of about so many bytes in the manner of real ones: prose, a timeline, items, a table, a fence.
pub(crate) fn document(size: usize) -> String {
    let mut text = "# Postmortem: the parcels that went nowhere\n\n## Summary\n\n\
        On March 3, 2024, from 10:00 to 12:30 (UTC), no parcel was booked.\n\n"
        .to_owned();
    let mut round = 0;
    while text.len() < size {
        let _ = write!(
            text,
            "## Impact of wave {round}\n\nAbout 40% of the shops saw **errors** when they booked a parcel. The queue \
             grew to 12,000 jobs, and the workers gave up after three attempts each. See \
             [the dashboard](https://example.org/d/{round}) for the numbers.\n\nNobody was paged, because the alert \
             looks at the mean of all queues.\n\n## Timeline\n\n"
        );
        for minute in 0..30 {
            let _ = writeln!(
                text,
                "- **10:{minute:02}:** Step {minute} of the rollback finished on `host-{round}`"
            );
        }
        text.push_str("\n```\n$ queue drain --all\nok\n```\n\n## Action items\n\n");
        for item in 0..10 {
            let _ = writeln!(
                text,
                "- [ ] Watch queue {item} by itself (owner: Salma; priority: P1; due: 2024-04-{:02})",
                item + 1
            );
        }
        text.push_str("\n| Service | Errors |\n| --- | --- |\n| booking | 40 % |\n| labels | 12 % |\n\n");
        round += 1;
    }
    text
}

const WHO: &[&str] = &[
    "on-call",
    "the night shift",
    "the team of the depot",
    "a shop owner",
    "support",
];
const DID: &[&str] = &[
    "noticed",
    "confirmed",
    "rolled back",
    "restarted",
    "opened a ticket about",
    "drained",
];
const WHAT: &[&str] = &[
    "the `label-printer` release",
    "a rise in **HTTP 503** answers",
    "the [alert on queue depth](https://example.org/alerts/17)",
    "replica lag on `parcels-db-2`",
    "the canary in `north-1`",
    "a full disk, 98.7 % of 2 TB",
];
const THEN: &[&str] = &[
    "and told the shops",
    "while errors went on",
    "after two attempts in vain",
    "with no harm done yet",
];

/// A document that is almost all timeline: one row a line, with a zone, code, bold words and links.
pub(crate) fn timeline(size: usize) -> String {
    let mut text = "# Postmortem: the night of the full disk\n\n## Summary\n\nFrom 01:00 to 23:00 UTC no label was \
        printed.\n\n## Timeline\n\n"
        .to_owned();
    let pick = |from: &'static [&'static str], row: usize| from.get(row % from.len()).copied().unwrap_or_default();
    let mut row = 0;
    while text.len() < size {
        let (hour, minute) = (1 + row / 60 % 22, row % 60);
        let _ = writeln!(
            text,
            "* {hour:02}:{minute:02} UTC: {} {} {} {}.",
            pick(WHO, row),
            pick(DID, row / 3),
            pick(WHAT, row / 5),
            pick(THEN, row / 7)
        );
        row += 1;
    }
    text
}

/// A document that is almost all prose: wrapped paragraphs, lists without times, a quotation, links.
pub(crate) fn prose(size: usize) -> String {
    let mut text = "# Postmortem: the slow morning\n\n".to_owned();
    let mut round = 0;
    while text.len() < size {
        let _ = write!(
            text,
            "## What happened in week {round}\n\n\
             The depot sends about 4,000 parcels a day. When the new routing went live, each of them\n\
             was looked up in three stores instead of one, and the third of these answers slowly\n\
             while its index is built. Nobody had measured that, because the index of the test\n\
             store is a hundredth of the size. See [the design]({round}.md) and *the notes of May*.\n\n\
             > The routing is right, it is only late.\n\n\
             We knew of **two** earlier cases:\n\n\
             - the `labels` queue, which was sized for the old printers\n\
             - the search for addresses; it shares its cache with the reports that the sales\n  \
               department runs in the first hour of each day\n\
             - a certificate\n\n\
             ### Why it took so long\n\n\
             The alert compares the mean of all depots. One slow depot of nine moves it by a ninth, and\n\
             that is less than an ordinary Monday does. We looked at the wrong graph for 40 minutes.\n\n"
        );
        round += 1;
    }
    text
}
