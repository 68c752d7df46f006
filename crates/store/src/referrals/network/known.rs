//! Candidates who are the same people as contacts, by address and by profile.

use model::{CandidateId, WorkspaceId, contact::normal_page};
use sea_orm::{
    QuerySelect,
    entity::prelude::*,
    sea_query::{Expr, Func},
};

use crate::{
    Conn,
    error::Result,
    hiring::{batch::in_few_forms, candidate::row},
};

/// How an address of a page may be written.
const BEFORE: [&str; 6] = ["", "www.", "https://", "https://www.", "http://", "http://www."];

/// Candidates who have one of these e-mail addresses or profiles, each as it is compared, with what they were found by.
pub async fn among_candidates(
    conn: &impl Conn,
    workspace: WorkspaceId,
    emails: &[String],
    pages: &[String],
) -> Result<Vec<(CandidateId, String)>> {
    type Found = (Uuid, Option<String>, String);
    let ours = || {
        row::Entity::find()
            .select_only()
            .columns([row::Column::Id, row::Column::EmailKey, row::Column::ProfileUrl])
            .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
            .filter(row::Column::MergedInto.is_null())
    };
    let mut found = Vec::new();
    for some in emails.chunks(500) {
        let query = ours().filter(row::Column::EmailKey.is_in(in_few_forms(some.iter().cloned())));
        let rows: Vec<Found> = query.into_tuple().all(&conn.executor()).await?;
        found.extend(rows.into_iter().filter_map(|(id, email, _)| Some((CandidateId(id), email?))));
    }
    for some in pages.chunks(100) {
        let written = some.iter().flat_map(|page| {
            BEFORE.iter().flat_map(move |before| [format!("{before}{page}"), format!("{before}{page}/")])
        });
        let lower = Expr::expr(Func::lower(Expr::col(row::Column::ProfileUrl)));
        let query = ours().filter(sea_orm::sea_query::ExprTrait::is_in(lower, in_few_forms(written)));
        let rows: Vec<Found> = query.into_tuple().all(&conn.executor()).await?;
        found.extend(
            rows.into_iter().filter_map(|(id, _, page)| Some((CandidateId(id), normal_page(&page)?))),
        );
    }
    Ok(found)
}
