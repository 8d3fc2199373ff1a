"""How often languages use their letters: what a text in an unknown encoding is weighed by."""

from __future__ import annotations

from functools import cache

MOST_OFTEN = 3
"""Bits of the most frequent letters: a share of one in eight."""

UNHEARD_OF = 18.0
"""Bits of a letter that no language of the table has."""

# From the commonest letters to the rarest: each group is half as frequent as the one before it,
# "_" is a group without a letter. Counted from the profiles of Wikipedia in langdetect, which
# has none for "be", "is" and "sr": their letters are ordered by what their grammars say.
_SHARES = {
    "en": "ea itnosr lhdcmuf pgbyw vk j xz q _ é",
    "fr": "e anistrlou dcmép ghbfv q yàjxèk wçz _ êô îâïû œùëæÿ",
    "de": "eni rstad lhuocmg bkfpw zv üäyöj _ ßx éq _ áí",
    "es": "ea onisrldtc ump gb fyvhó qíjzáé kxñ úw _ _ üè ïª",
    "it": "aie onltrs dcump gv bfhzè _ kyqàw jx ùòé ì óîí",
    "pt": "aeo idsrntm culp gb hfvéã çíqákzj óxyw êúâ õàô _ üè",
    "nl": "en aitrsod lmghu vcpkbw jfz y _ ëéx _ qáöüè óôíïä",
    "ca": "ae islnrtdo cump gbfv éhq óàèyíxj òkz wçú ï üá· _ ñ",
    "da": "er ntisadlo gmkf buvph yøcåæ j w z x é üöäq",
    "sv": "ea rntsilod mkgv ufhpäbcö åyj _ wx z é _ qü",
    "no": "e rntsaiol dkgmv ufpbh yøjåc _ w æz xä qéöá àíüóòêô",
    "fi": "ain etsoluk rmä jvphyd _ gcböf _ w xz _ šéq žå",
    "et": "aei stnlouk rmdv ghpj bäõü fc öy wz šx žq éåó",
    "is": "ar eintsu gðlmkfv hádíoþö æjyóbpé úýxc zw _ q",
    "sq": "ei tëarns homlkdujp gvb fqzc y ç xw",
    "pl": "_ aioenwrs cztkdypmluj ghłb óąśęż f ńv ć xź é üáö",
    "cs": "_ eoantsir vklmudpíchj ázbyéěý řčžgš fů _ wúx ňó ťď q öü",
    "sk": "o aenirtsv klmdpucjh ázbyý íčéúgšž fľ ťó wôxňä ď ĺŕ",
    "sl": "aei onrsl kjtvdpmu zbghc čšž f _ yw áéí óxć úqèü öôäê",
    "hr": "ai eonrjs kutldmvp gzcbh č šžfć ywđ _ xq áé íó",
    "hu": "ae tlsnri kozágémby dvpuhcjf óöő íüú ű wx _ _ q",
    "ro": "eia rntuloc sdmp ăfbg vîţşzh â jkxyw _ _ éq áșüț öóíä è",
    "tr": "ae inrl ıdktsmuoyb ügşvzhc pfçğö _ j w âx îé qû",
    "lt": "ia soernt uklmpdjv gėyųbš žc ūčįzfąh ę _ wx _ _ q é",
    "lv": "ai sertun oklāmdpv jzībgēc š fļūhņ žķģ č yw x q ü ö",
    "ru": "о иаенрств лкмдп яугйызбь хчцжфю шщэ ё _ _ ъ",
    "uk": "н аоіетрис вклдумп ьзягцбй чхїюфжє ш щ _ ґ",
    "be": "а н іеорсктл вядумпзы ўцгйбчьэ хжшюёф",
    "bg": "аи еонтрс вклдпм гзяъуб чцйжф щхш ю _ ь _ ѝ",
    "mk": "аои ентрс квдлпм југзб чцш фжх њѓ ќ џ _ ѕљ",
    "sr": "а оие нрстјук двлпмзг бцчшжћх љњфђ џ",
    "el": "α οτινερ κσςηπμυλίό γάήδέω χύθφβώ ζ ξ ψ ϊ ΐϋΰ",
    "he": "יו הרלבתמא שנדקעםפס חכטגןצ ז ך ףץ _ ּ ְִֶַָֹ ֵ",
    "ar": "الي مونر تبةدعسفه كقحأج شطصإىزخ ثغضذئ ءظ ًآؤ ّـَُ ِْ",
    "th": "_ านรอ เกง่มัียวล้ทิสด ตปะหบคแพจ์ืช ข็ใุโูศไำ ึซษถภธณผ ญฟ ฐฤฮฉๆ ฝฏฎฒ ๊ฑฬฆ ๋ฯ",
    "fa": "اير نهدومتس شبکل زفعجق گآخپطصح چ غذژ ٔضئظث َِ ُكًأ ّءة",
}
LATIN = (
    "en", "fr", "de", "es", "it", "pt", "nl", "ca", "da", "sv", "no", "fi", "et", "is", "sq", "pl",
    "cs", "sk", "sl", "hr", "hu", "ro", "tr", "lt", "lv",
)  # fmt: skip
_FREQUENT = (
    "à où là très après même été dès déjà près für über können müssen würde während größer "
    "más está también según años después así él não são até já só há è più perché può così sarà "
    "città però già ciò verrà één på også når år får må är för från också að það þeir þetta því "
    "és ő őt már még több első után się że są być może już także który które został při "
    "až než také není může şi că să după în între što će više može još če še "
    "değil olduğu yıl karşı artık kadın şey şu için ilk už iš jų dėl metų būti "
    "kā pēc arī līdz vairāk ļoti šis šī tās"
)
FREQUENT = frozenset(_FREQUENT.split())
"""Frequent words of Latin letters that an encoding can spell wrongly."""

_FOREIGN = 9.0
"""Bits more for a letter that a text has from another language of its script."""

_ELSEWHERE = 0.5
"""Bits more for a letter of ASCII in a text of another script."""


@cache
def letter_bits(language: str) -> dict[str, float]:
    """What each small letter costs in that language, in bits: the rarer, the more.

    Languages of Latin letters borrow from one another; the others have those of ASCII as English
    has them, and a little less readily.
    """
    if language in LATIN:
        return {**_borrowed(), **_own(language)}
    return {**english_bits(), **_own(language)}


@cache
def english_bits() -> dict[str, float]:
    """What the letters of ASCII cost in a text of another script."""
    return {c: bits + _ELSEWHERE for c, bits in _own("en").items() if c.isascii()}


@cache
def _own(language: str) -> dict[str, float]:
    groups = _SHARES[language].split(" ")
    return {
        letter: float(bits)
        for bits, group in enumerate(groups, MOST_OFTEN)
        for letter in group
        if letter != "_"
    }


@cache
def _borrowed() -> dict[str, float]:
    """Letters of all the Latin alphabets, by how many languages use them and how much."""
    shares: dict[str, float] = {}
    for language in LATIN:
        for letter, bits in _own(language).items():
            shares[letter] = shares.get(letter, 0.0) + 2.0**-bits / len(LATIN)
    from math import log2

    return {letter: _FOREIGN - log2(share) for letter, share in shares.items()}
