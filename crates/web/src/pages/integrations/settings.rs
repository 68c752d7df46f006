//! The form on `/settings/integrations/{id}/manage` that changes what stands beside the key.

use axum::{
    Form,
    extract::{Path, State},
};
use engine::{
    Error,
    integrations::{change_settings::change_settings, check::check},
};
use model::ConnectionId;

use super::{
    manage::{Came, form},
    view::credentials,
};
use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    session::SignedIn,
    shell::Shell,
};

/// Changes the settings and tests the connection.
pub async fn save(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Page {
    let typed = credentials(typed);
    if let Err(error) = change_settings(&web, &visitor.actor, id, &typed).await {
        let came = Came { settings: Some(typed), error: Some(error), ..Default::default() };
        return form(&web, &visitor, shell, id, came).await;
    }
    let page = format!("/settings/integrations/{id}");
    Ok(match check(&web, &visitor.actor, id).await {
        Ok(_) => flash::done(&page, "The settings are kept, and the test passed."),
        Err(Error::Vendor(error)) => flash::redirect_with(
            &page,
            "error",
            &format!("The settings are kept, but the test failed. {error}."),
        ),
        Err(error) => return Err(Failure(error)),
    })
}
