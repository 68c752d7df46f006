//! Trying a key without writing anything.

use connect::{VendorError, error::Result};
use jiff::civil::date;
use model::connection::{CheckReport, PermissionFinding, Probe};
use serde_json::Value;

use crate::intellihr::{
    client::{Client, Listing},
    hris::{form, zone},
    map::days,
    wire::{List, Page, Person},
};

/// What the key may do, permission by permission.
///
/// # Errors
/// [`VendorError::Auth`] where the key, or the company that it is used with, is not accepted; others where the vendor
/// can't be reached.
pub async fn check(client: &Client<'_>) -> Result<CheckReport> {
    let company = client.0.settings.get("subdomain").cloned().unwrap_or_default();
    let people = look::<Person>(client, Listing::of("look at the people", "people")).await;
    let people = tried(people.map_err(|error| of_company(error, &company)))?;
    let permissions = vec![
        people.finding("people", |page| format!("{} people can be read.", page.meta.pagination.total)),
        tried(look::<Value>(client, Listing::of("look at the jobs", "jobs")).await)?
            .finding("jobs", |page| format!("{} jobs can be read.", page.meta.pagination.total)),
        lists(client).await?,
        custom_fields(client).await?,
        unknown("write", "Every key of intelliHR may write; it shows when the first person is added."),
        documents(client, &people).await?,
        time_zone(client),
        workflows(client).await?,
    ];
    Ok(CheckReport { account: company, permissions, ..CheckReport::default() })
}

/// The key is looked for in the company that is named, so that a wrong company looks like a wrong key.
fn of_company(error: VendorError, company: &str) -> VendorError {
    match error {
        VendorError::Auth(why) | VendorError::NotFound(why) => VendorError::Auth(format!(
            "{} Compare both: whether the key was copied whole, and whether “{company}” is the company part of \
             https://{company}.intellihr.net, where the key was made.",
            sentence(&why)
        )),
        other => other,
    }
}

fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with('.') { text.to_owned() } else { format!("{text}.") }
}

async fn look<T: serde::de::DeserializeOwned>(client: &Client<'_>, listing: Listing) -> Result<Page<T>> {
    client.page(&listing, 1, 1).await
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
            Self::No(why) => finding(key, Probe::Missing, format!("intelliHR refused: {why}")),
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

async fn lists(client: &Client<'_>) -> Result<PermissionFinding> {
    for list in List::ALL {
        match tried(look::<Value>(client, Listing::of("look at a list", list.path())).await)? {
            Tried::Yes(_) => {}
            refused => return Ok(refused.finding("lists", |_| String::new())),
        }
    }
    Ok(finding("lists", Probe::Granted, format!("All {} lists can be read.", List::ALL.len())))
}

async fn custom_fields(client: &Client<'_>) -> Result<PermissionFinding> {
    let listing = Listing::of("look at the custom fields", "custom-field-definitions");
    let page = tried(look::<Value>(client, listing).await)?;
    Ok(page.finding("custom_fields", |page| {
        format!("{} custom fields can be read.", page.meta.pagination.total)
    }))
}

async fn documents(client: &Client<'_>, people: &Tried<Page<Person>>) -> Result<PermissionFinding> {
    let Tried::Yes(Page { data, .. }) = people else {
        return Ok(unknown("documents", "People can't be read, so that this could not be tried."));
    };
    let Some(person) = data.first() else {
        return Ok(unknown("documents", "There is nobody yet to try this on."));
    };
    let listing = Listing::of("look at somebody's documents", format!("people/{}/documents", person.id));
    let page = tried(look::<Value>(client, listing).await)?;
    Ok(page.finding("documents", |_| "Somebody's documents can be listed.".into()))
}

fn time_zone(client: &Client<'_>) -> PermissionFinding {
    let example = date(2026, 3, 2);
    let sent = zone(client.0).ok().and_then(|zone| days::instant_of(example, &zone));
    match sent {
        Some(sent) => {
            finding("time_zone", Probe::Granted, format!("A first day of {example} is sent as {sent}."))
        }
        None => {
            let name = client.0.settings.get("time_zone").map(String::as_str).unwrap_or_default();
            let why = format!(
                "“{name}” is not the name of a time zone. Connect again with one like Australia/Sydney, \
                 Australia/Perth or Europe/London."
            );
            finding("time_zone", Probe::Missing, why)
        }
    }
}

async fn workflows(client: &Client<'_>) -> Result<PermissionFinding> {
    let Some(event) = form::event(client) else {
        return Ok(unknown("workflows", "No onboarding event was given, so none is started from here."));
    };
    let event = tried(client.workflow_event(event).await)?;
    Ok(event
        .finding("workflows", |event| format!("“{}” has {} workflows.", event.name, event.workflows.len())))
}
