"""One table of languages: BCP 47 tags, names, scripts, and the codes other programs use."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language as we know it; None where a program does not know it.

    ``tag`` is BCP 47, ``script`` ISO 15924, ``apertium`` ISO 639-3, ``sumy`` an English name;
    ``spaced`` tells whether words are separated by spaces.
    """

    tag: str
    name: str
    autonym: str
    argos: str | None = None
    apertium: str | None = None
    sumy: str | None = None
    langdetect: str | None = None
    script: str = "Latn"

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return self.script in ("Arab", "Hebr", "Thaa", "Syrc")

    @property
    def spaced(self) -> bool:
        """Whether words are separated by spaces."""
        return self.script not in ("Hans", "Hant", "Jpan", "Thai", "Khmr", "Mymr", "Laoo")


# tag | name | autonym | argos | apertium | sumy | langdetect | script
_TABLE = """
af|Afrikaans|Afrikaans||afr||af|Latn
an|Aragonese|aragonés||arg|||Latn
ar|Arabic|العربية|ar|ara|arabic|ar|Arab
ast|Asturian|asturianu||ast|||Latn
az|Azerbaijani|azərbaycan|az|aze|||Latn
be|Belarusian|беларуская||bel|||Cyrl
bg|Bulgarian|български|bg|bul||bg|Cyrl
bn|Bengali|বাংলা|bn|ben||bn|Beng
br|Breton|brezhoneg||bre|||Latn
bs|Bosnian|bosanski||bos|||Latn
ca|Catalan|català|ca|cat||ca|Latn
crh|Crimean Tatar|qırımtatarca||crh|||Latn
cs|Czech|čeština|cs|ces|czech|cs|Latn
cy|Welsh|Cymraeg||cym||cy|Latn
da|Danish|dansk|da|dan|danish|da|Latn
de|German|Deutsch|de|deu|german|de|Latn
el|Greek|Ελληνικά|el|ell|greek|el|Grek
en|English|English|en|eng|english|en|Latn
eo|Esperanto|esperanto|eo|epo|||Latn
es|Spanish|español|es|spa|spanish|es|Latn
et|Estonian|eesti|et|est||et|Latn
eu|Basque|euskara|eu|eus|||Latn
fa|Persian|فارسی|fa|fas||fa|Arab
fi|Finnish|suomi|fi|fin|finnish|fi|Latn
fr|French|français|fr|fra|french|fr|Latn
ga|Irish|Gaeilge|ga|gle|||Latn
gl|Galician|galego|gl|glg|||Latn
gu|Gujarati|ગુજરાતી||guj||gu|Gujr
he|Hebrew|עברית|he|heb|hebrew|he|Hebr
hi|Hindi|हिन्दी|hi|hin||hi|Deva
hr|Croatian|hrvatski||hrv||hr|Latn
hu|Hungarian|magyar|hu|hun|hungarian|hu|Latn
hy|Armenian|հայերեն||hye|||Armn
id|Indonesian|Bahasa Indonesia|id|ind||id|Latn
is|Icelandic|íslenska||isl|||Latn
it|Italian|italiano|it|ita|italian|it|Latn
ja|Japanese|日本語|ja|jpn|japanese|ja|Jpan
ka|Georgian|ქართული||kat|||Geor
kk|Kazakh|қазақ тілі||kaz|||Cyrl
kn|Kannada|ಕನ್ನಡ||kan||kn|Knda
ko|Korean|한국어|ko|kor|korean|ko|Kore
ky|Kyrgyz|кыргызча|ky|kir|||Cyrl
lt|Lithuanian|lietuvių|lt|lit||lt|Latn
lv|Latvian|latviešu|lv|lav||lv|Latn
mk|Macedonian|македонски||mkd||mk|Cyrl
ml|Malayalam|മലയാളം||mal||ml|Mlym
mr|Marathi|मराठी||mar||mr|Deva
ms|Malay|Melayu|ms|zlm|||Latn
mt|Maltese|Malti||mlt|||Latn
nb|Norwegian Bokmål|norsk bokmål|nb|nob|norwegian|no|Latn
ne|Nepali|नेपाली||nep||ne|Deva
nl|Dutch|Nederlands|nl|nld|dutch|nl|Latn
nn|Norwegian Nynorsk|norsk nynorsk||nno|||Latn
oc|Occitan|occitan||oci|||Latn
pa|Punjabi|ਪੰਜਾਬੀ||pan||pa|Guru
pl|Polish|polski|pl|pol|polish|pl|Latn
pt|Portuguese|português|pt|por|portuguese|pt|Latn
pt-BR|Portuguese (Brazil)|português (Brasil)|pb||portuguese||Latn
ro|Romanian|română|ro|ron|romanian|ro|Latn
ru|Russian|русский|ru|rus|russian|ru|Cyrl
sc|Sardinian|sardu||srd|||Latn
se|Northern Sámi|davvisámegiella||sme|||Latn
sk|Slovak|slovenčina|sk|slk|slovak|sk|Latn
sl|Slovenian|slovenščina|sl|slv||sl|Latn
so|Somali|Soomaali||som||so|Latn
sq|Albanian|shqip|sq|sqi||sq|Latn
sr|Serbian|српски||srp|||Cyrl
sv|Swedish|svenska|sv|swe|swedish|sv|Latn
sw|Swahili|Kiswahili||swa||sw|Latn
ta|Tamil|தமிழ்||tam||ta|Taml
te|Telugu|తెలుగు||tel||te|Telu
th|Thai|ไทย|th|tha||th|Thai
tl|Tagalog|Tagalog|tl|tgl||tl|Latn
tr|Turkish|Türkçe|tr|tur||tr|Latn
tt|Tatar|татарча||tat|||Cyrl
uk|Ukrainian|українська|uk|ukr|ukrainian|uk|Cyrl
ur|Urdu|اردو|ur|urd||ur|Arab
vi|Vietnamese|Tiếng Việt|vi|vie||vi|Latn
zh-Hans|Chinese (simplified)|简体中文|zh|zho|chinese|zh-cn|Hans
zh-Hant|Chinese (traditional)|繁體中文|zt||chinese|zh-tw|Hant
"""


def _read_table() -> tuple[Language, ...]:
    rows = (line.split("|") for line in _TABLE.strip().splitlines())
    return tuple(
        Language(
            tag,
            name,
            autonym,
            argos or None,
            apertium or None,
            sumy or None,
            langdetect or None,
            script,
        )
        for tag, name, autonym, argos, apertium, sumy, langdetect, script in rows
    )


LANGUAGES: tuple[Language, ...] = _read_table()

_BY_TAG = {entry.tag: entry for entry in LANGUAGES}
_BY_LOWER_TAG = {entry.tag.lower(): entry.tag for entry in LANGUAGES}
_ARGOS = {entry.argos: entry.tag for entry in LANGUAGES if entry.argos}
_APERTIUM = {entry.apertium: entry.tag for entry in LANGUAGES if entry.apertium}
_LANGDETECT = {entry.langdetect: entry.tag for entry in LANGUAGES if entry.langdetect}
_ALIASES = {
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
    "cmn": "zh-Hans",
    "por-br": "pt-BR",
    "no": "nb",
    "nor": "nb",
    "iw": "he",
    "in": "id",
    "hbs": "hr",
    "zsm": "ms",
}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")


def language(tag: str) -> Language:
    """The entry for a tag, that of its base language, or a generic one. Never raises."""
    known = _BY_TAG.get(tag)
    if known is None:
        known = _BY_TAG.get(normalise_tag(tag) or "")
    return known or Language(tag, tag, tag)


def normalise_tag(raw: str) -> str | None:
    """The tag we use for a language a file declares (``en_GB``, ``ZH-tw``); None for junk."""
    cleaned = raw.strip()
    if not _TAG.match(cleaned):
        return None
    lowered = cleaned.lower().replace("_", "-")
    parts = lowered.split("-")
    for length in range(len(parts), 0, -1):
        part = "-".join(parts[:length])
        known = _BY_LOWER_TAG.get(part) or _ALIASES.get(part) or _APERTIUM.get(part)
        if known:
            return known
    return None


def from_argos(code: str) -> str:
    """The tag of an Argos code; unknown codes pass through."""
    return _ARGOS.get(code, code)


def from_apertium(code: str) -> str:
    """The tag of an Apertium code ("fr", "fra", "por_BR"); unknown codes pass through."""
    return _APERTIUM.get(code) or normalise_tag(code) or code


def from_langdetect(code: str) -> str:
    """The tag of a langdetect label; unknown labels pass through."""
    return _LANGDETECT.get(code, code)


def from_py3langid(code: str) -> str:
    """The tag of a py3langid label; unknown labels pass through."""
    return normalise_tag(code) or code
