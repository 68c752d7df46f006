//! One thing done to the candidates that were ticked in the list.

use axum::{Form, extract::State};
use engine::hiring::bulk::{self, Done};
use model::CandidateId;

use super::query::back;
use crate::{
    Web,
    failure::{Failure, Page},
    flash::redirect_with,
    session::SignedIn,
};

/// What the list's form brought.
pub(super) struct Ticked {
    ids: Vec<CandidateId>,
    pairs: Vec<(String, String)>,
}

impl From<Vec<(String, String)>> for Ticked {
    fn from(pairs: Vec<(String, String)>) -> Self {
        let ids =
            pairs.iter().filter(|(name, _)| name == "id").filter_map(|(_, id)| id.parse().ok()).collect();
        Self { ids, pairs }
    }
}

impl Ticked {
    fn value(&self, name: &str) -> &str {
        self.pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    fn answer(&self, kind: &str, text: &str) -> Page {
        Ok(redirect_with(&back(self.value("back")), kind, text))
    }

    fn done(&self, done: Done, what: &str, why_left: &str) -> Page {
        let people =
            |count: usize| if count == 1 { "1 candidate".into() } else { format!("{count} candidates") };
        let left = match done.left {
            0 => String::new(),
            left => format!(" {} left as they were: {why_left}.", people(left)),
        };
        self.answer(
            if done.changed == 0 { "info" } else { "ok" },
            &format!("{what} {}.{left}", people(done.changed)),
        )
    }
}

const NOBODY: &str = "Tick the candidates first.";

pub(super) async fn tag(
    State(web): State<Web>,
    visitor: SignedIn,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let ticked = Ticked::from(pairs);
    let Ok(tag) = ticked.value("tag").parse() else { return ticked.answer("info", "Choose a tag first.") };
    let done = bulk::give_tag(&web, &visitor.actor, &ticked.ids, tag).await?;
    ticked.done(done, "Tagged", "they have the tag already")
}

pub(super) async fn untag(
    State(web): State<Web>,
    visitor: SignedIn,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let ticked = Ticked::from(pairs);
    let Ok(tag) = ticked.value("tag").parse() else { return ticked.answer("info", "Choose a tag first.") };
    let done = bulk::take_tag(&web, &visitor.actor, &ticked.ids, tag).await?;
    ticked.done(done, "Took the tag off", "they don't have the tag")
}

pub(super) async fn move_to(
    State(web): State<Web>,
    visitor: SignedIn,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let ticked = Ticked::from(pairs);
    let Ok(stage) = ticked.value("to").parse() else { return ticked.answer("info", "Choose a stage first.") };
    let done = bulk::move_to(&web, &visitor.actor, &ticked.ids, stage).await?;
    ticked.done(done, "Moved", "they stand there already or have no application in that workflow")
}

pub(super) async fn reject(
    State(web): State<Web>,
    visitor: SignedIn,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let ticked = Ticked::from(pairs);
    if ticked.ids.is_empty() {
        return ticked.answer("info", NOBODY);
    }
    let done = bulk::reject(&web, &visitor.actor, &ticked.ids).await.map_err(Failure)?;
    ticked.done(done, "Rejected", "they have no open application")
}
