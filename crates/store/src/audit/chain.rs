//! The audit log as a chain: each line's hash covers the line before it, so that a change, a line that was taken away and
//! one that was slipped in show.
//!
//! A line is written by whoever changes something and sealed a moment later by a worker, so that changes don't wait for
//! each other at the chain's end. Its words go in as the hash of themselves with a salt: they can be erased with a person,
//! and the chain still holds. Whoever may write to the database can make a whole chain anew; what its end was at some
//! time, kept elsewhere, shows that too.

use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict};
use sha2::{Digest, Sha256};

use super::row;
use crate::{
    Conn, Tx,
    error::{Error, Result},
};
use jiff::Timestamp;
use model::WorkspaceId;

/// What is left of a line whose words were erased; `erase.rs` writes it.
const ERASED: &str = "What this line said was erased with the person";

/// The action of the line that says that somebody was erased.
const ERASURE: &str = "candidate.erased";

pub(crate) mod head_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "audit_head")]
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

/// Where a chain ends, or ended at some time: enough to see later that everything before it is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// How many lines it has.
    pub position: u64,
    /// The hash of the last one.
    pub hash: String,
}

/// What a look through the whole chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Every line is as it was written, and none is missing.
    Whole {
        /// Where it ends.
        end: End,
        /// How many lines had their words erased with a person.
        emptied: u64,
        /// How many lines are not sealed yet.
        waiting: u64,
    },
    /// From this line on nothing is proved.
    Broken {
        /// The place of the first line that is not as it should be.
        position: u64,
        /// The line, where there is one at that place.
        line: Option<Uuid>,
        /// What is wrong, in a sentence.
        why: &'static str,
    },
}

fn sealed(words: &str, salt: &str) -> String {
    hex::encode(Sha256::new().chain_update(salt).chain_update([0]).chain_update(words).finalize())
}

impl row::Model {
    /// The hash of everything but the words themselves. Each part has its length before it, so that no two lines of
    /// different parts look alike.
    fn digest(&self) -> String {
        let text = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        let ids =
            [text(Some(self.workspace_id)), text(Some(self.id)), text(self.actor_id), text(self.subject_id)];
        let numbers = [self.position.unwrap_or_default().to_string(), self.at.to_string()];
        let known = |part: &Option<String>| part.clone().unwrap_or_default();
        let words = [self.actor.clone(), self.origin.clone(), self.action.clone(), self.subject.clone()];
        let hashes = [known(&self.detail_hash), known(&self.previous)];
        let mut hash = Sha256::new();
        for part in ids.iter().chain(&numbers).chain(&words).chain(&hashes) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hex::encode(hash.finalize())
    }

    /// What is wrong with the line itself.
    fn fault(&self) -> Option<&'static str> {
        if self.hash.as_ref() != Some(&self.digest()) {
            return Some("The line was changed after it was written.");
        }
        let kept = self.detail_hash.as_deref().unwrap_or_default();
        match &self.salt {
            Some(salt) if kept == sealed(&self.detail, salt) => None,
            None if self.detail == ERASED => None,
            _ => Some("What the line says was changed after it was written."),
        }
    }
}

fn of_workspace(workspace: WorkspaceId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
}

/// The workspaces that have lines which are not sealed yet.
pub async fn waiting(conn: &impl Conn) -> Result<Vec<WorkspaceId>> {
    let found: Vec<Uuid> = row::Entity::find()
        .select_only()
        .column(row::Column::WorkspaceId)
        .distinct()
        .filter(row::Column::Position.is_null())
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(found.into_iter().map(Into::into).collect())
}

/// How many lines that were written before a time are not sealed.
pub async fn late(conn: &impl Conn, before: Timestamp) -> Result<u64> {
    Ok(row::Entity::find()
        .filter(row::Column::Position.is_null())
        .filter(row::Column::At.lt(crate::time::to_ms(before)))
        .count(&conn.executor())
        .await?)
}

/// Seals up to `most` lines of a workspace, the oldest first, and says how many there were. `salt` gives random text that
/// goes with a line's words into their hash, so that nobody finds them by trying once they are erased.
pub async fn seal(
    tx: &Tx,
    workspace: WorkspaceId,
    most: u64,
    mut salt: impl FnMut() -> String,
) -> Result<u64> {
    let mut head = lock_head(tx, workspace).await?;
    let query = of_workspace(workspace).filter(row::Column::Position.is_null());
    let lines = query.order_by_asc(row::Column::Id).limit(most).all(&tx.executor()).await?;
    let sealed_now = lines.len() as u64;
    for mut line in lines {
        head.position += 1;
        let salt = (line.detail != ERASED).then(&mut salt);
        line.detail_hash = Some(sealed(&line.detail, salt.as_deref().unwrap_or_default()));
        line.salt = salt;
        line.position = Some(head.position);
        line.previous = Some(std::mem::take(&mut head.hash));
        line.hash = Some(line.digest());
        head.hash = line.hash.clone().unwrap_or_default();
        row::Entity::update_many()
            .col_expr(row::Column::Position, Expr::value(line.position))
            .col_expr(row::Column::Salt, Expr::value(line.salt))
            .col_expr(row::Column::DetailHash, Expr::value(line.detail_hash))
            .col_expr(row::Column::Previous, Expr::value(line.previous))
            .col_expr(row::Column::Hash, Expr::value(line.hash))
            .filter(row::Column::Id.eq(line.id))
            .exec(&tx.executor())
            .await?;
    }
    head_row::Entity::update_many()
        .col_expr(head_row::Column::Position, Expr::value(head.position))
        .col_expr(head_row::Column::Hash, Expr::value(head.hash))
        .filter(head_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .exec(&tx.executor())
        .await?;
    Ok(sealed_now)
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
    head.ok_or(Error::Unreadable("head of the audit log"))
}

/// How many lines are looked through at a time.
const STRIDE: u64 = 1_000;

/// Looks through the whole chain: whether each line is as it was written, follows the one before, and none is missing.
/// `witness` is an end of this chain that was kept elsewhere.
pub async fn prove(conn: &impl Conn, workspace: WorkspaceId, witness: Option<&End>) -> Result<Proof> {
    let (mut position, mut previous, mut emptied) = (0_u64, String::new(), 0_u64);
    // The first line without its words, until a later one says that somebody was erased.
    let mut unexplained = None;
    loop {
        let last = i64::try_from(position).unwrap_or(i64::MAX);
        let query = of_workspace(workspace).filter(row::Column::Position.gt(last));
        let found = query.order_by_asc(row::Column::Position).limit(STRIDE).all(&conn.executor()).await?;
        if found.is_empty() {
            break;
        }
        for line in found {
            position += 1;
            let broken = |why| Ok(Proof::Broken { position, line: Some(line.id), why });
            if line.position != i64::try_from(position).ok() {
                return Ok(Proof::Broken { position, line: None, why: "The line is missing." });
            }
            if line.previous.as_ref() != Some(&previous) {
                return broken("The line does not follow the one before it.");
            }
            if let Some(why) = line.fault() {
                return broken(why);
            }
            if line.salt.is_none() {
                emptied += 1;
                // One that was emptied before it was sealed took nothing out of the chain.
                if line.detail_hash != Some(sealed(ERASED, "")) {
                    unexplained = unexplained.or(Some((position, line.id)));
                }
            }
            if line.action == ERASURE {
                unexplained = None;
            }
            previous = line.hash.unwrap_or_default();
            if witness.is_some_and(|end| end.position == position && end.hash != previous) {
                let why = "The chain up to here is not the one whose end was kept: it was made anew.";
                return Ok(Proof::Broken { position, line: Some(line.id), why });
            }
        }
    }
    let head = head_row::Entity::find_by_id(Uuid::from(workspace)).one(&conn.executor()).await?;
    let head = head.map_or((0, String::new()), |head| (head.position, head.hash));
    let short = witness.is_some_and(|end| end.position > position);
    if short || (i64::try_from(position).unwrap_or(i64::MAX), &previous) != (head.0, &head.1) {
        let why = "Lines are missing at the end.";
        return Ok(Proof::Broken { position: position + 1, line: None, why });
    }
    if let Some((position, line)) = unexplained {
        let why = "What the line said is gone, and no later line says that somebody was erased.";
        return Ok(Proof::Broken { position, line: Some(line), why });
    }
    let waiting =
        of_workspace(workspace).filter(row::Column::Position.is_null()).count(&conn.executor()).await?;
    Ok(Proof::Whole { end: End { position, hash: previous }, emptied, waiting })
}

#[cfg(test)]
mod tests;
