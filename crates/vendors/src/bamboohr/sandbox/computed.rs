//! What an employee's field shows: kept, worked out, or taken from the table row that counts.

use serde_json::Value;

use super::{
    auth::Rights,
    documents::{self, FieldDef, text},
    history::{self, Standing},
};

/// One employee, looked at by one user on one day.
pub struct View<'a> {
    /// The stand-in's documents.
    pub documents: &'a Value,
    /// The employee's id.
    pub id: &'a str,
    /// The employee's document.
    pub employee: &'a Value,
    /// The day, as `YYYY-MM-DD`.
    pub today: &'a str,
    /// Whether table rows to come are left out.
    pub only_current: bool,
    /// What the user may see.
    pub rights: &'a Rights,
}

impl<'a> View<'a> {
    /// The value a field shows; `None` where there is no such field or the user may not see it.
    pub fn value(&self, name: &str) -> Option<Value> {
        if name == "id" {
            return Some(self.id.into());
        }
        if name == "canUploadPhoto" {
            return Some(self.rights.photos.into());
        }
        self.shown(documents::field(self.documents, name)?)
    }

    /// The value of a field that was looked up before; `None` where the user may not see it.
    pub fn shown(&self, field: FieldDef) -> Option<Value> {
        let key = field.key();
        if !self.rights.sees(&key) {
            return None;
        }
        let shown = self.worked_out(&key).unwrap_or_else(|| self.kept(&key).clone());
        Some(match (field.kind(), shown) {
            ("date", Value::Null) => "0000-00-00".into(),
            ("currency", parts @ Value::Object(_)) => {
                format!("{} {}", text(&parts["value"]), text(&parts["currency"])).into()
            }
            (_, Value::Array(items)) => text(&Value::Array(items)).into_owned().into(),
            (_, shown) => shown,
        })
    }

    /// Where the employee stands.
    pub fn standing(&self) -> Standing {
        history::standing(self.employee, self.today)
    }

    fn kept(&self, key: &str) -> &'a Value {
        match history::mirror(key) {
            Some(mirror) => {
                let row = history::current(self.employee, mirror.table, self.today, self.only_current);
                row.map_or(&Value::Null, |row| &row[mirror.column])
            }
            None => &self.employee["fields"][key],
        }
    }

    fn worked_out(&self, key: &str) -> Option<Value> {
        let part = |name: &str| text(&self.employee["fields"][name]);
        let full = || format!("{} {}", part("firstName"), part("lastName"));
        Some(match key {
            "status" | "employmentStatus" => match self.standing() {
                Standing::Current => "Active".into(),
                Standing::Future | Standing::Former => "Inactive".into(),
            },
            "displayName" => match part("preferredName") {
                preferred if preferred.is_empty() => full().into(),
                preferred => format!("{preferred} {}", part("lastName")).into(),
            },
            "fullName1" => full().into(),
            "fullName2" => format!("{}, {}", part("lastName"), part("firstName")).into(),
            "bestEmail" if !part("workEmail").is_empty() => part("workEmail").into(),
            "bestEmail" => part("homeEmail").into(),
            "birthday" => part("dateOfBirth").get(5..).unwrap_or_default().into(),
            "age" => self.age(&part("dateOfBirth"))?.into(),
            "photoUploaded" => self.employee["photo"].is_object().into(),
            "lastChanged" => self.employee["lastChanged"].clone(),
            "createdDate" => text(&self.employee["created"]).get(..10).unwrap_or_default().into(),
            _ => return None,
        })
    }

    fn age(&self, born: &str) -> Option<i16> {
        let (born, today) =
            (born.parse::<jiff::civil::Date>().ok()?, self.today.parse::<jiff::civil::Date>().ok()?);
        let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
        Some(today.year() - born.year() - i16::from(!had_birthday))
    }
}
