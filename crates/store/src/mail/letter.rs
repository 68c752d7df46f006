//! Letters: what was written to whom, sealed, and how far each one is.

use jiff::Timestamp;
use model::{ApplicationId, LetterId, WorkspaceId};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*};

use crate::{
    Conn, Db, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

/// How far a letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterState {
    /// There was no mail server when it was written: it is read in the mailbox.
    Kept,
    /// On its way to the mail server.
    Waiting,
    /// The mail server took it.
    Sent,
    /// The mail server will not take it; a person decides.
    Refused,
    /// A person decided that it is not sent.
    Dropped,
}

impl LetterState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Kept, Self::Waiting, Self::Sent, Self::Refused, Self::Dropped];

    /// Its word, as it is kept.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Dropped => "dropped",
        }
    }

    /// The one of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// A letter and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its identifier, which its Message-ID is made of.
    pub id: LetterId,
    /// Of which workspace.
    pub workspace: WorkspaceId,
    /// What kind of letter it is; the engine knows the words.
    pub kind: String,
    /// About which application, if any.
    pub about: Option<ApplicationId>,
    /// To whom and what is written, sealed.
    pub sealed: String,
    /// How far it is.
    pub state: LetterState,
    /// When it was written.
    pub created_at: Timestamp,
    /// How often it was tried.
    pub tries: i32,
    /// When it is tried again.
    pub next_try_at: Option<Timestamp>,
    /// When the mail server took it.
    pub sent_at: Option<Timestamp>,
    /// What stood against it last.
    pub problem: Option<String>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "letter")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub kind: String,
        pub application_id: Option<Uuid>,
        pub sealed: String,
        pub state: String,
        pub created_at: i64,
        pub tries: i32,
        pub next_try_at: Option<i64>,
        pub sent_at: Option<i64>,
        pub problem: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Letter {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            workspace: row.workspace_id.into(),
            kind: row.kind,
            about: row.application_id.map(Into::into),
            sealed: row.sealed,
            state: LetterState::parse(&row.state).ok_or(Error::Unreadable("letter"))?,
            created_at: from_ms(row.created_at),
            tries: row.tries,
            next_try_at: row.next_try_at.map(from_ms),
            sent_at: row.sent_at.map(from_ms),
            problem: row.problem,
        })
    }
}

fn active(letter: &Letter) -> row::ActiveModel {
    row::ActiveModel {
        id: Set(letter.id.into()),
        workspace_id: Set(letter.workspace.into()),
        kind: Set(letter.kind.clone()),
        application_id: Set(letter.about.map(Into::into)),
        sealed: Set(letter.sealed.clone()),
        state: Set(letter.state.as_str().into()),
        created_at: Set(to_ms(letter.created_at)),
        tries: Set(letter.tries),
        next_try_at: Set(letter.next_try_at.map(to_ms)),
        sent_at: Set(letter.sent_at.map(to_ms)),
        problem: Set(letter.problem.clone()),
    }
}

/// Keeps a new letter.
pub async fn insert(tx: &Tx, letter: &Letter) -> Result<()> {
    row::Entity::insert(active(letter)).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// Keeps how far a letter is.
pub async fn update(tx: &Tx, letter: &Letter) -> Result<()> {
    row::Entity::update(active(letter)).exec(&tx.executor()).await?;
    Ok(())
}

fn of_workspace(workspace: WorkspaceId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
}

/// One letter.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: LetterId) -> Result<Option<Letter>> {
    let query = of_workspace(workspace).filter(row::Column::Id.eq(Uuid::from(id)));
    query.one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// Letters in a state, or all of them, the newest first.
pub async fn list(
    conn: &impl Conn,
    workspace: WorkspaceId,
    state: Option<LetterState>,
    most: u64,
    after: u64,
) -> Result<Vec<Letter>> {
    let mut query = of_workspace(workspace);
    if let Some(state) = state {
        query = query.filter(row::Column::State.eq(state.as_str()));
    }
    let rows = query
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .limit(most)
        .offset(after)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Letters about an application, the oldest first.
pub async fn about(
    conn: &impl Conn,
    workspace: WorkspaceId,
    application: ApplicationId,
) -> Result<Vec<Letter>> {
    let rows = of_workspace(workspace)
        .filter(row::Column::ApplicationId.eq(Uuid::from(application)))
        .order_by_asc(row::Column::CreatedAt)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// How many letters are in a state.
pub async fn count_in(conn: &impl Conn, workspace: WorkspaceId, state: LetterState) -> Result<u64> {
    let query = of_workspace(workspace).filter(row::Column::State.eq(state.as_str()));
    Ok(query.count(&conn.executor()).await?)
}

/// Forgets every letter about applications: when their person is forgotten.
pub async fn forget_about(tx: &Tx, workspace: WorkspaceId, applications: &[ApplicationId]) -> Result<u64> {
    let done = row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ApplicationId.is_in(applications.iter().map(|id| Uuid::from(*id))))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected)
}

/// Forgets the letters of every workspace that were written before a time and wait for nothing.
pub async fn prune(db: &Db, before: Timestamp) -> Result<u64> {
    let over = [LetterState::Kept, LetterState::Sent, LetterState::Dropped].map(LetterState::as_str);
    let tx = db.begin().await?;
    let done = row::Entity::delete_many()
        .filter(row::Column::CreatedAt.lt(to_ms(before)))
        .filter(row::Column::State.is_in(over))
        .exec(&tx.executor())
        .await?;
    tx.commit().await?;
    Ok(done.rows_affected)
}

/// Some letters of every workspace, in the order of their numbers: for sealing all secrets anew.
pub async fn of_all_workspaces(conn: &impl Conn, after: LetterId, most: u64) -> Result<Vec<Letter>> {
    let rows = row::Entity::find()
        .filter(row::Column::Id.gt(Uuid::from(after)))
        .order_by_asc(row::Column::Id)
        .limit(most)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}
