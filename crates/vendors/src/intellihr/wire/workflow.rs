//! Workflows: forms that are sent to people when something happens, such as a new job.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What workflows stand under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkflowEvent {
    /// Its identifier, a UUID.
    pub id: String,
    /// The name people read.
    pub name: String,
    /// The workflows under it.
    #[serde(default)]
    pub workflows: Vec<Workflow>,
    /// What is not used here.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// A workflow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Workflow {
    /// Its identifier, a UUID.
    pub id: String,
    /// The name people read.
    pub name: String,
    /// The forms it sends.
    #[serde(default)]
    pub workflow_form_designs: Vec<FormDesign>,
    /// What is not used here.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// A form that a workflow sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormDesign {
    /// Its identifier within workflows, which is not the form's own.
    pub id: String,
    /// When it is sent, and which form it is.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// The body of `PATCH workflows/{id}`, which starts the workflow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Start {
    /// For which job.
    pub job_id: String,
    /// Which of its forms are sent.
    pub workflow_form_designs: Vec<StartForm>,
}

/// A form to send, on the day that the workflow says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartForm {
    /// The form's identifier within workflows.
    pub id: String,
}
