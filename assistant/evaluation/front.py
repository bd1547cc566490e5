"""nginx before several replicas, with the example of `deploy/`."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import BusyError
from assistant.evaluation.serving import free_port

EXAMPLE = Path(__file__).resolve().parents[2] / "deploy" / "nginx" / "boardwise.conf"
# Debian keeps it where only root looks for programs.
_PLACES = "/usr/sbin:/usr/local/sbin"
_PATIENCE = 20.0
_AROUND = """\
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{example}
}}
"""


def nginx() -> str | None:
    """The path of nginx, None where it is not installed."""
    return shutil.which("nginx") or shutil.which("nginx", path=_PLACES)


def adapted(example: str, ports: Sequence[int], port: int) -> str:
    """The example with these replicas, listening on a port of this machine without TLS."""
    servers = "\n".join(
        f"    server 127.0.0.1:{each} max_fails=3 fail_timeout=2s;" for each in ports
    )
    text = re.sub(r"^ *# server 127[^\n]*\n", "", example, flags=re.MULTILINE)
    text = re.sub(r"^ *server 127[^\n]*", servers, text, flags=re.MULTILINE)
    text = re.sub(r"^ *ssl_[^\n]*\n", "", text, flags=re.MULTILINE)
    return text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")


@contextmanager
def nginx_before(ports: Sequence[int], folder: Path) -> Iterator[str]:
    """nginx before replicas on these ports, its files in an empty `folder`; yields its address.

    Raises BusyError where nginx is not installed or does not start.
    """
    program, port = nginx(), free_port()
    if program is None:
        raise BusyError(
            "nginx is not installed.",
            "Install it, on Debian: apt-get install nginx-light.",
            code="replicas-nginx",
        )
    folder.mkdir(parents=True)
    example = adapted(EXAMPLE.read_text("utf-8"), ports, port)
    file = folder / "nginx.conf"
    file.write_text(_AROUND.format(folder=folder, example=example), "utf-8")
    command = [program, "-c", str(file), "-e", str(folder / "error.log"), "-g", "daemon off;"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            _await(process, f"http://127.0.0.1:{port}/healthz", folder / "error.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _await(process: subprocess.Popen[bytes], url: str, errors: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own server
                return
        except urllib.error.HTTPError:
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    told = errors.read_text("utf-8", "replace") if errors.exists() else ""
    raise BusyError(
        f"nginx did not start ({told.strip()[-300:]}).",
        "Look at what it says.",
        code="replicas-start",
        cause=told.strip()[-300:],
    )
