//! What two sources say of a person, put together.

use model::candidate::Profile;
use serde_json::{Map, Value};

/// What the first says, and where it is silent, what the second says.
pub(super) fn first_of(first: &Profile, second: &Profile) -> Profile {
    let pick = |one: &String, two: &String| if one.trim().is_empty() { two.clone() } else { one.clone() };
    Profile {
        first_name: pick(&first.first_name, &second.first_name),
        middle_name: pick(&first.middle_name, &second.middle_name),
        last_name: pick(&first.last_name, &second.last_name),
        preferred_name: pick(&first.preferred_name, &second.preferred_name),
        email: pick(&first.email, &second.email),
        phone: pick(&first.phone, &second.phone),
        date_of_birth: first.date_of_birth.or(second.date_of_birth),
        gender: pick(&first.gender, &second.gender),
        address_line1: pick(&first.address_line1, &second.address_line1),
        address_line2: pick(&first.address_line2, &second.address_line2),
        city: pick(&first.city, &second.city),
        state: pick(&first.state, &second.state),
        postcode: pick(&first.postcode, &second.postcode),
        country: pick(&first.country, &second.country),
        headline: pick(&first.headline, &second.headline),
        profile_url: pick(&first.profile_url, &second.profile_url),
        source: pick(&first.source, &second.source),
    }
}

/// The names of the facts that a profile tells.
pub(super) fn told(profile: &Profile) -> Vec<String> {
    facts(profile).into_iter().filter(|(_, fact)| !is_silent(fact)).map(|(name, _)| name).collect()
}

/// The profile without the facts of those names.
pub(super) fn without(profile: &Profile, names: Option<&Value>) -> Profile {
    let mut facts = facts(profile);
    let names = names.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    for name in names {
        facts.remove(name);
    }
    // What is missing is empty in a profile, so that what is left can always be read back.
    serde_json::from_value(Value::Object(facts)).unwrap_or_else(|_| profile.clone())
}

fn facts(profile: &Profile) -> Map<String, Value> {
    match serde_json::to_value(profile) {
        Ok(Value::Object(facts)) => facts,
        _ => Map::new(),
    }
}

fn is_silent(fact: &Value) -> bool {
    fact.is_null() || fact.as_str().is_some_and(|text| text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_speaks_where_the_first_is_silent() {
        let first = Profile { first_name: "Ana".into(), phone: " ".into(), ..Default::default() };
        let second = Profile {
            first_name: "Anna".into(),
            phone: "1".into(),
            city: "Oslo".into(),
            ..Default::default()
        };
        let both = first_of(&first, &second);
        assert_eq!((both.first_name.as_str(), both.phone.as_str(), both.city.as_str()), ("Ana", "1", "Oslo"));
    }

    #[test]
    fn what_was_told_can_be_taken_away_again_by_its_name() {
        let born = Some(jiff::civil::date(1990, 4, 1));
        let both = Profile { first_name: "Ana".into(), date_of_birth: born, ..Default::default() };
        let names = told(&both);
        assert_eq!(names.len(), 2, "{names:?}");
        let phone = Profile { phone: "1".into(), ..both };
        let left = Profile { phone: "1".into(), ..Default::default() };
        assert_eq!(without(&phone, Some(&names.into())), left);
        assert_eq!(without(&phone, None), phone);
    }
}
