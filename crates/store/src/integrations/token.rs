//! The token that a vendor gave for a connection's credentials, sealed, and whose turn it is to renew it.

use std::time::Duration;

use jiff::Timestamp;
use model::ConnectionId;
use sea_orm::{
    ActiveValue::Set,
    Condition,
    entity::prelude::*,
    sea_query::{Expr, OnConflict},
};

use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// A token as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The token, sealed.
    pub sealed: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "connection_token")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub connection_id: Uuid,
        pub credentials: String,
        pub sealed: Option<String>,
        pub expires_at: Option<i64>,
        pub claimed_until: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The token that was given for these credentials; `credentials` tells them from those that were replaced.
pub async fn of(conn: &impl Conn, connection: ConnectionId, credentials: &str) -> Result<Option<Sealed>> {
    let row = row::Entity::find_by_id(Uuid::from(connection))
        .filter(row::Column::Credentials.eq(credentials))
        .one(&conn.executor())
        .await?;
    Ok(row.and_then(|row| Some(Sealed { sealed: row.sealed?, expires_at: from_ms(row.expires_at?) })))
}

/// Takes the right to renew the token for so long; false while another one has it.
pub async fn claim(
    tx: &Tx,
    connection: ConnectionId,
    credentials: &str,
    now: Timestamp,
    lasts: Duration,
) -> Result<bool> {
    let none = row::ActiveModel {
        connection_id: Set(connection.into()),
        credentials: Set(credentials.into()),
        sealed: Set(None),
        expires_at: Set(None),
        claimed_until: Set(None),
    };
    let once = OnConflict::column(row::Column::ConnectionId).do_nothing().to_owned();
    row::Entity::insert(none).on_conflict(once).exec_without_returning(&tx.executor()).await?;
    let free = Condition::any()
        .add(row::Column::ClaimedUntil.is_null())
        .add(row::Column::ClaimedUntil.lte(to_ms(now)))
        .add(row::Column::Credentials.ne(credentials));
    let taken = row::Entity::update_many()
        .col_expr(row::Column::ClaimedUntil, Expr::value(to_ms(now + lasts)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(free)
        .exec(&tx.executor())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Keeps a token, or that there is none, and ends the claim.
pub async fn put(tx: &Tx, connection: ConnectionId, credentials: &str, token: Option<&Sealed>) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::Credentials, Expr::value(credentials))
        .col_expr(row::Column::Sealed, Expr::value(token.map(|token| token.sealed.clone())))
        .col_expr(row::Column::ExpiresAt, Expr::value(token.map(|token| to_ms(token.expires_at))))
        .col_expr(row::Column::ClaimedUntil, Expr::value(None::<i64>))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Throws a connection's token away.
pub async fn forget(tx: &Tx, connection: ConnectionId) -> Result<()> {
    row::Entity::delete_by_id(Uuid::from(connection)).exec(&tx.executor()).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        integrations::tests::{CONNECTION, house, now},
        testing::fresh,
    };

    const TURN: Duration = Duration::from_secs(90);

    #[tokio::test]
    async fn one_renews_at_a_time_and_other_credentials_have_no_token() {
        for fresh in fresh().await {
            let db = &fresh.db;
            house(db).await;
            let claim = async |credentials: &str, at: Timestamp| {
                let tx = db.begin().await.unwrap();
                let claimed = claim(&tx, CONNECTION, credentials, at, TURN).await.unwrap();
                tx.commit().await.unwrap();
                claimed
            };
            assert!(claim("a", now()).await);
            assert!(!claim("a", now()).await, "another one is at it");
            let token = Sealed { sealed: "sealed".into(), expires_at: now() + TURN };
            let tx = db.begin().await.unwrap();
            put(&tx, CONNECTION, "a", Some(&token)).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(of(db, CONNECTION, "a").await.unwrap(), Some(token));
            assert_eq!(of(db, CONNECTION, "b").await.unwrap(), None);
            assert!(claim("a", now()).await, "the turn ended with what was put");
            assert!(claim("a", now() + TURN).await, "who took it has died");
            assert!(claim("b", now() + TURN).await, "new credentials wait for nobody");
            let tx = db.begin().await.unwrap();
            forget(&tx, CONNECTION).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(of(db, CONNECTION, "a").await.unwrap(), None);
        }
    }
}
