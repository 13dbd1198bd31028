"""How a page looks: on a desk, on a phone, in the dark and on A4. No font and no picture from elsewhere."""

STYLE = """
:root{color-scheme:light dark;--page:#fff;--ink:#1c2024;--soft:#5b6470;--line:#d5dae0;--head:#f3f5f7;
--link:#0b57b0;--badge:#1c2024;--on-badge:#fff;--edge:#00000059;--impact:#e5484d;--role:#c7d7ee;
--event:#34536f;--suspected:#e3dcf3;--investigating:#ffd3cd;--identified:#ffdfb8;--mitigating:#fbeaa0;
--mitigated:#cdebd0;--recovered:#b5e2d3;--watching:#cfe8ee;--ended:#e2e5e9;--closed:#d0d5db;
--withdrawn:#e2e5e9}
@media screen and (prefers-color-scheme:dark){:root{--page:#15181c;--ink:#e8eaed;--soft:#a4adb8;
--line:#3a414a;--head:#1f242a;--link:#8ab8ff;--badge:#e8eaed;--on-badge:#15181c;--edge:#ffffff66;
--impact:#e5484d;--role:#2e4564;--event:#9fc1e0;--suspected:#463b66;--investigating:#6e2b27;
--identified:#6b4413;--mitigating:#5c5010;--mitigated:#23502b;--recovered:#175446;--watching:#1f4a56;
--ended:#3c434b;--closed:#4a525c;--withdrawn:#3c434b}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;max-width:60rem;padding:1.5rem 2.5rem 3rem;background:var(--page);color:var(--ink);
font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Hiragino Sans",
"Noto Sans JP","Noto Sans CJK JP","Yu Gothic UI",Meiryo,sans-serif;overflow-wrap:anywhere;line-break:strict}
h1{font-size:1.6rem;line-height:1.3;margin:.2rem 0 1rem}
h2{font-size:1.2rem;line-height:1.35;margin:2.2rem 0 .6rem;padding-bottom:.25rem;
border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:1.2rem 0 .4rem}
h1,h2,h3{text-wrap:balance;word-break:auto-phrase}
p{margin:.6rem 0}
a{color:var(--link)}
code{font:.85em/1.4 ui-monospace,SFMono-Regular,Consolas,"Liberation Mono",monospace}
.prefix{display:inline-block;padding:.1rem .6rem;border-radius:.3rem;background:var(--badge);
color:var(--on-badge);font-size:.9rem;font-weight:600;line-height:1.5}
dl.meta{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.7rem 1.5rem;margin:0;
padding:.9rem 1rem;background:var(--head);border-radius:.4rem}
dl.meta dt{color:var(--soft);font-size:.8rem;line-height:1.4}
dl.meta dd{margin:0;font-weight:600}
ul{margin:.6rem 0;padding-left:1.3rem}
li{margin:.2rem 0}
.label{font-weight:600}
table{width:100%;border-collapse:collapse;margin:.6rem 0 1rem;font-size:.94rem;line-height:1.5}
th,td{padding:.35rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{background:var(--head);font-size:.85rem;white-space:nowrap}
td{word-break:auto-phrase}
.whole{white-space:nowrap}
.timeline td:first-child{white-space:nowrap;font-variant-numeric:tabular-nums;width:1%}
.timeline:not(.bare) td:nth-child(2){width:9rem;color:var(--soft)}
summary{cursor:pointer;margin:.8rem 0 .3rem}
summary h3{display:inline}
figure{margin:1.6rem 0;padding:0}
figcaption{font-weight:600;margin-bottom:.6rem}
figure svg{display:block;width:100%;height:auto;font-family:inherit}
svg.narrow{display:none}
svg text{fill:var(--ink);font-size:12px;stroke:var(--page);stroke-width:3px;paint-order:stroke;
stroke-linejoin:round}
svg .in,svg .count{stroke:none}
svg .lane{font-size:13px}
svg .tick,svg .date{fill:var(--soft)}
svg line.tick{stroke:var(--line)}
svg line.mark{stroke:var(--soft);stroke-dasharray:2 3}
svg rect{stroke:var(--edge);stroke-width:1}
.impact{fill:var(--impact);background:var(--impact)}
svg .role{fill:var(--role)}
svg .break{fill:var(--page);stroke:var(--soft);stroke-dasharray:3 3}
svg .event{fill:var(--event);stroke:var(--page);stroke-width:1.5}
svg .count{fill:var(--page);font-size:10.5px;font-weight:600;text-anchor:middle}
svg g:hover rect,svg g:hover circle{stroke:var(--ink);stroke-width:2}
.suspected{fill:var(--suspected);background:var(--suspected)}
.investigating{fill:var(--investigating);background:var(--investigating)}
.identified{fill:var(--identified);background:var(--identified)}
.mitigating{fill:var(--mitigating);background:var(--mitigating)}
.mitigated{fill:var(--mitigated);background:var(--mitigated)}
.recovered{fill:var(--recovered);background:var(--recovered)}
.watching{fill:var(--watching);background:var(--watching)}
.ended{fill:var(--ended);background:var(--ended)}
.closed{fill:var(--closed);background:var(--closed)}
.withdrawn{fill:var(--withdrawn);background:var(--withdrawn)}
.swatch{display:inline-block;width:.8rem;height:.8rem;margin-right:.5rem;border:1px solid var(--edge);
border-radius:.15rem;vertical-align:-.05rem;print-color-adjust:exact;-webkit-print-color-adjust:exact}
footer{margin-top:2.5rem;padding-top:.8rem;border-top:1px solid var(--line);color:var(--soft);
font-size:.82rem}
footer ul{list-style:none;padding:0;margin:0}
@media screen and (max-width:45rem){
body{padding:1rem 1rem 2rem}
h1{font-size:1.3rem}
h2{font-size:1.1rem}
svg.wide{display:none}
svg.narrow{display:block;max-width:32rem}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,tbody,tr,td{display:block;width:auto}
tr{padding:.5rem 0;border-bottom:1px solid var(--line)}
td{display:flow-root;padding:.1rem 0 .1rem 8rem;border:0}
td::before{content:attr(data-label);float:left;width:7.5rem;margin-left:-8rem;color:var(--soft);font-size:.85rem}
.whole{white-space:normal}
td:empty{display:none}
.timeline tr,.bands tr{display:flex;flex-wrap:wrap;gap:0 .8rem}
.timeline td,.bands td{padding:.05rem 0}
.timeline td:nth-child(n){width:auto}
.timeline td:first-child,.bands td:first-child{font-weight:600}
.timeline td:last-child,.bands td:first-child{flex-basis:100%}
.bands td:nth-child(2):not(:has(+ td:empty))::after{content:" –"}
}
@media print{
@page{size:A4;margin:16mm 15mm 18mm}
@page{@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#5b6470}}
body{max-width:none;padding:0;font-size:10pt;line-height:1.5}
h1{font-size:15pt}h2{font-size:12pt}h3{font-size:10.5pt}
table{font-size:9pt}
h1,h2,h3,summary,figcaption{break-after:avoid}
tr,figure svg,li,dl.meta,footer{break-inside:avoid}
h2{margin-top:1.6rem}
th,td{padding:.22rem .5rem}
footer{margin-top:1.5rem}
thead{display:table-header-group}
p{orphans:3;widows:3}
a{color:inherit}
.prefix,th,dl.meta{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
"""
