//! Searches of the talent pool under a name. One with an alert tells its owner who is new.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::{PoolSearchId, ProfileId, UserId, WorkspaceId};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch::{self, in_few_forms},
    time::{from_ms, to_ms},
};

/// A search under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// Its identifier.
    pub id: PoolSearchId,
    /// Whose it is.
    pub owner: UserId,
    /// The name people read.
    pub name: String,
    /// What is looked for, as it stands in the page's address after the `?`.
    pub query: String,
    /// Whether its owner is told who is new.
    pub alert: bool,
    /// Up to when its owner knows who is new.
    pub told_until: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "pool_search")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub owner_id: Uuid,
        pub name: String,
        pub query: String,
        pub alert: bool,
        pub told_until: i64,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod told_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "pool_told")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub search_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub profile_id: Uuid,
        pub workspace_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for Search {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id.into(),
            owner: row.owner_id.into(),
            name: row.name,
            query: row.query,
            alert: row.alert,
            told_until: from_ms(row.told_until),
        }
    }
}

/// Keeps a new search.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, search: &Search, at: Timestamp) -> Result<()> {
    row::ActiveModel {
        id: Set(search.id.into()),
        workspace_id: Set(workspace.into()),
        owner_id: Set(search.owner.into()),
        name: Set(search.name.clone()),
        query: Set(search.query.clone()),
        alert: Set(search.alert),
        told_until: Set(to_ms(search.told_until)),
        created_at: Set(to_ms(at)),
    }
    .insert(&tx.executor())
    .await
    .map_err(|error| Error::from(error).taken_as("search name"))?;
    Ok(())
}

/// Somebody's searches, by name.
pub async fn of_owner(conn: &impl Conn, workspace: WorkspaceId, owner: UserId) -> Result<Vec<Search>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::OwnerId.eq(Uuid::from(owner)))
        .order_by_asc(row::Column::Name)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// One search.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: PoolSearchId) -> Result<Option<Search>> {
    let row = row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?;
    Ok(row.map(Into::into))
}

/// Keeps up to when its owner knows who is new, and of whom they were told.
pub async fn set_told(
    tx: &Tx,
    workspace: WorkspaceId,
    id: PoolSearchId,
    until: Timestamp,
    of: &[ProfileId],
) -> Result<()> {
    use told_row::Column as C;
    row::Entity::update_many()
        .col_expr(row::Column::ToldUntil, Expr::value(to_ms(until)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    let rows = of.iter().map(|profile| told_row::ActiveModel {
        search_id: Set(id.into()),
        profile_id: Set((*profile).into()),
        workspace_id: Set(workspace.into()),
    });
    let clash = OnConflict::columns([C::SearchId, C::ProfileId]).do_nothing().to_owned();
    batch::put(tx, rows.collect(), &clash).await
}

/// Those of these people of whom a search told before.
pub async fn told_of(
    conn: &impl Conn,
    id: PoolSearchId,
    profiles: &[ProfileId],
) -> Result<BTreeSet<ProfileId>> {
    let rows: Vec<Uuid> = told_row::Entity::find()
        .select_only()
        .column(told_row::Column::ProfileId)
        .filter(told_row::Column::SearchId.eq(Uuid::from(id)))
        .filter(told_row::Column::ProfileId.is_in(in_few_forms(profiles.iter().map(|id| Uuid::from(*id)))))
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Takes a search of somebody's away.
pub async fn delete(tx: &Tx, workspace: WorkspaceId, owner: UserId, id: PoolSearchId) -> Result<bool> {
    let theirs = row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::OwnerId.eq(Uuid::from(owner)))
        .one(&tx.executor())
        .await?;
    if theirs.is_none() {
        return Ok(false);
    }
    told_row::Entity::delete_many()
        .filter(told_row::Column::SearchId.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    row::Entity::delete_by_id(Uuid::from(id)).exec(&tx.executor()).await?;
    Ok(true)
}

/// Forgets that searches told of people.
pub(super) async fn forget(tx: &Tx, workspace: WorkspaceId, profiles: &[ProfileId]) -> Result<()> {
    told_row::Entity::delete_many()
        .filter(told_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(told_row::Column::ProfileId.is_in(in_few_forms(profiles.iter().map(|id| Uuid::from(*id)))))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
