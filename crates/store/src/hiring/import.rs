//! Files of candidates on their way in.

use jiff::Timestamp;
use model::{ImportId, WorkspaceId};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, QueryOrder, QuerySelect, Statement, Value, entity::prelude::*,
};

use crate::{
    Conn, Tx,
    erase::{has, pattern},
    error::Result,
    time::{from_ms, to_ms},
};

/// A file of candidates, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Its identifier.
    pub id: ImportId,
    /// The file's name.
    pub file_name: String,
    /// The file's text.
    pub file: String,
    /// What separates its columns.
    pub delimiter: char,
    /// Which column goes where, as JSON, once it was said.
    pub mapping: Option<String>,
    /// What came of it, as JSON, once it has run.
    pub outcome: Option<String>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "import")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub file_name: String,
        pub file: String,
        pub delimiter: String,
        pub mapping: Option<String>,
        pub outcome: Option<String>,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Keeps a new file.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, import: &Import, at: Timestamp) -> Result<()> {
    row::ActiveModel {
        id: Set(import.id.into()),
        workspace_id: Set(workspace.into()),
        file_name: Set(import.file_name.clone()),
        file: Set(import.file.clone()),
        delimiter: Set(import.delimiter.into()),
        mapping: Set(import.mapping.clone()),
        outcome: Set(import.outcome.clone()),
        created_at: Set(to_ms(at)),
    }
    .insert(&tx.executor())
    .await?;
    Ok(())
}

/// One file.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: ImportId) -> Result<Option<Import>> {
    let row = row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?;
    Ok(row.map(|row| Import {
        id: row.id.into(),
        file_name: row.file_name,
        file: row.file,
        delimiter: row.delimiter.chars().next().unwrap_or(','),
        mapping: row.mapping,
        outcome: row.outcome,
    }))
}

/// A file in the list of files, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// Its identifier.
    pub id: ImportId,
    /// The file's name.
    pub file_name: String,
    /// What came of it, as JSON, once it has run.
    pub outcome: Option<String>,
    /// When it was brought here.
    pub at: Timestamp,
}

/// The latest files, the newest first.
pub async fn recent(conn: &impl Conn, workspace: WorkspaceId, most: u64) -> Result<Vec<Brief>> {
    let rows: Vec<(Uuid, String, Option<String>, i64)> = row::Entity::find()
        .select_only()
        .columns([row::Column::Id, row::Column::FileName, row::Column::Outcome, row::Column::CreatedAt])
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .limit(most)
        .into_tuple()
        .all(&conn.executor())
        .await?;
    let brief = |(id, file_name, outcome, at): (Uuid, String, Option<String>, i64)| Brief {
        id: id.into(),
        file_name,
        outcome,
        at: from_ms(at),
    };
    Ok(rows.into_iter().map(brief).collect())
}

/// The files in which a word stands, however it is written.
pub async fn mentioning(conn: &impl Conn, workspace: WorkspaceId, word: &str) -> Result<Vec<Import>> {
    let sql = format!(
        "select id from import where workspace_id = $1 and ({} or {})",
        has("file"),
        has("coalesce(outcome, '')")
    );
    let values: [Value; 3] =
        [Uuid::from(workspace).into(), pattern(word).into(), pattern(&word.to_lowercase()).into()];
    let executor = conn.executor();
    let query = Statement::from_sql_and_values(executor.get_database_backend(), sql, values);
    let mut found = Vec::new();
    for row in executor.query_all_raw(query).await? {
        let id: Uuid = row.try_get("", "id")?;
        found.extend(get(conn, workspace, id.into()).await?);
    }
    Ok(found)
}

/// Keeps a file's text and what came of it without somebody's row.
pub async fn set_content(tx: &Tx, workspace: WorkspaceId, import: &Import) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::File, Expr::value(import.file.as_str()))
        .col_expr(row::Column::Outcome, Expr::value(import.outcome.clone()))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(import.id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Keeps which column goes where. `false` where the file has been brought in already.
pub async fn set_mapping(tx: &Tx, workspace: WorkspaceId, id: ImportId, mapping: &str) -> Result<bool> {
    set(tx, workspace, id, row::Column::Mapping, mapping).await
}

/// Keeps what came of it. `false` where the file has been brought in already, so that a second click adds nothing.
pub async fn set_outcome(tx: &Tx, workspace: WorkspaceId, id: ImportId, outcome: &str) -> Result<bool> {
    set(tx, workspace, id, row::Column::Outcome, outcome).await
}

async fn set(
    tx: &Tx,
    workspace: WorkspaceId,
    id: ImportId,
    column: row::Column,
    value: &str,
) -> Result<bool> {
    let done = row::Entity::update_many()
        .col_expr(column, Expr::value(value))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .filter(row::Column::Outcome.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}
