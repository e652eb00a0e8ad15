"""The pages on which an open letter is signed: the letter, who signs it, and the message that carries the signature.

Without a store nothing is kept: a signature goes to the organisation by the mail of whoever signs. With one, the form
leads to `collecting`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import render_template, url_for

from letters import exposure, mail, typed
from letters.appeal.appeal import Appeal
from letters.appeal.signatories import MemberType
from letters.channel import Channel
from letters.errors import FieldProblem, gettext_noop
from letters.letter import Letter
from letters.library.site import Site
from letters.signing.document import digest
from letters.signing.signature import LIMITS, Shown, Signature, signature_from
from letters.web import form_token, forms, sending
from letters.web.context import context, library, signed, today
from letters.web.form_token import FormToken
from letters.web.forms import Draft
from letters.web.texts import colon, comma, country, country_options, gettext, language, said
from letters.web.views import names_in, text_language

SIGN_HERE = gettext_noop("Signatures are given on this page now. Please add your e-mail address, and sign below.")
SHOW = {
    Shown.NAME: gettext_noop("Please show my name."),
    Shown.INITIALS: gettext_noop("Please show only my initials: %(initials)s"),
    Shown.NOTHING: gettext_noop("Please count me without showing my name."),
}


def form(
    appeal: Appeal,
    draft: Draft,
    problems: Sequence[FieldProblem] = (),
    notice: str = "",
    *,
    within: Signature | None = None,
    guard: FormToken | None = None,
) -> str:
    """The letter with the fields of whoever signs it, as they were typed, and what is wrong with them.

    `within`: a signature that might put whoever gave it in danger; `guard`: another than this visitor's.
    """
    shown = draft.one["shown"] if draft.one["shown"] in appeal.texts else text_language(appeal)
    site = library().site
    letter = forms.letter_to_sign(draft, appeal, site, today())
    return render_template(
        "web/sign/page.html",
        appeal=appeal,
        texts=appeal.texts_in(shown),
        text_language=shown,
        named=names_in(appeal, shown),
        draft=draft,
        problems={problem.field: said(problem) for problem in problems},
        nameless=[problem.field for problem in problems if problem.message in typed.NAMELESS],
        notice=notice,
        offered=forms.offered_languages(appeal),
        readers=forms.readers(appeal),
        letter=letter,
        paper=sending.paper(letter),
        countries=country_options(draft.one["country"]),
        limits=LIMITS,
        reachable=bool(_where(site)),
        guard=guard or form_token.given() if context().collection else None,
        document=digest(appeal).hex(),
        signed=signed(appeal),
        within=within,
        exposure=exposure,
    )


def send(appeal: Appeal, draft: Draft, notice: str = "") -> str:
    """The message with the signature, to be sent by whoever signs. Raises InvalidFields."""
    if context().collection:
        return form(appeal, draft, notice=notice or gettext(SIGN_HERE))
    signature = signature_from(draft.one, appeal.facts.signers)
    within = signature if exposure.writes_from_within(signature.country, appeal) else None
    site = library().site
    texts = appeal.texts_in(text_language(appeal))
    subject = gettext("Signature: %(title)s") % {"title": texts.title}
    words = "\n".join(_message(signature, appeal, texts.title))
    return render_template(
        "web/sign/send.html",
        appeal=appeal,
        texts=texts,
        text_language=text_language(appeal),
        draft=draft,
        to=_where(site),
        subject=subject,
        words=words,
        link=mail.message_link((_where(site),), subject, words) if _where(site) else None,
        signature=signature,
        within=within,
        exposure=exposure,
        letters=letters(appeal, draft),
        notice=notice,
    )


def letters(appeal: Appeal, draft: Draft) -> list[Letter]:
    """The letter as it goes to each, to be taken along."""
    return [letter.by(ways[0]) for letter, ways in _letters(appeal, draft) if ways]


def _where(site: Site) -> str:
    """Where signatures go by mail, if anybody has said so."""
    return site.contact_email or site.replies_to or ""


def _message(signature: Signature, appeal: Appeal, title: str) -> Iterator[str]:
    """What the organisation needs to know, line by line."""
    signs = gettext_noop("I sign this petition: %(title)s"), gettext_noop("I sign this open letter: %(title)s")
    yield gettext(signs[0] if appeal.facts.petition else signs[1]) % {"title": title}
    if address := context().settings.address:
        yield f"{address}{url_for('pages.appeal', slug=appeal.slug)}"
    yield ""
    if signature.organisation:
        yield _line(gettext("Organisation"), signature.organisation)
    yield _line(gettext("Name"), signature.name)
    if signature.role:
        yield _line(gettext("Role"), signature.role)
    yield _line(gettext("Place"), comma().join(filter(None, (signature.town, country(signature.country)))))
    yield ""
    if signature.type is MemberType.ORGANISATIONS:
        yield gettext("I sign for the organisation, and may do so.")
    else:
        yield gettext(SHOW[signature.shown]) % {"initials": signature.shown_as}


def _line(label: str, value: str) -> str:
    return f"{label}{colon()}{value}"


def _letters(appeal: Appeal, draft: Draft) -> Iterator[tuple[Letter, tuple[Channel, ...]]]:
    site, chosen = library().site, draft.having(language=draft.one["language"] or language())
    for key in appeal.to:
        letter = forms.letter_to_sign(chosen.addressed_to((key,)), appeal, site, today())
        yield letter, appeal.channels_for(key)
