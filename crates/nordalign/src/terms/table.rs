//! Term bases as tables: a first row that names the columns, and one row for each concept.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::lang::Lang;
use crate::terms::base::{Concepts, TermBase, invalid};
use crate::terms::concept::Concept;

/// What the columns of a table have.
struct Columns {
    all: Vec<Column>,
    /// The language of the first column with terms.
    first: Lang,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Terms(Lang),
    Forbidden(Lang),
    Compounds,
    Note,
}

impl TermBase {
    /// Makes a term base of the rows of a table, each with the line it stands on, 1-based.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) with the line, if the first row does not
    /// name two languages, names a column twice, or calls one `no`, which may be either of two
    /// languages; if a row has more cells than the first, terms in no language, or a term of the
    /// first language that stood in a row before; if `compounds` is neither `yes` nor `no`; if a
    /// term is longer than 300 characters, or the base has more than 500,000 terms.
    pub fn from_rows<I, R>(rows: I) -> Result<Self, Error>
    where
        I: IntoIterator<Item = (usize, R)>,
        R: IntoIterator,
        R::Item: AsRef<str>,
    {
        let mut rows = rows.into_iter();
        let Some((line, header)) = rows.next() else {
            return Err(invalid(1, "no row names the columns, such as sv,nb,da"));
        };
        let columns = columns(line, header)?;
        let mut concepts = Concepts::default();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for (line, row) in rows {
            let concept = concept(&columns, row).map_err(|message| invalid(line, message))?;
            let Some(concept) = concept else { continue };
            for term in concept.terms(columns.first) {
                if let Some(before) = known.insert(term.words.join(" "), line) {
                    let message = format!(
                        "“{}” stands on line {before} already; put all its translations on one line, with ; between",
                        term.written
                    );
                    return Err(invalid(line, message));
                }
            }
            concepts.add(line, concept)?;
        }
        Ok(concepts.into_base())
    }
}

fn columns<R>(line: usize, header: R) -> Result<Columns, Error>
where
    R: IntoIterator,
    R::Item: AsRef<str>,
{
    let mut all: Vec<Column> = Vec::new();
    for name in header {
        let name = name.as_ref().trim().to_lowercase();
        let column = column(line, &name)?;
        if column != Column::Note && all.contains(&column) {
            return Err(invalid(line, format!("two columns are called {name}")));
        }
        all.push(column);
    }
    let langs = all.iter().filter_map(|column| match column {
        Column::Terms(lang) => Some(*lang),
        _ => None,
    });
    let langs: Vec<Lang> = langs.collect();
    match langs[..] {
        [first, _, ..] => Ok(Columns { all, first }),
        _ => {
            let message =
                "the first row must name the columns, two languages at least, such as sv,nb,da";
            Err(invalid(line, message))
        }
    }
}

fn column(line: usize, name: &str) -> Result<Column, Error> {
    let (lang, forbidden) = match name.strip_suffix("-forbidden") {
        Some(lang) => (lang, true),
        None => (name, false),
    };
    if matches!(lang, "no" | "no-no") {
        let message = format!(
            "a column is called {name}: Norwegian is Bokmål or Nynorsk; call it {} if it is Bokmål",
            name.replacen("no-no", "no", 1).replacen("no", "nb", 1)
        );
        return Err(invalid(line, message));
    }
    let named = |known: &&Lang| known.name().to_lowercase() == lang;
    if let Some(&lang) = Lang::ALL.iter().find(named) {
        return Ok(if forbidden {
            Column::Forbidden(lang)
        } else {
            Column::Terms(lang)
        });
    }
    let is_tag = lang.len() == 2 || lang.len() == 5 && lang.contains(['-', '_']);
    match lang.parse::<Lang>() {
        Ok(lang) if forbidden => Ok(Column::Forbidden(lang)),
        Ok(lang) if is_tag => Ok(Column::Terms(lang)),
        Err(_) if forbidden => {
            let message = format!("a column is called {name}, and {lang} is not sv, nb or da");
            Err(invalid(line, message))
        }
        _ if name == "compounds" => Ok(Column::Compounds),
        _ => Ok(Column::Note),
    }
}

/// The concept of a row; none of an empty one.
fn concept<R>(columns: &Columns, row: R) -> Result<Option<Concept>, String>
where
    R: IntoIterator,
    R::Item: AsRef<str>,
{
    let mut concept = Concept::default();
    let mut is_empty = true;
    let mut columns = columns.all.iter();
    for cell in row {
        let cell = cell.as_ref().trim();
        let column = columns.next();
        is_empty &= cell.is_empty();
        match column {
            Some(Column::Terms(lang)) => concept.set(*lang, false, cell.split(';'))?,
            Some(Column::Forbidden(lang)) => concept.set(*lang, true, cell.split(';'))?,
            Some(Column::Compounds) => {
                concept.compounds = match cell.to_lowercase().as_str() {
                    "yes" => true,
                    "no" | "" => false,
                    _ => return Err(format!("compounds is yes or no, not {cell}")),
                };
            }
            Some(Column::Note) => {}
            None if cell.is_empty() => {}
            None => return Err("more cells than the first row has columns".to_owned()),
        }
    }
    match (is_empty, concept.has_terms()) {
        (true, _) => Ok(None),
        (false, true) => Ok(Some(concept)),
        (false, false) => Err("a row without a term".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use crate::terms::testing::base;

    #[test]
    fn a_table_that_does_not_hold_together_is_refused_with_its_line() {
        for (rows, line, said) in [
            (
                &["sv,no", "kund,kunde"][..],
                1,
                "call it nb if it is Bokmål",
            ),
            (&["sv,fi", "kund,asiakas"], 1, "two languages at least"),
            (
                &["sv,nb,sv", "kund,kunde,köpare"],
                1,
                "two columns are called sv",
            ),
            (&["sv,nb,fi-forbidden"], 1, "fi is not sv, nb or da"),
            (
                &["sv,nb", "kund,kunde", "order,ordre", "Kund,klient"],
                4,
                "stands on line 2 already",
            ),
            (&["sv,nb", "kund,kunde,klient"], 2, "more cells"),
            (&["sv,nb,note", ",,bra"], 2, "without a term"),
            (
                &["sv,nb,compounds", "kund,kunde,ja"],
                2,
                "compounds is yes or no",
            ),
            (&["sv,nb", "kund;Kund,kunde"], 2, "stands twice"),
            (&[], 1, "no row"),
        ] {
            let error = base(rows).unwrap_err();
            assert_eq!(error.line(), Some(line), "{error}");
            assert!(error.to_string().contains(said), "{error}");
        }
    }

    #[test]
    fn empty_rows_and_notes_are_passed_over() {
        let base = base(&[
            "id,sv,nb-NO,note",
            "1,kund,kunde,",
            ",,,",
            "2,order,,saknas",
        ])
        .unwrap();
        assert_eq!(base.len(), 2);
    }
}
