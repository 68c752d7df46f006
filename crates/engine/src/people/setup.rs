//! The first start: nobody can sign in yet, so a one-time link makes the first administrator.

use model::{WorkspaceId, access::Role, workspace::WorkspaceKind};
use secrecy::SecretString;
use store::{
    people::{setup_link, user},
    workspace::Workspace,
};

use super::{
    password, profile,
    session::{self, NewSession, Visitor},
    token,
};
use crate::{
    App, audit,
    error::{Error, Result},
};

/// What the first administrator types. The fields of the errors are named as these are.
pub struct First {
    /// The company's name.
    pub company: String,
    /// Whether the company works with real accounts.
    pub kind: WorkspaceKind,
    /// The administrator's name.
    pub name: String,
    /// The administrator's e-mail address.
    pub email: String,
    /// The administrator's password.
    pub password: SecretString,
}

/// A new token for the first administrator's link, where nobody can sign in yet. It works until one is used.
///
/// # Errors
/// [`Error::Store`] where the database stands against it.
pub async fn one_time_link(app: &App) -> Result<Option<SecretString>> {
    if user::any(&app.db).await? {
        return Ok(None);
    }
    let token = app.dice.token();
    let tx = app.db.begin().await?;
    setup_link::insert(&tx, &token::hash(&token)).await?;
    tx.commit().await?;
    Ok(Some(token.into()))
}

/// Whether a link still works, so that its page can say so before anything is typed.
///
/// # Errors
/// [`Error::Store`] where the database stands against it.
pub async fn is_open(app: &App, token: &str) -> Result<bool> {
    Ok(setup_link::exists(&app.db, &token::hash(token)).await? && !user::any(&app.db).await?)
}

/// Makes the company's workspace and its first administrator, and signs them in.
///
/// # Errors
/// [`Error::NotFound`] where the link was used; [`Error::Invalid`] where something typed can't be accepted: the
/// link then still works.
pub async fn create_first(app: &App, token: &str, first: &First, visitor: &Visitor) -> Result<NewSession> {
    let mut problems = profile::Problems::default();
    let company = problems.take("company", profile::name(&first.company, "the company's name"));
    let name = problems.take("name", profile::name(&first.name, "your name"));
    let email = problems.take("email", profile::email(&first.email));
    problems.take("password", profile::new_password(&first.password, &name, &email));
    problems.none()?;
    if !is_open(app, token).await? {
        return Err(Error::NotFound("setup link; it was used already"));
    }
    let hash = password::hash(app, &first.password).await?;

    let tx = app.db.begin().await?;
    if !setup_link::take(&tx, &token::hash(token)).await? || user::any(&tx).await? {
        return Err(Error::NotFound("setup link; it was used already"));
    }
    let workspace =
        Workspace { id: app.id::<WorkspaceId>(), name: company, kind: first.kind, created_at: app.now() };
    store::workspace::insert(&tx, &workspace).await?;
    let user = session::new_user(app, workspace.id, name, email, Role::Administrator);
    user::insert(&tx, &user, &hash).await?;
    let actor = session::actor(&user, workspace.kind, &visitor.address);
    let made = format!("Made {} and its first administrator", workspace.name);
    audit::write(app, &tx, &actor, "workspace.made", ("workspace", Some(workspace.id.into())), made).await?;
    let session = session::open(app, &tx, actor, visitor).await?;
    tx.commit().await?;
    Ok(session)
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;
    use crate::people::testing::{Bench, benches, visitor};

    #[tokio::test]
    async fn a_link_makes_one_administrator_and_then_no_link_works() {
        for bench in benches().await {
            let app = &bench.app;
            let one = one_time_link(app).await.unwrap().unwrap();
            let other = one_time_link(app).await.unwrap().unwrap();
            assert!(
                is_open(app, one.expose_secret()).await.unwrap(),
                "{}: a later link spoils none",
                bench.kind()
            );
            let made = create_first(app, other.expose_secret(), &Bench::first(), &visitor(1)).await.unwrap();
            let who = bench.signed_in(&made).await;
            assert_eq!((who.actor.role, who.actor.kind), (Role::Administrator, WorkspaceKind::Sandbox));
            let again = create_first(app, one.expose_secret(), &Bench::first(), &visitor(1)).await;
            assert!(matches!(again, Err(Error::NotFound(_))), "{}", bench.kind());
            assert!(!is_open(app, one.expose_secret()).await.unwrap());
            assert!(one_time_link(app).await.unwrap().is_none());
            assert_eq!(bench.actions(&who).await, ["workspace.made"]);
        }
    }

    #[tokio::test]
    async fn every_wrong_field_is_told_at_once_and_the_link_still_works() {
        for bench in benches().await {
            let link = one_time_link(&bench.app).await.unwrap().unwrap();
            let wrong = First { company: " ".into(), email: "ingrid".into(), ..Bench::first() };
            let refusal =
                create_first(&bench.app, link.expose_secret(), &wrong, &visitor(1)).await.unwrap_err();
            let fields: Vec<_> = refusal.problems().iter().map(|problem| problem.field.as_str()).collect();
            assert_eq!(fields, ["company", "email"]);
            assert!(is_open(&bench.app, link.expose_secret()).await.unwrap());
        }
    }

    #[tokio::test]
    async fn two_links_used_at_once_make_one_administrator() {
        for bench in benches().await {
            let app = &bench.app;
            let one = one_time_link(app).await.unwrap().unwrap();
            let other = one_time_link(app).await.unwrap().unwrap();
            let (first, at) = (Bench::first(), visitor(1));
            let (a, b) = tokio::join!(
                create_first(app, one.expose_secret(), &first, &at),
                create_first(app, other.expose_secret(), &first, &at)
            );
            assert_eq!(u8::from(a.is_ok()) + u8::from(b.is_ok()), 1, "{}", bench.kind());
        }
    }
}
