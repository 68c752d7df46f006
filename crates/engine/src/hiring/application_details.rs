//! What belongs to an application itself: the answers given with it, and the values of its own fields.

use std::collections::BTreeMap;

use model::{
    ApplicationId,
    access::Right,
    field::CustomField,
    remote::{Answer, FieldSubject},
};
use store::hiring::{answer, field, field_value};

use crate::{Actor, App, Result};

/// What belongs to an application itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The questions asked and what was answered, in order.
    pub answers: Vec<Answer>,
    /// Every field that applications have, with its value; empty where there is none.
    pub fields: Vec<(CustomField, String)>,
}

/// What belongs to these applications.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn details(
    app: &App,
    actor: &Actor,
    applications: &[ApplicationId],
) -> Result<BTreeMap<ApplicationId, Details>> {
    actor.require(Right::CandidatesRead)?;
    let (db, workspace) = (&app.db, actor.workspace);
    let mut answers = answer::of(db, workspace, applications).await?;
    let mut values = field_value::of_applications(db, workspace, applications).await?;
    let fields = field::of(db, workspace, FieldSubject::Application).await?;
    let of = |id: &ApplicationId| {
        let mut held = values.remove(id).unwrap_or_default();
        let with_value = |field: &CustomField| (field.clone(), held.remove(&field.id).unwrap_or_default());
        let fields = fields.iter().map(with_value).collect();
        (*id, Details { answers: answers.remove(id).unwrap_or_default(), fields })
    };
    Ok(applications.iter().map(of).collect())
}

#[cfg(test)]
mod tests {
    use model::{access::Role, field::FieldKind};

    use super::*;
    use crate::{Error, hiring::testing::house, people::testing::benches};

    #[tokio::test]
    async fn each_application_has_its_own_answers_and_every_field_once() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let house = house(app, &boss.actor).await;
            let (ana, bo) = (
                house.apply(app, &boss.actor, "Ana", "Lopez").await.id,
                house.apply(app, &boss.actor, "Bo", "Lind").await.id,
            );
            let workspace = boss.actor.workspace;
            let kind = FieldKind::ShortText;
            let field = CustomField { id: app.id(), name: "Payroll number".into(), kind, options: vec![] };
            let answer = Answer { question: "Why us?".into(), answer: "The ships.".into() };
            let tx = app.db.begin().await.unwrap();
            field::insert_of(&tx, workspace, FieldSubject::Application, &field, app.now()).await.unwrap();
            answer::replace(&tx, workspace, &[], &[(ana, vec![answer.clone()])]).await.unwrap();
            let value = [(ana, field.id, "7001".to_owned())];
            field_value::replace_of_applications(&tx, workspace, &[ana], &[field.id], &value).await.unwrap();
            tx.commit().await.unwrap();

            let found = details(app, &boss.actor, &[ana, bo]).await.unwrap();
            assert_eq!(
                (&found[&ana].answers[..], found[&bo].answers.len()),
                (&[answer][..], 0),
                "{}",
                bench.kind()
            );
            assert_eq!(found[&ana].fields, [(field.clone(), "7001".into())]);
            assert_eq!(found[&bo].fields, [(field, String::new())]);
            let employee = bench.colleague(&boss, "e@example.com", Role::Employee).await;
            let denied = details(app, &employee.actor, &[ana]).await.unwrap_err();
            assert!(matches!(denied, Error::Denied(_)));
        }
    }
}
