//! A badge, as shields.io takes it from an address (<https://shields.io/badges/endpoint-badge>).

use std::io::Write;

use nordalign::Error;
use serde::Serialize;

use crate::commands::check::Run;
use crate::report::findings::pretty;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Badge {
    schema_version: u32,
    label: &'static str,
    message: String,
    color: &'static str,
}

/// The share of words that is translated into each language; the least of them gives the colour.
pub(super) fn write(run: &Run, out: &mut dyn Write) -> Result<(), Error> {
    let shares = run
        .langs
        .iter()
        .map(|(lang, coverage)| (lang, coverage.percent()[1]));
    let texts = shares
        .clone()
        .map(|(lang, share)| format!("{lang} {} %", share.floor()));
    let badge = Badge {
        schema_version: 1,
        label: "translated",
        message: texts.collect::<Vec<_>>().join(" · "),
        color: color(shares.map(|(_, share)| share).fold(100.0, f64::min)),
    };
    pretty(&badge, out)
}

fn color(share: f64) -> &'static str {
    match share {
        share if share >= 95.0 => "brightgreen",
        share if share >= 85.0 => "green",
        share if share >= 70.0 => "yellow",
        share if share >= 50.0 => "orange",
        _ => "red",
    }
}
