"""What goes with the letters: envelopes and labels to print, and all e-mails at once."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, make_response, request
from werkzeug.wrappers import Response as BaseResponse

from letters.appeal.appeal import Appeal
from letters.channel import Channel
from letters.errors import gettext_noop
from letters.letter import Letter
from letters.rendering import MEDIA_TYPES, File, Format
from letters.stationery import EnvelopeName, LabelName, envelope_named, labels_named
from letters.web import forms, sending
from letters.web.context import context
from letters.web.forms import Draft
from letters.web.texts import gettext
from letters.web.writing import NO_SUCH_LETTER, NOTHING_TO_PRINT, check_page, download, open_appeal, written_once

pages = Blueprint("taking", __name__, url_prefix="/appeals/<slug>")

NOTHING_TO_MAIL = gettext_noop("None of these letters goes by e-mail. Below is how they can be sent.")


@pages.post("/letters/<name>/envelope.pdf")
def envelope(slug: str, name: str) -> BaseResponse:
    """The envelope or label of one letter, and of its copies that go by post."""
    appeal, draft = open_appeal(slug), forms.draft_from(request.form)
    written = written_once(draft, appeal)
    if sending.find(written, name, Channel.POST, appeal) is None:
        return _instead(appeal, draft, NO_SUCH_LETTER)
    printed = [each for each in sending.printable(written, appeal) if name in (each.name, each.addressee)]
    return download(_outsides(printed, f"{slug}-{name}", f"-{name}"))


@pages.post("/envelopes.pdf")
def envelopes(slug: str) -> BaseResponse:
    """The envelopes or labels of all letters that go by post, in the letters' order."""
    appeal, draft = open_appeal(slug), forms.draft_from(request.form)
    printed = sending.printable(written_once(draft, appeal), appeal)
    if not printed:
        return _instead(appeal, draft, NOTHING_TO_PRINT)
    return download(_outsides(printed, slug, ""))


@pages.post("/letters.zip")
def emails(slug: str) -> BaseResponse:
    """Every letter that goes by e-mail as a draft, in one ZIP."""
    appeal, draft = open_appeal(slug), forms.draft_from(request.form)
    mailed = sending.mailable(written_once(draft, appeal), appeal)
    if not mailed:
        return _instead(appeal, draft, NOTHING_TO_MAIL)
    return download(
        File(name=f"{slug}-emails.zip", content=context().renderer.emails(mailed), media_type="application/zip")
    )


def _instead(appeal: Appeal, draft: Draft, notice: str) -> BaseResponse:
    return make_response(check_page(appeal, draft, gettext(notice)), 409)


def _outsides(printed: Sequence[Letter], stem: str, field: str) -> File:
    """The envelopes or labels that were asked for in the fields with this ending.

    Raises Refused for what there isn't and for an address that is too long, and Busy.
    """
    asked = request.form.get(f"outside{field}", "") or EnvelopeName.DL
    if asked in tuple(LabelName):
        sheet, start = labels_named(asked), _number(request.form.get(f"start{field}", ""))
        kind, content = "labels", context().renderer.labels(printed, sheet, start)
    else:
        kind, content = "envelope", context().renderer.envelopes(printed, envelope_named(asked))
    return File(name=f"{stem}-{kind}.pdf", content=content, media_type=MEDIA_TYPES[Format.PDF])


def _number(asked: str) -> int:
    """The number in a field, 1 where it is empty, and 0, which is on no sheet, for what is none."""
    asked = asked.strip() or "1"
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
