//! What writes over the API were answered, by the key that the caller gave each: the same write again is done once.

use jiff::Timestamp;
use model::{UserId, WorkspaceId};
use sea_orm::{ActiveValue::Set, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::to_ms,
};

/// How far a write is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Under way, or its end is not known.
    Begun,
    /// Done.
    Done(Answered),
}

/// What a write was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The HTTP status.
    pub status: u16,
    /// Where what it made can be found.
    pub location: Option<String>,
    /// The body; none where it told of somebody who was erased.
    pub body: Option<String>,
}

/// A write that was given a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its identifier.
    pub id: Uuid,
    /// The hash of what was asked.
    pub call_hash: String,
    /// How far it is.
    pub state: State,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "api_answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub user_id: Uuid,
        pub key: String,
        pub call_hash: String,
        pub state: String,
        pub status: i32,
        pub location: Option<String>,
        pub answer: Option<String>,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

const BEGUN: &str = "begun";
const DONE: &str = "done";

impl TryFrom<row::Model> for Known {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        let state = match row.state.as_str() {
            BEGUN => State::Begun,
            DONE => State::Done(Answered {
                status: row.status.try_into().map_err(|_| Error::Unreadable("answer"))?,
                location: row.location,
                body: row.answer,
            }),
            _ => return Err(Error::Unreadable("answer")),
        };
        Ok(Self { id: row.id, call_hash: row.call_hash, state })
    }
}

/// The write of a user that was given this key.
pub async fn find(conn: &impl Conn, user: UserId, key: &str) -> Result<Option<Known>> {
    let row = row::Entity::find()
        .filter(row::Column::UserId.eq(Uuid::from(user)))
        .filter(row::Column::Key.eq(key))
        .one(&conn.executor())
        .await?;
    row.map(TryInto::try_into).transpose()
}

/// Keeps that a write is begun.
///
/// # Errors
/// [`Error::Taken`] where a write was given that key already.
pub async fn begin(
    tx: &Tx,
    (workspace, user): (WorkspaceId, UserId),
    id: Uuid,
    (key, call_hash): (&str, &str),
    at: Timestamp,
) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(id),
        workspace_id: Set(workspace.into()),
        user_id: Set(user.into()),
        key: Set(key.into()),
        call_hash: Set(call_hash.into()),
        state: Set(BEGUN.into()),
        status: Set(0),
        location: Set(None),
        answer: Set(None),
        created_at: Set(to_ms(at)),
    };
    row.insert(&tx.executor()).await.map_err(|error| Error::from(error).taken_as("idempotency key"))?;
    Ok(())
}

/// Keeps what a write was answered.
pub async fn end(tx: &Tx, id: Uuid, answered: &Answered) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::State, Expr::value(DONE))
        .col_expr(row::Column::Status, Expr::value(i32::from(answered.status)))
        .col_expr(row::Column::Location, Expr::value(answered.location.clone()))
        .col_expr(row::Column::Answer, Expr::value(answered.body.clone()))
        .filter(row::Column::Id.eq(id))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Forgets a write that changed nothing, so that it can be asked for again.
pub async fn forget(tx: &Tx, id: Uuid) -> Result<()> {
    row::Entity::delete_by_id(id).exec(&tx.executor()).await?;
    Ok(())
}

/// Forgets what was asked before that time.
pub async fn prune(db: &crate::Db, before: Timestamp) -> Result<()> {
    let tx = db.begin().await?;
    let old = row::Entity::delete_many().filter(row::Column::CreatedAt.lt(to_ms(before)));
    old.exec(&tx.executor()).await?;
    tx.commit().await
}
