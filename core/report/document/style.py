"""The style sheet of the report's pages: light or dark as the reader has it, and black on white in print."""

# Every pair of text and background has a contrast of 4.5 or more in both (WCAG 2.2, 1.4.3).
STYLE = """
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1b1b;--soft:#555;--line:#c4c4c4;--link:#0b4f9e;--bar:#3d7ab8;
--band:#f3f4f6;--warn:#fff4d6;--warn-line:#b58105}
@media (prefers-color-scheme:dark){:root{--paper:#17181a;--ink:#e9e9e9;--soft:#b4b4b4;--line:#4b4d52;--link:#93c5ff;
--bar:#6ea6dd;--band:#222428;--warn:#3a2f10;--warn-line:#d9a21b}}
*{box-sizing:border-box}
html{scroll-behavior:auto}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,
"Liberation Sans",Arial,sans-serif}
header,nav,main,footer{max-width:62rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.5rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.3rem;margin:2.5rem 0 .5rem;padding-top:.5rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.5rem 0 .5rem}
p,ul,ol{margin:.5rem 0}
li{margin:.2rem 0;overflow-wrap:anywhere}
a{color:var(--link)}
a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999rem;padding:.5rem 1rem;background:var(--paper)}
.skip:focus{left:0;top:0}
nav{position:sticky;top:0;background:var(--paper)}
nav ul{scroll-target-group:auto}nav a:target-current{font-weight:bold;text-decoration:none}
h2,h3,[id]{scroll-margin-top:4.5rem}
@media (max-width:50rem),(max-height:30rem){nav{position:static}}
nav ul{padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none}
.notice{background:var(--warn);border-left:.3rem solid var(--warn-line);padding:.5rem .75rem}
.wide{overflow-x:auto;margin:.75rem 0}
table{border-collapse:collapse;font-size:.93rem}
caption{text-align:left;color:var(--soft);padding:.25rem 0}
th,td{padding:.3rem .7rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
thead th{background:var(--band);white-space:nowrap}
tbody th{font-weight:normal;min-width:9rem}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.bar{min-width:8rem}
td.bar svg{display:block;width:100%;height:.8rem;fill:var(--bar);background:var(--band)}
code,.id{font:.85em ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
.id,.note{color:var(--soft)}
pre{overflow-x:auto;background:var(--band);padding:.75rem;font:.85rem/1.35 ui-monospace,Menlo,Consolas,
"Liberation Mono",monospace}
figure{margin:.75rem 0}
figure .wide{background:#fff;color:#000;border:1px solid var(--line);padding:.5rem}
figure .wide svg{display:block;min-width:40rem;max-width:100%;height:auto}
figure svg a text,figure svg a{fill:#0b4f9e;text-decoration:underline}
footer{padding:1rem;color:var(--soft);border-top:1px solid var(--line);margin-top:2.5rem}
@media print{:root{--paper:#fff;--ink:#000;--soft:#333;--line:#999;--link:#000;--band:#eee;--warn:#fff}
body{font-size:10pt}nav,.skip,.lists{display:none}header,main,footer{max-width:none;padding:0}
a{text-decoration:none}h2,h3,caption{break-after:avoid}tr,figure .wide{break-inside:avoid}
figure .wide svg{min-width:0;max-height:23cm}
.wide{overflow:visible}
figure svg a text,figure svg a{fill:#000;text-decoration:none}
thead{display:table-header-group}td.bar svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
""".strip()
