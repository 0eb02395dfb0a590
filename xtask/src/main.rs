//! `cargo xtask`: the commands. What they do stands in the library beside this file.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line program speaks through both"
)]

use std::process::ExitCode;
use xtask::page::{self, Kind};
use xtask::{Result, Stop, check, fuzz, serve, tools};

const HELP: &str = "\
cargo xtask COMMAND

  serve [--release] [--port N]   build the page, serve it on this machine, rebuild on change
  build                          build the optimised page into dist/ and print its sizes
  build --quick                  build an unoptimised page, for trying a change with POSTHOC_DIST
  test                           every check: format, lints, native tests, browser tests
  soak [--cases N] [FILTER]      the property tests with many more cases, optimised: 100,000 for
                                 each law of reading and writing, 20,000 for the others, or N;
                                 without a filter browsers and tabs are killed many more times too
  fuzz [SECONDS]                 search for texts that break a law, each fuzzer for 600 seconds
                                 or as many as said
  setup                          install what the commands above need, and nothing else

Each command installs what it misses into the user's cache folder first.";

/// A command with its options.
enum Command {
    Serve { release: bool, port: u16 },
    Build { quick: bool },
    Test,
    Soak { cases: Option<u32>, filter: Option<String> },
    Fuzz { seconds: u32 },
    Setup,
    Help,
}

fn main() -> ExitCode {
    match parse().and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("xtask: {stop}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Serve { release, port } => serve::serve(release, port),
        Command::Build { quick: false } => page::build_and_measure(),
        Command::Build { quick: true } => {
            page::build(Kind::Draft).map(|()| println!("{}", Kind::Draft.folder().display()))
        }
        Command::Test => check::test(),
        Command::Soak { cases, filter } => check::soak(cases, filter.as_deref()),
        Command::Fuzz { seconds } => fuzz::fuzz(seconds),
        Command::Setup => tools::everything().map(|_| println!("Everything is in place.")),
        Command::Help => {
            println!("{HELP}");
            Ok(())
        }
    }
}

fn parse() -> Result<Command> {
    parse_from(lexopt::Parser::from_env())
        .map_err(|error| Stop(format!("{error}; `cargo xtask help` lists the commands.")))
}

fn parse_from(mut words: lexopt::Parser) -> std::result::Result<Command, lexopt::Error> {
    use lexopt::prelude::*;
    let name = match words.next()? {
        None | Some(Long("help") | Short('h')) => return Ok(Command::Help),
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    let mut command = match name.as_str() {
        "serve" => Command::Serve {
            release: false,
            port: 8080,
        },
        "build" => Command::Build { quick: false },
        "test" => Command::Test,
        "soak" => Command::Soak {
            cases: None,
            filter: None,
        },
        "fuzz" => Command::Fuzz { seconds: 600 },
        "setup" => Command::Setup,
        "help" => Command::Help,
        _ => return Err(format!("“{name}” is not a command").into()),
    };
    while let Some(word) = words.next()? {
        match (&mut command, word) {
            (Command::Build { quick }, Long("quick")) => *quick = true,
            (Command::Serve { release, .. }, Long("release")) => *release = true,
            (Command::Serve { port, .. }, Long("port")) => *port = words.value()?.parse()?,
            (Command::Soak { cases, .. }, Long("cases")) => *cases = Some(words.value()?.parse()?),
            (Command::Soak { filter, .. }, Value(value)) if filter.is_none() => *filter = Some(value.string()?),
            (Command::Fuzz { seconds }, Value(value)) => *seconds = value.parse()?,
            (_, Long("help") | Short('h')) => return Ok(Command::Help),
            (_, other) => return Err(other.unexpected()),
        }
    }
    Ok(command)
}
