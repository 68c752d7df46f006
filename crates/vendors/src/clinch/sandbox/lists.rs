//! Lists of candidates. One that is set to Restricted is not there for programs, and neither are its members.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{
    candidates,
    dispatch::Called,
    query::Query,
    refusal::Refusal,
    render::{Answer, document, resource},
};

/// `GET lists`
pub fn all(called: &Called) -> Answer {
    let query = Query::read(&called.uri, &[])?;
    called.world.read(|documents| {
        let all = documents["lists"].as_object().into_iter().flatten();
        let rows: Vec<_> = all.filter(|(_, list)| list["visibility"] == "normal").collect();
        Ok(document(StatusCode::OK, &query.page(&rows, |(id, list)| resource("list", id, list))))
    })
}

/// `GET lists/{id}/candidates`
pub fn members(called: &Called, id: &str) -> Answer {
    let query = Query::read(&called.uri, &[])?;
    called.world.read(|documents| {
        let members = visible(documents, id)?["_members"].as_array().into_iter().flatten();
        let rows: Vec<(&str, &Value)> = members
            .filter_map(|member| {
                let id = member.as_str()?;
                Some((id, candidates::find(documents, id)?))
            })
            .collect();
        Ok(document(StatusCode::OK, &query.page(&rows, |(id, one)| resource("candidate", id, one))))
    })
}

/// `POST` and `DELETE lists/{id}/relationships/candidates`
pub fn change(called: &Called, id: &str, add: bool) -> Answer {
    let sent: Value = serde_json::from_slice(&called.body)
        .map_err(|_| Refusal::malformed("The body is no JSON document"))?;
    let named = sent["data"].as_array().ok_or_else(|| Refusal::malformed("The body has no list in data"))?;
    called.world.change(|documents| {
        if visible(documents, id)?["list_type"] == "smart" {
            return Err(Refusal::invalid([(
                "list_type".into(),
                "A smart list says by itself who is on it".into(),
            )]));
        }
        for one in named {
            let member = one["id"].as_str().unwrap_or_default();
            candidates::find(documents, member).ok_or_else(Refusal::not_found)?;
            let Value::Array(members) = &mut documents["lists"][id]["_members"] else { continue };
            members.retain(|known| known != member);
            if add {
                members.push(member.into());
            }
        }
        Ok(document(StatusCode::OK, &json!({"data": named})))
    })
}

fn visible<'a>(documents: &'a Value, id: &str) -> Result<&'a Value, Refusal> {
    documents["lists"].get(id).filter(|list| list["visibility"] == "normal").ok_or_else(Refusal::not_found)
}
