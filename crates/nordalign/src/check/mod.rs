//! Checks of translations: which parts of a source text are missing, untranslated or in the wrong
//! language in its translation, and which numbers, addresses and placeholders differ.
//!
//! ```
//! use nordalign::check::{Checker, Rule};
//! use nordalign::{Aligner, Document, Lang};
//!
//! let sv = Document::from_units(Lang::Sv, ["Biblioteket har öppet till klockan 19 på torsdagar.", "Välkommen in!"]);
//! let nb = Document::from_units(Lang::Nb, ["Biblioteket har åpent til klokken 18 på torsdager.", "Velkommen inn!"]);
//! let alignment = Aligner::new().align(&[sv.clone(), nb.clone()])?;
//! let checked = Checker::new().check(&sv, &nb, &alignment);
//! assert_eq!(checked.coverage.translated.segments, 2);
//! assert_eq!(checked.findings[0].rule, Rule::Numbers);
//! # Ok::<(), nordalign::Error>(())
//! ```
//!
//! Whole sites, with the pages that are missing, known findings and floors, are checked by
//! `check::site` (feature `tree`).
//!
//! # What is believed
//!
//! People switch off a check that cries wolf. So a unit is copied only if it is clearly in the
//! source language: `Support` and `Data` are correct in all three. A language is wrong only if
//! [`identify`](crate::identify()) is sure of it. The notation of a number does not matter, nor
//! does the language of the site that an address leads to.
//!
//! # What is ignored
//!
//! Markdown can exclude text from checks, in the source or in the translation.
//! `<!-- nordalign-ignore -->` applies to the next paragraph, heading, list item or code block, or
//! the next table; `<!-- nordalign-ignore numbers: another currency -->` only to one or more
//! [`Rule`]s, with a reason after a colon. Everything between `<!-- nordalign-ignore-start -->` and
//! `<!-- nordalign-ignore-end -->` is ignored, and so is a document whose front matter says
//! `nordalign: ignore` or `translate: false`. Ignored text is [`State::Ignored`] and not part of
//! the total.
//!
//! ```
//! # #[cfg(feature = "markdown")] {
//! use nordalign::check::{Checker, State};
//! use nordalign::{Aligner, Document, Format, Lang};
//!
//! let sv = "# Priser\n\n<!-- nordalign-ignore -->\nErbjudandet gäller bara i Sverige.\n\nEn biljett kostar 90 kronor.\n";
//! let nb = "# Priser\n\nEn billett koster 90 kroner.\n";
//! let sv = Document::parse(Lang::Sv, sv, Format::Markdown)?;
//! let nb = Document::parse(Lang::Nb, nb, Format::Markdown)?;
//! let alignment = Aligner::new().align(&[sv.clone(), nb.clone()])?;
//! let checked = Checker::new().check(&sv, &nb, &alignment);
//! assert_eq!(checked.states, [State::Translated, State::Ignored, State::Translated]);
//! assert!(checked.findings.is_empty());
//! # }
//! # Ok::<(), nordalign::Error>(())
//! ```

mod basis;
mod checker;
mod counterparts;
mod difference;
mod evidence;
mod finding;
mod ignore;
mod ignored;
mod judge;
mod location;
mod outcome;
mod pair;
mod remark;
mod rule;
mod severity;
#[cfg(feature = "tree")]
pub mod site;
mod state;
#[cfg(test)]
mod tests;
mod text;

pub use basis::Basis;
pub use checker::{Checked, Checker, DEFAULT_FLOOR};
pub use finding::Finding;
pub use location::Location;
pub use outcome::{CheckedFile, Outcome};
pub use rule::{Rule, pages as rules};
pub use severity::Severity;
pub use state::{Counts, Coverage, State};

pub use crate::terms::{Departure, TermBase};
