"""Abbreviations that end in a full stop, by language, in lower case without the last stop.

Those in SOFT may also end a sentence: they do when a capital follows or, where STARTERS has words
for the language, when one of those follows. Those in AFTER_NUMBER end one only after a number.
"""

from __future__ import annotations

_TABLE = {
    "en": "mr mrs ms mx dr prof st gen sen rep gov lt col sgt capt cmdr adm maj hon rev jr sr vs etc "
    "inc ltd corp co bros no nos fig vol ed eds pp p approx dept est al ca cf e.g i.e u.s u.k u.n "
    "d.c jan feb mar apr jun jul aug sep sept oct nov dec mt ft a.m p.m",
    "fr": "m mm mme mmes mlle mgr dr pr me st ste av bd p pp ex cf c.-à-d etc art vol éd n° no env "
    "tél j.-c janv févr avr juil sept oct nov déc gén col lt cap",
    "de": "z.b z u.a d.h usw bzw ca dr prof hr fr st str nr abs art bd evtl ggf inkl max min mio mrd "
    "vgl s.o u.ä v.a i.d.r jh geb sog tel jan feb aug sept okt nov dez chr gen rd etwa d",
    "es": "sr sra sres srta dr dra d dña lic ing gral cnel av avda c pág págs p núm art ee.uu ee uu "
    "etc ej p.ej prof st sto sta ud uds vol aprox tel a.c d.c",
    "it": "sig sigg sig.ra dott dott.ssa prof prof.ssa avv ing on sen gen col cap mons ecc es pag pagg "
    "art n nr vol cfr ca s ss st a.c d.c tel gen feb mar apr giu lug ago set ott nov dic",
    "pt": "sr sra srs dr dra prof profa eng exmo gen cel cap av r pág págs art nº n vol etc ex p.ex "
    "aprox tel st sto sta d a.c d.c jan fev mar abr jun jul ago set out nov dez eua",
    "nl": "dhr mevr mw dr drs ir ing mr prof gen kol st nr blz art bijv bv d.w.z enz e.d o.a m.a.w "
    "n.a.v t.a.v z.o.z ca incl excl max min mln mld tel jan feb mrt apr jun jul aug sept okt nov dec",
    "pl": "p pp prof dr hab inż mgr płk gen kpt por ks św np m.in tzn tzw itd itp ok nr str ul al pl "
    "godz tys mln mld zł gr r w wg im tj ur zm",
    "ru": "т е т.е т.д т.п т.к т.н и.о г гг в вв им ул пл пр р руб коп тыс млн млрд трлн см напр др "
    "проф акад стр с рис гл ст п пп кв обл д чел долл сен ген",
    "ar": "د أ م ص ت ه ج",
    "zh": "",
    "ja": "",
}
_SOFT = {
    "en": "etc inc ltd corp co jr sr u.s u.k u.n d.c al a.m p.m",
    "fr": "etc j.-c",
    "de": "usw",
    "es": "etc ee.uu uu a.c d.c",
    "it": "ecc a.c d.c",
    "pt": "etc a.c d.c eua",
    "nl": "enz e.d",
    "pl": "itd itp r w zł tys mln mld",
    "ru": "г гг в вв т.д т.п др руб тыс млн млрд долл чел",
}
_AFTER_NUMBER = {"ru": "г гг"}
_STARTERS = {
    "en": "the he she it we they you this that these those there but and so yet or in on at for if "
    "by with from as when while after before since although though however meanwhile his her its "
    "their our my an no not some many most all both each what who why how where",
}

ABBREVIATIONS = {tag: frozenset(words.split()) for tag, words in _TABLE.items()}
SOFT = {tag: frozenset(_SOFT.get(tag, "").split()) for tag in _TABLE}
AFTER_NUMBER = {tag: frozenset(_AFTER_NUMBER.get(tag, "").split()) for tag in _TABLE}
STARTERS = {tag: frozenset(_STARTERS.get(tag, "").split()) for tag in _TABLE}
