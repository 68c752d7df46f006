//! What a score is made from, and its hash.

use model::remote::Answer;
use model::screening::{Criteria, Month, ResumeProfile};
use serde_json::json;
use sha2::{Digest, Sha256};

/// An application as the scorer sees it: without name, contact, age or anything else that it must not see.
#[derive(Clone, Copy, Debug)]
pub struct Application<'a> {
    /// The résumé after blinding; `None` where there is none or it could not be read.
    pub resume: Option<&'a ResumeProfile>,
    /// Answers of the application form and of follow-up questions.
    pub answers: &'a [Answer],
    /// Custom fields of the candidate and the application: name and value.
    pub fields: &'a [(String, String)],
}

/// SHA-256 over everything that can move the score, in hexadecimal. Of the résumé's contact part nothing is taken.
pub fn hash(application: &Application<'_>, criteria: &Criteria, as_of: Month, scorer: &str) -> String {
    let resume = application.resume.map(|resume| {
        json!({
            "document": resume.document,
            "sections": resume.sections,
            "positions": resume.positions,
            "education": resume.education,
            "skills": resume.skills,
            "languages": resume.languages,
            "certificates": resume.certificates,
            "months": resume.months,
        })
    });
    let all = json!({
        "resume": resume,
        "answers": application.answers,
        "fields": application.fields,
        "criteria": criteria,
        "as_of": as_of,
        "scorer": scorer,
    });
    hex::encode(Sha256::digest(all.to_string()))
}
