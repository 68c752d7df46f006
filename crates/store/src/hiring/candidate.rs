//! Candidates.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{
    CandidateId, WorkspaceId,
    candidate::{Candidate, Profile},
    contact::{normal_email, normal_name, normal_phone},
};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, Iterable, QuerySelect, Statement, entity::prelude::*,
    sea_query::OnConflict,
};

use super::{
    batch::{self, in_few_forms},
    changes,
};
use crate::{Conn, Tx, error::Result, time::to_ms};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "candidate")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub first_name: String,
        pub middle_name: String,
        pub last_name: String,
        pub preferred_name: String,
        pub email: String,
        pub phone: String,
        pub date_of_birth: Option<String>,
        pub gender: String,
        pub address_line1: String,
        pub address_line2: String,
        pub city: String,
        pub state: String,
        pub postcode: String,
        pub country: String,
        pub headline: String,
        pub profile_url: String,
        pub source: String,
        pub email_key: Option<String>,
        pub phone_key: Option<String>,
        pub name_key: String,
        pub search_text: String,
        pub merged_into: Option<Uuid>,
        pub created_at: i64,
        pub updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for Candidate {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id.into(),
            profile: Profile {
                first_name: row.first_name,
                middle_name: row.middle_name,
                last_name: row.last_name,
                preferred_name: row.preferred_name,
                email: row.email,
                phone: row.phone,
                date_of_birth: row.date_of_birth.and_then(|date| date.parse().ok()),
                gender: row.gender,
                address_line1: row.address_line1,
                address_line2: row.address_line2,
                city: row.city,
                state: row.state,
                postcode: row.postcode,
                country: row.country,
                headline: row.headline,
                profile_url: row.profile_url,
                source: row.source,
            },
        }
    }
}

/// What the search box looks through, in lower case.
fn search_text(profile: &Profile) -> String {
    let name = profile.full_name();
    [
        &name,
        &profile.preferred_name,
        &profile.email,
        &profile.phone,
        &profile.headline,
        &profile.city,
        &profile.country,
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .map(|part| part.to_lowercase())
    .collect::<Vec<_>>()
    .join(" ")
}

fn written(workspace: WorkspaceId, candidate: &Candidate, at: Timestamp) -> row::ActiveModel {
    let profile = candidate.profile.clone();
    row::ActiveModel {
        id: Set(candidate.id.into()),
        workspace_id: Set(workspace.into()),
        email_key: Set(normal_email(&profile.email)),
        phone_key: Set(normal_phone(&profile.phone)),
        name_key: Set(normal_name(&profile.full_name())),
        search_text: Set(search_text(&profile)),
        first_name: Set(profile.first_name),
        middle_name: Set(profile.middle_name),
        last_name: Set(profile.last_name),
        preferred_name: Set(profile.preferred_name),
        email: Set(profile.email),
        phone: Set(profile.phone),
        date_of_birth: Set(profile.date_of_birth.map(|date| date.to_string())),
        gender: Set(profile.gender),
        address_line1: Set(profile.address_line1),
        address_line2: Set(profile.address_line2),
        city: Set(profile.city),
        state: Set(profile.state),
        postcode: Set(profile.postcode),
        country: Set(profile.country),
        headline: Set(profile.headline),
        profile_url: Set(profile.profile_url),
        source: Set(profile.source),
        merged_into: sea_orm::NotSet,
        created_at: sea_orm::NotSet,
        updated_at: Set(to_ms(at)),
    }
}

/// Keeps a new candidate.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, candidate: &Candidate, at: Timestamp) -> Result<()> {
    insert_many(tx, workspace, &[(candidate.clone(), at)]).await
}

/// Keeps many new candidates, each with the time it was made.
pub async fn insert_many(
    tx: &Tx,
    workspace: WorkspaceId,
    candidates: &[(Candidate, Timestamp)],
) -> Result<()> {
    let rows = candidates.iter().map(|(candidate, at)| {
        let mut row = written(workspace, candidate, *at);
        row.merged_into = Set(None);
        row.created_at = Set(to_ms(*at));
        row
    });
    batch::insert(tx, rows.collect()).await
}

/// Keeps many candidates, new or changed, each with the time it was made.
pub async fn put_many(
    tx: &Tx,
    workspace: WorkspaceId,
    candidates: &[(Candidate, Timestamp)],
    at: Timestamp,
) -> Result<()> {
    let rows = candidates.iter().map(|(candidate, made)| {
        let mut row = written(workspace, candidate, at);
        row.merged_into = Set(None);
        row.created_at = Set(to_ms(*made));
        row
    });
    let changes = row::Column::iter().filter(|column| {
        use row::Column as C;
        !matches!(column, C::Id | C::WorkspaceId | C::MergedInto | C::CreatedAt)
    });
    let clash = OnConflict::column(row::Column::Id).update_columns(changes).to_owned();
    batch::put(tx, rows.collect(), &clash).await
}

/// Changes many candidates, each given as it was and as it is now.
pub async fn change_many(
    tx: &Tx,
    workspace: WorkspaceId,
    changed: &[(Candidate, Candidate)],
    at: Timestamp,
) -> Result<()> {
    let was = |candidate| row::ActiveModel { updated_at: Set(0), ..written(workspace, candidate, at) };
    let rows = changed.iter().map(|(before, now)| (was(before), written(workspace, now, at)));
    changes::write(tx, &[row::Column::Id, row::Column::WorkspaceId], rows.collect()).await
}

/// Makes the kept candidate like this one.
pub async fn update(tx: &Tx, workspace: WorkspaceId, candidate: &Candidate, at: Timestamp) -> Result<()> {
    row::Entity::update_many()
        .set(written(workspace, candidate, at))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(candidate.id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// One candidate; one that was merged into another is not found.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: CandidateId) -> Result<Option<Candidate>> {
    Ok(of_ids(conn, workspace, &[id]).await?.remove(&id))
}

/// Several candidates by their identifiers; those merged into others are not found.
pub async fn of_ids(
    conn: &impl Conn,
    workspace: WorkspaceId,
    ids: &[CandidateId],
) -> Result<BTreeMap<CandidateId, Candidate>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.is_in(in_few_forms(ids.iter().map(|id| Uuid::from(*id)))))
        .filter(row::Column::MergedInto.is_null())
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id.into(), row.into())).collect())
}

/// What is known of several people, those merged into others too.
pub async fn profiles(conn: &impl Conn, workspace: WorkspaceId, ids: &[CandidateId]) -> Result<Vec<Profile>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.is_in(in_few_forms(ids.iter().map(|id| Uuid::from(*id)))))
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(|row| Candidate::from(row).profile).collect())
}

/// Who has an e-mail address, in the form in which addresses are compared.
pub async fn with_email(conn: &impl Conn, workspace: WorkspaceId, email: &str) -> Result<Vec<CandidateId>> {
    let ids: Vec<Uuid> = row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::EmailKey.eq(email))
        .filter(row::Column::MergedInto.is_null())
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(ids.into_iter().map(Into::into).collect())
}

/// Whether somebody bears a name.
pub async fn is_borne(conn: &impl Conn, workspace: WorkspaceId, name: &str) -> Result<bool> {
    let query = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::NameKey.eq(normal_name(name)));
    Ok(query.count(&conn.executor()).await? > 0)
}

/// The candidate that this one was merged into, where it was.
pub async fn merged_into(
    conn: &impl Conn,
    workspace: WorkspaceId,
    id: CandidateId,
) -> Result<Option<CandidateId>> {
    let row = row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?;
    Ok(row.and_then(|row| row.merged_into).map(Into::into))
}

/// Those of the candidates that were merged into others, each with the one that it lives on in.
pub async fn living(
    conn: &impl Conn,
    workspace: WorkspaceId,
    ids: &[CandidateId],
) -> Result<BTreeMap<CandidateId, CandidateId>> {
    let mut living = BTreeMap::new();
    let mut asked: Vec<(Uuid, Uuid)> = ids.iter().map(|id| (Uuid::from(*id), Uuid::from(*id))).collect();
    while !asked.is_empty() {
        let rows: Vec<(Uuid, Uuid)> = row::Entity::find()
            .select_only()
            .columns([row::Column::Id, row::Column::MergedInto])
            .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
            .filter(row::Column::Id.is_in(in_few_forms(asked.iter().map(|(_, now)| *now))))
            .filter(row::Column::MergedInto.is_not_null())
            .into_tuple()
            .all(&conn.executor())
            .await?;
        let rows: BTreeMap<Uuid, Uuid> = rows.into_iter().collect();
        // Nobody is merged into somebody who was merged into them, so this comes to an end.
        asked = asked.iter().filter_map(|(first, now)| Some((*first, *rows.get(now)?))).collect();
        living.extend(asked.iter().map(|(first, now)| (CandidateId(*first), CandidateId(*now))));
    }
    Ok(living)
}

/// Marks a candidate as merged into another, or as itself again.
pub async fn set_merged_into(
    tx: &Tx,
    workspace: WorkspaceId,
    id: CandidateId,
    into: Option<CandidateId>,
) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::MergedInto, Expr::value(into.map(Uuid::from)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Every source that candidates came from, in alphabetical order.
pub async fn sources(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<String>> {
    // From one source to the next by the index: as many looks as there are sources, however many candidates.
    const NEXT: &str = "with recursive step(source) as (
        select min(source) from candidate where workspace_id = $1 and source > ''
        union all
        select (select min(source) from candidate where workspace_id = $1 and source > step.source)
        from step where step.source is not null)
      select source from step where source is not null";
    let conn = conn.executor();
    let query =
        Statement::from_sql_and_values(conn.get_database_backend(), NEXT, [Uuid::from(workspace).into()]);
    let mut sources = Vec::new();
    for row in conn.query_all_raw(query).await? {
        sources.push(row.try_get("", "source")?);
    }
    sources.sort_unstable();
    Ok(sources)
}
