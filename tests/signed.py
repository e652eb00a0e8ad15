"""An open letter that people sign, in a folder and a store of the test's own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from conftest import ADDRESSEES, APPEAL, SITE

from letters.appeal.signatories import MemberType
from letters.library.library import read
from letters.signing.document import digest
from letters.signing.keys import Keys
from letters.signing.signature import Shown, Signature
from letters.store.database import Store
from letters.store.signatures import Asked, Outcome, Signatures

KEY_OF_SITE = "a key of forty characters, for tests only"
NOW = dt.datetime(2026, 3, 5, 12)
OPEN_LETTER = (
    APPEAL[: APPEAL.index("    - points")]
    + APPEAL[APPEAL.index("    - demands") :]
    + "kind: open-letter\nsigners: both\n"
)


class Petition:
    """The open letter `jane-doe`, and who signs it."""

    def __init__(self, folder: Path, *, recipient: str = "", url: str = "", text: str = OPEN_LETTER) -> None:
        self.appeals, self.url = folder / "appeals", url or f"sqlite:///{folder / 'letters.db'}"
        (self.appeals / "jane-doe").mkdir(parents=True)
        for name, content in {"site": SITE, "addressees": ADDRESSEES, "jane-doe/appeal": text}.items():
            (self.appeals / f"{name}.yaml").write_text(content, encoding="utf-8")
        self.store = Store(self.url)
        self.store.upgrade()
        self.keys = Keys(KEY_OF_SITE)
        self.signatures = Signatures(self.store, self.keys, recipient=recipient)

    @property
    def environment(self) -> dict[str, str]:
        """What the staff's commands need."""
        return {"LETTERS_STORE": self.url, "LETTERS_SECRET_KEY": KEY_OF_SITE, "LETTERS_APPEALS": str(self.appeals)}

    @property
    def file(self) -> Path:
        """The letter's appeal.yaml."""
        return self.appeals / "jane-doe" / "appeal.yaml"

    def asks(
        self,
        name: str,
        email: str = "",
        *,
        town: str = "Leeds",
        country: str = "GB",
        role: str = "",
        organisation: str = "",
        shown: Shown = Shown.NAME,
        type: MemberType = MemberType.PEOPLE,
        stays_in_touch: bool = False,
        now: dt.datetime = NOW,
    ) -> bytes:
        """Somebody who has filled in the form, and not confirmed yet; the number of the row."""
        signature = Signature(
            type=type, name=name, role=role, organisation=organisation, town=town, country=country, shown=shown
        )
        asked = Asked(
            appeal="jane-doe",
            digest=digest(read(self.appeals).appeals["jane-doe"]),
            signature=signature,
            email=email or f"{name.split()[0].lower()}@lists.example",
            stays_in_touch=stays_in_touch,
            language="en",
        )
        return self.signatures.ask(asked, now)

    def signs(self, name: str, email: str = "", *, now: dt.datetime = NOW, **more: object) -> Outcome:
        """Somebody who has confirmed it, too."""
        nonce = self.asks(name, email, now=now, **more)  # type: ignore[arg-type]  # mixed words
        return self.signatures.confirm_with_code(nonce, self.keys.code(nonce, 1), now)
