//! The audit log: who did what, when and from where. Lines are added, never changed.

use jiff::Timestamp;
use model::WorkspaceId;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*};
use uuid::Uuid;

use crate::{
    Conn, Tx,
    error::Result,
    hiring::batch,
    time::{from_ms, to_ms},
};

pub mod chain;

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// Its identifier, in order of time.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Who, by name, as they were called then.
    pub actor: String,
    /// Who, where it was a user.
    pub actor_id: Option<Uuid>,
    /// From where: an address, `cli`, `rule`, `worker`.
    pub origin: String,
    /// What was done: `candidate.moved`, `connection.enabled`, …
    pub action: String,
    /// The kind of record it was done to.
    pub subject: String,
    /// Which record.
    pub subject_id: Option<Uuid>,
    /// What changed, in words, without secrets.
    pub detail: String,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub at: i64,
        pub actor: String,
        pub actor_id: Option<Uuid>,
        pub origin: String,
        pub action: String,
        pub subject: String,
        pub subject_id: Option<Uuid>,
        pub detail: String,
        pub position: Option<i64>,
        pub salt: Option<String>,
        pub detail_hash: Option<String>,
        pub previous: Option<String>,
        pub hash: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for AuditLine {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id,
            at: from_ms(row.at),
            actor: row.actor,
            actor_id: row.actor_id,
            origin: row.origin,
            action: row.action,
            subject: row.subject,
            subject_id: row.subject_id,
            detail: row.detail,
        }
    }
}

/// Adds a line.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, line: &AuditLine) -> Result<()> {
    insert_many(tx, workspace, std::slice::from_ref(line)).await
}

/// Adds lines.
pub async fn insert_many(tx: &Tx, workspace: WorkspaceId, lines: &[AuditLine]) -> Result<()> {
    let rows = lines.iter().map(|line| row::ActiveModel {
        id: Set(line.id),
        workspace_id: Set(workspace.into()),
        at: Set(to_ms(line.at)),
        actor: Set(line.actor.clone()),
        actor_id: Set(line.actor_id),
        origin: Set(line.origin.clone()),
        action: Set(line.action.clone()),
        subject: Set(line.subject.clone()),
        subject_id: Set(line.subject_id),
        detail: Set(line.detail.clone()),
        position: Set(None),
        salt: Set(None),
        detail_hash: Set(None),
        previous: Set(None),
        hash: Set(None),
    });
    batch::insert(tx, rows.collect()).await
}

/// The lines about one record, newest first.
pub async fn of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    subject: Uuid,
    most: u64,
) -> Result<Vec<AuditLine>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::SubjectId.eq(subject))
        .order_by_desc(row::Column::At)
        .order_by_desc(row::Column::Id)
        .limit(most)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The newest lines of a workspace.
pub async fn recent(conn: &impl Conn, workspace: WorkspaceId, most: u64) -> Result<Vec<AuditLine>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_desc(row::Column::At)
        .order_by_desc(row::Column::Id)
        .limit(most)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Which lines of the log are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words that must stand in the actor's name, the action or the detail; empty for any.
    pub text: String,
    /// The kind of record; empty for any.
    pub subject: String,
    /// Only lines older than this one, so that a long log can be leafed through.
    pub before: Option<Uuid>,
}

/// The newest lines of a workspace that are wanted.
pub async fn search(
    conn: &impl Conn,
    workspace: WorkspaceId,
    wanted: &Wanted,
    most: u64,
) -> Result<Vec<AuditLine>> {
    use sea_orm::sea_query::{ExprTrait, Func, LikeExpr};
    let mut query = row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)));
    if !wanted.subject.is_empty() {
        query = query.filter(row::Column::Subject.eq(&wanted.subject));
    }
    if let Some(before) = wanted.before {
        query = query.filter(row::Column::Id.lt(before));
    }
    for word in wanted.text.split_whitespace() {
        let word = word.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let has = |column: row::Column| {
            Expr::expr(Func::lower(Expr::col(column))).like(LikeExpr::new(format!("%{word}%")).escape('\\'))
        };
        query =
            query.filter(has(row::Column::Actor).or(has(row::Column::Action)).or(has(row::Column::Detail)));
    }
    // Identifiers are in order of time.
    let rows = query.order_by_desc(row::Column::Id).limit(most).all(&conn.executor()).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}
