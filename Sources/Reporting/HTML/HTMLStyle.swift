/// The style sheet of the HTML report.
enum HTMLStyle {
  // Text colours reach a contrast of 4.5 on their backgrounds, fills 3 (WCAG 2.2, 1.4.3 and 1.4.11).
  static let sheet = colours + page + charts + voices + small

  private static let colours = """
    :root{color-scheme:light dark;--bg:#faf9f6;--card:#fff;--line:#e4e1da;--ink:#1c1e24;--soft:#575a63;--head:#12141a;
    --quit:#b23c17;--defend:#1d5fa5;--neutral:#66635d;--fq:#cb5027;--fd:#2c70b5;--fn:#b9b5ad;--band:#1c1e2414;
    --mq:#fbe0d5;--md:#dbe8f7;--shade:#f4f2ed;--focus:#7a4dd8}
    @media(prefers-color-scheme:dark){:root{--bg:#131419;--card:#1b1d24;--line:#33363f;--ink:#e8e6e1;--soft:#a9abb3;
    --head:#fff;--quit:#f58a66;--defend:#82baf0;--neutral:#b0ada5;--fq:#dd6740;--fd:#4f97db;--fn:#6d6b66;--band:#ffffff1a;
    --mq:#5a2a18;--md:#1c3d61;--shade:#22252d;--focus:#b99cff}}

    """

  private static let page = """
    [hidden]{display:none!important}*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI",Roboto,sans-serif}
    main{max-width:70rem;margin:0 auto;padding:2rem 1.1rem 4rem}
    h1,h2,.lead{font-family:Charter,"Bitstream Charter",Georgia,Cambria,serif;color:var(--head)}
    h1{font-size:clamp(1.7rem,4.4vw,2.6rem);line-height:1.12;margin:.15em 0 .35em;letter-spacing:-.012em}
    h2{font-size:1.32rem;line-height:1.25;margin:0 0 .2em}h3{font-size:1rem;margin:.9em 0 .3em}
    .lead{font-size:clamp(1.12rem,2.4vw,1.38rem);line-height:1.42;max-width:44rem;margin:.2em 0 .4em}
    .kicker{color:var(--soft);margin:0;font-size:.88rem;letter-spacing:.02em}.note{color:var(--soft);margin:.1em 0 .6em;font-size:.88rem;max-width:54rem}
    section,.cards li{background:var(--card);border:1px solid var(--line);border-radius:14px}
    section{padding:1.15rem 1.25rem 1.25rem;margin:1.1rem 0}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.2rem,1fr));gap:.75rem;list-style:none;padding:0;margin:1.3rem 0 1.1rem}
    .cards li{padding:.8rem 1rem .75rem}
    .cards strong{display:block;font-size:1.65rem;line-height:1.2;color:var(--head);font-variant-numeric:tabular-nums}
    .cards strong.quitting{color:var(--quit)}.cards strong.defending{color:var(--defend)}
    .cards span{color:var(--soft);font-size:.84rem;display:block;line-height:1.35}
    small{color:var(--soft);font-weight:400;font-size:.86em}
    .quitting{color:var(--quit)}.defending{color:var(--defend)}.neutral,.unread{color:var(--neutral)}
    a{color:inherit;text-decoration-color:var(--soft);text-underline-offset:.18em}a:hover{text-decoration-thickness:2px}
    :focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:4px}
    .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem .8rem;z-index:9}
    .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,21rem),1fr));gap:.4rem 2.2rem}
    table{border-collapse:collapse;width:100%;font-size:.92rem}th{text-align:left;font-weight:500}
    td,th{padding:.24rem .55rem .24rem 0;vertical-align:baseline}td.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    .data th,.data td{border-bottom:1px solid var(--line);padding:.34rem .6rem .34rem 0}.data thead th{color:var(--soft)}
    .scroll{overflow-x:auto}details>summary{cursor:pointer;padding:.2rem 0}
    .bar{width:42%;padding-right:0}.bar svg{display:block;width:100%;height:.72rem}
    .words{display:flex;flex-wrap:wrap;gap:.35rem .45rem;list-style:none;padding:0;margin:.2rem 0 .6rem}
    .words li{border:1px solid currentColor;border-radius:99px;padding:.04rem .65rem;font-size:.9rem}
    .turns{padding:0;margin:.8rem 0 0;list-style:none;display:grid;gap:.7rem}
    .turns>li{border-left:4px solid var(--line);padding:.1rem 0 .1rem .9rem}.turns p{margin:.1rem 0}
    .live{color:var(--soft);font-size:.9rem;margin:.3rem 0 0}.live b{color:var(--ink)}
    footer{color:var(--soft);font-size:.86rem;padding:.4rem .2rem}

    """

  private static let charts = """
    .chart{margin-top:.5rem}.chart svg{display:block;width:100%;height:auto;overflow:visible}.chart .narrow{display:none}
    svg text{fill:var(--soft);font:11.5px system-ui,"Segoe UI",Roboto,sans-serif}svg text.strong{fill:var(--ink);font-weight:600}
    svg .axis{stroke:var(--line)}svg .zero{stroke:var(--soft);stroke-width:1.2}svg .band{fill:var(--band)}
    svg .line{fill:none;stroke:var(--ink);stroke-width:2.4;stroke-linejoin:round;stroke-linecap:round}
    svg .corrected{fill:none;stroke:var(--ink);stroke-width:1.6;stroke-dasharray:5 4}
    svg .turn{stroke:var(--quit);stroke-width:1.8}svg text.turn-label{fill:var(--quit);stroke:none}
    svg .event{stroke:var(--soft);stroke-dasharray:2 3}
    svg .q{fill:var(--fq);stroke:var(--fq)}svg .d{fill:var(--fd);stroke:var(--fd)}svg .n{fill:var(--fn);stroke:var(--fn)}
    svg .whisker{stroke-width:1.2;opacity:.5}svg .hollow{fill:var(--card)}svg .faint{fill:var(--card);stroke-dasharray:1.6 1.8}
    svg .bars *,svg .cell{stroke:none}svg .hit{fill:transparent;stroke:none}svg .hit:hover,svg a:hover .hit{fill:var(--band)}
    svg .empty{fill:var(--shade)}svg .soft{opacity:.6}svg .qn{fill:#fff}svg a:focus-visible{outline:none}svg a:focus-visible .hit{fill:var(--band);stroke:var(--focus)}
    .key{margin:.1rem 0;font-size:.88rem}.key span{margin-right:1rem}.swatch{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin-right:.35em}
    .swatch.quitting{background:var(--fq)}.swatch.defending{background:var(--fd)}.swatch.neutral{background:var(--fn)}
    .switch{display:inline-flex;border:1px solid var(--line);border-radius:9px;overflow:hidden;font-size:.88rem;float:right}
    .switch label{padding:.2rem .8rem;cursor:pointer}.toggle{position:absolute;opacity:0;pointer-events:none}
    #by-people:checked~.switch label[for=by-people],#by-share:checked~.switch label[for=by-share]{background:var(--ink);color:var(--card)}
    #by-people:focus-visible~.switch label[for=by-people],#by-share:focus-visible~.switch label[for=by-share]{outline:3px solid var(--focus);outline-offset:-3px}
    #by-people:checked~.shares,#by-share:checked~.counts{display:none}
    #tip{position:fixed;z-index:5;max-width:19rem;background:var(--ink);color:var(--card);padding:.35rem .6rem;border-radius:8px;font-size:.84rem;line-height:1.35;pointer-events:none}

    """

  private static let voices = """
    .voices{list-style:none;padding:0;margin:.6rem 0 0}
    .voice{border-left:4px solid var(--fn);padding:.1rem 0 .1rem 1rem;margin:1.05rem 0;color:inherit}
    .voice.quitting{border-color:var(--fq)}.voice.defending{border-color:var(--fd)}.voice.quitting,.voice.defending,.voice.neutral,.voice.unread{color:inherit}
    .voice blockquote{margin:0;font:1.04rem/1.5 Charter,"Bitstream Charter",Georgia,Cambria,serif;overflow-wrap:anywhere}
    .facts{margin:.25rem 0 0;color:var(--soft);font-size:.87rem;overflow-wrap:anywhere}.who{color:var(--ink)}.badge{font-weight:600}
    mark{color:inherit;background:var(--md);border-radius:3px;padding:0 .12em;box-decoration-break:clone;-webkit-box-decoration-break:clone}mark.quitting{background:var(--mq)}
    .filters{display:flex;flex-wrap:wrap;gap:.55rem .8rem;align-items:end;background:var(--shade);border-radius:10px;padding:.7rem .8rem;margin:.6rem 0}
    .filters[hidden]{display:none}.filters label{display:grid;gap:.1rem;font-size:.82rem;color:var(--soft)}
    input,select,button{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:8px;padding:.3rem .5rem;min-height:2.2rem;max-width:100%}
    button,.button{cursor:pointer;font-weight:600;border-radius:8px}.button{display:inline-block;border:1px solid var(--soft);padding:.35rem .8rem;text-decoration:none}
    .more{margin:1rem 0 0}output{color:var(--soft);font-size:.88rem;align-self:center}

    """

  private static let small = """
    @media(max-width:40rem){main{padding:1.1rem .7rem 3rem}section{padding:.95rem .85rem 1rem;border-radius:12px}
    .chart .wide{display:none}.chart .narrow{display:block}.cards{grid-template-columns:1fr 1fr;gap:.55rem}.cards li{padding:.6rem .75rem}.cards strong{font-size:1.35rem}
    .filters label{flex:1 1 8rem}.filters input,.filters select{width:100%}.reasons small{display:none}.switch{float:none;margin-bottom:.4rem}}
    @media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
    @media(forced-colors:active){svg .q,svg .d,svg .n,.bar rect{forced-color-adjust:none}mark{forced-color-adjust:none;color:#000}}
    @page{margin:15mm}
    @media print{:root{color-scheme:light;--bg:#fff;--card:#fff;--line:#ccc;--ink:#000;--soft:#444;--head:#000;--quit:#b23c17;--defend:#1d5fa5;--neutral:#555;
    --fq:#cb5027;--fd:#2c70b5;--fn:#b9b5ad;--band:#0000001a;--mq:#fbe0d5;--md:#dbe8f7;--shade:#f4f2ed}
    *{-webkit-print-color-adjust:exact;print-color-adjust:exact}body{font-size:10.5pt}main{max-width:none;padding:0}
    section{border:0;border-top:1px solid #bbb;border-radius:0;padding:.8rem 0;margin:.4rem 0}.cards li,.voice,tr,.turns li,.chart{break-inside:avoid}h2,h3{break-after:avoid}
    .filters,.skip,.switch,.more,#tip,.live{display:none!important}details:not([open])>*{display:block}details::details-content{content-visibility:visible}summary{list-style:none}
    #people,#moves,.key,h3+.note{break-after:avoid}table.data th{white-space:nowrap}#all-voices{columns:2;column-gap:1.2rem;font-size:8.5pt}.voice a[href]::after{content:" " attr(href);font-size:8pt;overflow-wrap:anywhere}}
    """
}
