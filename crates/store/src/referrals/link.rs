//! The links of a referral, known by the hash of their token: the employee's answer, and the person's own page.

use jiff::Timestamp;
use model::{ReferralId, WorkspaceId};
use sea_orm::{ActiveValue::Set, entity::prelude::*};

use crate::{Conn, Tx, error::Result, time::to_ms};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The employee answers without signing in.
    Answer,
    /// The person looks at the job and agrees to be put forward.
    Invite,
}

impl Purpose {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Invite => "invite",
        }
    }
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "referral_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_hash: String,
        pub workspace_id: Uuid,
        pub referral_id: Uuid,
        pub purpose: String,
        pub made_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Keeps a link.
pub async fn insert(
    tx: &Tx,
    workspace: WorkspaceId,
    referral: ReferralId,
    purpose: Purpose,
    token_hash: &str,
    at: Timestamp,
) -> Result<()> {
    let row = row::ActiveModel {
        token_hash: Set(token_hash.into()),
        workspace_id: Set(workspace.into()),
        referral_id: Set(referral.into()),
        purpose: Set(purpose.as_str().into()),
        made_at: Set(to_ms(at)),
    };
    row::Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// Where a link of that purpose leads. The token is all that whoever follows it shows, so that no workspace is named.
pub async fn find(
    conn: &impl Conn,
    token_hash: &str,
    purpose: Purpose,
) -> Result<Option<(WorkspaceId, ReferralId)>> {
    let row = row::Entity::find_by_id(token_hash).one(&conn.executor()).await?;
    let Some(row) = row.filter(|row| row.purpose == purpose.as_str()) else { return Ok(None) };
    Ok(Some((row.workspace_id.into(), row.referral_id.into())))
}
