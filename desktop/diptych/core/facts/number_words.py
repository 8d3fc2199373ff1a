"""Numbers in words, by language: tables, and the forms that follow from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class NumberWords:
    """How one language says its numbers; all words in lower case.

    ``values`` are added up ("forty two"), ``scales`` multiply what stands before them. ``loose``
    words may stand for any of their numbers, or for none ("a quarter": 25, 4 or a district).
    ``unsure`` are words of ``values`` that mean something else just as well ("neuf", "second").
    ``infixes`` split long words ("dreihundertzwölf"), ``suffixes`` end them ("vierstündig"); only
    words that begin with one of ``starts`` are looked into. ``joiners`` may stand between two
    parts, and ``decades`` count in tens.
    """

    values: dict[str, int]
    scales: dict[str, int]
    loose: dict[str, tuple[str, ...]]
    unsure: frozenset[str]
    joiners: frozenset[str]
    decades: frozenset[str]
    infixes: tuple[tuple[str, int], ...]
    suffixes: tuple[str, ...]

    starts: tuple[str, ...]

    def value(self, word: str) -> int | None:
        """What one word is worth, compounds included; None when it is no number."""
        found = self.values.get(word)
        if found is None and word.startswith(self.starts) and 5 < len(word) <= _LONGEST:
            return self._compound(word)
        return found

    def _compound(self, word: str) -> int | None:
        for infix, factor in self.infixes:
            left, found, right = word.partition(infix)
            if found:
                many = self.value(left) if left else 1
                rest = self.value(right.removeprefix("und")) if right else 0
                if many is not None and rest is not None and rest < factor:
                    return many * factor + rest
        for suffix in self.suffixes:
            stem, found, _ = word.partition(suffix)
            if found and self.values.get(stem, 0) > 1:
                return self.values[stem]
        return None


_UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf",
    "de": "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
    "quince dieciséis diecisiete dieciocho diecinueve",
    "it": "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici "
    "quattordici quindici sedici diciassette diciotto diciannove",
    "pt": "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze "
    "dezesseis dezessete dezoito dezenove",
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien "
    "vijftien zestien zeventien achttien negentien",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "fr": "vingt trente quarante cinquante soixante septante huitante nonante",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
}
_ORDINALS = {  # from the first on
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    "fr": "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième "
    "dixième onzième douzième treizième quatorzième quinzième seizième dix-septième dix-huitième "
    "dix-neuvième vingtième",
    "de": "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte "
    "dreizehnte vierzehnte fünfzehnte sechzehnte siebzehnte achtzehnte neunzehnte zwanzigste",
    "es": "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo "
    "duodécimo",
    "it": "primo secondo terzo quarto quinto sesto settimo ottavo nono decimo undicesimo "
    "dodicesimo tredicesimo quattordicesimo quindicesimo sedicesimo diciassettesimo diciottesimo "
    "diciannovesimo ventesimo",
    "pt": "primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo",
    "nl": "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde "
    "dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende twintigste",
}
_MORE = {  # other forms of a value
    "en": "twentieth:20 thirtieth:30 fortieth:40 fiftieth:50 sixtieth:60 seventieth:70 "
    "eightieth:80 ninetieth:90 hundredth:100",
    "fr": "une:1 vingts:20 cent:100 cents:100 première:1 second:2 seconde:2 trentième:30 "
    "quarantième:40 unième:1 cinquantième:50 soixantième:60 centième:100",
    "de": "eine:1 einen:1 einem:1 einer:1 eines:1 eins:1 zwo:2 dreissig:30 beide:2 beiden:2 "
    "hundert:100",
    "es": "un:1 una:1 cien:100 ciento:100 doscientos:200 doscientas:200 trescientos:300 "
    "trescientas:300 cuatrocientos:400 cuatrocientas:400 quinientos:500 quinientas:500 "
    "seiscientos:600 seiscientas:600 setecientos:700 setecientas:700 ochocientos:800 "
    "ochocientas:800 novecientos:900 novecientas:900 primer:1 tercer:3 veintiún:21 veintiuna:21 "
    "ambos:2 ambas:2",
    "it": "un:1 una:1 cento:100 ventuno:21 entrambi:2 entrambe:2 vent:20 trent:30 quarant:40 "
    "cinquant:50 sessant:60 settant:70 ottant:80 novant:90",
    "pt": "uma:1 duas:2 cem:100 cento:100 duzentos:200 duzentas:200 trezentos:300 quatrocentos:400 "
    "quinhentos:500 quinhentas:500 seiscentos:600 setecentos:700 oitocentos:800 novecentos:900 "
    "dezasseis:16 dezassete:17 dezanove:19 ambos:2 ambas:2",
    "nl": "één:1 beide:2 honderd:100",
}
_SCALES = {
    "en": "thousand:3 million:6 millions:6 billion:9 billions:9 trillion:12 trillions:12 lakh:5 "
    "crore:7",
    "fr": "mille:3 milliers:3 million:6 millions:6 milliard:9 milliards:9 billion:12 billions:12",
    "de": "tausend:3 million:6 millionen:6 milliarde:9 milliarden:9 billion:12 billionen:12",
    "es": "mil:3 millón:6 millones:6 millardo:9 millardos:9 billón:12 billones:12",
    "it": "mila:3 mille:3 milione:6 milioni:6 miliardo:9 miliardi:9 bilione:12 bilioni:12",
    "pt": "mil:3 milhão:6 milhões:6 bilhão:9 bilhões:9 trilhão:12 trilhões:12 bilião:12 biliões:12",
    "nl": "duizend:3 miljoen:6 miljoenen:6 miljard:9 miljarden:9 biljoen:12",
}
_LOOSE = {
    "en": "half:0.5,50,30 third:3,33 quarter:25,4,15,0.25 quarters:75,45,0.75 dozen:12,10 "
    "twice:2 double:2 doubled:2 triple:3 tripled:3 quadruple:4 quadrupled:4 once:1 "
    "noon:12 midday:12 midnight:0,12,24 decade:10 decades:10 century:100 fortnight:14,15 both:2 "
    "twofold:2 threefold:3 fourfold:4 fivefold:5 sixfold:6 sevenfold:7 "
    "eightfold:8 tenfold:10 twentyfold:20 hundredfold:100",
    "fr": "demi:0.5,30,50 demie:0.5,30,50 moitié:0.5,50 tiers:3,33 quart:25,4,15,0.25 "
    "quarts:75,45,0.75 dizaine:10,12 douzaine:12 quinzaine:15,14 vingtaine:20 trentaine:30 "
    "quarantaine:40 cinquantaine:50 soixantaine:60 centaine:100 millier:1000 double:2 doublé:2 "
    "doubler:2 triple:3 triplé:3 tripler:3 quadruple:4 quadruplé:4 quadrupler:4 "
    "quintuple:5 midi:12 minuit:0,12,24 décennie:10 siècle:100 huitaine:8 huitièmes:8,16 "
    "seizièmes:16,32 quinquennat:5",
    "de": "halb:0.5,30 halbe:0.5,30,50 hälfte:0.5,50 drittel:3,33 viertel:25,4,15,0.25 "
    "dutzend:12,10 doppelt:2 doppelte:2 verdoppelt:2 dreimal:3 zweimal:2 viermal:4 fünfmal:5 "
    "einmal:1 mittag:12 mitternacht:0,12,24 jahrzehnt:10 jahrhundert:100 anderthalb:1.5 "
    "zweieinhalb:2.5 dreieinhalb:3.5 zweit:2 dritt:3 viert:4",
    "es": "medio:0.5,30 media:0.5,30,50 mitad:0.5,50 tercio:3,33 tercera:3 cuarto:25,4,15 "
    "docena:12,10 decena:10,12 quincena:15,14 veintena:20 treintena:30 cincuentena:50 centenar:100 "
    "millar:1000 doble:2 triple:3 mediodía:12 medianoche:0,12,24 década:10 siglo:100",
    "it": "mezzo:0.5,30 mezza:0.5,30,50 metà:0.5,50 terzo:3,33 quarto:25,4,15 dozzina:12,10 "
    "decina:10,12 quindicina:15,14 ventina:20 trentina:30 cinquantina:50 centinaio:100 "
    "migliaio:1000 doppio:2 triplo:3 mezzogiorno:12 mezzanotte:0,12,24 decennio:10 secolo:100 "
    "ventennio:20",
    "pt": "meio:0.5,30,12 meia:0.5,30,50,6 metade:0.5,50 terço:3,33 quarto:25,4,15 dúzia:12,10 "
    "dezena:10,12 quinzena:15,14 centena:100 milhar:1000 dobro:2 triplo:3 década:10 século:100",
    "nl": "half:0.5,30 halve:0.5,30 helft:0.5,50 derde:3,33 kwart:25,4,15 dozijn:12 dubbel:2 "
    "middag:12 middernacht:0,12,24 decennium:10 eeuw:100 anderhalf:1.5 anderhalve:1.5",
}
_UNSURE = {
    "en": "second zero",
    "fr": "neuf cent cents second seconde zéro",
    "de": "null acht achte elf beide beiden",
    "es": "once segundo cuarto quinto octavo cero",
    "it": "sei sette quarto secondo terzo nono zero",
    "pt": "segundo quarto quinto oitavo zero sexto",
    "nl": "een acht elf tien nul achten",
}
_JOINERS = {"en": "and", "fr": "et", "es": "y", "it": "e", "pt": "e", "nl": "en", "de": "und"}
_DECADES = {
    "en": "decades decade", "fr": "décennies décennie", "de": "jahrzehnte jahrzehnten jahrzehnt",
    "es": "décadas década decenios", "it": "decenni decennio", "pt": "décadas década",
    "nl": "decennia decennium",
}  # fmt: skip
_ENDINGS = {"de": ",n,r,s,m", "es": ",s", "pt": ",s", "nl": ",n"}  # of ordinals
_LAST_LETTERS = {"es": "a os as", "it": "a i", "pt": "a os as"}
_INFIXES = {
    "de": (("tausend", 1000), ("hundert", 100)),
    "nl": (("duizend", 1000), ("honderd", 100)),
    "it": (("mila", 1000), ("mille", 1000), ("cento", 100)),
}
_SUFFIXES = {
    "de": (
        "jähr", "stünd", "tägig", "wöch", "monat", "köpf", "fach", "mal", "minüt", "stöck", "seit",
        "er", "teil", "stell",
    ),
    "nl": ("jarig", "daags", "voud", "koppig"),
}  # fmt: skip
_LONGEST = 40
_EMPTY = NumberWords({}, {}, {}, frozenset(), frozenset(), frozenset(), (), (), ())


@cache
def number_words(language: str) -> NumberWords:
    """The words of a base language ("en"); empty tables for languages we have none for."""
    if language not in _UNITS:
        return _EMPTY
    values = dict(_generated(language))
    values.update((word, n) for n, word in enumerate(_UNITS[language].split()))
    values.update((word, 20 + 10 * n) for n, word in enumerate(_TENS[language].split()))
    for item in _MORE[language].split():
        word, _, number = item.partition(":")
        values[word] = int(number)
    loose = {}
    for item in _LOOSE[language].split():
        word, _, numbers = item.partition(":")
        loose[word] = tuple(numbers.split(","))
    infixes = _INFIXES.get(language, ())
    scales = {}
    for item in _SCALES[language].split():
        word, _, zeros = item.partition(":")
        scales[word] = 10 ** int(zeros)
    return NumberWords(
        values,
        scales | ({"hundred": 100} if language == "en" else {}),
        loose,
        frozenset(_UNSURE[language].split()),
        frozenset(_JOINERS[language].split()),
        frozenset(_DECADES[language].split()),
        infixes,
        _SUFFIXES.get(language, ()),
        (*(infix for infix, _ in infixes), *_UNITS[language].split(), *_TENS[language].split())
        if infixes
        else (),
    )


def _generated(language: str) -> Iterator[tuple[str, int]]:
    """Ordinals in all their endings, and tens and units written as one word."""
    for place, ordinal in enumerate(_ORDINALS[language].split(), 1):
        for ending in _ENDINGS.get(language, "").split(","):
            yield ordinal + ending, place
        for ending in _LAST_LETTERS.get(language, "").split():
            yield ordinal[:-1] + ending, place
    units = list(enumerate(_UNITS[language].split()[1:10], 1))
    for place, ten in enumerate(_TENS[language].split(), 2):
        if language in ("de", "nl"):
            yield from ((f"{ten}ste{ending}", place * 10) for ending in ("", "n", "r", "s", "m"))
        for n, unit in units:
            yield from ((word, place * 10 + n) for word in _joined(language, ten, unit))
    if language == "es":
        twenties = {2: "dós", 3: "trés", 6: "séis"}
        yield from ((f"veinti{twenties.get(n, unit)}", 20 + n) for n, unit in units)


def _joined(language: str, ten: str, unit: str) -> tuple[str, ...]:
    """A ten and a unit in one word, where the language writes one."""
    if language == "de":
        return f"{unit}und{ten}", f"{unit}und{ten}ste"
    if language == "nl":
        return (f"{unit}{'ën' if unit[-1] == 'e' else 'en'}{ten}",)
    if language == "it":
        stem = ten[:-1] if unit[0] in "uo" else ten
        return stem + unit, stem + unit.replace("tre", "tré")
    return ()
