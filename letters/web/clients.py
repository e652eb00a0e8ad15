"""Which requests come from one client, by a name that says nothing of where they come from; and who has left.

The name is made of the address with a key that is never written down and goes with the process; an address itself
isn't kept.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from ipaddress import IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

_KEY = secrets.token_bytes(32)
# What one household or one machine has of IPv6 (RFC 6177, RFC 7421).
_HOUSEHOLD = 64
# Where Tor gives each circuit an address, with a number of 32 bits (HiddenServiceExportCircuitID in its manual).
_CIRCUITS = IPv6Network("fc00:dead:beef:4dad::/64")


def client_of(environ: Mapping[str, Any], proxies: int) -> str:
    """The client's name in this process; `proxies` is how many stand in front of the site and say for whom they ask.

    What comes from this very machine, as through Tor or a proxy that isn't spoken of in the settings, is told apart by
    connection.
    """
    return hmac.new(_KEY, _whence(environ, proxies).encode("utf-8", "replace"), "sha256").hexdigest()


def is_there(environ: Mapping[str, Any]) -> bool:
    """Whether somebody still waits for the answer, as far as the server can tell: ours can, see `worker`."""
    asked = getattr(environ.get("gunicorn.socket"), "is_there", None)
    return asked is None or bool(asked())


def _whence(environ: Mapping[str, Any], proxies: int) -> str:
    peer = str(environ.get("REMOTE_ADDR") or "")
    return _network(_forwarded(environ, proxies) or peer) or _connection(environ, peer)


def _forwarded(environ: Mapping[str, Any], proxies: int) -> str:
    """For whom the outermost of our proxies asks; what stands before that anybody could have written."""
    hops = str(environ.get("HTTP_X_FORWARDED_FOR") or "").split(",")
    return hops[-proxies].strip() if 0 < proxies <= len(hops) else ""


def _network(address: str) -> str:
    """The address, of IPv6 its network or circuit; nothing for what is no address, and for this machine's own."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or found
    if found.is_loopback:
        return ""
    is_household = isinstance(found, IPv6Address) and found not in _CIRCUITS
    return str(ip_network((found, _HOUSEHOLD), strict=False)) if is_household else str(found)


def _connection(environ: Mapping[str, Any], peer: str) -> str:
    # A socket in the file system has no ports: each request is then one of its own.
    return f"{peer} {environ.get('REMOTE_PORT') or secrets.token_hex()}"
