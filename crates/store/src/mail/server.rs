//! The mail server of a workspace: where letters go out.

use jiff::Timestamp;
use model::WorkspaceId;
use sea_orm::{ActiveValue::Set, Iterable, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

/// How a connection to the mail server is kept from being read on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// Encrypted from the beginning (usually port 465).
    Tls,
    /// Encrypted by STARTTLS, or not used at all (usually port 587).
    StartTls,
    /// Not encrypted: for a server on this machine.
    None,
}

impl Security {
    /// All of them, the best first.
    pub const ALL: [Self; 3] = [Self::Tls, Self::StartTls, Self::None];

    /// Its word, as it is kept.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "starttls",
            Self::None => "none",
        }
    }

    /// The one of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// The mail server of a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its host.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is encrypted.
    pub security: Security,
    /// The name to sign in with; none where empty.
    pub user: String,
    /// The password, sealed.
    pub password: Option<String>,
    /// The address that letters come from.
    pub from_address: String,
    /// The name that letters come from.
    pub from_name: String,
    /// What is wrong with it, and since when.
    pub problem: Option<(Timestamp, String)>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "mail_server")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub workspace_id: Uuid,
        pub host: String,
        pub port: i32,
        pub security: String,
        pub user_name: String,
        pub password: Option<String>,
        pub from_address: String,
        pub from_name: String,
        pub problem: Option<String>,
        pub problem_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Server {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "mail server";
        Ok(Self {
            host: row.host,
            port: row.port.try_into().map_err(|_| Error::Unreadable(WHAT))?,
            security: Security::parse(&row.security).ok_or(Error::Unreadable(WHAT))?,
            user: row.user_name,
            password: row.password,
            from_address: row.from_address,
            from_name: row.from_name,
            problem: row.problem_at.map(from_ms).zip(row.problem),
        })
    }
}

/// The mail server of a workspace; none where nobody set one up.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId) -> Result<Option<Server>> {
    let row = row::Entity::find_by_id(Uuid::from(workspace)).one(&conn.executor()).await?;
    row.map(TryInto::try_into).transpose()
}

/// Keeps the mail server of a workspace, new or changed.
pub async fn put(tx: &Tx, workspace: WorkspaceId, server: &Server) -> Result<()> {
    let (at, why) = server.problem.clone().unzip();
    let row = row::ActiveModel {
        workspace_id: Set(workspace.into()),
        host: Set(server.host.clone()),
        port: Set(server.port.into()),
        security: Set(server.security.as_str().into()),
        user_name: Set(server.user.clone()),
        password: Set(server.password.clone()),
        from_address: Set(server.from_address.clone()),
        from_name: Set(server.from_name.clone()),
        problem: Set(why),
        problem_at: Set(at.map(to_ms)),
    };
    let changes = row::Column::iter().filter(|column| !matches!(column, row::Column::WorkspaceId));
    row::Entity::insert(row)
        .on_conflict(OnConflict::column(row::Column::WorkspaceId).update_columns(changes).to_owned())
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}

/// Notes what is wrong with it, or that nothing is. The time is that of the first failure in a row.
pub async fn note(tx: &Tx, workspace: WorkspaceId, problem: Option<&str>, at: Timestamp) -> Result<()> {
    let Some(mut server) = get(tx, workspace).await? else { return Ok(()) };
    let since = server.problem.as_ref().map_or(at, |(since, _)| *since);
    let now = problem.map(|why| (since, why.to_owned()));
    if server.problem != now {
        server.problem = now;
        put(tx, workspace, &server).await?;
    }
    Ok(())
}

/// Forgets the mail server of a workspace. False where there is none.
pub async fn forget(tx: &Tx, workspace: WorkspaceId) -> Result<bool> {
    let done = row::Entity::delete_by_id(Uuid::from(workspace)).exec(&tx.executor()).await?;
    Ok(done.rows_affected == 1)
}

/// Every mail server: for sealing all secrets anew.
pub async fn of_all_workspaces(conn: &impl Conn) -> Result<Vec<(WorkspaceId, Server)>> {
    let rows = row::Entity::find().all(&conn.executor()).await?;
    rows.into_iter().map(|row| Ok((row.workspace_id.into(), row.try_into()?))).collect()
}
