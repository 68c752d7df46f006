//! The whole way: hired there, told to us, sent to an HR system, and the employee's number written back.

use engine::{
    handoff::{
        edit::{correction, edit},
        form::draft,
        send::{Request, send},
    },
    integrations::configure::{Configuration, configure},
    sync::configure::{Settings, configure as configure_sync},
};
use model::{
    connection::SendOptions,
    handoff::HandoffState,
    hire::{HireForm, HireRecord},
    remote::RecordKind,
};
use store::integrations::handoff;
use testkit::{
    hire::Hire,
    tenant::{TENANTS, Tenant},
};

use super::{scene::Scene, there::text};

impl Scene {
    /// Tells the sync which field takes the employee's number.
    async fn write_back_to(&self, field: &str) {
        let settings = Settings {
            every_minutes: 15,
            share_percent: 20,
            full_hour: 3,
            take_files: true,
            reference_field: Some(field.into()),
        };
        configure_sync(&self.stage.app, &self.stage.administrator, self.connection, &settings).await.unwrap();
    }

    /// Somebody is hired there, and the message about it comes in and is worked on.
    async fn hired_there(&self, id: &str) {
        self.there.move_to_meaning(id, "hired").await;
        for _ in 0..200 {
            self.stage.deliver().await;
            if self.stands_in(id).await == "Hired" {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("the message does not come");
    }

    fn employees(&self, tenant: &Tenant, id: &str) -> Vec<String> {
        let person = text(&self.there.records("applications")[id]["rels"]["candidate"]);
        let email = text(&self.there.records("candidates")[&person]["attributes"]["email"]).to_lowercase();
        let all = self.stage.world(tenant.vendor).read(|documents| tenant.employees(documents));
        all.into_iter().filter(|employee| employee.email == email).map(|employee| employee.id).collect()
    }
}

/// The form as a person completes it: what is insisted on and not known, such as a position title that has another
/// name in the HR system, is chosen from its lists.
fn typed(hire: &Hire, form: &HireForm, record: HireRecord) -> HireRecord {
    let mut record = hire.complete(form, record);
    for problem in form.problems(&record) {
        choose(form, &mut record, &problem.field);
    }
    record
}

/// Takes the first of the list; what has no list, such as a manager whom the HR system does not know, is emptied.
fn choose(form: &HireForm, record: &mut HireRecord, key: &str) {
    let field = form.fields().find(|field| field.key == key).unwrap();
    record.set(key, field.choices.first().map(|first| first.value.clone()).unwrap_or_default());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hired_there_sent_on_and_written_back() {
    for by_rule in [true, false] {
        for scene in Scene::each().await {
            for tenant in TENANTS {
                hired_sent_and_written_back(&scene, tenant, by_rule).await;
            }
        }
    }
}

async fn hired_sent_and_written_back(scene: &Scene, tenant: &Tenant, by_rule: bool) {
    let (app, actor) = (&scene.stage.app, &scene.stage.administrator);
    let when = format!("{}, {}", tenant.vendor, if by_rule { "by the rule" } else { "by hand" });
    let field = scene.there.field("HR record");
    scene.write_back_to(&field).await;
    let hub = scene.stage.visitor().await;
    let address = format!("{}/hooks/{}", hub.hub, scene.connection);
    scene.there.command("add_webhook", serde_json::json!({"url": address})).await;
    let connection = scene.stage.connect(tenant.vendor).await;
    let options = SendOptions { when_hired: by_rule, ..SendOptions::default() };
    configure(app, actor, connection, &Configuration { options, ..Configuration::default() }).await.unwrap();

    // The one with the most ahead: no other application of theirs is hired already.
    let id = scene.there.standing("offer").remove(0);
    let (application, candidate) = scene.here(&id).await;
    scene.hired_there(&id).await;
    let hire = Hire::number(7);
    if !by_rule {
        let draft = draft(app, actor, candidate, connection, false).await.unwrap();
        let values = Some(typed(&hire, &draft.tenant.form, draft.record));
        let request =
            Request { candidate, connection, application: Some(application), values, key: when.clone() };
        send(app, actor, request).await.unwrap();
    }
    scene.stage.deliver().await;
    let mut sent = handoff::of_candidate(&app.db, actor.workspace, candidate).await.unwrap();
    sent.retain(|handoff| handoff.connection == connection);
    assert_eq!(sent.len(), 1, "{when}: one hand-off");
    // What the HR system insists on and the hiring does not know, a person adds, as often as it asks.
    for _ in 0..3 {
        let asks = handoff::get(&app.db, actor.workspace, sent[0].id).await.unwrap().unwrap();
        if asks.state != HandoffState::Waiting {
            break;
        }
        let waiting = correction(app, actor, asks.id, false).await.unwrap();
        let mut values = typed(&hire, &waiting.tenant.form, waiting.handoff.record);
        for problem in asks.problem.iter().flat_map(|problem| &problem.fields) {
            choose(&waiting.tenant.form, &mut values, &problem.field);
        }
        edit(app, actor, asks.id, values).await.unwrap();
        scene.stage.deliver().await;
    }
    let sent = handoff::get(&app.db, actor.workspace, sent[0].id).await.unwrap().unwrap();
    assert_eq!(sent.state, HandoffState::Delivered, "{when}: {:?}", sent.problem);
    let employees = scene.employees(tenant, &id);
    assert_eq!(
        Some(&employees),
        sent.external_id.clone().map(|id| vec![id]).as_ref(),
        "{when}: one employee"
    );
    scene.stage.deliver().await;
    assert_eq!(scene.there.values(&id, &field), employees, "{when}: written back");
    let known = scene.mirror(RecordKind::Application, &id).await;
    assert!(known.problem.is_none());

    // A second one writes nothing new.
    let (before, changes) = (scene.there.records("custom_attributes"), scene.outgoing().await);
    let values = Some(sent.record);
    let key = format!("{when}, again");
    let request = Request { candidate, connection, application: Some(application), values, key };
    send(app, actor, request).await.unwrap();
    scene.stage.deliver().await;
    assert_eq!(scene.employees(tenant, &id), employees, "{when}: nobody twice");
    assert_eq!(
        (scene.there.records("custom_attributes"), scene.outgoing().await),
        (before, changes),
        "{when}"
    );
    let again = SendOptions { when_hired: false, ..options };
    configure(app, actor, connection, &Configuration { options: again, ..Configuration::default() })
        .await
        .unwrap();
}
