//! Files kept with candidates. The bytes are a row of the same database, so that they commit with everything else.

use model::{
    AttachmentId, CandidateId, WorkspaceId,
    attachment::{Attachment, AttachmentKind},
};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*};

use super::batch::in_few_forms;
use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "attachment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub candidate_id: Uuid,
        pub kind: String,
        pub name: String,
        pub content_type: String,
        pub size: i64,
        pub sha256: String,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod bytes_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "attachment_bytes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub attachment_id: Uuid,
        pub workspace_id: Uuid,
        pub bytes: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Attachment {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            candidate: row.candidate_id.into(),
            kind: AttachmentKind::parse(&row.kind).ok_or(Error::Unreadable("attachment"))?,
            name: row.name,
            content_type: row.content_type,
            size: row.size.try_into().unwrap_or(0),
            sha256: row.sha256,
            created_at: from_ms(row.created_at),
        })
    }
}

/// Keeps a file.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, attachment: &Attachment, bytes: Vec<u8>) -> Result<()> {
    row::ActiveModel {
        id: Set(attachment.id.into()),
        workspace_id: Set(workspace.into()),
        candidate_id: Set(attachment.candidate.into()),
        kind: Set(attachment.kind.as_str().into()),
        name: Set(attachment.name.clone()),
        content_type: Set(attachment.content_type.clone()),
        size: Set(attachment.size.try_into().unwrap_or(i64::MAX)),
        sha256: Set(attachment.sha256.clone()),
        created_at: Set(to_ms(attachment.created_at)),
    }
    .insert(&tx.executor())
    .await?;
    bytes_row::Entity::insert(bytes_row::ActiveModel {
        attachment_id: Set(attachment.id.into()),
        workspace_id: Set(workspace.into()),
        bytes: Set(bytes),
    })
    .exec_without_returning(&tx.executor())
    .await?;
    Ok(())
}

/// One file.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: AttachmentId) -> Result<Option<Attachment>> {
    row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// A candidate's files, newest first.
pub async fn of_candidate(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidate: CandidateId,
) -> Result<Vec<Attachment>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::CandidateId.eq(Uuid::from(candidate)))
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The résumés of several candidates, newest first.
pub async fn resumes_of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidates: &[CandidateId],
) -> Result<Vec<Attachment>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::CandidateId.is_in(in_few_forms(candidates.iter().map(|id| Uuid::from(*id)))))
        .filter(row::Column::Kind.eq(AttachmentKind::Resume.as_str()))
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Which of these contents, by SHA-256, some file has.
pub async fn of_content(conn: &impl Conn, workspace: WorkspaceId, sha256: &[String]) -> Result<Vec<String>> {
    Ok(row::Entity::find()
        .select_only()
        .column(row::Column::Sha256)
        .distinct()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Sha256.is_in(sha256))
        .into_tuple()
        .all(&conn.executor())
        .await?)
}

/// A file's bytes.
pub async fn bytes(conn: &impl Conn, workspace: WorkspaceId, id: AttachmentId) -> Result<Option<Vec<u8>>> {
    Ok(bytes_row::Entity::find_by_id(Uuid::from(id))
        .filter(bytes_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?
        .map(|row| row.bytes))
}

/// Takes a file away.
pub async fn delete(tx: &Tx, workspace: WorkspaceId, id: AttachmentId) -> Result<()> {
    bytes_row::Entity::delete_many()
        .filter(bytes_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(bytes_row::Column::AttachmentId.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Gives files to another candidate.
pub async fn set_candidate(
    tx: &Tx,
    workspace: WorkspaceId,
    ids: &[AttachmentId],
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
