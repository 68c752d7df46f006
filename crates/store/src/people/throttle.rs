//! How often signing in failed, by the hash of whom or where it was tried; in the database, so that all nodes
//! count together. No address is kept in the clear.

use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, QuerySelect, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// How often signing in failed for one e-mail address or from one network address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failures {
    /// How often in a row.
    pub count: u32,
    /// When last.
    pub last_at: Timestamp,
    /// Until when nobody may try.
    pub blocked_until: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "sign_in_throttle")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub failures: i32,
        pub last_failure_at: i64,
        pub blocked_until: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The failures counted under a key, held until the transaction ends, so that two attempts at once count as two.
pub async fn hold(tx: &Tx, key: &str) -> Result<Failures> {
    let none = row::ActiveModel {
        key: Set(key.into()),
        failures: Set(0),
        last_failure_at: Set(0),
        blocked_until: Set(0),
    };
    row::Entity::insert(none)
        .on_conflict(OnConflict::column(row::Column::Key).do_nothing().to_owned())
        .exec_without_returning(&tx.executor())
        .await?;
    let row = row::Entity::find_by_id(key).lock_exclusive().one(&tx.executor()).await?;
    Ok(row.map_or(
        Failures { count: 0, last_at: Timestamp::UNIX_EPOCH, blocked_until: Timestamp::UNIX_EPOCH },
        |row| Failures {
            count: row.failures.try_into().unwrap_or(0),
            last_at: from_ms(row.last_failure_at),
            blocked_until: from_ms(row.blocked_until),
        },
    ))
}

/// Keeps the failures counted under a key that is held.
pub async fn update(tx: &Tx, key: &str, failures: Failures) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::Failures, Expr::value(i32::try_from(failures.count).unwrap_or(i32::MAX)))
        .col_expr(row::Column::LastFailureAt, Expr::value(to_ms(failures.last_at)))
        .col_expr(row::Column::BlockedUntil, Expr::value(to_ms(failures.blocked_until)))
        .filter(row::Column::Key.eq(key))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Keeps when a counted failure ended.
pub async fn ended(tx: &Tx, key: &str, at: Timestamp) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::LastFailureAt, Expr::value(to_ms(at)))
        .filter(row::Column::Key.eq(key))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Forgets the failures counted under a key.
pub async fn clear(tx: &Tx, key: &str) -> Result<()> {
    row::Entity::delete_by_id(key).exec(&tx.executor()).await?;
    Ok(())
}

/// Forgets every failure that was last counted before a time, so that the table doesn't grow for ever.
pub async fn clear_before(tx: &Tx, before: Timestamp) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::LastFailureAt.lt(to_ms(before)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
