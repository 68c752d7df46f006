//! What an applicant was asked and answered. Both versions tell it alike.

use model::remote::Answer as Answered;
use serde::Deserialize;

/// A question and its answer.
#[derive(Debug, Deserialize)]
pub struct Answer {
    /// What was asked.
    #[serde(default)]
    pub question: Option<String>,
    /// What was answered.
    #[serde(default)]
    pub answer: Option<String>,
}

/// The questions that were answered.
pub fn answered(told: Vec<Answer>) -> Vec<Answered> {
    told.into_iter()
        .map(|told| Answered { question: text(told.question), answer: text(told.answer) })
        .filter(|told| !told.answer.is_empty())
        .collect()
}

/// A text without blanks around; empty where there is none.
pub fn text(text: Option<String>) -> String {
    text.map(|text| text.trim().to_owned()).unwrap_or_default()
}
