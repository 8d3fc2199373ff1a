"""Notes to newsrooms are told from the story by their words, and the story is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.article import BlockKind
from diptych.formats.reading.parts import Paragraph
from diptych.formats.reading.wires.line_kinds import kinds_of
from diptych.formats.reading.wires.wire_lines import embargo_in, marked

NOTE = BlockKind.EDITORS_NOTE
HIDDEN = BlockKind.NOT_FOR_PUBLICATION
CORRECTION = BlockKind.CORRECTION
ADVISORY = BlockKind.ADVISORY
SIGN_OFF = BlockKind.SIGN_OFF

HEADLINE = "Old bridge opens again"
BODY = (
    "The old bridge opened again on Tuesday after three years of repairs that cost more than the "
    "town had planned, its mayor said."
)
MORE = "Hundreds of people walked over it in the first hour, and some of them had come from afar."

NEAR_THE_TOP: list[tuple[BlockKind, str]] = [
    (NOTE, "Eds: UPDATES with quotes from the mayor; ADDS byline."),
    (NOTE, "(Eds: With AP Photos NP101-104. Moving on general news services.)"),
    (NOTE, "EDITORS' NOTE: A profile of the mayor moves at 1400 GMT."),
    (NOTE, "Editor’s note — The spelling of Velm is the one used by the town."),
    (NOTE, "Note to editors: pictures of the opening are on the portal."),
    (NOTE, "NOTE TO EDITORS"),
    (NOTE, "Attention news editors: we plan to file 400 words by noon."),
    (NOTE, "Editors: please note the changed figure in the last paragraph."),
    (NOTE, "Note aux rédactions : une infographie suivra à 15h00."),
    (NOTE, "NOTE À LA RÉDACTION - Photos disponibles."),
    (NOTE, "Attention rédactions : nouvelle orthographe du nom du maire."),
    (NOTE, "À l'attention des rédactions : conférence de presse à 10h30."),
    (NOTE, "NDLR : le nom de la ville s'écrit Velm."),
    (NOTE, "Hinweis an die Redaktionen: Ein Foto folgt bis 15.00 Uhr."),
    (NOTE, "Redaktionshinweis: Die Meldung wird im Laufe des Tages ergänzt."),
    (NOTE, "Achtung Redaktionen: Bitte beachten Sie die neue Schreibweise."),
    (NOTE, "Nota a los redactores: se enviarán fotografías a las 15.00 horas."),
    (NOTE, "Nota para la redacción: el nombre del alcalde es Lope Arán."),
    (NOTE, "Nota alle redazioni: seguono fotografie."),
    (NOTE, "Attenzione redazioni: la conferenza stampa è alle ore 11."),
    (CORRECTION, "CORRECTION: The mayor's name is Anna Lee."),
    (CORRECTION, "Correction: An earlier version of this story misspelled the mayor's name."),
    (CORRECTION, "CORRECTS spelling of mayor's name in 3rd graf."),
    (CORRECTION, "(Corrects year in third paragraph)"),
    (CORRECTION, "(Corrects to say the bridge was built in 1887, not 1897.)"),
    (CORRECTION, "CORRECTED - the figure is 12 million, not 12 billion"),
    (CORRECTION, "(Corrige l'orthographe du nom du maire)"),
    (CORRECTION, "RECTIFICATIF : bien lire 12 millions au 3e paragraphe"),
    (CORRECTION, "Rectificatif : le pont date de 1887."),
    (CORRECTION, "Berichtigung: Im dritten Absatz muss es 1887 heißen."),
    (CORRECTION, "(Berichtigt das Jahr im dritten Absatz)"),
    (CORRECTION, "KORREKTUR: Der Bürgermeister heißt Lee."),
    (CORRECTION, "Fe de errores: el puente es de 1887."),
    (CORRECTION, "(Corrige el año en el tercer párrafo)"),
    (CORRECTION, "Errata corrige: il ponte è del 1887."),
    (CORRECTION, "(Corregge l'anno nel terzo paragrafo)"),
    (ADVISORY, "ADVISORY: The mayor will speak at 10 a.m. at the bridge."),
    (ADVISORY, "MEDIA ADVISORY"),
    (ADVISORY, "Media advisory – opening of the old bridge"),
    (ADVISORY, "FOR IMMEDIATE RELEASE"),
    (ADVISORY, "UPDATES with mayor, new details throughout."),
    (ADVISORY, "ADDS background, byline."),
    (ADVISORY, "RECASTS; ADDS quotes"),
    (ADVISORY, "(Adds quotes, background)"),
    (ADVISORY, "(Recasts, adds police comment)"),
    (ADVISORY, "(Updates throughout with mayor's comments)"),
    (ADVISORY, "1ST LD-WRITETHRU"),
    (ADVISORY, "MANDATORY KILL: Do not use the story slugged Bridge."),
    (ADVISORY, "Avis à nos clients : le service sera réduit dimanche."),
    (ADVISORY, "Pour diffusion immédiate"),
    (ADVISORY, "ATTENTION - ajoute déclarations du maire ///"),
    (ADVISORY, "(Actualise avec déclarations, contexte)"),
    (ADVISORY, "ACHTUNG: Zusammenfassung bis 18.00 Uhr"),
    (ADVISORY, "(Achtung: Wiederholung)"),
    (ADVISORY, "(Neu: Reaktionen, Hintergrund)"),
    (ADVISORY, "Hinweis an unsere Kunden: Der Dienst endet um 20 Uhr."),
    (ADVISORY, "Aviso a los clientes: no habrá servicio el domingo."),
    (ADVISORY, "(Actualiza con declaraciones del alcalde)"),
    (ADVISORY, "(Amplía con más datos y contexto)"),
    (ADVISORY, "Avviso ai clienti: domenica il servizio è sospeso."),
    (ADVISORY, "(Aggiorna con dichiarazioni del sindaco)"),
    (ADVISORY, "EMBARGOED UNTIL 0600 GMT MONDAY"),
    (ADVISORY, "Sperrfrist: 12.00 Uhr"),
    (ADVISORY, "Attention - Sous embargo jusqu'à mercredi 06h00"),
    (HIDDEN, "NOT FOR PUBLICATION: the reporter is at +00 555 0101."),
    (HIDDEN, "(Not for publication)"),
    (HIDDEN, "NE PAS PUBLIER : coordonnées du maire en fin de dépêche"),
    (HIDDEN, "Nicht zur Veröffentlichung: Rückfragen an den Newsdesk."),
    (HIDDEN, "NO PUBLICAR: teléfono del alcalde 555 0101"),
    (HIDDEN, "NON PUBBLICARE - recapito del sindaco"),
]

AT_THE_END: list[tuple[BlockKind, str]] = [
    (SIGN_OFF, "-30-"),
    (SIGN_OFF, "- 30 -"),
    (SIGN_OFF, "END"),
    (SIGN_OFF, "ENDS"),
    (SIGN_OFF, "(END)"),
    (SIGN_OFF, "-- ends --"),
    (SIGN_OFF, "###"),
    (SIGN_OFF, "# # #"),
    (SIGN_OFF, "Fin."),
    (SIGN_OFF, "(FIN)"),
    (SIGN_OFF, "Ende"),
    (SIGN_OFF, "abc/def/gh"),
    (SIGN_OFF, "rv-kl/mno/pq"),
    (SIGN_OFF, "jm/NN"),
    (SIGN_OFF, "xx yy zz 201455 nov 26"),
    (SIGN_OFF, "NN 251455 Nov 2026"),
    (SIGN_OFF, "251455 GMT nov 26"),
    (SIGN_OFF, "nnd yyzz n1 kru"),
    (SIGN_OFF, "(NNEWS)."),
    (SIGN_OFF, "NNNN"),
    (HIDDEN, "The following information is not for publication"),
    (HIDDEN, "Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt"),
    (HIDDEN, "# dpa-Notizblock"),
    (HIDDEN, "Redaktionelle Hinweise"),
    (HIDDEN, "Les informations suivantes ne sont pas destinées à la publication"),
    (NOTE, "Notes to editors"),
    (NOTE, "Nota del editor: la foto es de archivo."),
]

OF_THE_STORY = [
    "Editors of the paper walked out on Tuesday, saying their notes had been read.",
    "Editors: the people who decide what you read",
    "“Note to editors of the future: keep the wire,” the mayor joked.",
    "Note that editors were not told of the change.",
    "Eds. Lee and Noël published the letters in 1987.",
    "Attention turned to the editors of the daily, who had kept silent.",
    "The note to editors, seen by Northport News, speaks of a delay.",
    "A note for readers: the museum is closed on Mondays.",
    "The letter was not for publication, he said.",
    "Not for publication, the minister told us, and then he talked for an hour.",
    "Do not publish and be damned, the old proprietor used to say.",
    "Nothing of it was meant for publication, according to the court.",
    "The correction came late: the paper printed it on page 17.",
    "Correction officers walked out of the prison on Monday.",
    "Correction: why markets may fall further this spring",
    "Corrections of up to ten percent are normal, analysts say.",
    "Corrected for inflation, wages fell by two percent.",
    "Clarification is needed, the judge said, before the trial goes on.",
    "(Corrects himself.)",
    "(Laughs.)",
    "(Adds salt and pepper.)",
    "(Repeats.)",
    "(Updates are free, the company says.)",
    "ADDS UP TO NOTHING, SAYS OPPOSITION",
    "UPDATES to the bridge came late, and the town paid for the delay.",
    "Updates on the storm will follow during the night, the mayor promised.",
    "UPDATE 1-Northport Steel cuts forecast, shares fall",
    "Recasts of old bells are rare, the founder says.",
    "Moves to close the port met with protest from the unions.",
    "ADVISORY BOARD MEETS IN NORTHPORT",
    "An advisory: drink water, stay in the shade, and call your neighbours.",
    "Advisory votes will be held in two cantons on Sunday.",
    "Media advisory groups said the rules went too far.",
    "The advisory, issued at noon, tells ships to stay in port.",
    "For immediate release of the prisoners, the families wrote to the king.",
    "Attention clients of the bank: that is how the letter begins",
    "Kill or be killed: that was the choice, the veteran says.",
    "The embargo on oil will last until Monday, diplomats say.",
    "Embargo: what you need to know about the new rules",
    "Embargoed until Monday, the report says the river will rise again.",
    "Embargo until the end of the war, demands the opposition",
    "EMBARGO UNTIL MONDAY ON OIL SALES, SAYS MINISTER",
    "Embargo on arms extended until March 2027",
    "Hold for release, the note said, and nobody did.",
    "For release on Nov. 20, the album is her third.",
    "END OF AN ERA AS LAST FERRY SAILS",
    "Ends meet only when the neighbours help, she says.",
    "In the end, nobody came.",
    "Note aux candidats : les épreuves ont lieu mardi.",
    "La rédaction du journal a voté la grève, selon une note aux rédacteurs.",
    "Ne pas publier ces lettres serait une faute, estime l'éditeur.",
    "L'embargo sur les armes court jusqu'au 25 novembre 2026, selon Bruxelles.",
    "Embargo : l'Europe divisée jusqu'au bout",
    "Attention : les travaux reprennent lundi sur le pont.",
    "Correction des copies : les professeurs en grève",
    "(Avec ses amis, il a traversé la rivière à la nage.)",
    "Avis aux amateurs : le musée cherche des bénévoles.",
    "Rectification faite, le maire a repris son discours.",
    "Fin de partie pour le vieux pont",
    "Hinweise an die Polizei nimmt jede Dienststelle entgegen.",
    "Achtung: Glatteis auf der alten Brücke!",
    "Die Redaktionen der beiden Blätter werden zusammengelegt.",
    "Korrektur: Der Aktienmarkt fällt weiter",
    "Sperrfrist 12.00 Uhr gilt laut Gericht nicht für Online-Medien.",
    "Frei ab 18",
    "Nicht zur Veröffentlichung gedacht waren die Briefe, die nun erscheinen.",
    "Die Sperrfrist endet am Montag, teilte das Gericht mit.",
    "Ende gut, alles gut",
    "Embargo bis 12. Dezember 2026: Brüssel verlängert die Frist",
    "El embargo termina el lunes 25 de noviembre de 2026, dijo el ministro.",
    "No publicar la carta fue un error, admitió el director.",
    "(Añade sal y pimienta.)",
    "Corrección: por qué pueden caer los mercados",
    "Fin de semana negro en las carreteras",
    "Atención: el puente estará cerrado el lunes.",
    "Embargo fino a lunedì per il petrolio, dice il ministro",
    "Nota bene: il ponte resta chiuso.",
    "Correzione di rotta del governo sul ponte",
    "Attenzione ai redattori: il sindaco legge tutto.",
    "Avviso ai naviganti: tempesta in arrivo",
    "and/or",
    "he/she",
    "km/h",
]

EMBARGOES: list[tuple[str, str | None]] = [
    ("EMBARGOED UNTIL 0600 GMT MONDAY", "EMBARGOED UNTIL 0600 GMT MONDAY"),
    ("Embargo: 12.00 Uhr", "Embargo: 12.00 Uhr"),
    ("SOUS EMBARGO JUSQU'AU 25 NOVEMBRE 2026 À 06H00 GMT", "2026-11-25T06:00Z"),
    ("Sous embargo jusqu’au 1er décembre 2026 à 18h", "2026-12-01T18:00"),
    ("HOLD FOR RELEASE", "HOLD FOR RELEASE"),
    ("HOLD FOR RELEASE until 6 p.m. EST, Nov. 25, 2026", "2026-11-25T18:00-05:00"),
    ("Sperrfrist: 25. November 2026, 12.00 Uhr", "2026-11-25T12:00"),
    ("Sperrfrist bis 25.11.2026, 6 Uhr MEZ", "2026-11-25T06:00+01:00"),
    ("Achtung, Sperrfrist: Mittwoch, 18.00 Uhr", "Sperrfrist: Mittwoch, 18.00 Uhr"),
    ("Sperrfrist: Redebeginn", "Sperrfrist: Redebeginn"),
    ("EMBARGO HASTA EL 25 DE NOVIEMBRE DE 2026 A LAS 18:00 HORAS", "2026-11-25T18:00"),
    ("No publicar antes de las 12:00 GMT del 25/11/2026", "2026-11-25T12:00Z"),
    ("Embargo fino alle ore 18.00 del 25 novembre 2026", "2026-11-25T18:00"),
    ("EMBARGO FINO ALLE ORE 18 DEL 25 NOVEMBRE 2026",
     "EMBARGO FINO ALLE ORE 18 DEL 25 NOVEMBRE 2026"),
    ("Embargo until 2026-11-25T06:00:00Z", "2026-11-25T06:00:00Z"),
    ("Embargoed until 2026-11-25 06:00 GMT", "2026-11-25T06:00Z"),
    ("Embargoed until 25 November 2026.", "2026-11-25"),
    ("Embargo until 11/05/2026 06:00 GMT", "Embargo until 11/05/2026 06:00 GMT"),
    ("Embargo until 13/05/2026 06:00 GMT", "2026-05-13T06:00Z"),
    ("Embargo until 31 February 2026 06:00 GMT", "Embargo until 31 February 2026 06:00 GMT"),
    ("Embargo until Nov 25, 2026, noon", "Embargo until Nov 25, 2026, noon"),
    ("Embargo until 0600 IST on Nov 25, 2026", "Embargo until 0600 IST on Nov 25, 2026"),
    ("Embargo: 25 Nov 2026, 0600 GMT+2", "2026-11-25T06:00+02:00"),
    ("Embargo : 25 novembre 2026 à 6h, heure de Paris",
     "Embargo : 25 novembre 2026 à 6h, heure de Paris"),
    ("Eds: With photos. Embargoed until 0600 GMT Wednesday.", "Embargoed until 0600 GMT Wednesday"),
    ("EMBARGOED UNTIL 0600 GMT MONDAY - NO SOCIAL MEDIA", "EMBARGOED UNTIL 0600 GMT MONDAY"),
    ("Northport News\nEmbargoed until Monday, 6 p.m.\nStory", "Embargoed until Monday, 6 p.m"),
    ("EMBARGO: not for publication before 06:00 GMT on 12 March",
     "not for publication before 06:00 GMT on 12 March"),
    ("EMBARGO — NOT FOR PUBLICATION BEFORE 0600 GMT ON 12 MARCH 2027", "2027-03-12T06:00Z"),
    ("Embargo: do not publish before 12 March 2027, 06:00 GMT.", "2027-03-12T06:00Z"),
    ("Embargo! Strictly not for release until noon", "Strictly not for release until noon"),
    ("(EMBARGO: not for publication, broadcast or use on social media before 12 March 2027)",
     "2027-03-12"),
    ("Not for publication or broadcast before 06:00 GMT on 12 March 2027", "2027-03-12T06:00Z"),
    ("This report is embargoed until 06:00 GMT on 12 March 2027.", "2027-03-12T06:00Z"),
    ("The following story is under embargo until 12 March 2027.", "2027-03-12"),
    ("EMBARGO : ne pas diffuser avant le 12 mars 2027 à 06h00", "2027-03-12T06:00"),
    ("SPERRFRIST: nicht veröffentlichen vor 12. März 2027", "2027-03-12"),
    ("Embargo: the EU banned sales of arms before 12 March", None),
    ("Embargo: not for publication before 12 March was what the ministry wrote.", None),
    ("This story is under embargo until 12 March, the ministry told reporters.", None),
    ("(Embargo)", "Embargo"),
    ("UNDER EMBARGO!", "UNDER EMBARGO"),
    ("Embargo", None),
    ("The study was\nembargoed until Monday.", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words"), NEAR_THE_TOP)
def test_notes_near_the_top(kind: BlockKind, words: str) -> None:
    assert kinds_of([HEADLINE, words, BODY, MORE]) == [None, kind, None, None]


@pytest.mark.parametrize(("kind", "words"), AT_THE_END)
def test_notes_at_the_end(kind: BlockKind, words: str) -> None:
    assert kinds_of([HEADLINE, BODY, MORE, words]) == [None, None, None, kind]


@pytest.mark.parametrize("words", OF_THE_STORY)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_the_story_is_left_alone(words: str, place: int) -> None:
    story = [HEADLINE, BODY, MORE]
    story.insert(place, words)
    assert kinds_of(story) == [None] * 4


@pytest.mark.parametrize(("words", "until"), EMBARGOES)
def test_embargoes(words: str, until: str | None) -> None:
    assert embargo_in(words) == until


@pytest.mark.parametrize("words", OF_THE_STORY)
def test_no_embargo_is_made_up(words: str) -> None:
    assert embargo_in(words) is None


def test_a_hidden_block_runs_to_the_end() -> None:
    wire = [HEADLINE, BODY, "# nn-Notizblock", "## Orte", "Rathaus, Marktplatz 1, Velm",
            "## Ansprechpartner", "Anna Lee, 555 0101"]  # fmt: skip
    assert kinds_of(wire) == [None, None, *[HIDDEN] * 5]


def test_a_hidden_block_ends_where_it_says() -> None:
    wire = [HEADLINE, "NOT FOR PUBLICATION", "Call the desk.", "END OF NOTE", BODY, MORE, "-30-"]
    assert kinds_of(wire) == [None, HIDDEN, HIDDEN, HIDDEN, None, None, SIGN_OFF]


def test_a_hidden_block_does_not_take_the_story() -> None:
    alone = [HEADLINE, "NOT FOR PUBLICATION", "Call the desk.", BODY, MORE, "-30-"]
    assert kinds_of(alone) == [None, HIDDEN, HIDDEN, None, None, SIGN_OFF]
    told = [HEADLINE, "Not for publication: call the desk.", BODY, MORE, "-30-"]
    assert kinds_of(told) == [None, HIDDEN, None, None, SIGN_OFF]


def test_a_hidden_block_after_the_story_ends_at_the_sign_off() -> None:
    wire = [HEADLINE, BODY, "Not for publication:", "Call the desk.", "Or the mayor.", "abc/def/gh"]
    assert kinds_of(wire) == [None, None, HIDDEN, HIDDEN, HIDDEN, SIGN_OFF]


def test_notes_after_a_press_release() -> None:
    wire = [HEADLINE, BODY, "ENDS", "Notes to editors", "1. The bridge is old.", "Call the desk."]
    assert kinds_of(wire) == [None, None, SIGN_OFF, NOTE, NOTE, NOTE]


def test_a_bare_note_takes_its_list_or_the_paragraph_after_it() -> None:
    listed = ["Note to editors:", "- Photos follow.", "- So does a map.", HEADLINE, BODY]
    assert kinds_of(listed) == [NOTE, NOTE, NOTE, None, None]
    after_a_colon = ["Note to editors:", "Photos follow.", HEADLINE, BODY]
    assert kinds_of(after_a_colon) == [NOTE, NOTE, None, None]
    late = [HEADLINE, BODY, MORE, "Notes to editors", "Photos follow."]
    assert kinds_of(late) == [None, None, None, NOTE, NOTE]


def test_initials_sign_off_at_the_end_only() -> None:
    assert kinds_of([HEADLINE, "abc/def/gh", BODY, MORE, BODY, MORE])[1] is None
    assert kinds_of(["END", HEADLINE, BODY]) == [None, None, None]


def test_a_header_without_its_control_characters() -> None:
    wire = ["nnd0123 4 pl 235  nn 0456", HEADLINE, BODY, MORE, "251455 Nov 26"]
    assert kinds_of(wire) == [BlockKind.TRANSMISSION, None, None, None, SIGN_OFF]


def test_kinds_that_the_file_says_are_kept() -> None:
    wire = [
        Paragraph("Eds: a headline all the same", BlockKind.HEADLINE),
        Paragraph("Eds: a note"),
        Paragraph(BODY, BlockKind.PARAGRAPH),
        Paragraph("MEDIA ADVISORY", BlockKind.HEADING),
        Paragraph("END", whole=True),
        Paragraph("© Agence Rivière 2026"),
    ]
    assert [p.kind for p in marked(wire)] == [
        BlockKind.HEADLINE, NOTE, BlockKind.PARAGRAPH, ADVISORY, None, SIGN_OFF,
    ]  # fmt: skip
    assert [p.words for p in marked(wire)] == [p.words for p in wire]
    assert marked([]) == []


@given(st.lists(st.text(st.sampled_from("aE.:- #/()0\n©É"), max_size=40), max_size=8))
def test_any_lines(lines: list[str]) -> None:
    assert len(kinds_of(lines)) == len(lines)


@pytest.mark.parametrize(
    "line",
    ["-" * 100_000, "(" * 100_000, "Eds: " + "x " * 100_000, "Embargo until " + "1 " * 100_000,
     "#" * 79 + "x", "- " * 39 + "x", "a/" * 39, "Correction: " + "wrong" * 50_000,
     " " * 100_000 + "x", "(adds " + "quotes " * 60_000],
)  # fmt: skip
@pytest.mark.timeout(10)
def test_no_line_takes_long(line: str) -> None:
    assert len(kinds_of([line] * 200)) == 200
