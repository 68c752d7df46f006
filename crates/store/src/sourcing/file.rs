//! Files of the talent pool, for the most part résumés, each with the record that it came with.

use jiff::Timestamp;
use model::{AttachmentId, PoolRecordId, WorkspaceId};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*};

use crate::{Conn, Tx, error::Result, hiring::batch::in_few_forms, time::to_ms};

/// A file without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its identifier.
    pub id: AttachmentId,
    /// The record that it came with.
    pub record: PoolRecordId,
    /// Its name.
    pub name: String,
    /// What it is, as MIME has it.
    pub content_type: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "pool_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub record_id: Uuid,
        pub name: String,
        pub content_type: String,
        pub sha256: String,
        pub created_at: i64,
        pub bytes: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Keeps a file.
pub async fn insert(
    tx: &Tx,
    workspace: WorkspaceId,
    file: &File,
    bytes: Vec<u8>,
    at: Timestamp,
) -> Result<()> {
    row::ActiveModel {
        id: Set(file.id.into()),
        workspace_id: Set(workspace.into()),
        record_id: Set(file.record.into()),
        name: Set(file.name.clone()),
        content_type: Set(file.content_type.clone()),
        sha256: Set(file.sha256.clone()),
        created_at: Set(to_ms(at)),
        bytes: Set(bytes),
    }
    .insert(&tx.executor())
    .await?;
    Ok(())
}

/// The files of records, the latest first.
pub async fn of_records(
    conn: &impl Conn,
    workspace: WorkspaceId,
    records: &[PoolRecordId],
) -> Result<Vec<File>> {
    use row::Column as C;
    let rows: Vec<(Uuid, Uuid, String, String, String)> = row::Entity::find()
        .select_only()
        .columns([C::Id, C::RecordId, C::Name, C::ContentType, C::Sha256])
        .filter(C::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(C::RecordId.is_in(in_few_forms(records.iter().map(|id| Uuid::from(*id)))))
        .order_by_desc(C::CreatedAt)
        .order_by_desc(C::Id)
        .into_tuple()
        .all(&conn.executor())
        .await?;
    let file = |(id, record, name, content_type, sha256): (Uuid, Uuid, _, _, _)| File {
        id: id.into(),
        record: record.into(),
        name,
        content_type,
        sha256,
    };
    Ok(rows.into_iter().map(file).collect())
}

/// One file with its bytes.
pub async fn get(
    conn: &impl Conn,
    workspace: WorkspaceId,
    id: AttachmentId,
) -> Result<Option<(File, Vec<u8>)>> {
    let row = row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?;
    Ok(row.map(|row| {
        let file = File {
            id: row.id.into(),
            record: row.record_id.into(),
            name: row.name,
            content_type: row.content_type,
            sha256: row.sha256,
        };
        (file, row.bytes)
    }))
}

/// Takes the files of records away.
pub(super) async fn delete(tx: &Tx, records: &[PoolRecordId]) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::RecordId.is_in(in_few_forms(records.iter().map(|id| Uuid::from(*id)))))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
