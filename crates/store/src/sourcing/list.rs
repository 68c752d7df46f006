//! Lists of people of the talent pool. A list for a job is that job's project.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{JobId, PoolListId, ProfileId, WorkspaceId};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, QueryOrder, QuerySelect, Statement, entity::prelude::*,
    sea_query::OnConflict,
};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch::{self, in_few_forms},
    time::to_ms,
};

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Its identifier.
    pub id: PoolListId,
    /// The name people read.
    pub name: String,
    /// The job it is for, where it is a project.
    pub job: Option<JobId>,
    /// Who made it.
    pub made_by: String,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "pool_list")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub name: String,
        pub job_id: Option<Uuid>,
        pub made_by: String,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod listed_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "pool_listed")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub list_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub profile_id: Uuid,
        pub workspace_id: Uuid,
        pub standing: String,
        pub added_by: String,
        pub added_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for List {
    fn from(row: row::Model) -> Self {
        Self { id: row.id.into(), name: row.name, job: row.job_id.map(Into::into), made_by: row.made_by }
    }
}

/// Keeps a new list.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, list: &List, at: Timestamp) -> Result<()> {
    row::ActiveModel {
        id: Set(list.id.into()),
        workspace_id: Set(workspace.into()),
        name: Set(list.name.clone()),
        job_id: Set(list.job.map(Into::into)),
        made_by: Set(list.made_by.clone()),
        created_at: Set(to_ms(at)),
    }
    .insert(&tx.executor())
    .await
    .map_err(|error| Error::from(error).taken_as("list name"))?;
    Ok(())
}

/// Every list by name, with how many people are on it.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<(List, u64)>> {
    const COUNT: &str =
        "select list_id, count(*) as people from pool_listed where workspace_id = $1 group by list_id";
    let executor = conn.executor();
    let lists = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_asc(row::Column::Name)
        .all(&executor)
        .await?;
    let query = Statement::from_sql_and_values(
        executor.get_database_backend(),
        COUNT,
        [Uuid::from(workspace).into()],
    );
    let mut people: BTreeMap<Uuid, i64> = BTreeMap::new();
    for row in executor.query_all_raw(query).await? {
        people.insert(row.try_get("", "list_id")?, row.try_get("", "people")?);
    }
    let counted = |row: row::Model| {
        let count = people.get(&row.id).copied().unwrap_or(0);
        (List::from(row), count.try_into().unwrap_or(0))
    };
    Ok(lists.into_iter().map(counted).collect())
}

/// One list.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: PoolListId) -> Result<Option<List>> {
    let row = row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?;
    Ok(row.map(Into::into))
}

/// Puts people on a list; who is there already stays as they are.
pub async fn add(
    tx: &Tx,
    workspace: WorkspaceId,
    list: PoolListId,
    profiles: &[ProfileId],
    by: &str,
    at: Timestamp,
) -> Result<()> {
    use listed_row::Column as C;
    let rows = profiles.iter().map(|profile| listed_row::ActiveModel {
        list_id: Set(list.into()),
        profile_id: Set((*profile).into()),
        workspace_id: Set(workspace.into()),
        standing: Set("new".into()),
        added_by: Set(by.into()),
        added_at: Set(to_ms(at)),
    });
    let clash = OnConflict::columns([C::ListId, C::ProfileId]).do_nothing().to_owned();
    batch::put(tx, rows.collect(), &clash).await
}

/// Takes people off a list.
pub async fn remove(tx: &Tx, workspace: WorkspaceId, list: PoolListId, profiles: &[ProfileId]) -> Result<()> {
    listed_row::Entity::delete_many()
        .filter(listed_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(listed_row::Column::ListId.eq(Uuid::from(list)))
        .filter(listed_row::Column::ProfileId.is_in(in_few_forms(profiles.iter().map(|id| Uuid::from(*id)))))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Keeps where somebody stands in a project. `false` where they are not on that list.
pub async fn set_standing(
    tx: &Tx,
    workspace: WorkspaceId,
    list: PoolListId,
    profile: ProfileId,
    standing: &str,
) -> Result<bool> {
    let done = listed_row::Entity::update_many()
        .col_expr(listed_row::Column::Standing, Expr::value(standing))
        .filter(listed_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(listed_row::Column::ListId.eq(Uuid::from(list)))
        .filter(listed_row::Column::ProfileId.eq(Uuid::from(profile)))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Who is on a list and where each stands, those added last first.
pub async fn members(
    conn: &impl Conn,
    workspace: WorkspaceId,
    list: PoolListId,
) -> Result<Vec<(ProfileId, String)>> {
    use listed_row::Column as C;
    let rows: Vec<(Uuid, String)> = listed_row::Entity::find()
        .select_only()
        .columns([C::ProfileId, C::Standing])
        .filter(C::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(C::ListId.eq(Uuid::from(list)))
        .order_by_desc(C::AddedAt)
        .order_by_asc(C::ProfileId)
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(|(profile, standing)| (profile.into(), standing)).collect())
}

/// On which lists several people are.
pub async fn of_profiles(
    conn: &impl Conn,
    workspace: WorkspaceId,
    profiles: &[ProfileId],
) -> Result<Vec<(ProfileId, PoolListId)>> {
    use listed_row::Column as C;
    let rows: Vec<(Uuid, Uuid)> = listed_row::Entity::find()
        .select_only()
        .columns([C::ProfileId, C::ListId])
        .filter(C::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(C::ProfileId.is_in(in_few_forms(profiles.iter().map(|id| Uuid::from(*id)))))
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(|(profile, list)| (profile.into(), list.into())).collect())
}

/// Whoever one profile was on lists as, the other one is from now on.
pub async fn pass_on(tx: &Tx, workspace: WorkspaceId, from: ProfileId, to: ProfileId) -> Result<()> {
    const PASS: &str = "update pool_listed set profile_id = $2 where workspace_id = $1 and profile_id = $3
        and not exists (select 1 from pool_listed there where there.list_id = pool_listed.list_id
          and there.profile_id = $2)";
    let executor = tx.executor();
    let values = [Uuid::from(workspace).into(), Uuid::from(to).into(), Uuid::from(from).into()];
    let pass = Statement::from_sql_and_values(executor.get_database_backend(), PASS, values);
    executor.execute_raw(pass).await?;
    forget(tx, workspace, &[from]).await
}

/// Takes people off every list.
pub(super) async fn forget(tx: &Tx, workspace: WorkspaceId, profiles: &[ProfileId]) -> Result<()> {
    listed_row::Entity::delete_many()
        .filter(listed_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(listed_row::Column::ProfileId.is_in(in_few_forms(profiles.iter().map(|id| Uuid::from(*id)))))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
