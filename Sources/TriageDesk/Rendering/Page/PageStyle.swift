/// How pages look. Text has a contrast of at least 4.5 to its ground, bars and curves of 3 (WCAG 2.2,
/// 1.4.3 and 1.4.11), in both colour schemes.
enum PageStyle {
  static let sheet: StaticString = """
    :root {
      color-scheme: light dark;
      --ground: #ffffff; --text: #1d2126; --soft: #59616b; --line: #d5d9de; --tint: #f3f5f7;
      --s1: #2b62b8; --s2: #c0561c; --s3: #2e7d4f; --s4: #7a4fa3; --s5: #6f7883;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #15181c; --text: #e7e9ec; --soft: #a2aab4; --line: #3a4149; --tint: #1f242a;
        --s1: #74aaff; --s2: #f0a06a; --s3: #6ccb95; --s4: #c4a0ea; --s5: #939ca6;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0; background: var(--ground); color: var(--text);
      font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
    }
    main { max-width: 1080px; margin: 0 auto; padding: 24px 20px 64px; }
    h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 8px; }
    h2 { font-size: 1.2rem; margin: 0 0 4px; }
    h3 { font-size: 1rem; margin: 0 0 4px; }
    section { margin-top: 40px; }
    .lead, .note { color: var(--soft); margin: 0 0 16px; max-width: 75ch; overflow-wrap: anywhere; }
    .key {
      display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px;
      margin: 24px 0 0;
    }
    .key > div { border: 1px solid var(--line); border-radius: 6px; padding: 10px 14px; }
    .key dt { color: var(--soft); font-size: .875rem; }
    .key dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
    .detail, .key .detail { color: var(--soft); font-size: .8125rem; }
    .pair { display: grid; gap: 32px; grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr)); }
    figure { margin: 0; }
    figure > svg { display: block; width: 100%; overflow: visible; }
    figure.curve > svg { max-width: 520px; }
    figcaption { font-weight: 600; margin-bottom: 8px; }
    .scroll { overflow-x: auto; max-width: 100%; }
    .scroll + .legend, .scroll + .scroll, .key + .scroll, figure + figure, figure + .scroll, details + .scroll, .legend + .scroll { margin-top: 24px; }
    svg text { fill: var(--text); font-size: 11px; }
    svg .soft { fill: var(--soft); }
    svg .grid { stroke: var(--line); stroke-width: 1; }
    svg .curve { fill: none; stroke: var(--s1); stroke-width: 2; }
    svg .ideal { fill: none; stroke: var(--soft); stroke-width: 1; stroke-dasharray: 4 4; }
    .s1 { fill: var(--s1); } .s2 { fill: var(--s2); } .s3 { fill: var(--s3); }
    .s4 { fill: var(--s4); } .s5 { fill: var(--s5); }
    .legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0 0 8px; padding: 0; list-style: none; font-size: .875rem; }
    .legend svg { width: 12px; height: 12px; margin-right: 6px; vertical-align: -1px; }
    table { border-collapse: collapse; font-size: .875rem; }
    caption { text-align: left; font-weight: 600; padding-bottom: 6px; }
    th, td { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; }
    thead th { color: var(--soft); font-weight: 600; vertical-align: bottom; }
    tbody th { font-weight: 400; }
    tr.total > * { font-weight: 600; }
    tr.inner > th { padding-left: 16px; }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    table.bars { width: 100%; }
    table.bars td.bar { width: 45%; min-width: 90px; padding-right: 0; vertical-align: middle; }
    td.bar svg { display: block; width: 100%; height: 14px; }
    details { border-bottom: 1px solid var(--line); padding: 6px 0; }
    summary { cursor: pointer; overflow-wrap: anywhere; }
    details p { margin: 6px 0; max-width: 75ch; overflow-wrap: anywhere; }
    code { font-size: .8125rem; overflow-wrap: anywhere; }
    :focus-visible { outline: 2px solid var(--s1); outline-offset: 2px; }
    @media (min-width: 601px) { table.bars tbody th { white-space: nowrap; } }
    @media (max-width: 600px) {
      table.bars td.bar { width: 28%; min-width: 60px; }
      table { font-size: .8125rem; }
      th .detail { display: none; }
      th, td { padding-right: 8px; }
    }
    @media print {
      :root {
        --ground: #ffffff; --text: #000000; --soft: #444444; --line: #bbbbbb; --tint: #f3f5f7;
        --s1: #2b62b8; --s2: #c0561c; --s3: #2e7d4f; --s4: #7a4fa3; --s5: #6f7883;
      }
      * { print-color-adjust: exact; }
      body { font-size: 10pt; }
      main { max-width: none; padding: 0; }
      .scroll { overflow: visible; }
      .scroll > svg { max-width: 100%; height: auto; }
      h2, h3, caption, thead { break-after: avoid; }
      figure, tr, .key > div, summary { break-inside: avoid; }
      details::details-content { content-visibility: visible; height: auto; }
    }

    """
}
