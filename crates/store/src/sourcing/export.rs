//! Sendings of people of the talent pool into another system.

use jiff::Timestamp;
use model::{ConnectionId, ExportId, UserId, WorkspaceId, crm::Place};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    integrations::{read, text},
    time::{from_ms, to_ms},
};

/// One sending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Its identifier.
    pub id: ExportId,
    /// Where to.
    pub connection: ConnectionId,
    /// Made by the form that asked, so that a second click asks for the same.
    pub request_key: String,
    /// Where its people arrive.
    pub place: Place,
    /// Who sent it, by name.
    pub created_by: String,
    /// Who sent it, where it was a user.
    pub created_by_id: Option<UserId>,
    /// When.
    pub created_at: Timestamp,
    /// How many people.
    pub total: u64,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "crm_export")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub connection_id: Uuid,
        pub request_key: String,
        pub place: String,
        pub created_by: String,
        pub created_by_id: Option<Uuid>,
        pub created_at: i64,
        pub total: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Export {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            connection: row.connection_id.into(),
            request_key: row.request_key,
            place: read(&row.place, "place of an export")?,
            created_by: row.created_by,
            created_by_id: row.created_by_id.map(Into::into),
            created_at: from_ms(row.created_at),
            total: row.total.unsigned_abs(),
        })
    }
}

/// Keeps a new sending.
///
/// # Errors
/// [`Error::Taken`] where this was asked for already.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, export: &Export) -> Result<()> {
    row::ActiveModel {
        id: Set(export.id.into()),
        workspace_id: Set(workspace.into()),
        connection_id: Set(export.connection.into()),
        request_key: Set(export.request_key.clone()),
        place: Set(text(&export.place)),
        created_by: Set(export.created_by.clone()),
        created_by_id: Set(export.created_by_id.map(Into::into)),
        created_at: Set(to_ms(export.created_at)),
        total: Set(i64::try_from(export.total).unwrap_or(i64::MAX)),
    }
    .insert(&tx.executor())
    .await
    .map_err(|error| Error::from(error).taken_as("export"))?;
    Ok(())
}

fn of_workspace(workspace: WorkspaceId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
}

/// One sending.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: ExportId) -> Result<Option<Export>> {
    let query = of_workspace(workspace).filter(row::Column::Id.eq(Uuid::from(id)));
    query.one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// The sending that a request made.
pub async fn by_request(conn: &impl Conn, workspace: WorkspaceId, key: &str) -> Result<Option<Export>> {
    let query = of_workspace(workspace).filter(row::Column::RequestKey.eq(key));
    query.one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// The newest sendings.
pub async fn recent(conn: &impl Conn, workspace: WorkspaceId, most: u64) -> Result<Vec<Export>> {
    let query = of_workspace(workspace)
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .limit(most);
    query.all(&conn.executor()).await?.into_iter().map(TryInto::try_into).collect()
}
