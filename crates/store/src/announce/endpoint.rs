//! Where what happens here is announced.

use jiff::Timestamp;
use model::{WebhookEndpointId, WorkspaceId};
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*};

use super::{message, tried};
use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

/// Whether an endpoint is sent anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointState {
    /// What happens is sent.
    Enabled,
    /// A person holds it; what happens is kept, to be sent again.
    Disabled,
    /// It failed for a day, or said that it is gone; what happens is kept, to be sent again.
    Dead,
}

impl EndpointState {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Enabled => "enabled",
            Self::Disabled => "disabled",
            Self::Dead => "dead",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Enabled, Self::Disabled, Self::Dead].into_iter().find(|state| state.as_str() == word)
    }
}

/// Where what happens here is announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Its identifier.
    pub id: WebhookEndpointId,
    /// Whose.
    pub workspace: WorkspaceId,
    /// Its address.
    pub url: String,
    /// Which events it is told.
    pub events: Vec<String>,
    /// The sealed secret that messages are signed with.
    pub secret: String,
    /// The sealed secret before, with which they are signed as well until then.
    pub old: Option<(String, Timestamp)>,
    /// Whether it is sent anything.
    pub state: EndpointState,
    /// What went wrong last; none once a message arrives.
    pub problem: Option<String>,
    /// Since when no message arrives.
    pub failing_since: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "webhook_endpoint")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub url: String,
        pub events: String,
        pub secret: String,
        pub old_secret: Option<String>,
        pub old_until: Option<i64>,
        pub state: String,
        pub problem: Option<String>,
        pub failing_since: Option<i64>,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Endpoint {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            workspace: row.workspace_id.into(),
            url: row.url,
            events: row.events.split_whitespace().map(str::to_owned).collect(),
            secret: row.secret,
            old: row.old_secret.zip(row.old_until.map(from_ms)),
            state: EndpointState::parse(&row.state).ok_or(Error::Unreadable("webhook endpoint"))?,
            problem: row.problem,
            failing_since: row.failing_since.map(from_ms),
            created_at: from_ms(row.created_at),
        })
    }
}

fn written(endpoint: &Endpoint) -> row::ActiveModel {
    let (old, until) = endpoint.old.clone().unzip();
    row::ActiveModel {
        id: Set(endpoint.id.into()),
        workspace_id: Set(endpoint.workspace.into()),
        url: Set(endpoint.url.clone()),
        events: Set(endpoint.events.join(" ")),
        secret: Set(endpoint.secret.clone()),
        old_secret: Set(old),
        old_until: Set(until.map(to_ms)),
        state: Set(endpoint.state.as_str().into()),
        problem: Set(endpoint.problem.clone()),
        failing_since: Set(endpoint.failing_since.map(to_ms)),
        created_at: Set(to_ms(endpoint.created_at)),
    }
}

/// Keeps a new endpoint.
pub async fn insert(tx: &Tx, endpoint: &Endpoint) -> Result<()> {
    written(endpoint).insert(&tx.executor()).await?;
    Ok(())
}

/// Makes the kept endpoint like this one.
pub async fn update(tx: &Tx, endpoint: &Endpoint) -> Result<()> {
    row::Entity::update_many()
        .set(written(endpoint))
        .filter(row::Column::Id.eq(Uuid::from(endpoint.id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// One endpoint.
pub async fn get(
    conn: &impl Conn,
    workspace: WorkspaceId,
    id: WebhookEndpointId,
) -> Result<Option<Endpoint>> {
    row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// A workspace's endpoints, the oldest first.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<Endpoint>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_asc(row::Column::CreatedAt)
        .order_by_asc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The endpoints of all workspaces, to be sealed anew.
pub async fn of_all_workspaces(conn: &impl Conn) -> Result<Vec<Endpoint>> {
    let rows = row::Entity::find().all(&conn.executor()).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Takes an endpoint away, with its messages.
pub async fn delete(tx: &Tx, id: WebhookEndpointId) -> Result<()> {
    tried::delete_of(tx, id).await?;
    message::row::Entity::delete_many()
        .filter(message::row::Column::EndpointId.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    row::Entity::delete_by_id(Uuid::from(id)).exec(&tx.executor()).await?;
    Ok(())
}
