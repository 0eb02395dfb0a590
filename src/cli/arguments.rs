//! The call: which command, which options, which files. Reads no file.

use super::fix::Choice;
use crate::editor::export::{ExportOptions, FileKind, TimelineLayout};
use lexopt::prelude::*;
use std::ffi::OsString;

/// What a call asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Task {
    /// `--help`, or no argument at all.
    Help,
    /// `--version`
    Version,
    /// `import --format json FILE`
    Import(OsString),
    /// `convert [--template NAME] [--to html] [OPTIONS] FILE`
    Convert {
        file: OsString,
        template: Option<OsString>,
        to: Format,
        options: ExportOptions,
    },
    /// `templates`
    Templates,
    /// `timeline [--format json] FILE`
    Timeline { file: OsString, json: bool },
    /// `check FILE…`
    Check(Vec<OsString>),
    /// `fix [--best] [--write] FILE`
    Fix {
        file: OsString,
        choice: Choice,
        write: bool,
    },
    /// `explain [RULE]`
    Explain(Option<String>),
}

/// What a document is converted to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Format {
    /// Markdown.
    Markdown,
    /// A file of another kind.
    File(FileKind),
}

/// What `--help` prints.
pub(super) const HELP: &str = "\
Posthoc reads postmortems written in Markdown and checks the clock of their timelines.

usage: posthoc COMMAND [OPTIONS] FILE

  import --format json FILE   print what is read from FILE as JSON
  convert FILE                read FILE and print it again as Markdown
    --template NAME           in the layout of a template, or of a Markdown file's headings
    --to md|html|json|csv     print it as a whole HTML file, as the JSON of a draft, or its actions as CSV
    --second-clock ZONE       behind each time what the clocks of a zone show: 10:05 (09:05 UTC)
    --timeline list|table     lay timelines out as a list or a table, where nothing is lost by it
    --metrics                 a table of the incident's spans behind its timeline
    --mermaid                 a Mermaid diagram of each timeline
    --front-matter            the facts as YAML front matter
  templates                   print the list of templates
  timeline FILE               make a timeline of chat, alerts or log lines, print the Markdown
    --format json             print it as JSON
  check FILE...               print what is wrong with FILE, and what would mend it
  fix FILE                    apply the fixes that are safe, print the Markdown
    --best                    apply the first fix of everything that is wrong with a timeline
    --write                   write FILE in place and print what was changed
  explain [RULE]              print a rule's documentation, or the list of rules

FILE may be - for standard input. Files are UTF-8 text of up to 5 MB: Markdown, or a draft's JSON.

  -h, --help       print this
  -V, --version    print the version

Exit status: 0 nothing worse than a warning, 1 check found an error, 2 a file or the call can't be read.
Colours are used on a terminal unless NO_COLOR is set.
";

/// Reads the arguments after the program's name.
///
/// # Errors
/// A sentence that says what is wrong with the call, and where help is.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Task, String> {
    read(arguments).map_err(|error| match error {
        Call::Said(sentence) => format!("{sentence} See posthoc --help."),
        Call::Unexpected(error) => format!("The call can't be read: {error}. See posthoc --help."),
    })
}

enum Call {
    Said(String),
    Unexpected(lexopt::Error),
}

impl From<lexopt::Error> for Call {
    fn from(error: lexopt::Error) -> Call {
        Call::Unexpected(error)
    }
}

fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Task, Call> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut command: Option<String> = None;
    let mut values: Vec<OsString> = Vec::new();
    let mut format: Option<String> = None;
    let mut template: Option<OsString> = None;
    let (mut best, mut write) = (false, false);
    let mut to = Format::Markdown;
    let mut options = ExportOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Task::Help),
            Short('V') | Long("version") => return Ok(Task::Version),
            Long("format") if matches!(command.as_deref(), Some("import" | "timeline")) => {
                format = Some(parser.value()?.string()?)
            }
            Long("template") if command.as_deref() == Some("convert") => template = Some(parser.value()?),
            Long("best") if command.as_deref() == Some("fix") => best = true,
            Long("write") if command.as_deref() == Some("fix") => write = true,
            Long("to") if command.as_deref() == Some("convert") => {
                let name = parser.value()?.string()?;
                to = format_named(&name).ok_or_else(|| {
                    Call::Said(format!(
                        "“{name}” is not a format; md, html, json and csv are those there are."
                    ))
                })?;
            }
            Long("second-clock") if command.as_deref() == Some("convert") => {
                options.second_clock = Some(parser.value()?.string()?);
            }
            Long("timeline") if command.as_deref() == Some("convert") => {
                let name = parser.value()?.string()?;
                options.timeline = match name.as_str() {
                    "list" => TimelineLayout::List,
                    "table" => TimelineLayout::Table,
                    _ => {
                        return Err(Call::Said(format!(
                            "“{name}” is no layout of a timeline; list and table are those there are."
                        )));
                    }
                };
            }
            Long("metrics") if command.as_deref() == Some("convert") => options.metrics = true,
            Long("mermaid") if command.as_deref() == Some("convert") => options.mermaid = true,
            Long("front-matter") if command.as_deref() == Some("convert") => options.front_matter = true,
            Value(value) if command.is_none() => command = Some(value.string()?),
            Value(value) => values.push(value),
            other => return Err(other.unexpected().into()),
        }
    }
    let Some(command) = command else {
        return Ok(Task::Help);
    };
    match command.as_str() {
        "help" => Ok(Task::Help),
        "import" => match format.as_deref() {
            None | Some("json") => Ok(Task::Import(one(&command, values)?)),
            Some(other) => Err(Call::Said(format!(
                "“{other}” is not a format; json is the one there is."
            ))),
        },
        "convert" => Ok(Task::Convert {
            file: one(&command, values)?,
            template,
            to,
            options,
        }),
        "templates" if values.is_empty() => Ok(Task::Templates),
        "templates" => Err(Call::Said("templates takes no file.".into())),
        "timeline" => match format.as_deref() {
            None | Some("markdown" | "json") => Ok(Task::Timeline {
                file: one(&command, values)?,
                json: format.as_deref() == Some("json"),
            }),
            Some(other) => Err(Call::Said(format!(
                "“{other}” is not a format; markdown and json are those there are."
            ))),
        },
        "check" if values.is_empty() => Err(Call::Said("check needs a file, or - for standard input.".into())),
        "check" => Ok(Task::Check(values)),
        "fix" => {
            let file = one(&command, values)?;
            if write && file == "-" {
                return Err(Call::Said(
                    "--write needs a file; standard input can't be written in place.".into(),
                ));
            }
            let choice = if best { Choice::Best } else { Choice::Safe };
            Ok(Task::Fix { file, choice, write })
        }
        "explain" => {
            let mut values = values.into_iter();
            let rule = values.next().map(|value| value.string()).transpose()?;
            match values.next() {
                None => Ok(Task::Explain(rule)),
                Some(_) => Err(Call::Said("explain takes one rule at a time.".into())),
            }
        }
        other => Err(Call::Said(format!("“{other}” is not a command."))),
    }
}

fn format_named(name: &str) -> Option<Format> {
    Some(match name {
        "md" | "markdown" => Format::Markdown,
        "html" => Format::File(FileKind::Html),
        "json" => Format::File(FileKind::Json),
        "csv" => Format::File(FileKind::Csv),
        _ => return None,
    })
}

/// The one file that a command takes.
fn one(command: &str, values: Vec<OsString>) -> Result<OsString, Call> {
    let mut values = values.into_iter();
    match (values.next(), values.next()) {
        (Some(file), None) => Ok(file),
        (None, _) => Err(Call::Said(format!("{command} needs a file, or - for standard input."))),
        (Some(_), Some(_)) => Err(Call::Said(format!("{command} takes one file at a time."))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(line: &str) -> Result<Task, String> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn calls_are_read() {
        let fix = |choice, write| Task::Fix {
            file: "a.md".into(),
            choice,
            write,
        };
        let convert = |file: &str, to, options| Task::Convert {
            file: file.into(),
            template: None,
            to,
            options,
        };
        let timeline = |json| Task::Timeline {
            file: "a.log".into(),
            json,
        };
        for (line, task) in [
            ("", Task::Help),
            ("check --help", Task::Help),
            ("-V", Task::Version),
            ("import --format json a.md", Task::Import("a.md".into())),
            ("import a.md --format=json", Task::Import("a.md".into())),
            ("convert -", convert("-", Format::Markdown, ExportOptions::default())),
            (
                "convert --to=html a.md",
                convert("a.md", Format::File(FileKind::Html), ExportOptions::default()),
            ),
            (
                "convert a.md --second-clock Africa/Lagos --timeline table --metrics --mermaid --front-matter",
                convert(
                    "a.md",
                    Format::Markdown,
                    ExportOptions {
                        second_clock: Some("Africa/Lagos".into()),
                        timeline: TimelineLayout::Table,
                        metrics: true,
                        mermaid: true,
                        front_matter: true,
                    },
                ),
            ),
            (
                "convert --template howie -",
                Task::Convert {
                    file: "-".into(),
                    template: Some("howie".into()),
                    to: Format::Markdown,
                    options: ExportOptions::default(),
                },
            ),
            ("templates", Task::Templates),
            ("timeline a.log", timeline(false)),
            ("timeline --format json a.log", timeline(true)),
            ("check a.md b.md", Task::Check(vec!["a.md".into(), "b.md".into()])),
            ("fix a.md", fix(Choice::Safe, false)),
            ("fix --best a.md", fix(Choice::Best, false)),
            ("fix --write --best a.md", fix(Choice::Best, true)),
            ("explain", Task::Explain(None)),
            ("explain PM101", Task::Explain(Some("PM101".into()))),
        ] {
            assert_eq!(call(line), Ok(task), "{line}");
        }
    }

    #[test]
    fn wrong_calls_say_what_is_wrong() {
        for (line, says) in [
            ("chekc a.md", "“chekc” is not a command."),
            ("check", "check needs a file, or - for standard input."),
            ("convert", "convert needs a file, or - for standard input."),
            ("templates a.md", "templates takes no file."),
            ("check --template howie a.md", "invalid option '--template'"),
            ("convert a.md b.md", "convert takes one file at a time."),
            (
                "import --format xml a.md",
                "“xml” is not a format; json is the one there is.",
            ),
            (
                "fix --write -",
                "--write needs a file; standard input can't be written in place.",
            ),
            (
                "timeline --format xml a.log",
                "“xml” is not a format; markdown and json are those there are.",
            ),
            ("convert --best a.md", "invalid option '--best'"),
            (
                "convert --to pdf a.md",
                "“pdf” is not a format; md, html, json and csv are those there are.",
            ),
            (
                "convert --timeline chart a.md",
                "“chart” is no layout of a timeline; list and table are those there are.",
            ),
            ("check --metrics a.md", "invalid option '--metrics'"),
            ("explain PM101 PM102", "explain takes one rule at a time."),
        ] {
            let said = call(line).unwrap_err();
            assert!(
                said.contains(says) && said.ends_with("See posthoc --help."),
                "{line}: {said}"
            );
        }
    }
}
