//! The opt-out behind a letter's link: from screening by rule, and from such letters.

use store::{
    hiring::application,
    screening::{follow_up::asked, result},
};

use super::{
    FollowUp, FollowUpState,
    answer::{applicant, find},
};
use crate::{App, error::Result, screening::opt_out};

/// Whether the person behind a link has opted out.
///
/// # Errors
/// [`crate::Error::NotFound`] where the link leads nowhere.
pub async fn is_out(app: &App, shown: &str) -> Result<bool> {
    let found = find(&app.db, shown).await?;
    let person = found.application.candidate;
    Ok(result::opted_out(&app.db, found.workspace, &[person]).await?.contains(&person))
}

/// Takes the person behind a link out of screening, and out of every question that waits for an answer.
///
/// # Errors
/// [`crate::Error::NotFound`] where the link leads nowhere.
pub async fn leave(app: &App, shown: &str, origin: &str) -> Result<()> {
    let found = find(&app.db, shown).await?;
    let (space, person) = (found.workspace, found.application.candidate);
    opt_out::opt_out(app, &applicant(app, space, origin).await?, person).await?;
    let tx = app.db.begin().await?;
    let made = application::of_candidate(&tx, space, person).await?;
    let ids: Vec<_> = made.iter().map(|one| one.id).collect();
    for one in asked::of(&tx, space, &ids).await? {
        let seen = one.state;
        if matches!(seen, FollowUpState::Due | FollowUpState::Asked) {
            let why = Some("The person opted out.".to_owned());
            let over = FollowUp { state: FollowUpState::Withdrawn, why, ..one };
            asked::update(&tx, space, &over, seen).await?;
        }
    }
    Ok(tx.commit().await?)
}
