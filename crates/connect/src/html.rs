//! Vendors tell job descriptions in HTML; here they are plain text.

/// The text of a piece of HTML: a line a paragraph, a dash before what was a list's item, marks and scripts gone.
pub fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&unescape(&rest[..start]));
        let Some(end) = rest[start..].find('>') else {
            rest = &rest[start..];
            break;
        };
        let mark = &rest[start + 1..start + end];
        rest = &rest[start + end + 1..];
        let name = mark.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
        match name.unwrap_or_default().to_ascii_lowercase().as_str() {
            hidden @ ("script" | "style") if !mark.starts_with('/') => {
                let close = format!("</{hidden}");
                rest = rest.to_ascii_lowercase().find(&close).map_or("", |end| &rest[end..]);
            }
            "li" if !mark.starts_with('/') => text.push_str("\n- "),
            "p" | "div" | "br" | "ul" | "ol" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "tr" => {
                text.push('\n');
            }
            _ => {}
        }
    }
    text.push_str(&unescape(rest));
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty() && line != "-").collect::<Vec<_>>().join("\n")
}

fn unescape(text: &str) -> String {
    let Some((before, rest)) = text.split_once('&') else { return text.to_owned() };
    let mut plain = before.to_owned();
    for piece in rest.split('&') {
        let letter = piece.split_once(';').and_then(|(name, after)| Some((letter(name)?, after)));
        match letter {
            Some((letter, after)) => {
                plain.push(letter);
                plain.push_str(after);
            }
            None => {
                plain.push('&');
                plain.push_str(piece);
            }
        }
    }
    plain
}

fn letter(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "rsquo" => '’',
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_keeps_its_lines_and_loses_its_marks() {
        let html = "<div><h2>What you&rsquo;ll do</h2><ul><li>Plan &amp; <b>ship</b></li><li>Test&#x21;</li></ul>\
                    <p>5 &lt; 6,<br/>R&D</p><script>alert('<p>')</script></div>";
        assert_eq!(plain(html), "What you’ll do\n- Plan & ship\n- Test!\n5 < 6,\nR&D");
    }

    #[test]
    fn plain_text_stays_and_broken_html_harms_nothing() {
        assert_eq!(plain("One line.\nAnother."), "One line.\nAnother.");
        assert_eq!(plain("a <b unclosed & odd; &#xZZ;"), "a <b unclosed & odd; &#xZZ;");
        assert_eq!(plain("<script>never ends"), "");
    }
}
