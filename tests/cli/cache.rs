//! --cache.

use crate::check::{DA, NB, site, without_price};

const CHECK: &str = "check docs/sv docs/nb docs/da --cache funnet.json --format jsonl";
const PAGE: &str = "docs/nb/hyra/kanot på sjön.md";

#[test]
fn a_second_run_finds_the_same_and_notices_a_changed_page() {
    let sandbox = site();
    sandbox.write("docs/da/hyra/kanot på sjön.md", without_price(DA));
    let plain = sandbox.run(&CHECK.replace("--cache funnet.json ", ""));
    assert!(
        plain.stdout.contains(r#""rule":"missing""#),
        "{}",
        plain.stdout
    );
    for _ in 0..2 {
        let outcome = sandbox.run(CHECK);
        assert_eq!(outcome.stdout, plain.stdout);
        assert_eq!(outcome.stderr, plain.stderr);
        assert_eq!(outcome.code, Some(2));
    }
    sandbox.write(PAGE, NB.replace("350", "530"));
    let outcome = sandbox.run(CHECK);
    assert!(
        outcome.stdout.contains(r#""rule":"numbers""#),
        "{}",
        outcome.stdout
    );
    // The options count too.
    let outcome = sandbox.run(&format!("{CHECK} --min-confidence 1"));
    assert!(
        outcome.stdout.contains(r#""rule":"doubtful""#),
        "{}",
        outcome.stdout
    );
}

#[test]
fn unchanged_pages_are_not_checked_again() {
    let sandbox = site();
    sandbox.run(CHECK).ok();
    let kept = sandbox.read("funnet.json");
    assert!(kept.contains(r#""findings":[]"#), "{kept}");
    let coverage = r#""missing":{"segments":0"#;
    let planted = kept.replace(coverage, r#""missing":{"segments":7"#);
    sandbox.write("funnet.json", planted);
    let page = sandbox.run("check docs/sv docs/nb docs/da --cache funnet.json");
    assert!(page.stdout.contains("missing"), "{}", page.stdout);
}

#[test]
fn a_broken_cache_is_ignored() {
    let sandbox = site();
    let broken = concat!(
        r#"{"version":"nordalign "#,
        env!("CARGO_PKG_VERSION"),
        r#"","sets":{"#
    );
    for text in ["", broken, r#"{"version":"nordalign 0.0.0","sets":{}}"#] {
        sandbox.write("funnet.json", text);
        assert_eq!(sandbox.run(CHECK).ok(), "");
        assert!(sandbox.read("funnet.json").ends_with("}}"));
    }
    let outcome = sandbox.run(&CHECK.replace("funnet.json", "saknas/funnet.json"));
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
}
