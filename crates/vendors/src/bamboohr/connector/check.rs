//! Trying a key without writing anything.

use std::collections::BTreeMap;

use connect::{VendorError, error::Result};
use model::connection::{CheckReport, PermissionFinding, Probe};
use serde_json::Value;

use crate::bamboohr::{
    client::Client,
    hris,
    map::matches,
    wire::{Directory, User},
};

/// Fields whose absence from a read shows that the key's owner may not see, and so not write, them.
const WITNESSES: [&str; 9] = [
    "homeEmail",
    "mobilePhone",
    "dateOfBirth",
    "gender",
    "address1",
    "hireDate",
    "jobTitle",
    "payRate",
    "employmentHistoryStatus",
];

const TABLES: [&str; 3] = ["jobInfo", "employmentStatus", "compensation"];

/// What the key's owner may do, permission by permission.
pub async fn check(client: &Client<'_>) -> Result<CheckReport> {
    let account = match tried(client.company().await)? {
        Tried::Yes(company) => company.display_name,
        _ => client.0.settings.get("subdomain").cloned().unwrap_or_default(),
    };
    let own = match tried(client.employee("0", &["firstName", "lastName"]).await)? {
        Tried::Yes(employee) => matches::id(&employee),
        _ => None,
    };
    let mut permissions = vec![fields(client).await?];
    let directory = tried(client.directory().await)?;
    let sample = sample(&directory, own.as_deref());
    permissions.push(reading(client, sample.as_deref()).await?);
    permissions.push(directory.finding("directory", |directory| {
        format!("The directory shows {} people.", directory.employees.len())
    }));
    permissions.push(tried(client.ask(&matches::trial()).await)?.finding("datasets", |answer| {
        format!("The dataset shows {} people, former ones among them.", answer.meta.total_items)
    }));
    permissions.push(unknown("employees.add", "BambooHR tells this only when an employee is added."));
    permissions.push(writing(client, sample.as_deref()).await?);
    permissions.push(tables(client, sample.as_deref()).await?);
    permissions.push(files(client, sample.as_deref()).await?);
    permissions.push(photo(client, sample.as_deref()).await?);
    permissions.push(tried(client.users().await)?.finding("users", |users| owner(users, own.as_deref())));
    Ok(CheckReport { account, permissions, ..CheckReport::default() })
}

/// What a probe came to, where its failure is an answer.
enum Tried<T> {
    Yes(T),
    No(String),
    Unclear(String),
}

/// Sorts a probe's result; what is no answer about a permission stays an error.
fn tried<T>(result: Result<T>) -> Result<Tried<T>> {
    Ok(match result {
        Ok(answer) => Tried::Yes(answer),
        Err(VendorError::Forbidden(why) | VendorError::NotFound(why)) => Tried::No(why),
        Err(error @ (VendorError::Rejected(_) | VendorError::Contract { .. })) => {
            Tried::Unclear(error.to_string())
        }
        Err(error) => return Err(error),
    })
}

impl<T> Tried<T> {
    fn finding(&self, key: &str, seen: impl FnOnce(&T) -> String) -> PermissionFinding {
        match self {
            Self::Yes(answer) => finding(key, Probe::Granted, seen(answer)),
            Self::No(why) => finding(key, Probe::Missing, format!("BambooHR refused: {why}")),
            Self::Unclear(why) => unknown(key, why),
        }
    }
}

fn finding(key: &str, probe: Probe, detail: impl Into<String>) -> PermissionFinding {
    PermissionFinding { key: key.into(), probe, detail: detail.into() }
}

fn unknown(key: &str, why: &str) -> PermissionFinding {
    finding(key, Probe::Unknown, why)
}

const NOBODY: &str = "No employee could be found to try this on.";

/// Someone else than the key's owner, who may see more of their own record than of others'.
fn sample(directory: &Tried<Directory>, own: Option<&str>) -> Option<String> {
    let Tried::Yes(directory) = directory else { return own.map(str::to_owned) };
    let mut others = directory.employees.iter().filter_map(matches::id).filter(|id| Some(id.as_str()) != own);
    others.next().or_else(|| own.map(str::to_owned))
}

async fn fields(client: &Client<'_>) -> Result<PermissionFinding> {
    let fields = tried(client.fields().await)?;
    let lists = tried(client.lists().await)?;
    let finding = fields.finding("fields", |fields| format!("{} fields were listed.", fields.len()));
    Ok(match lists {
        Tried::Yes(_) => finding,
        refused => refused.finding("fields", |_| String::new()),
    })
}

async fn reading(client: &Client<'_>, sample: Option<&str>) -> Result<PermissionFinding> {
    let Some(sample) = sample else { return Ok(unknown("employees.read", NOBODY)) };
    let read = tried(client.employee(sample, &["firstName", "lastName"]).await)?;
    Ok(read.finding("employees.read", |_| format!("Employee {sample} was read.")))
}

async fn writing(client: &Client<'_>, sample: Option<&str>) -> Result<PermissionFinding> {
    let key = "fields.write";
    let Some(sample) = sample else { return Ok(unknown(key, NOBODY)) };
    let names = WITNESSES.map(str::to_owned);
    let Some(seen) = hris::form::seen(client, sample, &names).await? else {
        return Ok(unknown(key, "No employee's fields could be read."));
    };
    let hidden: Vec<&str> = WITNESSES.into_iter().filter(|name| !seen.contains(*name)).collect();
    Ok(if hidden.is_empty() {
        unknown(
            key,
            "All usual fields can be seen; which can be changed shows when an employee is read back.",
        )
    } else {
        let hidden = hidden.join(", ");
        finding(key, Probe::Missing, format!("These fields are hidden and so can't be filled: {hidden}."))
    })
}

async fn tables(client: &Client<'_>, sample: Option<&str>) -> Result<PermissionFinding> {
    let key = "tables";
    let Some(sample) = sample else { return Ok(unknown(key, NOBODY)) };
    for table in TABLES {
        match tried(client.rows(sample, table).await)? {
            Tried::Yes(rows) => {
                // Rows that show nothing but whose they are stand for a table that is hidden.
                let hidden =
                    rows.iter().any(|row| row.keys().all(|name| name == "id" || name == "employeeId"));
                if hidden {
                    return Ok(finding(key, Probe::Missing, format!("The table {table} is hidden.")));
                }
            }
            refused => return Ok(refused.finding(key, |_| String::new())),
        }
    }
    Ok(unknown(key, "All three tables can be seen; whether they can be changed shows when they are."))
}

async fn files(client: &Client<'_>, sample: Option<&str>) -> Result<PermissionFinding> {
    let key = "files";
    let Some(sample) = sample else { return Ok(unknown(key, NOBODY)) };
    let Tried::Yes(files) = tried(client.files(sample).await)? else {
        return Ok(finding(key, Probe::Missing, "No file section can be seen."));
    };
    Ok(match hris::documents::section(&files) {
        Some(section) => finding(key, Probe::Granted, format!("Résumés go to {}.", section.name)),
        None => finding(key, Probe::Missing, "No file section takes files of this user."),
    })
}

async fn photo(client: &Client<'_>, sample: Option<&str>) -> Result<PermissionFinding> {
    let key = "photo";
    let Some(sample) = sample else { return Ok(unknown(key, NOBODY)) };
    let Tried::Yes(employee) = tried(client.employee(sample, &["canUploadPhoto"]).await)? else {
        return Ok(unknown(key, NOBODY));
    };
    let may = employee.get("canUploadPhoto").map(|may| match may {
        Value::Bool(may) => *may,
        other => ["1", "yes", "true"].contains(&other.to_string().trim_matches('"')),
    });
    Ok(match may {
        Some(true) => finding(key, Probe::Granted, "BambooHR says that this user may set photos."),
        Some(false) => finding(key, Probe::Missing, "BambooHR says that this user may not set photos."),
        None => unknown(key, "BambooHR does not say whether this user may set photos."),
    })
}

fn owner(users: &BTreeMap<String, User>, own: Option<&str>) -> String {
    let same = |user: &&User| Some(user.employee_id.to_string().as_str()) == own;
    match users.values().find(same) {
        Some(user) => format!("The key acts as {} {}.", user.first_name, user.last_name),
        None => "The key's owner is not an employee, so that BambooHR does not tell the name.".into(),
    }
}
