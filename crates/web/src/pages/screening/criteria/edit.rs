//! `/jobs/{id}/screening/criteria`: the editor of what a job asks for.
//!
//! It needs no script: adding, moving, removing and taking a suggestion over post the whole form, which comes back with
//! what was typed. Which fields a kind has is a matter of the style sheet.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use engine::{
    Actor,
    screening::{
        CriteriaState, LANGUAGES, asked, criteria,
        suggest::{self, Suggestion},
    },
};
use model::JobId;

use super::{
    row::{DEGREES, FLUENCIES, KINDS, NEEDS, Row},
    rule::{FROM, Rule, WANTS},
    typed::Typed,
    version::{VersionLine, lines},
};
use crate::{
    Web,
    failure::{Failure, Page},
    flash::done,
    pages::screening::{head::Head, reasons::capital, words},
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "screening/criteria.html")]
struct CriteriaPage {
    shell: Shell,
    head: Head,
    typed: Typed,
    /// The version that saving makes or changes, and the one in use.
    draft: u32,
    in_use: Option<u32>,
    versions: Vec<VersionLine>,
    suggestions: Vec<Offer>,
    problems: Vec<(String, String)>,
    /// Whether something was changed that is not saved.
    changed: bool,
}

/// A suggestion with what it would ask.
struct Offer {
    at: usize,
    need: &'static str,
    asks: String,
    quote: String,
    in_title: bool,
}

impl CriteriaPage {
    /// What is wrong with a row.
    fn problem(&self, kind: &str, at: &usize) -> Option<&str> {
        let name = format!("{kind}-{at}");
        self.problems.iter().find(|(row, _)| *row == name).map(|(_, problem)| problem.as_str())
    }

    /// The lists that rows choose from, as a row's select shows them: the word, the name, whether it is chosen.
    fn needs(row: &Row) -> Vec<(&'static str, &'static str, bool)> {
        NEEDS.iter().map(|(word, need)| (*word, words::need(*need), *word == row.need)).collect()
    }

    fn kinds(row: &Row) -> Vec<(&'static str, &'static str, bool)> {
        KINDS.iter().map(|(word, name)| (*word, *name, *word == row.kind)).collect()
    }

    fn degrees(row: &Row) -> Vec<(&'static str, &'static str, bool)> {
        DEGREES.iter().map(|(word, name, _)| (*word, *name, *word == row.degree)).collect()
    }

    fn languages(row: &Row) -> Vec<(String, String, bool)> {
        let mut all: Vec<_> = LANGUAGES
            .iter()
            .map(|(code, name)| ((*code).to_owned(), (*name).to_owned(), *code == row.language))
            .collect();
        // One that came from elsewhere stays what it is.
        if !all.iter().any(|(.., chosen)| *chosen) {
            all.push((row.language.clone(), row.language.clone(), true));
        }
        all.sort_by(|one, other| one.1.cmp(&other.1));
        all
    }

    fn fluencies(row: &Row) -> Vec<(&'static str, &'static str, bool)> {
        FLUENCIES.iter().map(|(word, name, _)| (*word, *name, *word == row.fluency)).collect()
    }

    fn from(rule: &Rule) -> Vec<(&'static str, &'static str, bool)> {
        FROM.iter().map(|(word, name)| (*word, *name, *word == rule.from)).collect()
    }

    fn wants(rule: &Rule) -> Vec<(&'static str, &'static str, bool)> {
        WANTS.iter().map(|(word, name)| (*word, *name, *word == rule.is)).collect()
    }
}

async fn draw(
    web: &Web,
    actor: &Actor,
    shell: Shell,
    job: JobId,
    typed: Option<Typed>,
    problems: Vec<(String, String)>,
) -> Page {
    let all = criteria::versions(web, actor, job).await?;
    let newest = all.first();
    let draft = match newest {
        Some(newest) if newest.state == CriteriaState::Draft => newest.version,
        newest => newest.map_or(0, |newest| newest.version) + 1,
    };
    let kept = newest.map(|newest| Typed::of(&newest.criteria)).unwrap_or_default();
    let changed =
        typed.as_ref().is_some_and(|typed| (&typed.rows, &typed.rules) != (&kept.rows, &kept.rules));
    let typed = typed.unwrap_or(kept);
    let suggestions = match typed.suggesting {
        true => offers(&suggest::suggest(web, actor, job).await?, &typed),
        false => vec![],
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let drawn = CriteriaPage {
        shell: shell.at("jobs"),
        head: Head::of(web, actor, job, "criteria").await?,
        typed,
        draft,
        in_use: all.iter().find(|one| one.state == CriteriaState::Active).map(|one| one.version),
        versions: lines(&all),
        suggestions,
        problems,
        changed,
    };
    Ok(page_with(status, &drawn))
}

/// What is suggested and not asked for already.
fn offers(all: &[Suggestion], typed: &Typed) -> Vec<Offer> {
    let open = all.iter().enumerate().filter(|(_, one)| !typed.asks(one));
    open.map(|(at, one)| Offer {
        at,
        need: words::need(one.criterion.need),
        asks: capital(&asked(&one.criterion.asks)),
        quote: one.from.quote.clone(),
        in_title: one.from.in_title,
    })
    .collect()
}

pub(crate) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<JobId>,
) -> Page {
    draw(&web, &visitor.actor, shell, id, None, vec![]).await
}

pub(crate) async fn save(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<JobId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let actor = &visitor.actor;
    let (mut typed, pressed) = Typed::read(pairs);
    let suggested = match typed.suggesting {
        true => suggest::suggest(&web, actor, id).await?,
        false => vec![],
    };
    if typed.act(&pressed, &suggested) {
        return draw(&web, actor, shell, id, Some(typed), vec![]).await;
    }
    let wanted = match typed.criteria() {
        Ok(wanted) => wanted,
        Err(problems) => return draw(&web, actor, shell, id, Some(typed), problems).await,
    };
    match criteria::save(&web, actor, id, wanted).await {
        Ok(version) => Ok(done(
            &format!("/jobs/{id}/screening/criteria/{version}"),
            "Saved as a draft. Nobody is scored by it until it is switched on.",
        )),
        Err(engine::Error::Invalid(problems)) => {
            let problems = problems.into_iter().map(|one| (one.field, one.message)).collect();
            draw(&web, actor, shell, id, Some(typed), problems).await
        }
        Err(error) => Err(Failure(error)),
    }
}
