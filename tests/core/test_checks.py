"""Alarms on translated sentences as wholes: empty, untranslated, looping, misshapen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.alarms import AlarmKind
from diptych.core.checks.every import alarms
from diptych.core.languages import LANGUAGES

SOURCE = "The ministry said on Friday that the talks had been put off until the spring."
TARGET = "Le ministère a déclaré vendredi que les pourparlers étaient reportés au printemps."

TAGS = st.sampled_from([None, "xx", *(language.tag for language in LANGUAGES)])
MESSY = st.text(
    st.one_of(
        st.sampled_from("0123456789.,:/-–'’\"«»„“” ½²Ⅷ٣٫①一百万億月日「」♪_\n\u202f\u0301\ud800"),
        st.characters(),
    ),
    max_size=60,
)


def kinds(
    source: str, target: str, from_language: str | None, to_language: str | None
) -> list[str]:
    return [str(alarm.kind) for alarm in alarms(source, target, from_language, to_language)]


def messages(source: str, target: str, from_language: str, to_language: str) -> list[str]:
    return [alarm.message for alarm in alarms(source, target, from_language, to_language)]


def test_a_good_translation_raises_no_alarm() -> None:
    assert alarms(SOURCE, TARGET, "en", "fr") == ()
    assert alarms(TARGET, SOURCE, "fr", "en") == ()
    assert alarms(SOURCE, TARGET, None, None) == ()


@pytest.mark.parametrize("target", ["", "  ", "\n"])
def test_an_empty_answer_is_noticed(target: str) -> None:
    (alarm,) = alarms(SOURCE, target, "en", "fr")
    assert (alarm.kind, alarm.message) == (AlarmKind.EMPTY, "nothing came back")


def test_nothing_for_nothing_is_right() -> None:
    assert alarms(" ", "", "en", "fr") == ()


@pytest.mark.parametrize(
    "target", [SOURCE, SOURCE.upper(), SOURCE.replace(" ", "  "), SOURCE.rstrip(".")]
)
def test_a_sentence_that_came_back_as_it_was_is_noticed(target: str) -> None:
    assert kinds(SOURCE, target, "en", "fr") == ["untranslated"]
    assert kinds(SOURCE, target, None, None) == ["untranslated"]


@pytest.mark.parametrize(
    "source",
    [
        "Snow Chaos Shuts Munich Airport",
        "PUMPKIN SOUP WITH GINGER",
        "data protection officer",
    ],
)
def test_headlines_and_short_lines_may_stay_untranslated_too(source: str) -> None:
    assert kinds(source, source, "en", "de") == ["untranslated"]


@pytest.mark.parametrize(
    "source", ["Kim Jong Un", "KIM JONG UN", "Bank of America", "Real Madrid", "OK", "www.a-b.org"]
)
def test_a_name_may_stay_as_it_is(source: str) -> None:
    assert alarms(source, source, "en", "fr") == ()


@pytest.mark.parametrize(("one", "other"), [("en", "en-GB"), ("nb", "da"), ("pt", "pt-BR")])
def test_near_languages_may_share_a_short_sentence(one: str, other: str) -> None:
    assert alarms("Vi har et godt liv her.", "Vi har et godt liv her.", one, other) == ()


def test_one_word_left_in_other_letters_is_untranslated() -> None:
    assert kinds("enrolled", "enrolled", "en", "ru") == ["untranslated"]
    assert alarms("Siemens", "Siemens", "en", "ru") == ()


@pytest.mark.parametrize(
    ("target", "to_language", "shown"),
    [
        ("Le ministère said on Friday that the talks étaient reportés.", "fr", "said on Friday"),
        ("Министерство заявило, что the talks had been put off до весны.", "ru", "the talks"),
    ],
)
def test_words_left_in_the_middle_are_shown(target: str, to_language: str, shown: str) -> None:
    (message,) = [m for m in messages(SOURCE, target, "en", to_language) if "left" in m]
    assert message.startswith(f"left untranslated: “{shown}")


def test_letters_left_over_are_named() -> None:
    found = alarms(
        "外交部长周五表示会谈已经推迟。", "The minister said 会谈已经推迟 on Friday.", "zh", "en"
    )
    assert ("partly-untranslated", "left in Chinese letters") in [
        (alarm.kind, alarm.message) for alarm in found
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            "He reads “The Old Man and the Sea” every summer.",
            "Il lit « The Old Man and the Sea » tous les étés.",
        ),
        (
            "A professor at the University of California, Los Angeles, said so.",
            "C'est ce qu'a dit un professeur à l'University of California, Los Angeles.",
        ),
        (
            "More at https://example.org/how-to-read-the-news-today.html on our site.",
            "À lire sur https://example.org/how-to-read-the-news-today.html, notre site.",
        ),
    ],
)
def test_titles_names_and_addresses_may_stay(source: str, target: str) -> None:
    assert alarms(source, target, "en", "fr") == ()


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("non non non non", "repeated 4 times: “non”"),
        ("de la mer de la mer de la mer", "repeated 3 times: “de la mer”"),
        ("au revoir au revoir au revoir", "repeated 3 times: “au revoir”"),
        (
            "Il a quitté la côte nord, il a quitté la côte nord.",
            "repeated 2 times: “il a quitté la côte nord”",
        ),
        ("haha" * 8, "repeated 16 times: “ha”"),
        ("Il est parti ! ! ! ! ! ! ! ! ! !", "repeated 10 times: “!”"),
    ],
)
def test_a_loop_is_noticed(target: str, message: str) -> None:
    assert message in messages("He left the coast again.", target, "en", "fr")


def test_few_words_in_no_order_are_a_loop() -> None:
    target = "der See die See der See des See die der See die See"
    assert messages("The lake was calm.", target, "en", "de") == [
        "few different words: “see” comes 6 times"
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Ha ha ha ha, he said.", "Ha ha ha ha, dit-il."),
        ("“Mayday, mayday, mayday,” he cried.", "« Mayday, mayday, mayday », a-t-il crié."),
        ("New York, New York", "New York, New York"),
        ("Location, location, location.", "L'emplacement, l'emplacement, l'emplacement."),
        ("The rules that that group set.", "Die Regeln, die die Gruppe setzte."),
    ],
)
def test_what_the_source_repeats_may_be_repeated(source: str, target: str) -> None:
    assert "loop" not in kinds(source, target, "en", "fr")


def test_lengths_that_cannot_be_right_are_noticed() -> None:
    assert "much shorter than the source" in messages(SOURCE, "Le ministère.", "en", "fr")
    longer = f"{TARGET} Reste à savoir qui reprendra le dossier quand tout sera de nouveau "
    longer += "calme, ce que personne ne sait."
    assert "much longer than the source" in messages(SOURCE, longer, "en", "fr")
    assert messages("Πού είναι ο σταθμός της πόλης;", "Home", "el", "en") == ["one word for 6"]


def test_a_sentence_that_breaks_off_is_noticed() -> None:
    cut = "Le ministère a déclaré vendredi que les pourparlers étaient"
    assert "breaks off before the end" in messages(SOURCE, cut, "en", "fr")


@pytest.mark.parametrize(
    ("target", "to_language"),
    [
        ("该部周五表示，会谈已推迟到春天。", "zh-Hans"),
        ("同省は金曜日、協議を春まで延期したと発表した。", "ja"),
        ("외무부는 금요일 회담이 봄까지 연기되었다고 밝혔다.", "ko"),
    ],
)
def test_other_scripts_are_shorter_and_that_is_right(target: str, to_language: str) -> None:
    assert alarms(SOURCE, target, "en", to_language) == ()
    assert alarms(target, SOURCE, to_language, "en") == ()


@pytest.mark.parametrize("target", ["♪", "_", "…", "♪ ♪"])
def test_an_answer_without_words_is_noticed(target: str) -> None:
    assert "script" in kinds("да, я видел :)", target, "ru", "en")


def test_letters_of_another_language_are_named() -> None:
    found = messages(SOURCE, "Министерство сообщило об этом в пятницу вечером всем.", "en", "fr")
    assert found == ["written in Cyrillic letters, not in Latin ones"]
    found = messages(SOURCE, "Ministerstvo soobshchilo, chto peregovory otlozheny.", "en", "ru")
    assert found == ["written in Latin letters, not in Cyrillic ones"]


def test_names_in_latin_letters_are_no_wrong_script() -> None:
    assert "script" not in kinds("Google Maps on Android", "Google Maps на Android", "en", "ru")
    assert "script" not in kinds("IBM ThinkPad X1", "IBM ThinkPad X1", "en", "zh")


def test_unknown_words_are_named_once_each() -> None:
    found = messages("The zzqq and the wwkk.", "El *zzqq y el *wwkk, *zzqq.", "en", "es")
    assert found == ["unknown words: zzqq, wwkk"]
    assert messages("The zzqq.", "El *zzqq.", "en", "es") == ["unknown word: zzqq"]


def test_a_star_of_the_source_is_no_unknown_word() -> None:
    assert alarms("*Prices in euros.", "*Prices en euros.", "en", "fr") == ()


def test_where_the_whole_is_wrong_no_details_are_told() -> None:
    source = "It sent 20 diplomats to Paris in 2019."
    assert kinds(source, "Il il il il il il", "en", "fr") == ["loop"]


@given(MESSY, MESSY, TAGS, TAGS)
def test_no_pair_of_texts_breaks_the_checks(
    source: str, target: str, from_language: str | None, to_language: str | None
) -> None:
    found = alarms(source, target, from_language, to_language)
    assert all(alarm.message for alarm in found)
    assert len({alarm.kind for alarm in found}) <= len(found)
    assert found == alarms(source, target, from_language, to_language)
