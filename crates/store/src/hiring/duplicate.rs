//! Which candidates may be the same person: the same e-mail or phone, or the same name and date of birth.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    CandidateId, WorkspaceId,
    candidate::{Candidate, Profile},
    contact::{normal_email, normal_name, normal_phone},
};
use sea_orm::{Condition, QueryOrder, QuerySelect, entity::prelude::*, sea_query::ExprTrait};

use super::candidate::row;
use crate::{Conn, error::Result};

/// How many candidates are shown that may be the same person as one.
const MOST: u64 = 20;

/// Why two candidates may be the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The same e-mail address.
    Email,
    /// The same phone number.
    Phone,
    /// The same name and date of birth.
    NameAndBirth,
}

/// Candidates that may be one person, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Why.
    pub reason: Reason,
    /// The candidates, the oldest record first.
    pub candidates: Vec<Candidate>,
}

/// The candidates that may be the same person as one with this profile.
pub async fn of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    profile: &Profile,
) -> Result<Vec<(Candidate, Reason)>> {
    let (email, phone) = (normal_email(&profile.email), normal_phone(&profile.phone));
    let name = normal_name(&profile.full_name());
    let born = profile.date_of_birth.filter(|_| !name.is_empty());
    let same_person = born.map(|born| {
        let name = row::Column::NameKey.eq(name.as_str());
        Condition::all().add(name).add(row::Column::DateOfBirth.eq(born.to_string()))
    });
    let ways = [
        email.as_deref().map(|email| Condition::all().add(row::Column::EmailKey.eq(email))),
        phone.as_deref().map(|phone| Condition::all().add(row::Column::PhoneKey.eq(phone))),
        same_person,
    ];
    // One question a way: asked with “or”, SQLite would walk through the whole workspace instead of three indexes.
    let mut found = BTreeMap::new();
    for same in ways.into_iter().flatten() {
        let rows = row::Entity::find()
            .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
            .filter(row::Column::MergedInto.is_null())
            .filter(same)
            .limit(MOST)
            .all(&conn.executor())
            .await?;
        found.extend(rows.into_iter().map(|row| ((row.created_at, row.id), row)));
    }
    let rows = found.into_values().take(MOST as usize);
    let why = |row: &row::Model| match row {
        row if email.is_some() && row.email_key == email => Reason::Email,
        row if phone.is_some() && row.phone_key == phone => Reason::Phone,
        _ => Reason::NameAndBirth,
    };
    Ok(rows.map(|row| (why(&row), row)).map(|(reason, row)| (row.into(), reason)).collect())
}

/// Which of these keys some candidate has already: e-mail addresses and phone numbers as they are compared.
pub async fn known_keys(
    conn: &impl Conn,
    workspace: WorkspaceId,
    column: Key,
    keys: &[String],
) -> Result<BTreeSet<String>> {
    let column = column.column();
    let mut known = BTreeSet::new();
    for batch in keys.chunks(10_000) {
        let found: Vec<String> = row::Entity::find()
            .select_only()
            .column(column)
            .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
            .filter(row::Column::MergedInto.is_null())
            .filter(column.is_in(batch.iter().map(String::as_str)))
            .into_tuple()
            .all(&conn.executor())
            .await?;
        known.extend(found);
    }
    Ok(known)
}

/// Which pairs of name and date of birth some candidate has already, of those with one of these names.
pub async fn known_births(
    conn: &impl Conn,
    workspace: WorkspaceId,
    names: &[String],
) -> Result<BTreeSet<(String, String)>> {
    let mut known = BTreeSet::new();
    for batch in names.chunks(10_000) {
        let found: Vec<(String, String)> = row::Entity::find()
            .select_only()
            .column(row::Column::NameKey)
            .column(row::Column::DateOfBirth)
            .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
            .filter(row::Column::MergedInto.is_null())
            .filter(row::Column::DateOfBirth.is_not_null())
            .filter(row::Column::NameKey.is_in(batch.iter().map(String::as_str)))
            .into_tuple()
            .all(&conn.executor())
            .await?;
        known.extend(found);
    }
    Ok(known)
}

/// By what candidates are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The e-mail address.
    Email,
    /// The phone number.
    Phone,
}

impl Key {
    fn column(self) -> row::Column {
        match self {
            Self::Email => row::Column::EmailKey,
            Self::Phone => row::Column::PhoneKey,
        }
    }
}

/// Candidates of the whole workspace that may be one person, up to `most` groups a reason.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId, most: u64) -> Result<Vec<Group>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut seen: BTreeSet<Vec<CandidateId>> = BTreeSet::new();
    for reason in [Reason::Email, Reason::Phone, Reason::NameAndBirth] {
        for group in same(conn, workspace, reason, most).await? {
            let mut ids: Vec<CandidateId> = group.candidates.iter().map(|candidate| candidate.id).collect();
            ids.sort_unstable();
            if seen.insert(ids) {
                groups.push(group);
            }
        }
    }
    Ok(groups)
}

async fn same(conn: &impl Conn, workspace: WorkspaceId, reason: Reason, most: u64) -> Result<Vec<Group>> {
    let key = match reason {
        Reason::Email => row::Column::EmailKey,
        Reason::Phone => row::Column::PhoneKey,
        Reason::NameAndBirth => row::Column::NameKey,
    };
    let ours = Condition::all()
        .add(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .add(row::Column::MergedInto.is_null())
        .add(key.is_not_null());
    let mut shared = row::Entity::find().select_only().column(key).filter(ours.clone()).group_by(key);
    if reason == Reason::NameAndBirth {
        shared = shared
            .column(row::Column::DateOfBirth)
            .filter(row::Column::DateOfBirth.is_not_null())
            .filter(row::Column::NameKey.ne(""))
            .group_by(row::Column::DateOfBirth);
    } else {
        shared = shared.column(key);
    }
    let keys: Vec<(String, String)> =
        shared.having(row::Column::Id.count().gt(1)).limit(most).into_tuple().all(&conn.executor()).await?;
    let mut groups = Vec::new();
    for (value, born) in keys {
        let mut query = row::Entity::find().filter(ours.clone()).filter(key.eq(value.as_str()));
        if reason == Reason::NameAndBirth {
            query = query.filter(row::Column::DateOfBirth.eq(born));
        }
        let rows = query.order_by_asc(row::Column::CreatedAt).order_by_asc(row::Column::Id);
        let candidates = rows.all(&conn.executor()).await?.into_iter().map(Into::into).collect();
        groups.push(Group { reason, candidates });
    }
    Ok(groups)
}
