//! For which request something is done: from the page or the call of the API through the tasks that it asked for to the
//! calls of other systems. It only explains; nothing is decided by it.

use std::future::Future;

tokio::task_local! {
    static REQUEST: String;
}

/// The request that is being worked on; `None` where none is, as in a command.
pub fn current() -> Option<String> {
    REQUEST.try_with(Clone::clone).ok()
}

/// Does something for a request: what it writes and asks for carries the request's name.
pub async fn within<F: Future>(request: String, work: F) -> F::Output {
    REQUEST.scope(request, work).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_request_is_known_within_and_nowhere_else() {
        assert_eq!(current(), None);
        let inside = within("a".into(), async {
            let other = within("b".into(), async { current() }).await;
            (current(), other)
        });
        assert_eq!(inside.await, (Some("a".into()), Some("b".into())));
        assert_eq!(current(), None);
    }
}
