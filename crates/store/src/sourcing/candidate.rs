//! The candidates of a workspace one after the other, for those who take them into the talent pool.

use jiff::Timestamp;
use model::{CandidateId, WorkspaceId, candidate::Candidate};
use sea_orm::{QueryOrder, QuerySelect, entity::prelude::*};

use crate::{Conn, error::Result, hiring::candidate::row, time::from_ms};

/// The next candidates by identifier, each with when it last changed; those merged into others are left out.
pub async fn after(
    conn: &impl Conn,
    workspace: WorkspaceId,
    after: Option<CandidateId>,
    most: u64,
) -> Result<Vec<(Candidate, Timestamp)>> {
    let mut query = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::MergedInto.is_null());
    if let Some(after) = after {
        query = query.filter(row::Column::Id.gt(Uuid::from(after)));
    }
    let rows = query.order_by_asc(row::Column::Id).limit(most).all(&conn.executor()).await?;
    let with_time = |row: row::Model| {
        let changed = from_ms(row.updated_at);
        (Candidate::from(row), changed)
    };
    Ok(rows.into_iter().map(with_time).collect())
}
