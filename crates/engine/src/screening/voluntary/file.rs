//! Voluntary answers out of a CSV file, as another system gives them: who by application or e-mail address, and a column
//! for each question. The file itself is not kept.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{ApplicationId, access::Right, contact::normal_email, screening::VoluntaryQuestion};
use store::{
    Tx,
    hiring::{application, candidate},
    screening::voluntary,
};
use uuid::Uuid;

use crate::{
    Actor, App, audit,
    error::{Error, Result},
    hiring::upkeep::import::{MOST_BYTES, table, text},
};

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many applications have answers now that the file gave.
    pub applications: u64,
    /// The rows that were left out: the line and why, without what stands in it.
    pub left_out: Vec<(u64, String)>,
}

/// Where the columns of a file lead.
struct Columns {
    application: Option<usize>,
    email: Option<usize>,
    questions: Vec<(usize, VoluntaryQuestion)>,
}

impl Columns {
    fn of(headings: &[String]) -> std::result::Result<Self, String> {
        let find = |names: &[&str]| {
            headings
                .iter()
                .position(|heading| names.iter().any(|name| heading.trim().eq_ignore_ascii_case(name)))
        };
        let questions = headings.iter().enumerate();
        let questions = questions.filter_map(|(at, heading)| Some((at, VoluntaryQuestion::parse(heading)?)));
        let columns = Self {
            application: find(&["application", "application id"]),
            email: find(&["e-mail", "email", "e-mail address", "email address"]),
            questions: questions.collect(),
        };
        if columns.application.is_none() && columns.email.is_none() {
            return Err(
                "Name a column \u{201c}application\u{201d} or \u{201c}e-mail\u{201d}, so that it is known \
                        whose answers these are."
                    .into(),
            );
        }
        if columns.questions.is_empty() {
            let known: Vec<_> = VoluntaryQuestion::ALL.iter().map(|question| question.as_str()).collect();
            return Err(format!("Name at least one column after a question: {}.", known.join(", ")));
        }
        Ok(columns)
    }

    /// What a row answers, or what is wrong with it. Cells that are empty answer nothing.
    fn answers(&self, cells: &[String]) -> std::result::Result<voluntary::Answers, String> {
        let mut answers = voluntary::Answers::new();
        for (at, question) in &self.questions {
            let cell = cells.get(*at).map(|cell| cell.trim()).unwrap_or_default();
            if cell.is_empty() {
                continue;
            }
            let word = question.group(cell).ok_or_else(|| {
                format!("The column {} has something that is none of its groups.", question.as_str())
            })?;
            answers.insert(question.as_str().into(), word.into());
        }
        if answers.is_empty() { Err("It answers no question.".into()) } else { Ok(answers) }
    }

    /// Whose answers a row gives: an application's, or all applications' of whoever has the address.
    async fn whose(
        &self,
        tx: &Tx,
        actor: &Actor,
        cells: &[String],
    ) -> Result<std::result::Result<Vec<ApplicationId>, &'static str>> {
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map(|cell| cell.trim());
        let named = cell(self.application).filter(|cell| !cell.is_empty());
        if let Some(named) = named {
            let Ok(id) = Uuid::parse_str(named) else {
                return Ok(Err("Its application is not one of Gangway's identifiers."));
            };
            let found = application::get(tx, actor.workspace, id.into()).await?;
            return Ok(found.map(|found| vec![found.id]).ok_or("There is no such application."));
        }
        let Some(email) = cell(self.email).and_then(normal_email) else {
            return Ok(Err("It has neither an application nor an e-mail address."));
        };
        let mut all = Vec::new();
        for person in candidate::with_email(tx, actor.workspace, &email).await? {
            all.extend(
                application::of_candidate(tx, actor.workspace, person).await?.iter().map(|one| one.id),
            );
        }
        Ok(if all.is_empty() { Err("Nobody with this e-mail address applied.") } else { Ok(all) })
    }
}

/// Takes the answers of a file in, in place of those that were known. The field of the error is `file`.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] where the file is none, or its columns are not known.
pub async fn import(app: &App, actor: &Actor, bytes: &[u8]) -> Result<Outcome> {
    actor.require(Right::WorkspaceManage)?;
    let refuse = |sentence: &str| Error::field("file", sentence);
    if bytes.is_empty() || bytes.len() > MOST_BYTES {
        return Err(refuse("Choose a CSV file that isn't empty and not larger than 10 MB."));
    }
    let file = text::decode(bytes).map_err(refuse)?;
    let table = table::read(&file, text::delimiter(&file)).map_err(|sentence| refuse(&sentence))?;
    let columns = Columns::of(&table.headings).map_err(|sentence| refuse(&sentence))?;
    let (tx, at): (Tx, Timestamp) = (app.db.begin().await?, app.now());
    let (mut taken, mut left_out) = (BTreeMap::new(), Vec::new());
    for line in &table.rows {
        let answers = match columns.answers(&line.cells) {
            Ok(answers) => answers,
            Err(why) => {
                left_out.push((line.number, why));
                continue;
            }
        };
        match columns.whose(&tx, actor, &line.cells).await? {
            Ok(whose) => taken.extend(whose.into_iter().map(|id| (id, answers.clone()))),
            Err(why) => left_out.push((line.number, why.into())),
        }
    }
    for (application, answers) in &taken {
        voluntary::put(&tx, actor.workspace, *application, answers, at).await?;
    }
    let applications = taken.len() as u64;
    let detail = format!("Brought voluntary answers of {applications} applications in from a file");
    audit::write(app, &tx, actor, "screening.voluntary_imported", ("workspace", None), detail).await?;
    tx.commit().await?;
    Ok(Outcome { applications, left_out })
}
