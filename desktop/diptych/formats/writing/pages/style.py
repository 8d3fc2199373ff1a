"""How the page looks and what it does, and the policy that forbids it all else."""

from __future__ import annotations

import base64
import hashlib

STYLE = """
:root { color-scheme: light dark; --ink: #1b1e23; --paper: #fff; --faint: #565c66; --line: #d9dce1;
  --lit: #fff1b8; --yellow: #ffe98a; --green: #c3ecc5; --blue: #c2dcff; --pink: #ffcbdc;
  --orange: #ffd3a6; --link: #1d55b0; --added: #14602a; --gone: #98202c; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --paper: #181a1e;
  --faint: #b6bcc6; --line: #363b44; --lit: #4b4215; --yellow: #5c5210; --green: #1f5128;
  --blue: #1e4378; --pink: #6a2741; --orange: #6a3f12; --link: #8db8ff; --added: #86d99a;
  --gone: #ffb0ac; } }
* { box-sizing: border-box; }
html { scroll-padding-block: 2rem; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 82rem; padding: 1.5rem; color: var(--ink);
  background: var(--paper);
  font: 1.05rem/1.6 "Noto Serif", Charter, Georgia, "Noto Serif CJK SC", "Songti SC", serif; }
:lang(ja) { font-family: "Noto Serif CJK JP", "Hiragino Mincho ProN", "Yu Mincho", serif; }
:lang(ko) { font-family: "Noto Serif CJK KR", AppleMyungjo, Batang, serif; }
:lang(ar), :lang(fa), :lang(ur) { font-family: "Noto Naskh Arabic", "Geeza Pro", serif; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: .4rem 0 .6rem; text-wrap: balance; }
h2 { font: 600 1.1rem/1.4 system-ui, sans-serif; margin: 2.4rem 0 .8rem; }
h3 { font-size: 1.1rem; margin: 1.6rem 0 .5rem; }
.plain { max-width: 42rem; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; inset-inline-start: -99rem; }
.skip:focus { inset-inline-start: 1rem; top: .5rem; padding: .4rem .8rem; z-index: 1;
  background: var(--paper); }
.facts, .legend, footer, .about { color: var(--faint); font: .86rem/1.5 system-ui, sans-serif; }
.caution { border-inline-start: 4px solid var(--orange); padding-inline-start: .8rem;
  font: .95rem/1.5 system-ui, sans-serif; }
.legend ul { list-style: none; padding: 0; margin: .4rem 0; display: flex; flex-wrap: wrap;
  gap: .3rem 1.4rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th { text-align: start; font: 600 .9rem system-ui, sans-serif; padding: .4rem .8rem;
  border-bottom: 2px solid var(--line); }
td { vertical-align: top; padding: .55rem .8rem; border-bottom: 1px solid var(--line); }
td, .flow p, .flow h3, h1 { white-space: pre-line; overflow-wrap: anywhere; }
.wrapped > td, p.wrapped { white-space: normal; }
td:first-child, th:first-child { padding-inline-start: 0; }
tr.headline td, tr.heading td { font-weight: 700; }
tr.apart td, p.apart { color: var(--faint); font-size: .92rem; }
mark { color: var(--ink); border-bottom: 2px dotted currentColor; padding: .05em 0; }
mark.yellow { background: var(--yellow); } mark.green { background: var(--green); }
mark.blue { background: var(--blue); } mark.pink { background: var(--pink); }
mark.orange { background: var(--orange); }
ins { color: var(--added); text-decoration: underline; }
del { color: var(--gone); text-decoration: line-through; }
mark ins, mark del { color: inherit; }
.lit, :target { background: var(--lit); outline: 2px solid var(--lit); }
sup { line-height: 0; font: 600 .7em system-ui, sans-serif; }
sup a { text-decoration: none; padding: 0 .15em; }
.summary li { margin-bottom: .6rem; } .answer { color: var(--faint); }
.notes > ol > li { margin-bottom: 1.1rem; padding-inline-start: .3rem; }
.notes p { margin: .15rem 0; } .notes .quote { color: var(--ink); }
.replies { list-style: none; margin: .4rem 0 0; padding-inline-start: .9rem;
  border-inline-start: 3px solid var(--line); }
.done { font-weight: 600; }
@media (max-width: 40rem) { body { padding: 1rem; font-size: 1rem; }
  td, th { padding-inline: .4rem; } }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } a { color: inherit; }
  .skip, nav { display: none; } h1, h2, h3 { break-after: avoid; } tr, li { break-inside: avoid; }
  thead { display: table-header-group; } p { orphans: 2; widows: 2; }
  mark { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
"""

SCRIPT = """
for (const type of ["pointerover", "focusin"]) document.addEventListener(type, event => {
  const own = event.target.closest && event.target.closest("[data-s]");
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (own) for (const same of document.querySelectorAll(`[data-s="${CSS.escape(own.dataset.s)}"]`))
    same.classList.add("lit");
});
"""


def policy() -> str:
    """The Content Security Policy: this style and this script, and nothing from anywhere."""
    return (
        f"default-src 'none'; style-src '{_hash(STYLE)}'; script-src '{_hash(SCRIPT)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
