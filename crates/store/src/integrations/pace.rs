//! What the nodes took together of the limit of a connection's vendor. What stands in it is the caller's to say.

use model::ConnectionId;
use sea_orm::{ActiveValue::Set, QuerySelect, entity::prelude::*, sea_query::OnConflict};
use serde::{Serialize, de::DeserializeOwned};

use super::{read, text};
use crate::{Conn, Tx, error::Result};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "connection_pace")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub connection_id: Uuid,
        pub ledger: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A connection's ledger, which nobody else can lock until the transaction ends. One that can't be read, as of a later
/// version of the program, begins anew.
pub async fn lock<L: DeserializeOwned + Default>(tx: &Tx, connection: ConnectionId) -> Result<L> {
    let locked = row::Entity::find_by_id(Uuid::from(connection)).lock_exclusive();
    let mut found = locked.clone().one(&tx.executor()).await?;
    if found.is_none() {
        let none = row::ActiveModel { connection_id: Set(connection.into()), ledger: Set("{}".into()) };
        let once = OnConflict::column(row::Column::ConnectionId).do_nothing().to_owned();
        row::Entity::insert(none).on_conflict(once).exec_without_returning(&tx.executor()).await?;
        found = locked.one(&tx.executor()).await?;
    }
    Ok(found.and_then(|row| read(&row.ledger, "ledger").ok()).unwrap_or_default())
}

/// Keeps a connection's ledger. The caller has locked it.
pub async fn put<L: Serialize>(tx: &Tx, connection: ConnectionId, ledger: &L) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::Ledger, Expr::value(text(ledger)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        integrations::tests::{CONNECTION, house},
        testing::fresh,
    };

    #[tokio::test]
    async fn nobody_takes_between_another_ones_look_and_its_entry() {
        for fresh in fresh().await {
            let db = &fresh.db;
            house(db).await;
            let count = async || {
                let tx = db.begin().await.unwrap();
                let counted: Vec<u32> = lock(&tx, CONNECTION).await.unwrap();
                tokio::task::yield_now().await;
                put(&tx, CONNECTION, &[counted, vec![1]].concat()).await.unwrap();
                tx.commit().await.unwrap();
            };
            futures::future::join_all((0..20).map(|_| count())).await;
            let tx = db.begin().await.unwrap();
            assert_eq!(lock::<Vec<u32>>(&tx, CONNECTION).await.unwrap().len(), 20);
        }
    }
}
