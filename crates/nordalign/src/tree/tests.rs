//! Trees as they are on disk.

use std::fs;
use std::path::Path;

use super::*;
use crate::align::Similarity;
use crate::error::ErrorKind;
use crate::segment::Segment;
use crate::write::jsonl;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Folder(tempfile::tempdir().unwrap());
        files
            .iter()
            .for_each(|(path, text)| folder.write(path, text));
        folder
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.0.path().join(path)
    }

    /// A builder with the folder itself as the root.
    fn whole(&self) -> TreeBuilder {
        Tree::builder().root(self.0.path())
    }

    fn languages(&self) -> TreeBuilder {
        let root =
            |builder: TreeBuilder, &lang: &Lang| builder.root_in(lang, self.path(lang.code()));
        let there = Lang::ALL
            .iter()
            .filter(|lang| self.path(lang.code()).exists());
        there.fold(Tree::builder(), root)
    }

    fn shown(&self, path: &Path) -> String {
        let path = path.strip_prefix(self.0.path()).unwrap_or(path);
        walk::slashed(path)
    }

    /// Every set: how it was found, and its paths.
    fn sets(&self, tree: &Tree) -> Vec<(FoundBy, String)> {
        let set = |set: &DocumentSet| {
            let paths = set.files.iter().map(|file| self.shown(&file.path));
            (set.found_by, paths.collect::<Vec<_>>().join(" "))
        };
        tree.sets().iter().map(set).collect()
    }

    fn unpaired(&self, tree: &Tree) -> Vec<String> {
        tree.unpaired()
            .iter()
            .map(|u| self.shown(&u.path))
            .collect()
    }
}

const SV: &str = "# Om oss\n\nVi är ett litet företag i Göteborg som bygger träbåtar efter gamla ritningar.\n\nVerkstaden grundades 1987 av två syskon från Marstrand.\n";
const NB: &str = "# Om oss\n\nVi er et lite selskap i Göteborg som bygger trebåter etter gamle tegninger.\n\nVerkstedet ble grunnlagt i 1987 av to søsken fra Marstrand.\n";
const DA: &str = "# Om os\n\nVi er en lille virksomhed i Göteborg, som bygger træbåde efter gamle tegninger.\n\nVærkstedet blev grundlagt i 1987 af to søskende fra Marstrand.\n";

const SV_PRICES: &str = "# Priser\n\nEn roddbåt kostar 45 000 kronor och levereras inom sex månader.\n\nMotor och segel ingår inte i priset.\n";
const NB_PRICES: &str = "# Priser\n\nEn robåt koster 45 000 kroner og leveres innen seks måneder.\n\nMotor og seil er ikke med i prisen.\n";
const DA_PRICES: &str = "# Priser\n\nEn robåd koster 45.000 kroner og leveres inden for seks måneder.\n\nMotor og sejl er ikke med i prisen.\n";

#[test]
fn every_way_to_name_a_language_finds_the_partners() {
    let layouts: [[&str; 3]; 5] = [
        ["a/om.sv.md", "a/om.nb.md", "a/om.da.md"],
        ["sv/a/om.md", "nb/a/om.md", "da/a/om.md"],
        ["content/sv/om.md", "content/nb/om.md", "content/da/om.md"],
        ["om/index.sv.md", "om/index.nb-NO.md", "om/_index.da.md"],
        ["a/sv/om.txt", "a/nb_NO/om.markdown", "a/da/om.md"],
    ];
    for paths in layouts {
        let folder = Folder::new(&[(paths[0], SV), (paths[1], NB), (paths[2], DA)]);
        let tree = folder.whole().build().unwrap();
        assert_eq!(folder.sets(&tree), [(FoundBy::Path, paths.join(" "))]);
        assert!(tree.unpaired().is_empty());
    }
}

#[test]
fn a_file_without_a_language_is_in_the_source_language_or_reported() {
    let folder = Folder::new(&[
        ("om/index.md", SV),
        ("om/index.nb.md", NB),
        ("om/index.en.md", "About us"),
    ]);
    let tree = folder.whole().source(Lang::Sv).build().unwrap();
    assert_eq!(
        folder.sets(&tree),
        [(FoundBy::Path, "om/index.md om/index.nb.md".to_owned())]
    );
    assert_eq!(tree.other_languages(), 1);
    // Its text says it, and that this is all that does.
    let tree = folder.whole().build().unwrap();
    let by_text: Vec<bool> = tree.sets()[0]
        .files
        .iter()
        .map(|file| file.by_text)
        .collect();
    assert_eq!(by_text, [true, false]);
    folder.write("om/index.md", "Om 1987\n");
    let tree = folder.whole().build().unwrap();
    assert!(tree.sets().is_empty());
    assert_eq!(tree.unpaired()[0].reason, Reason::NoLanguage);
    folder.write("om/index.md", format!("---\nlang: sv\n---\n{SV}"));
    assert_eq!(folder.whole().build().unwrap().sets().len(), 1);
}

#[test]
fn folders_of_other_languages_are_recognised_if_the_root_does_not_name_one() {
    let folder = Folder::new(&[
        ("docs/om.md", SV),
        ("docs/en/om.md", "About us"),
        ("docs/nb/om.md", NB),
    ]);
    let tree = Tree::builder()
        .root_in(Lang::Sv, folder.path("docs"))
        .build()
        .unwrap();
    assert_eq!(
        folder.sets(&tree),
        [(FoundBy::Path, "docs/om.md docs/nb/om.md".to_owned())]
    );
    assert_eq!(tree.other_languages(), 1);
    let folder = Folder::new(&[("sv/it/om.md", SV), ("nb/it/om.md", NB)]);
    let tree = folder.languages().build().unwrap();
    assert_eq!(
        folder.sets(&tree),
        [(FoundBy::Path, "sv/it/om.md nb/it/om.md".to_owned())]
    );
}

#[test]
fn norwegian_without_a_nearer_name_is_bokmal() {
    let folder = Folder::new(&[
        ("a.sv.md", SV),
        ("a.no.md", NB),
        ("b/sv/x.md", SV_PRICES),
        ("b/no/x.md", NB_PRICES),
    ]);
    let tree = folder.whole().build().unwrap();
    let sets: Vec<String> = folder.sets(&tree).into_iter().map(|set| set.1).collect();
    assert_eq!(sets, ["a.sv.md a.no.md", "b/sv/x.md b/no/x.md"]);
    let root = Tree::builder().root(folder.path("b/no"));
    let tree = root.root(folder.path("b/sv")).build().unwrap();
    assert_eq!(tree.langs(), [Lang::Sv, Lang::Nb]);
    assert_eq!(tree.sets().len(), 1);
    // A folder of Norway, in each language.
    let folder = Folder::new(&[("sv/no/a.md", SV), ("nb/no/a.md", NB)]);
    let tree = folder.whole().build().unwrap();
    let expected = "sv/no/a.md nb/no/a.md".to_owned();
    assert_eq!(folder.sets(&tree), [(FoundBy::Path, expected)]);
}

#[test]
fn the_end_of_a_name_says_the_language_unless_the_text_is_plainly_in_another() {
    let folder = Folder::new(&[
        ("docs/README.md", SV),
        ("docs/README-nb.md", NB),
        ("docs/README_da-DK.md", DA),
        (
            "docs/README-en.md",
            "The library is open every day of the week, and so is the bakery.\n",
        ),
        ("docs/vad-gor-vi-da.md", SV_PRICES),
    ]);
    for builder in [
        folder.whole().source(Lang::Sv),
        Tree::builder().root_in(Lang::Sv, folder.path("docs")),
    ] {
        let tree = builder.build().unwrap();
        let expected = "docs/README.md docs/README-nb.md docs/README_da-DK.md".to_owned();
        assert_eq!(folder.sets(&tree), [(FoundBy::Path, expected)]);
        assert_eq!(folder.unpaired(&tree), ["docs/vad-gor-vi-da.md"]);
        assert_eq!(tree.unpaired()[0].lang, Some(Lang::Sv));
        assert_eq!(tree.other_languages(), 1);
    }
}

#[test]
fn documents_with_other_names_are_found_by_content() {
    let folder = Folder::new(&[
        ("sv/om-oss.md", SV),
        ("sv/priser.md", SV_PRICES),
        ("nb/om-oss/index.md", NB),
        ("nb/prisliste.md", NB_PRICES),
        ("da/om-os.md", DA),
        ("da/hvad-koster-det.md", DA_PRICES),
    ]);
    let tree = folder.languages().build().unwrap();
    assert_eq!(
        folder.sets(&tree),
        [
            (
                FoundBy::Content,
                "sv/om-oss.md nb/om-oss/index.md da/om-os.md".to_owned()
            ),
            (
                FoundBy::Content,
                "sv/priser.md nb/prisliste.md da/hvad-koster-det.md".to_owned()
            ),
        ]
    );
    assert!(
        tree.sets()
            .iter()
            .all(|set| set.score > 0.5 && set.score <= 1.0)
    );
    let by_path = folder.languages().content(false).build().unwrap();
    assert_eq!(
        folder.sets(&by_path),
        [(FoundBy::Path, "sv/om-oss.md nb/om-oss/index.md".to_owned())]
    );
}

#[test]
fn a_document_whose_partner_is_missing_does_not_get_another() {
    let folder = Folder::new(&[("sv/om-oss.md", SV), ("nb/prisliste.md", NB_PRICES)]);
    let tree = folder.languages().build().unwrap();
    assert!(tree.sets().is_empty(), "{:?}", tree.sets());
    assert_eq!(folder.unpaired(&tree), ["nb/prisliste.md", "sv/om-oss.md"]);
}

#[test]
fn two_documents_with_the_same_content_are_reported_and_not_guessed() {
    let folder = Folder::new(&[
        ("sv/om.md", SV),
        ("sv/firman.md", SV),
        ("nb/selskapet.md", NB),
    ]);
    let tree = folder.languages().build().unwrap();
    assert!(tree.sets().is_empty(), "{:?}", tree.sets());
    let kinds: Vec<_> = tree
        .conflicts()
        .iter()
        .map(|conflict| conflict.kind)
        .collect();
    assert_eq!(kinds, [ConflictKind::SameContent]);
    assert_eq!(tree.conflicts()[0].files.len(), 3);
    assert!(
        tree.unpaired()
            .iter()
            .all(|unpaired| unpaired.reason == Reason::Conflict)
    );
}

#[test]
fn pages_numbered_independently_in_each_language_are_not_mispaired() {
    // Long enough for their words to show that the paths mislead.
    let sv_om = format!(
        "{SV}\nSnickaren limmar kölen, hyvlar spanten och oljar relingen innan båten sjösätts i april.\n"
    );
    let nb_om = format!(
        "{NB}\nSnekkeren limer kjølen, høvler spantene og oljer relingen før båten sjøsettes i april.\n"
    );
    let insurance = [
        "# Försäkring\n\nFörsäkringsbolaget ersätter stormskador, stöld och transporter till vinterförvaringen i Kungälv. Självrisken är 3 500 kronor, men höjs vid grundstötning till 8 000. Anmäl skadan skriftligen inom fjorton dagar, bifoga fotografier och kvitton på reservdelar, propellrar, kapell och elektronik.\n",
        "# Forsikring\n\nForsikringsselskapet erstatter stormskader, tyveri og transport til vinterlagringen i Kungälv. Egenandelen er 3 500 kroner, men økes ved grunnstøting til 8 000. Meld skaden skriftlig innen fjorten dager, legg ved fotografier og kvitteringer på reservedeler, propeller, kalesje og elektronikk.\n",
    ];
    let folder = Folder::new(&[
        ("sv/01.md", &sv_om),
        ("nb/01.md", insurance[1]),
        ("sv/02.md", insurance[0]),
        ("nb/02.md", &nb_om),
    ]);
    let tree = folder.languages().build().unwrap();
    assert_eq!(
        folder.sets(&tree),
        [
            (FoundBy::Content, "sv/01.md nb/02.md".to_owned()),
            (FoundBy::Content, "sv/02.md nb/01.md".to_owned()),
        ]
    );
    let kinds: Vec<_> = tree
        .conflicts()
        .iter()
        .map(|conflict| conflict.kind)
        .collect();
    assert_eq!(kinds, [ConflictKind::ContentAgainstPath; 2]);
}

#[cfg(feature = "markdown")]
#[test]
fn a_translation_key_finds_partners_with_other_paths() {
    let keyed = |text: &str| format!("---\ntitle: x\ntranslationKey: om\n---\n{text}");
    let folder = Folder::new(&[
        ("content/sv/om-oss.md", &keyed(SV)),
        ("content/nb/selskapet/vi.md", &keyed(NB)),
        ("content/da/om-os.md", &keyed(DA)),
    ]);
    let tree = folder.whole().build().unwrap();
    let expected = "content/sv/om-oss.md content/nb/selskapet/vi.md content/da/om-os.md";
    assert_eq!(folder.sets(&tree), [(FoundBy::Key, expected.to_owned())]);
    assert_eq!(
        tree.sets()[0].files[0].translation_key.as_deref(),
        Some("om")
    );
}

#[test]
fn a_pattern_marks_where_the_language_is() {
    let folder = Folder::new(&[
        ("i18n/sv/docs/om.md", SV),
        ("i18n/nb/docs/om.md", NB),
        ("i18n/nb/blog/om.md", NB_PRICES),
        ("om.md", DA),
    ]);
    let pattern = format!(
        "{}/i18n/{{lang}}/docs/**/*.md",
        walk::slashed(folder.0.path())
    );
    let tree = Tree::builder().pattern(pattern).build().unwrap();
    assert_eq!(
        folder.sets(&tree),
        [(
            FoundBy::Path,
            "i18n/sv/docs/om.md i18n/nb/docs/om.md".to_owned()
        )]
    );
    assert!(tree.unpaired().is_empty());
}

#[test]
fn roots_of_one_language_are_told_apart_by_their_paths() {
    let folder = Folder::new(&[
        ("docs/sv/om.md", SV),
        ("docs/nb/om.md", NB),
        ("blog/sv/om.md", SV_PRICES),
        ("blog/nb/om.md", NB_PRICES),
    ]);
    let roots = ["docs/sv", "docs/nb", "blog/sv", "blog/nb"];
    let builder = roots.iter().fold(Tree::builder(), |builder, root| {
        builder.root(folder.path(root))
    });
    let tree = builder.build().unwrap();
    let sets = folder.sets(&tree);
    assert_eq!(sets.len(), 2, "{sets:?} {:?}", tree.conflicts());
    assert_eq!(
        sets[0],
        (FoundBy::Path, "blog/sv/om.md blog/nb/om.md".to_owned())
    );
}

#[test]
fn ignored_and_hidden_files_and_other_formats_are_left_out() {
    let folder = Folder::new(&[
        (".gitignore", "bygge/\n"),
        ("sv/om.md", SV),
        ("nb/om.md", NB),
        ("nb/bygge/om.md", NB),
        ("nb/.utkast/om.md", NB),
        ("nb/bild.png", "x"),
    ]);
    let tree = folder.whole().build().unwrap();
    assert_eq!(folder.sets(&tree).len(), 1);
    assert!(tree.unpaired().is_empty());
    assert_eq!(tree.other_formats(), 1);
}

#[cfg(unix)]
#[test]
fn circular_links_end_and_a_file_with_two_names_is_read_once() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new(&[("sv/om.md", SV), ("nb/om.md", NB)]);
    symlink(folder.path("sv"), folder.path("sv/runt")).unwrap();
    symlink(folder.path("sv/om.md"), folder.path("nb/svenska.md")).unwrap();
    let tree = folder.languages().build().unwrap();
    assert_eq!(
        folder.sets(&tree),
        [(FoundBy::Path, "sv/om.md nb/om.md".to_owned())]
    );
    assert_eq!(folder.unpaired(&tree), ["nb/svenska.md", "sv/runt"]);
    for link in tree.unpaired() {
        assert!(matches!(link.reason, Reason::SameFile { .. }), "{link:?}");
    }
    assert!(tree.errors().is_empty(), "{:?}", tree.errors());
}

#[test]
fn a_document_that_cannot_be_read_is_reported_and_the_others_are_paired() {
    let folder = Folder::new(&[
        ("sv/a.md", SV),
        ("nb/a.md", NB),
        ("sv/b.md", SV),
        ("da/b.md", DA),
    ]);
    folder.write("da/a.md", b"f\xE5r\xFF");
    folder.write("nb/b.md", b"\0\0binary");
    folder.write("nb/ensam.md", b"\xE5\xE4");
    let tree = folder.languages().build().unwrap();
    let aligned: Vec<AlignedSet> = tree.align(&Aligner::new()).collect();
    assert_eq!(aligned.len(), 2);
    for set in &aligned {
        assert_eq!(set.errors.len(), 1);
        assert_eq!(set.alignment.as_ref().map(|a| a.sides().len()), Some(2));
    }
    assert!(
        aligned[0].errors[0]
            .path()
            .is_some_and(|path| path.ends_with("da/a.md"))
    );
    assert!(matches!(
        tree.unpaired()[0].reason,
        Reason::Unreadable { .. }
    ));
    assert_eq!(folder.unpaired(&tree), ["nb/ensam.md"]);
}

#[test]
fn the_source_language_comes_first_and_need_not_be_in_every_set() {
    let folder = Folder::new(&[
        ("sv/a.md", SV),
        ("nb/a.md", NB),
        ("da/a.md", DA),
        ("sv/b.md", SV_PRICES),
        ("nb/b.md", NB_PRICES),
    ]);
    let tree = folder.languages().source(Lang::Da).build().unwrap();
    assert_eq!(tree.langs(), [Lang::Da, Lang::Sv, Lang::Nb]);
    let aligner = Aligner::builder().source(Lang::Da).build();
    let langs: Vec<Vec<Lang>> = tree
        .align(&aligner)
        .map(|aligned| aligned.alignment.unwrap().langs())
        .collect();
    assert_eq!(
        langs,
        [vec![Lang::Da, Lang::Sv, Lang::Nb], vec![Lang::Sv, Lang::Nb]]
    );
}

#[test]
fn the_result_is_the_same_on_any_number_of_threads_and_within_a_pool() {
    let folder = Folder::new(&[]);
    for number in 0..40 {
        for (lang, text) in [("sv", SV), ("nb", NB), ("da", DA)] {
            folder.write(
                &format!("{lang}/{number:02}.md"),
                format!("{text}\nNr {number}\n"),
            );
        }
    }
    let run = || {
        let tree = folder.languages().build().unwrap();
        let mut out = Vec::new();
        for aligned in tree.align(&Aligner::new()) {
            out.extend(folder.shown(&aligned.set.files[0].path).into_bytes());
            jsonl(&aligned.alignment.unwrap(), &mut out).unwrap();
        }
        out
    };
    let outside = run();
    assert!(outside.starts_with(b"sv/00.md"));
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        assert!(pool.install(run) == outside, "{threads} threads");
    }
}

#[test]
fn a_root_that_does_not_exist_or_is_not_a_folder_is_an_error() {
    let folder = Folder::new(&[("sv/a.md", SV)]);
    let error = Tree::builder().root(folder.path("nb")).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    let error = Tree::builder()
        .root(folder.path("sv/a.md"))
        .build()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
}

#[test]
fn a_file_deleted_in_the_meantime_is_an_error_of_its_set_only() {
    let folder = Folder::new(&[
        ("sv/a.md", "Bron är öppen hela sommaren.\n"),
        ("nb/a.md", "Broen er åpen hele sommeren.\n"),
        ("sv/b.md", "Färjan går varje timme.\n"),
        ("nb/b.md", "Fergen går hver time.\n"),
    ]);
    let tree = folder.languages().content(false).build().unwrap();
    fs::remove_file(folder.path("nb/a.md")).unwrap();
    let sets: Vec<AlignedSet> = tree.align(&Aligner::new()).collect();
    assert_eq!(sets[0].errors.len(), 1);
    assert!(sets[0].errors[0].to_string().contains("a.md"));
    assert!(sets[0].alignment.is_none());
    assert!(sets[1].alignment.is_some() && sets[1].errors.is_empty());
}

#[test]
fn patterns_of_one_language_pair_the_files_below_them_and_files_can_be_filtered() {
    let folder = Folder::new(&[
        ("texter/a/bro.md", "Bron är öppen hela sommaren.\n"),
        ("tekster/a/bro.md", "Broen er åpen hele sommeren.\n"),
        ("texter/utkast.md", "Färjan går varje timme.\n"),
        ("tekster/utkast.md", "Fergen går hver time.\n"),
    ]);
    let pattern = |folders: &str| folder.path(folders).to_string_lossy().replace('\\', "/");
    let tree = Tree::builder()
        .pattern_in(Lang::Sv, pattern("texter/**"))
        .pattern_in(Lang::Nb, pattern("tekster/**/*.md"))
        .pattern_in(Lang::Da, pattern("tekster/*.txt"))
        .filter(|path| !path.ends_with("utkast.md"))
        .build()
        .unwrap();
    let sets: Vec<String> = folder.sets(&tree).into_iter().map(|set| set.1).collect();
    assert_eq!(sets, ["texter/a/bro.md tekster/a/bro.md"]);
    assert!(tree.unpaired().is_empty());
    assert_eq!(tree.unmatched(), [pattern("tekster/*.txt")]);
}

/// Panics on one document, as a bug of ours would.
#[derive(Debug)]
struct Failing;

impl Similarity for Failing {
    fn similarity(&self, first: &Segment, _: &Segment) -> f64 {
        assert!(!first.text.contains("Bron"), "over the bridge");
        0.5
    }
}

fn two_pages() -> Folder {
    Folder::new(&[
        ("sv/a.md", "Bron är öppen hela sommaren.\n"),
        ("nb/a.md", "Broen er åpen hele sommeren.\n"),
        ("sv/b.md", "Färjan går varje timme.\n"),
        ("nb/b.md", "Fergen går hver time.\n"),
    ])
}

#[test]
fn a_panic_in_one_set_is_an_error_of_that_set_and_the_others_are_aligned() {
    let folder = two_pages();
    let tree = folder.languages().content(false).build().unwrap();
    let aligner = Aligner::builder().similarity(Failing).build();
    let sets: Vec<AlignedSet> = tree.align(&aligner).collect();
    assert_eq!(sets.len(), 2);
    assert!(sets[0].alignment.is_none() && sets[0].documents.len() == 2);
    let [error] = &sets[0].errors[..] else {
        panic!("{:?}", sets[0].errors);
    };
    assert_eq!(error.kind(), ErrorKind::Fault);
    assert_eq!(error.path(), Some(sets[0].set.files[0].path.as_path()));
    let message = error.to_string();
    for part in ["bug in nordalign", "report it", "over the bridge"] {
        assert!(message.contains(part), "{part}: {message}");
    }
    // A panic while aligning may come from either.
    let other = folder.path("nb/a.md");
    assert!(message.contains(&*other.to_string_lossy()), "{message}");
    assert!(sets[1].alignment.is_some() && sets[1].errors.is_empty());
}

#[test]
fn a_panic_while_documents_are_looked_for_leaves_the_others_paired() {
    let folder = two_pages();
    let builder = folder.languages().text(|_, path| {
        assert!(!path.ends_with("sv/a.md"), "not this one");
        crate::read::file(path).and_then(|bytes| crate::read::decode(&bytes))
    });
    let tree = builder.build().unwrap();
    assert_eq!(
        folder.sets(&tree),
        [(FoundBy::Path, "sv/b.md nb/b.md".to_owned())]
    );
    let unread = &tree.unpaired()[1];
    assert!(unread.path.ends_with("sv/a.md"), "{unread:?}");
    let Reason::Unreadable { message } = &unread.reason else {
        panic!("{unread:?}");
    };
    assert!(message.contains("bug in nordalign"), "{message}");
    assert!(message.contains("not this one"), "{message}");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf8_stay_distinct_and_can_be_reported() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new(&[]);
    let pages: [(&[u8], &str); 4] = [
        (b"sv/f\xE5r.md", "Bron är öppen hela sommaren.\n"),
        (b"nb/f\xE5r.md", "Broen er åpen hele sommeren.\n"),
        (b"sv/f\xF6r.md", "Färjan går varje timme.\n"),
        (b"nb/f\xF6r.md", "Fergen går hver time.\n"),
    ];
    for (path, text) in pages {
        let path = folder.0.path().join(OsStr::from_bytes(path));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let tree = folder.languages().content(false).build().unwrap();
    let sets = folder.sets(&tree);
    let sets: Vec<&str> = sets.iter().map(|(_, paths)| paths.as_str()).collect();
    assert_eq!(sets, ["sv/f%E5r.md nb/f%E5r.md", "sv/f%F6r.md nb/f%F6r.md"]);
    let json = serde_json::to_string(tree.sets()).unwrap();
    assert!(json.contains("sv/f%E5r.md"), "{json}");
    let names = tree.align(&Aligner::new()).map(|set| {
        let alignment = set.alignment.unwrap();
        alignment.sides()[1].name.clone()
    });
    let names: Vec<String> = names.collect();
    assert!(names[0].ends_with("nb/f%E5r.md"), "{names:?}");
    assert!(names[1].ends_with("nb/f%F6r.md"), "{names:?}");
}

#[cfg(unix)]
#[test]
fn skipped_files_and_folders_are_reported_with_the_reason_and_the_rest_is_found() {
    let folder = two_pages();
    let name = "långt-ned".repeat(15);
    // Two halves that the system accepts, joined to a path that it does not.
    let half = |from: &str| {
        let folders = std::iter::repeat_n(name.as_str(), 20);
        let half = folder
            .path(from)
            .join(folders.collect::<std::path::PathBuf>());
        fs::create_dir_all(&half).unwrap();
        half
    };
    let deep = half("sv");
    fs::write(half("nedre").join("a.md"), NB).unwrap();
    fs::rename(folder.path("nedre"), deep.join("nedre")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(folder.path("nb/rör.md")).unwrap();
    let tree = folder.languages().content(false).build().unwrap();
    assert_eq!(folder.sets(&tree).len(), 2);
    let errors: Vec<String> = tree.errors().iter().map(ToString::to_string).collect();
    let [too_deep, pipe] = &errors[..] else {
        panic!("{errors:?}");
    };
    assert!(pipe.contains("rör.md: this is a pipe, a socket"), "{pipe}");
    // The path once, and the reason that the system gives.
    let start = deep.to_string_lossy();
    assert!(too_deep.starts_with(&*start), "{too_deep}");
    assert_eq!(too_deep.matches(&*start).count(), 1, "{too_deep}");
    assert!(too_deep.contains("too long"), "{too_deep}");
}
