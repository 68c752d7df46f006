//! Comments on candidates.

use jiff::Timestamp;
use model::{CandidateId, CommentId, UserId, WorkspaceId};
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*};

use super::batch;
use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// A remark by a user on a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its identifier.
    pub id: CommentId,
    /// On whom.
    pub candidate: CandidateId,
    /// By which user, who alone may change it.
    pub author_id: Option<UserId>,
    /// The author's name, as it was then.
    pub author: String,
    /// What was said.
    pub text: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was last changed, where it was.
    pub edited_at: Option<Timestamp>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "comment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub candidate_id: Uuid,
        pub author_id: Option<Uuid>,
        pub author: String,
        pub text: String,
        pub created_at: i64,
        pub edited_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for Comment {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id.into(),
            candidate: row.candidate_id.into(),
            author_id: row.author_id.map(Into::into),
            author: row.author,
            text: row.text,
            created_at: from_ms(row.created_at),
            edited_at: row.edited_at.map(from_ms),
        }
    }
}

/// Keeps new comments.
pub async fn insert_many(tx: &Tx, workspace: WorkspaceId, comments: &[Comment]) -> Result<()> {
    let rows = comments.iter().cloned().map(|comment| row::ActiveModel {
        id: Set(comment.id.into()),
        workspace_id: Set(workspace.into()),
        candidate_id: Set(comment.candidate.into()),
        author_id: Set(comment.author_id.map(Uuid::from)),
        author: Set(comment.author),
        text: Set(comment.text),
        created_at: Set(to_ms(comment.created_at)),
        edited_at: Set(comment.edited_at.map(to_ms)),
    });
    batch::insert(tx, rows.collect()).await
}

/// One comment.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: CommentId) -> Result<Option<Comment>> {
    Ok(row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?
        .map(Into::into))
}

/// The comments on a candidate, newest first.
pub async fn of_candidate(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidate: CandidateId,
) -> Result<Vec<Comment>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::CandidateId.eq(Uuid::from(candidate)))
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Changes what a comment says.
pub async fn set_text(
    tx: &Tx,
    workspace: WorkspaceId,
    id: CommentId,
    text: &str,
    at: Timestamp,
) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::Text, Expr::value(text))
        .col_expr(row::Column::EditedAt, Expr::value(to_ms(at)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Takes a comment away.
pub async fn delete(tx: &Tx, workspace: WorkspaceId, id: CommentId) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Gives comments to another candidate.
pub async fn set_candidate(
    tx: &Tx,
    workspace: WorkspaceId,
    ids: &[CommentId],
    candidate: CandidateId,
) -> Result<u64> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::CandidateId, Expr::value(Uuid::from(candidate)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.is_in(ids.iter().map(|id| Uuid::from(*id))))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected)
}
