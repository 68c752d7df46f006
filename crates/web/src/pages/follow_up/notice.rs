//! What applicants are told of screening: the public page, and Settings > Notice to applicants where it is written.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use engine::{Error, screening::notice};
use model::WorkspaceId;
use serde::Deserialize;

use super::form::unlisted;
use crate::{
    Web,
    failure::Page,
    flash::done,
    pages::{integrations::view::Moment, people::problems::Problems},
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "follow_up/notice.html")]
struct PublicPage {
    company: String,
    title: String,
    parts: Vec<Part>,
}

#[derive(Template)]
#[template(path = "follow_up/notice_settings.html")]
struct SettingsPage {
    shell: Shell,
    words: String,
    /// Who wrote it and when; nobody where the usual words stand.
    written: Option<(String, Moment)>,
    path: String,
    link: String,
    problems: Problems,
}

/// A part of the notice.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Heading(String),
    Points(Vec<String>),
    Words(String),
}

/// What was written, in parts: `# ` begins a heading, `- ` a point.
fn parts(words: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for line in words.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(heading) = line.strip_prefix("# ") {
            parts.push(Part::Heading(heading.into()));
        } else if let Some(point) = line.strip_prefix("- ") {
            match parts.last_mut() {
                Some(Part::Points(points)) => points.push(point.into()),
                _ => parts.push(Part::Points(vec![point.into()])),
            }
        } else {
            parts.push(Part::Words(line.into()));
        }
    }
    parts
}

pub(super) async fn public(State(web): State<Web>, Path(workspace): Path<WorkspaceId>) -> Page {
    let (company, words) = notice::public(&web, workspace).await?;
    let mut parts = parts(&words);
    let title = match parts.first() {
        Some(Part::Heading(_)) => match parts.remove(0) {
            Part::Heading(title) => title,
            Part::Points(_) | Part::Words(_) => String::new(),
        },
        _ => format!("How {company} looks at applications"),
    };
    Ok(unlisted(page_with(StatusCode::OK, &PublicPage { company, title, parts })))
}

async fn draw(web: &Web, who: &SignedIn, shell: Shell, came: Option<(String, Problems)>) -> Page {
    let kept = notice::get(web, &who.actor).await?;
    let status = came.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let usual = || kept.as_ref().map_or_else(|| notice::USUAL.to_owned(), |kept| kept.words.clone());
    let (words, problems) = came.unwrap_or_else(|| (usual(), Problems::default()));
    let path = notice::path(who.actor.workspace);
    let page = SettingsPage {
        shell: shell.at("settings"),
        words,
        written: kept.map(|kept| (kept.written_by, kept.written_at.into())),
        link: web.public.link(&path),
        path,
        problems,
    };
    Ok(page_with(status, &page))
}

pub(super) async fn show(State(web): State<Web>, who: SignedIn, shell: Shell) -> Page {
    draw(&web, &who, shell, None).await
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    words: String,
    /// Pressed to bring the usual words back.
    usual: Option<String>,
}

pub(super) async fn save(
    State(web): State<Web>,
    who: SignedIn,
    shell: Shell,
    Form(typed): Form<Typed>,
) -> Page {
    let words = if typed.usual.is_some() { String::new() } else { typed.words };
    match notice::set(&web, &who.actor, &words).await {
        Ok(()) => Ok(done("/settings/screening-notice", "Applicants read these words from now on.")),
        Err(error @ Error::Invalid(_)) => {
            draw(&web, &who, shell, Some((words, Problems::from_error(error)?))).await
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_headings_points_and_words() {
        let found = parts("# A\n\nb\n- c\n- d\n\n# E");
        let heading = |text: &str| Part::Heading(text.into());
        let points = Part::Points(vec!["c".into(), "d".into()]);
        assert_eq!(found, [heading("A"), Part::Words("b".into()), points, heading("E")]);
    }
}
