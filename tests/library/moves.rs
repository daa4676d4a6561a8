//! What a user expects if blocks have moved in one of the documents.

use nordalign::{Aligner, Alignment, Bead, Document, Format, Lang, Segmentation};

use crate::generator::{Random, paragraph};
use crate::{laws, parsed};

/// A leaflet in sections: a heading and three paragraphs each.
const SV: [[&str; 4]; 4] = [
    [
        "Öppettider",
        "Badhuset är öppet alla dagar klockan 6.30–21.00 utom på midsommarafton.",
        "Under höstlovet öppnar vi redan klockan 6.00 i den stora bassängen.",
        "Bastun stänger en halvtimme före bassängerna så att personalen hinner städa.",
    ],
    [
        "Priser",
        "Vuxna betalar 95 kronor och barn mellan 4 och 17 år betalar 45 kronor.",
        "Ett årskort kostar 3 200 kronor och gäller även i gymmet på övervåningen.",
        "Pensionärer får rabatt på vardagar före klockan 14.",
    ],
    [
        "Simskola",
        "Nya kurser för nybörjare startar i januari, april och september.",
        "Anmälan görs i receptionen eller på kommunens webbplats senast två veckor före start.",
        "Barnen ska vara minst fem år och våga doppa huvudet under vattnet.",
    ],
    [
        "Säkerhet",
        "Barn under åtta år får bara bada i sällskap med en vuxen simkunnig person.",
        "Följ alltid badvaktens anvisningar och spring inte på de våta golven.",
        "Hjärtstartaren hänger till höger om ingången till omklädningsrummen.",
    ],
];

const NB: [[&str; 4]; 4] = [
    [
        "Åpningstider",
        "Badehuset er åpent alle dager klokken 6.30–21.00 unntatt på midtsommeraften.",
        "I høstferien åpner vi allerede klokken 6.00 i det store bassenget.",
        "Badstuen stenger en halvtime før bassengene slik at personalet rekker å vaske.",
    ],
    [
        "Priser",
        "Voksne betaler 95 kroner og barn mellom 4 og 17 år betaler 45 kroner.",
        "Et årskort koster 3 200 kroner og gjelder også i treningsrommet i etasjen over.",
        "Pensjonister får rabatt på hverdager før klokken 14.",
    ],
    [
        "Svømmeskole",
        "Nye kurs for nybegynnere starter i januar, april og september.",
        "Påmelding skjer i resepsjonen eller på kommunens nettsted senest to uker før start.",
        "Barna må være minst fem år og tørre å dyppe hodet under vannet.",
    ],
    [
        "Sikkerhet",
        "Barn under åtte år får bare bade i følge med en voksen svømmekyndig person.",
        "Følg alltid badevaktens anvisninger og løp ikke på de våte gulvene.",
        "Hjertestarteren henger til høyre for inngangen til garderobene.",
    ],
];

const DA: [[&str; 4]; 4] = [
    [
        "Åbningstider",
        "Badehuset er åbent alle dage klokken 6.30–21.00 undtagen sankthansaften.",
        "I efterårsferien åbner vi allerede klokken 6.00 i det store bassin.",
        "Saunaen lukker en halv time før bassinerne, så personalet kan nå at gøre rent.",
    ],
    [
        "Priser",
        "Voksne betaler 95 kroner, og børn mellem 4 og 17 år betaler 45 kroner.",
        "Et årskort koster 3.200 kroner og gælder også i træningsrummet på etagen ovenover.",
        "Pensionister får rabat på hverdage før klokken 14.",
    ],
    [
        "Svømmeskole",
        "Nye kurser for begyndere starter i januar, april og september.",
        "Tilmelding sker i receptionen eller på kommunens hjemmeside senest to uger før start.",
        "Børnene skal være mindst fem år og turde dyppe hovedet under vandet.",
    ],
    [
        "Sikkerhed",
        "Børn under otte år må kun bade i følge med en voksen svømmekyndig person.",
        "Følg altid livredderens anvisninger, og løb ikke på de våde gulve.",
        "Hjertestarteren hænger til højre for indgangen til omklædningsrummene.",
    ],
];

/// A document with sections in a given order.
fn sections(lang: Lang, texts: &[[&str; 4]; 4], order: [usize; 4]) -> Document {
    Document::from_units(lang, order.iter().flat_map(|&section| texts[section]))
}

fn align(documents: &[Document], aligner: &Aligner) -> Alignment {
    let alignment = aligner.align(documents).unwrap();
    laws::alignment(&alignment);
    alignment
}

/// The units of the first language of `pair` in moved beads.
fn moved(alignment: &Alignment, pair: [Lang; 2]) -> Vec<usize> {
    let moved = alignment.pair_beads(pair).filter(|bead| bead.moved);
    moved.flat_map(|bead| bead.units[0].clone()).collect()
}

/// Whether every bead holds one unit of each language, all of the same text.
fn says_the_same(alignment: &Alignment, orders: &[[usize; 4]]) -> bool {
    let text = |side: usize, unit: usize| orders[side][unit / 4] * 4 + unit % 4;
    alignment.beads().iter().all(|bead| {
        let texts = bead.units.iter().zip(0..);
        let texts: Vec<usize> = texts
            .flat_map(|(units, side)| units.iter().map(move |&unit| text(side, unit)))
            .collect();
        texts.len() == orders.len() && texts.iter().all(|text| *text == texts[0])
    })
}

const IN_ORDER: [usize; 4] = [0, 1, 2, 3];

#[test]
fn a_section_in_another_place_is_found_there_and_marked_as_moved() {
    let order = [1, 2, 3, 0];
    let documents = [
        sections(Lang::Sv, &SV, IN_ORDER),
        sections(Lang::Da, &DA, order),
    ];
    let alignment = align(&documents, &Aligner::new());
    assert!(
        says_the_same(&alignment, &[IN_ORDER, order]),
        "{alignment:?}"
    );
    assert_eq!(moved(&alignment, [Lang::Sv, Lang::Da]), [0, 1, 2, 3]);
}

#[test]
fn one_of_two_neighbouring_sections_that_swap_places_is_moved() {
    let order = [0, 2, 1, 3];
    let documents = [
        sections(Lang::Nb, &NB, IN_ORDER),
        sections(Lang::Da, &DA, order),
    ];
    let alignment = align(&documents, &Aligner::new());
    assert!(
        says_the_same(&alignment, &[IN_ORDER, order]),
        "{alignment:?}"
    );
    let moved = moved(&alignment, [Lang::Nb, Lang::Da]);
    assert!(
        moved == [4, 5, 6, 7] || moved == [8, 9, 10, 11],
        "{moved:?}"
    );
}

#[test]
fn without_moves_all_beads_are_in_order() {
    let documents = [
        sections(Lang::Sv, &SV, IN_ORDER),
        sections(Lang::Nb, &NB, [1, 2, 3, 0]),
    ];
    let alignment = align(&documents, &Aligner::builder().moves(false).build());
    let beads = alignment.beads().iter();
    let second: Vec<usize> = beads.flat_map(|bead| bead.units[1].clone()).collect();
    assert!(second.is_sorted(), "{second:?}");
    assert!(alignment.beads().iter().all(|bead| !bead.moved));
}

#[test]
fn a_section_moved_in_one_of_three_languages_is_moved_in_two_pairs() {
    let order = [0, 2, 3, 1];
    let documents = [
        sections(Lang::Sv, &SV, IN_ORDER),
        sections(Lang::Nb, &NB, order),
        sections(Lang::Da, &DA, IN_ORDER),
    ];
    let alignment = align(&documents, &Aligner::new());
    assert!(
        says_the_same(&alignment, &[IN_ORDER, order, IN_ORDER]),
        "{alignment:?}"
    );
    assert_eq!(moved(&alignment, [Lang::Sv, Lang::Nb]), [4, 5, 6, 7]);
    assert!(moved(&alignment, [Lang::Sv, Lang::Da]).is_empty());
    assert_eq!(
        alignment.beads().iter().filter(|bead| bead.moved).count(),
        4
    );
}

#[test]
fn sentences_move_with_their_paragraphs() {
    let paragraphs = |texts: &[[&str; 4]; 4], order: [usize; 4]| {
        let sections = order.map(|section| {
            let [heading, text @ ..] = texts[section];
            format!("# {heading}\n\n{}\n\n", text.join(" "))
        });
        sections.concat()
    };
    let sv = parsed(Lang::Sv, &paragraphs(&SV, IN_ORDER), Format::Plain);
    let nb = parsed(Lang::Nb, &paragraphs(&NB, [3, 0, 1, 2]), Format::Plain);
    let aligner = Aligner::builder()
        .segmentation(Segmentation::Sentence)
        .build();
    let alignment = align(&[sv, nb], &aligner);
    let of = |text: &str| {
        let bead = alignment
            .beads()
            .iter()
            .find(|bead| alignment.text(Lang::Sv, &bead.units[0]).contains(text));
        let bead = bead.unwrap();
        (alignment.text(Lang::Nb, &bead.units[1]), bead.moved)
    };
    assert_eq!(of("Hjärtstartaren"), (NB[3][3].to_owned(), true));
    assert_eq!(of("Pensionärer"), (NB[1][3].to_owned(), false));
}

#[test]
fn nothing_moves_in_a_list_of_similar_lines() {
    let rows = |words: [&str; 4]| {
        let rows = (1..=12).flat_map(move |row| {
            let [question, yes, no, unknown] = words;
            [
                format!("{question} {row}"),
                yes.into(),
                no.into(),
                unknown.into(),
            ]
        });
        rows.collect::<Vec<String>>()
    };
    let sv = Document::from_units(Lang::Sv, rows(["Fråga", "Ja", "Nej", "Vet ej"]));
    // Missing rows here and there make false moves more tempting.
    let mut nb = rows(["Spørsmål", "Ja", "Nei", "Vet ikke"]);
    nb.drain(30..34);
    nb.drain(6..9);
    let nb = Document::from_units(Lang::Nb, nb);
    let alignment = align(&[sv, nb], &Aligner::new());
    assert!(
        alignment.beads().iter().all(|bead| !bead.moved),
        "{alignment:?}"
    );
}

#[test]
fn a_single_short_line_never_moves() {
    let sv = [
        "Hem",
        "Biblioteket har öppet till klockan 19.",
        "Lån förnyas på webben.",
        "Kontakt",
    ];
    let da = [
        "Kontakt",
        "Biblioteket har åbent til klokken 19.",
        "Lån fornyes på nettet.",
        "Hjem",
    ];
    let documents = [
        Document::from_units(Lang::Sv, sv),
        Document::from_units(Lang::Da, da),
    ];
    let alignment = align(&documents, &Aligner::new());
    assert!(
        alignment.beads().iter().all(|bead| !bead.moved),
        "{alignment:?}"
    );
}

#[test]
fn every_unit_is_in_one_bead_however_blocks_are_moved() {
    for seed in 0..25 {
        let mut random = Random::new(seed);
        let mut sides: [Vec<String>; 3] = Default::default();
        for _ in 0..10 + random.below(60) {
            for (side, text) in sides.iter_mut().zip(paragraph(&mut random)) {
                if !random.once_in(10) {
                    side.push(text);
                }
            }
        }
        for side in &mut sides {
            for _ in 0..random.below(4) {
                let from = random.below(side.len());
                let to = from + random.below(side.len() - from);
                let block: Vec<String> = side.drain(from..to).collect();
                let place = random.below(side.len() + 1);
                side.splice(place..place, block);
            }
        }
        let mut langs = Lang::ALL.iter();
        let documents = sides.map(|side| Document::from_units(*langs.next().unwrap(), side));
        align(&documents[..2], &Aligner::new());
        let alignment = align(&documents, &Aligner::new());
        let again = Aligner::new().align(&documents).unwrap();
        assert_eq!(alignment, again, "seed {seed}");
    }
}

#[test]
fn a_long_document_whose_halves_have_swapped_places_is_followed() {
    let mut random = Random::new(7);
    let texts: Vec<[String; 3]> = (0..600).map(|_| paragraph(&mut random)).collect();
    let column = |side: usize| texts.iter().map(move |text| text[side].clone());
    let sv = Document::from_units(Lang::Sv, column(0));
    let da = Document::from_units(Lang::Da, column(2).skip(250).chain(column(2).take(250)));
    let alignment = align(&[sv, da], &Aligner::new());
    let right = |bead: &&Bead| {
        bead.languages() == 2
            && bead.units[0].len() == 1
            && bead.units[1] == [(bead.units[0][0] + 350) % 600]
    };
    let right = alignment.beads().iter().filter(right).count();
    assert!(right > 570, "{right}");
}
