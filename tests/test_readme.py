"""What README.md, CONTRIBUTING.md and the pages in docs/ say is compared with what the program does."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from doors import in_process
from places import CHECKOUT

from letters import __version__
from letters.appeal.authortext import NAMES
from letters.appeal.file import AppealFile
from letters.library.library import read
from letters.members import sample
from letters.members.columns import NAMES_WE_GIVE, meaning_of
from letters.settings import VARIABLES

PROGRAM = Path(sys.executable).with_name("letters")
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FOR_AUTHORS = (CHECKOUT / "docs" / "appeals.md").read_text(encoding="utf-8")
LETTER_NIGHT = (CHECKOUT / "docs" / "letter-night.md").read_text(encoding="utf-8")
PAGES = {
    "README.md": README,
    "CONTRIBUTING.md": CONTRIBUTING,
    **{name: (CHECKOUT / name).read_text(encoding="utf-8") for name in ("CODE_OF_CONDUCT.md", "SECURITY.md")},
    "docs/appeals.md": FOR_AUTHORS,
    "docs/letter-night.md": LETTER_NIGHT,
}

CONSOLE = re.findall(r"^```console\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
HELP = [block for block in CONSOLE if block.partition("\n")[0].endswith("--help")]
COMMANDS = [line.removeprefix("$ ") for block in CONSOLE for line in block.splitlines() if line.startswith("$ ")]
EVENING = "".join(re.findall(r"^```sh\n(.*?)^```$", LETTER_NIGHT, re.MULTILINE | re.DOTALL)).splitlines()
FILES = re.findall(
    r"(?<![\w/-])(?:script|docs|appeals|templates|static|tests|letters)/[\w./-]*\w", README + CONTRIBUTING
)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command of the README, run in a folder as its reader would."""
    program, *arguments = shlex.split(command)
    assert program == "letters"
    return run_in(folder, [str(PROGRAM), *arguments])


def run_in(folder: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    """A command, run in a folder on a terminal of 80 columns, without settings of ours."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LETTERS_")}
    environment["COLUMNS"] = "80"
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def table(page: str, heading: str) -> dict[str, str]:
    """The rows of the table whose first column has this heading: what stands between backticks, and the rest."""
    _, _, rest = page.partition(f"| {heading} |")
    rows = rest.partition("\n\n")[0].splitlines()[2:]
    return {match[1]: match[2] for row in rows if (match := re.fullmatch(r"\| `(.+?)` \| (.*) \|", row))}


def example(name: str) -> str:
    """The YAML example of the README that stands for this file."""
    (text,) = re.findall(rf"^```yaml {re.escape(name)}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return str(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the reader stands who has typed the README's example."""
    appeals = tmp_path / "my-appeals"
    (appeals / "teacher-on-trial").mkdir(parents=True)
    (appeals / "site.yaml").write_text(example("site.yaml"), encoding="utf-8")
    (appeals / "teacher-on-trial" / "appeal.yaml").write_text(example("appeal.yaml"), encoding="utf-8")
    return tmp_path


def test_the_readme_shows_the_help_of_the_program_of_write_and_of_print() -> None:
    shown = [block.partition("\n")[0] for block in HELP]
    assert shown == ["$ letters --help", "$ letters write --help", "$ letters print --help"]


@pytest.mark.parametrize("block", HELP, ids=lambda block: block.partition("\n")[0])
def test_a_help_block_is_what_the_program_prints(block: str, tmp_path: Path) -> None:
    command, _, shown = block.partition("\n")
    assert shown == run(command.removeprefix("$ "), tmp_path).stdout


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(command: str, folder: Path) -> None:
    (folder / "members.csv").write_text(sample(), encoding="utf-8", newline="")
    result = run(command, folder)
    # How the list was read is said aside; and that these are examples, which embassies aren't known, and the layout.
    said = ["members.csv: UTF-8, separated by commas"] if "--members" in command else []
    aside = [
        line
        for line in result.stderr.splitlines()
        if not re.search("is an example|embassy of China in|the letters' layout", line)
    ]
    assert (result.returncode, aside) == (0, said)
    assert ("is an example" in result.stderr) == bool(
        re.search("(write|print) [a-z-]+ .*--(tick|sign-as|members)", command)
    )
    assert result.stdout


def test_the_readme_shows_how_to_check_to_write_and_to_print() -> None:
    assert {command.split()[1] for command in COMMANDS} >= {"list", "check", "write", "print"}


def evening_s(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command of the evening's page: what only starts the program runs here, where all that it loads is there."""
    program, *words = shlex.split(command)
    if program != ".venv/bin/letters" or ">" in words:
        return run_in(folder, ["sh", "-c", command])
    return in_process(*words, cwd=folder)


@pytest.mark.slow
@pytest.mark.no_cover
def test_an_evening_goes_as_its_page_says(tmp_path: Path) -> None:
    program = tmp_path / ".venv" / "bin" / "letters"
    program.parent.mkdir(parents=True)
    program.symlink_to(PROGRAM)
    assert len(EVENING) >= 10
    for command in EVENING:
        if "--members mended.xlsx" in command:
            # What a reader has mended by hand.
            (tmp_path / "mended.xlsx").write_bytes((tmp_path / "members.csv").read_bytes())
        result = evening_s(command, tmp_path)
        assert result.returncode == 0, f"{command}\n{result.stdout}{result.stderr}"
        if "--out" in command:
            pack = tmp_path / command.partition("--out ")[2]
            assert (pack / "pack.json").is_file() and not (pack / "refused.csv").exists(), command
    assert [path.name for path in tmp_path.iterdir()] == [".venv"], "what the page makes, it says how to delete"


@pytest.mark.slow
def test_the_evening_s_page_shows_how_to_print_what_it_speaks_of() -> None:
    options = set(re.findall(r"(?<!wsl )--[a-z][a-z-]+", LETTER_NIGHT))
    shown = "".join(run_in(CHECKOUT, [str(PROGRAM), word, "--help"]).stdout for word in ("print", "sheet", "report"))
    assert len(options) > 15
    assert options <= set(re.findall(r"--[a-z-]+", shown))


def test_the_columns_that_the_evening_s_page_names_are_those_of_the_code() -> None:
    _, _, rest = LETTER_NIGHT.partition("| column |")
    rows = [row.split("|")[1:3] for row in rest.partition("\n\n")[0].splitlines()[2:]]
    named = {what.strip().replace(" ", "_"): re.findall("`(.+?)`", names) for what, names in rows}
    assert set(named) == set(NAMES_WE_GIVE)
    wrong = [(what, name) for what, names in named.items() for name in names if meaning_of(name) != what]
    assert wrong == []


@pytest.mark.slow
def test_the_site_of_the_wheel_starts_as_the_readme_says(folder: Path) -> None:
    assert "letters serve --appeals my-appeals" in README
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(PROGRAM), "serve", "--appeals", "my-appeals", "--port", str(port)]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as site:
        assert site.stdout
        said = next(site.stdout)
        site.terminate()
    assert f"The site is at http://127.0.0.1:{port} (Ctrl-C ends it)\n" == said


def test_the_example_appeal_has_twelve_lines_and_loads(folder: Path) -> None:
    assert len(example("appeal.yaml").splitlines()) == 12
    library = read(folder / "my-appeals")
    assert library.findings == ()
    assert list(library.appeals) == ["teacher-on-trial"]


def test_the_settings_table_is_that_of_the_code() -> None:
    assert table(README, "variable") == VARIABLES


def test_the_names_that_authors_may_use_are_those_of_the_code() -> None:
    assert table(FOR_AUTHORS, "name") == NAMES


def test_every_field_of_an_appeal_is_explained() -> None:
    assert list(table(FOR_AUTHORS, "field")) == list(AppealFile.model_fields)


def test_the_fields_said_to_be_required_are_required() -> None:
    (sentence,) = re.findall(r"^Required are (.*)\.$", FOR_AUTHORS, re.MULTILINE)
    required = [name for name, field in AppealFile.model_fields.items() if field.is_required()]
    assert sorted(re.findall(r"`(\w+)`", sentence)) == sorted(required)


def test_the_map_names_every_module_and_no_other() -> None:
    modules = {path.name for path in (CHECKOUT / "letters").glob("*.py")}
    packages = {f"{path.parent.name}/" for path in (CHECKOUT / "letters").glob("*/*.py")}
    assert modules
    assert set(table(CONTRIBUTING, "where in `letters/`")) == modules | packages


def test_files_that_are_mentioned_exist() -> None:
    assert {"script/server", "script/test", "script/bench", "docs/appeals.md", "docs/images/form.png"} <= set(FILES)
    missing = [name for name in FILES if name != "letters/locale" and not (CHECKOUT / name).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_links_inside_the_project_lead_somewhere(page: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", PAGES[page]) if "://" not in link]
    assert page == "CONTRIBUTING.md" or links
    assert [link for link in links if not (CHECKOUT / page).parent.joinpath(link).exists()] == []


def test_the_readme_names_the_wheel_of_this_version() -> None:
    assert f"letters_toolkit-{__version__}-py3-none-any.whl" in README


def test_the_changelog_tells_about_this_version() -> None:
    assert f"## [{__version__}]" in (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
