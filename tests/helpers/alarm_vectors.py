"""Bad outputs that users of Argos Translate and LibreTranslate reported, by issue.

Long loops are written shorter by multiplication. Where a thread shows pictures only, or does not
quote the source, the words are ours and ``quoted`` is False.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vector:
    """What went in and what came out; ``kinds``: the alarms of which one at least must be given."""

    issue: str
    from_language: str
    to_language: str
    source: str
    target: str
    kinds: tuple[str, ...]
    quoted: bool = True


_COOKIES = (
    "Contact Home Request A Quote This website uses cookies to improve your experience while you "
    "navigate through the website."
)
_GREEK = (
    "Η κυβέρνηση ανακοίνωσε νέα μέτρα για την ενέργεια.",
    "Χθες το βράδυ έβρεξε πολύ στη Θεσσαλονίκη.",
    "Οι μαθητές επέστρεψαν σήμερα στα σχολεία τους.",
    "Πόσο κοστίζει το εισιτήριο για την Κρήτη;",
    "Ο υπουργός δεν απάντησε στις ερωτήσεις των δημοσιογράφων.",
)
_ANXIETY = (
    "According to some data, people with anxiety or depression would have 7 to 10 times more risk "
    "of chronic insomnia that others."
)
_TRICK = "What It Is: Think of it like a smart trick to uncover stuff on the internet."
_PH = "These polymers are pH sensitive and swell when the pH of the medium rises."

VECTORS = (
    Vector("argos-translate#318", "en", "es", "never", "nunca jamás " * 20, ("loop",)),
    Vector(
        "argos-translate#318", "en", "es", "never", "nunca jamás jamás nunca jamás " * 8, ("loop",)
    ),
    Vector("argos-translate#318", "en", "es", "anti", "anti " * 30, ("loop",)),
    Vector("argos-translate#318", "fr", "en", "défavorable", "adverse " * 25, ("loop",)),
    Vector("argos-translate#318", "en", "es", "dressed", "vest vestida " + "vest " * 15, ("loop",)),
    Vector(
        "argos-translate#428",
        "en",
        "pt",
        "enrolled",
        "matriculados matriculados matriculados",
        ("loop",),
    ),
    Vector(
        "argos-translate#444",
        "en",
        "zh-Hans",
        _TRICK,
        "(笑声) " + "(掌声) " * 44 + "(掌声)(掌声)",
        ("loop",),
    ),
    Vector(
        "argos-translate#197",
        "en",
        "ru",
        "Hello World",
        "З " * 30 + "З! " + "З " * 20,
        ("loop",),
    ),
    Vector("argos-translate#197", "en", "ru", "Good to see you", "У! " + "До! " * 30, ("loop",)),
    Vector("argos-translate#496", "en", "ar", _ANXIETY, _ANXIETY, ("untranslated",)),
    *(
        Vector("argos-translate#397", "el", "en", source, "Home", ("length",), quoted=False)
        for source in _GREEK
    ),
    Vector(
        "argos-translate#299", "ru", "en", "буквально час два и все будет у вас)", "♪", ("script",)
    ),
    Vector("argos-translate#299", "ru", "en", "да, я видел :)", "♪", ("script",)),
    Vector("argos-translate#299", "ru", "en", "да, я видел :)", "_", ("script",)),
    *(
        Vector("argos-translate#272", "el", "en", source, _COOKIES, ("length",), quoted=False)
        for source in ("Καλημέρα σας", "Πού είναι ο σταθμός;", "Δεν το ξέρω ακόμα.")
    ),
    Vector(
        "argos-translate#183",
        "ru",
        "en",
        "заранее",
        "pre-pre- pre-pre- " + "pre- " * 9,
        ("loop",),
    ),
    Vector(
        "argos-translate#446",
        "en",
        "tr",
        "Test",
        "testi testi testi testi test testi test testi testi test",
        ("loop",),
    ),
    Vector(
        "argos-translate#422",
        "en",
        "zh-Hans",
        _PH,
        "这些聚合物对pH敏性" + "阴性" * 5 + "阳性阴性" + "阳性" * 3 + "。",
        ("loop",),
        quoted=False,
    ),
    Vector(
        "argos-translate#212",
        "en",
        "es",
        "increasingly",
        "cada vez cada vez más cada vez cada vez cada vez más",
        ("loop",),
    ),
    Vector(
        "LibreTranslate#46",
        "fr",
        "en",
        "Nous avons mangé une salade au bord du lac.",
        "salad " * 12 + "sala " + "salad " * 9,
        ("loop",),
        quoted=False,
    ),
    Vector("LibreTranslate#168", "en", "es", "ko re ko re ko re", "ko re " * 40, ("loop",), False),
    Vector("LibreTranslate#168", "en", "fr", "apa apa apa apa", "apa " * 60, ("loop",), False),
    Vector("LibreTranslate#168", "es", "en", "que que que", "that " * 50, ("loop",), False),
    Vector("LibreTranslate#168", "en", "de", "y7y7y7y7", "y7" * 60, ("loop",), False),
    Vector("LibreTranslate#168", "en", "it", "ui ui ui ui", "ui, " * 40, ("loop",), False),
)  # fmt: skip
