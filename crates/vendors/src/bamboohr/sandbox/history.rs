//! Tables with dates: which row counts today, and the employee's fields that show it.

use serde_json::{Map, Value, json};

use super::documents::{array, next, text};

/// An employee's field that shows, and writes, a column of a table.
#[derive(Debug)]
pub struct Mirror {
    /// The employee's field.
    pub field: &'static str,
    /// The table.
    pub table: &'static str,
    /// Its column.
    pub column: &'static str,
}

const fn show(field: &'static str, table: &'static str, column: &'static str) -> Mirror {
    Mirror { field, table, column }
}

const MIRRORS: [Mirror; 12] = [
    show("jobTitle", "jobInfo", "jobTitle"),
    show("department", "jobInfo", "department"),
    show("division", "jobInfo", "division"),
    show("location", "jobInfo", "location"),
    show("supervisor", "jobInfo", "reportsTo"),
    show("employmentHistoryStatus", "employmentStatus", "employmentStatus"),
    show("payRate", "compensation", "rate"),
    show("payType", "compensation", "type"),
    show("payPer", "compensation", "paidPer"),
    show("exempt", "compensation", "exempt"),
    show("payChangeReason", "compensation", "reason"),
    show("payRateEffectiveDate", "compensation", "startDate"),
];

/// The column a field shows, where it shows one.
pub fn mirror(field: &str) -> Option<&'static Mirror> {
    MIRRORS.iter().find(|mirror| mirror.field == field)
}

/// The column that holds a row's date.
pub fn date_column(table: &str) -> &'static str {
    match table {
        "compensation" => "startDate",
        "customAssets" => "customDateLoaned",
        _ => "date",
    }
}

/// The row that counts: the latest that has begun, or the latest of all.
pub fn current<'a>(employee: &'a Value, table: &str, today: &str, only_current: bool) -> Option<&'a Value> {
    let column = date_column(table);
    let date = |row: &'a Value| row[column].as_str().unwrap_or_default();
    let rows = array(&employee["tables"][table]).iter();
    // Dates of one form compare as texts; of two rows of a day the later one counts.
    rows.filter(|row| !only_current || date(row) <= today).max_by_key(|row| date(row))
}

/// Puts fields that show columns into their tables: into the row of that day, or a new one.
pub fn write(documents: &mut Value, id: &str, columns: Vec<(&'static Mirror, Value)>, day: &str) {
    let mut tables: Map<String, Value> = Map::new();
    for (mirror, value) in columns {
        tables.entry(mirror.table).or_insert_with(|| json!({}))[mirror.column] = value;
    }
    for (table, mut values) in tables {
        let column = date_column(&table);
        let day = values[column].as_str().unwrap_or(day).to_owned();
        values[column] = day.clone().into();
        let rows = &documents["employees"][id]["tables"][table.as_str()];
        let place = array(rows).iter().position(|row| row[column] == day.as_str());
        let row = next_row(documents, id, &table, place);
        if let (Some(row), Some(values)) = (row.as_object_mut(), values.as_object_mut()) {
            row.append(values);
        }
    }
}

/// The row at a place, or a new one with its ids.
pub fn next_row<'a>(documents: &'a mut Value, id: &str, table: &str, place: Option<usize>) -> &'a mut Value {
    if let Some(place) = place {
        return &mut documents["employees"][id]["tables"][table][place];
    }
    let row = json!({"id": next(documents, "row").to_string(), "employeeId": id});
    let rows = &mut documents["employees"][id]["tables"][table];
    if !rows.is_array() {
        *rows = json!([]);
    }
    let place = array(rows).len();
    if let Some(rows) = rows.as_array_mut() {
        rows.push(row);
    }
    &mut documents["employees"][id]["tables"][table][place]
}

/// Where an employee stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Works there.
    Current,
    /// Has a first day to come.
    Future,
    /// Has left.
    Former,
}

/// Where an employee stands on a day, by their dates and their employment status.
pub fn standing(employee: &Value, today: &str) -> Standing {
    let date = |field: &str| employee["fields"][field].as_str().filter(|date| !date.is_empty());
    let status = current(employee, "employmentStatus", today, true);
    let terminated = status.is_some_and(|row| text(&row["employmentStatus"]) == "Terminated");
    let left = date("terminationDate").is_some_and(|day| day <= today);
    if terminated || left || employee["fields"]["status"] == "Inactive" {
        Standing::Former
    } else if date("hireDate").is_some_and(|day| day > today) {
        Standing::Future
    } else {
        Standing::Current
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_row_that_has_begun_counts() {
        let employee = json!({"tables": {"jobInfo": [
            {"date": "2027-01-01", "jobTitle": "C"}, {"date": "2020-01-01", "jobTitle": "A"},
            {"date": "2024-01-01", "jobTitle": "B"}]}});
        let title = |only| current(&employee, "jobInfo", "2026-01-01", only).unwrap()["jobTitle"].clone();
        assert_eq!(title(true), "B");
        assert_eq!(title(false), "C");
    }

    #[test]
    fn a_field_that_shows_a_column_writes_one_row_a_day() {
        let mut documents = json!({"counters": {}, "employees": {"7": {"tables": {}}}});
        for title in ["A", "B"] {
            let columns = vec![(mirror("jobTitle").unwrap(), json!(title))];
            write(&mut documents, "7", columns, "2026-01-01");
        }
        let rows = json!([{"id": "1", "employeeId": "7", "date": "2026-01-01", "jobTitle": "B"}]);
        assert_eq!(documents["employees"]["7"]["tables"]["jobInfo"], rows);
    }

    #[test]
    fn standing_follows_dates_and_status() {
        let at = |fields| standing(&json!({"fields": fields}), "2026-06-01");
        assert_eq!(at(json!({"hireDate": "2026-06-01"})), Standing::Current);
        assert_eq!(at(json!({"hireDate": "2026-06-02"})), Standing::Future);
        assert_eq!(at(json!({"hireDate": "2020-01-01", "terminationDate": "2026-05-31"})), Standing::Former);
        assert_eq!(at(json!({"status": "Inactive"})), Standing::Former);
    }
}
