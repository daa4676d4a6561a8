//! How long each room takes: reading, segmenting, aligning, writing.
//!
//! ```console
//! $ cargo bench --bench rooms
//! $ cargo bench --bench rooms -- align
//! ```

#[path = "../tests/library/generator/mod.rs"]
mod generator;

use std::hint::black_box;
use std::io::sink;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use generator::{Random, paragraph};
use nordalign::write::{self, MemoryOptions, TmxWriter};
use nordalign::{Aligner, Document, Format, Lang, Segmentation, segments};

/// As many paragraphs, of which each language leaves out a few of its own.
fn texts(paragraphs: usize) -> [Vec<String>; 3] {
    let mut random = Random::new(1);
    let mut sides: [Vec<String>; 3] = Default::default();
    for _ in 0..paragraphs {
        for (side, text) in sides.iter_mut().zip(paragraph(&mut random)) {
            if !random.once_in(20) {
                side.push(text);
            }
        }
    }
    sides
}

fn documents(paragraphs: usize) -> [Document; 3] {
    let [sv, nb, da] = texts(paragraphs);
    [
        Document::from_units(Lang::Sv, sv),
        Document::from_units(Lang::Nb, nb),
        Document::from_units(Lang::Da, da),
    ]
}

/// A file of `format` with a heading before every sixth paragraph and every fourth one a list item.
fn source(format: Format, paragraphs: usize) -> String {
    let [sv, ..] = texts(paragraphs);
    let mut source = String::new();
    for (i, text) in sv.iter().enumerate() {
        match format {
            Format::PdfText => {
                for line in wrapped(text) {
                    source.push_str(&format!("{line} \n\n"));
                }
                if i % 8 == 7 {
                    source.push_str(&format!("{} \n\nÅrsredovisning 2025 \n\n", i / 8 + 1));
                }
            }
            Format::Markdown if i % 6 == 0 => {
                source.push_str(&format!(
                    "## Avsnitt {i}\n\n**Obs!** [Läs](l.md): {text}\n\n"
                ));
            }
            _ if i % 4 == 0 => source.push_str(&format!("- {text}\n\n")),
            _ => source.push_str(&format!("{}\n\n", wrapped(text).join("\n"))),
        }
    }
    source
}

fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < 80 => *line = format!("{line} {word}"),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
        .into_iter()
        .map(|line| line.trim().to_owned())
        .collect()
}

fn read(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    for format in [Format::Plain, Format::Markdown, Format::PdfText] {
        let source = source(format, 300);
        group.throughput(Throughput::Bytes(source.len() as u64));
        group.bench_function(format!("{format:?}"), |bencher| {
            bencher.iter(|| Document::parse(Lang::Sv, black_box(source.as_str()), format));
        });
    }
}

fn segment(criterion: &mut Criterion) {
    let source = source(Format::Plain, 300);
    let mut group = criterion.benchmark_group("segment");
    group.throughput(Throughput::Bytes(source.len() as u64));
    match Document::parse(Lang::Sv, source, Format::Plain) {
        Ok(document) => group.bench_function("sentence", |bencher| {
            bencher.iter(|| segments(black_box(&document), Segmentation::Sentence));
        }),
        Err(error) => panic!("{error}"),
    };
}

fn align(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("align");
    group.sample_size(10);
    for units in [100, 1_000] {
        let documents = documents(units);
        group.throughput(Throughput::Elements(units as u64));
        for (name, documents) in [("pair", &documents[..2]), ("triple", &documents[..])] {
            group.bench_with_input(
                BenchmarkId::new(name, units),
                documents,
                |bencher, input| {
                    bencher.iter(|| Aligner::new().align(black_box(input)));
                },
            );
        }
    }
}

fn write(criterion: &mut Criterion) {
    let alignment = match Aligner::new().align(&documents(1_000)) {
        Ok(alignment) => alignment,
        Err(error) => panic!("{error}"),
    };
    let mut group = criterion.benchmark_group("write");
    group.throughput(Throughput::Elements(alignment.beads().len() as u64));
    group.bench_function("tmx", |bencher| {
        bencher.iter(|| {
            let mut writer = TmxWriter::new(sink(), MemoryOptions::new());
            writer
                .add(black_box(&alignment))
                .and_then(|()| writer.finish())
        });
    });
    group.bench_function("jsonl", |bencher| {
        bencher.iter(|| write::jsonl(black_box(&alignment), &mut sink()));
    });
}

criterion_group!(rooms, read, segment, align, write);
criterion_main!(rooms);
