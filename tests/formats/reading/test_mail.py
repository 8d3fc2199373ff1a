"""Mail: heads, bodies in all forms, what is attached, and mailboxes."""

from __future__ import annotations

import base64
from dataclasses import replace
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.core.article import BlockKind
from diptych.core.errors import CannotReadError, SeveralArticlesError
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.mail import reader as mail
from diptych.formats.reading.mail.text import unflowed
from diptych.formats.reading.parts import Reading
from helpers.sample_files import SAMPLES, needs_samples
from helpers.soundness import read_or_refused

K = BlockKind
HEAD = (
    b"From: Anna Lee <anna@desk.example>\nTo: desk@wire.example\nSubject: Old bridge opens\n"
    b"Date: Tue, 24 Nov 2026 06:30:00 +0100\nMessage-ID: <1@desk.example>\n"
)
SHOWN_HEAD = (
    "From: Anna Lee <anna@desk.example>\nTo: desk@wire.example\n"
    "Date: Tue, 24 Nov 2026 06:30:00 +0100"
)
PAGE = (
    "<html><body><h1>Le pont rouvre</h1><p>Le maire a ouvert mardi le nouveau pont sur la rivière "
    "après trois ans de travaux, en présence de centaines d'habitants de la ville.</p>"
    "<p>Le trajet entre les deux rives ne prend plus que cinq minutes, selon la mairie.</p>"
    "</body></html>"
)


def reading_of(data: bytes, kind: FileKind = FileKind.EML, item: str | None = None) -> Reading:
    return mail.read(Given(data, "a.eml", kind, item=item))


def blocks_of(reading: Reading) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(reading.value)) for block in reading.blocks]


def body_of(reading: Reading) -> list[tuple[BlockKind, str]]:
    return blocks_of(reading)[2:]


def written() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Anna Lee <anna@desk.example>", "desk@wire.example"
    message["Subject"] = "Old bridge opens"
    return message


def test_a_plain_mail() -> None:
    reading = reading_of(HEAD + b"\nThe bridge is open.\n\nIt was closed for years.\n\n-- \nAnna\n")
    assert blocks_of(reading) == [
        (K.TRANSMISSION, SHOWN_HEAD),
        (K.HEADLINE, "Old bridge opens"),
        (K.PARAGRAPH, "The bridge is open."),
        (K.PARAGRAPH, "It was closed for years."),
        (K.FURNITURE, "-- \nAnna"),
    ]  # fmt: skip
    told = reading.metadata
    assert (told.title, told.author) == ("Old bridge opens", "Anna Lee")
    assert (told.date, told.sent) == ("2026-11-24T06:30:00+01:00",) * 2
    assert told.guid == "1@desk.example"
    assert reading.warnings == ()


def test_a_wire_in_a_mail() -> None:
    body = (
        "EMBARGOED UNTIL 0600 GMT, 25 NOV 2026\n\nEds: with photos.\n\nNORTHPORT (NN) — The old "
        "bridge is open again.\n\nIt was closed for years.\n\n-30-\n"
    )
    reading = reading_of(HEAD + b"Content-Type: text/plain; charset=utf-8\n\n" + body.encode())
    assert [kind for kind, _ in body_of(reading)] == [
        K.ADVISORY, K.EDITORS_NOTE, K.PARAGRAPH, K.PARAGRAPH, K.SIGN_OFF,
    ]  # fmt: skip
    assert reading.metadata.embargo == "2026-11-25T06:00Z"


def test_an_embargo_in_the_subject() -> None:
    data = HEAD.replace(b"Old bridge opens", b"EMBARGO: 25.11.2026, 06:00 CET")
    assert reading_of(data + b"\nA.").metadata.embargo == "2026-11-25T06:00+01:00"


def test_plain_before_html() -> None:
    message = written()
    plain = "Le maire a ouvert mardi le nouveau pont, après trois ans, et tous étaient là."
    message.set_content(plain)
    message.add_alternative(f"<p>{plain}</p><p>(HTML)</p>", subtype="html")
    message["Content-Language"] = "fr-FR"
    reading = reading_of(message.as_bytes())
    assert body_of(reading) == [(K.PARAGRAPH, plain)]
    assert reading.metadata.language == "fr"


def test_html_where_the_plain_form_says_nothing() -> None:
    for stub in ("\n", "Your program shows no HTML."):
        message = written()
        message.set_content(stub)
        message.add_alternative(PAGE, subtype="html")
        words = [words for _, words in body_of(reading_of(message.as_bytes()))]
        assert "cinq minutes" in words[-1]
        assert stub.strip() not in words or not stub.strip()


def test_html_alone_keeps_short_lines() -> None:
    message = written()
    message.set_content("<p>Dear desk,</p><p>Photos follow.</p><p>Anna</p>", subtype="html")
    reading = reading_of(message.as_bytes())
    assert [words for _, words in body_of(reading)] == ["Dear desk,", "Photos follow.", "Anna"]


def test_pictures_and_attachments_are_told() -> None:
    message = written()
    message.set_content("The bridge is open.")
    message.add_alternative("<p>The bridge is open. <img src='cid:x'></p>", subtype="html")
    message.add_attachment(b"<nitf/>" * 500, "application", "xml", filename="wire.xml")
    message.add_attachment(b"x" * 3_000_000, "image", "jpeg", filename="Brücke.jpg")
    message.add_attachment(b"GIF", "image", "gif")
    reading = reading_of(message.as_bytes())
    assert body_of(reading) == [(K.PARAGRAPH, "The bridge is open.")]
    assert reading.warnings == (
        "Attached and not shown: “wire.xml” (3 KB), “Brücke.jpg” (2.9 MB), image/gif (3 bytes).",
    )


def test_a_mail_that_is_but_an_attachment() -> None:
    message = written()
    message.add_attachment(b"<nitf/>", "application", "xml", filename="wire.xml")
    reading = reading_of(message.as_bytes())
    assert body_of(reading) == []
    assert reading.warnings[0] == "The mail itself has no text."
    assert "“wire.xml” (7 bytes). Save it from the mail and open that." in reading.warnings[1]


def test_many_attachments() -> None:
    message = written()
    message.set_content("A.")
    for number in range(14):
        message.add_attachment(b"x", "application", "zip", filename=f"{number}.zip")
    assert "“9.zip” (1 bytes), and 4 more." in reading_of(message.as_bytes()).warnings[0]


def test_a_mail_inside_of_a_mail() -> None:
    inner = written()
    inner.set_content("The bridge is open.")
    outer = written()
    outer.replace_header("Subject", "Fwd: Old bridge opens")
    outer.set_content("See below.")
    outer.add_attachment(inner)
    reading = reading_of(outer.as_bytes())
    assert [kind for kind, _ in blocks_of(reading)] == [
        K.TRANSMISSION, K.HEADLINE, K.PARAGRAPH, K.REPEATED, K.HEADING, K.PARAGRAPH,
    ]  # fmt: skip
    for _ in range(5):
        outer, inner = written(), outer
        outer.set_content("More.")
        outer.add_attachment(inner)
    deep = reading_of(outer.as_bytes())
    assert "Mails or parts that stand deep inside of others are not shown." in deep.warnings


def test_signed_and_encrypted_mail() -> None:
    mark = b'; boundary="b"\n\n--b\nContent-Type: '
    signed = (
        HEAD + b"Content-Type: multipart/signed" + mark + b"text/plain\n\nThe bridge is open.\n"
        b"--b\nContent-Type: application/pgp-signature\n\nxyz\n--b--\n"
    )
    reading = reading_of(signed)
    assert body_of(reading) == [(K.PARAGRAPH, "The bridge is open.")]
    assert reading.warnings == ("The mail is signed; the signature was not checked.",)
    for encrypted in (
        b"Content-Type: multipart/encrypted" + mark + b"application/octet-stream\n\nxyz\n--b--\n",
        b"Content-Type: application/pkcs7-mime; name=smime.p7m\n\nxyz\n",
        b"\n-----BEGIN PGP MESSAGE-----\n\nxyz\n-----END PGP MESSAGE-----\n",
    ):
        with pytest.raises(CannotReadError, match="is encrypted"):
            reading_of(HEAD + encrypted)


def test_inline_pgp() -> None:
    data = (
        HEAD + b"\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe bridge is open.\n"
        b"- -- dashes\n-----BEGIN PGP SIGNATURE-----\n\nxyz\n-----END PGP SIGNATURE-----\n"
    )
    reading = reading_of(data)
    assert [words for _, words in body_of(reading)] == ["The bridge is open.", "-- dashes"]
    assert "signature was not checked" in reading.warnings[0]


def test_flowed_text() -> None:
    data = (
        HEAD + b"Content-Type: text/plain; format=flowed\n\nThe old bridge is \nopen again \nnow.\n"
        b"It was closed.\n> They said \n> no.\n"
    )
    assert [words for _, words in body_of(reading_of(data))] == [
        "The old bridge is open again now.", "It was closed.", "> They said no.",
    ]  # fmt: skip
    assert unflowed("a \nb \n-- \nc") == "a b \n-- \nc"
    assert unflowed(" From\n >x\nab \ncd", deleted_spaces=True) == "From\n>x\nabcd"


def test_quoted_replies_stay() -> None:
    data = HEAD + b"\nYes.\n\n> Is it open?\n>\n> -- \n> Bo\n"
    words = [words for _, words in body_of(reading_of(data))]
    assert words == ["Yes.", "> Is it open?", "> --", "> Bo"]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("us-ascii", "utf-8"), ("", "utf-8"),
     ("x-user-defined", "utf-8"), ("utf-8", "cp1252"), ("junk", "cp1252"), ("utf-7", "utf-7"),
     ("unicode-1-1-utf-7", "utf-7")],
)  # fmt: skip
@pytest.mark.parametrize("transfer", ["8bit", "base64", "quoted-printable"])
def test_charsets_right_and_wrong(charset: str, encoding: str, transfer: str) -> None:
    text = "Le café de la rivière a été rouvert après des années, où l'on dîne à nouveau très tôt."
    raw = text.encode(encoding)
    if transfer == "base64":
        raw = base64.encodebytes(raw)
    elif transfer == "quoted-printable":
        raw = b"".join(b"=%02X" % byte for byte in raw)
    told = f"; charset={charset}" if charset else ""
    head = f"Content-Type: text/plain{told}\nContent-Transfer-Encoding: {transfer}\n\n"
    assert reading_of(HEAD + head.encode() + raw).value.endswith(text)


def test_wide_mail() -> None:
    head = b"Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n"
    data = HEAD + head + base64.encodebytes("Le café rouvert.".encode("utf-16"))
    assert body_of(reading_of(data)) == [(K.PARAGRAPH, "Le café rouvert.")]


def test_japanese_mail() -> None:
    head = b"Content-Type: text/plain; charset=iso-2022-jp\n\n"
    data = HEAD + head + "橋が再び開通した。".encode("iso2022_jp")
    assert body_of(reading_of(data)) == [(K.PARAGRAPH, "橋が再び開通した。")]


def test_heads_of_all_kinds() -> None:
    data = (
        "From: =?ISO-8859-1?Q?Keld_J=F8rn?= <k@x.example>\nSubject: Café ouvert\n"
        "Date: Monday, May 03, 2010 4:21 PM\nKeywords: pont, travaux\n\nUn.\n"
    ).encode("cp1252")
    told = reading_of(data).metadata
    assert (told.author, told.title) == ("Keld Jørn", "Café ouvert")
    assert told.date == "Monday, May 03, 2010 4:21 PM"
    assert told.keywords == ("pont", "travaux")
    without = reading_of(b"X: y\n\nUn.\n")
    assert (without.metadata.date, without.metadata.title) == (None, None)


def test_apples_mail_and_mailboxes() -> None:
    message = HEAD + b"\nThe bridge is open.\n"
    trailer = b'<?xml version="1.0"?><plist><string>no</string></plist>'
    apple = reading_of(b"%d      \n%b%b" % (len(message), message, trailer))
    assert apple.value == reading_of(message).value
    one = b"From anna Tue Nov 24 06:30:00 2026\n" + message + b">From here on.\n\n"
    assert reading_of(one).value.endswith("From here on.")
    with pytest.raises(SeveralArticlesError, match="3 mails") as caught:
        reading_of(one * 3)
    items = caught.value.items
    assert [item.id for item in items] == ["1", "2", "3"]
    assert items[0].title == "Old bridge opens"
    assert items[0].about == "Anna Lee · Tue, 24 Nov 2026 06:30:00 +0100"
    second = reading_of(one * 3, item="2")
    assert second.value == reading_of(one).value
    assert reading_of(second.kept or b"").value == second.value
    with pytest.raises(CannotReadError, match="no mail “9”"):
        reading_of(one * 3, item="9")


def test_mail_that_breaks_off_says_so() -> None:
    message = written()
    message.set_content("The bridge is open.")
    message.add_attachment(b"x" * 900, "application", "zip", filename="a.zip")
    data = message.as_bytes()
    cut = "The end of the mail is missing: it may have been cut off."
    assert cut not in reading_of(data).warnings
    assert cut in reading_of(data[:-60]).warnings


def test_damaged_base64_is_told() -> None:
    head = b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    whole = base64.b64encode(b"The bridge is open.")
    reading = reading_of(HEAD + head + whole[:-3])
    assert "The bridge" in reading.value
    assert "damaged" in reading.warnings[0]


EXPECTED = [
    ("testRFC822", "[jira] Commented: (TIKA-461) RFC822 messages not parsed", 19,
     "issue online.", 0),
    ("testRFC822-CC-BCC", "Confidential Folder to safely pass information to Arthur Andersen", 10,
     "Beth Apollo", 0),
    ("testRFC822-multipart", "Test Multi Part Message", 5, "digitalpebble.com*", 1),
    ("testRFC822_base64", "This tests a base64 encoded body", 3, "voilà!", 0),
    ("testRFC822_encrypted_zip", "Test mail for Tika", 4, "This is the Plain Text part", 1),
    ("testRFC822_i18nheaders", "If you can read this you understand the example.", 3,
     "Examples taken from RFC 2047.", 0),
    ("testRFC822_multipart_attachments.eml", "EML 1", 6, "Chetan", 1),
    ("testRFC822_quoted", "Sample with Quoted Printable Text", 3, "must be encoded.", 0),
]  # fmt: skip


@needs_samples
@pytest.mark.parametrize(("name", "headline", "blocks", "last", "warnings"), EXPECTED)
def test_samples_of_mail(name: str, headline: str, blocks: int, last: str, warnings: int) -> None:
    data = (SAMPLES / "eml" / name).read_bytes()
    found = read_or_refused(Given(data, name))
    assert not isinstance(found, CannotReadError)
    assert found.kind is FileKind.EML
    assert blocks_of(found.reading)[1] == (K.HEADLINE, headline)
    assert len(found.reading.blocks) == blocks
    assert found.reading.value.rstrip().endswith(last)
    assert len(found.reading.warnings) == warnings


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(
    [b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Type: message/rfc822\n", b"\n",
     b"--b\n", b"--b--\n", b"Content-Type: text/html; charset=\xff\n", b"Subject: =?utf-8?b?!?=\n",
     b"Content-Transfer-Encoding: base64\n", b"words\n", b"From: <\n", b"Date: never\n",
     b"Content-Disposition: attachment; filename*=x''%ff\n", b"From a 10:00\n", b"12\n", b"<p>x\n",
     b"Content-Type: multipart/alternative; boundary=b\n", b"Content-Type: multipart/related\n"]),
    max_size=24))  # fmt: skip
def test_any_mail(parts: list[bytes]) -> None:
    for kind in (FileKind.EML, FileKind.MHTML):
        file = Given(b"".join(parts), "a.eml", kind)
        found = read_or_refused(file)
        if isinstance(found, SeveralArticlesError):
            read_or_refused(replace(file, item=found.items[-1].id))


def test_mail_cut_or_changed() -> None:
    message = written()
    message.set_content("The bridge is open.")
    message.add_alternative(PAGE, subtype="html")
    data = message.as_bytes()
    for part in range(1, 16):
        read_or_refused(Given(data[: len(data) * part // 16], "a.eml"))
    for place in range(0, len(data), len(data) // 40):
        changed = bytearray(data)
        changed[place] ^= 0x55
        read_or_refused(Given(bytes(changed), "a.eml"))


@pytest.mark.parametrize(
    "data",
    [b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\nX-A: b\n\na\n" * 3_000,
     b"".join(b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n" % (n, n)
              for n in range(900)),
     b"Content-Type: message/rfc822\n\n" * 2_000,
     HEAD + b"To: " + b"a@b.example, " * 20_000 + b"\n\na",
     b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\na", b"From: " + b"(" * 50_000 + b"\n\na",
     b"Content-Type: text/plain;" + b" a=b;" * 50_000 + b"\n\na", HEAD + b"\n" + b"> \n" * 100_000,
     HEAD + b"\n" + b"-- \n" * 50_000, HEAD + b"\n" + b"--\n" * 20_000,
     HEAD + b"\n" + b"-----BEGIN PGP SIGNED MESSAGE-----\n" * 2_000,
     b"From a 10:00\n\n" * 9_000],
)  # fmt: skip
@pytest.mark.timeout(30)
def test_no_mail_takes_long(data: bytes) -> None:
    read_or_refused(Given(data, "a.eml", FileKind.EML))
