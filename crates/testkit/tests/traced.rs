//! A request's name goes along: from the one who asks, through the task that a worker does later, to each call of another
//! system.

use engine::{
    handoff::{
        form::draft,
        send::{Request, send},
    },
    integrations::calls::calls,
    trace,
};
use testkit::{Stage, hire::Hire, tenant::TENANTS};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_of_another_system_names_the_request_that_it_was_made_for() {
    let tenant = &TENANTS[0];
    for stage in Stage::each().await {
        let (app, actor) = (&stage.app, &stage.administrator);
        let connection = stage.connect(tenant.vendor).await;
        let opening = stage.opening("Software Engineer").await;
        let hire = Hire::number(3);
        let hired = stage.hire(&opening, &hire).await;
        let draft = draft(app, actor, hired.candidate, connection, false).await.unwrap();
        let request = Request {
            candidate: hired.candidate,
            connection,
            application: None,
            values: Some(hire.complete(&draft.tenant.form, draft.record)),
            key: "traced".into(),
        };
        let before = calls(app, actor, connection, 100).await.unwrap().len();
        trace::within("4bf92f3577b34da6".into(), send(app, actor, request)).await.unwrap();
        stage.deliver().await;
        let logged = calls(app, actor, connection, 100).await.unwrap();
        let of_delivery = &logged[..logged.len() - before];
        assert!(of_delivery.len() > 3, "{}", of_delivery.len());
        for line in of_delivery {
            assert_eq!(line.request.as_deref(), Some("4bf92f3577b34da6"), "{}", line.call.purpose);
        }
    }
}
