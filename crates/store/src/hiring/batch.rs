//! Many rows in few statements.

use sea_orm::{ActiveModelBehavior, ActiveModelTrait, EntityTrait, Iterable, sea_query::OnConflict};

use crate::{Conn, Tx, error::Result};

/// SQLite takes 32,766 bound values a statement; PostgreSQL more.
const MOST_VALUES: usize = 32_000;

/// Inserts rows, as many a statement as both databases take.
pub(crate) async fn insert<A>(tx: &Tx, rows: Vec<A>) -> Result<()>
where
    A: ActiveModelTrait + ActiveModelBehavior,
{
    let mut rows = rows.into_iter();
    loop {
        let batch: Vec<A> = rows.by_ref().take(most::<A>()).collect();
        if batch.is_empty() {
            return Ok(());
        }
        A::Entity::insert_many(batch).exec_without_returning(&tx.executor()).await?;
    }
}

/// Inserts rows, and does what `clash` says with those whose key is there already. No key may stand in `rows` twice.
pub(crate) async fn put<A>(tx: &Tx, rows: Vec<A>, clash: &OnConflict) -> Result<()>
where
    A: ActiveModelTrait + ActiveModelBehavior,
{
    let mut rows = rows.into_iter();
    loop {
        let batch: Vec<A> = rows.by_ref().take(most::<A>()).collect();
        if batch.is_empty() {
            return Ok(());
        }
        A::Entity::insert_many(batch)
            .on_conflict(clash.clone())
            .exec_without_returning(&tx.executor())
            .await?;
    }
}

fn most<A: ActiveModelTrait>() -> usize {
    MOST_VALUES / <A::Entity as EntityTrait>::Column::iter().count()
}
