//! The last rehearsal of a connection's change to another API: what it was asked with, how far it is, what it found.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{ConnectionId, WorkspaceId};
use sea_orm::{
    ActiveValue::Set,
    entity::prelude::*,
    sea_query::{Expr, OnConflict},
};
use serde_json::Value;

use super::{read, text};
use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

/// A rehearsal as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Of which connection.
    pub connection: ConnectionId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// The API that is tried.
    pub api: String,
    /// What was typed that is not secret, with the API's name.
    pub settings: BTreeMap<String, String>,
    /// What was typed that is secret, sealed.
    pub secrets: BTreeMap<String, String>,
    /// Who asked for it.
    pub asked_by: String,
    /// When; which also tells it from one that was asked for later.
    pub started_at: Timestamp,
    /// How far it is, in the engine's own form.
    pub progress: Value,
    /// When it was over.
    pub ended_at: Option<Timestamp>,
    /// Why it found nothing out.
    pub sentence: Option<String>,
    /// What it found, in the engine's own form.
    pub found: Option<Value>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "rehearsal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub connection_id: Uuid,
        pub workspace_id: Uuid,
        pub api: String,
        pub settings: String,
        pub secrets: String,
        pub asked_by: String,
        pub started_at: i64,
        pub progress: String,
        pub ended_at: Option<i64>,
        pub sentence: Option<String>,
        pub found: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Kept {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "rehearsal";
        Ok(Self {
            connection: row.connection_id.into(),
            workspace: row.workspace_id.into(),
            api: row.api,
            settings: read(&row.settings, WHAT)?,
            secrets: read(&row.secrets, WHAT)?,
            asked_by: row.asked_by,
            started_at: from_ms(row.started_at),
            progress: read(&row.progress, WHAT)?,
            ended_at: row.ended_at.map(from_ms),
            sentence: row.sentence,
            found: row.found.map(|found| read(&found, WHAT)).transpose()?,
        })
    }
}

/// Keeps a rehearsal in place of the connection's last one.
pub async fn put(tx: &Tx, kept: &Kept) -> Result<()> {
    let row = row::ActiveModel {
        connection_id: Set(kept.connection.into()),
        workspace_id: Set(kept.workspace.into()),
        api: Set(kept.api.clone()),
        settings: Set(text(&kept.settings)),
        secrets: Set(text(&kept.secrets)),
        asked_by: Set(kept.asked_by.clone()),
        started_at: Set(to_ms(kept.started_at)),
        progress: Set(text(&kept.progress)),
        ended_at: Set(kept.ended_at.map(to_ms)),
        sentence: Set(kept.sentence.clone()),
        found: Set(kept.found.as_ref().map(text)),
    };
    let new = [
        row::Column::Api,
        row::Column::Settings,
        row::Column::Secrets,
        row::Column::AskedBy,
        row::Column::StartedAt,
        row::Column::Progress,
        row::Column::EndedAt,
        row::Column::Sentence,
        row::Column::Found,
    ];
    let again = OnConflict::column(row::Column::ConnectionId).update_columns(new).to_owned();
    row::Entity::insert(row).on_conflict(again).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// The connection's last rehearsal.
pub async fn of(conn: &impl Conn, connection: ConnectionId) -> Result<Option<Kept>> {
    let row = row::Entity::find_by_id(Uuid::from(connection)).one(&conn.executor()).await?;
    row.map(Kept::try_from).transpose()
}

/// Every rehearsal of every workspace: for sealing all secrets anew.
pub async fn of_all_workspaces(conn: &impl Conn) -> Result<Vec<Kept>> {
    let rows = row::Entity::find().all(&conn.executor()).await?;
    rows.into_iter().map(Kept::try_from).collect()
}

/// Notes how far it is. False where it was put aside meanwhile.
pub async fn set_progress(tx: &Tx, of: &Kept, progress: &Value) -> Result<bool> {
    let set = [(row::Column::Progress, Expr::value(text(progress)))];
    change(tx, of, set.into()).await
}

/// Notes what came of it. False where it was put aside meanwhile.
pub async fn end(
    tx: &Tx,
    of: &Kept,
    at: Timestamp,
    found: std::result::Result<&Value, &str>,
) -> Result<bool> {
    let set = [
        (row::Column::EndedAt, Expr::value(to_ms(at))),
        (row::Column::Found, Expr::value(found.ok().map(text))),
        (row::Column::Sentence, Expr::value(found.err())),
    ];
    change(tx, of, set.into()).await
}

async fn change(tx: &Tx, of: &Kept, set: Vec<(row::Column, Expr)>) -> Result<bool> {
    let update =
        set.into_iter().fold(row::Entity::update_many(), |update, (column, to)| update.col_expr(column, to));
    let done = update
        .filter(row::Column::ConnectionId.eq(Uuid::from(of.connection)))
        .filter(row::Column::StartedAt.eq(to_ms(of.started_at)))
        .filter(row::Column::EndedAt.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Forgets a connection's rehearsal and the credentials that were typed for it. False where there is none.
pub async fn forget(tx: &Tx, connection: ConnectionId) -> Result<bool> {
    let done = row::Entity::delete_by_id(Uuid::from(connection)).exec(&tx.executor()).await?;
    Ok(done.rows_affected == 1)
}
