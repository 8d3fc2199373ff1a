"""Mail (EML, EMLX, mailboxes) and web pages that were saved as mail (MHTML)."""

from __future__ import annotations

from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.parts import Reading


def read(given: Given) -> Reading:
    """The mail, or the page.

    Raises SeveralArticlesError for a mailbox with several, and CannotReadError for a mail that is
    encrypted, or a page without text.
    """
    if given.kind is FileKind.MHTML:
        from diptych.formats.reading.mail.mhtml import read_page

        return read_page(given)
    from diptych.formats.reading.mail.reading import read_mail

    return read_mail(given)
