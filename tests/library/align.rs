//! What a user expects of an alignment.

use nordalign::{
    Aligner, Alignment, Document, ErrorKind, FixedAnchor, Format, Lang, Segment, Segmentation,
    Similarity, segments, write,
};

use crate::generator::{Random, paragraph};
use crate::{laws, parsed};

const SV: [&str; 5] = [
    "Museet ligger vid kajen i Norrvik.",
    "Entrén är gratis för barn under 12 år.",
    "Vuxna betalar 140 kronor för en biljett.",
    "Caféet serverar soppa, smörgåsar och kaffe.",
    "Närmaste hållplats heter Fiskhamnen.",
];

const NB: [&str; 5] = [
    "Museet ligger ved kaia i Norrvik.",
    "Inngangen er gratis for barn under 12 år.",
    "Voksne betaler 140 kroner for en billett.",
    "Kafeen serverer suppe, smørbrød og kaffe.",
    "Nærmeste holdeplass heter Fiskhamnen.",
];

const DA: [&str; 5] = [
    "Museet ligger ved kajen i Norrvik.",
    "Der er gratis adgang for børn under 12 år.",
    "Voksne betaler 140 kroner for en billet.",
    "Caféen serverer suppe, smørrebrød og kaffe.",
    "Det nærmeste stoppested hedder Fiskhamnen.",
];

/// The units of each bead, side by side.
type Beads = Vec<Vec<Vec<usize>>>;

fn beads(alignment: &Alignment) -> Beads {
    let beads = alignment.beads().iter();
    beads.map(|bead| bead.units.clone()).collect()
}

/// The beads by language, in no order, so that alignments with different sources can be compared.
fn sets(alignment: &Alignment) -> Vec<Vec<(Lang, Vec<usize>)>> {
    let langs = alignment.langs();
    let by_lang = |units: &Vec<Vec<usize>>| {
        let mut sides: Vec<_> = langs.iter().copied().zip(units.clone()).collect();
        sides.sort();
        sides
    };
    let mut sets: Vec<_> = beads(alignment).iter().map(by_lang).collect();
    sets.sort();
    sets
}

fn align(documents: &[Document]) -> Alignment {
    let alignment = Aligner::new().align(documents).unwrap();
    laws::alignment(&alignment);
    alignment
}

fn ready(lang: Lang, units: &[&str]) -> Document {
    Document::from_units(lang, units)
}

fn three() -> [Document; 3] {
    [
        ready(Lang::Sv, &SV),
        ready(Lang::Nb, &NB),
        ready(Lang::Da, &DA),
    ]
}

/// Every unit paired with the one of the same number.
fn diagonal(sides: usize, units: usize) -> Beads {
    (0..units).map(|unit| vec![vec![unit]; sides]).collect()
}

#[test]
fn texts_that_match_line_by_line_are_aligned_line_by_line() {
    let documents = three();
    assert_eq!(beads(&align(&documents)), diagonal(3, 5));
    assert_eq!(beads(&align(&documents[..2])), diagonal(2, 5));
    assert_eq!(beads(&align(&documents[1..])), diagonal(2, 5));
}

#[test]
fn two_paragraphs_are_aligned_with_the_one_they_were_joined_to() {
    let joined = format!("{} {}", NB[1], NB[2]);
    let sv = ready(Lang::Sv, &SV);
    let nb = ready(Lang::Nb, &[NB[0], &joined, NB[3], NB[4]]);
    let expected: Beads = vec![
        vec![vec![0], vec![0]],
        vec![vec![1, 2], vec![1]],
        vec![vec![3], vec![2]],
        vec![vec![4], vec![3]],
    ];
    assert_eq!(beads(&align(&[sv, nb])), expected);
}

#[test]
fn a_paragraph_that_was_left_out_has_no_partner() {
    let nb = ready(Lang::Nb, &NB);
    let da = ready(Lang::Da, &[DA[0], DA[1], DA[3], DA[4]]);
    let alignment = align(&[nb, da]);
    assert_eq!(beads(&alignment)[2], [vec![2], vec![]]);
    assert_eq!(beads(&alignment)[3], [vec![3], vec![2]]);
}

#[test]
fn a_paragraph_that_two_of_three_languages_have_is_paired_in_both() {
    let [sv, nb, _] = three();
    let da = ready(Lang::Da, &[DA[0], DA[1], DA[3], DA[4]]);
    let alignment = align(&[sv, nb, da]);
    assert_eq!(beads(&alignment)[2], [vec![2], vec![2], vec![]]);
    assert_eq!(alignment.beads().len(), 5);
}

#[test]
fn a_join_in_one_language_joins_the_bead_of_all_three_but_not_the_pair_of_the_others() {
    let [sv, nb, _] = three();
    let joined = format!("{} {}", DA[1], DA[2]);
    let da = ready(Lang::Da, &[DA[0], &joined, DA[3], DA[4]]);
    let alignment = align(&[sv, nb, da]);
    assert_eq!(beads(&alignment)[1], [vec![1, 2], vec![1, 2], vec![1]]);
    let sv_nb = alignment.pair_beads([Lang::Sv, Lang::Nb]);
    let sv_nb: Beads = sv_nb.map(|bead| bead.units.to_vec()).collect();
    assert_eq!(sv_nb, diagonal(2, 5));
}

#[test]
fn the_order_of_the_arguments_changes_nothing_but_the_source() {
    let mut random = Random::new(11);
    for (round, documents) in [three(), uneven(&mut random)].iter().enumerate() {
        let expected = sets(&align(documents));
        for order in [
            [0, 1, 2],
            [0, 2, 1],
            [1, 0, 2],
            [1, 2, 0],
            [2, 0, 1],
            [2, 1, 0],
        ] {
            let alignment = align(&order.map(|i| documents[i].clone()));
            assert_eq!(sets(&alignment), expected, "{order:?} in round {round}");
            assert_eq!(alignment.langs()[0], Lang::ALL[order[0]]);
        }
    }
}

#[test]
fn the_source_comes_first_and_the_others_follow_in_a_fixed_order() {
    let documents = three();
    for &source in Lang::ALL {
        let aligner = Aligner::builder().source(source).build();
        let alignment = aligner.align(&documents).unwrap();
        let mut expected = vec![source];
        expected.extend(Lang::ALL.iter().copied().filter(|&lang| lang != source));
        assert_eq!(alignment.langs(), expected);
        assert_eq!(sets(&alignment), sets(&align(&documents)));
    }
}

/// Documents of 40 paragraphs, where each language leaves out a few others.
fn uneven(random: &mut Random) -> [Document; 3] {
    let mut sides: [Vec<String>; 3] = Default::default();
    for _ in 0..40 {
        for (side, text) in sides.iter_mut().zip(paragraph(random)) {
            if !random.once_in(10) {
                side.push(text);
            }
        }
    }
    let [sv, nb, da] = sides;
    [
        Document::from_units(Lang::Sv, sv),
        Document::from_units(Lang::Nb, nb),
        Document::from_units(Lang::Da, da),
    ]
}

#[test]
fn a_text_aligned_with_itself_is_the_diagonal() {
    let mut random = Random::new(3);
    let texts: Vec<String> = (0..60).map(|_| paragraph(&mut random)[0].clone()).collect();
    let copies = [Lang::Sv, Lang::Nb, Lang::Da].map(|lang| Document::from_units(lang, &texts));
    assert_eq!(beads(&align(&copies)), diagonal(3, 60));
    assert_eq!(beads(&align(&copies[..2])), diagonal(2, 60));
}

#[test]
fn swapping_which_text_is_in_which_language_mirrors_the_alignment() {
    let mut random = Random::new(8);
    let [sv, nb, _] = uneven(&mut random);
    let swap = |document: &Document, lang| {
        Document::from_units(lang, document.units().map(nordalign::Block::text))
    };
    let swapped = [swap(&nb, Lang::Sv), swap(&sv, Lang::Nb)];
    let straight = beads(&align(&[sv, nb]));
    let mut mirrored = beads(&align(&swapped));
    for bead in &mut mirrored {
        bead.reverse();
    }
    let sorted = |mut beads: Beads| {
        beads.sort();
        beads
    };
    assert_eq!(sorted(mirrored), sorted(straight));
}

#[test]
fn an_empty_document_leaves_every_unit_of_the_others_without_a_partner() {
    let none = ready(Lang::Nb, &[]);
    let alignment = align(&[ready(Lang::Sv, &SV), none.clone()]);
    assert_eq!(alignment.beads().len(), 5);
    assert!(alignment.beads().iter().all(|bead| bead.languages() == 1));

    let alignment = align(&[ready(Lang::Sv, &SV), none.clone(), ready(Lang::Da, &DA)]);
    let expected: Beads = (0..5).map(|i| vec![vec![i], vec![], vec![i]]).collect();
    assert_eq!(beads(&alignment), expected);

    let alignment = align(&[none, ready(Lang::Sv, &[])]);
    assert!(alignment.beads().is_empty());
}

#[test]
fn single_units_that_say_the_same_belong_together() {
    let documents = [
        ready(Lang::Sv, &SV[..1]),
        ready(Lang::Nb, &NB[..1]),
        ready(Lang::Da, &DA[..1]),
    ];
    assert_eq!(beads(&align(&documents)), diagonal(3, 1));
    assert_eq!(beads(&align(&documents[1..])), diagonal(2, 1));
}

#[test]
fn documents_without_a_word_in_common_are_covered_with_low_confidence() {
    let sv = ready(
        Lang::Sv,
        &[
            "Katten sover under trappan.",
            "Räven smyger.",
            "Ugglan hoar.",
        ],
    );
    let da = ready(
        Lang::Da,
        &["Momsfritagelse", "Bogføringspligtig omsætning i 2. kvartal"],
    );
    let alignment = align(&[sv, da]);
    let sure = alignment
        .beads()
        .iter()
        .filter(|bead| bead.languages() == 2 && bead.confidence >= write::DEFAULT_MIN_CONFIDENCE);
    assert_eq!(sure.count(), 0, "{alignment:?}");
}

#[test]
fn ten_thousand_identical_lines_in_three_languages_are_aligned_and_covered() {
    let documents = [Lang::Sv, Lang::Nb, Lang::Da]
        .map(|lang| Document::from_units(lang, ["Samma rad."; 10_000]));
    let alignment = Aligner::new().align(&documents).unwrap();
    laws::coverage(&alignment);
}

#[test]
fn numbers_in_different_notation_tell_short_lines_apart() {
    let sv = ready(
        Lang::Sv,
        &[
            "Pris: 1 250,50 kr",
            "Vikt: 12 000 kg",
            "Höjd: 3,5 m",
            "Datum: 2 maj",
        ],
    );
    let da = ready(
        Lang::Da,
        &["Vægt: 12.000 kg", "Højde: 3,5 m", "Dato: 2. maj"],
    );
    let alignment = align(&[sv, da]);
    assert_eq!(beads(&alignment)[0], [vec![0], vec![]]);
    assert_eq!(beads(&alignment)[1], [vec![1], vec![0]]);

    let aligner = Aligner::builder().reasons(true).build();
    let sv = ready(Lang::Sv, &["Bidraget är 12 000 kronor."]);
    let da = ready(Lang::Da, &["Tilskuddet er 12.000 kroner."]);
    let alignment = aligner.align(&[sv, da]).unwrap();
    let reasons = alignment.beads()[0].pairs[0].reasons.as_ref().unwrap();
    assert_eq!(reasons.numbers, ["12000"]);
}

#[test]
fn sentences_are_aligned_with_sentences_of_their_own_paragraph() {
    let sv = "Kontoret är stängt. Ring i morgon.\n\n\
        Boken är slut. Ring i morgon.\n\n\
        Kursen är full. Ring i morgon.\n";
    let nb = "Kontoret er stengt. Ring i morgen.\n\n\
        Boka er utsolgt. Ring i morgen.\n\n\
        Kurset er fullt. Ring i morgen.\n";
    let aligner = Aligner::builder()
        .segmentation(Segmentation::Sentence)
        .build();
    let sv = parsed(Lang::Sv, sv, Format::Plain);
    let nb = parsed(Lang::Nb, nb, Format::Plain);
    let alignment = aligner.align(&[sv, nb]).unwrap();
    laws::alignment(&alignment);
    assert_eq!(beads(&alignment), diagonal(2, 6));
}

#[test]
fn sentences_are_found_across_a_paragraph_break_that_one_language_lacks() {
    let sv = "Lägret börjar den 3 juli. Ta med sovsäck och regnkläder.\n\nPriset är 900 kronor. Syskon betalar halva priset.\n";
    let da = "Lejren begynder den 3. juli. Tag sovepose og regntøj med. Prisen er 900 kroner. Søskende betaler halv pris.\n";
    let aligner = Aligner::builder()
        .segmentation(Segmentation::Sentence)
        .build();
    let sv = parsed(Lang::Sv, sv, Format::Plain);
    let da = parsed(Lang::Da, da, Format::Plain);
    let alignment = aligner.align(&[sv, da]).unwrap();
    assert_eq!(beads(&alignment), diagonal(2, 4));
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let documents = uneven(&mut Random::new(5));
    let aligner = Aligner::builder().reasons(true).build();
    let written = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.unwrap().install(|| {
            let mut out = Vec::new();
            write::jsonl(&aligner.align(&documents).unwrap(), &mut out).unwrap();
            out
        })
    };
    let expected = written(1);
    assert!(!expected.is_empty());
    assert!(expected == written(4));
    assert!(expected == written(4));
}

#[test]
fn reasons_are_given_only_on_request_and_name_what_the_sides_share() {
    let documents = three();
    let without = align(&documents);
    assert!(
        without
            .beads()
            .iter()
            .flat_map(|bead| &bead.pairs)
            .all(|pair| pair.reasons.is_none())
    );

    let with = Aligner::builder()
        .reasons(true)
        .build()
        .align(&documents)
        .unwrap();
    assert_eq!(sets(&with), sets(&without), "asking why changes nothing");
    let reasons = with.beads()[2].pairs[0].reasons.as_ref().unwrap();
    assert_eq!(reasons.numbers, ["140"]);
    assert!(reasons.structure);
    assert!(reasons.similarity > 0.3, "{reasons:?}");
    assert!((0.5..2.0).contains(&reasons.length), "{reasons:?}");
    let cognates: Vec<&str> = reasons.cognates.iter().map(|(sv, _)| sv.as_str()).collect();
    assert!(
        cognates
            .iter()
            .any(|word| word.eq_ignore_ascii_case("kronor")),
        "{cognates:?}"
    );
}

#[test]
fn a_heading_that_one_language_lacks_does_not_take_the_paragraph_below_it() {
    let sv = parsed(
        Lang::Sv,
        "# Avgifter\n\nÅrsavgiften är 300 kronor.\n\n# Kontakt\n\nSkriv till oss.\n",
        Format::Markdown,
    );
    let nb = parsed(
        Lang::Nb,
        "Årsavgiften er 300 kroner.\n\n# Kontakt\n\nSkriv til oss.\n",
        Format::Markdown,
    );
    let expected: Beads = vec![
        vec![vec![0], vec![]],
        vec![vec![1], vec![0]],
        vec![vec![2], vec![1]],
        vec![vec![3], vec![2]],
    ];
    assert_eq!(beads(&align(&[sv, nb])), expected);
}

#[test]
fn the_texts_of_a_bead_are_the_texts_of_the_units() {
    let documents = three();
    let alignment = align(&documents);
    for (side, document) in alignment.sides().iter().zip(&documents) {
        assert_eq!(side.units, segments(document, Segmentation::Paragraph));
    }
    assert_eq!(
        alignment.text(Lang::Da, &[3, 4]),
        format!("{} {}", DA[3], DA[4])
    );
}

#[test]
fn anything_but_two_or_three_languages_is_refused_with_a_reason() {
    let sv = ready(Lang::Sv, &SV);
    let nb = ready(Lang::Nb, &NB);
    let message = |documents: &[Document]| {
        let error = Aligner::new().align(documents).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Documents);
        error.to_string()
    };
    assert!(message(std::slice::from_ref(&sv)).contains("not 1"));
    assert!(message(&[]).contains("not 0"));
    assert!(message(&[sv.clone(), sv.clone()]).contains("two documents are in sv"));
    let aligner = Aligner::builder().source(Lang::Da).build();
    let error = aligner.align(&[sv, nb]).unwrap_err();
    assert!(
        error.to_string().contains("source language (da)"),
        "{error}"
    );
}

/// Units are alike if they begin with the same number.
#[derive(Debug)]
struct FirstNumber;

impl Similarity for FirstNumber {
    fn similarity(&self, first: &Segment, second: &Segment) -> f64 {
        let [a, b] = [first, second].map(|unit| unit.text.split(' ').next());
        f64::from(u8::from(a == b))
    }
}

#[test]
fn a_similarity_of_the_callers_own_decides_where_spelling_would_not() {
    let sv = Document::from_units(
        Lang::Sv,
        [
            "12 Sånger om våren",
            "13 Ballader från kusten",
            "14 Vaggvisor",
        ],
    );
    let da = Document::from_units(Lang::Da, ["13 Folkemelodier", "14 Godnatsange"]);
    let aligner = Aligner::builder().similarity(FirstNumber).build();
    let alignment = aligner.align(&[sv, da]).unwrap();
    let units: Vec<_> = alignment
        .beads()
        .iter()
        .map(|bead| bead.units.clone())
        .collect();
    assert_eq!(
        units,
        [[vec![0], vec![]], [vec![1], vec![0]], [vec![2], vec![1]]]
    );
}

#[test]
fn a_fixed_anchor_holds_against_the_spelling_and_leaves_the_rest_to_it() {
    let sv = [
        "Biblioteket öppnar klockan nio.",
        "Kaféet är stängt i juli.",
        "Välkommen!",
    ];
    let nb = [
        "Biblioteket åpner klokken ni.",
        "Kafeen er stengt i juli.",
        "Velkommen!",
    ];
    let documents = [
        Document::from_units(Lang::Sv, sv),
        Document::from_units(Lang::Nb, nb),
    ];
    let anchor = FixedAnchor::new([Lang::Nb, Lang::Sv], [0, 1]);
    let alignment = Aligner::new()
        .align_anchored(&documents, &[anchor])
        .unwrap();
    let of = |unit: usize| {
        let beads = alignment.beads().iter();
        beads
            .clone()
            .find(|bead| bead.units[0].contains(&unit))
            .unwrap()
            .units[1]
            .clone()
    };
    assert!(of(1).contains(&0));
    assert_eq!(of(2), [2]);
}

#[test]
fn anchors_that_cannot_hold_are_refused_with_the_reason() {
    let documents = [Lang::Sv, Lang::Da].map(|lang| Document::from_units(lang, ["ett", "två"]));
    let refused = |anchors: &[FixedAnchor]| {
        let result = Aligner::new().align_anchored(&documents, anchors);
        result.unwrap_err().to_string()
    };
    let anchor = |i, j| FixedAnchor::new([Lang::Sv, Lang::Da], [i, j]);
    assert!(refused(&[anchor(2, 0)]).contains("names unit 2"));
    assert!(refused(&[anchor(0, 1), anchor(1, 0)]).contains("crosses"));
    assert!(refused(&[anchor(0, 0), anchor(1, 0)]).contains("two anchors"));
    let elsewhere = FixedAnchor::new([Lang::Sv, Lang::Nb], [0, 0]);
    assert!(refused(&[elsewhere]).contains("no such unit"));
}

#[test]
fn a_passage_that_occurs_twice_is_aligned_with_itself_both_times() {
    let mut random = Random::new(11);
    let mut texts: [Vec<String>; 3] = Default::default();
    for _ in 0..900 {
        for (text, paragraph) in texts.iter_mut().zip(paragraph(&mut random)) {
            text.push(paragraph);
        }
    }
    for (side, text) in texts.iter_mut().enumerate() {
        let passage = text[200..260].to_vec();
        text[260..320].clone_from_slice(&passage);
        // Swedish is short the second time, the others are short the first time: the best match is
        // far off.
        for unit in [210, 229, 248] {
            let place = if side == 0 { unit + 60 } else { unit };
            let end = text[place].find(". ").unwrap_or(text[place].len() - 1);
            text[place].truncate(end + 1);
        }
    }
    let documents: Vec<Document> = [Lang::Sv, Lang::Nb, Lang::Da]
        .into_iter()
        .zip(&texts)
        .map(|(lang, text)| Document::from_units(lang, text))
        .collect();
    for pair in [[0, 1], [0, 2], [1, 2]] {
        let documents = pair.map(|side| documents[side].clone());
        let aligned = beads(&align(&documents));
        let right = aligned.iter().filter(|bead| bead[0] == bead[1]).count();
        assert!(right >= 890, "{right} beads of the pair {pair:?}");
    }
}
