//! The tiers of bonuses: how much is paid for which department's jobs, and after how long.

use model::WorkspaceId;
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    integrations::{read, text},
};

/// One tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Its name.
    pub name: String,
    /// How much, as a plain decimal number; empty where it is no money.
    pub amount: String,
    /// ISO 4217 code.
    pub currency: String,
    /// What it is, in words.
    pub words: String,
    /// How many days after the hire it can be paid.
    pub waiting_days: u32,
    /// For jobs of these departments; for every other job where empty.
    pub departments: Vec<String>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "referral_tier")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub name: String,
        pub amount: String,
        pub currency: String,
        pub words: String,
        pub waiting_days: i32,
        pub departments: String,
        pub position: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Tier {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            name: row.name,
            amount: row.amount,
            currency: row.currency,
            words: row.words,
            waiting_days: row.waiting_days.try_into().unwrap_or(0),
            departments: read(&row.departments, "tier")?,
        })
    }
}

/// The tiers, in the order in which they are looked through.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<Tier>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_asc(row::Column::Position)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Keeps these tiers in place of those that were there.
pub async fn replace(tx: &Tx, workspace: WorkspaceId, tiers: &[(Uuid, Tier)]) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .exec(&tx.executor())
        .await?;
    for ((id, tier), position) in tiers.iter().zip(0..) {
        let row = row::ActiveModel {
            id: Set(*id),
            workspace_id: Set(workspace.into()),
            name: Set(tier.name.clone()),
            amount: Set(tier.amount.clone()),
            currency: Set(tier.currency.clone()),
            words: Set(tier.words.clone()),
            waiting_days: Set(tier.waiting_days.try_into().unwrap_or(i32::MAX)),
            departments: Set(text(&tier.departments)),
            position: Set(position),
        };
        row::Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    }
    Ok(())
}
