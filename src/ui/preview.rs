//! The document as a reader sees it, built node by node from the Markdown tree: no markup text
//! exists that could be injected into.

use super::icons::{classed, icon, mark};
use super::list::{Key, Same, list, long_list};
use super::page::use_page;
use crate::editor::view::{PreviewLine, PreviewPart};
use crate::markdown::preview::{Node, Tag};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(crate) fn Preview() -> impl IntoView {
    let state = use_page().state;
    view! {
        <article class="doc" aria-label="Preview">
            {move || state.preview.with(|preview| preview.as_ref().map(|preview| view! {
                {(!preview.title.is_empty()).then(|| view! { <h1>{nodes(&preview.title)}</h1> })}
                <p class="by">{preview.byline.clone()}</p>
            }))}
            {list(
                move || state.preview_parts.with_value(|parts| parts.keys()),
                |id| Key::Number(id.0.into()),
                move |id| state.preview_parts.with_value(|parts| parts.cell(&id)).map(|cell| {
                    part(cell.into(), state.whole)
                }).into_any(),
            )}
        </article>
    }
    .into_any()
}

/// A part follows its heading and its lines apart, so that a key in one line makes only that line anew.
fn part(part: RwSignal<PreviewPart>, whole: RwSignal<bool>) -> AnyView {
    let heading = Memo::new(move |_| part.with(|part| (part.heading.clone(), part.level)));
    let runs = Memo::new(move |_| part.with(|part| runs(&part.lines)));
    let body = list(
        move || runs.with(|runs| runs.iter().map(|run| run.kind).enumerate().collect()),
        |(at, kind)| Key::Text(format!("{at} {kind:?}")),
        move |(at, kind)| {
            let inside = long_list(
                move || runs.with(|runs| runs.get(at).map(|run| run.lines.clone()).unwrap_or_default()),
                |one| Key::Same(Same(one.clone())),
                |one| line(&one),
                whole,
            );
            match kind {
                Kind::Prose => inside,
                Kind::Facts => view! { <dl class="sum">{inside}</dl> }.into_any(),
                Kind::Entries => view! { <ol class="tl">{inside}</ol> }.into_any(),
                Kind::Items => view! { <ul class="tasks">{inside}</ul> }.into_any(),
            }
        },
    );
    view! { <section>{move || heading.with(|(words, level)| title(words, *level))}{body}</section> }.into_any()
}

fn title(words: &[Node], level: u8) -> Option<AnyView> {
    (!words.is_empty()).then(|| {
        let words = nodes(words);
        match level {
            // A label opens a part as a heading does, only smaller.
            0 => view! { <h2 class="by-label">{words}</h2> }.into_any(),
            3.. => view! { <h3>{words}</h3> }.into_any(),
            _ => view! { <h2>{words}</h2> }.into_any(),
        }
    })
}

/// Lines of the same kind stand in one list.
#[derive(Clone)]
struct Run {
    kind: Kind,
    lines: Vec<Arc<PreviewLine>>,
}

/// Equal where the very same lines stand in the same order: what they say is not compared.
impl PartialEq for Run {
    fn eq(&self, other: &Run) -> bool {
        self.kind == other.kind
            && self.lines.len() == other.lines.len()
            && self
                .lines
                .iter()
                .zip(&other.lines)
                .all(|(one, other)| Arc::ptr_eq(one, other))
    }
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Kind {
    Prose,
    Facts,
    Entries,
    Items,
}

fn runs(all: &[Arc<PreviewLine>]) -> Vec<Run> {
    let kind = |line: &Arc<PreviewLine>| match line.as_ref() {
        PreviewLine::Prose(_) => Kind::Prose,
        PreviewLine::Fact(..) => Kind::Facts,
        PreviewLine::Entry { .. } => Kind::Entries,
        PreviewLine::Item { .. } => Kind::Items,
    };
    all.chunk_by(|one, other| kind(one) == kind(other))
        .filter_map(|run| {
            run.first().map(|first| Run {
                kind: kind(first),
                lines: run.to_vec(),
            })
        })
        .collect()
}

fn line(line: &PreviewLine) -> AnyView {
    match line {
        PreviewLine::Prose(prose) => nodes(prose).into_any(),
        PreviewLine::Fact(label, value) => {
            view! { <div><dt>{label.clone()}</dt><dd>{value.clone()}</dd></div> }.into_any()
        }
        PreviewLine::Entry { time, phase, text } => {
            let name = phase.map(|phase| view! { <span class="vh">{phase.label()}": "</span> });
            view! { <li><b class="num">{time.clone()}</b>{mark(*phase)}<div>{name}{nodes(text)}</div></li> }.into_any()
        }
        PreviewLine::Item { done, text, meta } => {
            let (href, word) = if *done {
                ("#i-ok", "Done: ")
            } else {
                ("#i-none", "Open: ")
            };
            let meta = (!meta.is_empty()).then(|| view! { <small>{meta.clone()}</small> });
            view! { <li class="x">{icon(href)}<div><span class="vh">{word}</span>{nodes(text)}{meta}</div></li> }
                .into_any()
        }
    }
}

/// Elements for formatted text.
pub(crate) fn nodes(all: &[Node]) -> Vec<AnyView> {
    all.iter().map(node).collect()
}

fn node(node: &Node) -> AnyView {
    match node {
        Node::Text(text) => text.clone().into_any(),
        Node::Element(tag, children) => element(*tag, nodes(children)),
        Node::Link { href, children } => {
            view! { <a href=href.clone() target="_blank" rel="noopener noreferrer">{nodes(children)}</a> }.into_any()
        }
        Node::Image { alt, address } => view! {
            <span class="card">{classed("#i-eye", "i s")}<span>{alt.clone()}" "<small>{address.clone()}</small></span></span>
        }
        .into_any(),
        Node::CodeBlock { language, text } => {
            view! { <pre data-language=language.clone() tabindex="0"><code>{text.clone()}</code></pre> }.into_any()
        }
        Node::Check(done) => {
            let (href, word) = if *done { ("#i-ok", "Done: ") } else { ("#i-none", "Open: ") };
            view! { {classed(href, "i s")}<span class="vh">{word}</span> }.into_any()
        }
        Node::Break => view! { <br/> }.into_any(),
        Node::Rule => view! { <hr/> }.into_any(),
    }
}

fn element(tag: Tag, inside: Vec<AnyView>) -> AnyView {
    match tag {
        Tag::Paragraph => view! { <p>{inside}</p> }.into_any(),
        // Headings inside prose stand below those of the parts.
        Tag::Heading(1..=3) => view! { <h3>{inside}</h3> }.into_any(),
        Tag::Heading(_) => view! { <h4>{inside}</h4> }.into_any(),
        Tag::Emphasis => view! { <em>{inside}</em> }.into_any(),
        Tag::Strong => view! { <strong>{inside}</strong> }.into_any(),
        Tag::Strikethrough => view! { <s>{inside}</s> }.into_any(),
        Tag::Code => view! { <code>{inside}</code> }.into_any(),
        Tag::Quote => view! { <blockquote>{inside}</blockquote> }.into_any(),
        Tag::List => view! { <ul>{inside}</ul> }.into_any(),
        Tag::Numbered(start) => view! { <ol start=start.to_string()>{inside}</ol> }.into_any(),
        Tag::Item => view! { <li>{inside}</li> }.into_any(),
        Tag::Table => view! { <div class="table" tabindex="0"><table><tbody>{inside}</tbody></table></div> }.into_any(),
        Tag::HeaderRow => view! { <tr class="th">{inside}</tr> }.into_any(),
        Tag::Row => view! { <tr>{inside}</tr> }.into_any(),
        Tag::Cell => view! { <td>{inside}</td> }.into_any(),
    }
}
