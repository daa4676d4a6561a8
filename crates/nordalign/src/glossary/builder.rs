//! What is gathered for a glossary.

use std::convert::Infallible;

use crate::alignment::Alignment;
use crate::check::TermBase;
use crate::lang::Lang;
use crate::segment::Segment;

use super::departures::{SideText, departures};
use super::entries;
use super::examples::{self, Examples};
use super::gathered::Gathered;
use super::model::Glossary;
use super::preview::{Preview, preview};
use super::sides::{PAIRS, one_of_each, place};
use super::terms::WordPlace;
use super::tokens;

/// Gathers a [`Glossary`] from alignments.
///
/// It keeps the words of their units as numbers, and the beginnings of their texts to show as
/// examples; no texts where they can be read again, with [`count_texts`](Self::count_texts).
#[derive(Debug, Default)]
pub struct GlossaryBuilder {
    gathered: Gathered,
}

impl GlossaryBuilder {
    /// A builder without any words.
    pub fn new() -> Self {
        GlossaryBuilder::default()
    }

    /// How often terms must be linked at least; [`DEFAULT_MIN_COUNT`](super::DEFAULT_MIN_COUNT) if
    /// not set.
    #[must_use]
    pub fn min_count(mut self, count: usize) -> Self {
        self.gathered.min_count = Some(count.max(1));
        self
    }

    /// The language that comes first, whatever is added; if not set, the first alignment's source,
    /// or the first text's language.
    #[must_use]
    pub fn source(mut self, lang: Lang) -> Self {
        self.gathered.langs.retain(|&known| known != lang);
        self.gathered.langs.insert(0, lang);
        self
    }

    /// The terms that translations should have. Departures are looked for in what is added from
    /// then on: [`Glossary::departures`] lists them, and entries say whether their term is in the
    /// base, and have its departures as [`Note::Departure`](super::Note::Departure).
    ///
    /// ```
    /// use nordalign::Lang;
    /// use nordalign::check::TermBase;
    /// use nordalign::glossary::GlossaryBuilder;
    ///
    /// let base = TermBase::from_rows([(1, ["sv", "nb"]), (2, ["hyresgäst", "leietaker"])])?;
    /// let mut builder = GlossaryBuilder::new().terms(base);
    /// builder.add_texts("minne.tmx", 12, &[(Lang::Sv, "En hyresgäst"), (Lang::Nb, "En leietaker")]);
    /// builder.add_texts("minne.tmx", 16, &[(Lang::Sv, "Alla hyresgäster"), (Lang::Nb, "Alle leieboere")]);
    /// let glossary = builder.finish();
    /// let found = &glossary.departures()[0];
    /// assert_eq!(found.departure.to_string(), "“hyresgäst” should be leietaker");
    /// assert_eq!((found.example.places[1].line, found.example.places[1].text.as_str()), (16, "Alle leieboere"));
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    #[must_use]
    pub fn terms(mut self, base: TermBase) -> Self {
        self.gathered.base = Some(base);
        self
    }

    /// Takes the units of `alignment`, and which of them belong together.
    pub fn add(&mut self, alignment: &Alignment) {
        let mut starts = [0; Lang::COUNT];
        for side in alignment.sides() {
            let document = self.document(&side.name);
            starts[place(side.lang)] = self.gathered.sides[place(side.lang)].units.len();
            for unit in &side.units {
                let number = self.unit(side.lang, &unit.text);
                self.show(side.lang, number, document, unit.lines.first, &unit.text);
            }
        }
        for (pair, beads) in PAIRS.iter().zip(&mut self.gathered.beads) {
            let langs = pair.map(|at| Lang::ALL[at]);
            for bead in alignment.pair_beads(langs).filter(|bead| bead.is_full()) {
                let swapped = bead.langs != langs;
                let units = [0, 1].map(|side| {
                    let units = &bead.units[if swapped { 1 - side } else { side }];
                    let start = starts[pair[side]];
                    let units = units.iter().map(|&unit| unit as u32 + start);
                    units.collect::<Vec<u32>>()
                });
                beads.push(units.each_ref().map(Vec::as_slice));
            }
        }
        self.compare(alignment);
    }

    /// Looks for departures in the source's pairs of `alignment`.
    fn compare(&mut self, alignment: &Alignment) {
        let first = self.gathered.langs.first();
        let sides = alignment.sides();
        let source = sides.iter().find(|side| Some(&side.lang) == first);
        let (Some(source), Some(base)) = (source.or(sides.first()), &self.gathered.base) else {
            return;
        };
        for target in sides.iter().filter(|side| side.lang != source.lang) {
            let langs = [source.lang, target.lang];
            for bead in alignment.pair_beads(langs).filter(|bead| bead.is_full()) {
                let swapped = usize::from(bead.langs != langs);
                let found = [(source, 0), (target, 1)].map(|(side, at)| {
                    let units = bead.units[at ^ swapped].iter();
                    let units: Vec<&Segment> =
                        units.filter_map(|&unit| side.units.get(unit)).collect();
                    let texts: Vec<&str> = units.iter().map(|unit| unit.text.as_str()).collect();
                    SideText {
                        lang: side.lang,
                        document: &side.name,
                        line: units.first().map_or(1, |unit| unit.lines.first),
                        text: texts.join(" "),
                    }
                });
                self.gathered.departures.extend(departures(base, &found));
            }
        }
    }

    /// Takes texts of two or three languages that belong together, as a unit of a memory does;
    /// `line` is where they stand in the document `name`, 1-based. Texts in fewer languages are
    /// ignored; of several in one language, the first is used.
    ///
    /// ```
    /// use nordalign::Lang;
    /// use nordalign::glossary::GlossaryBuilder;
    /// let mut builder = GlossaryBuilder::new();
    /// builder.add_texts("minne.tmx", 12, &[(Lang::Sv, "En hyresgäst"), (Lang::Nb, "En leietaker")]);
    /// builder.add_texts("minne.tmx", 16, &[(Lang::Sv, "Alla hyresgäster"), (Lang::Nb, "Alle leietakere")]);
    /// assert_eq!(builder.finish().entries()[0].terms[1].text, "leietaker");
    /// ```
    pub fn add_texts(&mut self, name: &str, line: usize, texts: &[(Lang, &str)]) {
        let texts = one_of_each(texts);
        let document = self.document(name);
        for (number, &(lang, text)) in self.units(&texts).into_iter().zip(&texts) {
            self.show(lang, number, document, line, text);
        }
        self.depart(name, line, &texts);
    }

    /// Takes texts as [`add_texts`](Self::add_texts) does, but keeps only the numbers of their
    /// words, so that a translation memory of any size takes little of the computer's. For the
    /// texts of examples, [`finish_again`](Self::finish_again) takes them once more.
    ///
    /// ```
    /// use nordalign::Lang;
    /// use nordalign::glossary::GlossaryBuilder;
    /// let memory = [(12, "En hyresgäst", "En leietaker"), (16, "Alla hyresgäster", "Alle leietakere")];
    /// let units = memory.map(|(line, sv, nb)| (line, [(Lang::Sv, sv), (Lang::Nb, nb)]));
    /// let mut builder = GlossaryBuilder::new();
    /// for (line, texts) in &units {
    ///     builder.count_texts("minne.tmx", *line, texts);
    /// }
    /// let glossary = builder.finish_again(|examples| {
    ///     for (line, texts) in &units {
    ///         examples.show("minne.tmx", *line, texts);
    ///     }
    ///     Ok::<(), nordalign::Error>(())
    /// })?;
    /// let place = &glossary.entries()[0].examples[1].places[0];
    /// assert_eq!((place.line, place.text.as_str()), (16, "Alla hyresgäster"));
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    pub fn count_texts(&mut self, name: &str, line: usize, texts: &[(Lang, &str)]) {
        let texts = one_of_each(texts);
        self.units(&texts);
        self.depart(name, line, &texts);
    }

    /// The numbers of texts of different languages as units that belong together.
    fn units(&mut self, texts: &[(Lang, &str)]) -> Vec<u32> {
        let units = texts.iter().map(|&(lang, text)| self.unit(lang, text));
        let units: Vec<u32> = units.collect();
        let of = |at: usize| {
            let here = texts.iter().position(|&(lang, _)| place(lang) == at);
            here.and_then(|here| units.get(here..=here))
        };
        for (pair, beads) in PAIRS.iter().zip(&mut self.gathered.beads) {
            if let (Some(first), Some(second)) = (of(pair[0]), of(pair[1])) {
                beads.push([first, second]);
            }
        }
        units
    }

    /// Looks for departures in the translations of the first language's text, or else of the first
    /// text.
    fn depart(&mut self, name: &str, line: usize, texts: &[(Lang, &str)]) {
        let Some(base) = &self.gathered.base else {
            return;
        };
        let found = |lang: Lang, text: &str| SideText {
            lang,
            document: name,
            line,
            text: text.to_owned(),
        };
        let first = self.gathered.langs.first();
        let source = texts.iter().find(|(lang, _)| Some(lang) == first);
        let Some(&(from, source)) = source.or(texts.first()) else {
            return;
        };
        for &(lang, text) in texts.iter().filter(|(lang, _)| *lang != from) {
            let found = departures(base, &[found(from, source), found(lang, text)]);
            self.gathered.departures.extend(found);
        }
    }

    /// The number of the document `name`, which is mostly the same as last time.
    fn document(&mut self, name: &str) -> u32 {
        if self
            .gathered
            .documents
            .last()
            .is_none_or(|last| last != name)
        {
            self.gathered.documents.push(name.to_owned());
        }
        self.gathered.documents.len() as u32 - 1
    }

    /// The number that a text gets as a unit.
    fn unit(&mut self, lang: Lang, text: &str) -> u32 {
        if !self.gathered.langs.contains(&lang) {
            self.gathered.langs.push(lang);
        }
        let side = &mut self.gathered.sides[place(lang)];
        let places = tokens::tokens(text).into_iter().map(|token| WordPlace {
            follows: token.follows,
            surface: side.surfaces.add(&token),
        });
        side.units.push(places.map(WordPlace::pack))
    }

    /// Keeps what an example shows of a unit.
    fn show(&mut self, lang: Lang, number: u32, document: u32, line: usize, text: &str) {
        let text = preview(text).into();
        self.gathered.sides[place(lang)].shown.insert(
            number,
            Preview {
                document,
                line,
                text,
            },
        );
    }

    /// The glossary of all that was added. There are no examples from texts that were only counted.
    pub fn finish(self) -> Glossary {
        let Ok(glossary) = self.finish_again(|_| Ok::<(), Infallible>(()));
        glossary
    }

    /// The glossary of all that was added. `again` has to give all texts that
    /// [`count_texts`](Self::count_texts) took once more, in the same order, for the examples.
    /// Examples whose texts are not given are left out.
    ///
    /// # Errors
    /// That of `again`.
    pub fn finish_again<E>(
        mut self,
        again: impl FnOnce(&mut Examples<'_>) -> Result<(), E>,
    ) -> Result<Glossary, E> {
        self.gathered
            .langs
            .retain(|&lang| self.gathered.sides[place(lang)].units.len() > 0);
        if let Some((_, others)) = self.gathered.langs.split_first_mut() {
            others.sort_unstable();
        }
        let mut entries = entries::entries(&mut self.gathered);
        let kept = self.gathered.sides.map(|side| side.shown);
        again(&mut Examples::new(&mut entries, kept))?;
        examples::drop_unshown(&mut entries);
        Ok(Glossary {
            langs: self.gathered.langs,
            entries,
            departures: self.gathered.departures,
        })
    }
}
