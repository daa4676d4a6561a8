//! Front matter: the fields that a Markdown file may begin with, as YAML between `---` and `---`,
//! as TOML between `+++` and `+++`, or as JSON between braces.

mod field;
mod prose;
mod toml;
mod yaml;

use crate::document::{Block, BlockKind, Repair, RepairKind};
use crate::read::Metadata;
use crate::read::front_matter_field::FrontMatterField;
use crate::span::Span;

use field::{Field, Judge};

/// A longer path of names is none that anyone writes.
const MAX_PATH: usize = 200;

/// The front matter of a document.
#[derive(Debug)]
pub(super) struct FrontMatter {
    /// Where the text begins.
    pub(super) end: usize,
    pub(super) blocks: Vec<Block>,
    pub(super) repairs: Vec<Repair>,
}

/// The front matter that `source` begins with, if it does. `said` tells which fields are text
/// besides those whose names do.
pub(super) fn read(source: &str, said: &[FrontMatterField]) -> Option<FrontMatter> {
    let Some(fenced) = Fenced::find(source) else {
        return unclosed(source);
    };
    let mut judge = judge(source, said);
    Some(match fenced.fields(&mut judge) {
        Ok(fields) => fenced.read(source, fields?, &judge.passed_over),
        Err(broken) => fenced.unread(source, broken),
    })
}

/// What the front matter that `source` begins with says in plain values; nothing where it can't be
/// read.
pub(in crate::read) fn metadata(source: &str, said: &[FrontMatterField]) -> Metadata {
    let mut judge = judge(source, said);
    let fields = Fenced::find(source).and_then(|fenced| fenced.fields(&mut judge).ok()?);
    let pairs = fields.into_iter().flatten().filter_map(|field| {
        let value = field.value.filter(|value| !value.is_null())?;
        Some((field.key, value.text))
    });
    Metadata {
        fields: pairs.collect(),
        passed_over: judge.passed_over,
    }
}

fn judge<'a>(source: &'a str, said: &'a [FrontMatterField]) -> Judge<'a> {
    Judge {
        source,
        said,
        passed_over: Vec::new(),
    }
}

/// What is wrong with front matter; the line counts from 1, where its fields begin.
struct Broken {
    line: usize,
    message: String,
}

/// What fields are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notation {
    /// YAML, or JSON.
    Yaml,
    Toml,
}

/// A stretch between fences at the start of a text.
struct Fenced {
    notation: Notation,
    /// Between the fences.
    inner: Span,
    /// With the fences.
    whole: Span,
    /// After the line end of the last fence.
    end: usize,
}

impl Fenced {
    fn find(source: &str) -> Option<Self> {
        match source.as_bytes().first()? {
            b'-' => fenced(source, Notation::Yaml, "---", &["---", "..."]),
            b'+' => fenced(source, Notation::Toml, "+++", &["+++"]),
            b'{' => object(source),
            _ => None,
        }
    }

    fn fields(&self, judge: &mut Judge<'_>) -> Result<Option<Vec<Field>>, Broken> {
        match self.notation {
            Notation::Yaml => yaml::fields(judge, self.inner),
            Notation::Toml => toml::fields(judge, self.inner).map(Some),
        }
    }

    /// All of it as one block.
    fn unread(&self, source: &str, broken: Broken) -> FrontMatter {
        let before = source.get(..self.inner.start).unwrap_or_default();
        let line = broken.line + before.matches('\n').count();
        let detail = format!("line {line}: {}", broken.message);
        let span = self.line(source, line);
        FrontMatter {
            end: self.end,
            blocks: vec![Block::other(BlockKind::FrontMatter, source, self.whole)],
            repairs: vec![Repair::new(RepairKind::FrontMatterUnread, span, detail)],
        }
    }

    fn read(&self, source: &str, fields: Vec<Field>, passed_over: &[String]) -> FrontMatter {
        let passed_over = passed_over.iter().map(|path| {
            let kind = RepairKind::FrontMatterPassedOver;
            Repair::new(kind, self.whole, path.clone())
        });
        FrontMatter {
            end: self.end,
            blocks: fields
                .into_iter()
                .flat_map(|field| field.blocks(source))
                .collect(),
            repairs: passed_over.collect(),
        }
    }

    /// Line `number`, counted from 1, or where it isn't in the front matter all of that.
    fn line(&self, source: &str, number: usize) -> Span {
        let mut lines = source
            .get(..self.end)
            .unwrap_or_default()
            .split_inclusive('\n');
        let start: usize = lines.by_ref().take(number - 1).map(str::len).sum();
        match lines.next() {
            Some(line) => Span::new(start, start + line.trim_end().len()),
            None => self.whole,
        }
    }
}

fn fenced(source: &str, notation: Notation, open: &str, close: &[&str]) -> Option<Fenced> {
    let mut lines = source.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == open)?;
    let mut at = first.len();
    for line in lines {
        let fence = line.trim_end();
        if close.contains(&fence) {
            return Some(Fenced {
                notation,
                inner: Span::new(first.len(), at),
                whole: Span::new(0, at + fence.len()),
                end: at + line.len(),
            });
        }
        at += line.len();
    }
    None
}

/// The JSON object that `source` begins with: one that has a field, and nothing behind it on its
/// last line.
fn object(source: &str) -> Option<Fenced> {
    let inside = source.strip_prefix('{')?.trim_start();
    let key = inside.strip_prefix('"')?;
    let (_, behind) = key.split_once('"')?;
    if !behind.trim_start().starts_with(':') {
        return None;
    }
    let close = closing_brace(source)?;
    let rest = source.get(close + 1..)?;
    let line = rest.split_inclusive('\n').next().unwrap_or_default();
    let whole = Span::new(0, close + 1);
    line.trim().is_empty().then_some(Fenced {
        notation: Notation::Yaml,
        inner: whole,
        whole,
        end: whole.end + line.len(),
    })
}

/// Where the brace that `json` begins with is closed.
fn closing_brace(json: &str) -> Option<usize> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, byte) in json.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' if !in_string => depth += 1,
            b'}' if !in_string => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// What looks like front matter but has no last fence: it is read as text.
fn unclosed(source: &str) -> Option<FrontMatter> {
    let mut lines = source.lines();
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut keys = lines.take_while(|line| !line.trim().is_empty()).peekable();
    let begins = keys.peek().is_some_and(|line| is_key(line));
    let goes_on = |line: &str| is_key(line) || line.starts_with([' ', '\t', '-', '#']);
    if !begins || !keys.all(goes_on) {
        return None;
    }
    let span = Span::new(0, first.trim_end().len());
    let detail = "front matter begins here, but no line `---` ends it; it is read as text";
    Some(FrontMatter {
        end: 0,
        blocks: Vec::new(),
        repairs: vec![Repair::new(RepairKind::FrontMatterUnread, span, detail)],
    })
}

/// Whether `line` begins with a key of one word and a colon.
fn is_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let word = !key.is_empty() && key.chars().all(part);
        word && (value.is_empty() || value.starts_with(char::is_whitespace))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(source: &str) -> Vec<(String, Option<String>)> {
        let front = read(source, &[]).unwrap();
        let field = |block: &Block| {
            let unit = block.is_unit().then(|| block.text().to_owned());
            (block.key().unwrap_or_default().to_owned(), unit)
        };
        front.blocks.iter().map(field).collect()
    }

    fn prose(key: &str, text: &str) -> (String, Option<String>) {
        (key.to_owned(), Some(text.to_owned()))
    }

    fn other(key: &str) -> (String, Option<String>) {
        (key.to_owned(), None)
    }

    #[test]
    fn scalars_of_every_style_are_read() {
        let source = "---\ntitle: \"Blåbær \\\"på\\\" fjellet\"\ndescription: 'Bær''n'\nintro: >-\n  Vi plukker\n  bær i høst.\nsummary: |\n  Første\n  Andre\nsubtitle: Kurv og\n  kopp # merknad\n---\n";
        let expected = [
            prose("title", "Blåbær \"på\" fjellet"),
            prose("description", "Bær'n"),
            prose("intro", "Vi plukker bær i høst."),
            prose("summary", "Første\nAndre"),
            prose("subtitle", "Kurv og kopp"),
        ];
        assert_eq!(fields(source), expected);
        let front = read(source, &[]).unwrap();
        assert_eq!(front.end, source.len());
        let intro = front.blocks[2].content().source_span(11, 15);
        assert_eq!(intro.text(source), Some("bær"));
    }

    #[test]
    fn yaml_values_that_are_not_text_stay_as_written() {
        let source = "---\ntitle: no\nsubtitle: 2024\nsummary: ~\nintro:\ndescription: \"\"\n---\n";
        let expected = [
            prose("title", "no"),
            prose("subtitle", "2024"),
            other("summary"),
            other("intro"),
            other("description"),
        ];
        assert_eq!(fields(source), expected);
    }

    #[test]
    fn values_of_any_depth_are_text_if_their_names_say_so() {
        let source = "---\nmenu:\n  main:\n    title: Nej\n    icon: fa-home\ntags: [å, {title: ä}]\nalias: &a x\ntitle: &t Ja\ncopy: *t\n? [k]\n: v\nsist: 1\n...\nText";
        let expected = [
            prose("menu.main.title", "Nej"),
            prose("tags.1.title", "ä"),
            other("alias"),
            prose("title", "Ja"),
            other("copy"),
            other(""),
            other("sist"),
        ];
        assert_eq!(fields(source), expected);
        let blocks = read(source, &[]).unwrap().blocks;
        let spans: Vec<_> = blocks
            .iter()
            .map(|block| block.span().text(source))
            .collect();
        assert_eq!(spans[0], Some("title: Nej"));
        assert_eq!(spans[1], Some("title: ä"));
        assert_eq!(spans[6], Some("sist: 1"));
    }

    const HOME: &str = "---\nlayout: home\nhero:\n  name: Fjellro\n  text: |\n    Hytter i\n    hele landet\n  image: {src: /hytte.svg, alt: 'En hytte'}\n  actions:\n    - theme: brand\n      text: Les mer\n      link: /guide\nfeatures:\n  - icon: 🚀\n    title: Raskt\n    details: >\n      Bestill på\n      ett minutt.\n  - Gratis avbestilling\n---\nTekst";

    #[test]
    fn a_home_page_in_front_matter_is_read_with_the_place_of_every_text() {
        let expected = [
            other("layout"),
            prose("hero.text", "Hytter i\nhele landet"),
            prose("hero.image.alt", "En hytte"),
            prose("hero.actions.0.text", "Les mer"),
            prose("features.0.title", "Raskt"),
            prose("features.0.details", "Bestill på ett minutt."),
            prose("features.1", "Gratis avbestilling"),
        ];
        assert_eq!(fields(HOME), expected);
        for block in read(HOME, &[])
            .unwrap()
            .blocks
            .iter()
            .filter(|b| b.is_unit())
        {
            let first = block.text().split_whitespace().next().unwrap();
            let span = block.content().source_span(0, first.len());
            assert_eq!(span.text(HOME), Some(first), "{block:?}");
        }
    }

    #[test]
    fn the_caller_says_what_else_is_text_and_what_is_not() {
        let said: Vec<FrontMatterField> = ["hero.name", "!features.**", "layout"]
            .iter()
            .map(|field| field.parse().unwrap())
            .collect();
        let front = read(HOME, &said).unwrap();
        let units: Vec<_> = front
            .blocks
            .iter()
            .filter(|block| block.is_unit())
            .collect();
        let keys: Vec<_> = units.iter().filter_map(|block| block.key()).collect();
        let expected = [
            "layout",
            "hero.name",
            "hero.text",
            "hero.image.alt",
            "hero.actions.0.text",
        ];
        assert_eq!(keys, expected);
    }

    #[test]
    fn fields_with_sentences_that_are_not_read_are_named_once() {
        let source = "---\nsidebar:\n  - note: Vi svarer så fort vi kan.\n  - note: Ring oss på alle hverdager.\nauthor: Kari Nordmann fra Oslo kommune\ntitle: Om oss\n---\n";
        let passed_over = |said: &[FrontMatterField]| {
            let front = read(source, said).unwrap();
            let told = front.repairs.iter();
            assert!(
                told.clone()
                    .all(|it| it.kind == RepairKind::FrontMatterPassedOver)
            );
            told.map(|it| it.detail.clone()).collect::<Vec<_>>()
        };
        assert_eq!(passed_over(&[]), ["sidebar.*.note"]);
        assert_eq!(metadata(source, &[]).passed_over, ["sidebar.*.note"]);
        for said in ["**.note", "!**.note"] {
            assert_eq!(passed_over(&[said.parse().unwrap()]), [""; 0]);
        }
    }

    #[test]
    fn toml_is_read_with_the_place_of_every_text() {
        let source = "+++\r\ntitle = \"Å \\\"ja\\\"\"\ndraft = true\ndescription = '''\nTo\nlinjer'''\nhero.text = 'Velkommen'\n\n[params]\nlead = \"Kort sagt\"\nicon = \"rocket\"\n[[features]]\ntitle = \"Raskt\"\nlink = \"/a\"\n[[features]]\ntitle = \"Trygt\"\n[params.cta]\ntext = \"Bestill\"\n+++\r\nText";
        let expected = [
            prose("title", "Å \"ja\""),
            other("draft"),
            prose("description", "To\nlinjer"),
            prose("hero.text", "Velkommen"),
            prose("params.lead", "Kort sagt"),
            prose("features.0.title", "Raskt"),
            prose("features.1.title", "Trygt"),
            prose("params.cta.text", "Bestill"),
        ];
        assert_eq!(fields(source), expected);
        let front = read(source, &[]).unwrap();
        assert_eq!(source.get(front.end..), Some("Text"));
        let whole = |i: usize| front.blocks[i].span().text(source);
        assert_eq!(whole(0), Some("title = \"Å \\\"ja\\\"\""));
        assert_eq!(whole(5), Some("title = \"Raskt\""));
        let lead = front.blocks[4].content().source_span(5, 9);
        assert_eq!(lead.text(source), Some("sagt"));
        let values = metadata(source, &[]).fields;
        assert!(
            values.contains(&("draft".to_owned(), "true".to_owned())),
            "{values:?}"
        );
    }

    #[test]
    fn json_is_read_with_the_place_of_every_text() {
        let source = "{\n\t\"title\": \"Br\\u00f8d }\",\n\t\"draft\": false,\n  \"hero\": { \"text\": \"Ferskt hver dag\", \"link\": \"/a\" }\n}\nText\n";
        let expected = [
            prose("title", "Brød }"),
            other("draft"),
            prose("hero.text", "Ferskt hver dag"),
        ];
        assert_eq!(fields(source), expected);
        let front = read(source, &[]).unwrap();
        assert_eq!(source.get(front.end..), Some("Text\n"));
        let hver = front.blocks[2].content().source_span(7, 11);
        assert_eq!(hver.text(source), Some("hver"));
        let broken = read("{\n\"title\": \"a\" \"b\"\n}\n", &[]).unwrap();
        assert!(
            broken.repairs[0].detail.starts_with("line 2"),
            "{:?}",
            broken.repairs
        );
    }

    #[test]
    fn braces_that_begin_a_text_are_not_front_matter() {
        for source in [
            "{{< figure src=\"a.png\" >}}\n",
            "{: .lead}\nTekst\n",
            "{\"tekst\"}\n\nMer\n",
            "{ \"a\": 1 } er et objekt.\n",
            "{\"a\": 1\n",
            "{}\n",
            "{% include a %}\n",
        ] {
            assert!(read(source, &[]).is_none(), "{source}");
        }
    }

    #[test]
    fn broken_front_matter_is_one_block_and_reported_with_its_line() {
        let source = "---\ntitle: Hej: på dig: du\n---\nText";
        let front = read(source, &[]).unwrap();
        assert_eq!(front.blocks.len(), 1);
        assert!(!front.blocks[0].is_unit());
        let repair = &front.repairs[0];
        assert_eq!(repair.span.text(source), Some("title: Hej: på dig: du"));
        assert!(repair.detail.starts_with("line 2: "), "{}", repair.detail);
    }

    #[test]
    fn deep_nesting_is_refused() {
        let source = format!("---\nx: {}{}\n---\n", "[".repeat(70), "]".repeat(70));
        assert!(!read(&source, &[]).unwrap().repairs.is_empty());
        let source = format!("---\nx: {}{}\n---\n", "[".repeat(60), "]".repeat(60));
        assert!(read(&source, &[]).unwrap().repairs.is_empty());
    }

    #[test]
    fn rules_around_a_text_are_not_front_matter() {
        assert!(read("---\nBare en tekst\n---\n", &[]).is_none());
        assert!(read("---\nBare en tekst: ja\n", &[]).is_none());
        assert!(read("---\nObs: i dag\nstengt\n", &[]).is_none());
        assert!(read("---\n\ntitle: Åpent\n", &[]).is_none());
        assert!(read("Text\n---\ntitle: x\n---\n", &[]).is_none());
    }

    #[test]
    fn front_matter_that_is_never_closed_is_reported_where_it_begins() {
        let source = "---\r\ntitle: Åpent\ntags:\n  - sjø\n\nTekst\n";
        let front = read(source, &[]).unwrap();
        assert_eq!((front.end, front.blocks.len()), (0, 0));
        let repair = &front.repairs[0];
        assert_eq!(repair.span.text(source), Some("---"));
        assert!(repair.detail.contains("no line `---` ends it"));
    }

    #[test]
    fn broken_toml_is_one_block_and_reported_with_its_line() {
        let source = "+++\r\ntitle = \"Å\"\r\nx = = 1\r\n+++\r\nText";
        let front = read(source, &[]).unwrap();
        assert_eq!(front.blocks.len(), 1);
        assert!(front.blocks[0].text().ends_with("x = = 1\r\n+++"));
        let repair = &front.repairs[0];
        assert_eq!(repair.span.text(source), Some("x = = 1"));
        assert!(repair.detail.starts_with("line 3: "), "{}", repair.detail);
    }

    #[test]
    fn deep_or_long_toml_and_json_are_read_or_reported() {
        let dots = format!("+++\n{}title = \"x\"\n+++\n", "a.".repeat(200_000));
        assert!(!read(&dots, &[]).unwrap().repairs.is_empty());
        let lists = format!(
            "+++\nx = {}{}\n+++\n",
            "[".repeat(200_000),
            "]".repeat(200_000)
        );
        assert!(!read(&lists, &[]).unwrap().repairs.is_empty());
        let objects = format!("{}1{}\n", "{\"a\": ".repeat(200_000), "}".repeat(200_000));
        assert!(!read(&objects, &[]).unwrap().repairs.is_empty());
        let key = "k".repeat(1000);
        let items = "Ja takk, ".repeat(50_000);
        for source in [
            format!("---\n{key}:\n  features: [{items}Nei]\n---\n"),
            format!(
                "+++\n{key}.features = [\"{}Nei\"]\n+++\n",
                items.replace(", ", "\", \"")
            ),
        ] {
            assert!(read(&source, &[]).unwrap().repairs.is_empty());
        }
    }
}
