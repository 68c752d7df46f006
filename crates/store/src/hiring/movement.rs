//! The way an application took through the stages.

use jiff::Timestamp;
use model::{ApplicationId, WorkspaceId, job::StageKind};
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*};

use super::batch::{self, in_few_forms};
use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

/// One step of an application's way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// Its identifier.
    pub id: Uuid,
    /// Which application.
    pub application: ApplicationId,
    /// The stage it left, as it was called then; `None` for the beginning.
    pub from: Option<String>,
    /// The stage it came to, as it was called then.
    pub to: String,
    /// What that stage meant.
    pub kind: StageKind,
    /// Who moved it.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "application_move")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub application_id: Uuid,
        pub from_name: Option<String>,
        pub to_name: String,
        pub to_kind: String,
        pub actor: String,
        pub at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Movement {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id,
            application: row.application_id.into(),
            from: row.from_name,
            to: row.to_name,
            kind: StageKind::parse(&row.to_kind).ok_or(Error::Unreadable("move"))?,
            actor: row.actor,
            at: from_ms(row.at),
        })
    }
}

/// Adds steps.
pub async fn insert_many(tx: &Tx, workspace: WorkspaceId, moves: &[Movement]) -> Result<()> {
    let rows = moves.iter().cloned().map(|step| row::ActiveModel {
        id: Set(step.id),
        workspace_id: Set(workspace.into()),
        application_id: Set(step.application.into()),
        from_name: Set(step.from),
        to_name: Set(step.to),
        to_kind: Set(step.kind.as_str().into()),
        actor: Set(step.actor),
        at: Set(to_ms(step.at)),
    });
    batch::insert(tx, rows.collect()).await
}

/// The steps of several applications, the oldest first.
pub async fn of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    applications: &[ApplicationId],
) -> Result<Vec<Movement>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ApplicationId.is_in(in_few_forms(applications.iter().map(|id| Uuid::from(*id)))))
        .order_by_asc(row::Column::At)
        .order_by_asc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}
