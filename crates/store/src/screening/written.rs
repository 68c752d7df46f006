//! What was last written of an application into a connected system: what tells a change there from our own.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{ApplicationId, ConnectionId, CustomFieldId, WorkspaceId, remote::RemoteTag};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict};
use serde::{Deserialize, Serialize};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch::in_few_forms,
    integrations::{read, text},
    time::{from_ms, to_ms},
};

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// Hash over all that was to be written: the same again writes nothing.
    pub hash: String,
    /// Values, by the field here that stands for the one there.
    pub values: BTreeMap<CustomFieldId, String>,
    /// The status tag.
    pub tag: Option<RemoteTag>,
    /// The comment's words, so that they are said once.
    pub comment: Option<String>,
    /// What somebody changed there since, and is left as it is: fields by name, or the tag. In sentences.
    pub respected: Vec<String>,
    /// What could not be written, in sentences.
    pub problems: Vec<String>,
}

/// What was last written of an application into a connected system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Of which application.
    pub application: ApplicationId,
    /// Into which system.
    pub connection: ConnectionId,
    /// What.
    pub content: Content,
    /// When.
    pub at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "screening_written")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub connection_id: Uuid,
        pub workspace_id: Uuid,
        pub content: String,
        pub written_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Written {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            application: row.application_id.into(),
            connection: row.connection_id.into(),
            content: read(&row.content, "note of what was written")?,
            at: from_ms(row.written_at),
        })
    }
}

/// Keeps what was written.
pub async fn put(tx: &Tx, workspace: WorkspaceId, written: &Written) -> Result<()> {
    use row::Column as C;
    let row = row::ActiveModel {
        application_id: Set(written.application.into()),
        connection_id: Set(written.connection.into()),
        workspace_id: Set(workspace.into()),
        content: Set(text(&written.content)),
        written_at: Set(to_ms(written.at)),
    };
    row::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([C::ApplicationId, C::ConnectionId])
                .update_columns([C::Content, C::WrittenAt])
                .to_owned(),
        )
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}

fn of_workspace(workspace: WorkspaceId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
}

async fn many(conn: &impl Conn, query: Select<row::Entity>) -> Result<Vec<Written>> {
    query.all(&conn.executor()).await?.into_iter().map(TryInto::try_into).collect()
}

/// What was written of applications, into whichever systems.
pub async fn of_applications(
    conn: &impl Conn,
    workspace: WorkspaceId,
    applications: &[ApplicationId],
) -> Result<Vec<Written>> {
    let ids = applications.iter().map(|id| Uuid::from(*id));
    many(conn, of_workspace(workspace).filter(row::Column::ApplicationId.is_in(ids))).await
}

/// As [`of_applications`], held for the caller: another who wants to change it waits until the transaction is over.
pub async fn held(tx: &Tx, workspace: WorkspaceId, applications: &[ApplicationId]) -> Result<Vec<Written>> {
    let ids = in_few_forms(applications.iter().map(|id| Uuid::from(*id)));
    many(tx, of_workspace(workspace).filter(row::Column::ApplicationId.is_in(ids)).lock_exclusive()).await
}

/// Some of what was written into a system, after that application.
pub async fn of_connection(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
    after: Option<ApplicationId>,
    most: u64,
) -> Result<Vec<Written>> {
    let mut query = of_workspace(workspace).filter(row::Column::ConnectionId.eq(Uuid::from(connection)));
    if let Some(after) = after {
        query = query.filter(row::Column::ApplicationId.gt(Uuid::from(after)));
    }
    let query = query.order_by_asc(row::Column::ApplicationId).limit(most);
    many(conn, query).await
}

/// Of how many applications something was written into a system.
pub async fn count(conn: &impl Conn, workspace: WorkspaceId, connection: ConnectionId) -> Result<u64> {
    let query = of_workspace(workspace).filter(row::Column::ConnectionId.eq(Uuid::from(connection)));
    Ok(query.count(&conn.executor()).await?)
}

/// Forgets what was written of an application into a system.
pub async fn forget(tx: &Tx, written: &Written) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::ApplicationId.eq(Uuid::from(written.application)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(written.connection)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
