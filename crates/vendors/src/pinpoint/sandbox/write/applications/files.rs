//! Files that come with an application, as text in base64.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};

use crate::pinpoint::sandbox::{
    errors::{Problem, Refusal},
    write::{
        Write,
        problems::{attribute, blank, none_of},
    },
};

/// The vendor's limits for a résumé or letter and for another document, in bytes.
const LARGEST: usize = 30 * 1024 * 1024;
const LARGEST_DOCUMENT: usize = 10 * 1024 * 1024;

/// A file that was checked.
pub struct File {
    context: &'static str,
    name: String,
    content_type: String,
    base64: String,
}

/// Looks at every file that is sent.
///
/// # Errors
/// 422 for one without a name or a content, one that is too large, and one that is no base64.
pub fn check(sent: &Map<String, Value>) -> Result<Vec<File>, Refusal> {
    let (mut files, mut problems) = (vec![], vec![]);
    for (part, context) in [("cv", "cv"), ("cover_letter", "cover_letter")] {
        let (name, data) = (format!("{part}_base64_filename"), format!("{part}_base64_data"));
        match (sent.get(&name).and_then(Value::as_str), sent.get(&data).and_then(Value::as_str)) {
            (None, None) => {}
            (Some(_), None) => problems.push(blank("data", &data)),
            (None, Some(_)) => problems.push(blank("data", &name)),
            (Some(file), Some(content)) => {
                keep_good(&data, context, file, content, LARGEST, &mut files, &mut problems)
            }
        }
    }
    match sent.get("documents_base64") {
        None | Some(Value::Null) => {}
        Some(Value::Array(all)) => {
            for document in all {
                let (name, data) = (document["filename"].as_str(), document["data"].as_str());
                let (name, data) = (name.unwrap_or_default(), data.unwrap_or_default());
                keep_good(
                    "documents_base64",
                    "document",
                    name,
                    data,
                    LARGEST_DOCUMENT,
                    &mut files,
                    &mut problems,
                );
            }
        }
        Some(_) => problems.push(attribute("data", "documents_base64", "must be a list", "invalid")),
    }
    none_of(problems)?;
    Ok(files)
}

fn keep_good(
    at: &str,
    context: &'static str,
    name: &str,
    data: &str,
    largest: usize,
    files: &mut Vec<File>,
    problems: &mut Vec<Problem>,
) {
    // A data URI names the kind before the content.
    let (content_type, base64) = match data.strip_prefix("data:").and_then(|rest| rest.split_once(";base64,"))
    {
        Some((kind, base64)) => (kind.to_owned(), base64),
        None => (String::from("application/octet-stream"), data),
    };
    let problem = match STANDARD.decode(base64) {
        _ if name.trim().is_empty() || base64.is_empty() => {
            attribute("data", at, "needs a name and a content", "blank")
        }
        Err(_) => attribute("data", at, "is not valid base64", "invalid"),
        Ok(bytes) if bytes.len() > largest => attribute("data", at, "is too large", "too_large"),
        Ok(_) => {
            // A résumé that is a PDF already is shown as one.
            let is_pdf = context == "cv" && name.to_lowercase().ends_with(".pdf");
            let context = if is_pdf { "pdf_cv" } else { context };
            files.push(File { context, name: name.into(), content_type, base64: base64.into() });
            return;
        }
    };
    problems.push(problem);
}

/// Keeps the files, and gives what the application shows of them.
pub fn keep(write: &mut Write, files: Vec<File>) -> Value {
    let mut shown = vec![];
    for file in files {
        let id = write.id();
        shown.push(json!({"context": file.context, "name": file.name, "file": id}));
        write.documents["files"][&id] =
            json!({"name": file.name, "content_type": file.content_type, "base64": file.base64});
    }
    shown.into()
}
