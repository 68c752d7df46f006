//! What screening did, in an order that can be proved: each row's hash covers the row before it.
//!
//! A row holds what a score was made from by hash, never the content. The reason that a person gave goes in as the hash
//! of itself with a salt: it can be erased with the person's data, and the chain still holds.

use jiff::Timestamp;
use model::{
    ApplicationId, JobId, UserId, WorkspaceId,
    screening::{Standing, Threshold},
};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch,
    integrations::{read, text},
    time::{from_ms, to_ms},
};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// An application was scored.
    Scored,
    /// Its résumé could not be read, so that it has no score.
    Unreadable,
    /// Criteria were switched on, and with them every score of the job became out of date.
    Stale,
    /// A person said what the score says, or said it where there is no score.
    Decided,
    /// A person said something else than the score.
    Overridden,
    /// A person took their word back.
    Reopened,
    /// The threshold was moved.
    Threshold,
    /// The person asked not to be screened.
    OptedOut,
    /// The person may be screened again.
    OptedIn,
    /// What was known of the person was erased.
    Erased,
}

impl Event {
    const ALL: [Self; 10] = [
        Self::Scored,
        Self::Unreadable,
        Self::Stale,
        Self::Decided,
        Self::Overridden,
        Self::Reopened,
        Self::Threshold,
        Self::OptedOut,
        Self::OptedIn,
        Self::Erased,
    ];

    /// The word kept in the database and used by the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scored => "scored",
            Self::Unreadable => "unreadable",
            Self::Stale => "stale",
            Self::Decided => "decided",
            Self::Overridden => "overridden",
            Self::Reopened => "reopened",
            Self::Threshold => "threshold",
            Self::OptedOut => "opted_out",
            Self::OptedIn => "opted_in",
            Self::Erased => "erased",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.as_str() == word)
    }
}

/// What is known of it beyond who and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// SHA-256 of what was scored, as in [`model::screening::Score::input`].
    pub input: Option<String>,
    /// Which version of the job's criteria.
    pub criteria_version: Option<u32>,
    /// Which scorer.
    pub scorer: Option<String>,
    /// The points.
    pub points: Option<u8>,
    /// Where the application stood afterwards.
    pub standing: Option<Standing>,
    /// The threshold at that time.
    pub threshold: Option<Threshold>,
    /// What set it off, where no person's reason says so.
    pub because: Option<String>,
}

/// Something to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// What.
    pub event: Event,
    /// With which job.
    pub job: JobId,
    /// With which application; `None` where it was with the whole job.
    pub application: Option<ApplicationId>,
    /// What is known of it.
    pub facts: Facts,
    /// Who did it, by name.
    pub actor: String,
    /// Who did it, where it was a user.
    pub actor_id: Option<UserId>,
    /// Why, in the person's words.
    pub reason: Option<String>,
    /// Random text that goes with the reason into its hash, so that nobody finds the reason by trying.
    pub salt: String,
}

/// A row of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place, from 1.
    pub position: u64,
    /// What was added. The reason is `None` where there was none or it was erased.
    pub line: Line,
}

/// What a look through the whole ledger found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Every row is as it was written, and none is missing.
    Whole {
        /// How many rows.
        rows: u64,
    },
    /// From this row on nothing is proved.
    Broken {
        /// The first row that is not as it should be.
        position: u64,
        /// What is wrong with it, in a sentence.
        why: &'static str,
    },
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "screening_ledger")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub workspace_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i64,
        pub at: i64,
        pub kind: String,
        pub job_id: Uuid,
        pub application_id: Option<Uuid>,
        pub facts: String,
        pub actor: String,
        pub actor_id: Option<Uuid>,
        pub reason: Option<String>,
        pub salt: Option<String>,
        pub reason_hash: String,
        pub previous: String,
        pub hash: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod head_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "screening_ledger_head")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub workspace_id: Uuid,
        pub position: i64,
        pub hash: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Entry {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "row of the screening ledger";
        let line = Line {
            at: from_ms(row.at),
            event: Event::parse(&row.kind).ok_or(Error::Unreadable(WHAT))?,
            job: row.job_id.into(),
            application: row.application_id.map(Into::into),
            facts: read(&row.facts, WHAT)?,
            actor: row.actor,
            actor_id: row.actor_id.map(Into::into),
            reason: row.reason,
            salt: row.salt.unwrap_or_default(),
        };
        Ok(Self { position: row.position.try_into().unwrap_or(0), line })
    }
}

impl row::Model {
    /// The hash of everything but the reason itself. Each part has its length before it, so that no two rows of
    /// different parts look alike.
    fn digest(&self) -> String {
        let ids = [Some(self.workspace_id), Some(self.job_id), self.application_id, self.actor_id];
        let ids = ids.map(|id| id.map(|id| id.to_string()).unwrap_or_default());
        let numbers = [self.position.to_string(), self.at.to_string()];
        let words = [&self.kind, &self.facts, &self.actor, &self.reason_hash, &self.previous];
        let mut hash = Sha256::new();
        for part in ids.iter().chain(&numbers).chain(words) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hex::encode(hash.finalize())
    }

    /// What is wrong with the row itself.
    fn fault(&self) -> Option<&'static str> {
        if self.hash != self.digest() {
            return Some("The row was changed after it was written.");
        }
        match (&self.reason, &self.salt) {
            (Some(reason), Some(salt)) if self.reason_hash == sealed(reason, salt) => None,
            (None, None) => None,
            _ => Some("The reason was changed after it was written."),
        }
    }
}

fn sealed(reason: &str, salt: &str) -> String {
    hex::encode(Sha256::new().chain_update(salt).chain_update([0]).chain_update(reason).finalize())
}

/// Adds lines in their order. Last in a transaction, because nobody else can add until it ends.
pub async fn append(tx: &Tx, workspace: WorkspaceId, lines: &[Line]) -> Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut head = lock_head(tx, workspace).await?;
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines {
        head.position += 1;
        let (reason, salt) = (line.reason.clone(), line.reason.as_ref().map(|_| line.salt.clone()));
        let mut row = row::Model {
            workspace_id: workspace.into(),
            position: head.position,
            at: to_ms(line.at),
            kind: line.event.as_str().into(),
            job_id: line.job.into(),
            application_id: line.application.map(Into::into),
            facts: text(&line.facts),
            actor: line.actor.clone(),
            actor_id: line.actor_id.map(Into::into),
            reason_hash: reason.as_ref().map(|reason| sealed(reason, &line.salt)).unwrap_or_default(),
            reason,
            salt,
            previous: std::mem::take(&mut head.hash),
            hash: String::new(),
        };
        row.hash = row.digest();
        head.hash.clone_from(&row.hash);
        rows.push(set(row));
    }
    batch::insert(tx, rows).await?;
    head_row::Entity::update_many()
        .col_expr(head_row::Column::Position, Expr::value(head.position))
        .col_expr(head_row::Column::Hash, Expr::value(head.hash))
        .filter(head_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

fn set(row: row::Model) -> row::ActiveModel {
    row::ActiveModel {
        workspace_id: Set(row.workspace_id),
        position: Set(row.position),
        at: Set(row.at),
        kind: Set(row.kind),
        job_id: Set(row.job_id),
        application_id: Set(row.application_id),
        facts: Set(row.facts),
        actor: Set(row.actor),
        actor_id: Set(row.actor_id),
        reason: Set(row.reason),
        salt: Set(row.salt),
        reason_hash: Set(row.reason_hash),
        previous: Set(row.previous),
        hash: Set(row.hash),
    }
}

async fn lock_head(tx: &Tx, workspace: WorkspaceId) -> Result<head_row::Model> {
    let first = head_row::ActiveModel {
        workspace_id: Set(workspace.into()),
        position: Set(0),
        hash: Set(String::new()),
    };
    head_row::Entity::insert(first)
        .on_conflict(OnConflict::column(head_row::Column::WorkspaceId).do_nothing().to_owned())
        .exec_without_returning(&tx.executor())
        .await?;
    let head =
        head_row::Entity::find_by_id(Uuid::from(workspace)).lock_exclusive().one(&tx.executor()).await?;
    head.ok_or(Error::Unreadable("head of the screening ledger"))
}

fn of_workspace(workspace: WorkspaceId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
}

/// What the ledger says of one application, the oldest first.
pub async fn of_application(
    conn: &impl Conn,
    workspace: WorkspaceId,
    application: ApplicationId,
) -> Result<Vec<Entry>> {
    let query = of_workspace(workspace)
        .filter(row::Column::ApplicationId.eq(Uuid::from(application)))
        .order_by_asc(row::Column::Position);
    query.all(&conn.executor()).await?.into_iter().map(TryInto::try_into).collect()
}

/// The newest rows before a place.
pub async fn recent(
    conn: &impl Conn,
    workspace: WorkspaceId,
    before: Option<u64>,
    most: u64,
) -> Result<Vec<Entry>> {
    let mut query = of_workspace(workspace);
    if let Some(before) = before {
        query = query.filter(row::Column::Position.lt(i64::try_from(before).unwrap_or(i64::MAX)));
    }
    let rows = query.order_by_desc(row::Column::Position).limit(most).all(&conn.executor()).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Erases the reasons that were given about applications. The rows stay.
pub async fn erase_reasons(tx: &Tx, workspace: WorkspaceId, applications: &[ApplicationId]) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::Reason, Expr::value(None::<String>))
        .col_expr(row::Column::Salt, Expr::value(None::<String>))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ApplicationId.is_in(applications.iter().map(|id| Uuid::from(*id))))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// How many rows are looked through at a time.
const STRIDE: u64 = 1_000;

/// Looks through the whole ledger: whether each row is as it was written, follows the one before, and none is missing.
pub async fn prove(conn: &impl Conn, workspace: WorkspaceId) -> Result<Proof> {
    let (mut rows, mut previous) = (0, String::new());
    // Applications of whose rows a reason is missing, until the row comes that says it was erased.
    let mut unexplained: Vec<(Option<Uuid>, u64)> = Vec::new();
    loop {
        let last = i64::try_from(rows).unwrap_or(i64::MAX);
        let query = of_workspace(workspace).filter(row::Column::Position.gt(last));
        let found = query.order_by_asc(row::Column::Position).limit(STRIDE).all(&conn.executor()).await?;
        if found.is_empty() {
            break;
        }
        for row in found {
            rows += 1;
            if i64::try_from(rows) != Ok(row.position) {
                return Ok(Proof::Broken { position: rows, why: "The row is missing." });
            }
            if row.previous != previous {
                return Ok(Proof::Broken {
                    position: rows,
                    why: "The row does not follow the one before it.",
                });
            }
            if let Some(why) = row.fault() {
                return Ok(Proof::Broken { position: rows, why });
            }
            if row.reason.is_none() && !row.reason_hash.is_empty() {
                unexplained.push((row.application_id, rows));
            }
            if row.kind == Event::Erased.as_str() {
                unexplained.retain(|(application, _)| *application != row.application_id);
            }
            previous = row.hash;
        }
    }
    let head = head_row::Entity::find_by_id(Uuid::from(workspace)).one(&conn.executor()).await?;
    let head = head.map_or((0, String::new()), |head| (head.position, head.hash));
    if (i64::try_from(rows).unwrap_or(i64::MAX), previous) != head {
        return Ok(Proof::Broken { position: rows + 1, why: "Rows are missing at the end." });
    }
    if let Some((_, position)) = unexplained.first() {
        let why = "The reason is missing, and no row says that it was erased.";
        return Ok(Proof::Broken { position: *position, why });
    }
    Ok(Proof::Whole { rows })
}

pub mod sealed;
#[cfg(test)]
mod tests;
