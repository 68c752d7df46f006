//! Links: which candidate is which employee in a connected system. At most one each way, by constraint.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::{CandidateId, ConnectionId, HandoffId, WorkspaceId};
use sea_orm::{ActiveValue::Set, QuerySelect, entity::prelude::*, sea_query::OnConflict};
use uuid::Uuid;

use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

/// A candidate's record in a connected system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its identifier.
    pub id: Uuid,
    /// The connection through which it was made.
    pub connection: ConnectionId,
    /// The candidate.
    pub candidate: CandidateId,
    /// The other system's identifier.
    pub external_id: String,
    /// The record's page there.
    pub url: String,
    /// The hand-off that made it.
    pub handoff: HandoffId,
    /// When.
    pub created_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub connection_id: Uuid,
        pub candidate_id: Uuid,
        pub external_id: String,
        pub url: String,
        pub handoff_id: Uuid,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for Link {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id,
            connection: row.connection_id.into(),
            candidate: row.candidate_id.into(),
            external_id: row.external_id,
            url: row.url,
            handoff: row.handoff_id.into(),
            created_at: from_ms(row.created_at),
        }
    }
}

/// Keeps a link. A candidate who had one, such as someone hired again, gets this one in its place.
///
/// # Errors
/// [`Error::Taken`] where the other record is another candidate's.
pub async fn put(tx: &Tx, workspace: WorkspaceId, link: &Link) -> Result<()> {
    let kept = row::ActiveModel {
        id: Set(link.id),
        workspace_id: Set(workspace.into()),
        connection_id: Set(link.connection.into()),
        candidate_id: Set(link.candidate.into()),
        external_id: Set(link.external_id.clone()),
        url: Set(link.url.clone()),
        handoff_id: Set(link.handoff.into()),
        created_at: Set(to_ms(link.created_at)),
    };
    row::Entity::insert(kept)
        .on_conflict(
            OnConflict::columns([row::Column::ConnectionId, row::Column::CandidateId])
                .update_columns([
                    row::Column::ExternalId,
                    row::Column::Url,
                    row::Column::HandoffId,
                    row::Column::CreatedAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(&tx.executor())
        .await
        .map_err(|error| Error::from(error).taken_as("record of the other system"))?;
    Ok(())
}

/// A candidate's link through one connection.
pub async fn of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
    candidate: CandidateId,
) -> Result<Option<Link>> {
    let row = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(row::Column::CandidateId.eq(Uuid::from(candidate)))
        .one(&conn.executor())
        .await?;
    Ok(row.map(Into::into))
}

/// Every link of a candidate.
pub async fn of_candidate(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidate: CandidateId,
) -> Result<Vec<Link>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::CandidateId.eq(Uuid::from(candidate)))
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Which of these candidates have a link, and through which connections.
pub async fn linked(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidates: &[CandidateId],
) -> Result<BTreeMap<CandidateId, BTreeSet<ConnectionId>>> {
    let found: Vec<(Uuid, Uuid)> = row::Entity::find()
        .select_only()
        .column(row::Column::CandidateId)
        .column(row::Column::ConnectionId)
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::CandidateId.is_in(candidates.iter().map(|id| Uuid::from(*id))))
        .into_tuple()
        .all(&conn.executor())
        .await?;
    let mut linked: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (candidate, connection) in found {
        linked.entry(candidate.into()).or_default().insert(connection.into());
    }
    Ok(linked)
}

/// The links of records of the other system.
pub async fn of_external(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
    external_ids: &[String],
) -> Result<Vec<Link>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(row::Column::ExternalId.is_in(external_ids.iter().cloned()))
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Whether any candidate has a link through a connection.
pub async fn any(conn: &impl Conn, workspace: WorkspaceId, connection: ConnectionId) -> Result<bool> {
    let found = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .one(&conn.executor())
        .await?;
    Ok(found.is_some())
}
