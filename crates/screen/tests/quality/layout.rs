//! Facts written as a résumé, in one of several layouts.

/// What a résumé says, part by part.
pub struct Parts<'a> {
    pub summary: &'a [String],
    pub work: &'a [Vec<String>; 4],
    pub employers: &'a [Option<String>; 4],
    pub titles: &'a [String; 4],
    pub skills: &'a [String],
    pub education: &'a str,
    pub languages: &'a [String],
    pub certificates: &'a [String],
    pub hobbies: &'a [String],
}

const EMPLOYERS: [&str; 4] =
    ["Alder Example Ltd", "Birch Example GmbH", "Cedar Example Inc", "Dogwood Example LLC"];

/// The text; the number chooses the layout and the first year.
pub fn write(parts: &Parts<'_>, years: &[(i32, i32); 4], number: u64) -> String {
    let layout = number % 3;
    let first = 2008 + i32::try_from(number % 5).unwrap();
    let mut text = String::from("Alex Example\nalex@example.com\n\n");
    let mut part = |heading: [&str; 3], lines: &[String]| {
        if !lines.is_empty() {
            text.push_str(&format!("{}\n{}\n\n", heading[layout as usize], lines.join("\n")));
        }
    };
    let mut summary = vec!["Reliable and curious, likes to work with people.".to_owned()];
    summary.extend(parts.summary.iter().map(|line| format!("{line}.")));
    part(["Summary", "PROFILE", "About me"], &summary);
    let mut work = Vec::new();
    for (at, (from, until)) in years.iter().enumerate() {
        let employer = parts.employers[at].as_deref().unwrap_or(EMPLOYERS[at]);
        let (from, until, title) = (first + from, first + until, &parts.titles[at]);
        work.push(match layout {
            0 => format!("{title}, {employer}\nJan {from} – Dec {until}"),
            1 => format!("{title}\n{employer}\n01/{from} - 12/{until}"),
            _ => format!("{title} at {employer} (January {from} to December {until})"),
        });
        work.extend(parts.work[at].iter().map(|line| format!("- {line}.")));
        work.push(String::new());
    }
    part(["Experience", "WORK EXPERIENCE", "Employment history"], &work);
    part(["Education", "EDUCATION", "Education"], &[format!("{}, Example University", parts.education)]);
    let mut skills = vec!["Driving".to_owned()];
    skills.extend(parts.skills.iter().cloned());
    part(["Skills", "SKILLS", "Key skills"], &[skills.join(", ")]);
    part(["Languages", "LANGUAGES", "Languages"], &[parts.languages.join(", ")]);
    part(["Certificates", "CERTIFICATIONS", "Certificates"], parts.certificates);
    part(
        ["Interests", "HOBBIES", "Interests"],
        &parts.hobbies.iter().map(|line| format!("{line}.")).collect::<Vec<_>>(),
    );
    text
}
