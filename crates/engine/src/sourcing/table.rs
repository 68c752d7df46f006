//! People of the pool as a CSV file: UTF-8, chosen columns, and no cell that a spreadsheet would run.

use model::{ProfileId, access::Right, newcomer::ReachKind, pool::Profile};
use store::sourcing::profile;

use crate::{Actor, App, audit, error::Result, hiring::upkeep::import::formula::harmless};

/// What a column holds of somebody.
type Cell = fn(&Profile) -> String;

/// The columns that can be chosen, in their order.
pub const COLUMNS: [(&str, &str, Cell); 18] = [
    ("first_name", "First Name", |of| of.person.first_name.clone()),
    ("last_name", "Last Name", |of| of.person.last_name.clone()),
    ("home_email", "Home Email", |of| of.person.email().unwrap_or_default().into()),
    ("extra_emails", "Extra Emails", |of| {
        joined(of.person.emails.iter().skip(1).map(|reach| reach.value.as_str()))
    }),
    ("phone", "Mobile Phone", |of| {
        let phones = &of.person.phones;
        let own = phones.iter().find(|reach| reach.kind == ReachKind::Private).or(phones.first());
        own.map(|reach| reach.value.clone()).unwrap_or_default()
    }),
    ("city", "Home City/Town", |of| of.person.city.clone()),
    ("region", "Home State", |of| of.person.region.clone()),
    ("country", "Home Country", |of| of.person.country.clone()),
    ("title", "Current Title", |of| of.person.title.clone()),
    ("company", "Current Company", |of| of.person.company.clone()),
    ("years", "Years of Experience", |of| of.person.years.map(|years| years.to_string()).unwrap_or_default()),
    ("skills", "Skills", |of| joined(of.person.skills.iter().map(String::as_str))),
    ("tags", "Tags", |of| joined(of.person.tags.iter().map(String::as_str))),
    ("pages", "Links", |of| joined(of.person.pages.iter().map(String::as_str))),
    ("education", "Education", |of| {
        joined(of.person.schools.iter().map(|one| format!("{} {} {}", one.degree, one.field, one.school)))
    }),
    ("experience", "Experience", |of| {
        joined(
            of.person
                .positions
                .iter()
                .map(|one| format!("{}, {} ({}–{})", one.title, one.company, one.start, one.end)),
        )
    }),
    ("notes", "Notes", |of| joined(of.person.notes.iter().map(String::as_str))),
    ("consent", "Consent", |of| of.consent.label().into()),
];

fn joined<T: AsRef<str>>(parts: impl Iterator<Item = T>) -> String {
    parts
        .map(|part| part.as_ref().trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}

/// So many are read at a time.
const PIECE: usize = 500;

/// The file of these people with these columns; with all of them where none is named.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn csv(app: &App, actor: &Actor, ids: &[ProfileId], columns: &[String]) -> Result<Vec<u8>> {
    actor.require(Right::SourcingUse)?;
    let is_chosen = |key: &str| columns.is_empty() || columns.iter().any(|chosen| chosen == key);
    let chosen: Vec<_> = COLUMNS.iter().filter(|(key, ..)| is_chosen(key)).collect();
    // The mark in front tells a spreadsheet that this is UTF-8.
    let mut file = csv::Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    let unwritten = |_: csv::Error| store::Error::Unreadable("profile");
    file.write_record(chosen.iter().map(|(_, heading, _)| *heading)).map_err(unwritten)?;
    let mut people = 0;
    for piece in ids.chunks(PIECE) {
        let profiles = profile::of_ids(&app.db, actor.workspace, piece).await?;
        for profile in piece.iter().filter_map(|id| profiles.get(id)) {
            people += 1;
            file.write_record(chosen.iter().map(|(.., cell)| harmless(&cell(profile)))).map_err(unwritten)?;
        }
    }
    let tx = app.db.begin().await?;
    let told = format!("Took {people} people of the talent pool away as CSV");
    audit::write(app, &tx, actor, "pool.csv", ("workspace", None), told).await?;
    tx.commit().await?;
    Ok(file.into_inner().map_err(|_| store::Error::Unreadable("profile"))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        people::testing::benches,
        sourcing::pool::tests::{bring, person},
    };

    #[tokio::test]
    async fn a_file_has_the_chosen_columns_and_nothing_that_runs() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await.actor);
            let mut ida = person("Ida", "Larsen", "ida@example.com");
            ida.company = "=cmd()".into();
            ida.skills = vec!["TIG".into(), "MIG".into()];
            let id = bring(app, &boss, ida).await.profile;
            let chosen = ["first_name", "company", "skills"].map(str::to_owned);
            let file = csv(app, &boss, &[id], &chosen).await.unwrap();
            let text = String::from_utf8(file).unwrap();
            let expected = "\u{feff}First Name,Current Company,Skills\nIda,'=cmd(),TIG; MIG\n";
            assert_eq!(text, expected);
            let all = String::from_utf8(csv(app, &boss, &[id], &[]).await.unwrap()).unwrap();
            assert!(all.starts_with("\u{feff}First Name,Last Name,Home Email,Extra Emails,Mobile Phone"));
        }
    }
}
