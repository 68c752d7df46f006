//! What two sources say of a person, put together.

use model::candidate::Profile;

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
}
