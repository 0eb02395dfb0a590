//! The command line: reads files, prints what the core makes of them.
//!
//! Uses every room but the page's; must not touch the web, nor standard streams by itself: they
//! are handed in.

mod arguments;
mod check;
mod convert;
mod explain;
mod fix;
mod json;
mod lines;
mod place;
mod source;
mod template;
mod timeline;

use crate::lint::{self, Analysis, Settings, World};
use crate::markdown;
use crate::model::Postmortem;
use crate::time::resolve::Local;
use crate::time::zone::{Database, Zones};
use arguments::Task;
use source::Source;
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::rc::Rc;

/// What the command line reads from and writes to.
pub struct Streams<'a> {
    /// Where a file named `-` is read from.
    pub input: &'a mut dyn Read,
    /// Where the answer goes.
    pub out: &'a mut dyn Write,
    /// Where complaints about the call or the file go.
    pub err: &'a mut dyn Write,
    /// Whether `out` shows colours.
    pub colours: bool,
    /// The present in seconds since 1970 UTC, where it is known.
    pub now: Option<i64>,
}

impl Streams<'_> {
    /// Understands and judges a document as of now.
    fn analyse(&self, document: &Postmortem) -> Analysis {
        let world = World {
            now: self.now.map(Local),
            zones: Zones::of(Rc::new(Database)),
        };
        lint::analyse_with(document, &Settings::default(), &world)
    }
}

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Outcome {
    /// Nothing wrong, or nothing worse than a warning.
    Clean,
    /// `check` found an error.
    Errors,
    /// The call or a file could not be read.
    Unreadable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Errors => 1,
            Outcome::Unreadable => 2,
        })
    }
}

/// Runs the command line with the arguments after the program's name.
///
/// A reader that stops reading (`posthoc check FILE | head`) ends the run quietly.
pub fn run(arguments: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> Outcome {
    let answer = arguments::parse(arguments).map_err(Stop::Said).and_then(|task| {
        let outcome = perform(task, streams)?;
        streams.out.flush()?;
        Ok(outcome)
    });
    match answer {
        Ok(outcome) => outcome,
        Err(Stop::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Clean,
        Err(stop) => {
            // Where even this can't be written there is nobody left to tell.
            let _ = writeln!(streams.err, "posthoc: {}", stop.message());
            Outcome::Unreadable
        }
    }
}

/// Why a run stops before its end.
enum Stop {
    /// A sentence for the person.
    Said(String),
    /// Writing the answer did not work.
    Io(io::Error),
}

impl Stop {
    fn message(&self) -> String {
        match self {
            Stop::Said(sentence) => sentence.clone(),
            Stop::Io(error) => format!("The answer could not be written: {error}."),
        }
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Io(error)
    }
}

fn perform(task: Task, streams: &mut Streams<'_>) -> Result<Outcome, Stop> {
    match task {
        Task::Help => write!(streams.out, "{}", arguments::HELP)?,
        Task::Version => writeln!(streams.out, "posthoc {}", env!("CARGO_PKG_VERSION"))?,
        Task::Explain(rule) => explain::explain(rule.as_deref(), streams.out)?,
        Task::Import(file) => {
            let source = Source::read(&file, streams.input).map_err(Stop::Said)?;
            let document = markdown::read(&source.text);
            let analysis = streams.analyse(&document);
            let answer = json::reading(&source.text, &document, &analysis);
            serde_json::to_writer_pretty(&mut *streams.out, &answer).map_err(io::Error::from)?;
            writeln!(streams.out)?;
        }
        Task::Convert {
            file,
            template,
            to,
            options,
        } => {
            let template = template.map(|name| template::find(&name)).transpose()?;
            convert::convert(&file, template.as_ref(), to, &options, streams)?;
        }
        Task::Templates => template::list(streams.out)?,
        Task::Timeline { file, json } => timeline::timeline(&file, json, streams)?,
        Task::Check(files) => return check::check(&files, streams),
        Task::Fix { file, choice, write } => fix::fix(&file, choice, write, streams)?,
    }
    Ok(Outcome::Clean)
}
