//! What becomes of each row, and what is wrong with it.

use std::collections::{BTreeMap, HashMap};

use model::{
    CustomFieldId, JobId, TagId, WorkspaceId,
    candidate::Profile,
    contact::{normal_email, normal_name, normal_phone},
    field::{CustomField, FieldKind},
    job::Stage,
};
use store::{
    Conn,
    hiring::{
        duplicate::{self, Key},
        import::Import,
    },
};

use super::{
    Mapping,
    dates::DateOrder,
    known::Known,
    table::{self, Line},
    target::{Target, place},
};
use crate::error::{Error, Result};

/// Who a row is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// What is known of the person.
    pub profile: Profile,
    /// The values of the workspace's own fields.
    pub values: BTreeMap<CustomFieldId, String>,
    /// The tags.
    pub tags: Vec<TagId>,
    /// The job they applied for, and where they stand in it.
    pub application: Option<(JobId, Stage)>,
}

/// What becomes of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The line of the file on which it begins, from 1.
    pub line: u64,
    /// Who it is about.
    pub person: Person,
    /// The cells of the columns that go somewhere, as they will be, each with whether it is wrong.
    pub cells: Vec<(String, bool)>,
    /// What is wrong, in sentences; a row with any is not taken.
    pub problems: Vec<String>,
    /// Why the person is probably known already.
    pub duplicate: Option<String>,
}

/// A whole file, looked at.
pub(super) struct Examined {
    /// What the columns that go somewhere are called here.
    pub columns: Vec<String>,
    /// Every row.
    pub rows: Vec<Row>,
}

/// Looks at a whole file as it is mapped.
pub(super) async fn examine(conn: &impl Conn, workspace: WorkspaceId, kept: &Import) -> Result<Examined> {
    let unmapped = || Error::Conflict("Say first which column of the file goes where.".into());
    let mapping = Mapping::read(kept.mapping.as_deref().ok_or_else(unmapped)?)?;
    let known = Known::load(conn, workspace).await?;
    let targets: Option<Vec<Target>> =
        mapping.columns.iter().map(|key| Target::parse(key, &known.fields)).collect();
    let targets = targets.ok_or_else(|| {
        let sentence = "A field that a column goes to was taken away since. Map the columns again.";
        Error::Conflict(sentence.into())
    })?;
    let table = table::read(&kept.file, kept.delimiter).map_err(Error::Conflict)?;
    let used = targets.iter().filter(|target| **target != Target::Ignore);
    let columns = used.map(|target| target.label(&known.fields)).collect();
    let mut rows: Vec<Row> =
        table.rows.iter().map(|line| row(line, &targets, mapping.dates, &known)).collect();
    mark_duplicates(conn, workspace, &mut rows).await?;
    Ok(Examined { columns, rows })
}

/// What becomes of one row.
fn row(line: &Line, targets: &[Target], dates: DateOrder, known: &Known) -> Row {
    let mut row = Row { line: line.number, ..Row::default() };
    let (mut full_name, mut job, mut stage) = ("", "", "");
    let full_name_at = (targets.iter().filter(|target| **target != Target::Ignore))
        .position(|target| *target == Target::Fixed("full_name"));
    for (nth, target) in targets.iter().enumerate() {
        let text = line.cells.get(nth).map_or("", String::as_str);
        let person = &mut row.person;
        let read = match target {
            Target::Ignore => continue,
            Target::Fixed("full_name") => note(&mut full_name, text),
            Target::Fixed("job") => note(&mut job, text).and_then(|text| {
                if text.is_empty() { Ok(text) } else { known.job(&text).map(|job| job.title.clone()) }
            }),
            Target::Fixed("stage") => note(&mut stage, text),
            Target::Fixed("tags") => tags(person, text, known),
            Target::Fixed("date_of_birth") if text.is_empty() => Ok(String::new()),
            Target::Fixed("date_of_birth") => dates.read(text).map(|date| {
                person.profile.date_of_birth = Some(date);
                date.to_string()
            }),
            Target::Fixed("email") if !text.is_empty() && normal_email(text).is_none() => {
                Err(format!("“{text}” is not an e-mail address."))
            }
            Target::Fixed(key) => {
                let text = one_line(text);
                if let Some(place) = place(&mut person.profile, key) {
                    place.clone_from(&text);
                }
                Ok(text)
            }
            Target::Custom(id) => value(person, *id, text, dates, known),
        };
        let wrong = read.is_err();
        row.cells.push((
            read.unwrap_or_else(|problem| {
                row.problems.push(problem);
                text.to_owned()
            }),
            wrong,
        ));
    }
    split_name(&mut row.person.profile, full_name);
    if let Some((shown, _)) = full_name_at.and_then(|at| row.cells.get_mut(at)) {
        *shown = row.person.profile.full_name();
    }
    if let Err(problem) = apply(&mut row.person, job, stage, known) {
        row.problems.push(problem);
    }
    if line.is_too_long(targets.len()) {
        let (cells, headings) = (line.cells.len(), targets.len());
        row.problems.push(format!("It has {cells} cells where there are {headings} headings."));
    }
    let profile = &row.person.profile;
    if row.problems.is_empty() && profile.full_name().is_empty() && profile.email.is_empty() {
        row.problems.push("It has neither a name nor an e-mail address.".into());
    }
    row
}

fn note<'a>(place: &mut &'a str, text: &'a str) -> std::result::Result<String, String> {
    *place = text;
    Ok(one_line(text))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "Ana María López" and "López, Ana María" are both first name Ana María, last name López. What has a column of its
/// own stays.
fn split_name(profile: &mut Profile, full: &str) {
    let full = one_line(full);
    let (first, last) = match full.split_once(',') {
        Some((last, first)) => (first.trim(), last.trim()),
        None => full.rsplit_once(' ').unwrap_or((full.as_str(), "")),
    };
    if profile.first_name.is_empty() && profile.last_name.is_empty() {
        profile.first_name = first.into();
        profile.last_name = last.into();
    }
}

fn tags(person: &mut Person, text: &str, known: &Known) -> std::result::Result<String, String> {
    let mut names = Vec::new();
    for name in text.split([',', ';', '|', '\n']).map(str::trim).filter(|name| !name.is_empty()) {
        let (id, name) = known.tag(name)?;
        if !person.tags.contains(&id) {
            person.tags.push(id);
            names.push(name);
        }
    }
    Ok(names.join(", "))
}

fn value(
    person: &mut Person,
    id: CustomFieldId,
    text: &str,
    dates: DateOrder,
    known: &Known,
) -> std::result::Result<String, String> {
    let Some(field) = known.fields.iter().find(|field| field.id == id) else { return Ok(String::new()) };
    let text = match field.kind {
        FieldKind::Date if !text.is_empty() => dates.read(text)?.to_string(),
        FieldKind::MultiSelect => several(field, text),
        _ => text.to_owned(),
    };
    let value = field.accept(&text).map_err(|problem| format!("{}: {problem}", field.name))?;
    let shown = value.replace('\n', ", ");
    if !value.is_empty() {
        person.values.insert(id, value);
    }
    Ok(shown)
}

/// Options one a line. A comma parts them only where nothing else does and the whole is not itself an option.
fn several(field: &CustomField, text: &str) -> String {
    if text.contains([';', '|', '\n']) {
        return text.replace([';', '|'], "\n");
    }
    if field.options.iter().any(|option| option.eq_ignore_ascii_case(text)) {
        return text.to_owned();
    }
    text.replace(',', "\n")
}

fn apply(person: &mut Person, job: &str, stage: &str, known: &Known) -> std::result::Result<(), String> {
    if job.is_empty() {
        let alone = !stage.is_empty();
        return if alone { Err(format!("It names the stage “{stage}” but no job.")) } else { Ok(()) };
    }
    // That there is no such job was said at its cell.
    let Ok(job) = known.job(job) else { return Ok(()) };
    person.application = Some((job.id, known.stage(job, &one_line(stage))?.clone()));
    Ok(())
}

/// Says of each good row whether the person is known already, here or further up in the file.
async fn mark_duplicates(conn: &impl Conn, workspace: WorkspaceId, rows: &mut [Row]) -> Result<()> {
    let good = || rows.iter().filter(|row| row.problems.is_empty()).map(|row| &row.person.profile);
    let emails: Vec<_> = good().filter_map(|profile| normal_email(&profile.email)).collect();
    let phones: Vec<_> = good().filter_map(|profile| normal_phone(&profile.phone)).collect();
    let born = |profile: &&Profile| profile.date_of_birth.is_some() && !profile.full_name().is_empty();
    let names: Vec<_> = good().filter(born).map(|profile| normal_name(&profile.full_name())).collect();
    let emails = duplicate::known_keys(conn, workspace, Key::Email, &emails).await?;
    let phones = duplicate::known_keys(conn, workspace, Key::Phone, &phones).await?;
    let births = duplicate::known_births(conn, workspace, &names).await?;
    let mut seen: HashMap<(&str, String), u64> = HashMap::new();
    for row in rows.iter_mut().filter(|row| row.problems.is_empty()) {
        let profile = &row.person.profile;
        let name = normal_name(&profile.full_name());
        let birth =
            profile.date_of_birth.map(|date| (name, date.to_string())).filter(|(name, _)| !name.is_empty());
        let keys = [
            ("e-mail address", normal_email(&profile.email).map(|key| (emails.contains(&key), key))),
            ("phone number", normal_phone(&profile.phone).map(|key| (phones.contains(&key), key))),
            (
                "name and date of birth",
                birth.map(|key| (births.contains(&key), format!("{} {}", key.0, key.1))),
            ),
        ];
        for (what, key) in keys {
            let Some((known, key)) = key else { continue };
            let above = *seen.entry((what, key)).or_insert(row.line);
            if row.duplicate.is_none() && known {
                row.duplicate = Some(format!("A candidate with this {what} is here already."));
            } else if row.duplicate.is_none() && above != row.line {
                row.duplicate = Some(format!("The same {what} as on line {above}."));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
