//! Switching a document to a template: what becomes of its parts, case by case.

use posthoc::markdown::templates::{named, of_text, switch};
use posthoc::markdown::{read, write};

/// A document, a template's name or its headings, and the document in that layout.
const CASES: &[(&str, &str, &str, &str)] = &[
    (
        "parts are renamed and put in order",
        "# Mail queue\n\n## Cause\n\nThe disk.\n\n## Overview\n\nMail stood still.\n\n## TODO\n\n- Watch the disk\n",
        "## Summary\n## Root causes\n## Action items\n",
        "# Mail queue\n\n## Summary\n\nMail stood still.\n\n## Root causes\n\nThe disk.\n\n## Action items\n\n- Watch the disk\n",
    ),
    (
        "a heading that says more keeps its words, and its place is the template's",
        "# T\n\n## Timeline (all times UTC)\n\n- 10:05 paged\n\n## 2. Impact on [payments](https://a.example/b)\n\nNone.\n",
        "### Impact\n### Events\n### Timeline\n",
        "# T\n\n### 2. Impact on [payments](https://a.example/b)\n\nNone.\n\n### Events\n\n### Timeline (all times UTC)\n\n- 10:05 paged\n",
    ),
    (
        "what is missing is added, empty",
        "# T\n\n## Impact\n\nNone.\n",
        "blank",
        "# T\n\n## Impact\n\nNone.\n\n## Timeline\n",
    ),
    (
        "what the template does not know stays behind what it stood behind",
        "# T\n\n## Summary\n\nA.\n\n## Weather\n\nRain.\n\n## Impact\n\nB.\n\n## Thanks\n\nTo all.\n",
        "## Impact\n## Summary\n",
        "# T\n\n## Impact\n\nB.\n\n## Thanks\n\nTo all.\n\n## Summary\n\nA.\n\n## Weather\n\nRain.\n",
    ),
    (
        "two parts go below the one that is about both",
        "# T\n\n## Resolution\n\nA restart.\n\n## Root cause\n\nThe disk.\n\n## Impact\n\nNone.\n",
        "## Summary\n## Root cause and resolution\n",
        "# T\n\n## Summary\n\n## Root cause and resolution\n\n### Resolution\n\nA restart.\n\n### Root cause\n\nThe disk.\n\n## Impact\n\nNone.\n",
    ),
    (
        "and come out again; the empty heading goes",
        "# T\n\n## Root cause and resolution\n\n### Resolution\n\nA restart.\n\n### Root cause\n\nThe disk.\n",
        "## Root causes\n## Trigger\n## Resolution\n",
        "# T\n\n## Root causes\n\nThe disk.\n\n## Trigger\n\n## Resolution\n\nA restart.\n",
    ),
    (
        "one text about both is not cut in two",
        "# T\n\n## Root cause and resolution\n\nThe disk was full. It was emptied.\n\n## Summary\n\nA.\n",
        "## Summary\n## Root causes\n## Trigger\n## Resolution\n",
        "# T\n\n## Summary\n\nA.\n\n## Root cause and resolution\n\nThe disk was full. It was emptied.\n\n## Trigger\n",
    ),
    (
        "lists of lessons go below the lessons",
        "# T\n\n## What went well\n\nThe alert.\n\n## What went wrong\n\nThe runbook.\n",
        "## Lessons learned\n",
        "# T\n\n## Lessons learned\n\n### What went well\n\nThe alert.\n\n### What went wrong\n\nThe runbook.\n",
    ),
    (
        "headings below a part go with it and keep their distance",
        "# T\n\n# Impact\n\nA.\n\n## On shops\n\nB.\n\n### Big ones\n\nC.\n\n# Summary\n\nD.\n",
        "## Summary\n### Impact\n",
        "# T\n\n## Summary\n\nD.\n\n### Impact\n\nA.\n\n#### On shops\n\nB.\n\n##### Big ones\n\nC.\n",
    ),
    (
        "a labelled part below another gets its own heading",
        "# T\n\n## Issue summary\n\nMail stood still.\n\n**Duration:** 10:00 to 11:00 UTC\n\n**Impact:** nobody got mail.\n",
        "## Summary\n## Impact\n",
        "# T\n\n## Summary\n\nMail stood still.\n\n**Duration:** 10:00 to 11:00 UTC\n\n## Impact\n\nnobody got mail.\n",
    ),
    (
        "but not where another part is about the same",
        "# T\n\n## Summary\n\n**Impact:** short.\n\n## Impact\n\nLong.\n",
        "## Impact\n## Summary\n",
        "# T\n\n## Impact\n\nLong.\n\n## Summary\n\n**Impact:** short.\n",
    ),
    (
        "two incidents in one document stay two",
        "# T\n\n## First outage\n\n### Impact\n\nA.\n\n### Timeline\n\n- 10:05 a\n\n## Second outage\n\n### Impact\n\nB.\n\n### Timeline\n\n- 11:05 b\n",
        "blank",
        "# T\n\n## First outage\n\n### Impact\n\nA.\n\n### Timeline\n\n- 10:05 a\n\n## Second outage\n\n### Impact\n\nB.\n\n### Timeline\n\n- 11:05 b\n",
    ),
    (
        "measures stand for action items where there is but one place for both",
        "# T\n\n## Corrective and preventative measures\n\n- Add an alert (owner: Ana)\n\n### Soon\n\n- Test it\n",
        "## Action Items\n",
        "# T\n\n## Action Items\n\n- Add an alert (owner: Ana)\n\n### Soon\n\n- Test it\n",
    ),
    (
        "and stay beside them where the document has both",
        "# T\n\n## Preventions\n\n- Add an alert\n\n## TODO\n\n- Test it\n",
        "## Action Items\n",
        "# T\n\n## Preventions\n\n- Add an alert\n\n## Action Items\n\n- Test it\n",
    ),
    (
        "facts and what stands before the first heading stay there",
        "# T\n\n<!-- posthoc facts -->\n- **Severity:** SEV-2\n\nIt was late.\n\n## Timeline\n\n- 10:05 a\n",
        "## Summary\n## Timeline\n",
        "# T\n\n<!-- posthoc facts -->\n- **Severity:** SEV-2\n\nIt was late.\n\n## Summary\n\n## Timeline\n\n- 10:05 a\n",
    ),
    (
        "labels of a template stay labels where they can",
        "# T\n\n## Impact\n\nNone.\n\n## Root cause\n\nThe disk.\n\n### Why\n\nLogs.\n",
        "## Summary\n\n**Impact:**\n\n**Root cause:**\n",
        "# T\n\n## Summary\n\n**Impact:** None.\n\n### Root cause\n\nThe disk.\n\n#### Why\n\nLogs.\n",
    ),
    (
        "a template without headings changes nothing",
        "# T\n\n## Impact\n\nNone.\n",
        "Words.",
        "# T\n\n## Impact\n\nNone.\n",
    ),
];

#[test]
fn a_document_is_switched() {
    let mut wrong = String::new();
    for (what, before, template, after) in CASES {
        let own = of_text("own", &format!("# Own\n\n{}", template.replace("\n#", "\n\n#")));
        let template = named(template).unwrap_or(&own);
        let switched = switch(&read(before), template);
        let written = write(&switched);
        if written != *after {
            wrong += &format!("\n===== {what}\n{written}\n----- but should be\n{after}");
        }
        assert_eq!(switch(&switched, template), switched, "{what}: the second time");
    }
    assert!(wrong.is_empty(), "{wrong}");
}
