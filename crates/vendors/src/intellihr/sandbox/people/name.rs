//! What a person is called throughout the vendor's pages.

use serde_json::Value;

use crate::intellihr::sandbox::documents::text;

/// Preferred name, first name in brackets where it is another, last name.
pub fn display(person: &Value) -> String {
    let (first, preferred) = (text(&person["firstName"]), text(&person["preferredName"]));
    let called = match (first.is_empty(), preferred.is_empty()) {
        (false, false) if first != preferred => format!("{preferred} ({first})"),
        (true, _) => preferred.to_owned(),
        (false, _) => first.to_owned(),
    };
    format!("{called} {}", text(&person["lastName"])).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_first_name_stands_in_brackets_where_another_is_preferred() {
        let name = |first, preferred| {
            display(&json!({"firstName": first, "preferredName": preferred, "lastName": "Wayne"}))
        };
        assert_eq!(name("Bruce", "Batman"), "Batman (Bruce) Wayne");
        assert_eq!(name("Bruce", ""), "Bruce Wayne");
        assert_eq!(name("", ""), "Wayne");
    }
}
