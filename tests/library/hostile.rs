//! Texts on which careless programs take quadratic time: a source and its translation, of any size.
//!
//! How each is read does not matter, only that reading ends. The tests choose sizes at which
//! quadratic time would show.

/// A source in Swedish and its translation into Bokmål.
pub struct Hostile {
    pub name: &'static str,
    /// The format of the text: `md` or `txt`.
    pub ending: &'static str,
    pub texts: [String; 2],
}

/// The piece with this number, in the source (0) or in the translation (1).
type Piece = fn(usize, usize) -> String;

/// Pieces in one paragraph, or in the blocks that their marks make.
const PIECES: &[(&str, &str, Piece)] = &[
    // Numbers.
    ("numbers-alike", "md", |_, side| format!("1 00{side} ")),
    ("numbers", "md", |i, side| {
        format!("{} ", scattered(i, side) % 1_000_000)
    }),
    ("numbers-equal-but-one", "md", |i, side| match i {
        0 => format!("{side} "),
        i => format!("{} ", scattered(i, 0) % 1_000_000),
    }),
    ("numbers-in-words", "md", |i, side| match side {
        0 => format!("{} ", 21 + i % 900),
        _ => "åtte hundre og sju ".to_owned(),
    }),
    ("measures", "md", |i, side| match side {
        0 => format!("{i},5 m "),
        _ => format!("{} cm ", i * 100 + 51),
    }),
    ("measures-that-differ", "md", |i, side| {
        format!("{i} {} ", ["kg", "g"][side])
    }),
    ("shares", "md", |i, side| {
        format!("{i}{} ", ["%", " m"][side])
    }),
    ("parts-of-numbers", "md", |i, side| {
        format!("{i}.{}", side + 1)
    }),
    ("years", "md", |i, side| {
        format!("{}-", 10 + (i + side) % 90)
    }),
    ("digits", "md", |_, side| format!("{}", side + 1)),
    ("centuries", "md", |i, side| match side {
        0 => format!("{}-talet ", 1000 + i % 90 * 100),
        _ => format!("{}. århundre ", i + 7),
    }),
    ("decades", "md", |i, side| match side {
        0 => format!("{}-talet ", 10 + i % 90),
        _ => format!("{} åra ", 1900 + i * 10),
    }),
    ("halves", "md", |i, side| match side {
        0 => format!("{i},5 "),
        _ => "halvannen ".to_owned(),
    }),
    ("miles", "md", |i, side| {
        format!("{} mil ", i + side * 1_000_000)
    }),
    ("months", "md", |i, side| match side {
        0 => format!("{} mars ", i % 30),
        _ => format!("{} mai ", i % 30),
    }),
    // Placeholders and code.
    ("placeholders", "md", |i, side| {
        format!("{{a{}}} ", scattered(i, side))
    }),
    ("code", "md", |i, side| {
        format!("`a{}` ", scattered(i, side))
    }),
    ("labels", "md", |i, side| {
        format!("`Arkiv {}` ", letters(scattered(i, side)))
    }),
    ("keys", "md", |_, side| {
        ["<kbd>a</kbd> ", "<img> "][side].to_owned()
    }),
    ("brace", "md", |_, _| "{".to_owned()),
    ("brace-pairs", "md", |_, _| "{{ ".to_owned()),
    ("brace-name", "md", |_, _| "{a".to_owned()),
    ("dollar-brace", "md", |_, _| "${".to_owned()),
    ("dollar-name", "md", |_, _| "$A".to_owned()),
    ("percent-name", "md", |_, _| " %(a".to_owned()),
    ("percent-digits", "md", |_, _| " %1".to_owned()),
    ("percent", "md", |_, _| "%".to_owned()),
    ("spaces-and-percent", "md", |i, _| {
        if i % 100 == 0 { "1 %" } else { "\u{a0}" }.to_owned()
    }),
    ("include", "md", |_, _| "[!INCLUDE ".to_owned()),
    ("shortcode-open", "md", |_, _| "{{< a ".to_owned()),
    ("shortcodes", "md", |i, side| {
        format!("{{{{< a{} >}}}} ", scattered(i, side))
    }),
    // Addresses.
    ("addresses", "md", |i, side| {
        format!("http://a.example/{} ", scattered(i, side))
    }),
    ("addresses-alike", "md", |i, _| {
        format!("http://a.example/{} ", "a/".repeat(i % 50))
    }),
    ("mail", "md", |i, side| {
        format!("a{}@b.example ", scattered(i, side))
    }),
    ("at", "md", |_, _| "a@".to_owned()),
    ("links", "md", |i, side| {
        format!("[a]({}.md) ", scattered(i, side))
    }),
    ("languages-of-a-site", "md", |i, side| {
        format!(
            "https://a.example/{}/{} ",
            ["sv", "nb"][side],
            scattered(i, side)
        )
    }),
    ("link-texts", "md", |i, _| {
        format!("[det här är en sida som handlar om {i}](a.md) ")
    }),
    ("images", "md", |i, side| {
        format!("![bild {i}]({}.png) ", scattered(i, side))
    }),
    // Words, sentences and marks.
    ("word", "md", |_, side| ["å", "ø"][side].to_owned()),
    ("words", "md", |i, side| {
        format!("{} ", letters(scattered(i, side)))
    }),
    ("sentences", "md", |i, side| {
        format!(
            "{} båten går till ön. ",
            capital(&letters(scattered(i, side)))
        )
    }),
    ("sentences-left-out", "md", |i, side| match (i % 3, side) {
        (0, 1) => String::new(),
        _ => format!("Båten {} går til øya hver dag. ", letters(scattered(i, 0))),
    }),
    ("forms", "md", |_, side| {
        ["inte vad ", "hvad af "][side].to_owned()
    }),
    ("quotes", "md", |_, side| ["”a", "«a»"][side].to_owned()),
    ("brackets", "md", |_, side| ["(", "(("][side].to_owned()),
    ("marks", "md", |_, side| [". ", ".. "][side].to_owned()),
    ("commas", "md", |_, side| ["a, ", "a , "][side].to_owned()),
    ("emphasis", "md", |_, _| "*a **b ".to_owned()),
    ("entities", "md", |_, _| "&amp".to_owned()),
    ("backslashes", "md", |_, _| "\\".to_owned()),
    ("backticks", "md", |i, _| "`".repeat(1 + i % 40) + " "),
    ("bracket", "md", |_, _| "[".to_owned()),
    ("less-than", "md", |_, _| "<".to_owned()),
    ("tag", "md", |_, _| "<a ".to_owned()),
    ("comment-open", "md", |_, _| "<!-- ".to_owned()),
    ("hyphens", "md", |i, _| {
        if i == 0 { "a" } else { "-" }.to_owned()
    }),
    ("breaks", "md", |_, _| "a<br>".to_owned()),
    ("combining", "md", |i, _| {
        if i == 0 { "a" } else { "\u{301}" }.to_owned()
    }),
    ("spaces", "md", |i, _| {
        if i == 0 { "a" } else { " " }.to_owned()
    }),
    ("unclosed-quotation", "txt", |_, _| "«Han sa: ".to_owned()),
    ("full-stops", "txt", |_, _| ".".to_owned()),
    ("abbreviations", "txt", |_, _| "f.eks. ".to_owned()),
    ("initials", "txt", |_, _| "A. ".to_owned()),
    // Many units.
    ("paragraphs", "md", |i, side| {
        format!("{} {i}\n\n", common(i, side))
    }),
    ("paragraphs-alike", "md", |_, side| {
        format!("{}\n\n", common(0, side))
    }),
    ("numbers-in-cells", "md", |i, side| match i {
        0 => "| a |\n|---|\n".to_owned(),
        i => format!("| {} {i}{side} |\n", common(i, side)),
    }),
    ("list", "md", |i, side| {
        format!("- {} {i}\n", common(i, side))
    }),
    ("headings", "md", |i, side| {
        format!("{} {} {i}\n\n", "#".repeat(1 + side), common(i, side))
    }),
    ("ignored", "md", |i, side| {
        format!("<!-- nordalign-ignore -->\n\n{} {i}\n\n", common(i, side))
    }),
    ("ignored-rules", "md", |i, side| {
        format!(
            "<!-- nordalign-ignore numbers -->\n\n{} {i}{side}\n\n",
            common(i, side)
        )
    }),
    ("ignored-for-nothing", "md", |i, side| {
        let text = if i == 0 {
            common(0, side)
        } else {
            String::new()
        };
        format!("{text}\n\n<!-- nordalign-ignore -->\n")
    }),
    ("ignored-before-one", "md", |_, _| {
        "<!-- nordalign-ignore -->\n".to_owned()
    }),
    ("ignored-stretches", "md", |i, side| {
        format!(
            "<!-- nordalign-ignore-start -->\n\n{} {i}\n\n<!-- nordalign-ignore-end -->\n\n",
            common(i, side)
        )
    }),
    ("rules-of-an-ignore", "md", |i, side| match i {
        0 => format!("{}\n\n<!-- nordalign-ignore ", common(0, side)),
        _ => "numbers, ".to_owned(),
    }),
    ("definitions", "md", |i, _| format!("[a{i}]: b\n")),
    ("definitions-used", "md", |i, _| {
        format!("[a{i}]: b\n\n[a{i}] [a0]\n\n")
    }),
    ("definitions-alike", "md", |_, _| "[a]: b\n".to_owned()),
    ("footnotes", "md", |i, side| {
        format!("[^{i}]: {} [^{i}]\n\n", common(i, side))
    }),
    ("quote-marks", "md", |_, _| ">".to_owned()),
    ("quotes-and-lists", "md", |_, _| "> - ".to_owned()),
    ("list-marks", "md", |_, _| "- ".to_owned()),
    ("definition-list", "md", |_, _| "a\n: b\n".to_owned()),
    ("thematic-breaks", "md", |_, _| "---\n".to_owned()),
    ("html-blocks", "md", |_, _| "<div>\n".to_owned()),
    ("fences", "md", |_, _| "```\na\n".to_owned()),
    ("alerts", "md", |_, _| "> [!NOTE]\n".to_owned()),
    ("directives", "md", |_, _| "::: a\n".to_owned()),
    ("front-matter-keys", "md", |i, _| match i {
        0 => "---\n".to_owned(),
        i => format!("a{i}: b\n"),
    }),
    ("front-matter-value", "md", |i, _| {
        if i == 0 { "---\ntitle: " } else { "a " }.to_owned()
    }),
    ("front-matter-lists", "md", |i, _| {
        if i == 0 { "---\na: " } else { "[" }.to_owned()
    }),
    ("lines", "txt", |i, side| {
        format!("{} {i}\n", common(i, side))
    }),
    ("bullets", "txt", |i, side| {
        format!("{}- {}\n", " ".repeat(i % 60), common(i, side))
    }),
    ("section-numbers", "txt", |_, _| "1.1.".to_owned()),
    ("hyphenated-lines", "txt", |_, _| "kommun-\n".to_owned()),
    ("form-feeds", "txt", |_, _| "a\u{c}".to_owned()),
    ("carriage-returns", "txt", |_, _| "a\r".to_owned()),
];

/// The texts of each kind with `n` pieces. Kinds of many units have fewer.
pub fn texts(n: usize) -> impl Iterator<Item = Hostile> {
    let all = PIECES.iter().map(move |&(name, ending, piece)| Hostile {
        name,
        ending,
        texts: [0, 1].map(|side| (0..n).map(|i| piece(i, side)).collect()),
    });
    all.chain(shapes(n))
}

/// Kinds that are not a row of pieces.
fn shapes(n: usize) -> [Hostile; 8] {
    let hostile = |name, ending, text: &dyn Fn(usize) -> String| Hostile {
        name,
        ending,
        texts: [0, 1].map(text),
    };
    [
        hostile("wide-table", "md", &|side| {
            let row = |cell: &dyn Fn(usize) -> String| -> String {
                (0..n).map(|i| format!("|{}", cell(i))).collect()
            };
            let heads = row(&|i| format!(" {} {i}{side} ", common(i, side)));
            format!("{heads}\n{}\n{heads}\n", row(&|_| "-".to_owned()))
        }),
        hostile("nested-quotes", "md", &|side| {
            let lines = (0..n).map(|i| format!("{} {}\n", ">".repeat(i % 200), common(i, side)));
            lines.collect()
        }),
        hostile("nested-lists", "md", &|side| {
            let lines = (0..n).map(|i| format!("{}- {}\n", "  ".repeat(i % 200), common(i, side)));
            lines.collect()
        }),
        hostile("brackets-both-ways", "md", &|_| {
            "[".repeat(n) + &"](a)".repeat(n)
        }),
        hostile("links-in-links", "md", &|_| {
            "![".repeat(n) + "a" + &"](b.png)".repeat(n)
        }),
        hostile("emphasis-both-ways", "md", &|_| {
            "*".repeat(n) + "a" + &"*".repeat(n)
        }),
        hostile("unknown-references", "md", &|_| {
            let definitions: String = (0..n).map(|i| format!("[a{i}]: b\n")).collect();
            definitions + "\n" + &"[b]".repeat(n)
        }),
        hostile("empty-lines", "txt", &|_| "\n".repeat(n) + "a"),
    ]
}

/// A number that does not depend on its neighbours.
fn scattered(i: usize, side: usize) -> usize {
    (i * 2 + side + 1).wrapping_mul(2_654_435_761) % 1_000_000_007
}

/// A sentence of words that both languages have, and some that only one has.
fn common(i: usize, side: usize) -> String {
    let [day, sea] = [["dagarna", "sjön"], ["dagene", "sjøen"]][side];
    format!(
        "Turen til {} tar {day} på {sea} med båt",
        letters(scattered(i / 2, 0))
    )
}

/// A word for a number.
fn letters(mut number: usize) -> String {
    let mut word = String::new();
    for _ in 0..6 {
        word.push(char::from(b"abdefghiklmnoprstuvy"[number % 20]));
        number /= 20;
    }
    word
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.clone()).collect()
}
