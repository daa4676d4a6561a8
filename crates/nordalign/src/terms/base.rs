//! The term base: concepts, and an index of their terms.

use std::collections::BTreeMap;

use crate::error::{Error, ErrorKind};
use crate::lang::Lang;
use crate::language::inflection::{stems, stems_of_form};
use crate::terms::concept::{Concept, LONGEST, Term};

/// Which words stand for which in the languages, and which must not: what
/// [`Checker::terms`](crate::check::Checker::terms) checks by.
///
/// The rows are those of a table: the first names the columns, each other one is a concept. A
/// column `sv`, `nb` or `da` has the language's terms, with `;` between, if several are right.
/// `sv-forbidden`, `nb-forbidden` and `da-forbidden` have terms that must not stand for the
/// concept. `compounds` says `yes` where the term also counts as the beginning of a compound in the
/// source (`faktura` in `fakturadatum`). Other columns are notes, and cells may be empty. Columns
/// may also have names (`Svenska`, `Norwegian Bokmål`), and rows that name no columns may stand
/// above. A term may stand in several rows: any of their translations is right.
///
/// Terms are found in any inflected form, as far as endings tell, whatever their case, and not in
/// another word of the language that looks like such a form. A translation has a term even where it
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

/// The most terms of a base, in all languages.
const MOST_TERMS: usize = 500_000;

/// Concepts while they are gathered.
#[derive(Debug, Default)]
pub(super) struct Concepts {
    concepts: Vec<Concept>,
    terms: usize,
}

impl Concepts {
    /// # Errors
    /// That there are too many terms, at the line of the concept.
    pub(super) fn add(&mut self, line: usize, concept: Concept) -> Result<(), Error> {
        self.terms += concept.count();
        if self.terms > MOST_TERMS {
            let message = format!("a term base has {MOST_TERMS} terms at most");
            return Err(invalid(line, message));
        }
        self.concepts.push(concept);
        Ok(())
    }

    pub(super) fn into_base(self) -> TermBase {
        TermBase::of(self.concepts)
    }
}

/// That something is wrong with what stands on a line.
pub(super) fn invalid(line: usize, message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Invalid, message).at_line(line)
}

impl TermBase {
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
    pub(super) fn candidates(
        &self,
        lang: Lang,
        words: &[String],
    ) -> impl Iterator<Item = (&Term, &Concept)> {
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

    /// Whether it says of any term of `source` how it is translated into `target`, or must not be.
    ///
    /// ```
    /// use nordalign::Lang;
    /// use nordalign::terms::TermBase;
    ///
    /// let base = TermBase::from_rows([(1, ["sv", "nb"]), (2, ["avtal", "avtale"])])?;
    /// assert!(base.has_pair(Lang::Sv, Lang::Nb));
    /// assert!(!base.has_pair(Lang::Sv, Lang::Da));
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    pub fn has_pair(&self, source: Lang, target: Lang) -> bool {
        self.concepts.iter().any(|concept| {
            let is_said = [concept.terms(target), concept.forbidden(target)];
            !concept.terms(source).is_empty() && is_said.iter().any(|terms| !terms.is_empty())
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
