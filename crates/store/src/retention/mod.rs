//! How long people who were not hired are kept: the rules, by country, and what the last night's work did.

pub mod due;

use jiff::Timestamp;
use model::WorkspaceId;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// How long people of a country are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The country as it was written; empty for every country without a rule of its own, and for people without one.
    pub country: String,
    /// For how many months after the last that happened.
    pub months: u32,
    /// Whether people are erased by it; one that is not is looked at only.
    pub active: bool,
    /// Who set it.
    pub set_by: String,
    /// When.
    pub set_at: Timestamp,
}

impl Rule {
    /// The country as it is compared.
    pub fn key(country: &str) -> String {
        country.trim().to_lowercase()
    }
}

/// What the last night's work did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// When.
    pub at: Timestamp,
    /// How many people were erased.
    pub erased: u64,
    /// How many could not be, because something of theirs was on its way to another system.
    pub held_back: u64,
}

pub(crate) mod rule_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "retention_rule")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub workspace_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub country_key: String,
        pub country: String,
        pub months: i32,
        pub active: bool,
        pub set_by: String,
        pub set_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod run_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "retention_run")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub workspace_id: Uuid,
        pub at: i64,
        pub erased: i64,
        pub held_back: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The rules of a workspace, by country; the one for all others comes first.
pub async fn rules(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<Rule>> {
    let rows = rule_row::Entity::find()
        .filter(rule_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_asc(rule_row::Column::CountryKey)
        .all(&conn.executor())
        .await?;
    let rule = |row: rule_row::Model| Rule {
        country: row.country,
        months: row.months.try_into().unwrap_or(0),
        active: row.active,
        set_by: row.set_by,
        set_at: from_ms(row.set_at),
    };
    Ok(rows.into_iter().map(rule).collect())
}

/// Keeps a rule in the place of the one for the same country.
pub async fn put(tx: &Tx, workspace: WorkspaceId, rule: &Rule) -> Result<()> {
    use rule_row::Column as C;
    let row = rule_row::ActiveModel {
        workspace_id: Set(workspace.into()),
        country_key: Set(Rule::key(&rule.country)),
        country: Set(rule.country.trim().into()),
        months: Set(i32::try_from(rule.months).unwrap_or(i32::MAX)),
        active: Set(rule.active),
        set_by: Set(rule.set_by.clone()),
        set_at: Set(to_ms(rule.set_at)),
    };
    let again = OnConflict::columns([C::WorkspaceId, C::CountryKey])
        .update_columns([C::Country, C::Months, C::Active, C::SetBy, C::SetAt])
        .to_owned();
    rule_row::Entity::insert(row).on_conflict(again).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// Takes the rule of a country away. `false` where there was none.
pub async fn remove(tx: &Tx, workspace: WorkspaceId, country: &str) -> Result<bool> {
    let key = (Uuid::from(workspace), Rule::key(country));
    Ok(rule_row::Entity::delete_by_id(key).exec(&tx.executor()).await?.rows_affected > 0)
}

/// The workspaces in which somebody may be erased by a rule.
pub async fn workspaces(conn: &impl Conn) -> Result<Vec<WorkspaceId>> {
    let found: Vec<Uuid> = rule_row::Entity::find()
        .select_only()
        .column(rule_row::Column::WorkspaceId)
        .distinct()
        .filter(rule_row::Column::Active.eq(true))
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(found.into_iter().map(Into::into).collect())
}

/// What the last night's work did.
pub async fn last_run(conn: &impl Conn, workspace: WorkspaceId) -> Result<Option<Run>> {
    let row = run_row::Entity::find_by_id(Uuid::from(workspace)).one(&conn.executor()).await?;
    Ok(row.map(|row| Run {
        at: from_ms(row.at),
        erased: row.erased.try_into().unwrap_or(0),
        held_back: row.held_back.try_into().unwrap_or(0),
    }))
}

/// Keeps what a night's work did.
pub async fn ran(tx: &Tx, workspace: WorkspaceId, run: Run) -> Result<()> {
    use run_row::Column as C;
    let row = run_row::ActiveModel {
        workspace_id: Set(workspace.into()),
        at: Set(to_ms(run.at)),
        erased: Set(i64::try_from(run.erased).unwrap_or(i64::MAX)),
        held_back: Set(i64::try_from(run.held_back).unwrap_or(i64::MAX)),
    };
    let again = OnConflict::column(C::WorkspaceId).update_columns([C::At, C::Erased, C::HeldBack]).to_owned();
    run_row::Entity::insert(row).on_conflict(again).exec_without_returning(&tx.executor()).await?;
    Ok(())
}
