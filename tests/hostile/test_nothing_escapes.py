"""Reading writes no file, asks no other machine and starts no program, whatever the file says."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path

from helpers.made_files import made_files
from helpers.sample_files import sample_files

_CODE = """
import json, os, pickle, sys
from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.reader import understand

with open(sys.argv[1], "rb") as file:
    files = pickle.load(file)
seen = []
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
BAD = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "subprocess.Popen", "os.system",
       "os.exec", "os.posix_spawn", "os.mkdir", "os.rename", "os.remove", "os.symlink", "os.link",
       "shutil.", "tempfile.", "ctypes.dlopen_")

def watch(event, arguments):
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
        seen.append(f"{event} {arguments[0]}")
    elif event.startswith(BAD):
        seen.append(f"{event} {arguments!r:.200}")

sys.addaudithook(watch)
read = 0
for name, data in files:
    try:
        understand(Given(data, name))
        read += 1
    except CannotReadError:
        pass
print(json.dumps([read, seen]))
"""


def test_reading_leaves_no_trace(tmp_path: Path) -> None:
    files = [(file.name, file.data) for file in made_files()]
    files += [(path.name, path.read_bytes()) for path in sample_files()]
    given = tmp_path / "given"
    given.write_bytes(pickle.dumps(files))
    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-B", "-c", _CODE, str(given)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=home,
        env={"HOME": str(home), "PATH": "/nonexistent", "LANG": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr
    read, seen = json.loads(done.stdout)
    assert read >= len(made_files())
    assert seen == []
    assert list(home.iterdir()) == []
