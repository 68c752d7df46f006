//! The list of every table, and how rows of any of them are read and written.

use std::marker::PhantomData;

use futures::{TryStreamExt, stream::BoxStream};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IdenStatic, Iterable, ModelTrait, PrimaryKeyToColumn,
    QueryOrder, QuerySelect,
};
use serde_json::{Map, Value as Json};

use super::{BackupError, cell};
use crate::{Conn, Snapshot, Tx};

macro_rules! tables {
    ($($($part:ident)::+,)*) => {
        /// Every table, those that others refer to first.
        pub(super) fn all() -> Vec<Box<dyn Table>> {
            vec![$(Box::new(Of::<crate::$($part)::+::Entity>(PhantomData))),*]
        }
    };
}

tables! {
    workspace::row,
    audit::row,
    audit::chain::head_row,
    retention::rule_row,
    retention::run_row,
    task::row,
    people::setup_link::row,
    people::user::row,
    people::session::row,
    people::invitation::row,
    people::api_key::row,
    people::api_answer::row,
    announce::endpoint::row,
    announce::message::row,
    announce::tried::row,
    people::throttle::row,
    integrations::connection::row,
    integrations::token::row,
    integrations::pace::row,
    integrations::permission::row,
    integrations::referral_source::row,
    integrations::rehearsal::row,
    hiring::workflow::row,
    hiring::workflow::stage_row,
    hiring::job::row,
    hiring::candidate::row,
    hiring::application::row,
    hiring::movement::row,
    hiring::comment::row,
    hiring::tag::category_row,
    hiring::tag::row,
    hiring::tag::held_row,
    hiring::field::row,
    hiring::field::value_row,
    hiring::field_value::application_row,
    hiring::field_value::job_row,
    hiring::answer::row,
    hiring::attachment::row,
    hiring::attachment::bytes_row,
    hiring::saved_view::row,
    hiring::import::row,
    hiring::merge::row,
    hiring::erasure::row,
    integrations::form::row,
    integrations::call::row,
    integrations::handoff::row,
    integrations::ledger::row,
    integrations::link::row,
    sync::mirror::row,
    sync::plan::row,
    sync::run::row,
    sync::note::row,
    hook::delivery::row,
    hook::hint::row,
    hook::refusal::row,
    messaging::install::row,
    messaging::member::row,
    messaging::message::row,
    messaging::press::row,
    outgoing::row,
    screening::criteria::row,
    screening::organisation::row,
    screening::preference::row,
    screening::embedder::row,
    screening::reading::row,
    screening::result::row,
    screening::ledger::row,
    screening::ledger::head_row,
    screening::voluntary::row,
    screening::asked::row,
    screening::asked::link_row,
    screening::target::row,
    screening::written::row,
    mail::server::row,
    mail::letter::row,
    screening::follow_up::set::row,
    screening::follow_up::asked::row,
    screening::follow_up::link::row,
    screening::notice::row,
    sourcing::profile::row,
    sourcing::record::row,
    sourcing::key::row,
    sourcing::question::row,
    sourcing::file::row,
    sourcing::import::row,
    sourcing::list::row,
    sourcing::list::listed_row,
    sourcing::search::row,
    sourcing::search::told_row,
    sourcing::push::row,
    sourcing::member::row,
    sourcing::export::row,
    sourcing::export_item::row,
    sourcing::walk::row,
    referrals::referral::row,
    referrals::event::row,
    referrals::link::row,
    referrals::owner::row,
    referrals::opt_out::row,
    referrals::settings::row,
    referrals::settings::template_row,
    referrals::network::owner::row,
    referrals::network::headline::row,
    referrals::network::contact::row,
    referrals::network::file::row,
    referrals::network::need::row,
    referrals::network::matched::row,
    referrals::delivery::row,
    referrals::delivery::step_row,
    referrals::tier::row,
    referrals::bonus::row,
}

/// A table whose columns are known by its entity.
#[async_trait::async_trait]
pub(super) trait Table: Send + Sync {
    /// Its name.
    fn name(&self) -> &'static str;
    /// How many columns it has.
    fn width(&self) -> usize;
    /// Its columns, so that a test can make up rows.
    #[cfg(test)]
    fn columns(&self) -> Vec<(&'static str, sea_orm::ColumnDef)>;
    /// Its rows as JSON, in the order of their keys, one at a time.
    async fn rows<'a>(
        &self,
        from: &'a Snapshot,
    ) -> Result<BoxStream<'a, Result<Json, BackupError>>, BackupError>;
    /// Whether it has no row.
    async fn is_empty(&self, tx: &Tx) -> Result<bool, BackupError>;
    /// Puts rows in. `None` where one of them is not a row of this table; nothing was put in then.
    async fn put(&self, tx: &Tx, rows: &[Map<String, Json>]) -> Result<Option<()>, BackupError>;
}

struct Of<E>(PhantomData<E>);

#[async_trait::async_trait]
impl<E> Table for Of<E>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E> + Send + Sync,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send + Sync,
{
    fn name(&self) -> &'static str {
        E::default().table_name()
    }

    fn width(&self) -> usize {
        E::Column::iter().count()
    }

    #[cfg(test)]
    fn columns(&self) -> Vec<(&'static str, sea_orm::ColumnDef)> {
        E::Column::iter().map(|column| (column.as_str(), column.def())).collect()
    }

    async fn rows<'a>(
        &self,
        from: &'a Snapshot,
    ) -> Result<BoxStream<'a, Result<Json, BackupError>>, BackupError> {
        let mut query = E::find();
        for key in E::PrimaryKey::iter() {
            query = query.order_by_asc(key.into_column());
        }
        let rows = query.stream(&from.0).await?;
        Ok(Box::pin(rows.map_err(BackupError::from).and_then(async |row| to_json::<E>(&row))))
    }

    async fn is_empty(&self, tx: &Tx) -> Result<bool, BackupError> {
        Ok(E::find().limit(1).one(&tx.executor()).await?.is_none())
    }

    async fn put(&self, tx: &Tx, rows: &[Map<String, Json>]) -> Result<Option<()>, BackupError> {
        let Some(rows) = rows.iter().map(from_json::<E>).collect::<Option<Vec<_>>>() else {
            return Ok(None);
        };
        if !rows.is_empty() {
            E::insert_many(rows).exec_without_returning(&tx.executor()).await?;
        }
        Ok(Some(()))
    }
}

fn to_json<E: EntityTrait>(row: &E::Model) -> Result<Json, BackupError>
where
    E::Model: ModelTrait<Entity = E>,
{
    let cells = E::Column::iter().map(|column| {
        let json = cell::to_json(row.get(column)).ok_or(crate::Error::Unreadable("value"))?;
        Ok((column.as_str().to_owned(), json))
    });
    Ok(Json::Object(cells.collect::<Result<_, BackupError>>()?))
}

fn from_json<E: EntityTrait>(row: &Map<String, Json>) -> Option<E::ActiveModel>
where
    E::ActiveModel: ActiveModelTrait<Entity = E>,
{
    let mut model = <E::ActiveModel as ActiveModelTrait>::default();
    for column in E::Column::iter() {
        let cell = cell::from_json(row.get(column.as_str())?, column.def().get_column_type())?;
        model.try_set(column, cell).ok()?;
    }
    (row.len() == E::Column::iter().count()).then_some(model)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sea_orm::{ConnectionTrait, DbBackend, Statement};

    use super::*;
    use crate::testing::fresh;

    #[tokio::test]
    async fn no_table_of_the_database_is_forgotten() {
        for database in fresh().await {
            let sql = match database.db.backend() {
                DbBackend::Sqlite => {
                    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
                }
                _ => {
                    "select table_name::text as name from information_schema.tables where table_schema = 'public'"
                }
            };
            let conn = database.db.executor();
            let rows = conn.query_all_raw(Statement::from_string(database.db.backend(), sql)).await.unwrap();
            let mut there: BTreeSet<String> =
                rows.iter().map(|row| row.try_get("", "name").unwrap()).collect();
            assert!(there.remove("migration"), "what the head of a backup says");
            let listed: BTreeSet<String> = all().iter().map(|table| table.name().to_owned()).collect();
            assert_eq!(listed, there);
        }
    }
}
