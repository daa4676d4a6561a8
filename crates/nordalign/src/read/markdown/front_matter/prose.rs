//! Which fields of front matter readers of a page see, by their names and by what stands in them.

/// The fields of the top level that are always text.
const CERTAIN: [&str; 5] = ["title", "description", "intro", "summary", "subtitle"];

/// Fields are text if their names, or the last words of these, are one of these: `tagline`,
/// `linkTitle`, `hero_title`, `sidebar-label`.
const NAMES: &[&str] = &[
    "abstract",
    "actions",
    "alt",
    "answer",
    "blurb",
    "caption",
    "cta",
    "description",
    "details",
    "excerpt",
    "features",
    "heading",
    "headline",
    "hero",
    "intro",
    "introduction",
    "label",
    "lead",
    "question",
    "slogan",
    "subheading",
    "subtext",
    "subtitle",
    "summary",
    "tagline",
    "teaser",
    "text",
    "title",
];

/// The same, where no more than the end of a word tells it: `metatitle`, `cardintro`.
const ENDINGS: [&str; 7] = [
    "title",
    "description",
    "intro",
    "heading",
    "headline",
    "tagline",
    "summary",
];

/// What the names of switches begin with: `hide_title`, `showSummary`.
const SWITCHES: [&str; 9] = [
    "disable", "enable", "has", "hide", "is", "no", "show", "use", "with",
];

/// The endings of files that pages show or link to.
const FILES: [&str; 20] = [
    ".avif", ".css", ".gif", ".htm", ".html", ".ico", ".jpeg", ".jpg", ".md", ".mdx", ".mp3",
    ".mp4", ".pdf", ".png", ".svg", ".vtt", ".vue", ".webm", ".webp", ".zip",
];

/// Whether the field with these names, of which list items have numbers for theirs, is text if it
/// says `text`. `is_plain` means YAML without quotation marks.
pub(super) fn is_text(names: &[&str], text: &str, is_plain: bool) -> bool {
    if let [name] = names
        && CERTAIN.iter().any(|own| own.eq_ignore_ascii_case(name))
    {
        return true;
    }
    let is_number = |name: &&&str| name.bytes().all(|byte| byte.is_ascii_digit());
    let name = names.iter().rev().find(|name| !is_number(name));
    let is_switch = is_plain && is_truth_value(text);
    name.is_some_and(|name| names_text(name)) && !is_switch && reads_as_text(text)
}

/// Whether a text that is not read is one that readers would miss: a sentence.
pub(super) fn is_passed_over(text: &str) -> bool {
    let words = text.split_whitespace().take(100);
    let (mut all, mut lower, mut commas) = (0, 0, 0);
    for word in words {
        all += 1;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_lower = bare.chars().all(|c| c.is_lowercase());
        lower += usize::from(is_lower && !bare.is_empty());
        commas += usize::from(word.ends_with(','));
    }
    // More commas make a list of keywords.
    all >= 4 && lower * 2 >= all && commas * 3 <= all && reads_as_text(text)
}

fn names_text(name: &str) -> bool {
    let words = words(name);
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    if words.len() > 1 && SWITCHES.contains(&first.as_str()) {
        return false;
    }
    NAMES.contains(&last.as_str()) || ENDINGS.iter().any(|ending| last.ends_with(ending))
}

/// The words of a name, in small letters: `linkTitle`, `link_title`, `link-title`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        if c.is_uppercase() && was_lower || !c.is_alphanumeric() {
            words.push(String::new());
        }
        was_lower = c.is_lowercase();
        if let Some(word) = words.last_mut()
            && c.is_alphanumeric()
        {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether YAML takes it for true or false, in one version or the other.
fn is_truth_value(text: &str) -> bool {
    let values = ["true", "false", "yes", "no", "on", "off"];
    values.iter().any(|value| value.eq_ignore_ascii_case(text))
}

/// Whether this is for people: no address, path, file, date, number, colour, identifier, template.
fn reads_as_text(text: &str) -> bool {
    let text = text.trim();
    let is_template = text.starts_with(['{', '$']) && text.ends_with('}');
    if is_template || !text.chars().any(char::is_alphabetic) {
        return false;
    }
    let mut words = text.split_whitespace();
    match (words.next(), words.next()) {
        (Some(word), None) => !is_technical(word),
        // The classes of an icon: `fa-solid fa-server`.
        _ => !text
            .split_whitespace()
            .all(|word| word.contains(['-', ':']) && is_technical(word)),
    }
}

/// Whether a word without white space is for programs.
fn is_technical(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let begins = [
        "mailto:", "tel:", "www.", "#", "@", "/", "./", "../", "~", ":",
    ];
    let is_machine =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.:+/\\".contains(c);
    let is_moment = lower.starts_with(|c: char| c.is_ascii_digit())
        && lower
            .chars()
            .all(|c| c.is_ascii_digit() || "-:.+tz".contains(c));
    lower.contains("://")
        || word.contains(['_', '@'])
        || begins.iter().any(|start| lower.starts_with(start))
        || FILES.iter().any(|ending| lower.ends_with(ending))
        || is_moment
        || word.chars().all(is_machine)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(path: &str, value: &str) -> bool {
        is_text(&path.split('.').collect::<Vec<_>>(), value, true)
    }

    #[test]
    fn names_tell_text_at_any_depth_and_in_any_spelling() {
        for path in [
            "hero.text",
            "hero.tagline",
            "hero.image.alt",
            "hero.actions.0.text",
            "features.2.details",
            "features.0",
            "linkTitle",
            "sidebar_label",
            "hero_title",
            "meta-description",
            "metatitle",
            "cardintro",
            "a.b.c.heading",
            "Title",
            "faq.0.question",
            "seo.title",
        ] {
            assert!(text(path, "Öppet hela året"), "{path}");
            assert!(text(path, "Öppet"), "{path}");
        }
        for path in [
            "layout",
            "icon",
            "hero.name",
            "features.0.icon",
            "features.0.link",
            "theme",
            "hide_title",
            "showSummary",
            "subtitles.0.src",
            "slug",
            "context",
            "textAlign",
            "author",
            "",
        ] {
            assert!(!text(path, "Öppet hela året"), "{path}");
        }
    }

    #[test]
    fn what_programs_read_is_no_text_under_any_name() {
        for value in [
            "/guide",
            "./a",
            "https://a.example/å",
            "img/a-b.png",
            "Foto.JPG",
            "#ff0000",
            "#start",
            "rocket",
            "i-lucide-book",
            "mdi:home",
            "fa-solid fa-server",
            "🚀",
            "2026-05-01",
            "12",
            "2026-05-01T10:00:00Z",
            "true",
            "No",
            "{{ page.title }}",
            "${title}",
            "brand",
            "a_b",
            "a@b.example",
            "text-lg",
        ] {
            assert!(!text("hero.text", value), "{value}");
            assert!(!is_passed_over(value), "{value}");
        }
        for value in [
            "Kom i gang",
            "og/eller så",
            "Ja/Nei",
            "påske",
            "Node.js",
            "24/7 åpent",
            "E-post",
        ] {
            assert!(text("hero.text", value), "{value}");
        }
        assert!(text("title", "git-commit") && text("title", "2024"));
    }

    #[test]
    fn only_sentences_are_missed() {
        assert!(is_passed_over("Vi svarer på alle spørsmål innen en dag."));
        for value in [
            "Om oss",
            "Kari Nordmann Ola Hansen Per Olsen",
            "kart, vei, bane, fly, båt",
            "a b c",
        ] {
            assert!(!is_passed_over(value), "{value}");
        }
    }
}
