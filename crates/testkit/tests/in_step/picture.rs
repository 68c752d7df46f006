//! What is there and what is here, in the same terms, so that they can be held beside each other.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use testkit::Stage;

use super::there::{There, text};

/// Rows in order, by what they are; each with the identifiers that they have there.
#[derive(Debug, Default)]
pub struct Picture {
    rows: BTreeMap<&'static str, Vec<Vec<String>>>,
    /// Those of whose applications one is gone there: what was known of it stays here, its tags among it.
    left: BTreeSet<String>,
}

impl Picture {
    /// How many rows there are of what.
    pub fn count(&self, what: &str) -> usize {
        self.rows.get(what).map_or(0, Vec::len)
    }

    /// Insists that both show the same; says what one lacks.
    pub fn assert_same(&self, there: &Self, when: &str) {
        for (what, rows) in &there.rows {
            let mut here = self.rows[what].clone();
            if *what == "tags" {
                here.retain(|row| rows.contains(row) || !self.left.contains(&row[0]));
            }
            let lacks = |one: &Vec<Vec<String>>, other: &Vec<Vec<String>>| -> Vec<Vec<String>> {
                one.iter().filter(|row| !other.contains(row)).take(3).cloned().collect()
            };
            assert!(
                here == *rows,
                "{when}, {what}: {} here, {} there; only here {:?}, only there {:?}",
                here.len(),
                rows.len(),
                lacks(&here, rows),
                lacks(rows, &here)
            );
        }
    }

    fn put(&mut self, what: &'static str, rows: impl IntoIterator<Item = Vec<String>>) {
        let mut rows: Vec<_> = rows.into_iter().collect();
        rows.sort();
        self.rows.insert(what, rows);
    }
}

/// What the stand-in's documents hold, but for what it keeps secret.
pub fn there(there: &There) -> Picture {
    let mut picture = Picture::default();
    let mut jobs = there.records("jobs");
    jobs.retain(|_, job| job["attributes"]["visibility"] != "confidential");
    let stages = there.records("stages");
    let of_job = |stage: &Value| {
        stage["rels"]["stageable"]["type"] == "jobs"
            && jobs.contains_key(&text(&stage["rels"]["stageable"]["id"]))
    };
    let mut applications = there.records("applications");
    applications.retain(|_, one| jobs.contains_key(&text(&one["rels"]["job"])));
    let known = |id: &Value| applications.contains_key(&text(id));

    picture.put("jobs", jobs.iter().map(|(id, job)| vec![id.clone(), text(&job["attributes"]["title"])]));
    let shown = stages.iter().filter(|(_, stage)| of_job(stage));
    picture.put("stages", shown.map(|(id, stage)| vec![text(&stage["rels"]["stageable"]["id"]), id.clone()]));
    let people = there.records("candidates");
    picture.put("people", people.iter().map(|(id, one)| vec![id.clone(), text(&one["attributes"]["email"])]));
    picture.put(
        "applications",
        applications.iter().map(|(id, one)| {
            let to = &one["rels"];
            vec![id.clone(), text(&to["candidate"]), text(&to["job"]), text(&to["stage"])]
        }),
    );
    let mut tags = BTreeSet::new();
    let (mut answers, mut files) = (vec![], vec![]);
    for (id, one) in &applications {
        let attributes = &one["attributes"];
        let all = |name: &str| attributes[name].as_array().cloned().unwrap_or_default();
        tags.extend(all("tags").iter().map(|tag| vec![text(&one["rels"]["candidate"]), text(&tag["name"])]));
        files.extend(all("attachments").iter().map(|file| vec![id.clone(), text(&file["name"])]));
        answers.extend(attributes["summary"].as_str().map(|summary| vec![id.clone(), summary.to_owned()]));
    }
    for answer in there.records("answers").values().filter(|one| known(&one["rels"]["application"])) {
        answers.push(vec![text(&answer["rels"]["application"]), said(&answer["attributes"])]);
    }
    picture.put("tags", tags);
    picture.put("answers", answers);
    picture.put("files", files);
    let values = there.records("custom_attributes");
    let values = values.values().filter(|one| one["rels"]["custom_attributable"]["type"] == "applications");
    let values = values.filter(|one| known(&one["rels"]["custom_attributable"]["id"]));
    picture.put(
        "values",
        values.map(|one| {
            let (to, attributes) = (&one["rels"], &one["attributes"]);
            let value = attributes.get("option_label").unwrap_or(&attributes["value"]);
            vec![text(&to["custom_attributable"]["id"]), text(&to["custom_field"]), text(value)]
        }),
    );
    picture
}

fn said(answer: &Value) -> String {
    if let Some(yes) = answer["boolean_answer"].as_bool() {
        return if yes { "Yes" } else { "No" }.into();
    }
    if let Some(choices) = answer["multiple_choice_answer"].as_array() {
        return choices.iter().map(text).collect::<Vec<_>>().join("\n");
    }
    let one = answer.get("date_answer").or(answer.get("text_answer"));
    one.map(text).unwrap_or_default()
}

/// What the hub's own tables hold of it.
pub async fn here(stage: &Stage) -> Picture {
    let mut picture = Picture::default();
    let mut put = async |what, columns: &[&str], sql: &str| {
        let rows = match columns {
            [a, b] => stage.texts(sql, [a, b]).await.into_iter().map(Vec::from).collect::<Vec<_>>(),
            [a, b, c] => stage.texts(sql, [a, b, c]).await.into_iter().map(Vec::from).collect(),
            [a, b, c, d] => stage.texts(sql, [a, b, c, d]).await.into_iter().map(Vec::from).collect(),
            other => panic!("{} columns", other.len()),
        };
        picture.put(what, rows);
    };
    let jobs = "select m.external_id as id, j.title as title from mirror m join job j on j.id = m.local_id \
                where m.kind = 'job' and m.gone_at is null";
    put("jobs", &["id", "title"], jobs).await;
    let stages = "select m.parent as job, m.external_id as id from mirror m join stage s on s.id = m.local_id \
                  where m.kind = 'stage' and m.gone_at is null";
    put("stages", &["job", "id"], stages).await;
    let people = "select m.external_id as id, c.email as email from mirror m join candidate c on c.id = m.local_id \
                  where m.kind = 'candidate' and m.gone_at is null";
    put("people", &["id", "email"], people).await;
    let applications = "select m.external_id as id, c.external_id as person, j.external_id as job, \
                        s.external_id as stage from mirror m join application a on a.id = m.local_id \
                        join mirror c on c.local_id = a.candidate_id and c.kind = 'candidate' \
                        join mirror j on j.local_id = a.job_id and j.kind = 'job' \
                        join mirror s on s.local_id = a.stage_id and s.kind = 'stage' and s.parent = j.external_id \
                        where m.kind = 'application' and m.gone_at is null";
    put("applications", &["id", "person", "job", "stage"], applications).await;
    let tags = "select m.external_id as id, t.name as name from mirror m \
                join candidate_tag g on g.candidate_id = m.local_id join tag t on t.id = g.tag_id \
                where m.kind = 'candidate' and m.gone_at is null";
    put("tags", &["id", "name"], tags).await;
    let answers = "select m.external_id as id, a.answer as said from mirror m \
                   join answer a on a.application_id = m.local_id \
                   where m.kind = 'application' and m.gone_at is null";
    put("answers", &["id", "said"], answers).await;
    let files = "select m.external_id as id, a.name as name from mirror f \
                 join mirror m on m.external_id = f.parent and m.kind = 'application' and m.gone_at is null \
                 join attachment a on a.id = f.local_id where f.kind = 'file' and f.gone_at is null";
    put("files", &["id", "name"], files).await;
    let values = "select m.external_id as id, f.external_id as field, v.value as said from application_field v \
                  join mirror m on m.local_id = v.application_id and m.kind = 'application' and m.gone_at is null \
                  join mirror f on f.local_id = v.field_id and f.kind = 'field'";
    put("values", &["id", "field", "said"], values).await;
    let left = "select c.external_id as id from mirror c join application a on a.candidate_id = c.local_id \
                join mirror m on m.local_id = a.id and m.kind = 'application' and m.gone_at is not null \
                where c.kind = 'candidate'";
    picture.left = stage.texts(left, ["id"]).await.into_iter().map(|[id]| id).collect();
    picture
}
