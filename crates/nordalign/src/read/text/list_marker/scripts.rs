//! Letters that can be Roman numbers too.

use std::collections::BTreeMap;

use super::marker::{Closer, NumberStyle, Parts, Script, Style};
use super::passage::Passage;

/// Reads `i)`, `v)` and `x)` as letters or as Roman numbers, as those before them go.
pub(super) fn settle_scripts(passages: &mut [Passage]) {
    let mut last: BTreeMap<(Script, Closer), (u16, Option<u16>)> = BTreeMap::new();

    for passage in passages {
        let Some(marker) = &mut passage.marker else {
            continue;
        };
        let Style::Number(style) = marker.style else {
            continue;
        };
        if style.script == Script::Digits {
            continue;
        }
        let key = (style.script, style.closer);
        let (letter, before) = last.get(&key).copied().unwrap_or((0, None));
        let [here, ..] = marker.parts;
        let is_roman = match (marker.roman, before) {
            (Some(roman), Some(before)) => roman == before + 1 || letter + 1 != here,
            (Some(roman), None) => (roman == 1 || marker.len > 2) && letter + 1 != here,
            (None, _) => false,
        };
        let value = marker.roman.filter(|_| is_roman);
        last.insert(key, if is_roman { (0, value) } else { (here, None) });
        if let Some(value) = value {
            marker.parts = Parts::default();
            marker.parts[0] = value;
            marker.style = Style::Number(NumberStyle {
                script: match style.script {
                    Script::Upper => Script::UpperRoman,
                    _ => Script::LowerRoman,
                },
                ..style
            });
        }
    }
}
