//! The document as a reader sees it, built node by node from the Markdown tree: no markup text
//! exists that could be injected into.

use super::icons::{classed, icon, mark};
use super::list::{Key, list};
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
                <h1>{nodes(&preview.title)}</h1>
                <p class="by">{preview.byline.clone()}</p>
            }))}
            {list(
                move || state.preview_parts.with_value(|parts| parts.keys()),
                |id| Key::Number(id.0.into()),
                move |id| state.preview_parts.with_value(|parts| parts.cell(&id)).map(|cell| {
                    let cell: RwSignal<PreviewPart> = cell.into();
                    view! { <section>{move || cell.with(part)}</section> }
                }).into_any(),
            )}
        </article>
    }
    .into_any()
}

fn part(part: &PreviewPart) -> AnyView {
    let heading = (!part.heading.is_empty()).then(|| {
        let words = nodes(&part.heading);
        match part.level {
            // A label opens a part as a heading does, only smaller.
            0 => view! { <h2 class="by-label">{words}</h2> }.into_any(),
            3.. => view! { <h3>{words}</h3> }.into_any(),
            _ => view! { <h2>{words}</h2> }.into_any(),
        }
    });
    view! { {heading}{lines(&part.lines)} }.into_any()
}

/// Lines of the same kind stand in one list.
fn lines(all: &[Arc<PreviewLine>]) -> Vec<AnyView> {
    let kind = |line: &Arc<PreviewLine>| std::mem::discriminant(line.as_ref());
    all.chunk_by(|one, other| kind(one) == kind(other))
        .map(|run| {
            let built: Vec<AnyView> = run.iter().map(|it| line(it)).collect();
            match run.first().map(Arc::as_ref) {
                Some(PreviewLine::Fact(..)) => view! { <dl class="sum">{built}</dl> }.into_any(),
                Some(PreviewLine::Entry { .. }) => view! { <ol class="tl">{built}</ol> }.into_any(),
                Some(PreviewLine::Item { .. }) => view! { <ul class="tasks">{built}</ul> }.into_any(),
                _ => built.into_any(),
            }
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
