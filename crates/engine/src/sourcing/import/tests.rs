//! Tables and single people come in once, whatever stops the work, and what was left out is said.

use std::sync::Arc;

use super::*;
use crate::{people::testing::benches, sourcing::find, work};

const TABLE: &str = "Name;E-Mail;Skills;LinkedIn URL\n\
    Ida Larsen;ida@example.com;TIG, MIG;\n\
    Bo Li;;Python;https://www.linkedin.com/in/bo-li/\n\
    ;nobody@example.com;;\n\
    Ana Lopez;;Python;\n\
    Ida Larsen;IDA@example.com;Hulls;\n";

async fn total(app: &App, actor: &Actor, typed: &str) -> u64 {
    let asked = find::Asked { typed: typed.into(), ..find::Asked::default() };
    find::find(app, actor, &asked).await.unwrap().total
}

#[tokio::test]
async fn a_table_comes_in_with_what_was_left_out_said() {
    for bench in benches().await {
        let boss = bench.administrator().await.actor;
        let app = &Arc::new(bench.app);
        let id = upload(app, &boss, "people.csv", TABLE.as_bytes()).await.unwrap();
        let shown = get(app, &boss, id).await.unwrap();
        assert_eq!(shown.targets, [Target::FullName, Target::Email, Target::Skills, Target::Page]);
        let nobody = begin(app, &boss, id, &[Target::FullName]).await.unwrap_err();
        assert!(nobody.to_string().contains("comes in twice"));
        for _ in 0..2 {
            begin(app, &boss, id, &shown.targets).await.unwrap();
            while work::run_due(app, "worker").await.unwrap() > 0 {}
        }
        let shown = get(app, &boss, id).await.unwrap();
        let outcome = shown.outcome.unwrap();
        assert_eq!((outcome.new, outcome.known, outcome.ended), (2, 1, true));
        assert_eq!(outcome.left_out.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [4, 5]);
        assert!(shown.import.rows.is_empty(), "what stood in the file is not kept beside the pool");
        assert_eq!((total(app, &boss, "").await, total(app, &boss, "tig hulls").await), (2, 1));
    }
}

#[tokio::test]
async fn json_resumes_come_in_as_people() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let file = br#"[{"basics": {"name": "Ida Larsen", "email": "ida@example.com"}}]"#;
        let first = add_people(app, &boss, "ida.json", file).await.unwrap();
        let second = add_people(app, &boss, "ida.json", file).await.unwrap();
        assert_eq!(first.people[0].profile, second.people[0].profile);
        assert_eq!(total(app, &boss, "larsen").await, 1);
        let refused = add_people(app, &boss, "x.json", b"{}").await.unwrap_err();
        assert!(refused.to_string().contains("No person"));
    }
}
