//! The dated parts of a hire as rows of the vendor's tables.

use std::collections::BTreeMap;

use model::{
    hire::{FieldProblem, HireRecord, money},
    note::Note,
};
use serde_json::{Value, json};

use super::{employee::choices, read_back::as_sent};
use crate::bamboohr::wire::Fields;

/// A table that a hire fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name, which is the section's key.
    pub name: &'static str,
    /// The column that holds a row's date.
    pub date: &'static str,
}

/// The three tables, in the order they are written.
pub const TABLES: [Table; 3] = [
    Table { name: "jobInfo", date: "date" },
    Table { name: "employmentStatus", date: "date" },
    Table { name: "compensation", date: "startDate" },
];

/// A row that the hire asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// The table.
    pub table: Table,
    /// The day it counts from.
    pub date: String,
    /// What the record says, by column, without the date.
    values: BTreeMap<&'a str, &'a str>,
}

/// What to do about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is there, as it should be.
    Nothing,
    /// A row of that day says something else.
    Change(String),
    /// There is no row of that day.
    Add,
    /// The rows' dates can't be seen, so that adding one could double it.
    Blind,
}

/// The row that a record wants of a table; `None` where it says nothing of it.
///
/// # Errors
/// A problem at the row's date where neither it nor the hire date is known.
pub fn wanted(record: &HireRecord, table: Table) -> Result<Option<(Wanted<'_>, Option<Note>)>, FieldProblem> {
    let mut values = record.section(table.name);
    let own = values.remove(table.date);
    if own.is_none() && values.is_empty() {
        return Ok(None);
    }
    let key = format!("{}.{}", table.name, table.date);
    let Some(date) = own.or_else(|| record.get("hireDate")) else {
        let message = "BambooHR needs the day from which this counts.".into();
        return Err(FieldProblem { field: key, message });
    };
    let note = own.is_none().then(|| Note::on(key, "No day was given, so the hire date was taken."));
    Ok(Some((Wanted { table, date: date.into(), values }, note)))
}

impl Wanted<'_> {
    /// The row's body.
    pub fn body(&self) -> Fields {
        let date = (self.table.date.to_owned(), Value::from(self.date.as_str()));
        let values = self.values.iter().map(|(name, value)| ((*name).to_owned(), cell(name, value)));
        values.chain([date]).collect()
    }

    /// The row of that day among the rows that are there.
    pub fn row<'a>(&self, rows: &'a [Fields]) -> Option<&'a Fields> {
        let same_day =
            |row: &&Fields| row.get(self.table.date).is_some_and(|date| *date == self.date.as_str());
        let mut of_day = rows.iter().filter(same_day);
        // Of several rows of a day, one that says the same already is the one.
        of_day.clone().find(|row| self.is(row)).or_else(|| of_day.next())
    }

    /// What to do, given the rows that are there.
    pub fn step(&self, rows: &[Fields]) -> Step {
        match self.row(rows) {
            Some(row) if self.is(row) => Step::Nothing,
            Some(row) => match row.get("id").and_then(Value::as_str) {
                Some(id) => Step::Change(id.into()),
                None => Step::Blind,
            },
            None if rows.iter().any(|row| !row.contains_key(self.table.date)) => Step::Blind,
            None => Step::Add,
        }
    }

    fn is(&self, row: &Fields) -> bool {
        let same = |(name, sent): (&&str, &&str)| {
            row.get(*name).and_then(|got| as_sent(sent, got)).as_deref() == Some(*sent)
        };
        self.values.iter().all(same)
    }

    /// What a row says of the columns that the record says something of, in the record's own form.
    pub fn read_back(&self, row: &Fields) -> Vec<(String, String)> {
        let columns = self
            .values
            .iter()
            .map(|(name, sent)| (*name, *sent))
            .chain([(self.table.date, self.date.as_str())]);
        columns
            .filter_map(|(name, sent)| {
                Some((format!("{}.{name}", self.table.name), as_sent(sent, row.get(name)?)?))
            })
            .collect()
    }
}

/// An amount goes as value and currency, teams as a list, everything else as text.
fn cell(name: &str, value: &str) -> Value {
    match name {
        "rate" => match money(value) {
            Some((amount, currency)) => json!({"value": amount, "currency": currency}),
            None => value.into(),
        },
        "teams" => choices(value),
        _ => value.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAY: Table = TABLES[2];

    fn record() -> HireRecord {
        let mut record = HireRecord::default();
        record.set("hireDate", "2027-01-04");
        record.set("compensation.rate", "52000.00 GBP");
        record.set("compensation.type", "Salary");
        record
    }

    fn row(value: &str, date: &str) -> Fields {
        let row = json!({"id": "9", "startDate": date, "rate": {"value": value, "currency": "GBP"}, "type": "Salary"});
        row.as_object().unwrap().clone()
    }

    #[test]
    fn a_row_without_a_day_takes_the_hire_date_and_says_so() {
        let record = record();
        let (wanted, note) = wanted(&record, PAY).unwrap().unwrap();
        let body = json!({
            "startDate": "2027-01-04",
            "rate": {"value": "52000.00", "currency": "GBP"},
            "type": "Salary",
        });
        assert_eq!(Value::Object(wanted.body()), body);
        assert_eq!(note.unwrap().field, "compensation.startDate");
    }

    #[test]
    fn a_row_is_added_changed_or_left() {
        let record = record();
        let (wanted, _) = wanted(&record, PAY).unwrap().unwrap();
        assert_eq!(wanted.step(&[]), Step::Add);
        assert_eq!(wanted.step(&[row("1", "2020-01-01")]), Step::Add);
        assert_eq!(wanted.step(&[row("1", "2027-01-04")]), Step::Change("9".into()));
        assert_eq!(wanted.step(&[row("52000.0000", "2027-01-04")]), Step::Nothing);
    }

    #[test]
    fn nothing_is_added_where_the_days_can_not_be_seen() {
        let record = record();
        let (wanted, _) = wanted(&record, PAY).unwrap().unwrap();
        let hidden = json!({"id": "9", "employeeId": "7"}).as_object().unwrap().clone();
        assert_eq!(wanted.step(&[hidden]), Step::Blind);
    }

    #[test]
    fn a_day_is_needed_from_somewhere() {
        let mut record = HireRecord::default();
        record.set("compensation.type", "Salary");
        assert_eq!(wanted(&record, PAY).unwrap_err().field, "compensation.startDate");
        assert_eq!(wanted(&record, TABLES[0]), Ok(None));
    }
}
