"""What the commands write and read: who may see it, and how much of it there may be."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from doors import in_process

MAYA = ("--name", "Maya Lind", "--address", "12 Station Road, Leeds LS1 4AB", "--country", "GB", "--channel", "email")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_letter_is_for_its_writer_alone_also_in_the_place_of_one_that_was_not(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        for _ in range(2):
            made = in_process("write", "tashpolat-tiyip", *MAYA, "--out", "out", "--force", cwd=tmp_path)
            letters = list((tmp_path / "out").iterdir())
            assert made.returncode == 0 and letters
            assert {mode_of(path) for path in letters} == {0o600} and mode_of(tmp_path / "out") == 0o700
            for path in letters:
                path.chmod(0o644)
        in_process("init", "appeals", "--organisation", "Letters for Rights", cwd=tmp_path)
        assert mode_of(tmp_path / "appeals" / "site.yaml") == 0o644
    finally:
        os.umask(before)


@pytest.mark.parametrize("option", ["--own-words", "--text"])
def test_a_text_without_an_end_is_refused(option: str, tmp_path: Path) -> None:
    said = in_process("write", "tashpolat-tiyip", *MAYA, option, "/dev/zero", cwd=tmp_path)
    assert said.returncode == 1 and "more than 256 kB" in said.stderr
    typed = in_process("write", "tashpolat-tiyip", *MAYA, option, "-", cwd=tmp_path, stdin="x" * 300_000)
    assert typed.returncode == 1 and "more than 256 kB" in typed.stderr


def test_a_supporter_s_file_without_an_end_is_refused(tmp_path: Path) -> None:
    said = in_process("write", "tashpolat-tiyip", "--supporter", "/dev/zero", cwd=tmp_path)
    assert said.returncode == 1 and "is not a file" in said.stderr
