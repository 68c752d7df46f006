//! Installations: begun by a person, waiting while somebody there decides, and done.

use jiff::Timestamp;
use model::{ConnectionId, UserId, WorkspaceId};
use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// A connection's installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Install {
    /// Of which connection.
    pub connection: ConnectionId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// The hash of what a person brings back; `None` once it was brought.
    pub state_hash: Option<String>,
    /// Who began it last.
    pub begun_by: UserId,
    /// When.
    pub begun_at: Timestamp,
    /// Where the person comes back to.
    pub return_to: String,
    /// Why the last try came to nothing, where it did.
    pub problem: Option<String>,
    /// The company's name there, once it is installed.
    pub team: Option<String>,
    /// Since when it is installed; `None` while it is not.
    pub installed_at: Option<Timestamp>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "messenger_install")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub connection_id: Uuid,
        pub workspace_id: Uuid,
        pub state_hash: Option<String>,
        pub begun_by: Uuid,
        pub begun_at: i64,
        pub return_to: String,
        pub problem: Option<String>,
        pub team: Option<String>,
        pub installed_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for Install {
    fn from(row: row::Model) -> Self {
        Self {
            connection: row.connection_id.into(),
            workspace: row.workspace_id.into(),
            state_hash: row.state_hash,
            begun_by: row.begun_by.into(),
            begun_at: from_ms(row.begun_at),
            return_to: row.return_to,
            problem: row.problem,
            team: row.team,
            installed_at: row.installed_at.map(from_ms),
        }
    }
}

/// Keeps an installation in the place of the one before.
pub async fn put(tx: &Tx, install: &Install) -> Result<()> {
    let row = row::ActiveModel {
        connection_id: Set(install.connection.into()),
        workspace_id: Set(install.workspace.into()),
        state_hash: Set(install.state_hash.clone()),
        begun_by: Set(install.begun_by.into()),
        begun_at: Set(to_ms(install.begun_at)),
        return_to: Set(install.return_to.clone()),
        problem: Set(install.problem.clone()),
        team: Set(install.team.clone()),
        installed_at: Set(install.installed_at.map(to_ms)),
    };
    let again = OnConflict::column(row::Column::ConnectionId)
        .update_columns([
            row::Column::StateHash,
            row::Column::BegunBy,
            row::Column::BegunAt,
            row::Column::ReturnTo,
            row::Column::Problem,
            row::Column::Team,
            row::Column::InstalledAt,
        ])
        .to_owned();
    row::Entity::insert(row).on_conflict(again).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// A connection's installation.
pub async fn get(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
) -> Result<Option<Install>> {
    let found = row::Entity::find_by_id(Uuid::from(connection))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?;
    Ok(found.map(Into::into))
}

/// The installation from which a person comes back.
pub async fn by_state(conn: &impl Conn, workspace: WorkspaceId, state_hash: &str) -> Result<Option<Install>> {
    let found = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::StateHash.eq(state_hash))
        .one(&conn.executor())
        .await?;
    Ok(found.map(Into::into))
}
