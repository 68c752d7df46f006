//! `POST v2/datasets/employee/data`: everyone, whether they work there, will, or did.

use std::{cmp::Ordering, collections::HashMap, sync::Arc};

use axum::{
    Extension,
    body::Bytes,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use connect::World;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    auth::Caller,
    computed::View,
    documents::{self, FieldDef, text},
    errors::Answer,
    filter::Filter,
    format, people,
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Question {
    fields: Vec<String>,
    #[serde(default)]
    filter: Option<String>,
    #[serde(default)]
    order_by: Option<String>,
    #[serde(default = "first")]
    page: usize,
    #[serde(default = "hundred")]
    page_size: usize,
}

fn first() -> usize {
    1
}

fn hundred() -> usize {
    100
}

/// Answers a question to a dataset.
pub async fn data(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Path(dataset): Path<String>,
    body: Bytes,
) -> Answer {
    if !caller.rights.datasets {
        return Ok(problem(StatusCode::FORBIDDEN, "The user may not ask this dataset."));
    }
    if dataset != "employee" {
        return Ok(problem(StatusCode::NOT_FOUND, "The dataset does not exist."));
    }
    let Ok(question) = serde_json::from_slice::<Question>(&body) else {
        return Ok(problem(StatusCode::BAD_REQUEST, "The question is not as documented."));
    };
    let today = people::day(world.clock.now());
    world.read(|documents| {
        Ok(match answer(documents, &caller, &question, &today) {
            Ok(document) => format::as_json(&document),
            Err(detail) => problem(StatusCode::UNPROCESSABLE_ENTITY, &detail),
        })
    })
}

fn answer(documents: &Value, caller: &Caller, question: &Question, today: &str) -> Result<Value, String> {
    let filter = match question.filter.as_deref().filter(|text| !text.trim().is_empty()) {
        Some(text) => Some(Filter::parse(text).ok_or("The filter is not an expression.")?),
        None => None,
    };
    let order = order(question)?;
    if question.page == 0 || !(1..=1000).contains(&question.page_size) {
        return Err("page starts at 1, pageSize goes from 1 to 1000.".into());
    }
    let named = question.fields.iter().map(String::as_str).chain(filter.iter().flat_map(Filter::fields));
    let columns = Columns::named(documents, named)?;
    let everyone = documents::employees(documents);
    let views = everyone.iter().map(|(id, employee)| View {
        documents,
        id,
        employee,
        today,
        only_current: true,
        rights: &caller.rights,
    });
    let passes =
        |view: &View| filter.as_ref().is_none_or(|filter| filter.passes(&|name| columns.cell(view, name)));
    let mut found: Vec<View> = views.filter(passes).collect();
    found.sort_by(|one, other| {
        let steps = order.iter().map(|(name, descending)| {
            let step = columns.cell(one, name).cmp(&columns.cell(other, name));
            if *descending { step.reverse() } else { step }
        });
        steps.fold(Ordering::Equal, Ordering::then)
    });
    let pages = found.len().div_ceil(question.page_size).max(1);
    let start = (question.page - 1).saturating_mul(question.page_size);
    let rows = found.iter().skip(start).take(question.page_size).map(|view| {
        let cells = question.fields.iter().map(|name| (name.clone(), Value::from(columns.cell(view, name))));
        json!({"fields": cells.collect::<Map<_, _>>()})
    });
    let link = |page: usize| {
        (1..=pages).contains(&page).then(|| format!("/api/v2/datasets/employee/data?page={page}"))
    };
    Ok(json!({
        "data": rows.collect::<Vec<_>>(),
        "links": {"next": link(question.page + 1), "prev": link(question.page - 1)},
        "meta": {
            "page": question.page,
            "pageSize": question.page_size,
            "totalPages": pages,
            "totalItems": found.len(),
        },
    }))
}

/// The fields that a question names, looked up once and not for every employee.
struct Columns<'a>(HashMap<String, FieldDef<'a>>);

impl<'a> Columns<'a> {
    fn named<'n>(documents: &'a Value, names: impl Iterator<Item = &'n str>) -> Result<Self, String> {
        let columns = names.filter(|name| !is_id(name)).map(|name| {
            let field = documents::field(documents, name);
            Ok((name.to_owned(), field.ok_or_else(|| format!("The dataset has no field {name}."))?))
        });
        columns.collect::<Result<_, String>>().map(Self)
    }

    /// A field's text; empty where it has none or the user may not see it.
    fn cell(&self, view: &View, name: &str) -> String {
        if is_id(name) {
            return view.id.to_owned();
        }
        match self.0.get(name).and_then(|field| view.shown(*field)) {
            Some(Value::String(date)) if date == "0000-00-00" => String::new(),
            Some(value) => text(&value).into_owned(),
            None => String::new(),
        }
    }
}

fn is_id(name: &str) -> bool {
    name == "id" || name == "employeeId"
}

fn order(question: &Question) -> Result<Vec<(String, bool)>, String> {
    let rules = question.order_by.as_deref().unwrap_or_default().split(',').map(str::trim);
    rules
        .filter(|rule| !rule.is_empty())
        .map(|rule| {
            let (name, direction) = rule.split_once(' ').unwrap_or((rule, "asc"));
            if !question.fields.iter().any(|field| field == name) {
                return Err(format!("{name} is sorted by and not among the fields."));
            }
            match direction.trim() {
                "asc" => Ok((name.to_owned(), false)),
                "desc" => Ok((name.to_owned(), true)),
                other => Err(format!("{other} is not a direction.")),
            }
        })
        .collect()
}

/// This family says its refusals in a body.
fn problem(status: StatusCode, detail: &str) -> Response {
    let title = status.canonical_reason().unwrap_or_default();
    let body = json!({"type": "about:blank", "title": title, "status": status.as_u16(), "detail": detail});
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}
