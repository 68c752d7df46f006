//! What a path points to.

/// `/api/v1/{resource}`, `/api/v1/{resource}/{id}`, and either with `.json` at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The kind of resource, known or not.
    pub resource: String,
    /// The id, where one is named.
    pub id: Option<String>,
    /// Whether plain JSON is asked for instead of JSON:API.
    pub plain: bool,
}

impl Target {
    /// Reads a path; `None` where it is not of this form.
    pub fn of(path: &str) -> Option<Self> {
        let path = path.strip_prefix("/api/v1/")?.trim_end_matches('/');
        let (path, plain) = path.strip_suffix(".json").map_or((path, false), |path| (path, true));
        let (resource, id) = path.split_once('/').map_or((path, None), |(resource, id)| (resource, Some(id)));
        let fits = |part: &str| !part.is_empty() && !part.contains('/');
        let whole = fits(resource) && id.is_none_or(fits);
        whole.then(|| Self { resource: resource.to_owned(), id: id.map(str::to_owned), plain })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_a_kind_and_perhaps_one() {
        let target = |resource: &str, id: Option<&str>, plain| {
            Some(Target { resource: resource.into(), id: id.map(Into::into), plain })
        };
        assert_eq!(Target::of("/api/v1/jobs"), target("jobs", None, false));
        assert_eq!(Target::of("/api/v1/jobs/"), target("jobs", None, false));
        assert_eq!(Target::of("/api/v1/jobs.json"), target("jobs", None, true));
        assert_eq!(Target::of("/api/v1/jobs/7.json"), target("jobs", Some("7"), true));
        for none in ["/api/v1/", "/api/v1/jobs/7/stages", "/api/v2/jobs", "/jobs", "/api/v1//7"] {
            assert_eq!(Target::of(none), None, "{none}");
        }
    }
}
