//! What readers of XML have in common.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart};

/// How deep elements may stand in each other.
pub(super) const DEEPEST: usize = 100;

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name);
    found.map(|attribute| attribute.value.into_owned())
}

/// The character that a reference stands for, if it is known.
pub(super) fn character(reference: &BytesRef<'_>) -> Option<char> {
    let numbered = reference.resolve_char_ref().ok().flatten();
    let named = || resolve_xml_entity(reference)?.chars().next();
    numbered.or_else(named)
}
