//! The impact report as a file for a spreadsheet.

use super::{Asked, Impact, Measure, Rate, Report, TestKind, report};
use crate::{Actor, App, error::Result, hiring::upkeep::import::formula::harmless};

const HEADINGS: [&str; 17] = [
    "Job",
    "Applied from",
    "Applied until",
    "By",
    "Group",
    "Applications",
    "Below 2 %",
    "Measure",
    "Counted",
    "Met it",
    "Rate",
    "Impact ratio",
    "Below four fifths",
    "Test",
    "p",
    "Striking",
    "Median of points",
];

/// The report as CSV, in UTF-8 with the mark by which spreadsheets know it: in all, and job by job.
///
/// # Errors
/// As [`report`].
pub async fn csv(app: &App, actor: &Actor, asked: &Asked) -> Result<String> {
    let Report { title, all, jobs } = report(app, actor, asked).await?;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let span = [day(asked.from), day(asked.until)];
    let mut lines = vec![HEADINGS.map(str::to_owned).to_vec()];
    rows(title.as_deref().unwrap_or("All jobs"), &span, &all, &mut lines);
    for one in &jobs {
        rows(&one.title, &span, &one.impact, &mut lines);
    }
    Ok(written(&lines))
}

/// Lines as a file that a spreadsheet shows as it is, and runs nothing of.
pub(crate) fn written(lines: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for line in lines {
        // Writing into memory does not fail, and all lines have as many cells.
        let _ = writer.write_record(line.iter().map(|cell| harmless(cell)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

fn rows(job: &str, span: &[String; 2], impact: &Impact, into: &mut Vec<Vec<String>>) {
    let median = impact.median.map(|median| median.to_string()).unwrap_or_default();
    for breakdown in &impact.breakdowns {
        let by = breakdown.by.iter().map(|question| question.label()).collect::<Vec<_>>().join(" and ");
        let begin = |group: String, people: u32, small: bool| {
            let words = [job.to_owned(), span[0].clone(), span[1].clone(), by.clone(), group];
            words.into_iter().chain([people.to_string(), yes(small)]).collect::<Vec<String>>()
        };
        for group in &breakdown.groups {
            for measure in Measure::ALL {
                let mut line = begin(group.name(&breakdown.by), group.people, group.small);
                line.push(words(measure).into());
                line.extend(figures(group.rate(measure)));
                line.push(if measure == Measure::Scoring { median.clone() } else { String::new() });
                into.push(line);
            }
        }
        let mut unknown = begin("Unknown".into(), breakdown.unknown, false);
        unknown.resize(HEADINGS.len(), String::new());
        into.push(unknown);
    }
}

fn words(measure: Measure) -> &'static str {
    match measure {
        Measure::Scoring => "Points above the median",
        Measure::Sorted => "At the threshold or above",
        Measure::Qualified => "Qualified by a person",
    }
}

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.into()
}

fn figures(rate: &Rate) -> [String; 8] {
    let number = |number: Option<f64>| number.map(|number| format!("{number:.4}")).unwrap_or_default();
    let kind = rate.test.map(|test| match test.kind {
        TestKind::Fisher => "Fisher's exact test",
        TestKind::TwoProportions => "two proportions",
    });
    [
        rate.of.to_string(),
        rate.hit.to_string(),
        number(rate.rate),
        number(rate.ratio),
        yes(rate.below_four_fifths),
        kind.unwrap_or_default().into(),
        number(rate.test.map(|test| test.p)),
        yes(rate.is_striking()),
    ]
}
