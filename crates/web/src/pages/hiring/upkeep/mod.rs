//! What shapes the candidates' records: settings of tags and custom fields, and the import of files.

use model::access::Right;

use crate::access::{Access, Route, get, post};

mod confirm;
mod field;
mod fields;
mod import;
mod problems;
mod tag;
mod tag_category;
mod tags;

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const MANAGE: Access = Access::May(Right::WorkspaceManage);
    const WRITE: Access = Access::May(Right::CandidatesWrite);
    vec![
        get("/settings/tags", MANAGE, tags::show),
        post("/settings/tags", MANAGE, tags::add_tag),
        post("/settings/tags/categories", MANAGE, tags::add_category),
        get("/settings/tags/categories/{id}", MANAGE, tag_category::show),
        post("/settings/tags/categories/{id}", MANAGE, tag_category::save),
        get("/settings/tags/categories/{id}/delete", MANAGE, tag_category::ask),
        post("/settings/tags/categories/{id}/delete", MANAGE, tag_category::delete),
        get("/settings/tags/{id}", MANAGE, tag::show),
        post("/settings/tags/{id}", MANAGE, tag::save),
        get("/settings/tags/{id}/delete", MANAGE, tag::ask),
        post("/settings/tags/{id}/delete", MANAGE, tag::delete),
        get("/settings/fields", MANAGE, fields::show),
        post("/settings/fields", MANAGE, fields::add),
        get("/settings/fields/{id}", MANAGE, field::show),
        post("/settings/fields/{id}", MANAGE, field::save),
        get("/settings/fields/{id}/delete", MANAGE, field::ask),
        post("/settings/fields/{id}/delete", MANAGE, field::delete),
        get("/candidates/import", WRITE, import::upload::show),
        post("/candidates/import", WRITE, import::upload::submit),
        get("/candidates/import/sample.csv", WRITE, import::files::sample),
        get("/candidates/import/{id}", WRITE, import::map::show),
        post("/candidates/import/{id}", WRITE, import::map::save),
        get("/candidates/import/{id}/preview", WRITE, import::preview::show),
        post("/candidates/import/{id}/preview", WRITE, import::preview::run),
        get("/candidates/import/{id}/result", WRITE, import::result::show),
        get("/candidates/import/{id}/rejected.csv", WRITE, import::files::rejected),
    ]
}

/// "1 candidate", "3 candidates", "12,000 candidates".
fn many(count: u64, one: &str, several: &str) -> String {
    let digits = count.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).unwrap_or_default())
        .collect();
    format!("{} {}", groups.join(","), if count == 1 { one } else { several })
}

#[cfg(test)]
mod tests {
    use super::many;

    #[test]
    fn counts_are_written_for_people() {
        assert_eq!(many(1, "tag", "tags"), "1 tag");
        assert_eq!(many(0, "tag", "tags"), "0 tags");
        assert_eq!(many(12_045, "tag", "tags"), "12,045 tags");
    }
}
