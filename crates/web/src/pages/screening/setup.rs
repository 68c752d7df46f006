//! `/settings/integrations/{id}/screening`: what results of screening take in a connected system, what of it is
//! missing, and how each is made.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use engine::{
    Actor, Error,
    screening::{
        disconnect::{self, Leaving, Progress},
        setup::{
            self, FieldState, Setup,
            choose::{self, Chosen},
            make,
        },
        write_back::{names::Part, places::Lacks},
    },
};
use model::{ConnectionId, connection::Probe};

use crate::{
    Web,
    failure::{Failure, Page},
    flash::{done, redirect_with},
    pages::{
        integrations::view::{Head, Moment},
        people::problems::Problems,
    },
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "screening/setup.html")]
struct SetupPage {
    shell: Shell,
    head: Head,
    prefix: String,
    /// What the group of the tags is asked for, its hint, what was answered.
    group: Option<(String, String, String)>,
    permissions: Vec<Line>,
    tested: Option<Moment>,
    fields: Vec<Line>,
    tags: Vec<Line>,
    choices: Vec<Choice>,
    can_make: bool,
    complete: bool,
    unseen: Vec<String>,
    stopped: Option<Moment>,
    progress: Progress,
    problems: Problems,
}

/// What can be chosen for a part of the results.
struct Choice {
    word: &'static str,
    title: &'static str,
    /// The fields there by identifier and name, and which one is chosen.
    fields: Vec<(String, String, bool)>,
}

/// Something that is there or not.
struct Line {
    /// `ok`, `error`, `warn` or `unknown`.
    state: &'static str,
    name: String,
    hint: String,
    /// The word beside it.
    word: &'static str,
    /// How a person makes it, step by step; nothing where it is there.
    by_hand: Vec<String>,
}

fn field(one: &FieldState) -> Line {
    let (state, word, hint) = match &one.place {
        Ok(place) if place.name == one.name => ("ok", "There", one.part.purpose().to_owned()),
        Ok(place) => ("ok", "There", format!("Kept in “{}”. {}", place.name, one.part.purpose())),
        Err(Lacks::Field) => ("error", "Missing", one.part.purpose().to_owned()),
        Err(Lacks::Kind(place)) => {
            ("error", "Unfit", format!("The field “{}” holds something else.", place.name))
        }
        Err(Lacks::Options(place, missing)) => {
            ("error", "Unfit", format!("The field “{}” lacks {}.", place.name, missing.join(", ")))
        }
    };
    let by_hand = if state == "ok" { vec![] } else { one.by_hand.clone() };
    Line { state, name: one.name.clone(), hint, word, by_hand }
}

fn lines(setup: &Setup) -> (Vec<Line>, Vec<Line>) {
    let permission = |one: &engine::integrations::permissions::Standing| {
        let (state, word) = match one.probe {
            Probe::Granted => ("ok", "Granted"),
            Probe::Missing => ("error", "Missing"),
            Probe::Unknown => ("unknown", "Not known"),
        };
        let hint = if one.probe == Probe::Missing { one.of.without.clone() } else { String::new() };
        Line { state, name: one.of.label.clone(), hint, word, by_hand: vec![] }
    };
    let tag = |one: &setup::TagState| {
        let (state, word) = match one.is_there {
            Some(true) => ("ok", "There"),
            Some(false) => ("error", "Missing"),
            None => ("unknown", "Can't be seen"),
        };
        let by_hand = if state == "ok" { vec![] } else { one.by_hand.clone() };
        Line { state, name: one.tag.name.clone(), hint: String::new(), word, by_hand }
    };
    (setup.permissions.iter().map(permission).collect(), setup.tags.iter().map(tag).collect())
}

async fn draw(
    web: &Web,
    actor: &Actor,
    shell: Shell,
    id: ConnectionId,
    typed: Option<Chosen>,
    problems: Problems,
) -> Page {
    let seen = setup::view(web, actor, id).await?;
    let (permissions, tags) = lines(&seen);
    let chosen = |part: Part| match &typed {
        Some(typed) => typed.fields.get(&part).cloned(),
        None => seen.target.fields.get(part.as_str()).cloned(),
    };
    let choices = Part::ALL.map(|part| {
        let now = chosen(part);
        let fit = seen.choices.iter().filter(|place| part.fits(place.kind));
        let fit = fit.map(|place| {
            (place.external_id.clone(), place.name.clone(), now.as_ref() == Some(&place.external_id))
        });
        Choice { word: part.as_str(), title: part.title(), fields: fit.collect() }
    });
    let answer = || seen.target.category.clone().unwrap_or_default();
    let said = typed.as_ref().map_or_else(answer, |typed| typed.group.clone());
    let unseen = [&seen.fields_unseen, &seen.tags_unseen];
    let status = if problems.pairs().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let drawn = SetupPage {
        shell: shell.at("integrations"),
        head: Head::of(web, &seen.connection, "screening"),
        prefix: typed.as_ref().map_or(seen.target.prefix.clone(), |typed| typed.prefix.clone()),
        group: seen.group.map(|group| (group.label.clone(), group.help.clone(), said)),
        permissions,
        tested: seen.tested_at.map(Into::into),
        fields: seen.fields.iter().map(field).collect(),
        tags,
        choices: choices.into(),
        can_make: seen.can_make(),
        complete: seen.is_complete(),
        unseen: unseen.into_iter().flatten().map(ToString::to_string).collect(),
        stopped: seen.target.stopped_at.map(Into::into),
        progress: disconnect::progress(web, actor, id).await?,
        problems,
    };
    Ok(page_with(status, &drawn))
}

/// Looks at what is there now.
pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
) -> Page {
    draw(&web, &visitor.actor, shell, id, None, Problems::default()).await
}

fn address(id: ConnectionId) -> String {
    format!("/settings/integrations/{id}/screening")
}

/// Keeps how results are named there.
pub(super) async fn save(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let mut chosen = Chosen::default();
    for (key, value) in pairs {
        match (key.as_str(), Part::parse(&key)) {
            ("prefix", _) => chosen.prefix = value,
            ("group", _) => chosen.group = value,
            (_, Some(part)) => drop(chosen.fields.insert(part, value)),
            _ => {}
        }
    }
    match choose::choose(&web, &visitor.actor, id, chosen.clone()).await {
        Ok(()) => Ok(done(&address(id), "Saved. Results are written there from now on.")),
        Err(error) => {
            let problems = Problems::from_error(error)?;
            draw(&web, &visitor.actor, shell, id, Some(chosen), problems).await
        }
    }
}

/// Makes what is missing there, as far as it can be made from here.
pub(super) async fn make(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ConnectionId>) -> Page {
    let made = make::make_missing(&web, &visitor.actor, id).await?;
    let count = made.made.len();
    let said = match (count, made.failed.first()) {
        (0, None) => return Ok(redirect_with(&address(id), "info", "Nothing was missing that can be made.")),
        (_, None) => return Ok(done(&address(id), &format!("Made {}.", made.made.join(", ")))),
        (0, Some((name, error))) => format!("Nothing was made. {name}: {error}."),
        (_, Some((name, error))) => format!("Made {}, and not {name}: {error}.", made.made.join(", ")),
    };
    Ok(redirect_with(&address(id), "error", &said))
}

/// Stops writing there; what was written stays or is taken away.
pub(super) async fn stop(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<ConnectionId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let leaving = match pairs.iter().find(|(key, _)| key == "leaving").map(|(_, value)| value.as_str()) {
        Some("keep") => Leaving::Keep,
        Some("remove") => Leaving::Remove,
        _ => return Err(Failure(Error::field("leaving", "Say whether what was written stays."))),
    };
    disconnect::stop(&web, &visitor.actor, id, leaving).await?;
    Ok(done(
        &address(id),
        match leaving {
            Leaving::Keep => "Stopped. What was written stays there.",
            Leaving::Remove => "Stopped. What was written is being taken away.",
        },
    ))
}

/// Goes on writing there.
pub(super) async fn resume(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ConnectionId>) -> Page {
    disconnect::resume(&web, &visitor.actor, id).await?;
    Ok(done(&address(id), "Results are written there again."))
}
