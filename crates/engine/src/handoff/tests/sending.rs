//! What may be sent, by whom, and once for each request.

use connect::VendorError;
use model::{access::Role, handoff::HandoffState, job::StageKind};

use super::{
    house::{houses, record},
    memory::Fault,
};
use crate::{
    Actor, Error,
    handoff::{
        actions::{handoff_panel, send_actions},
        bulk::{Outcome, bulk},
        form::draft,
        list::list,
        preview::preview,
        send::send,
    },
    integrations::toggle::disable,
};

#[tokio::test]
async fn a_double_click_makes_one() {
    for house in houses().await {
        let ana = house.hired("Ana").await;
        let (one, two) = tokio::join!(
            send(&house.app, &house.recruiter, house.request(ana, "same")),
            send(&house.app, &house.recruiter, house.request(ana, "same")),
        );
        let one = one.unwrap();
        assert_eq!(one, two.unwrap(), "{}", house.kind());
        house.work().await;
        assert_eq!(house.send(ana, "same").await, one);
        assert_eq!(house.hr.employees().len(), 1);
    }
}

#[tokio::test]
async fn a_second_sending_waits_for_the_first() {
    for house in houses().await {
        let ana = house.hired("Ana").await;
        house.send(ana, "k1").await;
        let refused = send(&house.app, &house.recruiter, house.request(ana, "k2")).await.unwrap_err();
        assert!(matches!(refused, Error::Conflict(_)), "{refused}");
        let ben = house.hired("Ben").await;
        let reused = send(&house.app, &house.recruiter, house.request(ben, "k1")).await.unwrap_err();
        assert!(matches!(reused, Error::Conflict(_)), "{reused}");
    }
}

#[tokio::test]
async fn only_hired_people_are_sent_only_by_who_may_only_where_enabled() {
    for house in houses().await {
        let ana = house.hired("Ana").await;
        let (ben, _) = house.person("Ben", StageKind::Offer).await;
        let manager = Actor { role: Role::HiringManager, ..house.recruiter.clone() };
        let offered = |actor: Actor, candidate| {
            let app = &house.app;
            async move { send_actions(app, &actor, candidate).await.unwrap().len() }
        };
        assert_eq!(offered(house.recruiter.clone(), ana).await, 1);
        assert_eq!(offered(house.recruiter.clone(), ben).await, 0);
        assert_eq!(offered(manager.clone(), ana).await, 0);
        assert!(matches!(send(&house.app, &manager, house.request(ana, "a")).await, Err(Error::Denied(_))));
        let early = send(&house.app, &house.recruiter, house.request(ben, "b")).await.unwrap_err();
        assert_eq!(early.to_string(), "Ben Example is not in a hired stage. Move them there first.");
        disable(&house.app, &house.administrator, house.connection).await.unwrap();
        assert_eq!(offered(house.recruiter.clone(), ana).await, 0);
        let off = send(&house.app, &house.recruiter, house.request(ana, "c")).await.unwrap_err();
        assert!(off.to_string().starts_with("Acme HR is disabled."), "{off}");
        assert!(
            list(&house.app, &house.recruiter, &Default::default(), 0).await.unwrap().handoffs.is_empty()
        );
    }
}

#[tokio::test]
async fn the_form_is_filled_and_fetched_once_in_ten_minutes() {
    for house in houses().await {
        let ana = house.hired("Ana").await;
        let form = draft(&house.app, &house.recruiter, ana, house.connection, false).await.unwrap();
        assert_eq!(form.record.get("job.location"), Some("lon"));
        assert_eq!(form.origins["job.location"], "Job: location");
        draft(&house.app, &house.recruiter, ana, house.connection, false).await.unwrap();
        assert_eq!(house.hr.calls("form"), 1);
        house.clock.advance(std::time::Duration::from_secs(601));
        house.hr.fault("form", Fault::Before(VendorError::Unavailable("down".into())));
        let old = draft(&house.app, &house.recruiter, ana, house.connection, false).await.unwrap();
        assert_eq!(old.tenant.fetched_at, form.tenant.fetched_at);
        house.hr.fault("form", Fault::Before(VendorError::Unavailable("down".into())));
        assert!(draft(&house.app, &house.recruiter, ana, house.connection, true).await.is_err());
    }
}

#[tokio::test]
async fn the_preview_is_what_is_sent() {
    for house in houses().await {
        let ana = house.hired("Ana").await;
        let filled = draft(&house.app, &house.recruiter, ana, house.connection, false).await.unwrap().record;
        let seen = preview(&house.app, &house.recruiter, ana, house.connection, &filled).await.unwrap();
        let lines: Vec<_> = seen.sections.iter().flat_map(|(_, lines)| lines).collect();
        let values: Vec<_> = lines.iter().map(|line| (line.key.as_str(), line.value.as_str())).collect();
        assert_eq!(values.len(), filled.0.len());
        assert!(values.contains(&("job.location", "lon")));
        assert_eq!(lines.iter().find(|line| line.key == "job.location").unwrap().shown, "London");
        assert_eq!((seen.resume.as_deref(), seen.photo), (Some("Ana.pdf"), None));
    }
}

#[tokio::test]
async fn what_cannot_be_sent_is_said_at_its_field() {
    for house in houses().await {
        let mut request = house.request(house.hired("Ana").await, "k");
        request.values = Some(record(&[("firstName", "Ana"), ("email", "x"), ("job.location", "moon")]));
        let error = send(&house.app, &house.recruiter, request).await.unwrap_err();
        let fields: Vec<_> = error.problems().iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["lastName", "email", "job.location"]);
    }
}

#[tokio::test]
async fn several_at_once_each_have_their_own_outcome() {
    for house in houses().await {
        let (ana, ben) = (house.hired("Ana").await, house.person("Ben", StageKind::Review).await.0);
        let nameless = house.hired("").await;
        let all = [ana, ben, nameless];
        let sent = bulk(&house.app, &house.recruiter, &all, house.connection, "b1").await.unwrap();
        let outcomes: Vec<_> = sent.outcomes.iter().map(|(_, outcome)| outcome).collect();
        assert!(
            matches!(outcomes[..], [Outcome::Queued(_), Outcome::Refused(_), Outcome::Waits(_)]),
            "{outcomes:?}"
        );
        let again = bulk(&house.app, &house.recruiter, &all, house.connection, "b1").await.unwrap();
        assert_eq!(again.batch, sent.batch);
        house.work().await;
        assert_eq!(house.hr.employees().len(), 1);
        let filter = store::integrations::handoff::Filter { batch: Some(sent.batch), ..Default::default() };
        let progress = list(&house.app, &house.recruiter, &filter, 0).await.unwrap();
        let mut counts = progress.counts;
        counts.sort_by_key(|(state, _)| state.as_str());
        assert_eq!(counts, [(HandoffState::Delivered, 1), (HandoffState::Waiting, 1)]);
    }
}

#[tokio::test]
async fn the_profile_shows_where_the_person_is() {
    for house in houses().await {
        let ana = house.hired("Ana").await;
        assert!(handoff_panel(&house.app, &house.recruiter, ana).await.unwrap().is_empty());
        house.send(ana, "k1").await;
        house.later(1).await;
        house.send(ana, "k2").await;
        let panels = handoff_panel(&house.app, &house.recruiter, ana).await.unwrap();
        assert_eq!(panels.len(), 1);
        assert_eq!(panels[0].last.state, HandoffState::Queued);
        assert_eq!(panels[0].link.as_ref().unwrap().url, "https://acme.example.com/people/100");
    }
}
