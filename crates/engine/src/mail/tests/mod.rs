//! Letters on both databases, to a mail server that does what it is told.

pub(crate) mod post_office;

use std::sync::Arc;

use post_office::{Mood, PostOffice};
use store::{mail::letter, seal::Vault};

use super::{server::Typed, *};
use crate::{
    Error, attention, integrations,
    people::{
        SignedIn,
        testing::{Bench, benches},
    },
    work::LEASE,
};

pub(crate) fn typed(port: u16) -> Typed {
    Typed {
        host: "127.0.0.1".into(),
        port: port.to_string(),
        security: Security::None,
        user: "gangway".into(),
        password: "a password of the post".into(),
        from_address: "jobs@example.com".into(),
        from_name: "Fjordlys careers".into(),
    }
}

fn to_ana() -> Letter {
    Letter {
        to_name: "Ana López".into(),
        to_address: "ana@example.com".into(),
        subject: "Three questions\r\nBcc: everyone@example.com".into(),
        text: "Hello Ana,\n\nhttps://gangway.example.com/q/secret-token\n".into(),
        kind: "questions".into(),
        about: None,
    }
}

async fn write(bench: &Bench, who: &SignedIn) -> LetterId {
    let tx = bench.app.db.begin().await.unwrap();
    let id = send(&bench.app, &tx, who.actor.workspace, to_ana()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Does the work that is due, and says how many letters were tried.
pub(crate) async fn work(app: &App) -> usize {
    let tasks = store::task::claim(&app.db, "w", app.now(), LEASE, 16).await.unwrap();
    let letters = tasks.iter().filter(|task| task.kind == TASK);
    let mut tried = 0;
    for task in letters {
        deliver::deliver(app, "w", task).await.unwrap();
        tried += 1;
    }
    tried
}

async fn state(bench: &Bench, who: &SignedIn, id: LetterId) -> Kept {
    letter::get(&bench.app.db, who.actor.workspace, id).await.unwrap().unwrap()
}

fn message_id(raw: &str) -> &str {
    raw.lines().find(|line| line.starts_with("Message-ID:")).unwrap()
}

#[tokio::test]
async fn a_letter_reaches_the_server_once_and_reads_as_it_was_written() {
    for bench in benches().await {
        let (who, post) = (bench.administrator().await, PostOffice::open().await);
        server::set(&bench.app, &who.actor, &typed(post.port)).await.unwrap();
        let id = write(&bench, &who).await;
        assert_eq!((work(&bench.app).await, work(&bench.app).await), (1, 0), "{}", bench.kind());
        let taken = post.taken();
        assert_eq!(taken.len(), 1);
        assert!(taken[0].contains("From: \"Fjordlys careers\" <jobs@example.com>"), "{}", taken[0]);
        assert!(taken[0].contains("https://gangway.example.com/q/secret-token"));
        assert!(!taken[0].lines().any(|line| line.starts_with("Bcc:")), "a subject makes no header");
        assert!(message_id(&taken[0]).contains(&id.to_string()));
        let kept = state(&bench, &who, id).await;
        assert_eq!((kept.state, kept.sent_at), (LetterState::Sent, Some(bench.app.now())));
    }
}

#[tokio::test]
async fn without_a_server_it_waits_in_the_mailbox_sealed() {
    for bench in benches().await {
        let who = bench.administrator().await;
        let id = write(&bench, &who).await;
        assert_eq!(work(&bench.app).await, 0, "{}", bench.kind());
        let kept = state(&bench, &who, id).await;
        assert_eq!(kept.state, LetterState::Kept);
        assert!(!kept.sealed.contains("secret-token") && !kept.sealed.contains("ana@"));
        let (_, read) = mailbox::get(&bench.app, &who.actor, id).await.unwrap();
        assert_eq!(read.text, to_ana().text);
        let refused = mailbox::send_now(&bench.app, &who.actor, id).await.unwrap_err();
        assert!(matches!(refused, Error::Conflict(_)), "{refused}");
        let post = PostOffice::open().await;
        server::set(&bench.app, &who.actor, &typed(post.port)).await.unwrap();
        assert_eq!(work(&bench.app).await, 0, "nothing old goes out by itself");
        mailbox::send_now(&bench.app, &who.actor, id).await.unwrap();
        assert_eq!((work(&bench.app).await, post.taken().len()), (1, 1));
    }
}

#[tokio::test]
async fn put_off_or_cut_off_it_is_tried_again_under_the_same_number() {
    for bench in benches().await {
        let (who, post) = (bench.administrator().await, PostOffice::open().await);
        server::set(&bench.app, &who.actor, &typed(post.port)).await.unwrap();
        post.next(&[Mood::Later, Mood::TakeAndCut]);
        let id = write(&bench, &who).await;
        assert_eq!(work(&bench.app).await, 1);
        let kept = state(&bench, &who, id).await;
        assert_eq!(kept.state, LetterState::Waiting, "{}: {:?}", bench.kind(), kept.problem);
        assert!(kept.problem.unwrap().contains("451"));
        assert_eq!(work(&bench.app).await, 0, "not before its time");
        bench.later(60);
        assert_eq!(work(&bench.app).await, 1);
        let kept = state(&bench, &who, id).await;
        assert!(kept.problem.unwrap().contains("may have arrived"));
        bench.later(5 * 60);
        assert_eq!(work(&bench.app).await, 1);
        let taken = post.taken();
        assert_eq!((taken.len(), state(&bench, &who, id).await.state), (2, LetterState::Sent));
        assert_eq!(message_id(&taken[0]), message_id(&taken[1]));
        assert_eq!(attention::count(&bench.app, &who.actor).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn refused_for_good_it_becomes_a_card_without_the_address_in_the_note() {
    for bench in benches().await {
        let (who, post) = (bench.administrator().await, PostOffice::open().await);
        server::set(&bench.app, &who.actor, &typed(post.port)).await.unwrap();
        post.next(&[Mood::Never]);
        let id = write(&bench, &who).await;
        work(&bench.app).await;
        let kept = state(&bench, &who, id).await;
        assert_eq!(kept.state, LetterState::Refused, "{}", bench.kind());
        assert!(!kept.problem.clone().unwrap().contains("ana@"), "{:?}", kept.problem);
        let cards = attention::list(&bench.app, &who.actor).await.unwrap();
        assert_eq!((cards.len(), cards[0].record.as_str()), (1, "Letter to Ana López"));
        assert_eq!(attention::count(&bench.app, &who.actor).await.unwrap(), 1);
        mailbox::drop_it(&bench.app, &who.actor, id).await.unwrap();
        assert_eq!(attention::count(&bench.app, &who.actor).await.unwrap(), 0);
        bench.later(3600);
        assert_eq!((work(&bench.app).await, post.taken().len()), (0, 0));
    }
}

#[tokio::test]
async fn a_server_that_lets_nobody_in_keeps_letters_waiting_and_is_told() {
    for bench in benches().await {
        let (who, post) = (bench.administrator().await, PostOffice::open().await);
        server::set(&bench.app, &who.actor, &typed(post.port)).await.unwrap();
        post.next(&[Mood::ShutOut, Mood::ShutOut]);
        let why = server::try_out(&bench.app, &who.actor, "ingrid@example.com").await.unwrap_err();
        assert!(why.to_string().contains("does not let “gangway” in (answer 535)"), "{why}");
        let id = write(&bench, &who).await;
        work(&bench.app).await;
        assert_eq!(state(&bench, &who, id).await.state, LetterState::Waiting, "{}", bench.kind());
        bench.later(15 * 60);
        let cards = attention::list(&bench.app, &who.actor).await.unwrap();
        assert_eq!(cards.iter().map(|card| card.record.as_str()).collect::<Vec<_>>(), ["Mail server"]);
        work(&bench.app).await;
        assert_eq!(state(&bench, &who, id).await.state, LetterState::Sent);
        assert_eq!(attention::count(&bench.app, &who.actor).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn what_can_not_be_a_server_is_refused_at_its_field() {
    for bench in benches().await {
        let who = bench.administrator().await;
        let wrong = [
            ("host", Typed { host: "smtp.example.com".into(), ..typed(25) }),
            ("host", Typed { host: "a/b".into(), ..typed(25) }),
            ("port", Typed { port: "0".into(), ..typed(25) }),
            ("password", Typed { password: "".into(), ..typed(25) }),
            ("from_address", Typed { from_address: "jobs".into(), ..typed(25) }),
        ];
        for (field, typed) in wrong {
            let error = server::set(&bench.app, &who.actor, &typed).await.unwrap_err();
            assert_eq!(error.problems()[0].field, field, "{}: {error}", bench.kind());
        }
        server::set(&bench.app, &who.actor, &typed(25)).await.unwrap();
        // The password that is kept stays for the same user on the same server, and for no other.
        server::set(&bench.app, &who.actor, &Typed { password: "".into(), ..typed(26) }).await.unwrap();
        let moved = Typed { password: "".into(), host: "localhost".into(), ..typed(26) };
        assert_eq!(
            server::set(&bench.app, &who.actor, &moved).await.unwrap_err().problems()[0].field,
            "password"
        );
    }
}

#[tokio::test]
async fn letters_and_the_password_are_sealed_anew_with_everything_else() {
    for mut bench in benches().await {
        let who = bench.administrator().await;
        server::set(&bench.app, &who.actor, &typed(25)).await.unwrap();
        let id = write(&bench, &who).await;
        assert_eq!(integrations::rotate::rotate(&bench.app).await.unwrap(), 0, "{}", bench.kind());
        let old = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        let new = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
        bench.app.vault = Arc::new(Vault::new([new, old]).unwrap());
        assert_eq!(integrations::rotate::rotate(&bench.app).await.unwrap(), 2);
        bench.app.vault = Arc::new(Vault::new([new]).unwrap());
        assert_eq!(mailbox::get(&bench.app, &who.actor, id).await.unwrap().1.text, to_ana().text);
        let server = server::get(&bench.app, &who.actor).await.unwrap().unwrap();
        let clear = server::password(&bench.app, who.actor.workspace, &server).unwrap().unwrap();
        assert_eq!(clear.expose_secret(), typed(25).password.expose_secret());
    }
}
