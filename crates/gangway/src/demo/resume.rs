//! A person's résumé as a file, and what both kinds of file say alike.

use jiff::civil::Date;
use model::candidate::Profile;

use super::{
    career::{Career, Education, Employment},
    names::address_part,
    resume_docx::docx,
    resume_pdf::pdf,
};

/// A résumé as it was sent in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resume {
    /// The file's name, in plain letters.
    pub file_name: String,
    /// The media type.
    pub content_type: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What kind of file a résumé is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Office Open XML, as word processors write it.
    Docx,
}

/// The résumé of a person; the same person gives the same bytes.
pub fn resume(profile: &Profile, career: &Career, format: Format) -> Resume {
    let name = address_part(&profile.first_name, &profile.last_name).replace('.', "-");
    match format {
        Format::Pdf => Resume {
            file_name: format!("{name}-cv.pdf"),
            content_type: "application/pdf",
            bytes: pdf(profile, career),
        },
        Format::Docx => Resume {
            file_name: format!("{name}-cv.docx"),
            content_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            bytes: docx(profile, career),
        },
    }
}

/// How the person can be reached, a line each.
pub(super) fn contact(profile: &Profile) -> Vec<String> {
    let town = match (profile.postcode.as_str(), profile.city.as_str()) {
        ("", city) => city.to_owned(),
        (postcode, city) => format!("{city}, {postcode}"),
    };
    let page = profile.profile_url.trim_start_matches("https://").to_owned();
    let lines = [profile.email.clone(), profile.phone.clone(), town, profile.country.clone(), page];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// The headline without the employer, who stands below anyway.
pub(super) fn headline(profile: &Profile) -> &str {
    profile.headline.split(" at ").next().unwrap_or_default()
}

/// `Mar 2019 – Jan 2022`.
pub(super) fn period(employment: &Employment) -> String {
    let month = |date: Date| date.strftime("%b %Y").to_string();
    let to = employment.to.map_or("present".to_owned(), month);
    format!("{} – {to}", month(employment.from))
}

/// `2011 – 2014`.
pub(super) fn study_period(education: &Education) -> String {
    format!("{} – {}", education.from, education.to)
}
