//! `/candidates/{id}/export`: everything that is known of a person, as one archive.

use axum::{
    extract::{Path, State},
    http::header,
    response::IntoResponse,
};
use engine::hiring::export_person::export;
use model::CandidateId;

use crate::{Web, failure::Page, session::SignedIn};

pub(super) async fn archive(State(web): State<Web>, who: SignedIn, Path(id): Path<CandidateId>) -> Page {
    let archive = export(&web, &who.actor, id).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", archive.name)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, archive.bytes).into_response())
}
