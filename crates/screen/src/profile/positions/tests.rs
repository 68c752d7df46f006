use model::screening::{Month, Until};

use super::*;
use crate::profile::{lines, sections};

fn told(text: &str) -> Vec<String> {
    let mut lines = lines::of(text);
    sections::mark(text, &mut lines);
    let month = |month: Month| format!("{}-{:02}", month.year, month.month);
    let value =
        |found: &Option<Found<String>>| found.as_ref().map_or("?".to_owned(), |found| found.value.clone());
    of(&lines)
        .iter()
        .map(|position| {
            let until = match position.until {
                Until::Now => "now".into(),
                Until::Month(until) => month(until),
                Until::Unknown => "?".into(),
            };
            for found in [&position.title, &position.employer].into_iter().flatten() {
                assert_eq!(&text[found.span.start as usize..found.span.end as usize], found.value);
                assert!(position.span.start <= found.span.start && found.span.end <= position.span.end);
            }
            let from = position.from.as_ref().map_or("?".into(), |from| month(from.value));
            format!("{} @ {} {from} {until}", value(&position.title), value(&position.employer))
        })
        .collect()
}

const WANTED: [&str; 2] = ["Senior Welder @ Hull Yard 2019-01 now", "Line Cook @ Corner 2015-03 2018-12"];

#[test]
fn layouts_of_headings() {
    for text in [
        "Senior Welder\tJan 2019 – Present\nHull Yard, Bremen\n• Welded hulls\n\nLine Cook\tMar 2015 – Dec 2018\nCorner, Kiel\n• Cooked",
        "Hull Yard\tJan 2019 – Present\nSenior Welder\n• Welded hulls\n\nCorner\tMar 2015 – Dec 2018\nLine Cook\n• Cooked",
        "Senior Welder\nHull Yard | Jan 2019 – Present\n• Welded hulls\nLine Cook\nCorner | Mar 2015 – Dec 2018\n• Cooked",
        "Senior Welder\nHull Yard\nJan 2019 – Present\n• Welded hulls\n\nLine Cook\nCorner\nMar 2015 – Dec 2018\n• Cooked",
        "01/2019 – heute\tSenior Welder\nHull Yard\n• Welded\n03/2015 – 12/2018\tLine Cook\nCorner\n• Cooked",
        "01/2019 – heute: Senior Welder, Hull Yard\n03/2015 – 12/2018: Line Cook, Corner",
        "Senior Welder at Hull Yard (Jan 2019 – Present)\nWelded hulls.\nLine Cook at Corner (Mar 2015 – Dec 2018)\nCooked.",
        "Hull Yard, Bremen — Senior Welder\nJan 2019 – Present\n• Welded hulls\n\nCorner — Line Cook\nMar 2015 – Dec 2018\n• Cooked",
        "• Senior Welder, Hull Yard, Jan 2019 – Present\n• Line Cook, Corner, Mar 2015 – Dec 2018",
    ] {
        let text = format!("Zoe Brandt\n\nEXPERIENCE\n{text}\n\nEDUCATION\nBSc 2010 – 2014");
        assert_eq!(told(&text), WANTED, "{text}");
    }
}

#[test]
fn without_a_heading_the_dates_tell() {
    let text = "Zoe Brandt\n\nSenior Welder, Hull Yard, since 2020\nWelded hulls for eight years.";
    assert_eq!(told(text), ["Senior Welder @ Hull Yard 2020-07 now"]);
}

#[test]
fn a_sentence_with_years_is_no_position() {
    let text = "Experience\nWelder\t2019 – 2021\nHull Yard\nIn the years 2019 – 2020 the yard grew and I trained many of those who came to us.";
    assert_eq!(told(text), ["Welder @ Hull Yard 2019-07 2021-06"]);
}
