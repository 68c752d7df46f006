//! People whom employees know. Every question names the employee, or is asked by the work that finds matches.

use jiff::Timestamp;
use model::{ContactId, UserId, WorkspaceId, network::Known};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch::{self, in_few_forms},
    time::{from_ms, to_ms},
};

/// Somebody an employee knows, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its identifier.
    pub id: ContactId,
    /// Of which workspace.
    pub workspace: WorkspaceId,
    /// Whose.
    pub user: UserId,
    /// What they do.
    pub headline: Uuid,
    /// How well the employee knows them.
    pub known: Known,
    /// Whether the employee wants them left out of matching.
    pub left_out: bool,
    /// Who they are, sealed.
    pub sealed: String,
    /// When the employee brought them.
    pub added_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "contact")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub user_id: Uuid,
        pub headline_id: Uuid,
        pub known: String,
        pub left_out: bool,
        pub sealed: String,
        pub added_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Contact {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            workspace: row.workspace_id.into(),
            user: row.user_id.into(),
            headline: row.headline_id,
            known: Known::parse(&row.known).ok_or(Error::Unreadable("contact"))?,
            left_out: row.left_out,
            sealed: row.sealed,
            added_at: from_ms(row.added_at),
        })
    }
}

/// Keeps contacts; those that are there already are written over.
pub async fn put_many(tx: &Tx, contacts: &[Contact]) -> Result<()> {
    use row::Column as C;
    let rows = contacts.iter().map(|contact| row::ActiveModel {
        id: Set(contact.id.into()),
        workspace_id: Set(contact.workspace.into()),
        user_id: Set(contact.user.into()),
        headline_id: Set(contact.headline),
        known: Set(contact.known.as_str().into()),
        left_out: Set(contact.left_out),
        sealed: Set(contact.sealed.clone()),
        added_at: Set(to_ms(contact.added_at)),
    });
    let clash =
        OnConflict::column(C::Id).update_columns([C::HeadlineId, C::Known, C::LeftOut, C::Sealed]).to_owned();
    batch::put(tx, rows.collect(), &clash).await
}

fn of_workspace(workspace: WorkspaceId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
}

async fn many(conn: &impl Conn, query: Select<row::Entity>) -> Result<Vec<Contact>> {
    query.all(&conn.executor()).await?.into_iter().map(TryInto::try_into).collect()
}

/// All of an employee's, the oldest first.
pub async fn of_user(conn: &impl Conn, workspace: WorkspaceId, user: UserId) -> Result<Vec<Contact>> {
    let query = of_workspace(workspace).filter(row::Column::UserId.eq(Uuid::from(user)));
    many(conn, query.order_by_asc(row::Column::Id)).await
}

/// How many an employee has.
pub async fn count(conn: &impl Conn, workspace: WorkspaceId, user: UserId) -> Result<u64> {
    let query = of_workspace(workspace).filter(row::Column::UserId.eq(Uuid::from(user)));
    Ok(query.count(&conn.executor()).await?)
}

/// One of an employee's: somebody else's is none.
pub async fn get(
    conn: &impl Conn,
    workspace: WorkspaceId,
    user: UserId,
    id: ContactId,
) -> Result<Option<Contact>> {
    let query = of_workspace(workspace)
        .filter(row::Column::UserId.eq(Uuid::from(user)))
        .filter(row::Column::Id.eq(Uuid::from(id)));
    query.one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// Some of them, whosever they are: for work that shows nobody who they are.
pub async fn of_ids(conn: &impl Conn, workspace: WorkspaceId, ids: &[ContactId]) -> Result<Vec<Contact>> {
    let mut found = Vec::new();
    for some in ids.chunks(1_000) {
        let ids = in_few_forms(some.iter().map(|id| Uuid::from(*id)));
        found.extend(many(conn, of_workspace(workspace).filter(row::Column::Id.is_in(ids))).await?);
    }
    Ok(found)
}

/// All who do one of these things and are not left out, whosever they are: for finding a job's matches.
pub async fn of_headlines(
    conn: &impl Conn,
    workspace: WorkspaceId,
    headlines: &[Uuid],
) -> Result<Vec<Contact>> {
    let mut found = Vec::new();
    for some in headlines.chunks(1_000) {
        let ids = in_few_forms(some.iter().copied());
        let query = of_workspace(workspace)
            .filter(row::Column::HeadlineId.is_in(ids))
            .filter(row::Column::LeftOut.eq(false));
        found.extend(many(conn, query).await?);
    }
    Ok(found)
}

/// Forgets all of an employee's. Their matches must be forgotten before.
pub async fn forget_of(tx: &Tx, workspace: WorkspaceId, user: UserId) -> Result<u64> {
    let done = row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::UserId.eq(Uuid::from(user)))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected)
}

/// Forgets one. Its matches must be forgotten before.
pub async fn forget(tx: &Tx, workspace: WorkspaceId, id: ContactId) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Some of every workspace, in the order of their numbers: for sealing all anew.
pub async fn of_all_workspaces(conn: &impl Conn, after: ContactId, most: u64) -> Result<Vec<Contact>> {
    let query = row::Entity::find().filter(row::Column::Id.gt(Uuid::from(after)));
    many(conn, query.order_by_asc(row::Column::Id).limit(most)).await
}
