"""A name server on this machine that knows what a test tells it, and answers by UDP (RFC 1035)."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

Zone = Mapping[str, Mapping[str, list[str]]]
"""By name, then by type, what the records say: `{"rights.example": {"MX": ["10 mail.rights.example."]}}`."""


@contextmanager
def answering(zone: Zone) -> Iterator[str]:
    """The server's `ADDRESS:PORT`."""

    class Answer(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            data, socket = self.request
            socket.sendto(_answer(zone, dns.message.from_wire(data)).to_wire(), self.client_address)

    with socketserver.ThreadingUDPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def _answer(zone: Zone, asked: dns.message.Message) -> dns.message.Message:
    answer = dns.message.make_response(asked)
    answer.flags |= dns.flags.AA | dns.flags.RA
    question = asked.question[0]
    known = zone.get(question.name.to_text(omit_final_dot=True).lower())
    if known is None:
        answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer
    kind = dns.rdatatype.to_text(question.rdtype)
    for name in (kind, "CNAME"):
        if known.get(name):
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", name, *known[name]))
            break
    return answer
