//! `GET /api/v1/jobs/{id}/screening`: a job's people, those with the most points first.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, Query, State},
};
use engine::{
    Error,
    screening::{After, Filter, Listed, list},
};
use model::{JobId, candidate::Candidate, screening::Standing};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{Web, api::problem::Problem, session::SignedIn};

/// How many people are given where the call does not say.
const USUAL: u64 = 50;

/// Which people are asked for.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Ask {
    /// `pre_qualified`, `qualified`, `not_qualified` or `unscored`; everybody where it is missing.
    standing: Option<String>,
    /// Those of candidates with this tag.
    tag: Option<Uuid>,
    /// The `next` of the page before.
    after: Option<String>,
    /// How many at most, up to 200.
    limit: Option<u64>,
}

/// A page of a job's people.
#[derive(Serialize, ToSchema)]
pub struct People {
    /// The threshold by which they stand where they stand.
    pub threshold: u8,
    /// How many stand where, whatever was asked for.
    pub counts: BTreeMap<&'static str, u64>,
    /// Those of this page.
    pub people: Vec<Person>,
    /// What to ask after for the next page; null where this is the last.
    pub next: Option<String>,
}

/// An application with where it stands.
#[derive(Serialize, ToSchema)]
pub struct Person {
    /// The application.
    pub application: Uuid,
    /// Whose it is.
    pub candidate: Uuid,
    /// Their name.
    pub name: String,
    /// 0 to 100; null where there is not enough to tell, which is no low score.
    pub points: Option<u8>,
    /// Where it stands.
    pub standing: &'static str,
    /// Whether a person put it there.
    pub decided: bool,
    /// Whether a knock-out rule sets it aside.
    pub aside: bool,
    /// Whether it waits to be scored again.
    pub stale: bool,
    /// Why there is nothing to score.
    pub unreadable: Option<String>,
}

impl From<(Listed, Candidate)> for Person {
    fn from((one, candidate): (Listed, Candidate)) -> Self {
        Self {
            application: one.application.into(),
            candidate: one.candidate.into(),
            name: candidate.profile.full_name(),
            points: one.points,
            standing: one.standing.as_str(),
            decided: one.decided,
            aside: one.aside,
            stale: one.stale,
            unreadable: one.unreadable,
        }
    }
}

fn read(ask: &Ask) -> engine::Result<(Filter, Option<After>)> {
    let standing = match &ask.standing {
        None => None,
        Some(word) => Some(
            Standing::parse(word).ok_or_else(|| Error::field("standing", "There is no such standing."))?,
        ),
    };
    let after = match &ask.after {
        None => None,
        Some(place) => Some(
            after(place)
                .ok_or_else(|| Error::field("after", "Give the “next” of the page before, as it was."))?,
        ),
    };
    Ok((Filter { standing, tag: ask.tag.map(Into::into) }, after))
}

fn after(place: &str) -> Option<After> {
    let (points, application) = place.split_once('.')?;
    let points = if points == "none" { None } else { Some(points.parse().ok()?) };
    Some(After { points, application: application.parse().ok()? })
}

/// Says who applied for a job, those with the most points first.
#[utoipa::path(
    get,
    path = "/api/v1/jobs/{id}/screening",
    tag = "screening",
    params(("id" = Uuid, Path, description = "The job"), Ask),
    responses(
        (status = 200, description = "A page of its people", body = People),
        (status = 404, description = "No such job", body = Problem),
        (status = 422, description = "No such standing or page", body = Problem),
    )
)]
pub async fn list(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
    Query(ask): Query<Ask>,
) -> Result<Json<People>, Problem> {
    let (filter, after) = read(&ask)?;
    let found =
        list::list(&web, &visitor.actor, JobId(id), filter, after, ask.limit.unwrap_or(USUAL)).await?;
    let next = found.next.map(|after| {
        let points = after.points.map_or("none".to_owned(), |points| points.to_string());
        format!("{points}.{}", after.application)
    });
    Ok(Json(People {
        threshold: found.threshold.0,
        counts: found.counts.into_iter().map(|(standing, count)| (standing.as_str(), count)).collect(),
        people: found.rows.into_iter().map(Into::into).collect(),
        next,
    }))
}
