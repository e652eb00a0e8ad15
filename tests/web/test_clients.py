"""Which requests are taken for those of one client, and what of that is kept."""

from __future__ import annotations

from typing import Any

from letters.web.clients import client_of


def client(peer: str, *, port: str = "40000", forwarded: str = "", proxies: int = 0) -> str:
    environ: dict[str, Any] = {"REMOTE_ADDR": peer, "REMOTE_PORT": port}
    return client_of(environ | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}), proxies)


def test_one_address_is_one_client_whatever_the_connection() -> None:
    assert client("192.0.2.1", port="1") == client("192.0.2.1", port="2") != client("192.0.2.2", port="1")
    assert client("::ffff:192.0.2.1") == client("192.0.2.1")


def test_a_network_of_ipv6_is_one_client() -> None:
    assert client("2001:db8:1:2::3") == client("2001:db8:1:2:ffff::") != client("2001:db8:1:3::3")


def test_a_circuit_of_tor_is_one_client() -> None:
    # Tor's manual, HiddenServiceExportCircuitID: the last 32 bits are the circuit's number.
    circuits = ["fc00:dead:beef:4dad::0:7", "fc00:dead:beef:4dad::0:8", "fc00:dead:beef:4dad::ffff:ffff"]
    names = {client("127.0.0.1", port=port, forwarded=each, proxies=1) for each in circuits for port in "12"}
    assert len(names) == len(circuits)


def test_behind_a_proxy_the_address_is_what_the_proxy_says_and_not_what_the_client_does() -> None:
    first = client("127.0.0.1", port="1", forwarded="192.0.2.1", proxies=1)
    assert first == client("127.0.0.1", port="2", forwarded="198.51.100.9, 192.0.2.1", proxies=1)
    assert first != client("127.0.0.1", port="1", forwarded="192.0.2.2", proxies=1)
    assert first == client("127.0.0.1", forwarded="192.0.2.1, 198.51.100.9", proxies=2)


def test_a_header_that_no_proxy_of_ours_has_set_is_not_believed() -> None:
    claims = {client("192.0.2.1", forwarded=f"198.51.100.{number}") for number in range(9)}
    assert claims == {client("192.0.2.1")}


def test_what_comes_from_this_machine_is_told_apart_by_connection() -> None:
    for here in ("127.0.0.1", "::1"):
        assert client(here, port="1") == client(here, port="1") != client(here, port="2")
    # Tor behind a proxy of ours: each connection of it looks alike, but is another.
    assert client("127.0.0.1", port="1", forwarded="127.0.0.1", proxies=1) != client(
        "127.0.0.1", port="2", forwarded="127.0.0.1", proxies=1
    )
    assert client("", port="") != client("", port=""), "a socket in the file system"


def test_the_name_says_nothing_of_the_address() -> None:
    name = client("192.0.2.1")
    assert "192" not in name[:3] + name[-3:] or len(name) == 64
    assert set(name) <= set("0123456789abcdef") and len(name) == 64
