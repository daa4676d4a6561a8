//! Term bases as tables: a row that names the columns, and below it one row for each concept.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::lang::Lang;
use crate::terms::base::{Concepts, TermBase, invalid};
use crate::terms::column::{Column, column};
use crate::terms::concept::Concept;
use crate::terms::file::{Languages, TermFile};

/// What the columns of a table have.
#[derive(Default)]
struct Columns {
    all: Vec<Column>,
    /// The place of the ids, if there are any.
    id: Option<usize>,
    languages: Languages,
    /// The name of a column that says no more than that it is Norwegian.
    norwegian: Option<String>,
}

/// The row that names the columns is one of the first.
pub(super) const MOST_ABOVE: usize = 20;

impl TermBase {
    /// Makes a term base of the rows of a table, each with the line it stands on, 1-based.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) with the line, if none of the first 20
    /// rows names two languages, or the one that does names a column twice; if a row has more cells
    /// than that one, or terms in no language; if `compounds` is neither `yes` nor `no`; if a term
    /// is longer than 300 characters, or the base has more than 500,000 terms.
    pub fn from_rows<I, R>(rows: I) -> Result<Self, Error>
    where
        I: IntoIterator<Item = (usize, R)>,
        R: IntoIterator,
        R::Item: AsRef<str>,
    {
        read(rows).map(|file| file.base)
    }
}

/// Reads a table. Ids that stand twice are no error: nothing depends on them.
///
/// # Errors
/// As [`TermBase::from_rows`] says.
pub(super) fn read<I, R>(rows: I) -> Result<TermFile, Error>
where
    I: IntoIterator<Item = (usize, R)>,
    R: IntoIterator,
    R::Item: AsRef<str>,
{
    let mut rows = rows.into_iter();
    let (line, columns) = header(&mut rows)?;
    let mut warnings = Vec::new();
    if let Some(name) = &columns.norwegian {
        let message = format!("the column {name} is taken for Bokmål (nb)");
        warnings.push(invalid(line, message));
    }
    let mut concepts = Concepts::default();
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    for (line, row) in rows {
        let row: Vec<R::Item> = row.into_iter().collect();
        let id = columns.id.and_then(|column| row.get(column));
        let id = id.map_or("", |id| id.as_ref().trim());
        if !id.is_empty()
            && let Some(before) = ids.insert(id.to_owned(), line)
        {
            let message = format!("the id {id} stands on line {before} already");
            warnings.push(invalid(line, message));
        }
        let concept = concept(&columns, row).map_err(|message| invalid(line, message))?;
        if let Some(concept) = concept {
            concepts.add(line, concept)?;
        }
    }
    Ok(TermFile {
        base: concepts.into_base(),
        languages: columns.languages.into_names(),
        warnings,
    })
}

/// The row that names the columns, and its line. Titles and empty rows may stand above.
fn header<I, R>(rows: &mut I) -> Result<(usize, Columns), Error>
where
    I: Iterator<Item = (usize, R)>,
    R: IntoIterator,
    R::Item: AsRef<str>,
{
    let mut first = None;
    for (line, row) in rows.take(MOST_ABOVE) {
        let names: Vec<String> = row
            .into_iter()
            .map(|name| name.as_ref().trim().to_owned())
            .collect();
        if let Some(columns) = columns(&names).map_err(|message| invalid(line, message))? {
            return Ok((line, columns));
        }
        if names.iter().any(|name| !name.is_empty()) {
            first.get_or_insert(line);
        }
    }
    let message = match first {
        Some(_) => "the first row must name the columns, two languages at least, such as sv,nb,da",
        None => "no row names the columns, such as sv,nb,da",
    };
    Err(invalid(first.unwrap_or(1), message))
}

/// The columns that a row names; none if it does not name two languages.
///
/// # Errors
/// What is wrong with the names of columns.
fn columns(names: &[String]) -> Result<Option<Columns>, String> {
    let mut columns = Columns::default();
    let mut wrong = None;
    let mut langs: Vec<Lang> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let named = column(name, langs.last().copied());
        let column = named.column.unwrap_or_else(|message| {
            wrong.get_or_insert(message);
            Column::Note
        });
        let same = columns.all.iter().position(|known| *known == column);
        if let Some(same) = same.filter(|_| column != Column::Note) {
            let before = names.get(same).map_or("", String::as_str);
            wrong.get_or_insert_with(|| said_twice(column, before, name));
        }
        if let Column::Terms(lang) = column {
            langs.push(lang);
            columns.languages.add(name);
        }
        if named.is_norwegian && columns.norwegian.is_none() {
            columns.norwegian = Some(name.clone());
        }
        if columns.id.is_none() && name.eq_ignore_ascii_case("id") {
            columns.id = Some(at);
        }
        columns.all.push(column);
    }
    match wrong {
        _ if langs.len() < 2 => Ok(None),
        Some(wrong) => Err(wrong),
        None => Ok(Some(columns)),
    }
}

/// Whether a row names columns, whatever else is wrong with it.
#[cfg(feature = "csv")]
pub(super) fn names_columns<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let names: Vec<String> = cells.map(str::to_owned).collect();
    !matches!(columns(&names), Ok(None))
}

/// That two columns are the same.
fn said_twice(column: Column, before: &str, name: &str) -> String {
    match column {
        Column::Terms(lang) if before != name => {
            format!("two columns have terms in {lang}: {before} and {name}")
        }
        Column::Forbidden(lang) if before != name => {
            format!("two columns have forbidden terms in {lang}: {before} and {name}")
        }
        _ => format!("two columns are called {name}"),
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
    use crate::lang::Lang;
    use crate::terms::testing::base;

    #[test]
    fn a_table_that_does_not_hold_together_is_refused_with_its_line() {
        for (rows, line, said) in [
            (&["sv,fi", "kund,asiakas"][..], 1, "two languages at least"),
            (
                &["sv,nb,sv", "kund,kunde,köpare"],
                1,
                "two columns are called sv",
            ),
            (
                &["sv,Norsk,Bokmål", "kund,kunde,klient"],
                1,
                "two columns have terms in nb: Norsk and Bokmål",
            ),
            (&["sv,nb,fi-forbidden"], 1, "fi is not sv, nb or da"),
            (&["sv,nb", "kund,kunde,klient"], 2, "more cells"),
            (&["sv,nb,note", ",,bra"], 2, "without a term"),
            (
                &["sv,nb,compounds", "kund,kunde,ja"],
                2,
                "compounds is yes or no",
            ),
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

    #[test]
    fn columns_may_have_names_and_rows_may_stand_above_them() {
        let plain = base(&["sv,nb,da,nb-forbidden", "kund,kunde,kunde,klient"]).unwrap();
        for header in [
            "Svenska,Norska,Danska,nb-forbidden",
            "Swedish,Norwegian Bokmål,Danish,Norwegian Bokmål-forbidden",
            "Svensk term,Norsk (bokmål),Dansk oversettelse,nb forbudt",
            "sv-SE,no,da_DK,no-NO-forbidden",
        ] {
            for above in [&[][..], &["Termer 2024,,", ",,", "sv,"]] {
                let rows = above.to_vec();
                let rows = [rows, vec![header, "kund,kunde,kunde,klient"]].concat();
                assert_eq!(base(&rows).unwrap(), plain, "{rows:?}");
            }
        }
        // What must not be used, of the language whose column stands before.
        let named = base(&["Svenska,Norska,Förbjudet", "kund,kunde,klient"]).unwrap();
        assert_eq!(
            named,
            base(&["sv,nb,nb-forbidden", "kund,kunde,klient"]).unwrap()
        );
        let notes = base(&["sv,nb,nb alternatives,Norsk nynorsk", "kund,kunde,klient,x"]).unwrap();
        assert_eq!(notes, base(&["sv,nb", "kund,kunde"]).unwrap());
    }

    #[test]
    fn a_term_in_two_rows_may_be_translated_as_either_says() {
        let base = base(&[
            "sv,nb,nb-forbidden",
            "plats,plass;Plass,sted",
            "Plats,sted,lokasjon",
        ])
        .unwrap();
        let said = |nb: &str| -> Vec<String> {
            let found = base.departures((Lang::Sv, "En ny plats."), (Lang::Nb, nb));
            found.iter().map(ToString::to_string).collect()
        };
        assert_eq!(said("En ny plass."), [""; 0]);
        assert_eq!(said("Et nytt sted."), [""; 0]);
        assert_eq!(said("Et nytt område."), ["“plats” should be plass or sted"]);
        assert_eq!(
            said("En ny lokasjon."),
            ["“plats” should be plass or sted, not lokasjon"]
        );
    }
}
