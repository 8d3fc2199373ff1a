"""The guard refuses in earnest. It stays for a process, so each test is one of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from diptych.core.network_guard import NetworkGuard
from helpers.pack_server import PackServer, Page, closed_port, pack_server

_BEGIN = """
import socket, sys, threading, urllib.request
from diptych.core.network import Permits
from diptych.core.network_guard import NetworkGuard, NetworkRefusedError
permits = Permits()
guard = NetworkGuard(permits)
guard.install()
address, port = sys.argv[1:]
port = int(port)

def refused(attempt):
    try:
        attempt()
    except NetworkRefusedError:
        return True
    except OSError as error:
        return isinstance(getattr(error, "reason", None), NetworkRefusedError)
    return False

def fetch(address):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, timeout=5) as response:
        return response.read()
"""


def run(code: str, address: str = "http://127.0.0.1/", port: int = 9) -> str:
    """What ``code`` prints under a guard."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _BEGIN + code, address, str(port)],
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def server(socket_enabled: None) -> Iterator[PackServer]:
    with pack_server() as running:
        running.put("page", Page(b"words"))
        yield running


def test_the_self_test_passes_and_is_counted_apart() -> None:
    said = run("""
test = guard.self_test()
assert test.passed, test
assert {probe.way.split()[0] for probe in test.probes} == {"TCP", "UDP", "name", "address", "web"}
targets = {probe.target for probe in test.probes}
assert {"192.0.2.1:443", "203.0.113.1:53", "127.0.0.1:9", "self-test.invalid"} <= targets
assert all("refused to" in probe.outcome for probe in test.probes)
assert (guard.refused, guard.allowed, guard.last_refused) == (0, 0, ())
print("passed", len(test.probes))
""")
    assert said == "passed 8\n"


@pytest.mark.enable_socket
def test_the_self_test_fails_where_no_guard_is_installed() -> None:
    closed_port()
    test = NetworkGuard().self_test()
    assert not test.passed
    assert not any(probe.refused for probe in test.probes)


def test_a_permit_does_not_let_the_self_test_through(server: PackServer) -> None:
    assert (
        run("""
with permits.allow("127.0.0.1", "a test"), permits.allow_loopback(9, "a test"):
    test = guard.self_test()
print([probe.target for probe in test.probes if not probe.refused])
""")
        == "['127.0.0.1:9']\n"
    )


def test_every_way_out_is_refused_counted_and_named() -> None:
    said = run("""
told = []
guard.on_refused = told.append
stream, datagram = socket.socket(), socket.socket(type=socket.SOCK_DGRAM)
attempts = [
    lambda: fetch("http://192.0.2.1/"),
    lambda: fetch("https://packs.example/"),
    lambda: stream.connect(("192.0.2.1", 443)),
    lambda: stream.connect_ex(("127.0.0.1", 1)),
    lambda: datagram.sendto(b"x", ("203.0.113.1", 53)),
    lambda: datagram.sendmsg([b"x"], [], 0, ("203.0.113.1", 53)),
    lambda: datagram.connect(("203.0.113.1", 53)),
    lambda: socket.getaddrinfo(b"packs.example", 443),
    lambda: socket.gethostbyname("packs.example"),
    lambda: socket.gethostbyname_ex("packs.example"),
    lambda: socket.gethostbyaddr("192.0.2.1"),
    lambda: socket.getnameinfo(("192.0.2.1", 80), 0),
    lambda: socket.create_connection(("packs.example", 443), 1),
    lambda: datagram.bind(("", 0)),
    lambda: stream.bind(("0.0.0.0", 0)),
]
if socket.has_ipv6:
    six = socket.socket(socket.AF_INET6)
    attempts.append(lambda: six.connect(("2001:db8::1", 443)))
assert [a for a in map(refused, attempts) if not a] == []
assert guard.refused == len(attempts)
assert told == list(range(1, len(attempts) + 1))
assert guard.allowed == 0
last = [(r.how, r.target) for r in guard.last_refused]
assert last[0] == ("connect", "192.0.2.1:80")
assert last[1] == ("look up", "packs.example")
assert ("send", "203.0.113.1:53") in last and ("listen", "0.0.0.0:0") in last
for _ in range(50):
    refused(attempts[2])
print(len(guard.last_refused))
for opened in (stream, datagram): opened.close()
if socket.has_ipv6: six.close()
""")
    assert said == "20\n"


def test_what_does_not_leave_the_machine_passes(server: PackServer) -> None:
    assert (
        run("""
one, two = socket.socketpair()
one.sendmsg([b"x"])
assert two.recv(1) == b"x"
one.close(); two.close()
with socket.create_server(("127.0.0.1", 0)) as listening:
    assert listening.getsockname()[1] > 0
assert socket.getaddrinfo("192.0.2.1", 80)
assert socket.getaddrinfo(None, 80)
print(guard.refused, guard.allowed)
""")
        == "0 0\n"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="a kind of socket that Linux has")
def test_other_kinds_of_sockets_are_refused_whatever_their_addresses_are() -> None:
    assert (
        run("""
with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW) as other:
    print(refused(lambda: other.bind((0, 0))), guard.last_refused[0].target)
""")
        == "True (0, 0)\n"
    )


def test_a_permit_is_for_one_host_one_thread_and_one_block(server: PackServer) -> None:
    said = run(
        """
assert refused(lambda: fetch(address))
seen = []
with permits.allow("127.0.0.1", "a test"):
    assert [p.why for p in permits.active] == ["a test"]
    assert fetch(address) == b"words"
    other = threading.Thread(target=lambda: seen.append(refused(lambda: fetch(address))))
    other.start(); other.join()
    assert refused(lambda: fetch("http://192.0.2.1/"))
    assert refused(lambda: fetch("http://packs.example/"))
assert seen == [True]
assert refused(lambda: fetch(address))
assert permits.active == ()
print(guard.refused, guard.allowed)
""",
        server.address + "page",
    )
    assert said == "5 1\n"


def test_a_permit_for_a_name_covers_its_addresses(server: PackServer) -> None:
    port = server.address.split(":")[2].strip("/")
    said = run(
        """
import ipaddress
with permits.allow("LocalHost.", "a test") as leave:
    assert fetch(address) == b"words"
    leave.connect(port, 5).close()
    assert refused(lambda: socket.getaddrinfo("packs.example", 80))
assert refused(lambda: fetch(address))
print(guard.refused)
""",
        f"http://localhost:{port}/page",
        int(port),
    )
    assert said == "2\n"


def test_a_loopback_permit_is_for_one_port(server: PackServer) -> None:
    port = int(server.address.split(":")[2].strip("/"))
    said = run(
        """
with permits.allow_loopback(port, "an engine"):
    assert fetch(f"http://127.0.0.1:{port}/page") == b"words"
    assert fetch(f"http://localhost:{port}/page") == b"words"
    assert refused(lambda: fetch(f"http://127.0.0.1:{port + 1}/page"))
    assert refused(lambda: fetch(f"http://192.0.2.1:{port}/page"))
assert refused(lambda: fetch(address))
print(guard.refused)
""",
        server.address + "page",
        port,
    )
    assert said == "3\n"


def test_a_download_goes_through_and_nothing_else(server: PackServer) -> None:
    said = run(
        """
from diptych.core.progress import Context
from diptych.packs.web import Web
with Web(permits, 5).ask(address, "a test", Context()) as answer:
    assert b"".join(answer.parts) == b"words"
assert (guard.refused, permits.active) == (0, ())
from diptych.packs.web import UnreachableError
try:
    with Web(Permits(), 5).ask(address, "nobody's leave", Context()) as answer:
        print("it went through")
except UnreachableError as error:
    print("refused" in str(error), guard.refused)
""",
        server.address + "page",
    )
    assert said == "True 1\n"


def test_installing_twice_watches_once() -> None:
    assert (
        run("""
guard.install()
refused(lambda: socket.getaddrinfo("packs.example", 80))
print(guard.refused, guard.installed)
""")
        == "1 True\n"
    )
