//! By whose referral a person came, for a while. The mark is the hash of an address or a profile: what stands here
//! names nobody.

use jiff::Timestamp;
use model::{ReferralId, WorkspaceId};
use sea_orm::{ActiveValue::Set, ExprTrait, entity::prelude::*, sea_query::OnConflict};

use crate::{Conn, Tx, error::Result, time::to_ms};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "referral_owner")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub workspace_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub mark: String,
        pub referral_id: Uuid,
        pub until: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Takes a person for a referral until that time. False where another referral has them and its time is not over: of
/// two that come at once, one gets them.
pub async fn take(
    tx: &Tx,
    workspace: WorkspaceId,
    mark: &str,
    referral: ReferralId,
    (now, until): (Timestamp, Timestamp),
) -> Result<bool> {
    use row::Column as C;
    let row = row::ActiveModel {
        workspace_id: Set(workspace.into()),
        mark: Set(mark.into()),
        referral_id: Set(referral.into()),
        until: Set(to_ms(until)),
    };
    let free = Expr::col((row::Entity, C::Until))
        .lte(to_ms(now))
        .or(Expr::col((row::Entity, C::ReferralId)).eq(Uuid::from(referral)));
    let clash = OnConflict::columns([C::WorkspaceId, C::Mark])
        .update_columns([C::ReferralId, C::Until])
        .action_and_where(free)
        .to_owned();
    let new = row::Entity::insert(row).on_conflict(clash);
    Ok(new.exec_without_returning(&tx.executor()).await? == 1)
}

/// The referral that has a person now.
pub async fn of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    mark: &str,
    now: Timestamp,
) -> Result<Option<ReferralId>> {
    let row = row::Entity::find_by_id((Uuid::from(workspace), mark.to_owned()))
        .filter(row::Column::Until.gt(to_ms(now)))
        .one(&conn.executor())
        .await?;
    Ok(row.map(|row| row.referral_id.into()))
}

/// Lets a referral's person go.
pub async fn let_go(tx: &Tx, workspace: WorkspaceId, referral: ReferralId) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ReferralId.eq(Uuid::from(referral)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
