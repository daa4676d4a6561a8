//! Code without what is translated in it.

use crate::check::text::single_spaced;

/// What begins and ends a comment of several lines.
const LONG_COMMENTS: [(&str, &str); 3] = [("/*", "*/"), ("<!--", "-->"), ("\"\"\"", "\"\"\"")];

/// What begins a comment to the end of the line, at its beginning or after a space.
const COMMENTS: [&str; 3] = ["#", "//", "-- "];

/// What begins one at the beginning of a line only.
const COMMENT_LINES: [&str; 5] = [";", "%", "REM ", "rem ", "--"];

/// The lines of a listing without comments and without the texts between quotation marks.
pub(super) fn bare<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut closer = None;
    lines.map(|line| bare_line(line, &mut closer)).collect()
}

/// A line; `closer` is what ends the comment that it begins in or leaves open.
fn bare_line(line: &str, closer: &mut Option<&str>) -> String {
    let mut bare = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if let Some(end) = *closer {
            let Some((_, after)) = rest.split_once(end) else {
                break;
            };
            (rest, *closer) = (after, None);
            continue;
        }
        let long = LONG_COMMENTS
            .iter()
            .find(|(open, _)| rest.starts_with(open));
        if let Some(&(open, end)) = long {
            rest = rest.get(open.len()..).unwrap_or_default();
            *closer = Some(end);
            continue;
        }
        let after_space = bare.is_empty() || bare.ends_with(char::is_whitespace);
        let begins = |comments: &[&str]| comments.iter().any(|sign| rest.starts_with(sign));
        if after_space && begins(&COMMENTS) || bare.trim().is_empty() && begins(&COMMENT_LINES) {
            break;
        }
        bare.push(c);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        // An apostrophe inside a word quotes nothing.
        let quotes = match c {
            '"' | '`' => true,
            '\'' => !bare.trim_end_matches('\'').ends_with(char::is_alphanumeric),
            _ => false,
        };
        if let Some((_, after)) = rest.split_once(c).filter(|_| quotes) {
            bare.push(c);
            rest = after;
        }
    }
    single_spaced(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_quoted_texts_are_left_out() {
        let lines = [
            "port = 80 # Vänta",
            "curl https://a.example/#del // hej",
            "print(\"Hej på dig\", namn)",
            "/* En lång",
            "kommentar */ stopp();",
            "<!-- dold --> <p>it's</p>",
            "-- fråga",
            "SELECT 'a' FROM b -- allt",
            "x = 'öppen",
        ];
        assert_eq!(
            bare(lines.into_iter()),
            [
                "port = 80",
                "curl https://a.example/#del",
                "print(\"\", namn)",
                "",
                "stopp();",
                "<p>it's</p>",
                "",
                "SELECT '' FROM b",
                "x = 'öppen",
            ]
        );
    }
}
