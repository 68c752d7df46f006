use super::*;

fn told(line: &str) -> Option<(&str, String)> {
    let period = period(line)?;
    let month = |month: Month| format!("{}-{:02}", month.year, month.month);
    let until = match period.until {
        Until::Now => "now".into(),
        Until::Month(until) => month(until),
        Until::Unknown => "?".into(),
    };
    Some((&line[period.start..period.end], format!("{} {until}", month(period.from))))
}

#[test]
fn spans_of_time_are_written_in_many_ways() {
    for (line, place, expected) in [
        ("Welder\tJan 2019 – Present", "Jan 2019 – Present", "2019-01 now"),
        ("(January, 2019 to March 2021)", "January, 2019 to March 2021", "2019-01 2021-03"),
        ("01/2019 - 03/2021", "01/2019 - 03/2021", "2019-01 2021-03"),
        ("01/2019-03/2021 Koch", "01/2019-03/2021", "2019-01 2021-03"),
        ("1.1.2019 – 31.3.2021", "1.1.2019 – 31.3.2021", "2019-01 2021-03"),
        ("01/15/2019 - 03/31/2021", "01/15/2019 - 03/31/2021", "2019-01 2021-03"),
        ("2019-01 – 2021-03", "2019-01 – 2021-03", "2019-01 2021-03"),
        ("Acme, 2019–2021", "2019–2021", "2019-07 2021-06"),
        ("2019-2021", "2019-2021", "2019-07 2021-06"),
        ("2019 – 2019", "2019 – 2019", "2019-04 2019-09"),
        ("since 2020", "since 2020", "2020-07 now"),
        ("Seit März 2020: Köchin", "Seit März 2020", "2020-03 now"),
        ("MÄRZ 2018 BIS HEUTE", "MÄRZ 2018 BIS HEUTE", "2018-03 now"),
        ("févr. 2018 à août 2019", "févr. 2018 à août 2019", "2018-02 2019-08"),
        ("enero de 2018 - actualidad", "enero de 2018 - actualidad", "2018-01 now"),
        ("Sept '18 – Dec '19", "Sept '18 – Dec '19", "2018-09 2019-12"),
        ("06/18 – 09/19", "06/18 – 09/19", "2018-06 2019-09"),
        ("2020 –", "2020 –", "2020-07 now"),
        ("Summer 2018 - Fall 2018", "Summer 2018 - Fall 2018", "2018-07 2018-10"),
    ] {
        assert_eq!(told(line), Some((place, expected.to_owned())), "{line}");
    }
}

#[test]
fn other_numbers_are_no_dates() {
    for line in [
        "+49 2019 2021",
        "grew sales 2000-fold",
        "10115 Berlin",
        "2021 – 2019",
        "12345 - 2020",
        "page 1 - 2",
        "in 2019",
    ] {
        assert_eq!(told(line), None, "{line}");
    }
}

#[test]
fn single_dates_are_found_too() {
    let line = "BSc 2014, MSc 09/2016, 10115 Berlin";
    let found: Vec<_> = all(line).into_iter().map(|(start, end)| &line[start..end]).collect();
    assert_eq!(found, ["2014", "09/2016"]);
}
