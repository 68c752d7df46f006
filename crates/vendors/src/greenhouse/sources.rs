//! Where applications come from. The vendor lists each source under a sourcing strategy, in both versions alike; the
//! second version tells beside it when it was made and changed.

use connect::{Reply, ats::Source, error::Result};
use serde::Deserialize;

/// What the call is for.
pub const PURPOSE: &str = "list the sources";
/// The list's name.
pub const LIST: &str = "sources";

/// A source as it is told.
#[derive(Debug, Deserialize)]
struct Told {
    id: u64,
    name: String,
    #[serde(rename = "type", default)]
    strategy: Option<Strategy>,
}

/// What kind of source it is.
#[derive(Debug, Deserialize)]
struct Strategy {
    #[serde(default)]
    name: Option<String>,
}

impl From<Told> for Source {
    fn from(told: Told) -> Self {
        let heading = told.strategy.and_then(|strategy| strategy.name).unwrap_or_default();
        Self { id: told.id.to_string(), name: told.name, heading }
    }
}

/// The sources of every page of the list.
pub fn read(replies: &[Reply]) -> Result<Vec<Source>> {
    let mut all = vec![];
    for reply in replies {
        all.extend(reply.json::<Vec<Told>>()?.into_iter().map(Source::from));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use connect::Effect;
    use http::{HeaderMap, StatusCode};

    use super::*;

    fn page(body: &'static str) -> Reply {
        let (status, headers) = (StatusCode::OK, HeaderMap::new());
        Reply { status, headers, body: Bytes::from_static(body.as_bytes()), effect: Effect::Read }
    }

    /// The first row as the documentation of v1 has it, of January 2026; the second with the keys of the field
    /// catalogue of v3, of August 2026.
    #[test]
    fn both_versions_are_read_from_the_same_row() {
        let pages = [
            page(r#"[{"id": 1871, "name": "Indeed", "type": {"id": 46, "name": "Company marketing"}}]"#),
            page(
                r#"[{"id": 7, "created_at": "2026-01-05T10:00:00Z", "updated_at": "2026-01-05T10:00:00Z",
                     "name": "Walk in", "type": null}]"#,
            ),
        ];
        let source = |id: &str, name: &str, heading: &str| Source {
            id: id.into(),
            name: name.into(),
            heading: heading.into(),
        };
        let all = read(&pages).unwrap();
        assert_eq!(all, [source("1871", "Indeed", "Company marketing"), source("7", "Walk in", "")]);
        assert!(read(&[page(r#"[{"id": "1871"}]"#)]).is_err());
    }
}
