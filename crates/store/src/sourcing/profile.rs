//! The profiles of the talent pool: what the records of one person say together.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{
    ProfileId, WorkspaceId,
    pool::{Consent, Profile},
};
use sea_orm::{
    ActiveValue::Set, Condition, PaginatorTrait, QueryOrder, QuerySelect, entity::prelude::*,
    sea_query::OnConflict,
};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch::{self, in_few_forms},
    integrations::{read, text},
    time::{from_ms, to_ms},
};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "pool_profile")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub content: String,
        pub consent: String,
        pub touched_at: Option<i64>,
        pub merged_into: Option<Uuid>,
        pub gone: bool,
        pub created_at: i64,
        pub changed_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Profile {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "profile";
        Ok(Self {
            id: row.id.into(),
            person: read(&row.content, WHAT)?,
            consent: Consent::parse(&row.consent).ok_or(Error::Unreadable(WHAT))?,
            touched_at: row.touched_at.map(from_ms),
            changed_at: from_ms(row.changed_at),
        })
    }
}

/// Keeps profiles: new ones, and those there already as they are now.
pub async fn put_many(tx: &Tx, workspace: WorkspaceId, profiles: &[Profile]) -> Result<()> {
    use row::Column as C;
    let rows = profiles.iter().map(|profile| row::ActiveModel {
        id: Set(profile.id.into()),
        workspace_id: Set(workspace.into()),
        content: Set(text(&profile.person)),
        consent: Set(profile.consent.as_str().into()),
        touched_at: Set(profile.touched_at.map(to_ms)),
        merged_into: Set(None),
        gone: Set(false),
        created_at: Set(to_ms(profile.changed_at)),
        changed_at: Set(to_ms(profile.changed_at)),
    });
    let clash = OnConflict::column(C::Id)
        .update_columns([C::Content, C::Consent, C::TouchedAt, C::MergedInto, C::Gone])
        .value(C::ChangedAt, Expr::cust(LATER))
        .to_owned();
    batch::put(tx, rows.collect(), &clash).await
}

/// Each change of a profile has a later time than the one before it, also within a millisecond: who follows changes by
/// their time misses none.
const LATER: &str =
    "case when pool_profile.changed_at >= excluded.changed_at then pool_profile.changed_at + 1
    else excluded.changed_at end";

/// The same where a row is only marked.
fn later(at: Timestamp) -> sea_orm::sea_query::Expr {
    let at = to_ms(at);
    Expr::cust(format!("case when changed_at >= {at} then changed_at + 1 else {at} end"))
}

/// One profile; one that became another, or was erased, is not found.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: ProfileId) -> Result<Option<Profile>> {
    Ok(of_ids(conn, workspace, &[id]).await?.remove(&id))
}

/// Several profiles by their identifiers; those that became others, or were erased, are not found.
pub async fn of_ids(
    conn: &impl Conn,
    workspace: WorkspaceId,
    ids: &[ProfileId],
) -> Result<BTreeMap<ProfileId, Profile>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.is_in(in_few_forms(ids.iter().map(|id| Uuid::from(*id)))))
        .filter(living())
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(|row| Ok((row.id.into(), row.try_into()?))).collect()
}

fn living() -> Condition {
    Condition::all().add(row::Column::MergedInto.is_null()).add(row::Column::Gone.eq(false))
}

/// The profile that this one became, however often that happened.
pub async fn became(conn: &impl Conn, workspace: WorkspaceId, id: ProfileId) -> Result<Option<ProfileId>> {
    let (mut now, mut last) = (id, None);
    loop {
        let row = row::Entity::find_by_id(Uuid::from(now))
            .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
            .one(&conn.executor())
            .await?;
        match row.and_then(|row| row.merged_into) {
            Some(next) if Some(next) != last.map(Uuid::from) => {
                (now, last) = (next.into(), Some(next.into()))
            }
            _ => return Ok(last),
        }
    }
}

/// Empties the rows of profiles that became another one.
pub async fn set_became(
    tx: &Tx,
    workspace: WorkspaceId,
    ids: &[ProfileId],
    into: ProfileId,
    at: Timestamp,
) -> Result<()> {
    emptied(tx, workspace, ids, at, row::Column::MergedInto, Some(Uuid::from(into)).into()).await
}

/// Empties the rows of profiles whose records are all gone.
pub async fn set_gone(tx: &Tx, workspace: WorkspaceId, ids: &[ProfileId], at: Timestamp) -> Result<()> {
    emptied(tx, workspace, ids, at, row::Column::Gone, true.into()).await
}

async fn emptied(
    tx: &Tx,
    workspace: WorkspaceId,
    ids: &[ProfileId],
    at: Timestamp,
    mark: row::Column,
    value: sea_orm::Value,
) -> Result<()> {
    row::Entity::update_many()
        .col_expr(mark, Expr::value(value))
        .col_expr(row::Column::Content, Expr::value("{}"))
        .col_expr(row::Column::ChangedAt, later(at))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.is_in(in_few_forms(ids.iter().map(|id| Uuid::from(*id)))))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Keeps when somebody was last in touch with them.
pub async fn set_touched(tx: &Tx, workspace: WorkspaceId, id: ProfileId, at: Timestamp) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::TouchedAt, Expr::value(Some(to_ms(at))))
        .col_expr(row::Column::ChangedAt, later(at))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Marks people as changed, so that an index reads them again.
pub async fn set_changed(tx: &Tx, workspace: WorkspaceId, ids: &[ProfileId], at: Timestamp) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::ChangedAt, later(at))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.is_in(in_few_forms(ids.iter().map(|id| Uuid::from(*id)))))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// How many profiles there are.
pub async fn count(conn: &impl Conn, workspace: WorkspaceId) -> Result<u64> {
    let query =
        row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace))).filter(living());
    Ok(query.count(&conn.executor()).await?)
}

/// A profile that changed, or the identifier of one that is no more.
pub enum Change {
    /// As it is now.
    Is(Box<Profile>),
    /// It became another one or was erased.
    Gone(ProfileId),
}

/// Where the reading of changes goes on: the time and the identifier of the last one read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// When it changed.
    pub at: Timestamp,
    /// Which it is.
    pub id: ProfileId,
}

/// What changed after a place, the oldest first, and the place that comes next.
pub async fn changed_after(
    conn: &impl Conn,
    workspace: WorkspaceId,
    after: Option<Place>,
    most: u64,
) -> Result<(Vec<Change>, Option<Place>)> {
    use row::Column as C;
    let mut query = row::Entity::find().filter(C::WorkspaceId.eq(Uuid::from(workspace)));
    if let Some(place) = after {
        let (at, id) = (to_ms(place.at), Uuid::from(place.id));
        query = query.filter(
            Condition::any()
                .add(C::ChangedAt.gt(at))
                .add(Condition::all().add(C::ChangedAt.eq(at)).add(C::Id.gt(id))),
        );
    }
    let rows = query.order_by_asc(C::ChangedAt).order_by_asc(C::Id).limit(most).all(&conn.executor()).await?;
    let next = rows.last().map(|row| Place { at: from_ms(row.changed_at), id: row.id.into() });
    let change = |row: row::Model| {
        Ok(if row.gone || row.merged_into.is_some() {
            Change::Gone(row.id.into())
        } else {
            Change::Is(Box::new(row.try_into()?))
        })
    };
    Ok((rows.into_iter().map(change).collect::<Result<_>>()?, next))
}
