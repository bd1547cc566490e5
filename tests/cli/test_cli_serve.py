"""`assistant serve` and `app.py`: the address last, and faults told before anything is built."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from running import Run

ROOT = Path(__file__).parents[2]


def test_a_taken_port_is_told(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert result.exit_code == 2
    assert f"Port {port}" in result.stderr.splitlines()[-1]


def test_a_port_that_is_none_is_told(run: Run) -> None:
    result = run("serve", "--port", "70000")
    assert result.exit_code == 2
    assert "ASSISTANT_PORT" in result.stderr


@pytest.mark.shelf
def test_app_serves_the_page_and_prints_its_address_last(shelf_home: Path) -> None:
    environment = os.environ | {"ASSISTANT_HOME": str(shelf_home), "ASSISTANT_PORT": "0"}
    with subprocess.Popen(
        [sys.executable, str(ROOT / "app.py")], stdout=subprocess.PIPE, env=environment, text=True
    ) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            with urllib.request.urlopen(address) as page:
                assert b"gradio" in page.read()
        finally:
            server.send_signal(signal.SIGTERM)
            rest = server.stdout.read() if server.stdout else ""
    assert (server.returncode, rest) == (0, "")
