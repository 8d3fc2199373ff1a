"""A pack of the shape real Argos packs have, made here in seconds, always the same.

Six encoder and six decoder layers, 512 wide, feed-forward 2,048, eight heads, 32,000 pieces, int8.
It copies its input token by token, so it says nothing about quality; every matrix is multiplied as
in a trained model, and outputs are as long as inputs. Run as ``python -m bench.full_pack FOLDER``
with ``tests`` on the path; it prints the path of the pack.
"""

from __future__ import annotations

import json
import struct
import sys
import zipfile
from itertools import product
from pathlib import Path

from helpers.copying_model import FULL
from helpers.tiny_pack import write_pack

VOCABULARY = 32_000
STARTER = Path("resources/packs/translate-fr_en-0_1.argosmodel")
_SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "xi", "zo")
_NEVER_CHOSEN = -100.0


def build_full_pack(folder: Path) -> Path:
    """Write a full-shape French to English pack into ``folder``; its path."""
    return write_pack(folder, ("fr", "en"), "1.9", widened(_starter_tokenizer()), {}, FULL)


def widened(tokenizer: bytes) -> bytes:
    """A SentencePiece model with pieces added, none of which is ever chosen, up to 32,000.

    Its file is a protocol buffer whose repeated field 1 holds the pieces: text (1) and score (2).
    Fields added at the end of such a file belong to the same list.
    """
    from sentencepiece import SentencePieceProcessor

    known = SentencePieceProcessor(model_proto=tokenizer)
    missing = VOCABULARY - known.get_piece_size()
    present = {known.id_to_piece(place) for place in range(known.get_piece_size())}
    added = bytearray()
    for syllables in product(_SYLLABLES, repeat=4):
        text = "".join(syllables)
        if text in present:
            continue
        if missing == 0:
            break
        piece = text.encode()
        body = b"\x0a" + bytes([len(piece)]) + piece + b"\x15" + struct.pack("<f", _NEVER_CHOSEN)
        added += b"\x0a" + bytes([len(body)]) + body
        missing -= 1
    return tokenizer + bytes(added)


def _starter_tokenizer() -> bytes:
    with zipfile.ZipFile(STARTER) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/sentencepiece.model"))
        return archive.read(name)


if __name__ == "__main__":
    print(json.dumps({"pack": str(build_full_pack(Path(sys.argv[1])))}))
