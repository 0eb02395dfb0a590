//! Texts of any size for the benchmarks.

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
