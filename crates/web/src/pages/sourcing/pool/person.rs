//! `/sourcing/people/{id}`: somebody with everything that is known of them, and what each source says.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Redirect},
};
use engine::{
    Error,
    sourcing::pool::{
        merge,
        show::{self, Shown},
    },
};
use model::{AttachmentId, PoolRecordId, ProfileId};

use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    pages::integrations::view::Moment,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "sourcing/pool/person.html")]
struct PersonPage {
    shell: Shell,
    name: String,
    shown: Shown,
    sources: Vec<Source>,
    touched: Option<Moment>,
    happened: Vec<(String, String, Moment)>,
}

/// What one source says.
struct Source {
    record: String,
    name: String,
    told: String,
    seen: Moment,
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ProfileId>,
) -> Page {
    let shown = show::show(&web, &visitor.actor, id).await?;
    if shown.profile.id != id {
        return Ok(Redirect::to(&format!("/sourcing/people/{}", shown.profile.id)).into_response());
    }
    let sources = shown.records.iter().zip(&shown.sources).map(|(record, name)| Source {
        record: record.id.to_string(),
        name: name.clone(),
        told: [
            record.person.full_name(),
            record.person.email().unwrap_or_default().into(),
            record.person.place(),
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · "),
        seen: record.seen_at.into(),
    });
    let happened = shown.happened.iter().map(|step| (step.job.clone(), step.stage.clone(), step.at.into()));
    Ok(page(&PersonPage {
        shell: shell.at("sourcing"),
        name: shown.profile.person.full_name(),
        sources: sources.collect(),
        touched: shown.profile.touched_at.map(Into::into),
        happened: happened.collect(),
        shown,
    }))
}

/// Takes a record out: it is somebody else's.
pub(super) async fn part(
    State(web): State<Web>,
    visitor: SignedIn,
    Path((id, record)): Path<(ProfileId, PoolRecordId)>,
) -> Page {
    match merge::part(&web, &visitor.actor, id, record).await {
        Ok(made) => Ok(flash::done(
            &format!("/sourcing/people/{made}"),
            "This is a profile of its own now, and is not put together with the other one again.",
        )),
        Err(Error::Conflict(why)) => {
            Ok(flash::redirect_with(&format!("/sourcing/people/{id}"), "error", &why))
        }
        Err(error) => Err(Failure(error)),
    }
}

/// A file of somebody's.
pub(super) async fn file(State(web): State<Web>, visitor: SignedIn, Path(id): Path<AttachmentId>) -> Page {
    let (file, bytes) = show::file(&web, &visitor.actor, id).await?;
    let name: String =
        file.name.chars().filter(|c| c.is_ascii_alphanumeric() || ".-_ ".contains(*c)).collect();
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
