//! Tags, their categories, and who has them.

use std::collections::BTreeMap;

use model::{
    CandidateId, ConnectionId, TagCategoryId, TagId, WorkspaceId,
    tag::{Tag, TagCategory},
};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict};

use super::batch::{self, in_few_forms};
use crate::{
    Conn, Tx,
    error::{Error, Result},
};

pub(crate) mod category_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "tag_category")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub name: String,
        pub colour: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "tag")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub category_id: Uuid,
        pub name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod held_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "candidate_tag")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub candidate_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub tag_id: Uuid,
        pub workspace_id: Uuid,
        pub connection_id: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<category_row::Model> for TagCategory {
    fn from(row: category_row::Model) -> Self {
        Self { id: row.id.into(), name: row.name, colour: row.colour }
    }
}

impl From<row::Model> for Tag {
    fn from(row: row::Model) -> Self {
        Self { id: row.id.into(), category: row.category_id.into(), name: row.name }
    }
}

/// Keeps a category, new or changed.
pub async fn put_category(tx: &Tx, workspace: WorkspaceId, category: &TagCategory) -> Result<()> {
    let row = category_row::ActiveModel {
        id: Set(category.id.into()),
        workspace_id: Set(workspace.into()),
        name: Set(category.name.clone()),
        colour: Set(category.colour.clone()),
    };
    category_row::Entity::insert(row)
        .on_conflict(
            OnConflict::column(category_row::Column::Id)
                .update_columns([category_row::Column::Name, category_row::Column::Colour])
                .to_owned(),
        )
        .exec_without_returning(&tx.executor())
        .await
        .map_err(|error| Error::from(error).taken_as("category name"))?;
    Ok(())
}

/// Keeps a tag, new or changed.
pub async fn put(tx: &Tx, workspace: WorkspaceId, tag: &Tag) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(tag.id.into()),
        workspace_id: Set(workspace.into()),
        category_id: Set(tag.category.into()),
        name: Set(tag.name.clone()),
    };
    row::Entity::insert(row)
        .on_conflict(
            OnConflict::column(row::Column::Id)
                .update_columns([row::Column::Name, row::Column::CategoryId])
                .to_owned(),
        )
        .exec_without_returning(&tx.executor())
        .await
        .map_err(|error| Error::from(error).taken_as("tag name"))?;
    Ok(())
}

/// Takes a category away, which fails where it still has tags.
pub async fn delete_category(tx: &Tx, workspace: WorkspaceId, id: TagCategoryId) -> Result<()> {
    category_row::Entity::delete_many()
        .filter(category_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(category_row::Column::Id.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Takes a tag away, from everybody who has it too.
pub async fn delete(tx: &Tx, workspace: WorkspaceId, id: TagId) -> Result<()> {
    held_row::Entity::delete_many()
        .filter(held_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(held_row::Column::TagId.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Every category, by name.
pub async fn categories(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<TagCategory>> {
    let rows = category_row::Entity::find()
        .filter(category_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_asc(category_row::Column::Name)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Every tag, by name.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<Tag>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_asc(row::Column::Name)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// How many candidates have each tag; one that nobody has is left out.
pub async fn counts(conn: &impl Conn, workspace: WorkspaceId) -> Result<BTreeMap<TagId, u64>> {
    let rows: Vec<(Uuid, i64)> = held_row::Entity::find()
        .select_only()
        .column(held_row::Column::TagId)
        .column_as(held_row::Column::CandidateId.count(), "holders")
        .filter(held_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .group_by(held_row::Column::TagId)
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(|(tag, count)| (tag.into(), count.try_into().unwrap_or(0))).collect())
}

/// How many candidates have at least one of these tags.
pub async fn count_holders(conn: &impl Conn, workspace: WorkspaceId, tags: &[TagId]) -> Result<u64> {
    Ok(held_row::Entity::find()
        .select_only()
        .column(held_row::Column::CandidateId)
        .distinct()
        .filter(held_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(held_row::Column::TagId.is_in(in_few_forms(tags.iter().map(|id| Uuid::from(*id)))))
        .count(&conn.executor())
        .await?)
}

/// The tags that each of these candidates has.
pub async fn of_candidates(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidates: &[CandidateId],
) -> Result<BTreeMap<CandidateId, Vec<TagId>>> {
    let rows = held_row::Entity::find()
        .filter(held_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(
            held_row::Column::CandidateId.is_in(in_few_forms(candidates.iter().map(|id| Uuid::from(*id)))),
        )
        .all(&conn.executor())
        .await?;
    let mut held: BTreeMap<CandidateId, Vec<TagId>> = BTreeMap::new();
    for row in rows {
        held.entry(row.candidate_id.into()).or_default().push(row.tag_id.into());
    }
    Ok(held)
}

/// Gives tags to candidates, as a person does; a tag that one has already stays.
pub async fn give(tx: &Tx, workspace: WorkspaceId, pairs: &[(CandidateId, TagId)]) -> Result<()> {
    give_by(tx, workspace, None, pairs).await
}

/// Gives tags to candidates, as a connection does where one is named; a tag that one has already stays as it is.
pub async fn give_by(
    tx: &Tx,
    workspace: WorkspaceId,
    connection: Option<ConnectionId>,
    pairs: &[(CandidateId, TagId)],
) -> Result<()> {
    let rows = pairs.iter().map(|(candidate, tag)| held_row::ActiveModel {
        candidate_id: Set((*candidate).into()),
        tag_id: Set((*tag).into()),
        workspace_id: Set(workspace.into()),
        connection_id: Set(connection.map(Uuid::from)),
    });
    let clash =
        OnConflict::columns([held_row::Column::CandidateId, held_row::Column::TagId]).do_nothing().to_owned();
    batch::put(tx, rows.collect(), &clash).await
}

/// Takes back tags that a connection gave; one that a person gave stays.
pub async fn take_back(
    tx: &Tx,
    workspace: WorkspaceId,
    connection: ConnectionId,
    candidate: CandidateId,
    tags: &[TagId],
) -> Result<u64> {
    let done = held_row::Entity::delete_many()
        .filter(held_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(held_row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(held_row::Column::CandidateId.eq(Uuid::from(candidate)))
        .filter(held_row::Column::TagId.is_in(in_few_forms(tags.iter().map(|id| Uuid::from(*id)))))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected)
}

/// Takes a tag from candidates.
pub async fn take(tx: &Tx, workspace: WorkspaceId, candidates: &[CandidateId], tag: TagId) -> Result<u64> {
    let done = held_row::Entity::delete_many()
        .filter(held_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(held_row::Column::TagId.eq(Uuid::from(tag)))
        .filter(
            held_row::Column::CandidateId.is_in(in_few_forms(candidates.iter().map(|id| Uuid::from(*id)))),
        )
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected)
}
