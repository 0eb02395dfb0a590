//! `check`: prints diagnostics the way a compiler does.

use super::lines::Lines;
use super::place::Places;
use super::source::Source;
use super::{Outcome, Stop, Streams};
use crate::lint::{Diagnostic, Severity};
use crate::markdown;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ffi::OsString;
use std::ops::Range;

/// Checks files one after the other. A file that can't be read does not keep the rest from being checked.
pub(super) fn check(files: &[OsString], streams: &mut Streams<'_>) -> Result<Outcome, Stop> {
    let mut worst = Outcome::Clean;
    for file in files {
        let outcome = match Source::read(file, streams.input) {
            Ok(source) => one(&source, streams)?,
            Err(sentence) => {
                streams.out.flush()?;
                writeln!(streams.err, "posthoc: {sentence}")?;
                Outcome::Unreadable
            }
        };
        worst = worst.max(outcome);
    }
    Ok(worst)
}

fn one(source: &Source, streams: &mut Streams<'_>) -> Result<Outcome, Stop> {
    let document = markdown::read(&source.text);
    let analysis = streams.analyse(&document);
    let places = Places::of(&source.text, &document, &analysis.stated);
    let lines = Lines::of(&source.text);
    let renderer = if streams.colours {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    for diagnostic in &analysis.diagnostics {
        let report = [report(diagnostic, source, &places, &lines)];
        writeln!(streams.out, "{}\n", renderer.render(&report))?;
    }
    writeln!(streams.out, "{}: {}", source.name, summary(&analysis.diagnostics))?;
    let errors = count(&analysis.diagnostics, Severity::Error) > 0;
    Ok(if errors { Outcome::Errors } else { Outcome::Clean })
}

/// More places than this are counted, not shown.
const SHOWN: usize = 6;

/// One diagnostic: title, the lines it points at, help, and a line for each fix.
fn report<'a>(diagnostic: &'a Diagnostic, source: &'a Source, places: &Places, lines: &Lines<'_>) -> Group<'a> {
    let level = match diagnostic.rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO.with_name("hint"),
    };
    let id = format!("{} {}", diagnostic.rule.id, diagnostic.rule.name);
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(id));
    let own = places.find(&diagnostic.place);
    let related: Vec<(Range<usize>, &str)> = diagnostic
        .related
        .iter()
        .take(SHOWN)
        .filter_map(|(place, words)| Some((places.find(place)?, words.as_str())))
        .collect();
    let more = diagnostic.related.len().saturating_sub(SHOWN);
    group = match own {
        Some(own) => group.element(snippet(own, &related, source, lines)),
        None => group.element(Origin::path(source.name.as_str())),
    };
    if more > 0 {
        group = group.element(Level::NOTE.message(format!("{more} more places have a part in it")));
    }
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(diagnostic.help.as_str()));
    }
    for fix in &diagnostic.fixes {
        let line = match fix.proof.as_str() {
            "" => fix.title.clone(),
            proof => format!("{} — {proof}", fix.title),
        };
        group = group.element(Level::HELP.with_name("fix").message(line));
    }
    group
}

/// The lines from the first to the last place that is pointed at, and no more of the text.
fn snippet<'a>(
    own: Range<usize>,
    related: &[(Range<usize>, &'a str)],
    source: &'a Source,
    lines: &Lines<'_>,
) -> Snippet<'a, Annotation<'a>> {
    let spans = || std::iter::once(&own).chain(related.iter().map(|(span, _)| span));
    let first = spans().map(|span| lines.line(span.start)).min().unwrap_or(1);
    let last = spans().map(|span| lines.line(span.end)).max().unwrap_or(first);
    let from = lines.start(first);
    let text = source.text.get(from..lines.start(last + 1)).unwrap_or_default();
    let shift = |span: &Range<usize>| span.start - from..span.end - from;
    Snippet::source(text)
        .line_start(first)
        .path(source.name.as_str())
        .annotation(AnnotationKind::Primary.span(shift(&own)))
        .annotations(
            related
                .iter()
                .map(|(span, words)| AnnotationKind::Context.span(shift(span)).label(*words)),
        )
}

/// “1 error, 2 warnings”, or that there is nothing to say.
fn summary(diagnostics: &[Diagnostic]) -> String {
    let counted: Vec<String> = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Hint, "hint"),
    ]
    .into_iter()
    .map(|(severity, word)| (count(diagnostics, severity), word))
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
    .collect();
    if counted.is_empty() {
        "nothing found".into()
    } else {
        counted.join(", ")
    }
}

fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics.iter().filter(|one| one.rule.severity == severity).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::{Applicability, Fix, Place, Rule};
    use crate::markdown::facts::Stated;
    use crate::model::{Body, Id, Part, PartKind, Postmortem};

    static RULE: Rule = Rule {
        id: "PM999",
        name: "tea-before-coffee",
        severity: Severity::Warning,
        docs: "",
    };

    #[test]
    fn a_report_shows_the_line_the_caret_the_help_and_the_fixes() {
        let mut document = Postmortem::default();
        let mut part = Part::new(Id(1), PartKind::Impact);
        part.body = Body::Prose("There was tea.\nThen came coffee.".into());
        part.heading = "Impact".into();
        document.parts = vec![part];
        let source = Source {
            name: "drinks.md".into(),
            text: "\n\n## Impact\n\nThere was tea.\nThen came coffee.\n".into(),
            draft: None,
        };
        let fix = |title: &str, proof: &str| Fix {
            title: title.into(),
            proof: proof.into(),
            agrees: true,
            applicability: Applicability::Safe,
            commands: Vec::new(),
            touches: Vec::new(),
        };
        let diagnostic = Diagnostic {
            rule: &RULE,
            message: "“tea” comes before “coffee”.".into(),
            help: "Swap the two.".into(),
            place: Place::Prose(Id(1), 10..13),
            related: vec![(Place::Prose(Id(1), 25..31), "this is later".into())],
            fixes: vec![fix("Swap them", "Coffee is then first."), fix("Drink water", "")],
        };
        let places = Places::of(&source.text, &document, &Stated::default());
        let lines = Lines::of(&source.text);
        let group = report(&diagnostic, &source, &places, &lines);
        let got = Renderer::plain().decor_style(DecorStyle::Ascii).render(&[group]);
        let want = "\
warning[PM999 tea-before-coffee]: “tea” comes before “coffee”.
 --> drinks.md:5:11
  |
5 | There was tea.
  |           ^^^
6 | Then came coffee.
  |           ------ this is later
  |
  = help: Swap the two.
  = fix: Swap them — Coffee is then first.
  = fix: Drink water";
        assert_eq!(got, want, "{got}");
    }
}
