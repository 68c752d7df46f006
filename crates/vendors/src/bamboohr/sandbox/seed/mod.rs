//! A believable tenant, the same for the same seed.

mod person;

use serde_json::{Map, Value, json};

use super::documents::text;

/// The tenant's part of the address.
pub const COMPANY: &str = "larkmoor";

/// The key of an administrator. The other users' keys stand beside them in the documents.
pub const FULL_ACCESS_KEY: &str = "sandbox-full-access-key";

/// The set-up of the tenant: users, fields, lists, tables.
const TENANT: &str = include_str!("tenant.json");

/// The documents of the tenant with that many people.
pub fn documents(seed: u64, people: usize) -> Value {
    // The text ships with the program and is read by every test, so that it can't fail here.
    let mut documents: Value = serde_json::from_str(TENANT).unwrap_or_default();
    let mut dice = person::Dice::new(seed);
    let mut employees = Map::new();
    let mut emails = Map::new();
    let mut row = 0;
    for number in 1..=people {
        let employee = person::employee(&documents, &mut dice, number, &mut row);
        for name in ["homeEmail", "workEmail"] {
            emails.insert(text(&employee["fields"][name]).to_lowercase(), number.to_string().into());
        }
        employees.insert(number.to_string(), employee);
    }
    documents["employees"] = employees.into();
    documents["emails"] = emails.into();
    documents["counters"] =
        json!({"employee": people, "row": row, "file": 400, "option": 18900, "fileCategory": 30});
    documents
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bamboohr::sandbox::{
        documents,
        history::{Standing, standing},
    };

    #[test]
    fn the_same_seed_gives_the_same_tenant() {
        assert_eq!(super::documents(7, 50), super::documents(7, 50));
        assert_ne!(super::documents(7, 50)["employees"], super::documents(8, 50)["employees"]);
    }

    #[test]
    fn a_tenant_has_people_who_left_and_people_to_come() {
        let tenant = super::documents(7, 200);
        let all = documents::employees(&tenant);
        let count = |wanted| all.iter().filter(|(_, e)| standing(e, "2026-11-24") == wanted).count();
        assert_eq!(all.len(), 200);
        assert!(count(Standing::Former) > 5 && count(Standing::Future) > 2, "{}", count(Standing::Former));
        assert!(count(Standing::Current) > 150);
    }

    #[test]
    fn nobody_shares_an_address() {
        let tenant = super::documents(3, 400);
        assert_eq!(tenant["emails"].as_object().unwrap().len(), 800);
    }

    #[test]
    fn every_value_is_one_the_tenant_takes() {
        let tenant = super::documents(5, 60);
        for (id, employee) in documents::employees(&tenant) {
            let country = text(&employee["fields"]["country"]);
            for (name, value) in employee["fields"].as_object().unwrap() {
                let field = documents::field(&tenant, name).unwrap_or_else(|| panic!("no field {name}"));
                let kept = super::super::values::accept(&tenant, field, value, &country);
                assert_eq!(kept.as_ref(), Ok(value), "employee {id}, {name}");
            }
            for (table, rows) in employee["tables"].as_object().unwrap() {
                let definition = documents::table(&tenant, table).unwrap();
                for (name, value) in documents::array(rows).iter().flat_map(|row| row.as_object().unwrap()) {
                    let Some(column) = documents::column(definition, name) else { continue };
                    let kept = super::super::values::accept(&tenant, column, value, "");
                    assert_eq!(kept.as_ref(), Ok(value), "employee {id}, {table}.{name}");
                }
            }
        }
    }
}
