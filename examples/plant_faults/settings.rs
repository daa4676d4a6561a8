//! The command line.

use std::path::PathBuf;

use crate::Outcome;

pub struct Settings {
    pub folders: Vec<PathBuf>,
    pub each: usize,
    pub only: Option<String>,
    pub seed: u64,
    pub lost: bool,
    pub published: bool,
    pub corrected: bool,
    pub draw: Option<usize>,
}

const USAGE: &str = "usage: plant_faults FOLDER... [--each N] [--only KIND] [--seed N] [--lost] [--published|--corrected] [--draw N]";

impl Settings {
    pub fn parse() -> Outcome<Self> {
        let mut settings = Settings {
            folders: Vec::new(),
            each: 60,
            only: None,
            seed: 1,
            lost: false,
            published: false,
            corrected: false,
            draw: None,
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or("a value is missing");
            match argument.as_str() {
                "--each" => settings.each = value()?.parse()?,
                "--only" => settings.only = Some(value()?),
                "--seed" => settings.seed = value()?.parse()?,
                "--draw" => settings.draw = Some(value()?.parse()?),
                "--lost" => settings.lost = true,
                "--published" => settings.published = true,
                "--corrected" => settings.corrected = true,
                folder => settings.folders.push(folder.into()),
            }
        }
        if settings.folders.is_empty() {
            return Err(USAGE.into());
        }
        Ok(settings)
    }
}
