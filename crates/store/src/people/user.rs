//! Users: the people who can sign in. A user is never deleted, so that the audit log keeps its meaning; one who
//! leaves is disabled.

use jiff::Timestamp;
use model::{UserId, WorkspaceId, access::Role};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

/// Someone who can sign in. The password's hash is not here: only [`password_hash`] reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Their identifier.
    pub id: UserId,
    /// The workspace they work in.
    pub workspace: WorkspaceId,
    /// Their name.
    pub name: String,
    /// Their e-mail address, as it is compared; unique in the installation.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Whether they are kept out.
    pub disabled: bool,
    /// When they came.
    pub created_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "user_account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub name: String,
        pub email: String,
        pub role: String,
        pub password_hash: String,
        pub disabled: bool,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for User {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            workspace: row.workspace_id.into(),
            name: row.name,
            email: row.email,
            role: Role::parse(&row.role).ok_or(Error::Unreadable("role"))?,
            disabled: row.disabled,
            created_at: from_ms(row.created_at),
        })
    }
}

/// Keeps a new user.
///
/// # Errors
/// [`Error::Taken`] where someone in the installation has the e-mail address already.
pub async fn insert(tx: &Tx, user: &User, password_hash: &str) -> Result<()> {
    row::ActiveModel {
        id: Set(user.id.into()),
        workspace_id: Set(user.workspace.into()),
        name: Set(user.name.clone()),
        email: Set(user.email.clone()),
        role: Set(user.role.as_str().into()),
        password_hash: Set(password_hash.into()),
        disabled: Set(user.disabled),
        created_at: Set(to_ms(user.created_at)),
    }
    .insert(&tx.executor())
    .await
    .map_err(|error| Error::from(error).taken_as("e-mail address"))?;
    Ok(())
}

/// One user of a workspace.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: UserId) -> Result<Option<User>> {
    row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// The user with an e-mail address, in whichever workspace: who signs in has not said which.
pub async fn by_email(conn: &impl Conn, email: &str) -> Result<Option<User>> {
    row::Entity::find()
        .filter(row::Column::Email.eq(email))
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// The hash that a user's password is held against.
pub async fn password_hash(conn: &impl Conn, id: UserId) -> Result<Option<String>> {
    Ok(row::Entity::find_by_id(Uuid::from(id)).one(&conn.executor()).await?.map(|row| row.password_hash))
}

/// The users of a workspace, by name.
pub async fn list(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<User>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_asc(row::Column::Name)
        .order_by_asc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Whether anybody can sign in at all.
pub async fn any(conn: &impl Conn) -> Result<bool> {
    Ok(row::Entity::find().one(&conn.executor()).await?.is_some())
}

/// The administrators of a workspace who may sign in, held until the transaction ends, so that two of them who
/// take each other's role away at the same moment don't leave none.
pub async fn hold_administrators(tx: &Tx, workspace: WorkspaceId) -> Result<Vec<User>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Role.eq(Role::Administrator.as_str()))
        .filter(row::Column::Disabled.eq(false))
        .order_by_asc(row::Column::Id)
        .lock_exclusive()
        .all(&tx.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Keeps a user's changed name, role and whether they are kept out. The e-mail address stays.
pub async fn update(tx: &Tx, user: &User) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::Name, Expr::value(user.name.clone()))
        .col_expr(row::Column::Role, Expr::value(user.role.as_str()))
        .col_expr(row::Column::Disabled, Expr::value(user.disabled))
        .filter(row::Column::Id.eq(Uuid::from(user.id)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(user.workspace)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Keeps a user's new password hash.
pub async fn set_password_hash(tx: &Tx, id: UserId, hash: &str) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::PasswordHash, Expr::value(hash))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
