//! The processes of a test's own browser: found by their mark, killed by their number.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};

/// The variable that every process of a test's browser inherits from its driver.
pub(super) const MARK: &str = "POSTHOC_TEST_BROWSER";

/// A process as the system shows it.
struct Process {
    parent: u32,
    words: Vec<String>,
    marked: bool,
}

/// Kills every process of the browser in this folder, all at once.
pub(super) fn kill_all(folder: &Path) -> usize {
    kill_some(folder, |_| true)
}

/// Kills those of its processes whose command line is meant. Returns how many there were.
pub(super) fn kill_some(folder: &Path, meant: impl Fn(&[String]) -> bool) -> usize {
    let killed = some(folder, meant);
    signal("-KILL", &killed);
    killed.len()
}

/// Sends a signal to processes.
pub(super) fn signal(name: &str, processes: &BTreeSet<u32>) {
    if !processes.is_empty() {
        let numbers = processes.iter().map(u32::to_string);
        let _ = Command::new("kill")
            .arg(name)
            .args(numbers)
            .stderr(Stdio::null())
            .status();
    }
}

/// Those of its processes whose command line is meant.
pub(super) fn some(folder: &Path, meant: impl Fn(&[String]) -> bool) -> BTreeSet<u32> {
    let all = processes(folder);
    let mut ours: BTreeSet<u32> = all.iter().filter(|(_, it)| it.marked).map(|(id, _)| *id).collect();
    // A child can hide its surroundings; it is known by its parent.
    loop {
        let before = ours.len();
        let children = all.iter().filter(|(_, it)| ours.contains(&it.parent));
        let children: Vec<u32> = children.map(|(id, _)| *id).collect();
        ours.extend(children);
        if ours.len() == before {
            break;
        }
    }
    ours.retain(|id| all.get(id).is_some_and(|it| meant(&it.words)));
    ours
}

fn processes(folder: &Path) -> BTreeMap<u32, Process> {
    let folder = folder.display().to_string();
    let mark = format!("{MARK}={folder}");
    let inside = format!("{folder}/");
    let own = std::process::id();
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        let read =
            |name| String::from_utf8_lossy(&std::fs::read(entry.path().join(name)).unwrap_or_default()).into_owned();
        let words: Vec<String> = read("cmdline")
            .split('\0')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let marked = id != own
            && (read("environ").split('\0').any(|word| word == mark)
                || words.iter().any(|word| word.contains(&inside)));
        // The name in brackets may hold anything; the parent is the second word behind it.
        let parent = read("stat")
            .rsplit_once(')')
            .and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse().ok());
        all.insert(
            id,
            Process {
                parent: parent.unwrap_or(0),
                words,
                marked,
            },
        );
    }
    all
}
