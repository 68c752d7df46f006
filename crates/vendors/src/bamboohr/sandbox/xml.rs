//! XML, read and written: a small tree is all that this API's documents need.

use quick_xml::{
    Reader,
    events::{BytesEnd, BytesRef, BytesStart, BytesText, Event},
    writer::Writer,
};

/// One element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub name: String,
    /// Its attributes in order.
    pub attributes: Vec<(String, String)>,
    /// Its elements in order.
    pub children: Vec<Element>,
    /// Its text, without that of its elements.
    pub text: String,
}

impl Element {
    /// An element without content.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// With one more attribute.
    pub fn with(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.attributes.push((name.into(), value.to_string()));
        self
    }

    /// With this text.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// With these elements.
    pub fn holding(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The elements of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The whole document.
    pub fn document(&self) -> String {
        let mut writer = Writer::new(Vec::new());
        self.write(&mut writer);
        let body = String::from_utf8(writer.into_inner()).unwrap_or_default();
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{body}\n")
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) {
        let attributes = self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let start = BytesStart::new(self.name.as_str()).with_attributes(attributes);
        // Writing into memory does not fail.
        let _ = writer.write_event(Event::Start(start));
        let _ = writer.write_event(Event::Text(BytesText::new(&self.text)));
        self.children.iter().for_each(|child| child.write(writer));
        let _ = writer.write_event(Event::End(BytesEnd::new(self.name.as_str())));
    }

    /// Reads a document; `None` where it is not well formed.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader::from_str(text);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) => open.push(begin(&start)?),
                Event::Empty(start) => open.last_mut()?.children.push(begin(&start)?),
                Event::End(_) => {
                    let done = open.pop()?;
                    open.last_mut()?.children.push(done);
                }
                Event::Text(text) => open.last_mut()?.text.push_str(&text.xml10_content()),
                Event::CData(text) => open.last_mut()?.text.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) => open.last_mut()?.text.push_str(&resolve(&reference)?),
                Event::Eof => break,
                _ => {}
            }
        }
        let mut root = open.pop().filter(|_| open.is_empty())?;
        (root.children.len() == 1).then(|| root.children.remove(0))
    }
}

fn begin(start: &BytesStart) -> Option<Element> {
    let mut element = Element::new(start.name().as_ref());
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
        element.attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Some(element)
}

fn resolve(reference: &BytesRef) -> Option<String> {
    if let Some(character) = reference.resolve_char_ref().ok()? {
        return Some(character.to_string());
    }
    quick_xml::escape::unescape(&format!("&{};", reference.xml10_content()))
        .ok()
        .map(|text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let tree = Element::new("employee").with("id", "a\"b").holding([
            Element::new("field").with("id", "firstName").text("Ana & <Co> é"),
            Element::new("field").with("id", "lastName"),
        ]);
        assert_eq!(Element::parse(&tree.document()), Some(tree));
    }

    #[test]
    fn references_and_empty_elements_are_understood() {
        let tree = Element::parse("<e><f id='x'>a&amp;b&#233;</f><g/></e>").unwrap();
        assert_eq!(tree.children[0].text, "a&bé");
        assert_eq!(tree.children[1], Element::new("g"));
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for bad in ["", "<a>", "<a></b>", "text", "<a/><b/>", "<a>&nope;</a>"] {
            assert_eq!(Element::parse(bad), None, "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_survives(value in "[^\\p{C}\r]*", text in "[^\\p{C}\r]*") {
            let tree = Element::new("field").with("id", value.trim()).text(text);
            proptest::prop_assert_eq!(Element::parse(&tree.document()), Some(tree));
        }
    }
}
