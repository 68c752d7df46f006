//! All that happened to a referral. Lines are added, never changed, and name no one who was referred.

use jiff::Timestamp;
use model::{ReferralId, WorkspaceId, referral::State};
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch::in_few_forms,
    time::{from_ms, to_ms},
};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its identifier, in order of time.
    pub id: Uuid,
    /// To which referral.
    pub referral: ReferralId,
    /// When.
    pub at: Timestamp,
    /// What: `asked`, `answered`, `reminded`, …
    pub event: String,
    /// Where the referral stood before.
    pub from: State,
    /// Where it stands after.
    pub to: State,
    /// Who did it, by name.
    pub actor: String,
    /// More of it, in words.
    pub detail: String,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "referral_event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub referral_id: Uuid,
        pub at: i64,
        pub event: String,
        pub from_state: String,
        pub to_state: String,
        pub actor: String,
        pub detail: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Line {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const UNREADABLE: Error = Error::Unreadable("referral's event");
        Ok(Self {
            id: row.id,
            referral: row.referral_id.into(),
            at: from_ms(row.at),
            event: row.event,
            from: State::parse(&row.from_state).ok_or(UNREADABLE)?,
            to: State::parse(&row.to_state).ok_or(UNREADABLE)?,
            actor: row.actor,
            detail: row.detail,
        })
    }
}

/// Adds a line.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, line: &Line) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(line.id),
        workspace_id: Set(workspace.into()),
        referral_id: Set(line.referral.into()),
        at: Set(to_ms(line.at)),
        event: Set(line.event.clone()),
        from_state: Set(line.from.as_str().into()),
        to_state: Set(line.to.as_str().into()),
        actor: Set(line.actor.clone()),
        detail: Set(line.detail.clone()),
    };
    row::Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// What happened to several referrals, the oldest first.
pub async fn of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    referrals: impl IntoIterator<Item = ReferralId>,
) -> Result<Vec<Line>> {
    let ids = in_few_forms(referrals.into_iter().map(Uuid::from));
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ReferralId.is_in(ids))
        .order_by_asc(row::Column::At)
        .order_by_asc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}
