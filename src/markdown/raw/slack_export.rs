//! Slack as JSON: a day's file of an export, or the history of a channel.

use super::json::{Object, Reading};

/// Reads a message: `ts`, `text`, and who wrote it.
pub(super) fn read(object: &Object) -> Reading {
    row(object).into_iter().collect()
}

fn row(object: &Object) -> Option<(String, String)> {
    let stamp = object.text("ts")?;
    let seconds: i64 = stamp.split('.').next()?.parse().ok()?;
    let time = super::stamp::epoch(seconds)?;
    let name = object.first(&[
        "user_profile/display_name",
        "user_profile/real_name",
        "username",
        "bot_profile/name",
        "user",
    ]);
    let text = object.first(&["text"]).map(unwrapped)?;
    Some(match name {
        Some(name) => (time, format!("{name}: {text}")),
        None => (time, text),
    })
}

/// Slack's own marks as words: `<@U1>`, `<#C1|general>`, `<https://example.com|the page>`, `&lt;`.
fn unwrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once('<') {
        out.push_str(before);
        let Some((mark, after)) = inside.split_once('>') else {
            out.push('<');
            rest = inside;
            continue;
        };
        match mark.split_once('|') {
            Some((address, label)) if address.contains("://") && label != address => {
                out.push_str(&format!("{label} ({address})"));
            }
            Some((name, label)) => out.push_str(&format!(
                "{}{label}",
                name.get(..1).filter(|c| *c == "#" || *c == "@").unwrap_or("")
            )),
            None => out.push_str(mark),
        }
        rest = after;
    }
    out.push_str(rest);
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
