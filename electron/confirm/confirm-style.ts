/** Colours are KERN's tokens (layout, action, feedback) in light, dark and high contrast; measures as in the dense theme. */
const light = `--ink:oklch(20.23% .0321 277.67);--muted:oklch(46.61% .0574 276.44);--paper:#fff;--wash:oklch(96.72% .0041 271.37);
--line:oklch(82.04% .0253 278.29);--border:oklch(56.94% .0532 275.53);--act:oklch(42.84% .1689 265.02);--on-act:#fff;
--focus:oklch(42.13% .0539 275.67);--warn:oklch(93.57% .0683 84.88);--bad:oklch(93.89% .0292 28.12);--badline:oklch(52.37% .2002 29.28)`;
const dark = `--ink:oklch(96.72% .0041 271.37);--muted:oklch(78.01% .0315 277.47);--paper:#000;--wash:oklch(20.23% .0321 277.67);
--line:oklch(42.13% .0539 275.67);--border:oklch(66.96% .0447 277.68);--act:oklch(75.39% .0772 264.66);--on-act:#000;
--focus:oklch(75.46% .0348 276.22);--warn:oklch(25.26% .0574 63.38);--bad:oklch(26.16% .1073 29.23);--badline:oklch(68.64% .1543 29.27)`;
const contrast = `--ink:#000;--muted:#000;--paper:#fff;--wash:#fff;--line:#000;--border:#000;--act:#00189c;--on-act:#fff;
--focus:#000;--warn:#fff;--bad:#fff;--badline:#b00000`;

/** Style sheet of the confirmation window. */
export const confirmStyle = `
@font-face{font-family:"Fira Sans";font-weight:400;src:url("/fonts/FiraSans-Regular.ttf")}
@font-face{font-family:"Fira Sans";font-weight:600;src:url("/fonts/FiraSans-SemiBold.ttf")}
:root{color-scheme:light;${light}}
@media(prefers-color-scheme:dark){[data-theme=system]{color-scheme:dark;${dark}}}
[data-theme=dark]{color-scheme:dark;${dark}}
[data-theme=contrast]{${contrast}}
*{box-sizing:border-box}
html,body{height:100%;margin:0}
body{font:0.875rem/1.25rem "Fira Sans",system-ui,sans-serif;font-variant-numeric:tabular-nums;color:var(--ink);background:var(--paper)}
main{display:flex;flex-direction:column;height:100%}
section,form{padding:.75rem 1rem;border-bottom:1px solid var(--line)}
h1{font-size:1rem;font-weight:600;margin:0}
p{margin:.25rem 0 0}
small,dt,th{color:var(--muted);font-size:.75rem;line-height:1rem;font-weight:400}
.list{flex:1;min-height:5.5rem;overflow:auto;padding:0}
table{width:100%;border-collapse:collapse}
th,td{text-align:left;padding:.375rem .5rem;vertical-align:top;border-bottom:1px solid var(--line)}
th{position:sticky;top:0;background:var(--wash)}
th:first-child,td:first-child{padding-left:1rem}
.number{text-align:right}
code{font:.75rem/1rem ui-monospace,"DejaVu Sans Mono",monospace;color:var(--muted);white-space:pre}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem .75rem;margin:0}
dd{margin:0;overflow-wrap:anywhere}
.note{display:flex;gap:.5rem;align-items:flex-start;margin-top:.5rem}
.tag{background:var(--warn);border-radius:4px;padding:0 .4rem;font-size:.75rem}
form{border:0;display:grid;grid-template-columns:1fr auto auto;gap:.5rem;align-items:end}
label{display:grid;gap:.25rem}
.factors{display:flex;gap:.5rem}
.factors label{flex:1}
[role=status]{grid-column:1/-1;margin:0;color:var(--muted)}
[role=status]:empty{display:none}
input{font:inherit;height:2rem;padding:0 .625rem;color:inherit;background:var(--paper);border:1px solid var(--border);border-radius:6px;width:100%}
button{font:inherit;font-weight:600;height:2rem;padding:0 .75rem;border-radius:6px;border:1px solid var(--border);background:var(--paper);color:var(--ink)}
button[type=submit]{background:var(--act);border-color:var(--act);color:var(--on-act)}
button:disabled{opacity:.5}
/* The second press of a double click on the window before meets nothing; the preload does the same for keys. No motion: it holds where motion is reduced too. */
button[type=submit]{animation:settle .6s step-end}
@keyframes settle{from{pointer-events:none}}
:focus-visible{outline:3px solid var(--focus);outline-offset:1px}
[role=alert]{grid-column:1/-1;background:var(--bad);border-left:3px solid var(--badline);padding:.375rem .625rem}
[role=alert]:has(:first-child:empty){display:none}
`;
