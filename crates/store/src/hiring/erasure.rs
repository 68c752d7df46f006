//! That people were erased: what went, what stayed and where they live on, without who they were.

use jiff::Timestamp;
use model::{CandidateId, UserId, WorkspaceId};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*};
use serde_json::Value;

use crate::{
    Conn, Tx,
    error::{Error, Result},
    integrations::read,
    time::{from_ms, to_ms},
};

/// One person's erasure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The identifier that the person had here.
    pub id: CandidateId,
    /// When.
    pub at: Timestamp,
    /// By whom, by name.
    pub by: String,
    /// By whom.
    pub by_id: Option<UserId>,
    /// What went and what stayed, as whoever erased counted it.
    pub receipt: Value,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "erasure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub at: i64,
        pub erased_by: String,
        pub erased_by_id: Option<Uuid>,
        pub receipt: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Erasure {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            at: from_ms(row.at),
            by: row.erased_by,
            by_id: row.erased_by_id.map(Into::into),
            receipt: read(&row.receipt, "receipt of an erasure")?,
        })
    }
}

/// Keeps a receipt.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, erasure: &Erasure) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(erasure.id.into()),
        workspace_id: Set(workspace.into()),
        at: Set(to_ms(erasure.at)),
        erased_by: Set(erasure.by.clone()),
        erased_by_id: Set(erasure.by_id.map(Into::into)),
        receipt: Set(erasure.receipt.to_string()),
    };
    row.insert(&tx.executor()).await?;
    Ok(())
}

/// One receipt, by the identifier that the person had.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: CandidateId) -> Result<Option<Erasure>> {
    let query =
        row::Entity::find_by_id(Uuid::from(id)).filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)));
    query.one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// The newest receipts.
pub async fn recent(conn: &impl Conn, workspace: WorkspaceId, most: u64) -> Result<Vec<Erasure>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_desc(row::Column::At)
        .order_by_desc(row::Column::Id)
        .limit(most)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}
