//! Any input gives a clear message or a sound result, never a panic or a half-written file.

use crate::sandbox::Sandbox;

/// The message about `a.sv.txt` with the contents `bytes`, aligned with a good document; nothing is
/// written.
#[track_caller]
fn refused(bytes: &[u8]) -> String {
    let sandbox = Sandbox::with_documents();
    sandbox.write("a.sv.txt", bytes);
    let message = sandbox.run("align a.sv.txt a.nb.txt -o out.tmx").failed(1);
    assert_eq!(sandbox.names(), ["a.da.txt", "a.nb.txt", "a.sv.txt"]);
    assert!(
        message.starts_with("nordalign: error: a.sv.txt:"),
        "{message}"
    );
    message
}

#[test]
fn a_missing_file_is_named() {
    let sandbox = Sandbox::with_documents();
    let message = sandbox.run("align finns-inte.sv.txt a.nb.txt").failed(1);
    assert!(message.contains("finns-inte.sv.txt: "), "{message}");
}

#[test]
fn a_directory_is_not_a_document() {
    let sandbox = Sandbox::with_documents();
    sandbox.write("sv/rapport.txt", "Hej");
    let message = sandbox.run("align sv=sv a.nb.txt").failed(1);
    assert!(message.contains("sv: this is a directory"), "{message}");
}

#[test]
fn an_empty_file_aligns_to_nothing() {
    let sandbox = Sandbox::with_documents();
    for empty in ["", "\n \n", "\u{feff}"] {
        sandbox.write("a.sv.txt", empty);
        let outcome = sandbox.run("align a.sv.txt a.nb.txt -o out.tmx");
        assert!(
            outcome.stderr.contains("the Swedish document has no text"),
            "{outcome:?}"
        );
        assert!(
            outcome
                .stderr
                .contains("0 units written, 0 below 0.5, 2 without a partner"),
            "{outcome:?}"
        );
        outcome.ok();
        assert!(sandbox.read("out.tmx").ends_with("</body>\n</tmx>\n"));
    }
}

#[test]
fn a_single_paragraph_is_a_document() {
    let sandbox = Sandbox::new();
    sandbox.write("sv.txt", "Biblioteket är stängt i juli.");
    sandbox.write("da.txt", "Biblioteket er lukket i juli.");
    let lines = sandbox.run("align sv.txt da.txt --format jsonl").ok();
    assert_eq!(lines.lines().count(), 1);
    assert!(
        lines.starts_with(r#"{"v":1,"units":{"sv":[0],"da":[0]},"#),
        "{lines}"
    );
}

#[test]
fn a_binary_file_says_what_it_is() {
    assert!(refused(b"%PDF-1.7\n\x00\x01").contains("pdftotext"));
    assert!(refused(b"PK\x03\x04\x00\x00").contains("save it as text"));
    assert!(refused(&[0; 100]).contains("not text"));
}

#[test]
fn markup_that_is_not_read_is_refused_with_a_remedy_unless_it_is_meant_as_text() {
    let files = [
        ("html", "<html><body><h1>Öppet</h1></body></html>", "pandoc"),
        ("po", "msgid \"Save\"\nmsgstr \"Spara\"\n", "po2txt"),
        ("rst", "Öppet\n=====\n\n.. note:: Hej\n", "pandoc -f rst"),
        ("adoc", "= Öppet\n\nHej.\n", "asciidoctor"),
        ("xlf", "<xliff></xliff>", "xliff2po"),
        ("json", "{\"save\": \"Spara\"}", "jq"),
        ("tmx", "<tmx></tmx>", "glossaries"),
    ];
    for (ending, text, remedy) in files {
        let sandbox = Sandbox::new();
        for lang in ["sv", "nb"] {
            sandbox.write(&format!("a.{lang}.{ending}"), text);
        }
        let pair = format!("a.sv.{ending} a.nb.{ending}");
        let single = format!("segment a.sv.{ending}");
        for args in [format!("align {pair}"), format!("check {pair}"), single] {
            let message = sandbox.run(&args).failed(1);
            let begins = format!("nordalign: error: a.sv.{ending}: this is ");
            assert!(message.starts_with(&begins), "{args}: {message}");
            assert!(message.contains(remedy), "{args}: {message}");
            assert!(message.contains("--input-format plain"), "{message}");
            let outcome = sandbox.run(&format!("{args} --input-format plain"));
            assert!(outcome.code == Some(0), "{args}: {outcome:?}");
        }
    }
}

#[test]
fn markup_without_an_ending_is_refused_only_where_its_beginning_is_unmistakable() {
    let sandbox = Sandbox::new();
    let page = "<!doctype html>\n<title>Åpent</title>\n";
    sandbox.write("side.nb.txt", page);
    let message = sandbox.run("segment side.nb.txt").failed(1);
    assert!(message.contains("HTML, which is not read"), "{message}");
    let piped = sandbox.run_with("segment nb=-", &[], page.as_bytes());
    assert!(piped.failed(1).contains("stdin: this is HTML"));
    sandbox.write("om.nb.txt", "<p> er et avsnitt i <!doctype html>.\n");
    let text = sandbox.run("segment om.nb.txt --format text").ok();
    assert_eq!(text, "<p> er et avsnitt i <!doctype html>.\n");
}

#[test]
fn the_ending_of_a_word_or_pdf_file_says_how_to_convert_it() {
    let sandbox = Sandbox::new();
    for (name, remedy) in [("a.sv.docx", "pandoc"), ("a.sv.pdf", "pdftotext")] {
        sandbox.write(name, b"\xC3\x00\xFF");
        let message = sandbox.run(&format!("segment {name}")).failed(1);
        assert!(message.contains(remedy), "{message}");
    }
}

#[test]
fn folders_skip_formats_that_are_not_read_and_patterns_that_name_them_are_refused() {
    let sandbox = Sandbox::new();
    for (lang, text) in [
        ("sv", "Biblioteket är stängt i juli."),
        ("nb", "Biblioteket er stengt i juli."),
    ] {
        sandbox.write(&format!("{lang}/a.md"), text);
        sandbox.write(&format!("{lang}/b.html"), format!("<p>{text}"));
        sandbox.write(&format!("{lang}/c.json"), "{}");
    }
    sandbox.run("check sv nb").ok();
    sandbox.run("align --tree sv nb").ok();
    sandbox.run("check --pattern {lang}/* --source sv").ok();
    for command in ["check", "align"] {
        let args = format!("{command} --pattern {{lang}}/*.html --source sv");
        let message = sandbox.run(&args).failed(1);
        assert!(message.contains("nb/b.html: this is HTML"), "{message}");
        assert!(message.contains("--input-format plain"), "{message}");
        sandbox.run(&format!("{args} --input-format plain")).ok();
    }
    sandbox.write("nb/d.txt", "<!DOCTYPE html>\n<p>Hei</p>\n");
    sandbox.write("sv/d.txt", "Hej");
    let outcome = sandbox.run("check sv nb");
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    let said = "nb/d.txt: this is HTML, which is not read";
    assert!(outcome.stderr.contains(said), "{outcome:?}");
}

#[test]
fn a_wrong_encoding_is_reported_with_its_line_and_the_option_to_set() {
    let message = refused(b"F\xC3\xA5r\nF\xE5r\n");
    assert!(
        message.contains("a.sv.txt:2: ") && message.contains("--encoding windows-1252"),
        "{message}"
    );
    let sandbox = Sandbox::with_documents();
    sandbox.write("a.sv.txt", b"F\xE5r p\xE5 \xE4ngen");
    for encoding in ["windows-1252", "sv=latin1"] {
        let args = format!("align a.sv.txt a.da.txt --format jsonl --encoding {encoding}");
        assert!(sandbox.run(&args).ok().contains("Får på ängen"));
    }
    let message = sandbox
        .run("align a.sv.txt a.da.txt --encoding utf-8")
        .failed(1);
    assert!(message.contains("a.sv.txt: this is not UTF-8"), "{message}");
}

#[test]
fn utf_16_is_read_unless_a_surrogate_or_a_byte_is_missing() {
    assert!(refused(b"\xFF\xFEH\x00\x00\xD8").contains("lone surrogate"));
    assert!(refused(b"\xFE\xFF\xD8\x00\x00A").contains("lone surrogate"));
    assert!(refused(b"\xFF\xFEH\x00e").contains("odd number of bytes"));
    let sandbox = Sandbox::with_documents();
    let utf16: Vec<u8> = "\u{feff}Får\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    sandbox.write("a.sv.txt", utf16);
    assert_eq!(sandbox.run("segment a.sv.txt --format text").ok(), "Får\n");
}

#[test]
fn a_few_nul_bytes_are_removed_from_a_memory_and_counted() {
    let sandbox = Sandbox::with_documents();
    let text = format!(
        "Bibliote\0ket är stängt i juli.\n\n{}",
        "Vi öppnar igen den 4 augusti. ".repeat(20)
    );
    sandbox.write("a.sv.txt", text);
    let outcome = sandbox.run("align a.sv.txt a.nb.txt -o out.tmx --min-confidence 0");
    assert!(
        outcome
            .stderr
            .contains("1 character that XML forbids removed"),
        "{outcome:?}"
    );
    outcome.ok();
    assert!(
        sandbox
            .read("out.tmx")
            .contains("<seg>Biblioteket är stängt i juli.</seg>")
    );
}

#[test]
fn a_hundred_megabytes_in_one_line_are_one_unit() {
    let megabytes = 100;
    let sandbox = Sandbox::new();
    for (name, sentence) in [
        ("sv", "Biblioteket är stängt i juli. "),
        ("nb", "Biblioteket er stengt i juli. "),
    ] {
        sandbox.write(
            &format!("{name}.txt"),
            sentence.repeat(megabytes * 1_000_000 / sentence.len()),
        );
    }
    let outcome = sandbox.run("align sv.txt nb.txt -o out.tmx --min-confidence 0");
    assert!(outcome.stderr.contains("1 unit written"), "{outcome:?}");
    outcome.ok();
    assert!(sandbox.read("out.tmx").len() > megabytes * 1_900_000);
}

#[test]
fn ten_thousand_identical_lines_are_each_in_one_bead() {
    let sandbox = Sandbox::new();
    sandbox.write("sv.txt", "Samma rad igen\n".repeat(10_000));
    sandbox.write("nb.txt", "Samme linje igjen\n".repeat(10_000));
    let lines = sandbox
        .run("align sv.txt nb.txt --segment line --format jsonl")
        .ok();
    for lang in ["sv", "nb"] {
        let units = lines.lines().map(|line| {
            let bead: serde_json::Value = serde_json::from_str(line).unwrap();
            bead["units"][lang].as_array().unwrap().len()
        });
        assert_eq!(units.sum::<usize>(), 10_000);
    }
}

#[test]
fn two_files_of_one_language_are_refused() {
    let sandbox = Sandbox::with_documents();
    sandbox.write("b.sv.txt", "Hej");
    let message = sandbox.run("align a.sv.txt b.sv.txt").failed(3);
    assert!(
        message.contains("a.sv.txt and b.sv.txt are both in Swedish (sv)"),
        "{message}"
    );
    assert!(message.contains("hint: "), "{message}");
}

#[test]
fn markdown_with_broken_front_matter_is_read_with_a_warning() {
    let sandbox = Sandbox::with_documents();
    sandbox.write(
        "a.sv.md",
        "---\ntitle: \"Öppet\n  - [fel\n---\n\n# Rubrik\n\nText.\n",
    );
    let outcome = sandbox.run("segment a.sv.md --format text");
    assert!(outcome.stderr.contains("warning: a.sv.md:"), "{outcome:?}");
    assert!(
        outcome.stderr.contains("front matter not read"),
        "{outcome:?}"
    );
    assert!(outcome.ok().ends_with("Rubrik\nText.\n"));
}

#[test]
fn columns_that_are_read_across_are_warned_about() {
    let sandbox = Sandbox::with_documents();
    let line = "Färjan går varje dag           Kaféet ligger vid bryggan\n";
    sandbox.write("a.sv.txt", line.repeat(8));
    let outcome = sandbox.run("segment a.sv.txt");
    assert!(
        outcome
            .stderr
            .contains("warning: a.sv.txt:1: columns stand side by side"),
        "{outcome:?}"
    );
}

#[test]
fn escape_sequences_in_text_and_names_do_not_reach_the_terminal() {
    let sandbox = Sandbox::with_documents();
    sandbox.write("a.sv.txt", "R\u{1b}]0;title\u{7}\u{1b}[31möd \u{9b}2J");
    for args in ["align a.sv.txt a.nb.txt", "segment a.sv.txt"] {
        let page = sandbox.run(args).ok();
        assert!(page.contains("möd"), "{page}");
        assert!(!page.contains(['\u{1b}', '\u{7}', '\u{9b}']), "{page:?}");
    }
    let message = sandbox.run("segment \u{1b}[31m.sv.txt").failed(1);
    assert!(!message.contains('\u{1b}'), "{message:?}");
}
