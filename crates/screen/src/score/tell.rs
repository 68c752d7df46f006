//! Words for what a job asks for and for how long something lasted.

use model::screening::{Asks, Degree, Fluency};

/// “4 years”, “1 year and 6 months”, “7 months”.
pub fn duration(months: u32) -> String {
    let of = |number: u32, unit: &str| format!("{number} {unit}{}", if number == 1 { "" } else { "s" });
    match (months / 12, months % 12) {
        (0, months) => of(months, "month"),
        (years, 0) => of(years, "year"),
        (years, months) => format!("{} and {}", of(years, "year"), of(months, "month")),
    }
}

/// “a”, “a or b”, “a, b or c”.
pub fn any_of(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// What a criterion asks for, in a few words.
pub fn asked(asks: &Asks) -> String {
    match asks {
        Asks::Skill { any_of: names, months: None } => any_of(names),
        Asks::Skill { any_of: names, months: Some(months) } => {
            format!("{} of {}", duration(*months), any_of(names))
        }
        Asks::Experience { months, titled } if titled.is_empty() => format!("{} of work", duration(*months)),
        Asks::Experience { months, titled } => format!("{} as {}", duration(*months), any_of(titled)),
        Asks::Title { any_of: names } | Asks::Certificate { any_of: names } => any_of(names),
        Asks::Words { any_of: names } => format!("“{}”", names.join("” or “")),
        Asks::Education { at_least, fields } if fields.is_empty() => degree(*at_least).into(),
        Asks::Education { at_least, fields } => format!("{} in {}", degree(*at_least), any_of(fields)),
        Asks::Language { code, at_least: None } => language(code),
        Asks::Language { code, at_least: Some(least) } => format!("{} {}", fluency(*least), language(code)),
    }
}

/// A degree's name.
pub fn degree(degree: Degree) -> &'static str {
    match degree {
        Degree::School => "a school certificate",
        Degree::Vocational => "a vocational qualification",
        Degree::Diploma => "a diploma",
        Degree::Bachelor => "a bachelor's degree",
        Degree::Master => "a master's degree",
        Degree::Doctorate => "a doctorate",
    }
}

/// How well a language is spoken, before its name.
pub fn fluency(fluency: Fluency) -> &'static str {
    match fluency {
        Fluency::Basic => "basic",
        Fluency::Working => "working",
        Fluency::Fluent => "fluent",
        Fluency::Native => "native",
    }
}

/// Languages that jobs ask for, by their ISO 639-1 code.
pub const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "Arabic"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("ca", "Catalan"),
    ("cs", "Czech"),
    ("cy", "Welsh"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("ga", "Irish"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("hu", "Hungarian"),
    ("id", "Indonesian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("ms", "Malay"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("sq", "Albanian"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("sw", "Swahili"),
    ("ta", "Tamil"),
    ("th", "Thai"),
    ("tl", "Tagalog"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

/// A language's English name; the code itself where it is none of [`LANGUAGES`].
pub fn language(code: &str) -> String {
    let known = LANGUAGES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code));
    known.map_or_else(|| code.to_uppercase(), |(_, name)| (*name).to_owned())
}

/// A sentence with a capital at its beginning.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn criteria_in_a_few_words() {
        let names = |names: &[&str]| names.iter().map(|&name| name.into()).collect::<Vec<String>>();
        assert_eq!(
            asked(&Asks::Skill { any_of: names(&["SQL", "R"]), months: Some(18) }),
            "1 year and 6 months of SQL or R"
        );
        assert_eq!(asked(&Asks::Experience { months: 48, titled: names(&["nurse"]) }), "4 years as nurse");
        assert_eq!(
            asked(&Asks::Language { code: "de".into(), at_least: Some(Fluency::Fluent) }),
            "fluent German"
        );
        assert_eq!(
            asked(&Asks::Education { at_least: Degree::Master, fields: names(&["law"]) }),
            "a master's degree in law"
        );
        assert_eq!(
            (duration(1), language("xx"), sentence("a b")),
            ("1 month".into(), "XX".into(), "A b".into())
        );
    }
}
