//! What a read asks for beyond its path. Anything unknown is refused: a filter that is misspelt would otherwise
//! answer with everything.

mod fields;
mod include;
mod page;

use super::{
    errors::Refusal,
    filter::{self, Narrowing},
    schema::Resource,
};
pub use fields::Fields;
pub use include::Include;
pub use page::Page;

/// The locales in which the vendor translates; the stand-in's texts are in the first one only.
const LOCALES: [&str; 6] = ["en", "de", "es", "fr", "pt", "pt-BR"];

/// What a read asks for.
#[derive(Debug, Default)]
pub struct Query {
    /// Which part of a list.
    pub page: Page,
    /// Whether the list's length is wanted.
    pub total: bool,
    /// What to sort by, and whether downwards.
    pub sort: Vec<(&'static str, bool)>,
    /// What to narrow a list by.
    pub narrowing: Narrowing,
    /// Which related records to bring along.
    pub include: Include,
    /// Which attributes to show.
    pub fields: Fields,
}

impl Query {
    /// Reads the query of a list.
    ///
    /// # Errors
    /// 400 naming the parameter; 501 for what the vendor has and the stand-in has not.
    pub fn of_list(resource: &'static Resource, query: &str) -> Result<Self, Refusal> {
        let mut read = Self::default();
        for (name, value) in pairs(query)? {
            match brackets(&name).as_slice() {
                ["page", "number"] => read.page.number = page::number(&name, &value)?,
                ["page", "size"] => read.page.size = page::size(&name, &value)?,
                ["stats", "total"] if value == "count" => read.total = true,
                ["sort"] => read.sort = sort(resource, &value)?,
                ["filter", ..] => filter::ask(&mut read.narrowing, resource, &name, &value)?,
                _ => read.shape(resource, &name, &value)?,
            }
        }
        Ok(read)
    }

    /// Reads the query of one record, or of what a write answers with.
    ///
    /// # Errors
    /// As [`Query::of_list`].
    pub fn of_one(resource: &'static Resource, query: &str) -> Result<Self, Refusal> {
        let mut read = Self::default();
        for (name, value) in pairs(query)? {
            read.shape(resource, &name, &value)?;
        }
        Ok(read)
    }

    fn shape(&mut self, resource: &'static Resource, name: &str, value: &str) -> Result<(), Refusal> {
        match brackets(name).as_slice() {
            ["include"] => self.include = Include::parse(resource, value)?,
            ["fields", kind] => self.fields.only(kind, value).ok_or_else(|| Refusal::query(name))?,
            ["extra_fields", kind] => self.fields.extra(kind, value).ok_or_else(|| Refusal::query(name))?,
            ["locale"] if value == LOCALES[0] => {}
            ["locale"] if LOCALES.contains(&value) => return Err(Refusal::unbuilt("Translation")),
            ["locale"] => return Err(Refusal::malformed(format!("{value} is not a valid locale"))),
            _ => return Err(Refusal::query(name)),
        }
        Ok(())
    }
}

fn pairs(query: &str) -> Result<Vec<(String, String)>, Refusal> {
    let uri = format!("/?{query}").parse().map_err(|_| Refusal::malformed("Malformed query params"))?;
    let read = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&uri);
    Ok(read.map_err(|_| Refusal::malformed("Malformed query params"))?.0)
}

/// `filter[created_at][gt]` in its parts; the whole as one part where brackets don't match.
pub fn brackets(name: &str) -> Vec<&str> {
    let Some((first, rest)) = name.split_once('[') else { return vec![name] };
    let Some(rest) = rest.strip_suffix(']') else { return vec![name] };
    [first].into_iter().chain(rest.split("][")).collect()
}

fn sort(resource: &Resource, value: &str) -> Result<Vec<(&'static str, bool)>, Refusal> {
    let orders = value.split(',').map(|order| {
        let (name, down) = order.strip_prefix('-').map_or((order, false), |name| (name, true));
        let known = resource.sorts.iter().find(|known| **known == name);
        known.map(|known| (*known, down)).ok_or_else(|| Refusal::query("sort"))
    });
    orders.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pinpoint::sandbox::resources::{applications::APPLICATIONS, custom_fields::CUSTOM_FIELDS};

    #[test]
    fn a_name_falls_into_its_parts() {
        assert_eq!(brackets("filter[created_at][gt]"), ["filter", "created_at", "gt"]);
        assert_eq!(brackets("include"), ["include"]);
        assert_eq!(brackets("filter[x"), ["filter[x"]);
    }

    #[test]
    fn a_list_is_read_as_the_vendor_reads_it() {
        let query = "page%5Bnumber%5D=3&page[size]=0&stats[total]=count&sort=-updated_at,id";
        let query = Query::of_list(&APPLICATIONS, query).unwrap();
        assert_eq!((query.page.number, query.page.size, query.total), (3, 0, true));
        assert_eq!(query.sort, [("updated_at", true), ("id", false)]);
    }

    #[test]
    fn what_is_unknown_is_named() {
        let cases = [
            "page[number]=0",
            "page[size]=1001",
            "page[size]=-1",
            "page[offset]=1",
            "stats[total]=sum",
            "sort=email",
            "sort=",
            "filter[nonsense]=1",
            "filter[job_id]=abc",
            "filter[job_id][gt]=1",
            "filter[created_at]=2026-01-01",
            "filter[created_at][gt]=soon",
            "filter[stage_basic_type]=new",
            "filter[concealed]=yes",
            "include=nonsense",
            "include=job.nonsense",
            "include=job.",
            "fields[applications]=nonsense",
            "fields[nonsense]=id",
            "extra_fields[applications]=email",
            "limit=5",
            "filter=1",
        ];
        for case in cases {
            let refused = Query::of_list(&APPLICATIONS, case).unwrap_err();
            let parameter = case.split('=').next().unwrap_or_default().to_owned();
            assert_eq!(refused, Refusal::query(&parameter), "{case}");
        }
        assert!(Query::of_list(&CUSTOM_FIELDS, "sort=created_at").is_err());
        assert!(Query::of_one(&APPLICATIONS, "page[size]=1").is_err());
    }

    #[test]
    fn a_locale_is_told_apart_from_a_word() {
        assert!(Query::of_one(&APPLICATIONS, "locale=en").is_ok());
        let status = |query| Query::of_one(&APPLICATIONS, query).unwrap_err().status.as_u16();
        assert_eq!((status("locale=xx"), status("locale=de")), (400, 501));
    }
}
