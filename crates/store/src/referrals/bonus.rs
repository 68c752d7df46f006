//! What employees get for hires: the bonuses themselves.

use jiff::Timestamp;
use model::{ReferralId, UserId, WorkspaceId, referral::BonusState};
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

/// One bonus. It keeps what its tier said when the person was hired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bonus {
    /// For which referral.
    pub referral: ReferralId,
    /// Whose records these are.
    pub workspace: WorkspaceId,
    /// Who gets it.
    pub employee: UserId,
    /// Where it stands.
    pub state: BonusState,
    /// How often it was changed.
    pub version: i32,
    /// The tier's name.
    pub tier: String,
    /// How much, as a plain decimal number; empty where it is no money.
    pub amount: String,
    /// ISO 4217 code.
    pub currency: String,
    /// What it is, in words.
    pub words: String,
    /// When the person was hired.
    pub hired_at: Timestamp,
    /// When the waiting time is over.
    pub eligible_at: Timestamp,
    /// Why it is not paid, where it isn't.
    pub reason: String,
    /// When it was paid.
    pub paid_at: Option<Timestamp>,
    /// When it last changed.
    pub changed_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "referral_bonus")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub referral_id: Uuid,
        pub workspace_id: Uuid,
        pub employee_id: Uuid,
        pub state: String,
        pub version: i32,
        pub tier: String,
        pub amount: String,
        pub currency: String,
        pub words: String,
        pub hired_at: i64,
        pub eligible_at: i64,
        pub reason: String,
        pub paid_at: Option<i64>,
        pub changed_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Bonus {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            referral: row.referral_id.into(),
            workspace: row.workspace_id.into(),
            employee: row.employee_id.into(),
            state: BonusState::parse(&row.state).ok_or(Error::Unreadable("bonus"))?,
            version: row.version,
            tier: row.tier,
            amount: row.amount,
            currency: row.currency,
            words: row.words,
            hired_at: from_ms(row.hired_at),
            eligible_at: from_ms(row.eligible_at),
            reason: row.reason,
            paid_at: row.paid_at.map(from_ms),
            changed_at: from_ms(row.changed_at),
        })
    }
}

fn active(one: &Bonus) -> row::ActiveModel {
    row::ActiveModel {
        referral_id: Set(one.referral.into()),
        workspace_id: Set(one.workspace.into()),
        employee_id: Set(one.employee.into()),
        state: Set(one.state.as_str().into()),
        version: Set(one.version),
        tier: Set(one.tier.clone()),
        amount: Set(one.amount.clone()),
        currency: Set(one.currency.clone()),
        words: Set(one.words.clone()),
        hired_at: Set(to_ms(one.hired_at)),
        eligible_at: Set(to_ms(one.eligible_at)),
        reason: Set(one.reason.clone()),
        paid_at: Set(one.paid_at.map(to_ms)),
        changed_at: Set(to_ms(one.changed_at)),
    }
}

/// Keeps a new bonus. False where the referral has one.
pub async fn insert(tx: &Tx, one: &Bonus) -> Result<bool> {
    let once = OnConflict::column(row::Column::ReferralId).do_nothing().to_owned();
    let new = row::Entity::insert(active(one)).on_conflict(once);
    Ok(new.exec_without_returning(&tx.executor()).await? == 1)
}

/// Keeps a changed bonus, where it is still in the version that the caller saw. False where another was quicker.
pub async fn update(tx: &Tx, one: &mut Bonus) -> Result<bool> {
    let seen = one.version;
    one.version += 1;
    let done = row::Entity::update_many()
        .set(active(one))
        .filter(row::Column::ReferralId.eq(Uuid::from(one.referral)))
        .filter(row::Column::Version.eq(seen))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// One referral's bonus.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: ReferralId) -> Result<Option<Bonus>> {
    row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// Every bonus of a workspace, or of one employee, the newest hire first.
pub async fn list(conn: &impl Conn, workspace: WorkspaceId, employee: Option<UserId>) -> Result<Vec<Bonus>> {
    let mut query = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_desc(row::Column::HiredAt)
        .order_by_asc(row::Column::ReferralId);
    if let Some(employee) = employee {
        query = query.filter(row::Column::EmployeeId.eq(Uuid::from(employee)));
    }
    query.all(&conn.executor()).await?.into_iter().map(TryInto::try_into).collect()
}
