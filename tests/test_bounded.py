"""Work in processes that are bounded: what they give, what they can't do, and how they end."""

from __future__ import annotations

import os
import resource
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bounded_jobs as jobs
import pytest
from places import TESTS

from letters import bounded
from letters.bounded import Child, Ended, Failed, OutOfMemory, OutOfTime, run
from letters.errors import Refused

pytestmark = pytest.mark.slow
SECONDS = 60
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such bound")


@pytest.fixture(autouse=True)
def jobs_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(TESTS))


@pytest.fixture
def child() -> Iterator[Child]:
    one = Child(megabytes=200)
    yield one
    one.end()


def is_gone(pid: int) -> bool:
    """Whether the process is there no more, or waits only to be counted."""
    if Path("/proc/self/stat").exists():
        file = Path(f"/proc/{pid}/stat")
        return not file.exists() or file.read_text().rpartition(") ")[2][:1] == "Z"
    said = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
    return said.strip()[:1] in ("", "Z")


def goes(pid: int) -> bool:
    """Whether the process goes away soon."""
    end = time.monotonic() + 30
    while not is_gone(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return is_gone(pid)


def test_a_job_s_bytes_come_back() -> None:
    assert run(jobs.echo, b"a" * 1_000_000, seconds=SECONDS, megabytes=200) == b"a" * 1_000_000


def test_a_job_can_be_named_where_nobody_imports_it() -> None:
    assert len(run("os:urandom", 7, seconds=SECONDS, megabytes=200)) == 7


def test_one_process_does_one_job_after_the_other(child: Child) -> None:
    first = child.do(jobs.process, seconds=SECONDS)
    with pytest.raises(Failed):
        child.do(jobs.fail_loudly, "", seconds=SECONDS)
    with pytest.raises(OutOfMemory):
        child.do(jobs.take_memory, seconds=SECONDS)
    assert child.do(jobs.echo, said=b"named", seconds=SECONDS) == b"named"
    assert child.do(jobs.process, seconds=SECONDS) == first


def test_what_a_job_refuses_is_refused_with_its_values(child: Child) -> None:
    with pytest.raises(Refused, match=r"^sheet.pdf has 1,200 pages$") as caught:
        child.do(jobs.refuse, seconds=SECONDS)
    assert caught.value.values == {"name": "sheet.pdf", "count": 1200}
    assert not child.has_ended


@ON_LINUX
def test_a_job_gets_no_more_memory_than_its_bound() -> None:
    with pytest.raises(OutOfMemory):
        run(jobs.take_memory, seconds=SECONDS, megabytes=200)
    with pytest.raises(Ended):
        run(jobs.take_memory_in_c, 201, seconds=SECONDS, megabytes=200)
    assert run(jobs.take_memory_in_c, 100, seconds=SECONDS, megabytes=200) == b"had it"


@pytest.mark.parametrize("job", [jobs.spin, jobs.hang_in_c, jobs.stop])
def test_a_job_that_takes_too_long_is_ended(child: Child, job: bounded.Job) -> None:
    child.do(jobs.process, seconds=SECONDS)
    with pytest.raises(OutOfTime):
        child.do(job, seconds=0.3)
    assert child.has_ended and is_gone(child.pid)
    with pytest.raises(Ended):
        child.do(jobs.process, seconds=SECONDS)


def test_a_process_that_takes_nothing_in_is_ended(child: Child) -> None:
    child.do(jobs.process, seconds=SECONDS)
    os.kill(child.pid, signal.SIGSTOP)
    with pytest.raises(OutOfTime):
        child.do(jobs.echo, b"a" * 10_000_000, seconds=0.3)
    assert is_gone(child.pid)


def test_whoever_stops_waiting_leaves_no_process(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(child, "_read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        child.do(jobs.spin, seconds=SECONDS)
    assert is_gone(child.pid)


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_UNIX"])
def test_a_job_can_open_no_socket(child: Child, family: str) -> None:
    with pytest.raises(Failed, match=r"PermissionError$"):
        child.do(jobs.open_socket, family, seconds=SECONDS)


@ON_LINUX
def test_the_kernel_refuses_sockets_to_libraries_in_c(child: Child) -> None:
    assert child.do(jobs.open_socket_in_c, seconds=SECONDS) == b"-1"


AFTER_OTHER_BOUNDS = """
import sys
from letters import bounded
bounded.{hidden} = lambda *given: False
bounded.work(*sys.argv[2:])
"""


def test_where_the_kernel_knows_no_filter_python_refuses_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "_START", AFTER_OTHER_BOUNDS.format(hidden="_bound_by_kernel"))
    with pytest.raises(Failed, match=r"PermissionError$"):
        run(jobs.open_socket, "AF_INET", seconds=SECONDS, megabytes=200)


@ON_LINUX
def test_where_there_is_no_filter_the_network_is_another_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "_START", AFTER_OTHER_BOUNDS.format(hidden="_is_filtered"))
    here = os.readlink("/proc/self/ns/net")
    try:
        assert run(jobs.network, seconds=SECONDS, megabytes=200).decode() not in ("", here)
    except Failed as failure:
        # Users may not make one everywhere; then Python is in its place.
        assert str(failure).endswith("PermissionError")


def test_a_process_that_crashes_leaves_no_core_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    try:
        with pytest.raises(Ended):
            run(jobs.end_badly, seconds=SECONDS, megabytes=200)
        assert run(jobs.core_limits, seconds=SECONDS, megabytes=200) == b"((0, 0), 0)"
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
    assert not list(tmp_path.iterdir())


NO_CORE = """
import resource, sys
import bounded_jobs as jobs
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
sys.argv = ["letters", *sys.argv[1:]]
{door}
assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
print(jobs.core_limits().decode().split()[-1])
"""
DOORS = {
    "the command line": "from letters.cli import main; main(['list'], standalone_mode=False)",
    "the site": "from letters.web import wsgi; wsgi.create_app = lambda _: None; wsgi.application()",
    "the preview": "from letters.web.preview import __main__ as it; it.serve = lambda *_: None; it.main('slug', '0')",
    "a pack's processes": "from letters.pack.executors import _begin; _begin()",
}


@ON_LINUX
@pytest.mark.parametrize("door", DOORS)
def test_no_process_that_holds_what_was_typed_leaves_a_core(door: str) -> None:
    program = NO_CORE.format(door=DOORS[door])
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (said.returncode, said.stdout.splitlines()[-1:]) == (0, ["0)"]), said.stderr


def test_who_makes_a_shard_in_a_cluster_writes_no_core_file(tmp_path: Path) -> None:
    program = "from pathlib import Path; from letters.pack import shards\n"
    program += "shards._printed = lambda _: b''\n"
    program += f"shards.make(shards.Shard(letters=(), numbers=(), layout='uk'), Path({str(tmp_path)!r}))"
    said = subprocess.run([sys.executable, "-c", NO_CORE.format(door=program)], capture_output=True, text=True)
    assert said.returncode == 0, said.stderr


PARENT = """
import sys, threading, time
import bounded_jobs as jobs
from letters.bounded import Child
child = Child(megabytes=200)
child.do(jobs.process, seconds=60)
threading.Thread(target=lambda: child.do(getattr(jobs, sys.argv[1]), seconds=float(sys.argv[2])), daemon=True).start()
time.sleep(0.5)
print(child.pid, flush=True)
time.sleep(600)
"""


def test_a_process_at_work_is_not_ended_by_what_arrives_in_its_pipe(child: Child) -> None:
    """On a busy machine the kernel tells of a job's arrival when it has long begun: letters failed by that."""
    child.do(jobs.process, seconds=SECONDS)
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(child.do, jobs.nap, 1.0, seconds=SECONDS)
        time.sleep(0.3)
        os.write(child._jobs, b"the begin of another job")
        assert answer.result() == b"rested"


@pytest.mark.parametrize(
    "job", ["process", pytest.param("spin", marks=ON_LINUX), pytest.param("hang_in_c", marks=ON_LINUX)]
)
def test_a_process_ends_when_its_parent_is_killed(job: str) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT, job, "600"], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        assert not is_gone(pid)
        parent.kill()
    assert goes(pid)


def test_the_clock_of_a_process_says_that_its_time_is_over(child: Child) -> None:
    child.do(jobs.process, seconds=SECONDS)
    with pytest.raises(OutOfTime):
        child.do(jobs.end_by_its_clock, seconds=SECONDS)


def test_a_process_ends_with_what_started_it() -> None:
    child = Child(megabytes=200)
    pid = child.pid
    del child
    assert is_gone(pid)


def test_a_bug_shows_its_lines_and_nothing_that_was_typed(child: Child, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Failed) as caught:
        child.do(jobs.fail_loudly, jobs.TYPED, seconds=SECONDS)
    assert "bounded_jobs.py" in str(caught.value) and str(caught.value).endswith("ValueError")
    shown = str(caught.value) + "".join(capfd.readouterr()) + repr(caught.value.__context__)
    assert not any(word in shown for word in jobs.TYPED.split())


@pytest.mark.parametrize(
    ("job", "said"),
    [
        (jobs.leave, "SystemExit"),
        (jobs.give_text, "TypeError"),
        ("bounded_jobs:nothing", "has no attribute 'nothing'"),
        ("no_such_module:job", "No module named 'no_such_module'"),
    ],
)
def test_every_other_end_of_a_job_is_a_bug(child: Child, job: bounded.Job, said: str) -> None:
    with pytest.raises(Failed, match=said):
        child.do(job, seconds=SECONDS)
    assert child.do(jobs.echo, b"alive", seconds=SECONDS) == b"alive"


def test_a_process_that_can_t_start_says_why_on_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    child = Child(megabytes=200, ready="no_such_module")
    with pytest.raises(Failed, match="exit code 1"):
        child.do(jobs.process, seconds=SECONDS)
    assert child.has_ended and "No module named 'no_such_module'" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("answer", "error"),
    [(struct.pack("!4sQ", b"made", 1 << 50), Failed), (struct.pack("!4sQ", b"made", 8) + b"half", OutOfTime)],
)
def test_an_answer_without_end_is_not_waited_for(child: Child, answer: bytes, error: type[Exception]) -> None:
    child.do(jobs.process, seconds=SECONDS)
    with pytest.raises(error):
        child.do(jobs.answer_in_its_place, answer, seconds=2)
    assert is_gone(child.pid)


def test_nothing_of_the_folder_or_the_settings_gets_into_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "letters", "pickle", "bounded_jobs"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('picked up')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LETTERS_SECRET_KEY", jobs.TYPED)
    said = run(jobs.surroundings, jobs.TYPED, seconds=SECONDS, megabytes=200).decode()
    assert said.count(str(TESTS)) >= 2 and str(tmp_path) not in said
    assert "LETTERS_" not in said and jobs.TYPED not in said


def test_where_the_system_has_no_room_for_a_process_that_is_said_and_nothing_stays_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    def is_open(number: int) -> bool:
        try:
            os.fstat(number)
        except OSError:
            return False
        return True

    before = [number for number in range(256) if is_open(number)]
    monkeypatch.setattr(subprocess, "Popen", full)
    with pytest.raises(bounded.NotStarted):
        Child(megabytes=200)
    assert [number for number in range(256) if is_open(number)] == before
