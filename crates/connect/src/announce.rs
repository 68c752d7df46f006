//! Telling an endpoint that somebody named by its address: one POST of JSON, led on to nowhere, its answer read to a
//! point. Nothing of it stands in the call log, which is of connections.

use std::time::Duration;

use futures::StreamExt;
use http::header;

use crate::{
    error::{Result, VendorError},
    hosts::Reach,
    http::Http,
};

/// How long an endpoint may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// How much of an answer is read, in bytes.
const READ: usize = 8 * 1024;

impl Http {
    /// Posts a body and gives the status and how the answer begins, whatever they are.
    ///
    /// # Errors
    /// [`VendorError::HostRefused`] where the address may not be called, [`VendorError::Unavailable`] where no answer
    /// came.
    pub async fn announce(
        &self,
        reach: &Reach,
        headers: &[(&str, String)],
        body: String,
    ) -> Result<(u16, String)> {
        reach.guard(&reach.base)?;
        let mut request = self.client().post(reach.base.clone()).timeout(PATIENCE).body(body);
        request = request.header(header::CONTENT_TYPE, "application/json");
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let answer = request.send().await.map_err(|error| VendorError::Unavailable(why(&error)))?;
        let status = answer.status().as_u16();
        let (mut read, mut parts) = (Vec::new(), answer.bytes_stream());
        while let Some(Ok(part)) = parts.next().await {
            read.extend_from_slice(&part);
            if read.len() >= READ {
                break;
            }
        }
        read.truncate(READ);
        Ok((status, String::from_utf8_lossy(&read).into_owned()))
    }
}

fn why(error: &reqwest::Error) -> String {
    let why = if error.is_timeout() {
        "it did not answer in time"
    } else if error.is_connect() {
        "it can't be reached"
    } else {
        "it gave no answer that can be read"
    };
    why.into()
}
