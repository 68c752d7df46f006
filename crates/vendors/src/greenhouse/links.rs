//! Where the next page is: a `Link` header as RFC 8288 has it.

use connect::Reply;
use url::Url;

/// The address behind a relation of the answer.
pub fn to(reply: &Reply, relation: &str) -> Option<Url> {
    let wanted = format!("rel=\"{relation}\"");
    let header = reply.header("link")?;
    let link = header.split(',').find(|link| link.split(';').skip(1).any(|part| part.trim() == wanted))?;
    let address = link.split(';').next()?.trim().strip_prefix('<')?.strip_suffix('>')?;
    Url::parse(address).ok()
}

/// The query of the next page's address: all that is used of it, so that a link can lead nowhere else.
pub fn next(reply: &Reply) -> Option<Vec<(String, String)>> {
    Some(to(reply, "next")?.query_pairs().into_owned().collect())
}

/// The cursor of the next page.
pub fn cursor(reply: &Reply) -> Option<String> {
    next(reply)?.into_iter().find(|(name, _)| name == "cursor").map(|(_, cursor)| cursor)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use connect::Effect;
    use http::{HeaderMap, StatusCode};

    use super::*;

    fn told(link: &str) -> Reply {
        let headers = HeaderMap::from_iter([(http::header::LINK, link.parse().unwrap())]);
        Reply { status: StatusCode::OK, headers, body: Bytes::new(), effect: Effect::Read }
    }

    #[test]
    fn the_next_page_is_found_among_others() {
        let reply = told(
            "<https://x.example/v1/a?page=2&per_page=2>; rel=\"next\", <https://x.example/v1/a?page=9>; rel=\"last\"",
        );
        assert_eq!(next(&reply).unwrap(), [("page".into(), "2".into()), ("per_page".into(), "2".into())]);
        assert_eq!(to(&reply, "last").unwrap().query(), Some("page=9"));
        assert_eq!((to(&reply, "prev"), cursor(&reply)), (None, None));
        let reply = told("<https://x.example/v3/a?cursor=YWJj>; rel=\"next\"");
        assert_eq!(cursor(&reply).as_deref(), Some("YWJj"));
        assert_eq!(next(&told("none of it")), None);
    }
}
