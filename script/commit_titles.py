"""Whether the titles of a branch's commits are short sentences in the imperative, as CONTRIBUTING.md asks for.

`script/test` starts it, and pre-commit with the file of the message that is being written. BASE=COMMIT reads the
commits behind that one.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

MOST = 60  # characters
RULE_SINCE = "12bc2089771fcd32acdb6d993c3aeb841d261be3"  # the last commit before there was a rule
MAIN = "origin/main"
OTHER_FORMS = re.compile(r"a|an|the|\w+(ed|ing|[^s]s)")
"""What a title in the imperative doesn't begin with: an article, or a form of a verb that isn't the verb itself."""
VERBS = frozenset("bring embed exceed feed focus need proceed ring seed shed sing speed string succeed swing".split())
"""Those that look like such forms."""
EMPTY_WORDS = frozenset(
    "bug bugs change changes cleanup fix fixes improve improvements it minor misc more small some stuff thing things "
    "tweak tweaks typo typos update updates various wip work".split()
)
"""A title that has none but these says nothing."""


def faults(title: str) -> Iterator[str]:
    """What is to be mended in a commit's title, sentence by sentence; nothing if it is as it should be."""
    words = re.findall(r"[^\W\d_]+", title.lower())
    if EMPTY_WORDS.issuperset(words):
        yield "doesn't say what the program does now"
    elif words[0] not in VERBS and OTHER_FORMS.fullmatch(words[0]):
        yield f"begins with {words[0]!r}, and not with a verb such as Add or Keep"
    if not title[:1].isupper():
        yield "doesn't begin with a capital"
    if len(title) > MOST:
        yield f"has {len(title)} characters; at most {MOST} are meant"
    if title.endswith("."):
        yield "ends with a full stop"


def main() -> int:
    """Print what is wrong with the message's title, or with those of the branch: 1 if something is, and 0 if not."""
    if sys.argv[1:]:
        titles = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()[:1]
    elif reason := _unreadable():
        print(f"commit titles: skipped, {reason}")
        return 0
    else:
        titles = _git("log", "--no-merges", "--format=%s", f"{_base()}..HEAD").splitlines()
    found = [f"{title!r} {fault}" for title in titles for fault in faults(title)]
    print("\n".join([*found, f"commit titles: read {len(titles)}, faults: {len(found)}"]))
    return bool(found)


def _unreadable() -> str:
    """Why the branch's commits can't be read; nothing if they can."""
    if _git("rev-parse", "--is-inside-work-tree") != "true":
        return "this is no clone"
    if _git("rev-parse", "--is-shallow-repository") == "true":
        return "this clone is shallow: `git fetch --unshallow` brings the commits that are missing"
    return "" if _exists(_base()) else f"{_base()} isn't in this history"


def _base() -> str:
    """The commit behind which the branch begins; on the main branch itself, that behind which the rule holds."""
    if base := os.environ.get("BASE"):
        return base if _exists(base) else sys.exit(f"commit titles: BASE={base} is no commit here")
    shared = _git("merge-base", MAIN, "HEAD")
    return shared if shared and shared != _git("rev-parse", "HEAD") else RULE_SINCE


def _exists(commit: str) -> bool:
    return bool(_git("rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}"))


def _git(*words: str) -> str:
    """What git answers; nothing where it can't."""
    return subprocess.run(["git", *words], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603, S607


if __name__ == "__main__":
    sys.exit(main())
