//! Terms that are not translated as a term base says.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use crate::error::{Error, ErrorKind};
use crate::lang::Lang;

/// Which words stand for which in the languages, and which must not: what [`Checker::terms`](crate::check::Checker::terms) checks by.
///
/// The rows are those of a table: the first names the columns, each other one is a concept. A column `sv`, `nb` or `da` has the
/// language's terms, with `;` between, if several are right. `sv-forbidden`, `nb-forbidden` and `da-forbidden` have terms that
/// must not stand for the concept. `compounds` says `yes` where the term also counts as the beginning of a compound in the source
/// (`faktura` in `fakturadatum`). Other columns are notes, and cells may be empty.
///
/// Terms are found in any inflected form, as far as endings tell, whatever their case. A translation has a term even where it
/// is only a part of a compound there.
///
/// ```
/// use nordalign::check::{Checker, Rule, TermBase};
/// use nordalign::{Aligner, Document, Lang};
///
/// let terms = TermBase::from_rows([
///     (1, ["sv", "nb", "nb-forbidden"]),
///     (2, ["leverantör", "leverandør", "tilbyder"]),
/// ])?;
/// let sv = Document::from_units(Lang::Sv, ["Leverantörerna skickar varorna på måndagar."]);
/// let nb = Document::from_units(Lang::Nb, ["Tilbyderne sender varene på mandager."]);
/// let alignment = Aligner::new().align(&[sv.clone(), nb.clone()])?;
/// let checked = Checker::new().terms(terms).check(&sv, &nb, &alignment);
/// assert_eq!(checked.findings[0].rule, Rule::Terms);
/// assert_eq!(checked.findings[0].message, "“leverantör” should be leverandør, not tilbyder");
/// # Ok::<(), nordalign::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermBase {
    concepts: Vec<Concept>,
    /// The terms, as concept and number in its language, by what stays of their first word when it
    /// is inflected.
    index: BTreeMap<Lang, BTreeMap<String, Vec<[usize; 2]>>>,
}

/// A term of a source that its translation renders otherwise than a [`TermBase`] says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Departure {
    /// The source's term, as the base has it.
    pub term: String,
    /// What the base says it should be: any of these. None if the base only forbids.
    pub wanted: Vec<String>,
    /// What stands there and must not, as the base has it.
    pub forbidden: Option<String>,
}

impl fmt::Display for Departure {
    /// In one sentence: `“leverantör” should be leverandør, not tilbyder`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” should ", self.term)?;
        match (&self.wanted[..], &self.forbidden) {
            ([], None) => f.write_str("be something else"),
            ([], Some(forbidden)) => write!(f, "not be {forbidden}"),
            (wanted, None) => write!(f, "be {}", wanted.join(" or ")),
            (wanted, Some(forbidden)) => write!(f, "be {}, not {forbidden}", wanted.join(" or ")),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Concept {
    /// By language.
    terms: BTreeMap<Lang, Vec<Term>>,
    forbidden: BTreeMap<Lang, Vec<Term>>,
    /// Whether the terms count as beginnings of compounds.
    compounds: bool,
}

/// A term as written, and its words in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    written: String,
    words: Vec<String>,
}

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
    /// [`ErrorKind::Invalid`] with the line, if the first row does not name two languages, names a column twice, or calls one `no`,
    /// which may be either of two languages; if a row has more cells than the first, terms in no
    /// language, or a term of the first language that stood in a row before; if `compounds` is
    /// neither `yes` nor `no`; if a term is longer than 300 characters, or the base has more than
    /// 500,000 terms.
    pub fn from_rows<I, R>(rows: I) -> Result<Self, Error>
    where
        I: IntoIterator<Item = (usize, R)>,
        R: IntoIterator,
        R::Item: AsRef<str>,
    {
        Ok(TermBase::gather(rows, true)?.0)
    }

    /// Makes a term base of rows as [`from_rows`](Self::from_rows) takes them, one a concept, of which several may have the same term: any of
    /// their translations is right then. Rows that cannot be used are left out, and come back as errors with their lines.
    ///
    /// ```
    /// use nordalign::check::TermBase;
    /// let rows = [(1, ["sv", "da"]), (2, ["lager", "lager"]), (9, ["lager", "lag"]), (12, ["", ""]), (15, ["–", "streg"])];
    /// let (base, errors) = TermBase::from_concepts(rows)?;
    /// assert_eq!((base.len(), errors.len()), (2, 1));
    /// assert_eq!(errors[0].line(), Some(15));
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] if the first row is not as it must be, or the base has more than 500,000 terms.
    pub fn from_concepts<I, R>(rows: I) -> Result<(Self, Vec<Error>), Error>
    where
        I: IntoIterator<Item = (usize, R)>,
        R: IntoIterator,
        R::Item: AsRef<str>,
    {
        TermBase::gather(rows, false)
    }

    /// The rows that can be used, and what is wrong with the others. If it is `strict`, nothing may
    /// be wrong, and no two rows may have the same term of the first language.
    fn gather<I, R>(rows: I, strict: bool) -> Result<(Self, Vec<Error>), Error>
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
        let (mut concepts, mut errors) = (Vec::new(), Vec::new());
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut count = 0;
        for (line, row) in rows {
            let concept = match Concept::new(line, &columns, row) {
                Ok(Some(concept)) => concept,
                Ok(None) => continue,
                Err(error) if strict => return Err(error),
                Err(error) => {
                    errors.push(error);
                    continue;
                }
            };
            count += concept.count();
            if count > MOST_TERMS {
                let message = format!("a term base has {MOST_TERMS} terms at most");
                return Err(invalid(line, message));
            }
            for term in concept.terms(columns.first).iter().filter(|_| strict) {
                if let Some(before) = known.insert(term.words.join(" "), line) {
                    let message = format!(
                        "“{}” stands on line {before} already; put all its translations on one line, with ; between",
                        term.written
                    );
                    return Err(invalid(line, message));
                }
            }
            concepts.push(concept);
        }
        Ok((TermBase::of(concepts), errors))
    }

    fn of(concepts: Vec<Concept>) -> Self {
        let mut index: BTreeMap<Lang, BTreeMap<String, Vec<[usize; 2]>>> = BTreeMap::new();
        for (number, concept) in concepts.iter().enumerate() {
            for (&lang, terms) in &concept.terms {
                let index = index.entry(lang).or_default();
                for (at, term) in terms.iter().enumerate() {
                    let first = term.words.first().map_or("", String::as_str);
                    for stem in stems(first) {
                        index.entry(stem).or_default().push([number, at]);
                    }
                }
            }
        }
        TermBase { concepts, index }
    }

    /// The terms that may stand where `words` begin, and their concepts.
    fn candidates(&self, lang: Lang, words: &[String]) -> impl Iterator<Item = (&Term, &Concept)> {
        let word = words.first().map_or("", String::as_str);
        let index = self.index.get(&lang);
        // A term may be the beginning of a compound, too.
        let heads = word.char_indices().take(LONGEST + 1);
        let heads = heads.filter_map(|(at, _)| word.get(..at));
        let known = stems_of_form(lang, word)
            .chain(heads)
            .filter_map(|stem| index?.get(stem));
        let mut numbers: Vec<[usize; 2]> = known.flatten().copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().filter_map(move |[number, at]| {
            let concept = self.concepts.get(number)?;
            Some((concept.terms(lang).get(at)?, concept))
        })
    }

    /// How many concepts it has.
    pub fn len(&self) -> usize {
        self.concepts.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }
}

impl TermBase {
    /// The terms of the text `source` whose translation the text `target` does not have, or has in
    /// a way that is forbidden; each once, in the order of the text. Of a text with more than 256
    /// different terms, only the first 256 are looked into.
    ///
    /// ```
    /// use nordalign::Lang;
    /// use nordalign::check::TermBase;
    ///
    /// let base = TermBase::from_rows([(1, ["sv", "nb"]), (2, ["avtal", "avtale"]), (3, ["kund", "kunde"])])?;
    /// let source = (Lang::Sv, "Kunden säger upp avtalet.");
    /// let found = base.departures(source, (Lang::Nb, "Kunden sier opp kontrakten."));
    /// assert_eq!(found.len(), 1);
    /// assert_eq!(found[0].to_string(), "“avtal” should be avtale");
    /// assert!(base.departures(source, (Lang::Nb, "Kunden sier opp avtalen.")).is_empty());
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    pub fn departures(&self, source: (Lang, &str), target: (Lang, &str)) -> Vec<Departure> {
        let (from, lang) = (source.0, target.0);
        let [source, target] = [source.1, target.1].map(words_of);
        let folded: Vec<String> = target.iter().map(|word| folded(word)).collect();
        let used = self.used(from, &source);
        let is_right = |concept: &Concept| {
            let terms = concept.terms(lang);
            terms.is_empty() || terms.iter().any(|term| term.is_somewhere_in(lang, &folded))
        };
        // A term may stand for several concepts.
        let mut right: BTreeMap<&[String], bool> = BTreeMap::new();
        for (term, concept) in &used {
            let right = right.entry(&term.words).or_default();
            *right = *right || is_right(concept);
        }
        let mut told: BTreeSet<&str> = BTreeSet::new();
        let mut departures: Vec<Departure> = Vec::new();
        for &(term, concept) in &used {
            let mut forbidden = concept.forbidden(lang).iter();
            let wrong = forbidden.find(|term| term.is_in(lang, &target));
            let is_right = right.get(term.words.as_slice()) == Some(&true);
            if wrong.is_none() && is_right || !told.insert(&term.written) {
                continue;
            }
            let wanted = concept.terms(lang).iter();
            departures.push(Departure {
                term: term.written.clone(),
                wanted: wanted.map(|term| term.written.clone()).collect(),
                forbidden: wrong.map(|term| term.written.clone()),
            });
        }
        departures
    }

    /// The terms of the base that `term`, in the form that a dictionary lists or another, is one of.
    pub(crate) fn named(&self, lang: Lang, term: &str) -> Vec<&str> {
        let words = words_of(term);
        let terms = self.candidates(lang, &words).map(|(term, _)| term);
        let same = terms
            .filter(|known| known.words.len() == words.len() && known.begins(lang, &words, false));
        same.map(|known| known.written.as_str()).collect()
    }

    /// The terms that a text of `lang` has, and their concepts, the first [`MOST`] of them. Where
    /// one is a part of another, the longer one counts; each is told of once.
    fn used(&self, lang: Lang, words: &[String]) -> Vec<(&Term, &Concept)> {
        let mut found = Vec::new();
        for place in 0..words.len() {
            let here = words.get(place..).unwrap_or_default();
            let candidates = self.candidates(lang, here);
            let stands =
                |(term, concept): &(&Term, &Concept)| term.begins(lang, here, concept.compounds);
            found.extend(
                candidates
                    .filter(stands)
                    .map(|(term, concept)| (place, term, concept)),
            );
        }
        let longest = found.iter().map(|(_, term, _)| term.words.len()).max();
        let reach = longest.unwrap_or_default();
        let covers = |&(place, term): &(usize, &Term),
                      &(other, longer, _): &(usize, &Term, &Concept)| {
            let (length, others) = (term.words.len(), longer.words.len());
            other <= place && place + length <= other + others && length < others
                || place == other && length == others && longer.written.len() > term.written.len()
        };
        // Those that begin before and reach this one, and those that begin here.
        let is_covered = |at: usize, place: usize, term: &Term| {
            let (before, after) = found.split_at(at);
            let before = before.iter().rev();
            let mut before = before.take_while(|(other, ..)| other + reach > place);
            let mut after = after.iter().take_while(|(other, ..)| *other == place);
            before.any(|other| covers(&(place, term), other))
                || after.any(|other| covers(&(place, term), other))
        };
        let mut seen = BTreeSet::new();
        let kept = found.iter().enumerate();
        let kept = kept.filter(|&(at, &(place, term, _))| {
            !is_covered(at, place, term) && seen.insert(std::ptr::from_ref(term))
        });
        kept.map(|(_, &(_, term, concept))| (term, concept))
            .take(MOST)
            .collect()
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

impl Concept {
    /// None of an empty row.
    fn new<R>(line: usize, columns: &Columns, row: R) -> Result<Option<Self>, Error>
    where
        R: IntoIterator,
        R::Item: AsRef<str>,
    {
        let mut concept = Concept {
            terms: BTreeMap::new(),
            forbidden: BTreeMap::new(),
            compounds: false,
        };
        let mut is_empty = true;
        let mut columns = columns.all.iter();
        for cell in row {
            let cell = cell.as_ref().trim();
            let column = columns.next();
            is_empty &= cell.is_empty();
            match column {
                Some(Column::Terms(lang)) => {
                    concept.terms.insert(*lang, terms(line, cell)?);
                }
                Some(Column::Forbidden(lang)) => {
                    concept.forbidden.insert(*lang, terms(line, cell)?);
                }
                Some(Column::Compounds) => {
                    concept.compounds = match cell.to_lowercase().as_str() {
                        "yes" => true,
                        "no" | "" => false,
                        _ => {
                            let message = format!("compounds is yes or no, not {cell}");
                            return Err(invalid(line, message));
                        }
                    };
                }
                Some(Column::Note) => {}
                None if cell.is_empty() => {}
                None => return Err(invalid(line, "more cells than the first row has columns")),
            }
        }
        let has_terms = concept.terms.values().any(|terms| !terms.is_empty());
        match (is_empty, has_terms) {
            (true, _) => Ok(None),
            (false, true) => Ok(Some(concept)),
            (false, false) => Err(invalid(line, "a row without a term")),
        }
    }

    /// How many terms it has in all languages.
    fn count(&self) -> usize {
        let all = self.terms.values().chain(self.forbidden.values());
        all.map(Vec::len).sum()
    }

    fn terms(&self, lang: Lang) -> &[Term] {
        self.terms.get(&lang).map_or(&[], Vec::as_slice)
    }

    fn forbidden(&self, lang: Lang) -> &[Term] {
        self.forbidden.get(&lang).map_or(&[], Vec::as_slice)
    }
}

/// More different terms of one text are not looked into: a bound on the work.
const MOST: usize = 256;

/// The most terms of a base, in all languages.
const MOST_TERMS: usize = 500_000;

/// Longer terms, in characters, are none: a quote in a table does not end.
const LONGEST: usize = 300;

/// The terms of a cell.
fn terms(line: usize, cell: &str) -> Result<Vec<Term>, Error> {
    let mut terms: Vec<Term> = Vec::new();
    let mut known = BTreeSet::new();
    for written in cell.split(';').map(str::trim) {
        let words = words_of(written);
        if written.is_empty() {
            continue;
        }
        let length = written.chars().count();
        if length > LONGEST {
            let start: String = written.chars().take(20).collect();
            let message = format!(
                "“{start}…” is too long for a term, {length} characters; does a quote before it not end?"
            );
            return Err(invalid(line, message));
        }
        if words.is_empty() {
            return Err(invalid(line, format!("“{written}” is no term")));
        }
        if !known.insert(words.clone()) {
            return Err(invalid(line, format!("“{written}” stands twice in a cell")));
        }
        terms.push(Term {
            written: written.to_owned(),
            words,
        });
    }
    // There may be hundreds of thousands of cells with one term each.
    terms.shrink_to_fit();
    Ok(terms)
}

fn invalid(line: usize, message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Invalid, message).at_line(line)
}

fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = text.unicode_words().map(str::to_lowercase).collect();
    words.shrink_to_fit();
    words
}

impl Term {
    /// Whether `words` begin with the term, in any form. With `compounds` it may also be the beginning of a word.
    fn begins(&self, lang: Lang, words: &[String], compounds: bool) -> bool {
        let is_head =
            |word: &str, term: &str| compounds && self.words.len() == 1 && is_head(term, word);
        let mut pairs = words.iter().zip(&self.words);
        words.len() >= self.words.len()
            && pairs.all(|(word, term)| is_form(lang, term, word) || is_head(word, term))
    }

    /// Whether the term is among `words`, in any form.
    fn is_in(&self, lang: Lang, words: &[String]) -> bool {
        words
            .windows(self.words.len().max(1))
            .any(|window| self.begins(lang, window, false))
    }

    /// Whether the term is among words that are [`folded`], where it takes little to believe it: as
    /// a part of a compound, with another vowel in its stem.
    fn is_somewhere_in(&self, lang: Lang, words: &[String]) -> bool {
        let term: Vec<String> = self.words.iter().map(|word| folded(word)).collect();
        let joined = term.concat();
        let is_part = |word: &str, term: &str| {
            let stem = term.strip_suffix(['a', 'e']).unwrap_or(term);
            stem.chars().count() >= 3 && word.contains(stem)
        };
        words.windows(term.len().max(1)).any(|window| {
            let mut pairs = window.iter().zip(&term);
            pairs.all(|(word, term)| is_form(lang, term, word) || is_part(word, term))
        }) || term.len() > 1 && words.contains(&joined)
    }
}

fn folded(word: &str) -> String {
    word.chars().map(plain).collect()
}

/// A vowel without the change that inflection may give it: `bok`, `bøker`.
fn plain(c: char) -> char {
    match c {
        'å' | 'ä' | 'æ' => 'a',
        'ö' | 'ø' => 'o',
        c => c,
    }
}

/// Whether `term` is the first part of `word`.
fn is_head(term: &str, word: &str) -> bool {
    let rest = word.strip_prefix(term);
    rest.is_some_and(|rest| rest.chars().count() >= 3)
}

/// The endings of each language, longest first.
static ENDINGS: LazyLock<BTreeMap<Lang, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("endings.txt").lines();
    let lines = lines.filter_map(|line| line.split_once(' '));
    let lines = lines.filter_map(|(lang, endings)| Some((lang.parse().ok()?, endings)));
    lines
        .map(|(lang, endings)| (lang, endings.split_whitespace().collect()))
        .collect()
});

/// Stems are at least this long, in characters.
const STEM: usize = 3;

/// Whether `word` may be an inflected form of `term`, both in lower case.
fn is_form(lang: Lang, term: &str, word: &str) -> bool {
    if term == word {
        return true;
    }
    let length = term.chars().count();
    // Of what stays, no more than the last three letters may differ.
    let mut letters = term
        .chars()
        .zip(word.chars())
        .take(length.saturating_sub(3).max(1));
    if length < STEM || letters.any(|(a, b)| a != b) {
        return false;
    }
    let stems = stems(term);
    let mut own = stems_of_form(lang, word).skip(1);
    own.any(|own| stems.iter().any(|stem| stem == own))
}

/// What may stay of `word` when its ending is taken off; all of it first.
fn stems_of_form(lang: Lang, word: &str) -> impl Iterator<Item = &str> {
    let endings = ENDINGS.get(&lang).map_or(&[][..], Vec::as_slice);
    let rests = endings
        .iter()
        .filter_map(|ending| word.strip_suffix(ending));
    let rests = rests.flat_map(|rest| [Some(rest), single(rest)]);
    [word].into_iter().chain(rests.flatten())
}

/// What of a word stays when it is inflected: `faktur` of `faktura`, `nyckl` of `nyckel`.
fn stems(term: &str) -> Vec<String> {
    let long = |stem: &str| stem.chars().count() >= STEM;
    let mut stems = vec![term.to_owned()];
    if let Some(stem) = term.strip_suffix(['a', 'e']).filter(|stem| long(stem)) {
        stems.push(stem.to_owned());
    }
    for (ending, rest) in [("el", "l"), ("er", "r"), ("en", "n")] {
        if let Some(stem) = term.strip_suffix(ending).filter(|stem| long(stem)) {
            let shorter = single(stem).into_iter();
            stems.extend(shorter.chain([stem]).map(|stem| format!("{stem}{rest}")));
        }
    }
    stems
}

/// `stem` with one consonant at the end, where it has two of a kind (`programm`).
fn single(stem: &str) -> Option<&str> {
    let mut back = stem.chars().rev();
    let last = back.next()?;
    let doubled = back.next() == Some(last) && !"aeiouyåäöæø".contains(last);
    doubled.then(|| stem.strip_suffix(last)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(rows: &[&str]) -> Result<TermBase, Error> {
        let rows = rows.iter().enumerate();
        TermBase::from_rows(rows.map(|(i, row)| (i + 1, row.split(','))))
    }

    #[test]
    fn inflected_forms_are_forms_and_other_words_are_not() {
        for (lang, term, forms) in [
            (
                Lang::Sv,
                "faktura",
                "faktura fakturan fakturor fakturorna fakturas",
            ),
            (Lang::Sv, "nyckel", "nyckeln nycklar nycklarna"),
            (Lang::Sv, "program", "programmet programmen programs"),
            (Lang::Sv, "betala", "betalar betalade betalat betalas"),
            (
                Lang::Nb,
                "leverandør",
                "leverandøren leverandører leverandørene leverandørens",
            ),
            (Lang::Nb, "nøkkel", "nøkkelen nøkler nøklene"),
            (
                Lang::Da,
                "virksomhed",
                "virksomheden virksomheder virksomhedernes",
            ),
        ] {
            for form in forms.split(' ') {
                assert!(is_form(lang, term, form), "{term} {form}");
            }
        }
        for (term, word) in [
            ("kund", "kundtjänst"),
            ("bank", "banan"),
            ("order", "ord"),
            ("lager", "lagerplats"),
        ] {
            assert!(!is_form(Lang::Sv, term, word), "{term} {word}");
        }
    }

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

    #[test]
    fn the_longest_term_counts_and_compounds_only_where_told() {
        let base = base(&[
            "sv,nb,compounds",
            "lager,lager,",
            "faktura,faktura,yes",
            "öppen faktura,utestående faktura,",
        ])
        .unwrap();
        let used = |text: &str| -> Vec<String> {
            let found = base.used(Lang::Sv, &words_of(text));
            found
                .into_iter()
                .map(|(term, _)| term.written.clone())
                .collect()
        };
        assert_eq!(used("Öppna fakturor visas här."), ["öppen faktura"]);
        assert_eq!(used("Lagerplatsen på fakturadatumet."), ["faktura"]);
    }
}
