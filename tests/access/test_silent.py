"""Nothing is asked of the network: no name is looked up, no host connected to, telemetry is off.

A process of its own with the network taken away (where the kernel lets us), in which a lookup or
a connection that leaves the machine is written down and refused.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.shelf

SCRIPT = """
import asyncio, sys
from pathlib import Path

told = Path(sys.argv[1])
LOCAL = ("127.0.0.1", "::1", "localhost", "", None)

def refuse(event, about):
    if event == "socket.getaddrinfo" and about[0] not in LOCAL:
        host = about[0]
    elif event == "socket.connect" and isinstance(about[1], tuple) and about[1][0] not in LOCAL:
        host = about[1][0]
    else:
        return
    with told.open("a") as file:
        file.write(f"{event} {host}\\n")
    raise OSError("no network")

sys.addaudithook(refuse)
from assistant.service import start
from assistant.settings import load_settings
from assistant.web.mount import build_application
from assistant.web.opening import Progress
from starlette.testclient import TestClient

settings = load_settings()
service = start(settings)
answer = service.ask("Do social networks sell?")
assert not answer.refused and answer.citations

async def build():
    return build_application(settings, service, Progress())

with TestClient(asyncio.run(build()), "http://127.0.0.1") as client:
    assert client.get("/").status_code == 200
    assert client.get("/library?q=sales").status_code == 200
    asked = client.post("/api/v1/ask", json={"question": "Do social networks sell?"})
    assert asked.status_code == 200
told.open("a").write("done\\n")
"""


def test_no_lookup_and_no_connection_leaves_the_machine(
    shelf_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, told = tmp_path / "own", tmp_path / "told"
    shutil.copytree(shelf_home / "index", home / "index")
    (home / "models").symlink_to(shelf_home / "models")
    monkeypatch.setenv("ASSISTANT_HOME", str(home))
    command = [sys.executable, "-c", SCRIPT, str(told)]
    alone = ["unshare", "--user", "--map-root-user", "--net"]
    if shutil.which("unshare") and not subprocess.run([*alone, "true"], check=False).returncode:
        command = [*alone, *command]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert told.read_text() == "done\n"
