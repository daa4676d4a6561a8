//! The rules in a few words, for readers who meet a finding outside of the program.

use nordalign::check::Rule;

/// What a finding of `rule` says, and what to do about it.
pub(super) fn rule_text(rule: Rule) -> [&'static str; 2] {
    match rule {
        Rule::MissingFile => [
            "A document has no translation.",
            "Translate the document, or put the translation where the others are.",
        ],
        Rule::Missing => [
            "Part of the source has no translation.",
            "Translate the paragraph, heading, list item or cell at the line that is named.",
        ],
        Rule::Copied => [
            "Part of the translation was left in the source's language.",
            "Translate it. Names, numbers, code and words that are the same in both languages don't count.",
        ],
        Rule::WrongLanguage => [
            "Part of the translation is in another language than its document.",
            "Translate it into the document's language.",
        ],
        Rule::Numbers => [
            "Numbers in the translation differ from those of the source.",
            "Correct the number on the side that is wrong. Another notation of the same number is no difference.",
        ],
        Rule::Urls => [
            "Addresses or link targets in the translation differ from those of the source.",
            "Correct the address on the side that is wrong. The same page in another language is no difference.",
        ],
        Rule::Placeholders => [
            "Code, placeholders or shortcodes in the translation differ from those of the source.",
            "Put them into the translation as they stand in the source.",
        ],
        Rule::Doubtful => [
            "It is not sure that the translation says what its source says.",
            "Compare the two, and translate again what has drifted apart.",
        ],
        Rule::Extra => [
            "Part of the translation has no source.",
            "Take it out, or add it to the source.",
        ],
        Rule::Length => [
            "Part of the translation is much longer or shorter than its source.",
            "Compare the two: something may have been left out or added.",
        ],
        Rule::Structure => [
            "Headings or lists are built differently in the translation.",
            "Give the translation the headings and lists of the source.",
        ],
        Rule::Stale => [
            "The source has changed since it was translated.",
            "Bring the translation up to date.",
        ],
        Rule::Terms => [
            "A term is not translated as the term base says.",
            "Use the term of the term base.",
        ],
        Rule::Punctuation => [
            "A punctuation mark is missing or doubled in the translation.",
            "Punctuate the translation as its source.",
        ],
        Rule::Moved => [
            "Part of the translation stands elsewhere than in the source.",
            "Nothing, if that is meant; else move it to where the source has it.",
        ],
        rule => [rule.id(), rule.id()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_text() {
        for rule in Rule::ALL {
            assert_ne!(rule_text(*rule)[0], rule.id());
        }
    }
}
