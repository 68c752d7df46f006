//! Many rows changed in few statements, and only where they differ from what they were: an index over a column that is
//! not named need not be touched.

use std::borrow::Cow;

use sea_orm::{
    ActiveModelTrait, ConnectionTrait, EntityName, EntityTrait, IdenStatic, Iterable, Statement, Value,
};

use super::batch::{place, portion};
use crate::{Conn, Tx, error::Result};

/// How many rows go into one statement.
const MOST_ROWS: usize = 256;

type Column<A> = <<A as ActiveModelTrait>::Entity as EntityTrait>::Column;

/// Writes the columns in which one of the rows differs from what it was. Each row is given as it was and as it is to be,
/// and is found by its `key`.
pub(crate) async fn write<A: ActiveModelTrait>(tx: &Tx, key: &[Column<A>], rows: Vec<(A, A)>) -> Result<()> {
    let differs = |column: &Column<A>| rows.iter().any(|(was, is)| was.get(*column) != is.get(*column));
    let changed: Vec<Column<A>> = Column::<A>::iter().filter(differs).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let backend = tx.executor().get_database_backend();
    let columns: Vec<Column<A>> = key.iter().chain(&changed).copied().collect();
    let mut rows = rows.into_iter().map(|(_, is)| is);
    while rows.len() > 0 {
        let portion = portion(rows.len(), MOST_ROWS);
        let mut values: Vec<Value> = Vec::with_capacity(portion * columns.len());
        for mut row in rows.by_ref().take(portion) {
            values.extend(columns.iter().filter_map(|column| row.take(*column).into_value()));
        }
        let sql = statement::<A>(key, &changed, portion, |nth| place(nth, backend));
        tx.executor().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    }
    Ok(())
}

fn statement<A: ActiveModelTrait>(
    key: &[Column<A>],
    changed: &[Column<A>],
    rows: usize,
    place: impl Fn(usize) -> Cow<'static, str>,
) -> String {
    let table = A::Entity::default().table_name().to_owned();
    let list = |columns: &[Column<A>], one: &dyn Fn(&str) -> String, between: &str| {
        columns.iter().map(|column| one(column.as_str())).collect::<Vec<_>>().join(between)
    };
    let named = |column: &str| column.to_owned();
    let all = [list(key, &named, ", "), list(changed, &named, ", ")].join(", ");
    let width = key.len() + changed.len();
    let row = |row| (1..=width).map(|column| place(row * width + column)).collect::<Vec<_>>().join(",");
    let values = (0..rows).map(|nth| format!("({})", row(nth))).collect::<Vec<_>>().join(", ");
    let set = list(changed, &|column| format!("{column} = now.{column}"), ", ");
    let same = list(key, &|column| format!("{table}.{column} = now.{column}"), " and ");
    format!("with now ({all}) as (values {values}) update {table} set {set} from now where {same}")
}
