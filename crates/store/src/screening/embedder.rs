//! A model that judges likeness of meaning, of a workspace that switched one on.

use jiff::Timestamp;
use model::WorkspaceId;
use sea_orm::{ActiveValue::Set, Iterable, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// Where the model is, and from when on it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embedder {
    /// The address before `/embeddings`.
    pub base: String,
    /// The model's name there.
    pub name: String,
    /// From which likeness on a line shows a skill: the cosine in hundredths.
    pub least: u8,
    /// The key, sealed.
    pub key: Option<String>,
    /// Why it could not be asked, and since when.
    pub problem: Option<(Timestamp, String)>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "screening_embedder")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub workspace_id: Uuid,
        pub base: String,
        pub name: String,
        pub least: i32,
        pub secret: Option<String>,
        pub problem: Option<String>,
        pub problem_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for Embedder {
    fn from(row: row::Model) -> Self {
        Self {
            base: row.base,
            name: row.name,
            least: row.least.clamp(0, 100).try_into().unwrap_or(100),
            key: row.secret,
            problem: row.problem_at.map(from_ms).zip(row.problem),
        }
    }
}

/// The model of a workspace; none where it is switched off.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId) -> Result<Option<Embedder>> {
    Ok(row::Entity::find_by_id(Uuid::from(workspace)).one(&conn.executor()).await?.map(Into::into))
}

/// The models of all workspaces.
pub async fn of_all_workspaces(conn: &impl Conn) -> Result<Vec<(WorkspaceId, Embedder)>> {
    let rows = row::Entity::find().all(&conn.executor()).await?;
    Ok(rows.into_iter().map(|row| (row.workspace_id.into(), row.into())).collect())
}

/// Keeps the model of a workspace, new or changed.
pub async fn put(tx: &Tx, workspace: WorkspaceId, embedder: &Embedder) -> Result<()> {
    let (at, why) = embedder.problem.clone().unzip();
    let row = row::ActiveModel {
        workspace_id: Set(workspace.into()),
        base: Set(embedder.base.clone()),
        name: Set(embedder.name.clone()),
        least: Set(embedder.least.into()),
        secret: Set(embedder.key.clone()),
        problem: Set(why),
        problem_at: Set(at.map(to_ms)),
    };
    let changes = row::Column::iter().filter(|column| !matches!(column, row::Column::WorkspaceId));
    row::Entity::insert(row)
        .on_conflict(OnConflict::column(row::Column::WorkspaceId).update_columns(changes).to_owned())
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}

/// Notes why it could not be asked, or that it answered.
pub async fn note(tx: &Tx, workspace: WorkspaceId, problem: Option<(Timestamp, &str)>) -> Result<()> {
    let (at, why) = problem.unzip();
    row::Entity::update_many()
        .col_expr(row::Column::Problem, Expr::value(why.map(str::to_owned)))
        .col_expr(row::Column::ProblemAt, Expr::value(at.map(to_ms)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Switches the model of a workspace off. `false` where there was none.
pub async fn forget(tx: &Tx, workspace: WorkspaceId) -> Result<bool> {
    let gone = row::Entity::delete_by_id(Uuid::from(workspace)).exec(&tx.executor()).await?;
    Ok(gone.rows_affected > 0)
}
