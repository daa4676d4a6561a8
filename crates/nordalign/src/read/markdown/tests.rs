//! Tests of the whole Markdown reader, with small documents.

use std::time::Instant;

use super::*;
use crate::dice::Dice;
use crate::document::{Markup, MarkupKind};

/// The blocks of `source`, one a line: `x` where it is no unit, kind, level, marker, key, text.
fn read(source: &str) -> Vec<String> {
    let (blocks, _) = blocks(source, &[]);
    blocks.iter().map(line).collect()
}

fn line(block: &Block) -> String {
    let mut parts = vec![format!("{:?}", block.kind())];
    if !block.is_unit() {
        parts.insert(0, "x".to_owned());
    }
    if block.level() > 0 {
        parts.push(block.level().to_string());
    }
    parts.extend(block.marker().map(str::to_owned));
    parts.extend(block.key().map(|key| format!("({key})")));
    format!("{}: {}", parts.join(" "), block.text())
}

fn markup(source: &str) -> Vec<(MarkupKind, String, Option<String>)> {
    let (blocks, _) = blocks(source, &[]);
    let block = &blocks[0];
    let part = |markup: &Markup| {
        let text = markup.range.text(block.text()).unwrap().to_owned();
        (markup.kind, text, markup.target.clone())
    };
    block.markup().iter().map(part).collect()
}

#[test]
fn a_newsletter_is_read_as_its_readers_see_it() {
    let source = r#"---
title: "Nytt från Älvdalens bibliotek"
draft: no
tags:
  - böcker
---
{{< ingress >}}
Läslusten är på väg tillbaka.
{{< /ingress >}}
# Höstens *bästa* böcker {#host}

Vi har valt ut **tolv böcker** som du
kan låna [hemma](/lana) eller på plats.
{{< figure src="/b.jpg" alt="En läsande flicka" caption="Foto: Åsa" >}}
Läs mer i `katalog.pdf`.

- Romaner
- Fakta
  - Natur &amp; djur

    Ny hylla!
1. [x] Skaffa kort

> Läsning är *roligt*.

![Omslag](o.png "Årets bok") <!-- byt bild -->

| Bok | Pris |
|-----|-----:|
| Ön  | 99 \| 129 kr |
|     | ~~80~~ |

```sh
{{< figure alt="nej" >}}
```
"#;
    let expected = [
        "FrontMatter (title): Nytt från Älvdalens bibliotek",
        "x FrontMatter (draft): draft: no",
        "x FrontMatter (tags): tags:\n  - böcker",
        "Paragraph: Läslusten är på väg tillbaka.",
        "Heading 1: Höstens bästa böcker",
        "Paragraph: Vi har valt ut tolv böcker som du kan låna hemma eller på plats.",
        "x ShortcodeArgument (figure.src): src=\"/b.jpg\"",
        "ShortcodeArgument (figure.alt): En läsande flicka",
        "ShortcodeArgument (figure.caption): Foto: Åsa",
        "Paragraph: Läs mer i katalog.pdf.",
        "ListItem 1 -: Romaner",
        "ListItem 1 -: Fakta",
        "ListItem 2 -: Natur & djur",
        "ListItem 2: Ny hylla!",
        "ListItem 1 1.: Skaffa kort",
        "Quote 1: Läsning är roligt.",
        "AltText: Omslag",
        "Caption: Årets bok",
        "x Comment: <!-- byt bild -->",
        "TableCell 1: Bok",
        "TableCell 2: Pris",
        "TableCell 1: Ön",
        "TableCell 2: 99 | 129 kr",
        "TableCell 2: 80",
        "x Code: ```sh\n{{< figure alt=\"nej\" >}}\n```",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn shortcodes_in_running_text_are_left_out_of_it_but_not_of_the_targets_of_links() {
    let source = "Se {{< ref \"priser\" >}} for [alle\npriser]({{% relref \"p.md\" %}}).\n\n{{< ref \"x\" >}} er her\n\n`{{< x >}}`\n";
    let expected = [
        "Paragraph: Se for alle priser.",
        "x ShortcodeArgument (ref.0): \"priser\"",
        "Paragraph: er her",
        "x ShortcodeArgument (ref.0): \"x\"",
        "x Code: `{{< x >}}`",
    ];
    assert_eq!(read(source), expected);
    let link = markup(source).remove(0);
    assert_eq!(link.1, "alle priser");
    assert_eq!(link.2.as_deref(), Some("{{% relref \"p.md\" %}}"));
}

#[test]
fn arguments_of_shortcodes_in_running_text_follow_the_block_that_holds_them() {
    let source = "{{% alert title=\"Varning\" %}}Inuti **fet** prosa{{% /alert %}} efter.\n\n{{< button text=\"Klicka här\" >}} text\n\n# Läs {{< ref \"a\" >}} mer\n\n**{{< knapp text=\"Köp\" >}}**\n\n- ![{{< x >}}Hav](h.png \"Vid {{< x title=\"T\" >}} havet\")\n\n  Kust\n\n| {{< ikon \"bok\" >}} Bok | {{< ikon \"o\" >}} |\n|---|---|\n\n<p>{{< dato text=\"I dag\" >}} åpent</p>\n";
    let expected = [
        "Paragraph: Inuti fet prosa efter.",
        "ShortcodeArgument (alert.title): Varning",
        "Paragraph: text",
        "ShortcodeArgument (button.text): Klicka här",
        "Heading 1: Läs mer",
        "x ShortcodeArgument (ref.0): \"a\"",
        "ShortcodeArgument (knapp.text): Köp",
        "AltText: Hav",
        "Caption: Vid havet",
        "ShortcodeArgument (x.title): T",
        "ListItem 1 -: Kust",
        "TableCell 1: Bok",
        "x ShortcodeArgument (ikon.0): \"bok\"",
        "x ShortcodeArgument (ikon.0): \"o\"",
        "Paragraph: åpent",
        "ShortcodeArgument (dato.text): I dag",
    ];
    assert_eq!(read(source), expected);
    let found = markup(source);
    assert_eq!(found, [(MarkupKind::Strong, "fet".to_owned(), None)]);
}

#[test]
fn shortcodes_in_inline_code_are_shown_as_written() {
    let source = "Skriv `{{< x >}}` eller `a\n{{< y >}}` her.\n";
    assert_eq!(
        read(source),
        ["Paragraph: Skriv {{< x >}} eller a {{< y >}} her."]
    );
}

#[test]
fn markdown_in_the_arguments_of_shortcodes_is_stripped_but_recorded() {
    let source = r#"{{< bild caption="En **fet** [länk](x)" >}}

{{< bild title="Säg \"*hej*\"
  &amp; 1. maj `#`" alt="- 2 < 3 #" text="**" >}}
"#;
    let expected = [
        "ShortcodeArgument (bild.caption): En fet länk",
        "ShortcodeArgument (bild.title): Säg \"hej\" & 1. maj #",
        "ShortcodeArgument (bild.alt): - 2 < 3 #",
        "ShortcodeArgument (bild.text): **",
    ];
    assert_eq!(read(source), expected);
    let expected = [
        (MarkupKind::Strong, "fet".to_owned(), None),
        (MarkupKind::Link, "länk".to_owned(), Some("x".to_owned())),
    ];
    assert_eq!(markup(source), expected);
    let (blocks, _) = blocks(source, &[]);
    let back = |block: usize, word: &str| {
        let block: &Block = &blocks[block];
        let at = block.text().find(word).unwrap();
        let span = block.content().source_span(at, at + word.len());
        span.text(source).unwrap().to_owned()
    };
    assert_eq!(back(0, "länk"), "länk");
    assert_eq!(back(1, "hej"), "hej");
    assert_eq!(back(1, "maj"), "maj");
}

#[test]
fn a_hard_break_ends_a_unit_but_not_in_headings_and_cells() {
    let source = "Servicekontoret  \nStorgatan 1\\\n**Öppet<br>varje *dag\\\nutom* jul**\n\n- Å<br>\n  ø\n\n> [!NOTE]  \n> Én\\\n> to\n\nTitel\\\när lång\n===\n\n| a<br>b |\n|---|\n\n<p>Ring<br>oss</p><h2>Lang<br>titel</h2>\n\n![x\\\ny](z)\n";
    let expected = [
        "Paragraph: Servicekontoret",
        "Paragraph: Storgatan 1",
        "Paragraph: Öppet",
        "Paragraph: varje dag",
        "Paragraph: utom jul",
        "ListItem 1 -: Å",
        "ListItem 1: ø",
        "Quote 1 (note): Én",
        "Quote 1 (note): to",
        "Heading 1: Titel är lång",
        "TableCell 1: a b",
        "Paragraph: Ring",
        "Paragraph: oss",
        "Heading 2: Lang titel",
        "AltText: x y",
    ];
    assert_eq!(read(source), expected);
    let (blocks, _) = blocks(source, &[]);
    let spans = blocks.iter().filter_map(|b| b.span().text(source)).take(7);
    let expected = [
        "Servicekontoret",
        "Storgatan 1",
        "**Öppet",
        "varje *dag",
        "utom* jul**",
        "- Å",
        "ø",
    ];
    assert_eq!(spans.collect::<Vec<_>>(), expected);
    let kinds = |i: usize| {
        blocks[i]
            .markup()
            .iter()
            .map(|m| m.kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds(3), [MarkupKind::Strong, MarkupKind::Emphasis]);
    assert_eq!(kinds(4), [MarkupKind::Strong, MarkupKind::Emphasis]);
}

#[test]
fn a_table_whose_delimiter_row_does_not_fit_is_read_cell_by_cell() {
    let source = "Priser:\n\n| Bok | **Pris** |\n|---|:-:|---|\n| # Ön | 99 \\| 129 {{< valuta text=\"kr\" >}} |\n|  | [å](b)\n\n|---|\n| 1. maj |\n\n| bara | text |\n| utan | rad |\n";
    let expected = [
        "Paragraph: Priser:",
        "TableCell 1: Bok",
        "TableCell 2: Pris",
        "TableCell 1: # Ön",
        "TableCell 2: 99 | 129",
        "ShortcodeArgument (valuta.text): kr",
        "TableCell 2: å",
        "TableCell 1: 1. maj",
        "Paragraph: | bara | text | | utan | rad |",
    ];
    assert_eq!(read(source), expected);
    let (blocks, _) = blocks(source, &[]);
    assert_eq!(blocks[2].span().text(source), Some("**Pris**"));
    assert_eq!(blocks[2].markup()[0].kind, MarkupKind::Strong);
}

#[test]
fn content_of_shortcodes_is_markdown_wherever_the_tags_stand() {
    let source = "Før\n{{< boks >}}Tekst **her**.{{< /boks >}}\nEtter\n\n{{< faner >}}\n    {{< fane \"Mac\" >}}\n        Last ned.\n\n        - Åpne filen\n    {{< /fane >}}\n{{< /faner >}}\n";
    let expected = [
        "Paragraph: Før",
        "Paragraph: Tekst her.",
        "Paragraph: Etter",
        "x ShortcodeArgument (fane.0): \"Mac\"",
        "Paragraph: Last ned.",
        "ListItem 1 -: Åpne filen",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn shortcodes_in_lists_and_quotes_stay_there() {
    let source = "1. Trykk på knappen\n   {{< bilde alt=\"En knapp\" >}}\n   og vent\n2. {{< tips >}}Ferdig{{< /tips >}}\n\n> Sitat\n> {{< pause >}}\n> Mer\n";
    let expected = [
        "ListItem 1 1.: Trykk på knappen",
        "ShortcodeArgument (bilde.alt): En knapp",
        "ListItem 1: og vent",
        "ListItem 1 2.: Ferdig",
        "Quote 1: Sitat",
        "Quote 1: Mer",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn shown_and_code_shortcodes_are_code() {
    let source = "{{</* figure alt=\"x\" */>}}\n\n{{< highlight go >}}\nfunc f() {}\n{{< /highlight >}}\n\nSkriv {{%/* note */%}} her.\n";
    let expected = [
        "x Code: {{</* figure alt=\"x\" */>}}",
        "x Code: {{< highlight go >}}\nfunc f() {}\n{{< /highlight >}}",
        "Paragraph: Skriv {{%/* note */%}} her.",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn extensions_of_microsoft_learn_are_not_text() {
    let source = r#"# <a name="moms"></a>Moms i [!INCLUDE[prod](includes/prod.md)]

> [!NOTE]
> Kun for **danske** firmaer.
>
> - Se [moms i [!INCLUDE[prod](includes/prod.md)]](moms.md)

> [!VIDEO https://example.com/v]

:::image type="content" source="a.png" alt-text="Siden Moms":::

Vælg :::image source="i.png" alt-text="Ikon"::: og gem.

::: zone pivot="ny"
[!INCLUDE [fod](includes/fod.md)]
::: zone-end
"#;
    let expected = [
        "Heading 1: Moms i [!INCLUDE[prod](includes/prod.md)]",
        "Quote 1 (note): Kun for danske firmaer.",
        "ListItem 1 -: Se moms i [!INCLUDE[prod](includes/prod.md)]",
        "x Code: > [!VIDEO https://example.com/v]",
        "AltText: Siden Moms",
        "Paragraph: Vælg og gem.",
        "AltText: Ikon",
        "x Code: ::: zone pivot=\"ny\"",
        "x Code: [!INCLUDE [fod](includes/fod.md)]",
        "x Code: ::: zone-end",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn the_text_of_mkdocs_boxes_and_tabs_is_read_and_their_titles_are_units() {
    let source = "Före\n!!! note\n    Läs **detta**\n    först.\n\n    Och detta.\n\n        kod\nEfter\n\n??? tip inline end \"Spara `nu`\"\n\n    - Ett\n\n        !!! danger \"Stopp\"\n\n            Två\n\n            ```\n            !!! nej\n            ```\n\n=== \"Mac\"\n\tVälj *Spara*.\n\n=== \"\"\n\nTitel\n===\n";
    let expected = [
        "Paragraph: Före",
        "x Code: !!! note",
        "Paragraph: Läs detta först.",
        "Paragraph: Och detta.",
        "x Code: kod",
        "Paragraph: Efter",
        "x Code: ??? tip inline end",
        "ShortcodeArgument (tip.title): Spara nu",
        "ListItem 1 -: Ett",
        "x Code: !!! danger",
        "ShortcodeArgument (danger.title): Stopp",
        "ListItem 1: Två",
        "x Code: ```\n            !!! nej\n            ```",
        "x Code: ===",
        "ShortcodeArgument (tab.title): Mac",
        "Paragraph: Välj Spara.",
        "Paragraph: === \"\"",
        "Heading 1: Titel",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn boxes_may_begin_right_after_a_list_marker() {
    let source = "Begrep\n\n:   !!! info \"Obs\"\n\n        Forklart her.\n\n- !!! tip\n\n        Et råd.\n\n- To\n";
    let expected = [
        "Paragraph: Begrep",
        "x Code: !!! info",
        "ShortcodeArgument (info.title): Obs",
        "Paragraph: Forklart her.",
        "x Code: !!! tip",
        "ListItem 1 -: Et råd.",
        "ListItem 1 -: To",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn what_only_looks_like_the_marker_of_a_box_is_text_or_code() {
    let source =
        "!!! Viktigt läs detta\n\n!!! \"\n\n    kod\n\ntekst\n\n    !!! note\n        kod\n\n!!!\n";
    let expected = [
        "Paragraph: !!! Viktigt läs detta",
        "Paragraph: !!! \"",
        "x Code: kod",
        "Paragraph: tekst",
        "x Code: !!! note\n        kod",
        "Paragraph: !!!",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn the_text_of_myst_boxes_is_read_and_their_options_are_not() {
    let source = "````{tab-set}\n```{tab-item} På *Mac*\n:sync: mac\n\nVälj **Spara**.\n\n```\n```{code-block} sh\n:caption: Nej\nls\n```\n````\n\n1. Ett\n\n   ```{figure} /bild.png\n   :alt: En båt\n   :width: 200px\n\n   Båten i hamn.\n   ```\n\n~~~{versionadded} 2.1 Nu även här.\n~~~\n\n```{admonition} Titel\n---\nclass: tip\n---\nText\n```\n\n```{toctree}\nintro\n```\n\n:::{code-block}\nx = 1\n:::\n\n:::{okänd} Titel\nText i den.\n:::\n";
    let expected = [
        "x Code: ````{tab-set}",
        "x Code: ```{tab-item}",
        "ShortcodeArgument (tab-item.title): På Mac",
        "Paragraph: Välj Spara.",
        "x Code: ```{code-block} sh\n:caption: Nej\nls\n```",
        "ListItem 1 1.: Ett",
        "x Code: ```{figure} /bild.png",
        "ShortcodeArgument (figure.alt): En båt",
        "ListItem 1: Båten i hamn.",
        "x Code: ~~~{versionadded} 2.1",
        "ShortcodeArgument (versionadded.title): Nu även här.",
        "x Code: ```{admonition}",
        "ShortcodeArgument (admonition.title): Titel",
        "Paragraph: Text",
        "x Code: ```{toctree}\nintro\n```",
        "x Code: :::{code-block}\nx = 1\n:::",
        "x Code: :::{okänd} Titel",
        "Paragraph: Text i den.",
        "x Code: :::",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn the_text_of_pymdown_blocks_is_read_and_their_titles_are_units() {
    let source = "/// note | Viktigt\n    open: true\n\nLäs detta.\n\n//// tab | Mac\nVälj.\n////\n\n///\n\n/// <summary>\n";
    let expected = [
        "x Code: /// note",
        "ShortcodeArgument (note.title): Viktigt",
        "Paragraph: Läs detta.",
        "x Code: //// tab",
        "ShortcodeArgument (tab.title): Mac",
        "Paragraph: Välj.",
        "Paragraph: ///",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn components_of_mdx_are_read_as_shortcodes_are_and_its_scripts_are_not_text() {
    let source = "import Tabs from '@theme/Tabs';\nimport {\n  Kort,\n} from \"./kort\";\n\nexport const x = () => {\n\n  return 1;\n};\n\n{/* nej\n\n nej */}\n\n<Tabs items={['a', \"b\"]} title={'Velg *nå*'}>\n\t<Fane label=\"Mac\" ikon=\"eple\">Åpne filen</Fane>\n    <Fane>\n\n        Lagre **nå**.\n    </Fane>\n</Tabs>\n\n<p className={x}>Du har {antall} <Ikon name=\"a\"/>filer{/* nej */}.</p>\n\n{sider.map((side) => <Kort {...side} />)}\n\nBruk `<Tabs>`. Det er a < b.\n\nimport av varor från Kina\n";
    let expected = [
        "x Code: import Tabs from '@theme/Tabs';",
        "x Code: import {\n  Kort,\n} from \"./kort\";",
        "x Code: export const x = () => {\n\n  return 1;\n};",
        "x Comment: {/* nej\n\n nej */}",
        "ShortcodeArgument (Tabs.title): Velg nå",
        "ShortcodeArgument (Fane.label): Mac",
        "x ShortcodeArgument (Fane.ikon): ikon=\"eple\"",
        "Paragraph: Åpne filen",
        "Paragraph: Lagre nå.",
        "Paragraph: Du har {antall} filer.",
        "x ShortcodeArgument (Ikon.name): name=\"a\"",
        "x Comment: {/* nej */}",
        "x Code: {sider.map((side) => <Kort {...side} />)}",
        "Paragraph: Bruk <Tabs>. Det er a < b.",
        "Paragraph: import av varor från Kina",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn html_goes_on_after_a_component_on_lines_of_its_own() {
    let source = "<figure>\n<Bild\n  alt=\"En gul båt\"\n/>\n    <figcaption>Båten är ny.</figcaption>\n</figure>\n\nSlut.\n";
    let expected = [
        "ShortcodeArgument (Bild.alt): En gul båt",
        "Caption: Båten är ny.",
        "Paragraph: Slut.",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn the_titles_of_boxes_in_colons_are_units() {
    let source = ":::warning Läs `detta` först\nA.\n:::\n\n:::tip[Råd *ett*]\nB.\n:::\n\n::: {.callout-note title=\"Obs nu\"}\nC.\n:::\n\n::: details Visa mer {open}\nD.\n:::\n\n::: zone pivot=\"ny\"\nE.\n::: zone-end\n\n:::row:::\n";
    let expected = [
        "x Code: :::warning",
        "ShortcodeArgument (warning.title): Läs detta först",
        "Paragraph: A.",
        "x Code: :::",
        "x Code: :::tip",
        "ShortcodeArgument (tip.title): Råd ett",
        "Paragraph: B.",
        "x Code: :::",
        "x Code: ::: {.callout-note",
        "ShortcodeArgument (.title): Obs nu",
        "Paragraph: C.",
        "x Code: :::",
        "x Code: ::: details",
        "ShortcodeArgument (details.title): Visa mer",
        "Paragraph: D.",
        "x Code: :::",
        "x Code: ::: zone pivot=\"ny\"",
        "Paragraph: E.",
        "x Code: ::: zone-end",
        "x Code: :::row:::",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn attributes_liquid_and_other_markup_for_programs_are_not_text() {
    let source = "# Hjem\n{: .no_toc }\n\n1. TOC\n{:toc}\n\nTekst om båter.\n{: .note title=\"x\"}\n\n![Kart](k.png){:width=\"4px\"} og [lenke](/){ .knapp }.\n\n{% include a.html text=\"Les dette\" %}\n\n{% hint style=\"info\" %}\nRing oss.\n{% endhint %}\n\n{% if a == \"b\" %}\nJa\n{% else %}\nNej\n{% endif %}\n\n{% comment %}\nNej\n{% endcomment %}\n\nVersjon {{ site.v }} av {navn}, se {ref}`her` {#id}\n\n[[toc]]\n\n*[HTML]: Hyper Text\n\n\\newpage\n\n$$\nx = 1\n$$\n\n(mål)=\n\n{.stor}\nTil slutt.\n";
    let expected = [
        "Heading 1: Hjem",
        "Paragraph: Tekst om båter.",
        "Paragraph: og lenke.",
        "AltText: Kart",
        "x ShortcodeArgument (include.0): a.html",
        "ShortcodeArgument (include.text): Les dette",
        "x ShortcodeArgument (hint.style): style=\"info\"",
        "Paragraph: Ring oss.",
        "Paragraph: Ja",
        "Paragraph: Nej",
        "x Code: {% comment %}\nNej\n{% endcomment %}",
        "Paragraph: Versjon {{ site.v }} av {navn}, se her {#id}",
        "x Code: [[toc]]",
        "x Code: *[HTML]: Hyper Text",
        "x Code: \\newpage",
        "x Code: $$\nx = 1\n$$",
        "x Code: (mål)=",
        "Paragraph: Til slutt.",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn html_is_stripped_and_its_text_kept() {
    let source = "<div class=\"info\">\n<p>Åpent <b>hele</b> året &ndash; også jul.</p>\n</div>\n\n<details><summary>Vis mer</summary>\n\nSkjult *tekst*\n\n</details>\n\nH<sub>2</sub>O og<br>luft <img src=\"x\" alt=\"Et glass\">\n\n- <p>Punkt</p>\n\n<script>\nlet x = 1;\n</script>\n<!-- husk\n\ndette -->\n";
    let expected = [
        "Paragraph: Åpent hele året – også jul.",
        "Paragraph: Vis mer",
        "Paragraph: Skjult tekst",
        "Paragraph: H2O og",
        "Paragraph: luft",
        "AltText: Et glass",
        "ListItem 1 -: Punkt",
        "x Code: <script>\nlet x = 1;\n</script>",
        "x Comment: <!-- husk\n\ndette -->",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn less_common_markdown_is_read_too() {
    let source = "Överskrift\npå två rader\n---\n\nEn fot[^1]not och <https://å.se>.\\\nNy rad \\*så\\*.\n\n[^1]: Själva noten.\n\nÄpple\n: En frukt\n\n[![Logga](l.png)](/hem)\n\n[länk][l] &copy; 1\\. maj\n\n[l]: /mål \"t\"\n\n1. ett\n\n       kod\n\n   två\n10) tio\n";
    let expected = [
        "Heading 2: Överskrift på två rader",
        "Paragraph: En fotnot och https://å.se.",
        "Paragraph: Ny rad *så*.",
        "Paragraph: Själva noten.",
        "Paragraph: Äpple",
        "Paragraph: En frukt",
        "AltText: Logga",
        "Paragraph: länk © 1. maj",
        "ListItem 1 1.: ett",
        "x Code: kod",
        "ListItem 1: två",
        "ListItem 1 10): tio",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn markup_is_stripped_from_the_text_but_recorded() {
    use MarkupKind::{Code, Emphasis, Link, Strikethrough, Strong};
    let source = "- ***Så*** *här [gör `du`](/d)* ~~nu~~ `` a`b ``\n";
    let expected = [
        (Emphasis, "Så", None),
        (Strong, "Så", None),
        (Emphasis, "här gör du", None),
        (Link, "gör du", Some("/d")),
        (Code, "du", None),
        (Strikethrough, "nu", None),
        (Code, "a`b", None),
    ];
    let expected: Vec<_> = expected
        .map(|(kind, text, target)| (kind, text.to_owned(), target.map(str::to_owned)))
        .into();
    assert_eq!(markup(source), expected);
}

#[test]
fn markup_moves_along_when_an_alert_marker_is_removed() {
    let found = markup("> [!WARNING] **Rør** ikke\n");
    assert_eq!(found, [(MarkupKind::Strong, "Rør".to_owned(), None)]);
}

#[test]
fn attributes_of_headings_are_markup_but_names_in_braces_are_text() {
    let source = "# Priser {#priser .stor}\n\n## Hej, {namn}\n\n## Frakt{#frakt}\n\nTekst {#id}\n";
    let expected = [
        "Heading 1: Priser",
        "Heading 2: Hej, {namn}",
        "Heading 2: Frakt",
        "Paragraph: Tekst {#id}",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn spans_cover_markers_and_markup() {
    let source = "## Én\n\n- **to**\n\n> tre\n\n![fire](x)\n";
    let (blocks, _) = blocks(source, &[]);
    let spans: Vec<_> = blocks
        .iter()
        .filter_map(|b| b.span().text(source))
        .collect();
    assert_eq!(spans, ["## Én", "- **to**", "> tre", "![fire](x)"]);
}

#[test]
fn windows_line_ends_change_nothing() {
    let source = "---\ntitle: Å\n---\n# Æ\n\nø\nå\n{{< x >}}\n- a\n  b\n\n<p>\nc\n</p>\n";
    let windows = source.replace('\n', "\r\n");
    assert_eq!(read(source), read(&windows));
}

#[test]
fn broken_front_matter_is_reported_and_the_text_still_read() {
    let source = "---\ntitle: [Å\n---\nTekst\n";
    let (blocks, repairs) = blocks(source, &[]);
    assert_eq!(blocks.len(), 2);
    assert_eq!(blocks[1].text(), "Tekst");
    assert_eq!(repairs.len(), 1);
}

/// Pieces that mean something to one of the parsers.
#[rustfmt::skip]
const PIECES: [&str; 134] = [
    "---\n", "title: ", "\"", "'", "`", "\n", "\n\n", " ", "    ", "\t", "\r\n", "\r", "\0",
    "å", "Ærlig talt", "日本", "\u{301}", "{{< ", "{{% ", " >}}", " %}}", "{{</* ", " */>}}",
    "/>}}", "{{< /x >}}", "{{< x >}}", "{{% x %}}", "{{% /x %}}", "{{< x alt=\"é\" >}}", "alt=",
    "\\\"", "{{< highlight >}}", "{{< /highlight >}}", ":::", ":::image ", "alt-text=\"ø\"",
    "[!INCLUDE[", "[!INCLUDE[a](b)]", "[!NOTE]", "> ", ">", "- ", "* ", "1. ", "# ", "## ",
    "===\n", "| ", "|", "|--|--|\n", "| a | b |\n", "\\|", "**", "*", "_", "~~", "[", "]", "](",
    ")", "![", "(b \"t\")", "[^1]", "[^1]: ", "[a]: b\n", ": ", "<", ">x", "<div>", "</div>",
    "<p>", "<li>", "<td>", "<br>", "<img alt='ä & b'>", "<!--", "-->", "<script>", "</script>",
    "<a href=\"", "&amp;", "&aring;", "&#229;", "&", "\\", "  \n", "\\\n", "```", "~~~\n",
    "- [x] ", "{#id}", "...\n", "key: |\n  a\n", "- {a: [b]}\n", "<h2>", "+++\n",
    "{{< x title=\"*é* `å\\\"` [ø](b)\n &amp;<br>![a](b)\" >}}", "{{% x text='**' %}}", "å|", "|\n|",
    "| b |\n|-|-|\n", "<p>{{< x text=\"ä\" >}}<br>", "\n!!! note\n    ", "\n!!! note \"å*b*\"\n\t",
    "\n=== \"ø\"\n\n    ", "        ", "- !!! tip\n", ":   ??? tip \"é\"\n", "\n```{note} ä\n", "\n```\n",
    "\n:::{note} `å`\n", ":class: x\n", ":alt: ö\n", "\n````{tab-item}\n",
    "<Kort title=\"é\" x={y}>", "</Kort>", "{/* ", " */}", "\nimport {å} from 'b'\n", "\nexport const a = {",
    "{x}", "}", "{", "\n:::tip[Å]\n", "\n::: tip ø {a}\n", "{% x text=\"ä\" %}", "{% endx %}", "{: .a }",
    "{.b}", "$$", "\n[[toc]]\n", "\n* TOC\n{:toc}\n", "*[å]: b", "(é)=",

];

fn random_text(seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let count = dice.below(40);
    let start = if dice.below(3) == 0 {
        "---\ntitle: "
    } else {
        ""
    };
    let pieces = (0..count).map(|_| PIECES[dice.below(PIECES.len())]);
    std::iter::once(start).chain(pieces).collect()
}

fn check(source: &str, block: &Block) {
    let span = block.span();
    assert!(span.text(source).is_some(), "{source:?} {block:?}");
    assert!(
        !block.is_unit() || !block.text().trim().is_empty(),
        "{source:?} {block:?}"
    );
    let text = block.text();
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        let place = block.content().source_span(start, end);
        assert!(
            span.start <= place.start && place.end <= span.end,
            "{source:?} {block:?} {place:?}"
        );
        assert!(place.text(source).is_some(), "{source:?} {block:?}");
    }
    let bare = text == span.text(source).unwrap_or_default();
    let whole = block.content().source_span(0, text.len());
    assert!(
        !bare || whole.text(source) == Some(text),
        "{source:?} {block:?}"
    );
    for markup in block.markup() {
        assert!(markup.range.text(text).is_some(), "{source:?} {block:?}");
    }
}

#[test]
fn no_text_makes_the_reader_fail() {
    for seed in 0..20_000 {
        let source = random_text(seed);
        let (blocks, repairs) = blocks(&source, &[]);
        let starts: Vec<_> = blocks.iter().map(|block| block.span().start).collect();
        assert!(starts.is_sorted(), "{source:?}");
        blocks.iter().for_each(|block| check(&source, block));
        assert!(
            repairs.iter().all(|r| r.span.text(&source).is_some()),
            "{source:?}"
        );
    }
}

#[test]
fn the_time_that_long_runs_of_opening_marks_take_grows_with_their_length() {
    let pieces = [
        ">",
        "> ",
        "[",
        "- ",
        "*a ",
        "![",
        "<a ",
        "<a \"",
        "<!-- ",
        "{{< ",
        "{{< a \"",
        "{{< a `",
        "{{</* ",
        "{{< a >}}",
        "{{< a >}}\n",
        "{{< /a >}}",
        ":::image ",
        "::: ",
        "\n::: ",
        "[!INCLUDE[",
        "[!INCLUDE[a](",
        "{{< a \"{{< a '",
        "<div>\n",
        "<div><!--",
        "&amp",
        "`",
        "| a ",
        "\n: ",
        "[^1]: ",
        "> [!NOTE]\n",
        "<pre>",
        "{{< highlight >}}",
        "\\",
        "{{< a\n",
        "[a](b \"",
        "> - ",
        "{{< a \"b\" ",
        "    {{< a >}}\n    x\n",
        "a\\\n",
        "*a\\\n",
        "[a\\\n",
        "a <br>",
        "<p>a<br>",
        "| a | b |\n|---|\n",
        "| a | b |\n",
        "a {{< a title=\"*b [c](d)\" >}} ",
        "{{< a title=\"*b ",
        "| {{< a >}} a |\n|-|-|\n",
        "\n!!! a\n    ",
        "!!! a \"b\"\n\n",
        "- !!! a\n",
        "\n!!! a\n",
        "```{note}\n",
        "/// a | b\n",
        "<A ",
        "<A a=\"",
        "<A a={",
        "<A>\n",
        "{/*",
        "{a => ",
        "\nimport {",
        "\nexport const a = (",
        "{% a \"",
        "{% a %}\n",
        "{:",
        "{a=\"",
        "\n$$ a\n",
        "::: a b\n",
        "\n* a\n{:toc}\n",
        "````{note}\n```\n",
        ":::{note}\n",
        ":a: b\n",
    ];
    let time = |n: usize| {
        let start = Instant::now();
        for piece in pieces {
            let source = piece.repeat(n);
            let closed = format!("{{{{< a >}}}}\n{source}\n{}", "{{< /a >}}\n".repeat(n));
            let yaml = format!("---\ntitle: {source}\n---\n");
            let rows = format!("|-|-|\n|{source}");
            let link = format!("[{source}](/{source})");
            let argument = format!("x {{{{< a title='{source}' >}}}}\n");
            for text in [source, closed, yaml, rows, link, argument] {
                blocks(&text, &[]);
            }
        }
        start.elapsed()
    };
    // Four times the length takes about four times as long, and sixteen times if the work is square.
    let (short, long) = (time(1_500), time(6_000));
    assert!(long < 12 * short, "{short:?} {long:?}");
}

#[test]
fn the_number_of_a_date_or_an_ordinal_belongs_to_the_text() {
    let source = "3. mars åpner **huset**.\n\n25. juni stenger det.\n\n* 2. juledag: Stengt\n* 4. plass\n\n1. Åpne døren.\n2. klatre ut\n\n> 1. verdenskrig begynte.\n";
    let expected = [
        "Paragraph: 3. mars åpner huset.",
        "Paragraph: 25. juni stenger det.",
        "ListItem 1 *: 2. juledag: Stengt",
        "ListItem 1 *: 4. plass",
        "ListItem 1 1.: Åpne døren.",
        "ListItem 1 2.: klatre ut",
        "Quote 1: 1. verdenskrig begynte.",
    ];
    assert_eq!(read(source), expected);
}
