//! A badge in the form that shields.io reads from an address
//! (<https://shields.io/badges/endpoint-badge>).

use std::io::Write;

use nordalign::Error;
use nordalign::check::Outcome;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Badge {
    schema_version: u32,
    label: &'static str,
    message: String,
    color: &'static str,
}

/// The share of words translated into each language; the lowest decides the colour.
pub(super) fn write(outcome: &Outcome, out: &mut dyn Write) -> Result<(), Error> {
    let shares = outcome
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
    serde_json::to_writer_pretty(&mut *out, &badge).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
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
