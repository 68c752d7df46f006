//! People taken out of the talent pool, with all that any source said of them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{CandidateId, ProfileId, WorkspaceId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{export_item, import, list, profile, question, record, search};
use crate::{Tx, error::Result, hiring::batch::in_few_forms};

/// What was taken away, each by what a receipt calls it.
pub type Gone = BTreeMap<&'static str, u64>;

/// Forgets the people whom these candidates are.
pub async fn candidates(
    tx: &Tx,
    workspace: WorkspaceId,
    candidates: &[CandidateId],
    at: Timestamp,
) -> Result<Gone> {
    let ids: Vec<Uuid> = record::row::Entity::find()
        .select_only()
        .column(record::row::Column::ProfileId)
        .filter(record::row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(
            record::row::Column::CandidateId.is_in(in_few_forms(candidates.iter().map(|id| Uuid::from(*id)))),
        )
        .into_tuple()
        .all(&crate::Conn::executor(tx))
        .await?;
    let mut ids: Vec<ProfileId> = ids.into_iter().map(Into::into).collect();
    ids.sort_unstable();
    ids.dedup();
    profiles(tx, workspace, &ids, at).await
}

/// Forgets people: every record of theirs, what they could be found by, their files, and what was asked about them.
pub async fn profiles(tx: &Tx, workspace: WorkspaceId, ids: &[ProfileId], at: Timestamp) -> Result<Gone> {
    let records = record::of_profiles(tx, workspace, ids).await?;
    let records: Vec<_> = records.into_values().flatten().map(|record| record.id).collect();
    record::delete(tx, workspace, &records).await?;
    question::forget(tx, workspace, ids).await?;
    export_item::forget(tx, workspace, ids).await?;
    list::forget(tx, workspace, ids).await?;
    search::forget(tx, workspace, ids).await?;
    profile::set_gone(tx, workspace, ids, at).await?;
    Ok(BTreeMap::from([("pool_records", records.len() as u64), ("pool_profiles", ids.len() as u64)]))
}

/// Takes rows in which one of these words stands out of files that are not in the pool yet.
pub async fn rows_on_their_way(tx: &Tx, workspace: WorkspaceId, words: &[String]) -> Result<u64> {
    let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let theirs = |cells: &[String]| {
        cells.iter().any(|cell| words.iter().any(|word| cell.to_lowercase().contains(word.as_str())))
    };
    import::empty_rows(tx, workspace, theirs).await
}
