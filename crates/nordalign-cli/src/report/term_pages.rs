//! Glossaries to read, in Markdown and HTML.

use std::io::Write;

use nordalign::Error;
use nordalign::glossary::{Entry, Glossary, Note, Term};

use nordalign::write::harmless;

/// Writes a table in Markdown, one entry a row, and a table of the departures from the term base if
/// there are any.
pub(crate) fn markdown(glossary: &Glossary, out: &mut dyn Write) -> Result<(), Error> {
    let langs = glossary.langs();
    let mut header: Vec<&str> = langs.iter().map(|lang| lang.name()).collect();
    header.extend(["Kind", "Count", "Score", "Notes"]);
    writeln!(out, "| {} |", header.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(header.len()))?;
    for entry in glossary.entries() {
        let text = |lang: &_| entry.term(*lang).map_or("", |term| term.text.as_str());
        let mut cells: Vec<String> = langs
            .iter()
            .map(|lang| escape_markdown(text(lang)))
            .collect();
        cells.push(entry.kind.name().to_owned());
        cells.push(entry.count.to_string());
        cells.push(format!("{:.2}", entry.score));
        cells.push(escape_markdown(&notes(entry)));
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    if glossary.departures().is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n| Departure | Source | Translation |\n| --- | --- | --- |"
    )?;
    for departed in glossary.departures() {
        let mut cells = vec![escape_markdown(&departed.departure.to_string())];
        let places = departed.example.places.iter();
        cells.extend(places.map(|place| escape_markdown(&format!("{place}: {}", place.text))));
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

fn notes(entry: &Entry) -> String {
    let notes: Vec<String> = entry.notes.iter().map(Note::to_string).collect();
    notes.join("; ")
}

/// Escapes the text, so that nothing in it is markup.
fn escape_markdown(text: &str) -> String {
    let mut escaped = String::new();
    for c in harmless(text).chars() {
        if "\\`*_{}[]<>|#~&".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

const STYLE: &str = "\
body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#1b1b1b;background:#fff}\
table{border-collapse:collapse;width:100%}\
th{position:sticky;top:0;background:#f2f2f2;text-align:left}\
th,td{padding:.35rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}\
.n{text-align:right;font-variant-numeric:tabular-nums}\
small{display:block;color:#555}\
.note{color:#8a3b00}\
@media (prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}th{background:#262626}th,td{border-color:#3a3a3a}small{color:#aaa}.note{color:#f0a060}}";

/// Writes one self-contained page: a table with one entry a row, and forms, other terms and places
/// under the terms.
pub(crate) fn html(glossary: &Glossary, out: &mut dyn Write) -> Result<(), Error> {
    let langs = glossary.langs();
    let names: Vec<&str> = langs.iter().map(|lang| lang.name()).collect();
    let title = format!("Glossary: {}", names.join(", "));
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n<h1>{title}</h1>\n<table>\n<thead><tr>"
    )?;
    for name in &names {
        write!(out, "<th scope=\"col\">{name}</th>")?;
    }
    writeln!(
        out,
        "<th scope=\"col\">Kind</th><th scope=\"col\" class=\"n\">Count</th>\
         <th scope=\"col\" class=\"n\">Score</th><th scope=\"col\">Notes and places</th></tr></thead>\n<tbody>"
    )?;
    for entry in glossary.entries() {
        html_row(glossary, entry, out)?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    if !glossary.departures().is_empty() {
        html_departures(glossary, out)?;
    }
    writeln!(out, "</html>")?;
    Ok(())
}

fn html_departures(glossary: &Glossary, out: &mut dyn Write) -> Result<(), Error> {
    writeln!(
        out,
        "<h2>Departures from the term base</h2>\n<table>\n<thead><tr><th scope=\"col\">Departure</th>\
         <th scope=\"col\">Source</th><th scope=\"col\">Translation</th></tr></thead>\n<tbody>"
    )?;
    for departed in glossary.departures() {
        let about = escape_html(&departed.departure.to_string());
        write!(out, "<tr><td>{about}</td>")?;
        for place in &departed.example.places {
            let (lang, text) = (place.lang, escape_html(&place.text));
            let place = escape_html(&place.to_string());
            write!(out, "<td lang=\"{lang}\">{text}<small>{place}</small></td>")?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    Ok(())
}

fn html_row(glossary: &Glossary, entry: &Entry, out: &mut dyn Write) -> Result<(), Error> {
    write!(out, "<tr>")?;
    for lang in glossary.langs() {
        let Some(term) = entry.term(*lang) else {
            write!(out, "<td></td>")?;
            continue;
        };
        write!(out, "<td lang=\"{lang}\">{}", escape_html(&term.text))?;
        let forms = term.forms.iter().filter(|form| form.text != term.text);
        let forms: Vec<&str> = forms.map(|form| form.text.as_str()).collect();
        if !forms.is_empty() {
            write!(out, "<small>{}</small>", escape_html(&forms.join(", ")))?;
        }
        if !term.alternatives.is_empty() {
            write!(out, "<small>≈ {}</small>", escape_html(&alternatives(term)))?;
        }
        write!(out, "</td>")?;
    }
    let (kind, count, score) = (entry.kind.name(), entry.count, entry.score);
    write!(
        out,
        "<td>{kind}</td><td class=\"n\">{count}</td><td class=\"n\">{score:.2}</td><td>"
    )?;
    if !entry.notes.is_empty() {
        write!(
            out,
            "<span class=\"note\">{}</span>",
            escape_html(&notes(entry))
        )?;
    }
    for example in &entry.examples {
        let places = example.places.iter();
        let places = places.map(|place| format!("{place} {}", place.text));
        let places: Vec<String> = places.collect();
        write!(out, "<small>{}</small>", escape_html(&places.join(" ↔ ")))?;
    }
    writeln!(out, "</td></tr>")?;
    Ok(())
}

fn escape_html(text: &str) -> String {
    let text = harmless(text);
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

/// The other terms, separated by `; `.
pub(super) fn alternatives(term: &Term) -> String {
    let others = term.alternatives.iter().map(|other| other.text.as_str());
    others.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_term_becomes_markup() {
        assert_eq!(escape_markdown("a|b*c_d"), "a\\|b\\*c\\_d");
        assert_eq!(escape_html("<b>\"R&D\""), "&lt;b&gt;&quot;R&amp;D&quot;");
    }
}
