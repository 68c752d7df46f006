//! Four people who applied twice without saying so, each in another way that a duplicate shows itself by.

use model::{candidate::Profile, job::StageKind};

use super::{
    people::Person,
    resume::{Format, resume},
};

/// What stays the same when someone applies again, and what doesn't.
const WAYS: [fn(&mut Profile); 4] = [
    // An agency sends the person whom we know: the same e-mail address in capitals, and no phone.
    |profile| {
        profile.email = profile.email.to_uppercase();
        profile.phone.clear();
        profile.source = "Agency".into();
    },
    // The same phone, from an address at work.
    |profile| {
        profile.email = format!("work.{}", profile.email);
        profile.source = "LinkedIn".into();
    },
    // The same name and date of birth, all else forgotten or new.
    |profile| {
        profile.email = format!("new.{}", profile.email);
        profile.phone.clear();
        profile.source = "Job board".into();
    },
    // The same e-mail address under an initial.
    |profile| {
        profile.first_name = format!("{}.", profile.initials().chars().next().unwrap_or('X'));
        profile.phone.clear();
        profile.source = "Referral".into();
    },
];

/// Makes four of those who have just applied into people who had applied for the same job already.
pub fn apply_twice(people: &mut [Person]) {
    for (job, change) in WAYS.iter().enumerate() {
        // Each pair is of another job, so that nobody becomes three.
        let mut new = (0..people.len()).filter(|at| {
            let person = &people[*at];
            let [application] = &person.applications[..] else { return false };
            application.job == job && application.kind() == StageKind::Applied
        });
        let Some(known) = new.find(|at| !people[*at].profile.phone.is_empty()) else { continue };
        let Some(again) = new.next() else { continue };
        people[known].profile.date_of_birth = Some(people[known].career.born);
        let mut profile = Profile { middle_name: String::new(), ..people[known].profile.clone() };
        change(&mut profile);
        let career = people[known].career.clone();
        let format = if job % 2 == 0 { Format::Pdf } else { Format::Docx };
        let twin = &mut people[again];
        twin.resume = resume(&profile, &career, format);
        // The second time, nobody filled in the optional part of the form.
        twin.tags.clear();
        twin.fields.clear();
        twin.career = career;
        twin.profile = profile;
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use model::contact::{normal_email, normal_name, normal_phone};

    use crate::demo::company::company;

    #[test]
    fn four_pairs_can_be_told_by_email_phone_or_birth() {
        for seed in 0..3 {
            let people = company(seed, date(2026, 3, 2)).people;
            let (mut emails, mut phones, mut births) = (0, 0, 0);
            for (at, one) in people.iter().enumerate() {
                for other in &people[at + 1..] {
                    let (one, other) = (&one.profile, &other.profile);
                    let same_name = normal_name(&one.full_name()) == normal_name(&other.full_name());
                    let same_birth = one.date_of_birth.is_some() && one.date_of_birth == other.date_of_birth;
                    emails += usize::from(normal_email(&one.email) == normal_email(&other.email));
                    phones += usize::from(
                        !one.phone.is_empty() && normal_phone(&one.phone) == normal_phone(&other.phone),
                    );
                    births += usize::from(same_name && same_birth);
                }
            }
            assert_eq!((emails, phones, births), (2, 1, 3), "seed {seed}");
        }
    }
}
