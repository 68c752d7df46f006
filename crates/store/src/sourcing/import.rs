//! Files of people on their way into the talent pool.

use jiff::Timestamp;
use model::{PoolImportId, PoolListId, WorkspaceId};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::Result,
    integrations::{read, text},
    time::to_ms,
};

/// A file of people, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Its identifier.
    pub id: PoolImportId,
    /// The file's name.
    pub file_name: String,
    /// What its columns are called.
    pub headings: Vec<String>,
    /// Its rows, each with its number in the file.
    pub rows: Vec<(u32, Vec<String>)>,
    /// Which column goes where, as JSON, once it was said.
    pub mapping: Option<String>,
    /// How many of its rows are in.
    pub done: u64,
    /// What came of it, as JSON: so far, and in the end.
    pub outcome: Option<String>,
    /// The list that its people go on, where one was chosen.
    pub list: Option<PoolListId>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "pool_import")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub file_name: String,
        pub headings: String,
        pub content: String,
        pub mapping: Option<String>,
        pub done: i64,
        pub outcome: Option<String>,
        pub list_id: Option<Uuid>,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn import(row: row::Model) -> Result<Import> {
    const WHAT: &str = "file of people";
    Ok(Import {
        id: row.id.into(),
        file_name: row.file_name,
        headings: read(&row.headings, WHAT)?,
        rows: read(&row.content, WHAT)?,
        mapping: row.mapping,
        done: row.done.try_into().unwrap_or(0),
        outcome: row.outcome,
        list: row.list_id.map(Into::into),
    })
}

/// Keeps a new file.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, import: &Import, at: Timestamp) -> Result<()> {
    row::ActiveModel {
        id: Set(import.id.into()),
        workspace_id: Set(workspace.into()),
        file_name: Set(import.file_name.clone()),
        headings: Set(text(&import.headings)),
        content: Set(text(&import.rows)),
        mapping: Set(import.mapping.clone()),
        done: Set(0),
        outcome: Set(None),
        list_id: Set(import.list.map(Into::into)),
        created_at: Set(to_ms(at)),
    }
    .insert(&tx.executor())
    .await?;
    Ok(())
}

/// One file.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: PoolImportId) -> Result<Option<Import>> {
    let row = row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?;
    row.map(import).transpose()
}

/// The latest files, the newest first.
pub async fn recent(conn: &impl Conn, workspace: WorkspaceId, most: u64) -> Result<Vec<Import>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .limit(most)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(import).collect()
}

/// Keeps which column goes where, and on which list its people go. `false` where it was said before.
pub async fn begin(
    tx: &Tx,
    workspace: WorkspaceId,
    id: PoolImportId,
    mapping: &str,
    list: Option<PoolListId>,
) -> Result<bool> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::Mapping, Expr::value(mapping))
        .col_expr(row::Column::ListId, Expr::value(list.map(Uuid::from)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .filter(row::Column::Mapping.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Keeps how far it has come. In the end its rows go: they are in the pool now. What was refused is in the outcome.
pub async fn set_progress(
    tx: &Tx,
    workspace: WorkspaceId,
    id: PoolImportId,
    done: u64,
    outcome: &str,
    ended: bool,
) -> Result<()> {
    let mut change = row::Entity::update_many()
        .col_expr(row::Column::Done, Expr::value(i64::try_from(done).unwrap_or(i64::MAX)))
        .col_expr(row::Column::Outcome, Expr::value(outcome))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)));
    if ended {
        change = change.col_expr(row::Column::Content, Expr::value("[]"));
    }
    change.exec(&tx.executor()).await?;
    Ok(())
}

/// Empties the cells of rows that are somebody's; the others stay where they are. Says how many there were.
pub(super) async fn empty_rows(
    tx: &Tx,
    workspace: WorkspaceId,
    is_theirs: impl Fn(&[String]) -> bool,
) -> Result<u64> {
    let mut emptied = 0;
    let unfinished = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Content.ne("[]"))
        .all(&tx.executor())
        .await?;
    for kept in unfinished {
        let mut import = import(kept)?;
        let before = emptied;
        for (_, cells) in import.rows.iter_mut().filter(|(_, cells)| is_theirs(cells)) {
            cells.clear();
            emptied += 1;
        }
        if emptied > before {
            row::Entity::update_many()
                .col_expr(row::Column::Content, Expr::value(text(&import.rows)))
                .filter(row::Column::Id.eq(Uuid::from(import.id)))
                .exec(&tx.executor())
                .await?;
        }
    }
    Ok(emptied)
}
