//! One person's application to one job.

use connect::ats::Incoming;
use model::{
    note::Note,
    remote::{Answer, Part, RemoteApplication, RemoteRecord, RemoteTag},
};
use serde::de::Error as _;
use serde_json::{Error, Result};

use super::{
    fields, files,
    included::Included,
    offer,
    profile::{self, day, text},
};
use crate::pinpoint::wire::{self, AnswerRelations, Application, ApplicationRelations, Question, Row, ToOne};

/// The application, without what has no place here: the vendor's own score, language, when it was rejected.
pub fn read<'a>(row: &'a str, included: &Included<'a>) -> Result<Incoming> {
    let Row { id, attributes: application, relationships: to, .. } =
        serde_json::from_str::<Row<Application, ApplicationRelations>>(row)?;
    let mut notes = vec![];
    let (mut offer, manager) = offer::offered(&to, included, &mut notes);
    offer.start_date = day(&application.start_on, "start_date", &mut notes).or(offer.start_date);
    let tag = |tag: &wire::Tag| RemoteTag { name: tag.name.to_string(), category: tag.context.to_string() };
    let (answers, all_answers) = answers(&application, &to, included, &mut notes);
    let (fields, all_fields) = fields::values(&to.custom_attributes, included, &mut notes);
    let seen = [(Part::Manager, manager), (Part::Answers, all_answers), (Part::Fields, all_fields)];
    let application_here = RemoteApplication {
        candidate: reference(application.candidate_id, &to.candidate, "candidate_id")?,
        job: reference(application.job_id, &to.job, "job_id")?,
        stage: reference(application.stage_id, &to.stage, "stage_id")?,
        applied_at: Some(application.created_at.0),
        hired_at: application.hired_at.map(|at| at.0),
        offer,
        person: profile::of_application(&application, &mut notes),
        answers,
        tags: application.tags.iter().flatten().map(tag).collect(),
        fields,
        files: files::all(application.attachments.as_deref().unwrap_or_default()),
    };
    Ok(Incoming {
        external_id: id.to_string(),
        created_at: Some(application.created_at.0),
        updated_at: Some(application.updated_at.0),
        record: Ok(RemoteRecord::Application(Box::new(application_here))),
        withheld: seen.into_iter().filter(|(_, seen)| !seen).map(|(part, _)| part).collect(),
        notes,
    })
}

/// An id stands among the attributes as a number, and in the relationship where that was asked for. An application
/// without one of the three has no place anywhere.
fn reference(attribute: Option<u64>, to: &ToOne, field: &'static str) -> Result<String> {
    match (attribute, to) {
        (Some(id), _) => Ok(id.to_string()),
        (None, ToOne::Some(there)) => Ok(there.id.to_string()),
        (None, ToOne::Unasked | ToOne::None) => Err(Error::missing_field(field)),
    }
}

/// What the person wrote about themselves, then the job's questions, in the order of the job's form, and whether these
/// are all of them.
fn answers<'a>(
    application: &Application<'a>,
    to: &ApplicationRelations<'a>,
    included: &Included<'a>,
    notes: &mut Vec<Note>,
) -> (Vec<Answer>, bool) {
    let mut answers = vec![];
    let (rows, mut all) = included.all::<wire::Answer, AnswerRelations>(&to.answers, "answers", notes);
    for row in rows {
        let question = included.one::<Question>(&row.relationships.question, "answers", notes);
        all &= question.is_ok();
        let question = question.ok().flatten();
        let Some(answer) = said(&row.attributes) else { continue };
        let (place, question) = match question {
            Some(question) => {
                (question.attributes.position.unwrap_or(i64::MAX), question.attributes.title.to_string())
            }
            None => {
                let text = format!("The question of the answer {} is not known.", &*row.id);
                notes.push(Note::on("answers", text));
                (i64::MAX, String::new())
            }
        };
        answers.push((place, Answer { question, answer }));
    }
    answers.sort_by_key(|(place, _)| *place);
    let summary = Answer { question: "Summary".into(), answer: text(&application.summary) };
    let summary = Some(summary).filter(|summary| !summary.answer.is_empty());
    (summary.into_iter().chain(answers.into_iter().map(|(_, answer)| answer)).collect(), all)
}

/// The one attribute that holds the answer, and what was added to it; `None` where nothing was said.
fn said(answer: &wire::Answer) -> Option<String> {
    let choices = answer.multiple_choice_answer.iter().flatten().map(|choice| choice.to_string());
    let lines = [
        text(&answer.text_answer),
        answer.boolean_answer.map_or("", |yes| if yes { "Yes" } else { "No" }).to_owned(),
        text(&answer.date_answer),
    ];
    let lines = lines.into_iter().chain(choices).chain([text(&answer.additional_information)]);
    let lines: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
