//! The built program on documents in the manner of real postmortems.
//!
//! What it prints is compared with the files under `tests/expected/`. `UPDATE_EXPECT=1 cargo test
//! --test cli` rewrites them; the difference is then to be read.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The documents, by file name.
fn documents() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(tests().join("documents"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".md"))
        .collect();
    names.sort();
    assert!(names.len() >= 8, "documents are missing: {names:?}");
    names
}

/// Runs the program among the documents.
fn posthoc(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_posthoc"))
        .args(arguments)
        .current_dir(tests().join("documents"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that stops before it has read all of its input closes the pipe: no fault here.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Compares with a file under `tests/expected/`, or rewrites it. Returns what differs.
fn expect(name: &str, got: &str) -> Option<String> {
    let path = tests().join("expected").join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, got).unwrap();
        return None;
    }
    let want = fs::read_to_string(&path).unwrap_or_default();
    let line = want.lines().zip(got.lines()).position(|(want, got)| want != got);
    let line = line.unwrap_or_else(|| want.lines().count().min(got.lines().count()));
    (want != got).then(|| {
        let show = |text: &str| text.lines().nth(line).unwrap_or("(end)").to_owned();
        format!(
            "{name}, line {}:\n  expected {}\n  got      {}",
            line + 1,
            show(&want),
            show(got)
        )
    })
}

fn compare(all: impl IntoIterator<Item = Option<String>>) {
    let wrong: Vec<String> = all.into_iter().flatten().collect();
    assert!(
        wrong.is_empty(),
        "{}\nUPDATE_EXPECT=1 rewrites these files",
        wrong.join("\n")
    );
}

#[test]
fn import_prints_what_is_read() {
    compare(documents().iter().map(|name| {
        let run = posthoc(&["import", "--format", "json", name], b"");
        assert_eq!((run.status.code(), err(&run)), (Some(0), String::new()), "{name}");
        expect(&name.replace(".md", ".json"), &out(&run))
    }));
}

#[test]
fn check_prints_findings_and_their_fixes() {
    compare(documents().iter().map(|name| {
        let run = posthoc(&["check", name], b"");
        let errors = out(&run).lines().any(|line| line.starts_with("error["));
        assert_eq!(run.status.code(), Some(i32::from(errors)), "{name}");
        assert!(!out(&run).contains('\u{1b}'), "no colours in a pipe");
        expect(&name.replace(".md", ".check.txt"), &out(&run))
    }));
}

#[test]
fn fix_applies_the_best_fix_and_leaves_nothing_to_fix() {
    compare(documents().iter().map(|name| {
        let fixed = out(&posthoc(&["fix", "--best", name], b""));
        let again = out(&posthoc(&["fix", "--best", "-"], fixed.as_bytes()));
        assert_eq!(fixed, again, "{name}: fixed twice");
        expect(&name.replace(".md", ".fixed.md"), &fixed)
    }));
}

#[test]
fn convert_is_stable() {
    for name in documents() {
        let once = out(&posthoc(&["convert", &name], b""));
        let twice = out(&posthoc(&["convert", "-"], once.as_bytes()));
        assert!(!once.is_empty(), "{name}");
        assert_eq!(once, twice, "{name}");
    }
}

/// Every choice about the Markdown is stable over every document.
#[test]
fn convert_with_choices_is_stable() {
    let choices: [&[&str]; 6] = [
        &["--second-clock", "Asia/Tokyo"],
        &["--timeline", "list"],
        &["--timeline", "table"],
        &["--metrics", "--mermaid"],
        &["--front-matter"],
        &[
            "--second-clock=UTC",
            "--timeline=table",
            "--metrics",
            "--mermaid",
            "--front-matter",
        ],
    ];
    for name in documents() {
        for choice in choices {
            let once = out(&posthoc(&[&["convert"], choice, &[&*name]].concat(), b""));
            let twice = out(&posthoc(&[&["convert"], choice, &["-"]].concat(), once.as_bytes()));
            assert!(!once.is_empty(), "{name}");
            assert_eq!(once, twice, "{name} {choice:?}");
            // What was made stays up to date without being asked for.
            let plain = out(&posthoc(&["convert", "-"], once.as_bytes()));
            assert_eq!(once, plain, "{name} {choice:?}");
        }
    }
}

#[test]
fn convert_with_choices_prints_what_a_person_would_write() {
    compare([
        expect(
            "wrong-half-of-the-day.all.md",
            &out(&posthoc(
                &[
                    "convert",
                    "--second-clock",
                    "UTC",
                    "--metrics",
                    "--mermaid",
                    "--front-matter",
                    "wrong-half-of-the-day.md",
                ],
                b"",
            )),
        ),
        expect(
            "several-timelines.table.md",
            &out(&posthoc(
                &["convert", "--timeline", "table", "--mermaid", "several-timelines.md"],
                b"",
            )),
        ),
        expect(
            "tables.list.md",
            &out(&posthoc(&["convert", "--timeline", "list", "tables.md"], b"")),
        ),
        expect(
            "tables.actions.csv",
            &out(&posthoc(&["convert", "--to", "csv", "tables.md"], b"")),
        ),
        expect(
            "past-midnight.html",
            &out(&posthoc(
                &["convert", "--to", "html", "--metrics", "past-midnight.md"],
                b"",
            )),
        ),
    ]);
}

/// The JSON of a draft is read wherever Markdown is.
#[test]
fn a_drafts_json_is_read_back() {
    for name in documents() {
        let json = out(&posthoc(&["convert", "--to", "json", &name], b""));
        let run = posthoc(&["convert", "-"], json.as_bytes());
        assert_eq!((run.status.code(), err(&run)), (Some(0), String::new()), "{name}");
        assert_eq!(out(&run), out(&posthoc(&["convert", &name], b"")), "{name}");
        let again = out(&posthoc(&["convert", "--to", "json", "-"], json.as_bytes()));
        assert_eq!(again, json, "{name}");
    }
    let json = out(&posthoc(&["convert", "--to", "json", "past-midnight.md"], b""));
    let reading = out(&posthoc(&["import", "-"], json.as_bytes()));
    assert_eq!(reading, out(&posthoc(&["import", "past-midnight.md"], b"")));
    let half = &json.as_bytes()[..json.len() / 2];
    let run = posthoc(&["check", "-"], half);
    assert_eq!(run.status.code(), Some(2));
    assert!(
        err(&run).starts_with("posthoc: standard input: The JSON is not a whole draft"),
        "{}",
        err(&run)
    );
}

#[test]
fn a_second_clock_of_no_zone_is_refused() {
    let run = posthoc(&["convert", "--second-clock", "Europe/Atlantis", "tables.md"], b"");
    assert_eq!((run.status.code(), out(&run)), (Some(2), String::new()));
    assert_eq!(
        err(&run),
        "posthoc: “Europe/Atlantis” is not a zone. Name one such as UTC, GMT+1 or Africa/Lagos.\n"
    );
}

#[test]
fn convert_puts_a_document_into_a_template() {
    let text = "# Mail\n\n## Cause\n\nThe disk.\n\n## Overview\n\nIt stood still.\n";
    let run = posthoc(&["convert", "--template", "blank", "-"], text.as_bytes());
    assert_eq!(
        out(&run),
        "# Mail\n\n## Cause\n\nThe disk.\n\n## Overview\n\nIt stood still.\n\n## Timeline\n"
    );
    // The headings of any file are a template.
    let run = posthoc(
        &["convert", "--template", "wrong-half-of-the-day.md", "-"],
        text.as_bytes(),
    );
    assert_eq!(run.status.code(), Some(0), "{}", err(&run));
    assert!(
        out(&run).starts_with("# Mail\n\n## Issue Summary\n\nIt stood still.\n"),
        "{}",
        out(&run)
    );
    let run = posthoc(&["convert", "--template", "nothing", "-"], text.as_bytes());
    assert_eq!(run.status.code(), Some(2));
    let said = err(&run);
    assert!(
        said.contains("“nothing” is not one of the templates (0x19, google-sre,") && said.contains("no file nothing"),
        "{said}"
    );
    let list = out(&posthoc(&["templates"], b""));
    assert_eq!(list.lines().count(), 8);
    assert!(list.starts_with("0x19        0x19 exercise   Four parts"), "{list}");
}

#[test]
fn timeline_prints_what_was_seen_beside_the_markdown() {
    let chat = "10:05 <ana> mail is down\n10:06 <tom> looking\n10:06 <tom> looking\n";
    let run = posthoc(&["timeline", "-"], chat.as_bytes());
    assert_eq!(run.status.code(), Some(0));
    assert_eq!(
        out(&run),
        "## Timeline\n\n- **10:05:** ana: mail is down\n- **10:06:** tom: looking\n"
    );
    let said = err(&run);
    for sentence in [
        "standard input: Chat, 2 entries\n",
        "No date is written, and none is stated elsewhere.",
        "No zone is written, and none is stated elsewhere.",
        "1 entry has the time and the words of another and is left out.",
    ] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
    let run = posthoc(&["timeline", "--format", "json", "-"], chat.as_bytes());
    let answer: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(answer["format"], "Chat");
    assert_eq!(answer["folded"], 1);
    assert_eq!(answer["entries"][1]["original"], "10:06 <tom> looking");
}

#[test]
fn timeline_of_a_text_of_no_known_format_ends_with_2() {
    for name in documents() {
        let run = posthoc(&["timeline", &name], b"");
        assert_eq!((run.status.code(), out(&run)), (Some(2), String::new()), "{name}");
        assert!(
            err(&run).contains("is of no format that is known: PagerDuty, "),
            "{}",
            err(&run)
        );
    }
}

#[test]
fn the_markdown_of_raw_material_is_stable() {
    let samples = fs::read_dir(tests().join("raw"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    for path in samples.filter(|path| path.extension().is_none_or(|extension| extension != "expect")) {
        let once = out(&posthoc(&["timeline", path.to_str().unwrap()], b""));
        let twice = out(&posthoc(&["convert", "-"], once.as_bytes()));
        assert!(!once.is_empty(), "{}", path.display());
        assert_eq!(once, twice, "{}", path.display());
    }
}

#[test]
fn a_file_that_can_not_be_read_ends_with_2_and_a_sentence() {
    let large = vec![b'a'; 5 * 1024 * 1024 + 1];
    for (file, input, says) in [
        ("gone.md", &b""[..], "posthoc: There is no file gone.md.\n"),
        ("-", b"PK\x03\x04\0\0", "posthoc: standard input is a binary file."),
        (
            "-",
            b"caf\xe9 down",
            "posthoc: standard input is not UTF-8 from byte 3 on.",
        ),
        ("-", &large, "posthoc: standard input is larger than 5 MB."),
    ] {
        for command in [&["import", "--format", "json"][..], &["convert"], &["check"], &["fix"]] {
            let run = posthoc(&[command, &[file]].concat(), input);
            assert_eq!(run.status.code(), Some(2), "{command:?} {file}");
            assert!(err(&run).starts_with(says), "{command:?} {file}: {}", err(&run));
            assert_eq!(out(&run), "", "{command:?} {file}");
        }
    }
}

#[test]
fn one_bad_file_does_not_keep_the_others_from_being_checked() {
    let run = posthoc(&["check", "gone.md", "no-postmortem.md"], b"");
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(err(&run), "posthoc: There is no file gone.md.\n");
    assert!(out(&run).contains("no-postmortem.md: "));
}

#[test]
fn an_empty_text_is_no_fault() {
    for command in [&["import", "--format", "json"][..], &["convert"], &["check"], &["fix"]] {
        let run = posthoc(&[command, &["-"]].concat(), b"");
        assert_eq!((run.status.code(), err(&run)), (Some(0), String::new()), "{command:?}");
    }
}

#[test]
fn fix_writes_in_place_only_when_asked() {
    let folder = std::env::temp_dir().join(format!("posthoc-fix-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("report.md");
    let name = path.to_str().unwrap();
    let before = fs::read_to_string(tests().join("documents/wrong-half-of-the-day.md")).unwrap();
    fs::write(&path, &before).unwrap();

    let printed = out(&posthoc(&["fix", "--best", name], b""));
    assert_eq!(fs::read_to_string(&path).unwrap(), before, "not asked to write");
    assert_ne!(printed, before);

    let run = posthoc(&["fix", "--best", "--write", name], b"");
    assert_eq!((run.status.code(), err(&run)), (Some(0), String::new()));
    assert_eq!(fs::read_to_string(&path).unwrap(), printed);
    assert!(out(&run).starts_with(&format!("{name}: ")), "{}", out(&run));

    let again = posthoc(&["fix", "--best", "--write", name], b"");
    assert_eq!(out(&again), format!("{name}: nothing to fix\n"));
    let left: Vec<_> = fs::read_dir(&folder).unwrap().collect();
    assert_eq!(left.len(), 1, "no file is left beside: {left:?}");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_reader_that_stops_reading_ends_the_run_quietly() {
    let mut long = String::from("# Many parts\n");
    for number in 0..20_000 {
        long.push_str(&format!("\n## Part {number}\n\nText.\n"));
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_posthoc"))
        .args(["convert", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    child.stdin.take().unwrap().write_all(long.as_bytes()).unwrap();
    let run = child.wait_with_output().unwrap();
    assert_eq!((run.status.code(), err(&run)), (Some(0), String::new()));
}

#[test]
fn help_names_every_command() {
    let help = posthoc(&["--help"], b"");
    assert_eq!(help.status.code(), Some(0));
    for command in [
        "import --format json FILE",
        "convert FILE",
        "timeline FILE",
        "check FILE",
        "fix FILE",
        "explain [RULE]",
    ] {
        assert!(out(&help).contains(command), "{command}");
    }
    assert_eq!(
        out(&posthoc(&["--version"], b"")),
        format!("posthoc {}\n", env!("CARGO_PKG_VERSION"))
    );
    let wrong = posthoc(&["mend", "a.md"], b"");
    assert_eq!(wrong.status.code(), Some(2));
    assert_eq!(err(&wrong), "posthoc: “mend” is not a command. See posthoc --help.\n");
}
