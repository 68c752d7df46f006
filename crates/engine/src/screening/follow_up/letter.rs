//! The letter that asks, and the one that reminds.

use jiff::tz::TimeZone;
use model::{WorkspaceId, candidate::Candidate, job::Job};
use store::{Tx, workspace};

use super::FollowUp;
use crate::{App, error::Result, mail::Letter, screening::notice};

/// Which of the two letters it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    First,
    Reminder,
}

pub(super) async fn letter(
    app: &App,
    tx: &Tx,
    space: WorkspaceId,
    one: &FollowUp,
    (person, job): (&Candidate, &Job),
    token: &str,
    why: Why,
) -> Result<Letter> {
    let company = workspace::get(tx, space).await?.map(|space| space.name).unwrap_or_default();
    let profile = &person.profile;
    let given = [&profile.preferred_name, &profile.first_name].into_iter().find(|name| !name.is_empty());
    let name = given.cloned().unwrap_or_else(|| profile.full_name());
    let form = app.public.link(&format!("/questions/{token}"));
    let until = one
        .expires_at
        .map_or_else(String::new, |until| TimeZone::UTC.to_datetime(until).strftime("%-d %B %Y").to_string());
    let count = match one.content.questions.len() {
        1 => "one question".to_owned(),
        many => format!("{many} questions"),
    };
    let (subject, opening) = match why {
        Why::First => (
            format!("{company}: {count} about your application"),
            format!(
                "thank you for your application to {company} as {}. We have {count} for you; a few minutes are enough.",
                job.title
            ),
        ),
        Why::Reminder => (
            format!("Reminder from {company}: {count} about your application"),
            format!(
                "a few days ago we asked you {count} about your application to {company} as {}. Your answer would \
                 still help us. We remind you this once.",
                job.title
            ),
        ),
    };
    let text = format!(
        "Hello {name},\n\n{opening}\n\n{form}\n\nThe form takes answers until {until}. The link is yours alone: please \
         do not pass it on. What you answer is read by the people who decide on your application; a person, not a \
         machine, decides.\n\nHow applications are looked at:\n{}\n\nYou can ask not to be screened by rules, and not to \
         get such letters, with no disadvantage to you:\n{form}/opt-out\n\n{company}\n",
        app.public.link(&notice::path(space)),
    );
    Ok(Letter {
        to_name: profile.full_name(),
        to_address: profile.email.clone(),
        subject,
        text,
        kind: if why == Why::First { "questions" } else { "reminder" }.into(),
        about: Some(one.application),
    })
}
