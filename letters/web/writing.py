"""The pages on which a letter comes about: writing, checking, taking along. Nothing of it is kept."""

from __future__ import annotations

from functools import partial
from typing import cast

from flask import Blueprint, Response, g, make_response, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from letters import exposure, typed
from letters.appeal.appeal import Appeal
from letters.appeal.file import Kind
from letters.cautions import lacks_embassy
from letters.channel import Channel
from letters.compose import MAX_OWN_LINES, MAX_OWN_WORDS, MAX_TEXT, MAX_TEXT_LINES
from letters.errors import FieldProblem, LettersError, gettext_noop
from letters.exposure import exposed_in, writes_from_within
from letters.layout import LAYOUTS, layout_for
from letters.measures.variety import MOSTLY_PREPARED, prepared_share
from letters.rendering import MEDIA_TYPES, File, Format, channel_of
from letters.signing.signature import Shown
from letters.stationery import ENVELOPES, LABEL_SHEETS
from letters.supporter import LIMITS, MAX_LINES, SignAs
from letters.web import form_token, forms, sending, signing
from letters.web.addresses import spoken
from letters.web.context import context, library, public_appeal, signed, today
from letters.web.forms import Draft, Written
from letters.web.texts import country_options, gettext, language, region_label, region_labels, said
from letters.web.tickets import new_ticket
from letters.web.views import names_in, text_language

pages = Blueprint("writing", __name__, url_prefix="/appeals/<slug>")

NO_SUCH_LETTER = gettext_noop("This letter can't be sent in this way any more. Below is how it can be sent now.")
NOTHING_TO_PRINT = gettext_noop("None of these letters goes by post. Below is how they can be sent.")


class Closed(LettersError):
    """An appeal from which no letter can be made any more."""


def open_appeal(slug: str) -> Appeal:
    """The appeal, if letters may be made from it today. Raises Closed."""
    appeal = public_appeal(slug)
    if not appeal.is_open(today()):
        raise Closed("No letter can be made from this appeal any more.")
    if signed(appeal).is_over:
        raise Closed("Nobody signs this letter any more.")
    return appeal


@pages.get("/write")
def write(slug: str) -> Response:
    """The empty form."""
    appeal, books = open_appeal(slug), library()
    # Alike for everybody who reads this language today, so that even many who ask at once cost little.
    key = (slug, spoken(), today(), signed(appeal))
    is_signed = context().collection is not None and appeal.facts.kind is Kind.OPEN_LETTER

    def page() -> str:
        empty = forms.blank(appeal, language())
        return signing.form(appeal, empty, guard=form_token.PLACES) if is_signed else form_page(appeal, empty)

    # Between the two lines above the appeals may have been read anew; then this is the last page of the old ones.
    is_new = books.appeals.get(slug) is appeal
    text = context().pages.page(books, key, page) if is_new else page()
    response = make_response(form_token.put_into(text) if is_signed else text)
    # Nothing personal is in it yet; and going back to it must find what was typed, which `no-store` would lose.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@pages.post("/write")
def rewrite(slug: str) -> str:
    """The form again, as it was typed: in another language, or with the whole letter to write. Refuses nothing."""
    appeal, draft = open_appeal(slug), forms.draft_from(request.form)
    match request.form.get("action"):
        case "language":
            draft = draft.having(shown=draft.one["language"])
        case "rewrite":
            draft = draft.having(mode="whole", text=draft.one["text"] or forms.prepared_text(draft, appeal))
        case "refill":
            draft = draft.having(mode="whole", text=forms.prepared_text(draft, appeal))
        case "all":
            draft = draft.addressed_to(appeal.to)
        case "none":
            draft = draft.addressed_to(())
        case "prepared":
            draft = draft.having(mode="")
        case "matching":
            draft = draft.having(language=forms.other_language(draft, appeal) or draft.one["language"])
        case _:
            pass  # "Change my letter": the form as it was
    return form_page(appeal, draft)


@pages.post("/check")
def check(slug: str) -> str:
    """The letters to look at, and how to send them."""
    draft = forms.draft_from(request.form)
    if request.form.get("action") == "initials":
        draft = draft.having(sign_as=SignAs.INITIALS, shown_name=Shown.INITIALS)
    return check_page(open_appeal(slug), draft)


@pages.post(f"/letters/<name>.<any({', '.join(Format)}):extension>")
def letter(slug: str, name: str, extension: str) -> BaseResponse:
    """One letter, or a copy of one, as a file."""
    appeal, draft = open_appeal(slug), forms.draft_from(request.form)
    written = written_once(draft, appeal)
    form = Format(extension)
    found = sending.find(written, name, channel_of(form), appeal)
    if found is None:
        return make_response(check_page(appeal, draft, gettext(NO_SUCH_LETTER)), 409)
    asked = {name: bool(request.form.get(name)) for name in ("attach", "fold_marks")}
    return download(sending.file(found, form, written.layout, **asked))


@pages.post("/letters.pdf")
def letters(slug: str) -> BaseResponse:
    """Every letter that goes by post, each with its copies behind it, as one PDF."""
    appeal, draft = open_appeal(slug), forms.draft_from(request.form)
    written = written_once(draft, appeal)
    printed = sending.printable(written, appeal)
    if not printed:
        return make_response(check_page(appeal, draft, gettext(NOTHING_TO_PRINT)), 409)
    content = context().renderer.pdf(printed, written.layout)
    return download(File(name=f"{slug}-letters.pdf", content=content, media_type=MEDIA_TYPES[Format.PDF]))


def written_once(draft: Draft, appeal: Appeal) -> Written:
    """The letters that a draft asks for, composed once for each answer, also where it ends as another than it began.

    Raises InvalidFields.
    """
    kept = g.get("written")
    if kept is None or kept[0] != draft:
        kept = g.written = draft, forms.write(draft, appeal, library(), today())
    return cast(Written, kept[1])


def download(file: File) -> Response:
    """The file as an answer that browsers keep."""
    response = Response(file.content, content_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def form_page(appeal: Appeal, draft: Draft, problems: tuple[FieldProblem, ...] = (), notice: str = "") -> str:
    """The form with what was typed, and what is wrong with it."""
    if appeal.facts.kind is Kind.OPEN_LETTER:
        return signing.form(appeal, draft, problems, notice)
    shown = draft.one["shown"] if draft.one["shown"] in appeal.texts else text_language(appeal)
    return render_template(
        "web/write/page.html",
        appeal=appeal,
        texts=appeal.texts_in(shown),
        text_language=shown,
        named=names_in(appeal, shown),
        draft=draft,
        problems={problem.field: said(problem) for problem in problems},
        notice=notice,
        places=forms.places(appeal, shown),
        filled=partial(forms.filled, draft, appeal, shown),
        prepared=forms.prepared_text(draft, appeal),
        chosen_language=forms.letter_language(draft, appeal),
        offered=forms.offered_languages(appeal),
        readers=forms.readers(appeal),
        other_language=forms.other_language(draft, appeal),
        countries=country_options(draft.one["country"]),
        region_label=region_label(draft.one["country"]),
        region_labels=region_labels(),
        layouts=LAYOUTS,
        # A message that doesn't say which field it is about is shown behind its name.
        nameless=[problem.field for problem in problems if problem.message in typed.NAMELESS],
        questions=forms.questions(appeal, shown),
        limits={**LIMITS, "own_words": MAX_OWN_WORDS, "text": MAX_TEXT},
        max_lines={**MAX_LINES, "own_words": MAX_OWN_LINES, "text": MAX_TEXT_LINES},
    )


def check_page(appeal: Appeal, draft: Draft, notice: str = "") -> str:
    """The letters as paper, with warnings and ways to send them. Raises InvalidFields.

    With a `notice` of what went wrong nothing is measured: that may be what took too long.
    """
    if appeal.facts.kind is Kind.OPEN_LETTER:
        return signing.send(appeal, draft, notice)
    books = library()
    written = written_once(draft, appeal)
    sending.refuse_long_sender(written, appeal)
    from_within = writes_from_within(written.supporter.country, appeal)
    seen = next(reversed(request.form.getlist("see")), "")
    return render_template(
        "web/check/page.html",
        appeal=appeal,
        texts=appeal.texts_in(language()),
        text_language=text_language(appeal),
        draft=draft,
        letters=sending.checked_letters(draft, written, appeal, seen, measured=not notice),
        written=written,
        printed=len(sending.printable(written, appeal)),
        mailed=len(sending.mailable(written, appeal)),
        names_organisation=sending.named_organisation(draft, appeal, books.site),
        exposed=exposed_in(draft.one, forms.own_texts(draft, appeal), appeal),
        exposure=exposure,
        from_within=from_within,
        other_language=forms.other_language(draft, appeal),
        chosen_language=forms.letter_language(draft, appeal),
        unused_place=forms.unused_place(draft, appeal),
        place_for_words=forms.place_for_words(draft, appeal),
        prepared=prepared_share(written.letters[0], appeal, written.supporter),
        mostly=MOSTLY_PREPARED,
        ticket=new_ticket(appeal.slug) if context().collection and not appeal.facts.example else "",
        has_initials=written.supporter.sign_as is SignAs.INITIALS,
        no_embassy=not from_within
        and "embassy" in draft.many["copies"]
        and lacks_embassy(appeal, books, written.supporter.country),
        paper_size=LAYOUTS[written.layout or layout_for(written.supporter.country)].paper.name,
        notice=notice,
        missing=sending.MISSING,
        envelopes=ENVELOPES,
        label_sheets=LABEL_SHEETS,
        Channel=Channel,
    )
