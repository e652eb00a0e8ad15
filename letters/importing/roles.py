"""What a block of a sheet can be, and what speaks for it, as data: points for what a block shows, and for what follows.

A point makes a reading e times as likely. Sums of points are compared, so only differences between roles matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What a block is."""

    BANNER = "banner"
    """The organisation's name, `URGENT ACTION`, what each page repeats."""
    HEAD = "head"
    """Which document this is, of which case, country and day."""
    TITLE = "title"
    DEADLINE = "deadline"
    PEOPLE = "people"
    SUMMARY = "summary"
    BACKGROUND = "background"
    INSTRUCTION = "instruction"
    SUBJECT = "subject"
    GREETING = "greeting"
    BODY = "body"
    LEAD = "lead"
    """A sentence outside of a letter that leads to its demands."""
    DEMAND = "demand"
    CLOSING = "closing"
    SIGNER = "signer"
    """Places for the name and address of whoever writes."""
    ADDRESSEE = "addressee"
    COPY = "copy"
    LANGUAGE = "language"
    EARLIER = "earlier"
    CREDIT = "credit"
    LINK = "link"
    SIGNATORY = "signatory"
    OUTCOME = "outcome"
    FOOT = "foot"


# What each role is worth to a block that shows nothing.
BIAS: Mapping[Role, float] = {
    Role.BANNER: -1.0,
    Role.HEAD: -1.5,
    Role.TITLE: -1.2,
    Role.DEADLINE: -1.5,
    Role.PEOPLE: -1.5,
    Role.SUMMARY: -0.4,
    Role.BACKGROUND: -0.6,
    Role.INSTRUCTION: -0.8,
    Role.SUBJECT: -2.5,
    Role.GREETING: -3.0,
    Role.BODY: -1.0,
    Role.LEAD: -2.0,
    Role.DEMAND: -1.5,
    Role.CLOSING: -3.0,
    Role.SIGNER: -2.0,
    Role.ADDRESSEE: -1.5,
    Role.COPY: -2.0,
    Role.LANGUAGE: -2.0,
    Role.EARLIER: -2.0,
    Role.CREDIT: -2.0,
    Role.LINK: -2.0,
    Role.SIGNATORY: -2.5,
    Role.OUTCOME: -3.0,
    Role.FOOT: -1.2,
}


def _read(text: str) -> Mapping[str, float]:
    """Points by the name of what is shown, from `name points; name points`."""
    pairs = (part.strip().rpartition(" ") for part in text.split(";") if part.strip())
    return {" ".join(name.split()): float(points) for name, _, points in pairs}


POINTS: Mapping[Role, Mapping[str, float]] = {
    Role.BANNER: _read(
        """
        top 1.5; capitals 0.7; short 0.7; own 1.5; prose -3; address -1.5; below:headline -0.5; kicker 1.8;
        recurs 3.5; only country -2; not shared 1.2; contact us 0.5; email -0.5; item -1; letter -4;
        repeated 3; greeting -3;
        greets readers -4
        """
    ),
    Role.HEAD: _read(
        """
        facts 6; number 3.5; only date 5; other label 1.2; only country 0; below:issued 4; below:case 4.5;
        below:country 4.5; below:deadline -4; top 0.5; prose -3; letter -4; until -2.5; email -2; long -2;
        top country 5
        """
    ),
    Role.TITLE: _read(
        """
        top 1.6; early 0.8; capitals 1.5; strong 1.2; short 0.8; below:title 6; own -2; below:headline 1.6;
        colon country 0.8; sentence -1.2; prose -1; address -2; email -4; fax -4; facts -5; number -4;
        only date -4; only country -2; item -3; label words -1.5; instruction -2; until -2; letter -4; long
        -3; salutation -3; url -3; banner -3; below:contact -3; below:background -3; below:summary -3;
        below:people -3; below:deadline -3; late -2; blank -3; credit -3; pronoun -2.5; names 0.3; shared
        1.6; kicker -1.5; recurs -5; page -4; contact us -3; one line 0.3; before letter 0.5;
        greets readers -5;
        other label -2;
        colon end -1.5
        """
    ),
    Role.DEADLINE: _read(
        """
        below:deadline 5; until 3.8; only until 2; long -2.5; letter -6; asks -1; item -0.5;
        below:background -3; below:summary -2; email -2; prose -1; after 1; office -1
        """
    ),
    Role.PEOPLE: _read(
        """
        below:people 5; pronoun 4.2; below:gender 5; short 0.5; long -4; letter -5; blank -5; email -4; fax
        -4; credit -5; colon country 1; asks -3; prose -1; instruction -3; late only -1; below:contact -3;
        other label -7;
        update of -4
        """
    ),
    Role.SUMMARY: _read(
        """
        prose 1.6; below:summary 4; early 0.8; before letter 0.8; voice -3; below:background -2.5; letter
        -8; address -4; email -3.5; fax -3.5; instruction -3; capitals -1; short -1; below:action -1.5;
        below:demands -2.5; below:contact -2; below:letter -3; until -2; url -2; late -1.5; item -0.7; leads
        -1.2; participle -2.5; facts -4; own -2; credit -2; blank -4; below:more -3; below:headline 1;
        strong 0.2; greets readers -3; salutation -3; below:people -1; below:deadline -1.5; below:previous
        -2; below:signatories -2; below:photo -1; stopped -1; only date -4; kicker -0.5; contact us -2;
        languages -2;
        other label -4
        """
    ),
    Role.BACKGROUND: _read(
        """
        prose 1.3; below:background 4.2; voice -2.5; letter -8; address -4; email -3.5; fax -3.5;
        instruction -3; after letter 0.8; capitals -0.5; short -0.7; below:action -2; below:demands -2.5;
        below:contact -2; below:letter -3; below:more -3; until -2; url -1.5; item -0.5; leads -1.2;
        participle -2.5; facts -4; own -2; credit -2; blank -4; top -1; salutation -3; below:deadline -1.5;
        below:summary -0.5; greets readers -3; below:previous -2; below:signatories -2; stopped -1; only
        date -4; contact us -2; page -4; languages -3;
        other label -3
        """
    ),
    Role.INSTRUCTION: _read(
        """
        instruction 3.6; below:action 1; below:more 2; greets readers 4; letter -4; voice -1.5; prose 0.2;
        only date -3; contact us 0.5; address -2.5; fax -1.5; email 0.3; url 0.8; leads -0.5;
        below:background -1; participle -2; languages -1.5; below:deadline 0.5; below:language 1; short 0.3;
        facts -3; below:contact 0.5; below:letter 0.3; until -0.5;
        colon end 1
        """
    ),
    Role.SUBJECT: _read(
        """
        below:subject 7; subject 5; heads letter 12; long -3; letter 0.5; address -1
        """
    ),
    Role.GREETING: _read(
        """
        salutation 7; greets readers -6; below:contact -0.5; letter start 1
        """
    ),
    Role.BODY: _read(
        """
        letter 4.5; voice 2.2; below:letter 2.5; prose 0.6; address -4; email -3.5; fax -4; instruction
        -1.6; below:background -3; below:summary -1.5; facts -4; until -0.5; blank -3; below:contact -0.5;
        below:action 0.6; url -1; credit -3; capitals -1; below:more -2; label words -0.5; leads 0.3; item
        0.3; after letter -2; participle -1; column address -2; below:people -2; only until -2
        """
    ),
    Role.LEAD: _read(
        """
        leads 4.5; letter -6; voice -2; long -0.5; address -2; email -2; item -2; asks 1; below:demands 1
        """
    ),
    Role.DEMAND: _read(
        """
        item 1.5; participle 3; infinitive 1.8; led to 2.5; below:demands 2.8; below:action 0.8; letter 0.5;
        email -4; fax -4; address -3; long -1.5; voice -0.5; instruction -3; below:background -3.5;
        below:contact -2; url -2.5; below:more -3; capitals -1; facts -3; until -1.5; office -0.5;
        below:summary -1; below:copies -3; only country -3; salutation -3; names -0.5; below:people -3;
        below:signatories -3; semicolon 1
        """
    ),
    Role.CLOSING: _read(
        """
        closing 7; letter 0.5; long -0.5
        """
    ),
    Role.SIGNER: _read(
        """
        blank 5; below:signer 4; after closing 3; long -4; prose -3; fax -2; email -2; only date 1; capitals
        -0.5; strong -1.5; instruction -2; office -1; below:contact -2; facts -3
        """
    ),
    Role.ADDRESSEE: _read(
        """
        email 2; fax 2.5; country end 1.8; office 1.2; honorific 1.2; address 2.5; below:contact 3.4;
        below:action 0.8; prose -3; sentence -0.8; own name -4; contact us -4; own contact -4; below:more
        -3.5; voice -2.5; asks -2; instruction -2; below:copies -3; letter -0.5; column address 1.5;
        below:background -2; only country 1.5; participle -4; infinitive -2; facts -4; number -2; only date
        -3; until -2.5; below:people -3.5; blank -4; long -1.5; capitals -0.3; top -1.5; street 1.2; url
        -0.7; contact line 2; pronoun -3; credit -3; diplomats -1; late own -2.5; before greeting 1.2;
        below:signatories -3; below:letter 0.4; below:title -3; below:headline -1; below:signer -3;
        below:summary -1.5; salutation -1; below:language -3; below:photo -3; below:previous -3; banner -3;
        handle 0.8; below:subject -3;
        colon end -1.5;
        other label -1.5
        """
    ),
    Role.COPY: _read(
        """
        below:copies 5; diplomats 4; embassy 1.5; email 1.5; fax 1.5; address 1.5; office 0.8; honorific
        0.5; prose -1.5; voice -3; letter -1.5; below:background -3; below:summary -3; below:more -3; long
        -1; own contact -3; street 0.5; contact line 1.5; country end 1; instruction -1; copy words 2.5;
        blank -4; participle -3; until -2; below:contact -0.8; facts -4; top -2; item 0.2; languages -4
        """
    ),
    Role.LANGUAGE: _read(
        """
        below:language 5.5; languages 5.2; long -2.5; letter -5; voice -3; below:background -2; until -0.5;
        asks -1; leads -1.5; email -2; only country -1
        """
    ),
    Role.EARLIER: _read(
        """
        below:previous 5.5; update of 4.5; letter -4; below:background -1; long -2; facts -1; url 0.5; only
        url 2.5; voice -2
        """
    ),
    Role.CREDIT: _read(
        """
        credit 4.5; below:photo 5; long -1.5; letter -2; short 0.5; prose -1
        """
    ),
    Role.LINK: _read(
        """
        only url 5.5; url 1; handle 0.8; below:more 1; prose -2; letter -1; address -1
        """
    ),
    Role.SIGNATORY: _read(
        """
        below:signatories 5.5; prose -2; voice -3; instruction -2; letter -2; fax -3
        """
    ),
    Role.OUTCOME: _read(
        """
        stopped 5.5; below:outcome 4; letter -3; address -3; voice -1
        """
    ),
    Role.FOOT: _read(
        """
        own contact 4; contact us 3.5; own name 3.5; blank -2; late own 2.5; own 2; below:more 3.2; late
        0.5; letter -5; prose -0.6; email 0.7; repeated 2; fax 0.2; below:contact -2.5; voice -2; page 4;
        below:background -1; top -0.8; rule 4; participle -3
        """
    ),
}

# What follows what: where nothing stands here, the same role once more is likelier than another one.
SAME = 0.8
OTHER = -0.2
FOLLOWS: Mapping[tuple[Role, Role], float] = {
    (Role.GREETING, Role.BODY): 2.0,
    (Role.GREETING, Role.SUBJECT): 0.8,
    (Role.SUBJECT, Role.GREETING): 1.0,
    (Role.SUBJECT, Role.BODY): 0.5,
    (Role.GREETING, Role.GREETING): -0.5,
    (Role.BODY, Role.CLOSING): 1.5,
    (Role.DEMAND, Role.CLOSING): 1.0,
    (Role.BODY, Role.DEMAND): 0.3,
    (Role.DEMAND, Role.DEMAND): 1.5,
    (Role.LEAD, Role.DEMAND): 2.5,
    (Role.CLOSING, Role.SIGNER): 1.0,
    (Role.CLOSING, Role.BODY): -2.5,
    (Role.CLOSING, Role.CLOSING): -1.0,
    (Role.TITLE, Role.SUMMARY): 1.2,
    (Role.PEOPLE, Role.SUMMARY): 0.8,
    (Role.HEAD, Role.SUMMARY): 0.4,
    (Role.BANNER, Role.SUMMARY): 0.2,
    (Role.TITLE, Role.TITLE): 0.2,
    (Role.SUMMARY, Role.TITLE): -2.0,
    (Role.BACKGROUND, Role.TITLE): -3.0,
    (Role.BODY, Role.TITLE): -3.0,
    (Role.ADDRESSEE, Role.TITLE): -3.0,
    (Role.INSTRUCTION, Role.TITLE): -1.5,
    (Role.DEMAND, Role.TITLE): -3.0,
    (Role.BODY, Role.BODY): 1.2,
    (Role.SUMMARY, Role.BODY): -1.5,
    (Role.BACKGROUND, Role.BODY): -1.5,
    (Role.BODY, Role.SUMMARY): -2.0,
    (Role.BODY, Role.BACKGROUND): -1.0,
    (Role.DEMAND, Role.SUMMARY): -1.0,
    (Role.CLOSING, Role.SUMMARY): -1.0,
    (Role.ADDRESSEE, Role.ADDRESSEE): 1.0,
    (Role.COPY, Role.COPY): 1.0,
    (Role.COPY, Role.ADDRESSEE): -1.0,
    (Role.ADDRESSEE, Role.HEAD): -2.0,
    (Role.COPY, Role.HEAD): -2.0,
    (Role.ADDRESSEE, Role.GREETING): 0.8,
    (Role.BACKGROUND, Role.BACKGROUND): 1.2,
    (Role.BACKGROUND, Role.SUMMARY): -1.5,
    (Role.SUMMARY, Role.SUMMARY): 0.9,
    (Role.BANNER, Role.TITLE): 0.5,
    (Role.HEAD, Role.TITLE): 0.5,
    (Role.FOOT, Role.FOOT): 1.2,
    (Role.PEOPLE, Role.PEOPLE): 0.3,
}
