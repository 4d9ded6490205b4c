/// The style sheet of the HTML report.
enum HTMLStyle {
  // Text colours reach a contrast of 4.5 on their backgrounds, fills 3 (WCAG 2.2, 1.4.3 and 1.4.11).
  static let sheet = """
    :root{color-scheme:light dark;--bg:#fbfaf7;--card:#fff;--line:#e2e0da;--ink:#1d1f24;--soft:#5b5e66;\
    --quit:#b8401b;--defend:#1f64ab;--neutral:#6d6a63;--fq:#c94f28;--fd:#2b6fb3;--fn:#b3afa7;--band:#1d1f2418;--mark:#fff2b8}
    @media(prefers-color-scheme:dark){:root{--bg:#15161b;--card:#1d1f26;--line:#343741;--ink:#e9e8e4;--soft:#a6a8b0;\
    --quit:#f0845f;--defend:#79b4ec;--neutral:#a8a59d;--fq:#d9603a;--fd:#4d93d6;--fn:#77746d;--band:#ffffff1c;--mark:#574a10}}
    *{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
    main{max-width:68rem;margin:0 auto;padding:1.5rem 1rem 4rem}
    h1{font:700 2rem/1.2 Georgia,serif;margin:.1em 0 .4em}h2{font-size:1.2rem;margin:0 0 .3em}h3{font-size:1rem;margin:.6em 0 .3em}
    .lead{font:1.25rem/1.5 Georgia,serif;max-width:46rem;margin:.2em 0}.kicker,.note{color:var(--soft);margin:.1em 0;font-size:.9rem}
    section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1rem 1.1rem;margin:1rem 0}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.7rem;list-style:none;padding:0;margin:1rem 0}
    .cards li{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:.7rem .9rem}
    .cards strong{display:block;font-size:1.5rem}.cards span{color:var(--soft);font-size:.85rem}.cards strong span{font-size:inherit}
    small{color:var(--soft);font-weight:400}.quitting,.cards .quitting{color:var(--quit)}.defending,.cards .defending{color:var(--defend)}\
    .neutral{color:var(--neutral)}
    .chart{overflow-x:auto}.chart svg{display:block;width:100%;min-width:46rem;height:auto}
    svg text{fill:var(--soft);font:11px system-ui,sans-serif}svg .axis{stroke:var(--line)}svg .zero{stroke:var(--soft)}
    svg .band{fill:var(--band)}svg .line{fill:none;stroke:var(--ink);stroke-width:2}svg .turn{stroke:var(--quit);stroke-width:1.5}
    svg .event{stroke:var(--soft);stroke-dasharray:2 3}svg .q{fill:var(--fq);stroke:var(--fq)}svg .d{fill:var(--fd);stroke:var(--fd)}\
    svg .n{fill:var(--fn);stroke:var(--fn)}svg .hollow{fill:var(--card)}svg .faint{opacity:.35;fill:var(--card)}svg .bars *{stroke:none}
    svg a:focus-visible circle,svg a:hover circle{stroke-width:4}
    .two{display:grid;grid-template-columns:repeat(auto-fit,minmax(19rem,1fr));gap:1.5rem}
    table{border-collapse:collapse;width:100%;font-size:.92rem}th{text-align:left;font-weight:500}td,th{padding:.22rem .5rem .22rem 0;vertical-align:top}
    .number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}.bar{width:38%}.bar span{display:block;height:.85em;margin-top:.3em;border-radius:2px}
    .fill-quitting{background:var(--fq)}.fill-defending{background:var(--fd)}.data thead th{border-bottom:1px solid var(--line)}.scroll{overflow-x:auto}
    .words{display:flex;flex-wrap:wrap;gap:.4rem;list-style:none;padding:0;margin:0}.words li{border:1px solid var(--line);border-radius:1em;padding:.05em .7em}
    .voices{list-style:none;padding:0;margin:.5rem 0}.voices>li{border-left:4px solid var(--fn);padding:.1rem 0 .1rem .9rem;margin:.9rem 0;overflow-wrap:anywhere}
    .voices>li[data-stance=quitting]{border-color:var(--fq)}.voices>li[data-stance=defending]{border-color:var(--fd)}
    blockquote{margin:.2em 0;font-family:Georgia,serif}.facts{color:var(--soft);font-size:.87rem;margin:.1em 0}mark{background:var(--mark);color:inherit;border-radius:2px}
    a{color:inherit;text-underline-offset:2px}.filters{display:flex;flex-wrap:wrap;gap:.8rem;align-items:end;margin:.6rem 0}
    .filters label{font-size:.85rem;color:var(--soft)}.filters select,.filters input{display:block;font:inherit;color:var(--ink);background:var(--bg);border:1px solid var(--soft);border-radius:6px;padding:.25rem .5rem}
    .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.4rem}.unseen{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
    .turns{margin:.5rem 0 0;padding-left:1.2rem}:focus-visible{outline:3px solid var(--defend);outline-offset:2px}[hidden]{display:none!important}
    @media print{:root{--bg:#fff;--card:#fff;--ink:#000;--soft:#444}section,.cards li{break-inside:avoid;border-color:#ccc}.filters{display:none}}
    @media(max-width:30rem){h1{font-size:1.5rem}.lead{font-size:1.08rem}section{padding:.8rem .7rem}}
    """
}
