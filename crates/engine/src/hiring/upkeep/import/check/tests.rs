use model::{
    StageId, WorkflowId,
    job::{Job, JobStatus, StageKind, Workflow},
    tag::Tag,
};
use uuid::Uuid;

use super::*;

fn id<T: From<Uuid>>(number: u128) -> T {
    Uuid::from_u128(number).into()
}

fn job(number: u128, title: &str, status: JobStatus) -> Job {
    Job {
        id: id(number),
        title: title.into(),
        status,
        workflow: id(1),
        department: String::new(),
        division: String::new(),
        location: String::new(),
        employment_type: String::new(),
        description: String::new(),
    }
}

fn known() -> Known {
    let stages = [("New", StageKind::Applied), ("On site", StageKind::Interview), ("In", StageKind::Hired)];
    let stages = stages.into_iter().zip(0..).map(|((name, kind), position)| Stage {
        id: StageId(Uuid::from_u128(position as u128)),
        name: name.into(),
        kind,
        position,
    });
    let workflow =
        Workflow { id: WorkflowId(Uuid::from_u128(1)), name: "W".into(), stages: stages.collect() };
    let jobs = vec![
        job(10, "Welder", JobStatus::Open),
        job(11, "Rigger", JobStatus::Closed),
        job(12, "Rigger", JobStatus::Open),
        job(13, "Cook", JobStatus::Open),
        job(14, "cook", JobStatus::Open),
    ];
    let field = |number, name: &str, kind| CustomField {
        id: id(number),
        name: name.into(),
        kind,
        options: vec!["Day".into(), "Night".into(), "Days, nights".into()],
    };
    let fields = vec![field(20, "Shifts", FieldKind::MultiSelect), field(21, "Since", FieldKind::Date)];
    let tags = vec![Tag { id: id(30), category: id(3), name: "Rope access".into() }];
    Known::of(fields, tags, jobs, vec![workflow])
}

fn read(columns: &[&str], cells: &[&str]) -> Row {
    let known = known();
    let targets: Vec<_> = columns.iter().map(|key| Target::parse(key, &known.fields).unwrap()).collect();
    let line = Line { number: 2, cells: cells.iter().map(|cell| (*cell).into()).collect() };
    row(&line, &targets, DateOrder::Refuse, &known)
}

#[test]
fn a_full_name_is_split_unless_its_parts_have_columns() {
    for (written, first, last) in [
        ("Ana María López", "Ana María", "López"),
        ("López,  Ana María", "Ana María", "López"),
        ("Cher", "Cher", ""),
    ] {
        let row = read(&["", "full_name"], &["x", written]);
        let profile = row.person.profile;
        assert_eq!(row.cells, [(profile.full_name(), false)], "shown as it will be");
        assert_eq!((profile.first_name.as_str(), profile.last_name.as_str()), (first, last));
    }
    let profile = read(&["full_name", "last_name"], &["Ana X", "López"]).person.profile;
    assert_eq!((profile.first_name.as_str(), profile.last_name.as_str()), ("", "López"));
}

#[test]
fn each_thing_that_can_be_wrong_is_said() {
    let shifts = format!("field.{}", id::<CustomFieldId>(20));
    let since = format!("field.{}", id::<CustomFieldId>(21));
    for (columns, cells, sentence) in [
        (&["full_name", "email"][..], &["", ""][..], "neither a name nor an e-mail"),
        (&["email"], &["ana@"], "“ana@” is not an e-mail address"),
        (&["full_name", "date_of_birth"], &["Ana", "soon"], "“soon” is not a date"),
        (&["full_name", &since], &["Ana", "03/04/2026"], "could be two dates"),
        (&["full_name", &shifts], &["Ana", "Day;Dusk"], "Shifts: “Dusk” is not one of the options"),
        (&["full_name", "tags"], &["Ana", "rope access, Gold"], "no tag “Gold”"),
        (&["full_name", "job"], &["Ana", "Pilot"], "no job “Pilot”"),
        (&["full_name", "job"], &["Ana", "Cook"], "2 jobs “Cook”"),
        (
            &["full_name", "job", "stage"],
            &["Ana", "Welder", "Moon"],
            "no stage “Moon”; it has New, On site, In",
        ),
        (&["full_name", "job", "stage"], &["Ana", "", "New"], "but no job"),
        (&["full_name"], &["Ana", "more"], "2 cells where there are 1"),
    ] {
        let row = read(columns, cells);
        assert!(
            row.problems.len() == 1 && row.problems[0].contains(sentence),
            "{sentence}: {:?}",
            row.problems
        );
    }
}

#[test]
fn a_good_row_becomes_a_person_who_applied() {
    let shifts: CustomFieldId = id(20);
    let key = format!("field.{shifts}");
    let columns = ["full_name", "", "job", "stage", "tags", "date_of_birth", &key];
    let row = read(
        &columns,
        &["Ana  López", "x", "RIGGER", "hired", "Rope Access;rope access", "1.2.1990", "day, Night"],
    );
    assert_eq!(row.problems, Vec::<String>::new());
    let (job, stage) = row.person.application.unwrap();
    assert_eq!((job, stage.name.as_str()), (id(12), "In"));
    assert_eq!(row.person.tags, [id(30)]);
    assert_eq!(row.person.values[&shifts], "Day\nNight");
    let shown: Vec<_> = row.cells.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(shown, ["Ana López", "Rigger", "hired", "Rope access", "1990-02-01", "Day, Night"]);
    assert_eq!(read(&[&key, "full_name"], &["days, nights", "A"]).person.values[&shifts], "Days, nights");
}
