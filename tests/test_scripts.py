"""The scripts of a fresh clone: they can be started, and they install only what is missing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from places import CHECKOUT

FILES = sorted(path for path in (CHECKOUT / "script").iterdir() if path.is_file())
COMMANDS = [*(path for path in FILES if not path.suffix), CHECKOUT / ".ci" / "run"]
pytestmark = pytest.mark.xdist_group("checkout")  # two that install at once would be in each other's way
POSIX_TOOLS = ("cat", "cksum", "dirname", "env", "find", "grep", "id", "ls", "sh", "tr")


def bootstrap(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [str(CHECKOUT / "script" / "bootstrap"), *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A PATH on which all but `tiffinfo` is there, and apt-get writes down its orders and installs nothing."""
    for tool in POSIX_TOOLS:
        (tmp_path / tool).symlink_to(shutil.which(tool) or tool)
    stubs = {
        "apt-get": f'echo "$@" >>{tmp_path}/orders',
        "sudo": 'exec "$@"',
        "fc-list": 'echo "Noto Naskh Arabic"; echo "Noto Sans CJK SC"',
        "ldconfig": "echo libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0",
        "chromium": "",
        **dict.fromkeys(("pdftotext", "nginx", "caddy", "tor", "openssl", "systemd-analyze"), ""),
    }
    for name, commands in stubs.items():
        stub = tmp_path / name
        stub.write_text(f"#!/bin/sh\n{commands}\n")
        stub.chmod(0o755)
    return tmp_path


def test_the_scripts_of_the_readme_are_among_those_checked() -> None:
    assert {"bootstrap", "server", "test", "lock", "run"} <= {script.name for script in COMMANDS}


@pytest.mark.parametrize("script", COMMANDS, ids=lambda script: script.name)
def test_a_script_can_be_started_and_parsed(script: Path) -> None:
    assert os.access(script, os.X_OK) and script.read_text().startswith("#!/bin/sh\n")
    subprocess.run(["sh", "-n", str(script)], check=True)


def test_what_a_script_reads_is_no_command() -> None:
    read = [path for path in FILES if path.suffix]
    assert read and [path.name for path in read if path.stat().st_mode & 0o111] == []
    for path in read:
        if path.suffix == ".py":
            compile(path.read_bytes(), path.name, "exec")


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [(), ("test",)])
def test_bootstrap_says_nothing_when_nothing_is_missing(arguments: tuple[str, ...], programs: Path) -> None:
    (programs / "tiffinfo").symlink_to(programs / "chromium")
    bootstrap(*arguments)
    second = bootstrap(*arguments, PATH=str(programs))
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")


def test_bootstrap_orders_only_the_missing_package(programs: Path) -> None:
    bootstrap("test", PATH=str(programs), CI="")
    orders = (programs / "orders").read_text().splitlines()
    assert orders == ["update -q", "install -q -y --no-install-recommends libtiff-tools"]


def test_a_part_that_only_tests_need_is_a_warning(programs: Path) -> None:
    result = bootstrap("test", PATH=str(programs), CI="")
    assert result.returncode == 0
    assert "still missing: tiffinfo" in result.stderr


def test_a_missing_part_fails_in_continuous_integration(programs: Path) -> None:
    result = bootstrap("test", PATH=str(programs), CI="true")
    assert result.returncode == 1
    assert "still missing: tiffinfo" in result.stderr


def test_a_missing_library_fails_always(programs: Path) -> None:
    (programs / "fc-list").unlink()
    result = bootstrap(PATH=str(programs), CI="")
    assert result.returncode == 1
    assert "still missing: fontconfig noto noto-cjk" in result.stderr


def test_bootstrap_refuses_what_it_does_not_know() -> None:
    result = bootstrap("tests")
    assert result.returncode == 1
    assert "usage: script/bootstrap [test]" in result.stderr


@pytest.mark.slow
def test_a_test_that_is_skipped_in_a_worker_fails_in_continuous_integration(programs: Path) -> None:
    chosen = ["--numprocesses", "1", "--dist", "loadgroup", "tests/fax/test_fax.py", "-k", "tiff_class_f"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    result = subprocess.run(
        [sys.executable, "-m", "pytest", *chosen],
        cwd=CHECKOUT,
        env={**environment, "PATH": str(programs), "CI": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1 and "tiffinfo is missing" in result.stdout
    assert re.fullmatch(r"=+ 2 failed in [\d.]+s =+", result.stdout.splitlines()[-1])
