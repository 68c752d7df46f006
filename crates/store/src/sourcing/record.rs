//! What each source says of a person of the talent pool.

use std::collections::BTreeMap;

use model::{
    CandidateId, ConnectionId, PoolRecordId, ProfileId, WorkspaceId,
    pool::{Consent, Origin, Record},
};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict};

use super::key;
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
    #[sea_orm(table_name = "pool_record")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub profile_id: Uuid,
        pub connection_id: Option<Uuid>,
        pub external_id: Option<String>,
        pub candidate_id: Option<Uuid>,
        pub origin: String,
        pub content: String,
        pub consent: String,
        pub seen_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Record {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "record of the talent pool";
        Ok(Self {
            id: row.id.into(),
            profile: row.profile_id.into(),
            origin: read(&row.origin, WHAT)?,
            person: read(&row.content, WHAT)?,
            consent: Consent::parse(&row.consent).ok_or(Error::Unreadable(WHAT))?,
            seen_at: from_ms(row.seen_at),
        })
    }
}

/// Keeps records with what they can be found by: new ones, and those there already as they are now. The profiles that
/// they are part of must be there.
pub async fn put_many(tx: &Tx, workspace: WorkspaceId, records: &[Record]) -> Result<()> {
    use row::Column as C;
    let rows = records.iter().map(|record| {
        let (connection, external_id, candidate) = match &record.origin {
            Origin::System { connection, external_id, .. } => {
                (Some(*connection), Some(external_id.clone()), None)
            }
            Origin::Candidate { id } => (None, None, Some(*id)),
            Origin::File { .. } | Origin::Hand => (None, None, None),
        };
        row::ActiveModel {
            id: Set(record.id.into()),
            workspace_id: Set(workspace.into()),
            profile_id: Set(record.profile.into()),
            connection_id: Set(connection.map(Into::into)),
            external_id: Set(external_id),
            candidate_id: Set(candidate.map(Into::into)),
            origin: Set(text(&record.origin)),
            content: Set(text(&record.person)),
            consent: Set(record.consent.as_str().into()),
            seen_at: Set(to_ms(record.seen_at)),
        }
    });
    let clash = OnConflict::column(C::Id)
        .update_columns([C::ProfileId, C::Origin, C::Content, C::Consent, C::SeenAt])
        .to_owned();
    batch::put(tx, rows.collect(), &clash).await?;
    key::set_many(tx, workspace, records).await
}

/// The records of several profiles, those of each in the order in which they came.
pub async fn of_profiles(
    conn: &impl Conn,
    workspace: WorkspaceId,
    profiles: &[ProfileId],
) -> Result<BTreeMap<ProfileId, Vec<Record>>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ProfileId.is_in(in_few_forms(profiles.iter().map(|id| Uuid::from(*id)))))
        .order_by_asc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    let mut of: BTreeMap<ProfileId, Vec<Record>> = BTreeMap::new();
    for row in rows {
        let record: Record = row.try_into()?;
        of.entry(record.profile).or_default().push(record);
    }
    Ok(of)
}

/// The record that stands for a record of another system.
pub async fn of_system(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
    external_id: &str,
) -> Result<Option<Record>> {
    let query = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(row::Column::ExternalId.eq(external_id));
    query.one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// The record that stands for a candidate of this workspace.
pub async fn of_candidate(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidate: CandidateId,
) -> Result<Option<Record>> {
    let query = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::CandidateId.eq(Uuid::from(candidate)));
    query.one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// Where each record of several people comes from.
pub async fn origins(
    conn: &impl Conn,
    workspace: WorkspaceId,
    profiles: &[ProfileId],
) -> Result<Vec<(ProfileId, Origin)>> {
    use row::Column as C;
    let rows: Vec<(Uuid, String)> = row::Entity::find()
        .select_only()
        .columns([C::ProfileId, C::Origin])
        .filter(C::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(C::ProfileId.is_in(in_few_forms(profiles.iter().map(|id| Uuid::from(*id)))))
        .order_by_asc(C::Id)
        .into_tuple()
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(|(profile, origin)| Ok((profile.into(), read(&origin, "origin")?))).collect()
}

/// Makes records part of another profile.
pub async fn set_profile(
    tx: &Tx,
    workspace: WorkspaceId,
    records: &[PoolRecordId],
    profile: ProfileId,
) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::ProfileId, Expr::value(Uuid::from(profile)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.is_in(in_few_forms(records.iter().map(|id| Uuid::from(*id)))))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Takes records away with what they could be found by and their files.
pub async fn delete(tx: &Tx, workspace: WorkspaceId, records: &[PoolRecordId]) -> Result<()> {
    key::delete(tx, records).await?;
    super::file::delete(tx, records).await?;
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.is_in(in_few_forms(records.iter().map(|id| Uuid::from(*id)))))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
