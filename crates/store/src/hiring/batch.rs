//! Many rows in few statements, and of few forms: the database keeps each form that it has read.

use std::borrow::Cow;

use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, DbBackend, EntityTrait, Iterable, QueryTrait,
    Statement, Value, sea_query::OnConflict,
};

use crate::{Conn, Tx, error::Result};

/// How many values go into one statement. SQLite would take 32,766, but keeps each prepared statement, and one of
/// thousands of rows holds megabytes; beyond two thousand values nothing gets faster.
const MOST_VALUES: usize = 2_000;

/// Fewer rows than this are not looked through for values that they share: it is chance where they do.
const FEW: usize = 16;

/// Inserts rows in few statements.
pub(crate) async fn insert<A>(tx: &Tx, rows: Vec<A>) -> Result<()>
where
    A: ActiveModelTrait + ActiveModelBehavior,
{
    write(tx, rows, None).await
}

/// Inserts rows, and does what `clash` says with those whose key is there already. No key may stand in `rows` twice.
pub(crate) async fn put<A>(tx: &Tx, rows: Vec<A>, clash: &OnConflict) -> Result<()>
where
    A: ActiveModelTrait + ActiveModelBehavior,
{
    write(tx, rows, Some(clash)).await
}

async fn write<A>(tx: &Tx, rows: Vec<A>, clash: Option<&OnConflict>) -> Result<()>
where
    A: ActiveModelTrait + ActiveModelBehavior,
{
    let Some(first) = rows.first() else { return Ok(()) };
    let backend = tx.executor().get_database_backend();
    let form = Form::of(first.clone(), clash, backend);
    let columns: Vec<_> = <A::Entity as EntityTrait>::Column::iter().collect();
    let rows: Vec<Vec<Value>> = rows.into_iter().map(|row| values(row, &columns)).collect();
    let shared = shared(&rows, backend);
    let sent = shared.iter().filter(|shared| shared.is_none()).count().max(1);
    let mut rows = rows.into_iter();
    let mut next = || {
        if rows.len() == 0 {
            return None;
        }
        let portion = portion(rows.len(), MOST_VALUES / sent);
        let mut values = Vec::with_capacity(portion * sent);
        for row in rows.by_ref().take(portion) {
            let sent = row.into_iter().zip(&shared).filter(|(_, shared)| shared.is_none());
            values.extend(sent.map(|(value, _)| value));
        }
        let sql = form.for_rows(portion, &shared, backend);
        Some(Statement::from_sql_and_values(backend, sql, values))
    };
    let (mut statement, executor) = (next(), tx.executor());
    while let Some(now) = statement {
        // While the database writes one portion, the next one is put together.
        let (written, then) = futures::join!(executor.execute_raw(now), async { next() });
        written?;
        statement = then;
    }
    Ok(())
}

/// How many of the rows that are left go into the next statement: of all numbers only the powers of two, so that
/// there are few forms.
pub(crate) fn portion(left: usize, most: usize) -> usize {
    1 << left.min(most).max(1).ilog2()
}

/// Where a value goes. Without its number for SQLite, which takes long to find thousands of numbers.
pub(crate) fn place(nth: usize, backend: DbBackend) -> Cow<'static, str> {
    if backend == DbBackend::Postgres { format!("${nth}").into() } else { "?".into() }
}

/// What is looked for, the last of it repeated up to a power of two, so that there are few forms of the question.
pub(crate) fn in_few_forms<T: Clone>(looked_for: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = looked_for.into_iter().collect();
    if let Some(last) = all.last().cloned() {
        all.resize(all.len().next_power_of_two(), last);
    }
    all
}

fn values<A: ActiveModelTrait>(mut row: A, columns: &[<A::Entity as EntityTrait>::Column]) -> Vec<Value> {
    // Each of our rows sets every column; one that did not would be refused where null is not allowed.
    columns.iter().map(|column| row.take(*column).into_value().unwrap_or(Value::String(None))).collect()
}

/// The words for what all rows have in a column, where that is nothing or one identifier: it needs no sending with each.
/// Other values would make a form of their own for each batch.
fn shared(rows: &[Vec<Value>], backend: DbBackend) -> Vec<Option<String>> {
    let Some((first, others)) = rows.split_first() else { return vec![] };
    let many = rows.len() >= FEW;
    let words = |(column, value)| {
        let words = words(value, backend).filter(|_| many)?;
        others.iter().all(|row| row.get(column) == Some(value)).then_some(words)
    };
    first.iter().enumerate().map(words).collect()
}

fn words(value: &Value, backend: DbBackend) -> Option<String> {
    match value {
        Value::Uuid(Some(id)) if backend == DbBackend::Postgres => Some(format!("'{id}'")),
        Value::Uuid(Some(id)) => Some(format!("x'{}'", id.simple())),
        Value::String(Some(text)) if text.is_empty() => Some("''".into()),
        Value::String(None) | Value::Uuid(None) | Value::BigInt(None) => Some("null".into()),
        _ => None,
    }
}

/// What stands before and behind the values. The query builder writes one row; it is slow at writing thousands.
struct Form {
    before: String,
    behind: String,
}

impl Form {
    fn of<A>(row: A, clash: Option<&OnConflict>, backend: DbBackend) -> Self
    where
        A: ActiveModelTrait + ActiveModelBehavior,
    {
        let mut one = A::Entity::insert_many([row]);
        if let Some(clash) = clash {
            one = one.on_conflict(clash.clone());
        }
        let sql = one.build(backend).sql;
        let (before, rest) = sql.split_once(" VALUES (").unwrap_or((&sql, ""));
        let behind = rest.split_once(')').map_or("", |(_, behind)| behind);
        Self { before: format!("{before} VALUES "), behind: behind.to_owned() }
    }

    fn for_rows(&self, rows: usize, shared: &[Option<String>], backend: DbBackend) -> String {
        let (mut sql, mut sent) = (self.before.clone(), 0);
        for row in 0..rows {
            sql.push_str(if row == 0 { "(" } else { ", (" });
            for (column, shared) in shared.iter().enumerate() {
                if column > 0 {
                    sql.push(',');
                }
                sent += usize::from(shared.is_none());
                match shared {
                    Some(words) => sql.push_str(words),
                    None => sql.push_str(&place(sent, backend)),
                }
            }
            sql.push(')');
        }
        sql.push_str(&self.behind);
        sql
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_rows_takes_few_forms() {
        let portions = |mut left: usize| {
            let mut taken = vec![];
            while left > 0 {
                taken.push(portion(left, 300));
                left -= taken[taken.len() - 1];
            }
            taken
        };
        assert_eq!(portions(1000), [256, 256, 256, 128, 64, 32, 8]);
        assert_eq!(portions(3), [2, 1]);
        assert_eq!(portion(5, 0), 1, "a row of more values than go into one statement");
    }

    #[test]
    fn any_number_of_things_is_looked_for_in_few_forms() {
        assert_eq!(in_few_forms(0..5), [0, 1, 2, 3, 4, 4, 4, 4]);
        assert_eq!(in_few_forms(0..4), [0, 1, 2, 3]);
        assert_eq!(in_few_forms(0..0), Vec::<i32>::new());
    }

    #[test]
    fn what_all_rows_share_is_not_sent_with_each() {
        let form = Form { before: "insert into t VALUES ".into(), behind: " do nothing".into() };
        let shared = [None, Some("''".into()), None];
        let sql = form.for_rows(2, &shared, DbBackend::Postgres);
        assert_eq!(sql, "insert into t VALUES ($1,'',$2), ($3,'',$4) do nothing");
    }

    #[test]
    fn only_many_rows_share_and_only_nothing_or_an_identifier() {
        let id = uuid::Uuid::from_u128(7);
        let row = vec![Value::from(id), Value::from(""), Value::from("a"), Value::BigInt(None)];
        let few = vec![row.clone(); FEW - 1];
        assert_eq!(shared(&few, DbBackend::Sqlite), [None, None, None, None]);
        let mut many = vec![row; FEW];
        let (nobody, null) = (Some("''".to_owned()), Some("null".to_owned()));
        let hex = Some("x'00000000000000000000000000000007'".to_owned());
        assert_eq!(shared(&many, DbBackend::Sqlite), [hex.clone(), nobody, None, null.clone()]);
        many[3][1] = Value::from("b");
        assert_eq!(shared(&many, DbBackend::Sqlite), [hex, None, None, null]);
        let quoted = words(&Value::from(id), DbBackend::Postgres);
        assert_eq!(quoted.as_deref(), Some("'00000000-0000-0000-0000-000000000007'"));
    }
}
