//! A term base for tests.

use crate::error::Error;
use crate::terms::base::TermBase;

/// A term base of rows whose cells have commas between.
pub(super) fn base(rows: &[&str]) -> Result<TermBase, Error> {
    let rows = rows.iter().enumerate();
    TermBase::from_rows(rows.map(|(i, row)| (i + 1, row.split(','))))
}
