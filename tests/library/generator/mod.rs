//! Parallel text from small word lists, the same for the same seed. Benches, examples and fuzz
//! targets use this folder too.

mod random;

pub use random::Random;

/// The same in Swedish, Bokmål and Danish; `#` stands for a number.
type Phrase = [&'static str; 3];

const SUBJECTS: &[Phrase] = &[
    ["kommunen", "kommunen", "kommunen"],
    ["biblioteket", "biblioteket", "biblioteket"],
    ["styrelsen", "styret", "bestyrelsen"],
    ["en granne", "en nabo", "en nabo"],
    ["föreningen", "foreningen", "foreningen"],
    ["läkaren", "legen", "lægen"],
    ["hennes syster", "søsteren hennes", "hendes søster"],
    [
        "den gamle fiskaren",
        "den gamle fiskeren",
        "den gamle fisker",
    ],
    ["företaget", "bedriften", "virksomheden"],
    ["skolans rektor", "rektor ved skolen", "skolens rektor"],
    ["vår hyresvärd", "utleieren vår", "vores udlejer"],
    ["en ung snickare", "en ung snekker", "en ung tømrer"],
    ["museet", "museet", "museet"],
    ["ordföranden", "lederen", "formanden"],
    ["teatern", "teateret", "teatret"],
    [
        "ingen av forskarna",
        "ingen av forskerne",
        "ingen af forskerne",
    ],
];

const VERBS: &[Phrase] = &[
    ["köper", "kjøper", "køber"],
    ["bygger", "bygger", "bygger"],
    ["visar", "viser", "viser"],
    ["lagar", "reparerer", "reparerer"],
    ["säljer", "selger", "sælger"],
    ["söker", "søker", "søger"],
    ["beskriver", "beskriver", "beskriver"],
    ["lånar ut", "låner ut", "udlåner"],
    ["behöver", "trenger", "har brug for"],
    ["målar", "maler", "maler"],
    ["hämtar", "henter", "henter"],
    ["glömmer", "glemmer", "glemmer"],
    ["räknar", "teller", "tæller"],
    ["tvättar", "vasker", "vasker"],
];

const OBJECTS: &[Phrase] = &[
    ["tre nya cyklar", "tre nye sykler", "tre nye cykler"],
    ["# stolar", "# stoler", "# stole"],
    ["ett rött hus", "et rødt hus", "et rødt hus"],
    [
        "alla böcker om fåglar",
        "alle bøker om fugler",
        "alle bøger om fugle",
    ],
    ["# liter mjölk", "# liter melk", "# liter mælk"],
    [
        "den trasiga dörren",
        "den ødelagte døren",
        "den ødelagte dør",
    ],
    [
        "en karta över kusten",
        "et kart over kysten",
        "et kort over kysten",
    ],
    [
        "nycklarna till källaren",
        "nøklene til kjelleren",
        "nøglerne til kælderen",
    ],
    [
        "sitt viktigaste beslut",
        "sin viktigste beslutning",
        "sin vigtigste beslutning",
    ],
    ["ungefär # kronor", "omtrent # kroner", "omkring # kroner"],
    ["en båt av trä", "en båt av tre", "en båd af træ"],
    [
        "matsäckar åt # barn",
        "matpakker til # barn",
        "madpakker til # børn",
    ],
    [
        "de gröna fönstren",
        "de grønne vinduene",
        "de grønne vinduer",
    ],
    [
        "en ansökan om bidrag",
        "en søknad om tilskudd",
        "en ansøgning om tilskud",
    ],
];

const PLACES: &[Phrase] = &[
    ["vid hamnen", "ved havnen", "ved havnen"],
    ["i huvudstaden", "i hovedstaden", "i hovedstaden"],
    ["på den lilla ön", "på den lille øya", "på den lille ø"],
    [
        "bredvid kyrkan",
        "ved siden av kirken",
        "ved siden af kirken",
    ],
    ["i skogen", "i skogen", "i skoven"],
    ["på torget", "på torget", "på torvet"],
    ["i rum #", "i rom #", "i lokale #"],
    [
        "utanför stationen",
        "utenfor stasjonen",
        "uden for stationen",
    ],
    ["under bron", "under broen", "under broen"],
    ["hos sin farbror", "hos onkelen sin", "hos sin onkel"],
];

const TIMES: &[Phrase] = &[
    ["på måndag", "på mandag", "på mandag"],
    ["varje vinter", "hver vinter", "hver vinter"],
    ["den # mars", "# mars", "den # marts"],
    ["efter frukosten", "etter frokosten", "efter morgenmaden"],
    [
        "i början av juni",
        "i begynnelsen av juni",
        "i begyndelsen af juni",
    ],
    ["om # dagar", "om # dager", "om # dage"],
    ["nästa torsdag", "neste torsdag", "næste torsdag"],
    ["före jul", "før jul", "før jul"],
    ["medan det regnar", "mens det regner", "mens det regner"],
];

const LINKS: &[Phrase] = &[
    ["och", "og", "og"],
    ["men", "men", "men"],
    ["eftersom", "fordi", "fordi"],
    ["trots att", "selv om", "selv om"],
];

/// A sentence in three languages.
pub fn sentence(random: &mut Random) -> [String; 3] {
    let clause = |random: &mut Random| {
        let subject = *random.pick(SUBJECTS);
        let verb = *random.pick(VERBS);
        let object = *random.pick(OBJECTS);
        let place = *random.pick(PLACES);
        let time = *random.pick(TIMES);
        let last = if random.once_in(2) { place } else { time };
        let inverted = random.once_in(3);
        let number = (random.below(97) + 2).to_string();
        [0, 1, 2].map(|lang| {
            let (subject, verb, object) = (subject[lang], verb[lang], object[lang]);
            let clause = if inverted {
                format!("{} {verb} {subject} {object} {}", time[lang], place[lang])
            } else {
                format!("{subject} {verb} {object} {}", last[lang])
            };
            clause.replace('#', &number)
        })
    };
    let mut sentence = clause(random);
    if random.once_in(3) {
        let (link, second) = (*random.pick(LINKS), clause(random));
        for (lang, text) in sentence.iter_mut().enumerate() {
            *text = format!("{text}, {} {}", link[lang], second[lang]);
        }
    }
    sentence.map(|text| {
        let mut letters = text.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).chain(['.']).collect()
    })
}

/// A paragraph of one to four sentences in three languages.
pub fn paragraph(random: &mut Random) -> [String; 3] {
    let mut paragraph = sentence(random);
    for _ in 0..random.below(4) {
        for (text, next) in paragraph.iter_mut().zip(sentence(random)) {
            *text = format!("{text} {next}");
        }
    }
    paragraph
}
