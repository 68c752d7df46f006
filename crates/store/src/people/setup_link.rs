//! The one-time links of the first start, kept as hashes among the installation's settings until one is used.
//! Every node that starts before then prints its own, and each of them works.

use sea_orm::{ActiveValue::Set, entity::prelude::*};

use crate::{Conn, Tx, error::Result};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "setting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub value: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

const PREFIX: &str = "setup_link/";

fn key(token_hash: &str) -> String {
    format!("{PREFIX}{token_hash}")
}

/// Keeps a new link.
pub async fn insert(tx: &Tx, token_hash: &str) -> Result<()> {
    row::ActiveModel { key: Set(key(token_hash)), value: Set(String::new()) }.insert(&tx.executor()).await?;
    Ok(())
}

/// Whether a link still works.
pub async fn exists(conn: &impl Conn, token_hash: &str) -> Result<bool> {
    Ok(row::Entity::find_by_id(key(token_hash)).one(&conn.executor()).await?.is_some())
}

/// Uses a link up, and with it all others. `false` where it, or another at the same moment, was used before.
pub async fn take(tx: &Tx, token_hash: &str) -> Result<bool> {
    if !exists(tx, token_hash).await? {
        return Ok(false);
    }
    let gone =
        row::Entity::delete_many().filter(row::Column::Key.starts_with(PREFIX)).exec(&tx.executor()).await?;
    Ok(gone.rows_affected > 0)
}
