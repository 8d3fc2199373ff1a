"""The words by which agencies mark what is for newsrooms only: English, French, German, Spanish
and Italian.

Three shapes are told apart. A label stands before a colon or a dash, or alone. A verb of the
agency's own telegraphese stands in capitals or in brackets. A phrase begins a block.
"""

from __future__ import annotations

import re

OPENING = " \t\n\u00a0\u202f([{<*#=+~_!/–—-"
"""What may stand before a label; it is stripped before a line is matched."""

CLOSING = r"[\s)\]}*#=+~_/.:!–—-]*"
_SAID = r"\s*(?::|[–—]|-(?=\s)|_(?=\s)|\.\s?[–—-])"


def _any(*words: str) -> str:
    return "|".join(words)


def _label(words: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """The words before a colon or a dash, or alone on their line; ``rest`` is what follows."""
    return re.compile(rf"(?P<label>{words})(?:{_SAID}(?P<rest>.*)|{CLOSING})\Z", flags | re.DOTALL)


_NOTE = _any(
    r"eds\.?(?=\s*(?::|[–—]|-\s))",
    r"editors?['’]?s?\s+notes?",
    r"(?:urgent\s+)?notes?\s+(?:to|for)\s+(?:the\s+)?(?:news\s+)?(?:editors?|desks?|media|subscribers)",
    r"att(?:entio)?n\.?,?:?\s+(?:all\s+)?(?:news\s+|picture\s+|photo\s+|sports\s+)?(?:editors?|desks?)",
    r"memo\s+to\s+editors",
    r"note\s+(?:à|aux?|pour)\s+(?:l['’]attention\s+des\s+)?(?:les?\s+|la\s+)?rédact(?:ion|eur|rice)s?",
    r"note\s+de\s+la\s+rédaction|ndlr",
    r"(?:attention|à\s+l['’]attention\s+des|avis\s+aux)\s+(?:rédactions|rédacteurs)",
    r"(?:hinweise?|anmerkung(?:en)?|mitteilung|achtung)\s+(?:(?:an|für)\s+(?:die|alle)\s+)?"
    r"redaktion(?:en)?",
    r"(?:hinweise?|anmerkung(?:en)?)\s+der\s+redaktion|redaktionshinweise?",
    r"redaktioneller\s+hinweis|(?:an|für)\s+(?:die|alle)\s+redaktionen",
    r"nota\s+(?:a|para)\s+(?:los\s+|las\s+|la\s+)?(?:redactores|editores|redacci(?:ón|ones)|medios)",
    r"nota\s+del\s+(?:editor|redactor)|nota\s+de\s+(?:la\s+)?redacción",
    r"(?:atención|aviso\s+a)\s+(?:los\s+|las\s+)?(?:redactores|editores|redacciones)",
    r"nota\s+(?:per|a|ai|alle|per\s+le|per\s+la|per\s+i)\s*(?:redazion[ei]|redattori)",
    r"nota\s+di\s+redazione|n\.?d\.?r\.?(?=\s*(?::|[–—]|-\s))",
    r"(?:attenzione|all['’]attenzione\s+delle|avviso\s+(?:alle|ai))\s+(?:redazioni|redattori)",
)
_BARE_EDITORS = (
    r"editors(?=:\s+(?:please|note|this|adds|updates|corrects|with|photos?|the\s+follow))"
)
NOTE = _label(_any(_NOTE, _BARE_EDITORS))
"""Notes to editors."""

_HIDDEN = _any(
    r"not\s+(?:intended\s+)?for\s+publication",
    r"do\s+not\s+publish",
    r"(?:à\s+)?ne\s+pas\s+publier|non\s+destinée?s?\s+à\s+(?:la\s+publication|être\s+publiée?s?)",
    r"nicht\s+(?:zur|für\s+die)\s+veröffentlichung(?:\s+bestimmt)?|nicht\s+veröffentlichen",
    r"no\s+publicar|no\s+publicable|no\s+destinad[oa]s?\s+a\s+(?:su\s+|la\s+)?publicación",
    r"non\s+pubblicare|non\s+(?:destinat[oaie]\s+)?(?:alla|per\s+la)\s+pubblicazione",
)
HIDDEN = _label(_HIDDEN)
"""“Not for publication”, which may be said of a paragraph or of all that follows."""

_FROM_HERE_ON = _any(
    r"(?:the\s+)?following\s+(?:information|notes?|section|details)\s+(?:is|are)\s+not\s+"
    r"(?:intended\s+)?for\s+publication",
    r"(?:les?\s+)?(?:informations?|éléments?|notes?)\s+(?:qui\s+suivent|suivante?s?|ci-dessous)\s+"
    r"ne\s+(?:sont|doivent)\s+pas\s+(?:destinée?s\s+à\s+la\s+publication|être\s+publiée?s)",
    r"(?:die\s+)?(?:nach)?folgende[nr]?\s+(?:information(?:en)?|angaben|hinweise)\s+(?:sind|ist)\s+"
    r"nicht\s+(?:zur|für\s+die)\s+veröffentlichung(?:\s+bestimmt)?",
    r"(?:la\s+)?(?:siguiente\s+)?información(?:\s+siguiente)?\s+no\s+(?:está\s+destinada\s+a\s+"
    r"(?:su|la)\s+publicación|es\s+para\s+publicar)",
    r"le\s+(?:seguenti\s+)?informazioni(?:\s+(?:seguenti|che\s+seguono))?\s+non\s+sono\s+"
    r"(?:destinate\s+alla|per\s+la)\s+pubblicazione",
)
_BLOCK = r"(?:[a-zäöü]{2,8}-)?notizblock|redaktionelle\s+hinweise"
HIDDEN_TO_THE_END = re.compile(
    rf"(?:(?P<phrase>{_FROM_HERE_ON})\b|(?:{_BLOCK})(?:\s*[:#].*|{CLOSING})\Z)",
    re.IGNORECASE | re.DOTALL,
)
"""What begins a block that runs to the end of the wire, or to its own end mark."""

HIDDEN_ENDS = re.compile(
    rf"(?:(?:end|ende|fin|fine)\s+(?:of\s+(?:the\s+)?|des\s+|der\s+|de\s+(?:la\s+)?|della\s+)?"
    r"(?:notes?|notizblocks?|not\s+for\s+publication|hinweise?|nota|redaktionshinweis(?:es)?))"
    rf"{CLOSING}\Z",
    re.IGNORECASE,
)

_CORRECTION = _any(
    r"corrections?(?:\s+notice)?|corrected(?:\s+version)?|clarification|"
    r"corrections?\s+to\s+(?:story|item|report)",
    r"rectificatif|rectification|correctif|erratum|version\s+corrigée",
    r"berichtigung|korrektur|richtigstellung|(?:korrigierte|berichtigte)\s+(?:fassung|version)",
    r"corrección|rectificación|fe\s+de\s+errata?s|fe\s+de\s+errores",
    r"rettifica|correzione|errata\s+corrige",
)
CORRECTION = _label(_CORRECTION)
"""“Correction”, which heads stories of markets and courses as well."""

CORRECTION_SURE = re.compile(
    r"rectificatif|erratum|berichtigung|fe\s+de\s+err\w+|errata\s+corrige|rettifica|"
    r"(?:korrigierte|berichtigte)\s+fassung|version\s+corrigée",
    re.IGNORECASE,
)
"""Labels that head nothing but corrections, in small letters too."""

CORRECTS = re.compile(
    r"\b(?:(?:earlier|previous|original)\s+version|misspel\w+|misstat\w+|misidentif\w+|"
    r"incorrect\w*|wrong(?:ly)?|erroneous\w*|mistaken\w*|in\s+error|should\s+(?:read|have)|"
    r"para(?:graph)?s?|grafs?|headline|dateline|byline|(?:this|our|the)\s+(?:story|article|report|"
    r"item)|spelling|corrects|"
    r"version\s+(?:précédente|antérieure)|paragraphes?|bien\s+lire|lire|erronée?s?|par\s+erreur|"
    r"orthographe|dépêche|intitulé|"
    r"absatz|satz|falsche?\w*|richtig|irrtümlich|schreibweise|heißen|meldung|fassung|korrekt\w*|"
    r"versión\s+(?:anterior|previa)|párrafos?|erróne\w+|por\s+error|despacho|titular|debe\s+decir|"
    r"versione\s+precedente|paragrafo|capoverso|errat[oaie]|erron\w+|per\s+errore|leggasi)\b",
    re.IGNORECASE,
)
"""Words of a correction after such a label."""

ADVISORY = _label(
    _any(
        r"(?:news\s+)?media\s+advisory|(?:press|photo|client|subscriber|service)\s+advisory",
        r"editors?['’]?s?\s+advisory",
        r"advisory\s+to\s+(?:editors|clients|subscribers|media)",
        r"(?:for\s+immediate\s+release|pour\s+diffusion\s+immédiate|zur\s+sofortigen\s+"
        r"veröffentlichung|para\s+(?:su\s+)?(?:publicación|difusión)\s+inmediata|per\s+"
        r"(?:la\s+)?pubblicazione\s+immediata)",
        r"avis\s+(?:à\s+nos|aux|à\s+tous\s+nos)\s+(?:clients|abonnés|médias|journalistes)",
        r"attention\s+(?:clients|abonnés)",
        r"(?:achtung|hinweis)\s+(?:an\s+(?:unsere\s+|alle\s+)?)?(?:kunden|bezieher)|kundenhinweis",
        r"aviso\s+a\s+(?:los\s+|nuestros\s+)?(?:clientes|abonados|suscriptores|medios|periodistas)",
        r"avviso\s+(?:ai|agli)\s+(?:clienti|abbonati)|avviso\s+alle\s+testate",
    )
)
ADVISORY_IN_CAPITALS = _label(
    r"(?:NEWS\s+)?ADVISORY|(?:MANDATORY|BULLETIN|PHOTO|STORY)\s+KILL|KILL(?=:)|WITHDRAWAL|"
    r"STORNO|ANNULATION|ANULACIÓN|ANNULLAMENTO",
    re.NOFLAG,
)
"""Labels that are common words in small letters."""

ATTENTION = re.compile(
    r"(?:achtung|attention|atención|attenzione)\s*[:!–—-]+\s*(?:zusammenfassung|"
    r"wiederholung|berichtigung|korrektur|sperrfrist|folgt|neu\b|ergänzt|aktualisiert|"
    r"ajoute|actualise|corrige|précise|complète|reprise|répétition|rectificatif|"
    r"añade|agrega|actualiza|amplía|corrige|repite|"
    r"aggiunge|aggiorna|corregge|ripete)\b",
    re.IGNORECASE,
)
"""“Attention” with what agencies call attention to; all else warns readers."""

_CORRECTING = (
    "corrects|correct|fixes|clarifies|refiles to correct|corrige|rectifie|berichtigt|korrigiert|"
    "rectifica|corregge|rettifica"
)
_SURE = "recasts?|refiles?|rewrites?|releads?|resends|writethru|(?:[0-9][a-z]{2} )?ld-writethru"
_TELLING = (
    "updates?|adds?|inserts?|incorporates|removes|deletes|restores|trims|moves|changes|repeats|"
    "actualise|ajoute|précise|complète|modifie|répète|met à jour|"
    "aktualisiert|ergänzt|wiederholt|neu|"
    "actualiza|amplía|añade|agrega|repite|cambia|precisa|"
    "aggiorna|aggiunge|ripete|integra"
)


def _verbs(correcting: str, sure: str, telling: str) -> str:
    named = f"(?P<correcting>{correcting})|(?P<sure>{sure})|(?P<telling>{telling})"
    return rf"(?:{named})\b".replace(" ", r"\s+")


IN_BRACKETS = re.compile(
    rf"\s*[(\[](?:eds?:\s*)?{_verbs(_CORRECTING, _SURE, _TELLING)}"
    r"(?P<rest>[^()\[\]]*)[)\]][.\s]*\Z",
    re.IGNORECASE,
)
"""A whole paragraph in brackets that begins with a verb of telegraphese."""

IN_CAPITALS = re.compile(
    rf"\s*{_verbs(_CORRECTING.upper(), _SURE.upper(), _TELLING.upper())}(?P<rest>.*)\Z",
    re.DOTALL,
)
"""A paragraph that begins with such a verb in capitals."""

REFLEXIVE = re.compile(r"\s*(?:up\b|himself|herself|themselves|itself|sich\b|se\b)", re.IGNORECASE)
OF_A_STORY = re.compile(
    r"\b(?:quot\w+|details?|comments?|background|bylines?|datelines?|photos?|videos?|grafs?|"
    r"paras?|paragraphs?|headline|hed|lede|reactions?|context|analysts?|graphics?|links?|"
    r"spelling|throughout|slug|ld|writethru|no\s+pickup|picks?\s+up|typos?|byline|"
    r"réactions?|citations?|détails?|contexte|précisions?|déclarations?|bilan|paragraphes?|"
    r"titre|encadré|chapô|orthographe|graphie|analystes?|"
    r"reaktion\w*|zitate?n?|absatz|absätze|hintergrund|überschrift|stellungnahme|durchgehend|"
    r"satz|sätze|"
    r"declaraciones|reacciones|detalles|contexto|datos|párrafos?|antecedentes|cifras?|titular|"
    r"dichiarazioni|reazioni|dettagli|contesto|dati|paragraf\w|titolo|particolari|virgolettat\w)\b"
    r"|\A\s*(?:with|avec|con|mit)\b",
    re.IGNORECASE,
)
"""What such verbs speak of: the parts of a story."""

SIGNED_OFF = re.compile(
    r"\s*(?:[-–—*=\s]*\(?-?\s*30\s*-?\)?[-–—*=\s]*"
    r"|#\s*#\s*#[#\s]*"
    r"|[-–—*=#/(\[]+\s*(?:end|ends|ende|fin|fine|fim|schluss)\s*[-–—*=#/)\].]+"
    r"|(?-i:ENDS?|ENDE|NNNN))\s*\Z",
    re.IGNORECASE,
)
"""What signs off anywhere in a wire."""

SIGNED_OFF_LAST = re.compile(r"\s*(?:ends?|ende|fin|fine|fim|schluss)[.\s]*\Z", re.IGNORECASE)
_MONTH = r"[A-Za-zéûôäç]{3,9}\.?"
SIGNED_BY = re.compile(
    r"\s*(?!(?:and/or|or/and|he/she|she/he|they/them|km/h|m/s|et/ou|und/oder|y/o|e/o|n/a|w/o|"
    r"oui/non|yes/no|ja/nein|s[ií]/no|on/off|in/out)\s*\Z)(?=[^a-z]*[a-z])"
    r"[A-Za-zäöüéè]{1,5}(?:-[A-Za-z]{2,4}){0,3}(?:/[A-Za-zäöüéè]{1,5}(?:-[A-Za-z]{2,4}){0,3}){1,6}[.\s]*\Z"
)
"""Initials of reporter and editors; not the pairs of words that are written alike."""

SIGNED_WITH_TIME = re.compile(
    rf"\s*(?:[A-Za-z][A-Za-z0-9/-]{{0,11}}\s+){{0,6}}\d{{6}}(?:\s?(?:GMT|UTC|Z))?\s+{_MONTH}\s+"
    r"(?:20)?\d\d[.\s]*\Z"
)
SIGNED_DPA = re.compile(
    r"\s*[a-z]{2,6}(?:\s+[a-z0-9]{1,4}){0,3}\s+yyzz?(?:\s+[a-z0-9]{1,6}){0,5}\s*\Z"
)
SIGNED_AGENCY = re.compile(r"\s*\((?:[A-Z]{2,8}|[A-Z][a-zé]{2,11})(?:[/-][A-Za-z]{2,8})?\)\.?\s*\Z")
RIGHTS = re.compile(
    r"\s*(?:©|\(c\)\s|copyright\s+(?:©|\(c\)|\d{4}))[^\n]{0,120}\s*\Z", re.IGNORECASE
)

HEADER = re.compile(
    r"\s*(?:ZCZC\b[^\n]{0,40}|[A-Za-z]{2,4}\d{3,4}\s+[0-9a-z]\s+[a-z]{1,3}\s+\d{1,4}\b[^\n]{0,60})"
    r"\s*\Z"
)
"""The header of a telegram whose control characters were lost."""

LISTED = re.compile(r"\s*(?:[-–•*·]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s)")
