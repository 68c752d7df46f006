//! By what the records of the talent pool can be found again: addresses, numbers, pages and names.

use std::collections::BTreeSet;

use model::{
    PoolRecordId, ProfileId, WorkspaceId,
    pool::{KeyKind, Record},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, QuerySelect, Statement, Value, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::Result,
    hiring::batch::{self, in_few_forms},
};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "pool_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub record_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub value: String,
        pub workspace_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Keeps by what records can be found now.
pub(super) async fn set_many(tx: &Tx, workspace: WorkspaceId, records: &[Record]) -> Result<()> {
    let ids: Vec<_> = records.iter().map(|record| record.id).collect();
    delete(tx, &ids).await?;
    let of = |record: &Record| {
        let id = record.id;
        record.person.keys().into_iter().map(move |(kind, value)| row::ActiveModel {
            record_id: Set(id.into()),
            kind: Set(kind.as_str().into()),
            value: Set(value),
            workspace_id: Set(workspace.into()),
        })
    };
    batch::insert(tx, records.iter().flat_map(of).collect()).await
}

/// Forgets by what records could be found.
pub(super) async fn delete(tx: &Tx, records: &[PoolRecordId]) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::RecordId.is_in(in_few_forms(records.iter().map(|id| Uuid::from(*id)))))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// The profiles that have one of these values; more than `most` of one kind of value are not looked at, because what
/// so many share tells nobody apart.
pub async fn holders(
    conn: &impl Conn,
    workspace: WorkspaceId,
    keys: &[(KeyKind, String)],
    most: u64,
) -> Result<BTreeSet<ProfileId>> {
    const SQL: &str = "select distinct r.profile_id from pool_key k join pool_record r on r.id = k.record_id
        where k.workspace_id = $1 and k.kind = $2 and k.value = $3 limit $4";
    let (executor, mut found) = (conn.executor(), BTreeSet::new());
    for (kind, value) in keys {
        let values: [Value; 4] = [
            Uuid::from(workspace).into(),
            kind.as_str().into(),
            value.clone().into(),
            i64::try_from(most).unwrap_or(i64::MAX).into(),
        ];
        let query = Statement::from_sql_and_values(executor.get_database_backend(), SQL, values);
        for row in executor.query_all_raw(query).await? {
            found.insert(row.try_get::<Uuid>("", "profile_id")?.into());
        }
    }
    Ok(found)
}

/// The records of a workspace that have a value.
pub async fn records_with(
    conn: &impl Conn,
    workspace: WorkspaceId,
    kind: KeyKind,
    value: &str,
) -> Result<Vec<PoolRecordId>> {
    let ids: Vec<Uuid> = row::Entity::find()
        .select_only()
        .column(row::Column::RecordId)
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Kind.eq(kind.as_str()))
        .filter(row::Column::Value.eq(value))
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(ids.into_iter().map(Into::into).collect())
}
