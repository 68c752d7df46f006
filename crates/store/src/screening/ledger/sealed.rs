//! The ledger's rows with what chains them, so that somebody else can prove them, too.

use serde::Serialize;

use super::*;

/// A row with what chains it to the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// What it says.
    pub entry: Entry,
    /// How it is chained.
    pub seal: Seal,
}

/// How a row is chained. The hash is SHA-256 over these parts, each with its length in eight bytes before it: the
/// workspace, the job, the application, the actor's identifier, the position, the time in milliseconds, the kind, the
/// facts, the actor, the hash of the reason, and the hash of the row before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seal {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The facts as the very text that is hashed.
    pub facts: String,
    /// SHA-256 of the salt, a zero byte and the reason; empty where no reason was given.
    pub reason_hash: String,
    /// The salt, as long as the reason is there.
    pub salt: Option<String>,
    /// The hash of the row before; empty in the first.
    pub previous: String,
    /// The hash of this row.
    pub hash: String,
}

/// The rows behind a place, the oldest first.
pub async fn after(conn: &impl Conn, workspace: WorkspaceId, after: u64, most: u64) -> Result<Vec<Sealed>> {
    let after = i64::try_from(after).unwrap_or(i64::MAX);
    let query = of_workspace(workspace).filter(row::Column::Position.gt(after));
    let rows = query.order_by_asc(row::Column::Position).limit(most).all(&conn.executor()).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The rows about one application, the oldest first.
pub async fn of_application(
    conn: &impl Conn,
    workspace: WorkspaceId,
    application: ApplicationId,
) -> Result<Vec<Sealed>> {
    let query = of_workspace(workspace).filter(row::Column::ApplicationId.eq(Uuid::from(application)));
    let rows = query.order_by_asc(row::Column::Position).all(&conn.executor()).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

impl TryFrom<row::Model> for Sealed {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        let seal = Seal {
            workspace: row.workspace_id.into(),
            facts: row.facts.clone(),
            reason_hash: row.reason_hash.clone(),
            salt: row.salt.clone(),
            previous: row.previous.clone(),
            hash: row.hash.clone(),
        };
        Ok(Self { entry: row.try_into()?, seal })
    }
}
