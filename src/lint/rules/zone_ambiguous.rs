//! `zone-ambiguous`: an abbreviation that stands for more than one zone.

use super::{finding, rule};
use crate::lint::subject::Subject;
use crate::lint::{Diagnostic, Place};
use crate::model::FactKey;
use crate::time::zone::meanings;

rule!("PM208", "zone-ambiguous", Hint);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    judge(subject).into_iter().collect()
}

fn judge(subject: &Subject<'_>) -> Option<Diagnostic> {
    if subject.timelines.is_empty() {
        return None;
    }
    let window = subject.stated.window.as_ref().and_then(|window| {
        let key = if subject.stated.fact(FactKey::Zone).is_some() {
            FactKey::Zone
        } else {
            FactKey::Start
        };
        Some((Place::Fact(key), window.zone.as_ref()?.0.as_str()))
    });
    let entries = subject.timelines.iter().flat_map(|timeline| {
        let zones = timeline.all_written();
        zones.filter_map(|(_, entry, written)| Some((Place::EntryTime(entry.id), written.zone.as_ref()?.name.as_str())))
    });
    let (place, name) = window
        .into_iter()
        .chain(entries)
        .find(|(_, name)| meanings(name).len() > 1)?;
    let names: Vec<String> = meanings(name).iter().map(|meaning| meaning.name.to_owned()).collect();
    let message = format!("{name} can be {}.", either(&names));
    let mut found = finding(&RULE, place, message);
    found.help = "Write the offset, such as UTC+01:00.".into();
    Some(found)
}

fn either(names: &[String]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => names.concat(),
    }
}
