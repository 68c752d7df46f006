//! Voluntary questions on both databases: asked by a link, answered or not, brought in from a file.

use model::access::Role;
use secrecy::ExposeSecret;

use super::*;
use crate::{hiring::testing::house, people::testing::benches};

use VoluntaryQuestion::{Disability, Gender};

fn typed(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(question, word)| ((*question).into(), (*word).into())).collect()
}

#[tokio::test]
async fn an_applicant_is_asked_by_a_link_and_may_keep_silent() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = house(app, &boss).await;
        let ana = house.apply(app, &boss, "Ana", "Lopez").await;
        let refused = make_link(app, &boss, ana.id).await.unwrap_err();
        assert!(matches!(refused, Error::Conflict(_)), "{}: nothing is asked by itself", bench.kind());

        choose(app, &boss, &[Gender, Disability].into()).await.unwrap();
        let first = make_link(app, &boss, ana.id).await.unwrap();
        let token = make_link(app, &boss, ana.id).await.unwrap();
        assert!(form(app, first.expose_secret()).await.is_err(), "the newer one takes its place");
        let token = token.expose_secret();
        let shown = form(app, token).await.unwrap();
        assert_eq!(
            (shown.job.as_str(), shown.company.as_str(), shown.answered),
            ("Welder", "Fjordlys", false)
        );
        assert_eq!(shown.questions, [Gender, Disability]);

        let wrong = answer(app, token, &typed(&[("gender", "martian")])).await.unwrap_err();
        assert_eq!(wrong.problems()[0].field, "gender");
        answer(app, token, &typed(&[("gender", "female"), ("ethnicity", "asian")])).await.unwrap();
        let kept = voluntary::of(&app.db, boss.workspace, ana.id).await.unwrap();
        let pairs: Vec<_> = kept.iter().map(|(q, a)| (q.as_str(), a.as_str())).collect();
        assert_eq!(pairs, [("disability", UNDISCLOSED), ("gender", "female")], "only what is asked is kept");
        assert!(form(app, token).await.unwrap().answered);
        answer(app, token, &[]).await.unwrap();
        let kept = voluntary::of(&app.db, boss.workspace, ana.id).await.unwrap();
        assert!(kept.values().all(|word| word == UNDISCLOSED), "an answer can be taken back");

        choose(app, &boss, &BTreeSet::new()).await.unwrap();
        assert!(form(app, token).await.is_err() && answer(app, token, &[]).await.is_err());
        assert!(link_of(app, &boss, ana.id).await.unwrap().unwrap().answered_at.is_some());
    }
}

#[tokio::test]
async fn a_file_gives_answers_and_says_what_it_left_out() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await);
        let house = house(app, &boss.actor).await;
        let ana = house.apply(app, &boss.actor, "Ana", "Lopez").await;
        let bo = house.apply(app, &boss.actor, "Bo", "Li").await;
        let text = format!(
            "Application,E-mail,Gender,Age band,Shoe size\n\
             ,ANA.lopez@example.com,Female,25 to 39,40\n{},,male,,41\n,nobody@example.com,male,,\n\
             ,bo.li@example.com,purple,,\n,bo.li@example.com,,,\nxyz,,male,,\n",
            bo.id
        );
        let came = file::import(app, &boss.actor, text.as_bytes()).await.unwrap();
        assert_eq!(came.applications, 2, "{}", bench.kind());
        let lines: Vec<_> = came.left_out.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [4, 5, 6, 7]);
        assert!(came.left_out.iter().all(|(_, why)| !why.contains("purple") && !why.contains("bo.li")));
        let of = async |id| voluntary::of(&app.db, boss.actor.workspace, id).await.unwrap();
        assert_eq!(of(ana.id).await["age"], "25_39");
        assert_eq!(of(bo.id).await.into_iter().collect::<Vec<_>>(), [("gender".into(), "male".into())]);

        for wrong in ["Name,Gender\nAna,female\n", "E-mail,Shoe size\na@example.com,4\n", ""] {
            let refused = file::import(app, &boss.actor, wrong.as_bytes()).await.unwrap_err();
            assert_eq!(refused.problems()[0].field, "file");
        }
        let other = bench.colleague(&boss, "r@example.com", Role::Recruiter).await;
        let denied = file::import(app, &other.actor, text.as_bytes()).await;
        assert!(matches!(denied, Err(Error::Denied(_))));
        assert!(matches!(choose(app, &other.actor, &[Gender].into()).await, Err(Error::Denied(_))));
    }
}
