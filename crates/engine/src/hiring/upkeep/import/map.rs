//! Saying which column goes where.

use model::{ImportId, access::Right, field::CustomField, hire::FieldProblem};
use serde::{Deserialize, Serialize};
use store::hiring::{field, import};

use super::{
    Choice, DateOrder, Target, find, table,
    target::{choices, guess},
};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// How many different values of a column are shown.
const SAMPLES: usize = 3;

/// Which column goes where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// One word a column: [`Target::key`].
    pub columns: Vec<String>,
    /// How dates are read.
    pub dates: DateOrder,
}

impl Mapping {
    /// Reads it back.
    pub(super) fn read(kept: &str) -> Result<Self> {
        Ok(serde_json::from_str(kept).map_err(|_| store::Error::Unreadable("mapping"))?)
    }
}

/// One column, as the form shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What the file calls it.
    pub heading: String,
    /// Some of its values.
    pub samples: Vec<String>,
    /// Where it goes, as kept or as guessed: [`Target::key`].
    pub target: String,
}

/// What the form of the mapping shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The file's name.
    pub file_name: String,
    /// How many rows it has.
    pub rows: usize,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Where a column can go.
    pub choices: Vec<Choice>,
    /// How dates are read.
    pub dates: DateOrder,
    /// Whether it was brought in already, so that nothing can be changed.
    pub done: bool,
}

/// The form, filled with what was said before or else with what the headings suggest.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn form(app: &App, actor: &Actor, id: ImportId) -> Result<Form> {
    let kept = find(&app.db, actor, id).await?;
    let fields = field::all(&app.db, actor.workspace).await?;
    let table = table::read(&kept.file, kept.delimiter).map_err(Error::Conflict)?;
    let mapping = match &kept.mapping {
        Some(mapping) => Mapping::read(mapping)?,
        None => {
            let guessed = guess(&table.headings, &fields);
            Mapping { columns: guessed.iter().map(Target::key).collect(), dates: DateOrder::default() }
        }
    };
    let column = |(nth, heading): (usize, String)| {
        let mut samples: Vec<String> = Vec::new();
        for cell in table.rows.iter().filter_map(|line| line.cells.get(nth)).filter(|cell| !cell.is_empty()) {
            if samples.len() == SAMPLES {
                break;
            }
            if !samples.contains(cell) {
                samples.push(cell.clone());
            }
        }
        // A field that was taken away since is no place any more.
        let target = mapping.columns.get(nth).filter(|key| Target::parse(key, &fields).is_some());
        Column { heading, samples, target: target.cloned().unwrap_or_default() }
    };
    Ok(Form {
        file_name: kept.file_name,
        rows: table.rows.len(),
        columns: table.headings.iter().cloned().enumerate().map(column).collect(),
        choices: choices(&fields),
        dates: mapping.dates,
        done: kept.outcome.is_some(),
    })
}

/// Keeps which column goes where. The fields of the error are `column_N`, from 0, and `mapping` for what is wrong
/// with all of it.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Invalid`] where two columns go to one place or nobody could be
/// told from another; [`Error::Conflict`] where the file was brought in already.
pub async fn set(app: &App, actor: &Actor, id: ImportId, mapping: &Mapping) -> Result<()> {
    actor.require(Right::CandidatesWrite)?;
    let tx = app.db.begin().await?;
    let kept = find(&tx, actor, id).await?;
    let fields = field::all(&tx, actor.workspace).await?;
    let table = table::read(&kept.file, kept.delimiter).map_err(Error::Conflict)?;
    refuse(mapping, &table.headings, &fields)?;
    if !import::set_mapping(&tx, actor.workspace, id, &serde_json::json!(mapping).to_string()).await? {
        return Err(Error::Conflict(
            "This file was brought in already. Upload it again to map it anew.".into(),
        ));
    }
    let detail = format!("Said which columns of {} go where", kept.file_name);
    audit::write(app, &tx, actor, "import.mapped", ("import", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}

fn problem(field: &str, message: impl Into<String>) -> FieldProblem {
    FieldProblem { field: field.into(), message: message.into() }
}

fn refuse(mapping: &Mapping, headings: &[String], fields: &[CustomField]) -> Result<()> {
    let mut problems = Vec::new();
    let mut taken: Vec<(Target, &str)> = Vec::new();
    if mapping.columns.len() != headings.len() {
        problems.push(problem("mapping", "Say of each column where it goes."));
    }
    for (nth, (key, heading)) in mapping.columns.iter().zip(headings).enumerate() {
        let at = format!("column_{nth}");
        let Some(target) = Target::parse(key, fields) else {
            problems.push(problem(&at, "There is no such place any more; choose another."));
            continue;
        };
        if target == Target::Ignore {
            continue;
        }
        if let Some((_, other)) = taken.iter().find(|(known, _)| *known == target) {
            let place = target.label(fields);
            problems.push(problem(&at, format!("“{other}” goes to {place} already; choose one of the two.")));
        }
        taken.push((target, heading));
    }
    let goes = |key: &'static str| taken.iter().any(|(target, _)| *target == Target::Fixed(key));
    if !["first_name", "last_name", "full_name", "email"].into_iter().any(goes) && problems.is_empty() {
        problems.push(problem("mapping", "Say which column has the name or the e-mail address."));
    }
    if goes("stage") && !goes("job") {
        problems.push(problem(
            "mapping",
            "A stage belongs to a job: say which column has the job, or leave the stage out.",
        ));
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}
