"""Months and days of the week, by language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """Months (1 to 12) and weekdays (1 = Monday to 7) of one language, in lower case.

    ``joined`` are weekdays that longer words begin with ("Sonntagabend"). ``unsure`` words are
    months or days only in company ("may", "march").
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    joined: tuple[str, ...]
    unsure: frozenset[str]

    def says(self, word: str) -> bool:
        """Whether a word may be a month or a weekday."""
        return word in self.months or word in self.weekdays or word.startswith(self.joined)

    def weekday(self, word: str) -> str:
        """The weekday a word names, as "mon"; empty when it names none."""
        number = self.weekdays.get(word, 0)
        if not number and self.joined and word.startswith(self.joined):
            number = next(n for day, n in self.weekdays.items() if word.startswith(day))
        return _TOLD[number]


# One entry a month, forms of it parted by slashes.
_MONTHS = {
    "en": "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
    "september/sept/sep october/oct november/nov december/dec",
    "fr": "janvier/janv février/févr mars avril/avr mai juin juillet/juil août/aout septembre "
    "octobre/oct novembre/nov décembre/déc",
    "de": "januar/jänner/jan februar/feber/feb märz april/apr mai juni juli august/aug "
    "september/sept oktober/okt november/nov dezember/dez",
    "es": "enero/ene febrero/feb marzo/mar abril/abr mayo junio/jun julio/jul agosto/ago "
    "septiembre/setiembre/sept octubre/oct noviembre/nov diciembre/dic",
    "it": "gennaio/gen febbraio/feb marzo aprile/apr maggio giugno luglio agosto "
    "settembre/sett ottobre/ott novembre/nov dicembre/dic",
    "pt": "janeiro/jan fevereiro/fev março abril/abr maio junho/jun julho/jul agosto "
    "setembro/set outubro/out novembro/nov dezembro/dez",
    "nl": "januari/jan februari/feb maart/mrt april/apr mei juni juli augustus/aug "
    "september/sept oktober/okt november/nov december/dec",
    "ca": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie "
    "decembrie",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "pl": "stycznia/styczeń/styczniu lutego/luty/lutym marca/marzec/marcu "
    "kwietnia/kwiecień/kwietniu maja/maj/maju czerwca/czerwiec/czerwcu lipca/lipiec/lipcu "
    "sierpnia/sierpień/sierpniu września/wrzesień/wrześniu października/październik/październiku "
    "listopada/listopad/listopadzie grudnia/grudzień/grudniu",
    "ru": "января/январь/январе февраля/февраль/феврале марта/март/марте апреля/апрель/апреле "
    "мая/май/мае июня/июнь/июне июля/июль/июле августа/август/августе сентября/сентябрь/сентябре "
    "октября/октябрь/октябре ноября/ноябрь/ноябре декабря/декабрь/декабре",
    "uk": "січня/січень/січні лютого/лютий/лютому березня/березень/березні квітня/квітень/квітні "
    "травня/травень/травні червня/червень/червні липня/липень/липні серпня/серпень/серпні "
    "вересня/вересень/вересні жовтня/жовтень/жовтні листопада/листопад/листопаді "
    "грудня/грудень/грудні",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "el": "ιανουαρίου/ιανουάριος/ιανουάριο φεβρουαρίου/φεβρουάριος/φεβρουάριο "
    "μαρτίου/μάρτιος/μάρτιο απριλίου/απρίλιος/απρίλιο μαΐου/μάιος/μάιο ιουνίου/ιούνιος/ιούνιο "
    "ιουλίου/ιούλιος/ιούλιο αυγούστου/αύγουστος/αύγουστο σεπτεμβρίου/σεπτέμβριος/σεπτέμβριο "
    "οκτωβρίου/οκτώβριος/οκτώβριο νοεμβρίου/νοέμβριος/νοέμβριο δεκεμβρίου/δεκέμβριος/δεκέμβριο",
}
# From Monday on.
_WEEKDAYS = {
    "en": "monday/mondays tuesday/tuesdays wednesday/wednesdays thursday/thursdays friday/fridays "
    "saturday/saturdays sunday/sundays",
    "fr": "lundi/lundis mardi/mardis mercredi/mercredis jeudi/jeudis vendredi/vendredis "
    "samedi/samedis dimanche/dimanches/dominical/dominicale/dominicaux/dominicales",
    "de": "montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag",
    "es": "lunes martes miércoles jueves viernes sábado/sábados domingo/domingos/dominical",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato/sabati domenica/domeniche/domenicale",
    "pt": "segunda terça quarta quinta sexta sábado/sábados domingo/domingos/dominical",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "ca": "dilluns dimarts dimecres dijous divendres dissabte diumenge",
    "ro": "luni marți miercuri joi vineri sâmbătă duminică",
    "sv": "måndag/måndagen tisdag/tisdagen onsdag/onsdagen torsdag/torsdagen fredag/fredagen "
    "lördag/lördagen söndag/söndagen",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "nb": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
}
_UNSURE = {
    "en": "may march mar jan",
    "fr": "mars mai oct",
    "de": "mai jan",
    "es": "mar ene ago dic feb jun jul",
    "it": "gen marzo feb dic",
    "pt": "set out dez fev segunda terça quarta quinta sexta",
    "nl": "mei dec",
    "ro": "mai luni",
    "sv": "mars maj",
    "da": "maj",
    "nb": "mars mai",
    "tr": "ocak ekim kasım aralık mart",
}
_TOLD = ("", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
_COMPANY = {
    "month": "in last this next since until till of early late mid by from through between during "
    "before after to and en depuis jusqu fin début de du seit im ende anfang mitte",
    "decade": "années ans años anni anos jaren jahre jahren",
    "century": "siècle siècles siglo siglos secolo secoli século séculos",
}
MONTH_COMPANY = frozenset(_COMPANY["month"].split())
"""Words before a month that leave no doubt that it is one."""

DECADE_COMPANY = frozenset(_COMPANY["decade"].split())
"""Words before the number of a decade."""

CENTURY_COMPANY = frozenset(_COMPANY["century"].split())
"""Words beside the Roman number of a century."""

_JOINED = frozenset({"de", "nl", "sv", "da", "nb"})
_EMPTY = CalendarWords({}, {}, (), frozenset())


@cache
def calendar_words(language: str) -> CalendarWords:
    """The words of a base language ("en"); empty tables for languages we have none for."""
    if language not in _MONTHS:
        return _EMPTY
    weekdays = _numbered(_WEEKDAYS.get(language, ""))
    return CalendarWords(
        _numbered(_MONTHS[language]),
        weekdays,
        tuple(weekdays) if language in _JOINED else (),
        frozenset(_UNSURE.get(language, "").split()),
    )


def _numbered(entries: str) -> dict[str, int]:
    return {
        form: number for number, entry in enumerate(entries.split(), 1) for form in entry.split("/")
    }
