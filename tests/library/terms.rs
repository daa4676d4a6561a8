//! Term bases that other programs have saved.

use nordalign::terms::TermFile;

use crate::file;

/// `libreoffice.*` are `glossary.csv`, which `nordalign glossary` wrote, as LibreOffice 7.4 saves it:
/// opened as a table in UTF-8 with commas, and saved as XLSX, as CSV with semicolons, as CSV with
/// semicolons in windows-1252, and with tabs.
#[test]
fn a_glossary_that_libreoffice_has_saved_has_lost_nothing() {
    let path = |name: &str| file("tests/fixtures/terms").join(name);
    let written = TermFile::read(path("glossary.csv")).unwrap();
    assert_eq!(written.base.len(), 41);
    for name in ["libreoffice.xlsx", "libreoffice.csv", "libreoffice.tsv"] {
        let saved = TermFile::read(path(name)).unwrap();
        assert_eq!(saved.base, written.base, "{name}");
        assert_eq!(saved.languages, ["sv", "nb", "da"], "{name}");
        assert!(saved.warnings.is_empty(), "{name} {:?}", saved.warnings);
    }
    let old = path("libreoffice-1252.csv");
    assert!(TermFile::read(&old).is_err());
    let saved = TermFile::read_in_encoding(&old, "windows-1252").unwrap();
    assert_eq!(saved.base, written.base);
}
