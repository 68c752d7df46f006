//! The mapping as a form: a row for each field of ours, and a few for texts that are the same for everyone.

use std::collections::BTreeMap;

use engine::{Error, sourcing::push::There};
use model::{
    crm::{CrmField, Place},
    push::{MappingRow, Ours, PushSettings, Transform, WhoMay},
};

/// How many texts can be the same for everyone.
const FIXED: usize = 3;

/// One thing to choose: what is kept, what people read, whether it is chosen.
pub type Choice = (String, String, bool);

/// A row of the mapping.
pub struct Row {
    pub key: String,
    pub label: String,
    pub theirs: Vec<Choice>,
    pub transforms: Vec<Choice>,
    pub default: String,
    pub over: bool,
    pub is_fixed: bool,
    pub error: Option<String>,
}

/// The form as it stands.
pub struct Form {
    pub rows: Vec<Row>,
    pub places: Vec<Choice>,
    pub tags: Vec<Choice>,
    pub who: Vec<Choice>,
    pub resume: bool,
    pub errors: Vec<(String, String)>,
}

/// The keys of the rows, in their order: fields of ours, then fixed texts.
fn keys() -> impl Iterator<Item = (String, Option<Ours>)> {
    let ours = Ours::ALL.into_iter().map(|ours| (ours.as_str().to_owned(), Some(ours)));
    ours.chain((1..=FIXED).map(|number| (format!("fixed{number}"), None)))
}

/// What was typed.
pub fn read(pairs: Vec<(String, String)>) -> PushSettings {
    let typed: BTreeMap<String, String> = pairs.into_iter().collect();
    let of = |name: &str| typed.get(name).map(String::as_str).unwrap_or_default();
    let mapping = keys().filter_map(|(key, ours)| {
        let theirs = of(&format!("theirs:{key}")).to_owned();
        (!theirs.is_empty()).then(|| MappingRow {
            ours,
            theirs,
            transform: Transform::parse(of(&format!("transform:{key}"))).unwrap_or_default(),
            default: of(&format!("default:{key}")).trim().to_owned(),
            over: of(&format!("over:{key}")) == "true",
        })
    });
    PushSettings {
        place: place(of("place")),
        who: WhoMay::parse(of("who")).unwrap_or_default(),
        resume: of("resume") == "true",
        tags_as: Some(of("tags_as").to_owned()).filter(|kind| !kind.is_empty()),
        mapping: mapping.collect(),
    }
}

/// A place out of its word in the form.
pub fn place(word: &str) -> Place {
    match word.splitn(3, ':').collect::<Vec<_>>().as_slice() {
        ["list", list] => Place::Prospect { list: Some((*list).to_owned()) },
        ["stage", stage, pipeline] => {
            Place::Pipeline { pipeline: (*pipeline).to_owned(), stage: (*stage).to_owned() }
        }
        _ => Place::Prospect { list: None },
    }
}

fn word(place: &Place) -> String {
    match place {
        Place::Prospect { list: None } => String::new(),
        Place::Prospect { list: Some(list) } => format!("list:{list}"),
        Place::Pipeline { pipeline, stage } => format!("stage:{stage}:{pipeline}"),
    }
}

/// Every place, with the one that is chosen. One that is gone stays in sight.
pub fn places(there: Option<&There>, chosen: &Place) -> Vec<Choice> {
    let mut all = vec![(String::new(), "As a prospect".to_owned())];
    for list in there.iter().flat_map(|there| &there.lists) {
        let place = Place::Prospect { list: Some(list.external_id.clone()) };
        all.push((word(&place), format!("As a prospect, on the list {}", list.name)));
    }
    for pipeline in there.iter().flat_map(|there| &there.pipelines) {
        for stage in &pipeline.stages {
            let (pipeline_id, stage_id) = (pipeline.external_id.clone(), stage.external_id.clone());
            let place = Place::Pipeline { pipeline: pipeline_id, stage: stage_id };
            all.push((word(&place), format!("Into {}, at {}", pipeline.name, stage.name)));
        }
    }
    let chosen = word(chosen);
    if all.iter().all(|one| one.0 != chosen) {
        all.push((chosen.clone(), "What was chosen and is not there any more".into()));
    }
    all.into_iter().map(|(value, label)| (value.clone(), label, value == chosen)).collect()
}

impl Form {
    /// The form of these settings, with what is wrong with them.
    pub fn of(settings: &PushSettings, there: Option<&There>, error: Option<&Error>) -> Self {
        let problems = error.map(Error::problems).unwrap_or_default();
        let mut errors = vec![];
        let mut fixed = settings.mapping.iter().enumerate().filter(|(_, row)| row.ours.is_none());
        let rows = keys().map(|(key, ours)| {
            let known = match ours {
                Some(_) => settings.mapping.iter().enumerate().find(|(_, row)| row.ours == ours),
                None => fixed.next(),
            };
            let error = known.and_then(|(place, _)| {
                let field = format!("row{place}");
                problems.iter().find(|problem| problem.field == field)
            });
            if let Some(error) = error {
                errors.push((format!("theirs:{key}"), error.message.clone()));
            }
            row(key, ours, known.map(|known| known.1), there, error.map(|error| error.message.clone()))
        });
        let rows = rows.collect();
        let others = problems.iter().filter(|problem| !problem.field.starts_with("row"));
        errors.extend(others.map(|problem| (problem.field.clone(), problem.message.clone())));
        let kinds = there.iter().flat_map(|there| &there.activity_kinds);
        let tags = kinds.map(|kind| {
            let chosen = settings.tags_as.as_ref() == Some(&kind.external_id);
            (kind.external_id.clone(), format!("As entries of the kind “{}”", kind.name), chosen)
        });
        Self {
            rows,
            places: places(there, &settings.place),
            tags: tags.collect(),
            who: WhoMay::ALL.map(|who| (who.as_str().into(), who_label(who), who == settings.who)).into(),
            resume: settings.resume,
            errors,
        }
    }
}

fn row(
    key: String,
    ours: Option<Ours>,
    known: Option<&MappingRow>,
    there: Option<&There>,
    error: Option<String>,
) -> Row {
    let chosen = known.map(|row| row.theirs.as_str()).unwrap_or_default();
    let fields: &[CrmField] = there.map(|there| there.fields.as_slice()).unwrap_or_default();
    let mut theirs: Vec<Choice> =
        fields.iter().map(|field| (field.key.clone(), label(field), field.key == chosen)).collect();
    if !chosen.is_empty() && theirs.iter().all(|one| !one.2) {
        theirs.push((chosen.to_owned(), format!("{chosen} (not there any more)"), true));
    }
    let transform = known.map(|row| row.transform).unwrap_or_default();
    let transforms = Transform::ALL.map(|one| (one.as_str().into(), one.label().into(), one == transform));
    Row {
        label: ours.map_or_else(|| "The same text for everyone".to_owned(), |ours| ours.label().to_owned()),
        key,
        theirs,
        transforms: transforms.into(),
        default: known.map(|row| row.default.clone()).unwrap_or_default(),
        over: known.is_some_and(|row| row.over),
        is_fixed: ours.is_none(),
        error,
    }
}

fn label(field: &CrmField) -> String {
    let needed = if field.required { ", needed there" } else { "" };
    match field.options.as_slice() {
        [] => format!("{}{needed}", field.label),
        options => format!("{} (one of {}){needed}", field.label, options.len()),
    }
}

fn who_label(who: WhoMay) -> String {
    match who {
        WhoMay::Administrators => "Administrators only",
        WhoMay::Granted => "Members whose request an administrator granted",
        WhoMay::Everyone => "Every recruiter",
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_reads_back_as_it_was_drawn() {
        let row = |ours, theirs: &str, default: &str| MappingRow {
            ours,
            theirs: theirs.into(),
            transform: Transform::Digits,
            default: default.into(),
            over: true,
        };
        let settings = PushSettings {
            place: Place::Pipeline { pipeline: "p:1".into(), stage: "s1".into() },
            who: WhoMay::Everyone,
            resume: true,
            tags_as: Some("tag".into()),
            mapping: vec![row(Some(Ours::Phone), "tel", ""), row(None, "origin", "Gangway")],
        };
        let form = Form::of(&settings, None, None);
        let mut pairs = vec![("resume".to_owned(), "true".to_owned()), ("tags_as".into(), "tag".into())];
        for row in &form.rows {
            let chosen =
                |all: &[Choice]| all.iter().find(|one| one.2).map(|one| one.0.clone()).unwrap_or_default();
            pairs.push((format!("theirs:{}", row.key), chosen(&row.theirs)));
            pairs.push((format!("transform:{}", row.key), chosen(&row.transforms)));
            pairs.push((format!("default:{}", row.key), row.default.clone()));
            if row.over {
                pairs.push((format!("over:{}", row.key), "true".into()));
            }
        }
        for (name, all) in [("place", &form.places), ("who", &form.who)] {
            pairs.push((name.into(), all.iter().find(|one| one.2).unwrap().0.clone()));
        }
        assert_eq!(read(pairs), settings);
    }
}
