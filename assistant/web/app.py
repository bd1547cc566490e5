"""Serve the web application: a page at once, the assistant behind it as soon as it is built."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import signal
import socket
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assistant.access import acting_as
from assistant.errors import AssistantError, BusyError, SettingsError
from assistant.settings import Settings
from assistant.web.access.names import NamedOnly, checked_address
from assistant.web.door import Door
from assistant.web.opening import Progress, opening_application

if TYPE_CHECKING:
    from assistant.web.ui.conversation import Service

logger = logging.getLogger(__name__)

# How long a stop waits for answers that have begun.
_FINISH_SECONDS = 20.0

# (stage, done, total): "library", "model" and "index" have wording; total 0 means uncounted.
ProgressCallback = Callable[[str, int, int], None]
ServiceFactory = Callable[[ProgressCallback], "Service"]


def serve(settings: Settings, service_factory: ServiceFactory) -> None:
    """Serve until a signal stops the process; the address is the last line on standard output.

    The service is built in a thread while the opening page shows its progress. Raises
    BusyError where the port is taken, SettingsError where the address cannot be used, and
    whatever AssistantError the factory raises.
    """
    import uvicorn
    from uvicorn.config import LOGGING_CONFIG

    checked_address(settings)
    with contextlib.closing(listen(settings.host, settings.port)) as listener:
        progress = Progress()
        door = Door(opening_application(settings, progress), settings)
        server = uvicorn.Server(
            uvicorn.Config(
                NamedOnly(door, settings),
                # Which proxies are believed is a setting of ours; see web/access.
                proxy_headers=False,
                log_level=settings.log_level,
                access_log=False,
                server_header=False,
                ws="none",
                # In JSON every line of the process has the same form.
                log_config=None if settings.log_format == "json" else LOGGING_CONFIG,
                # Longer than a proxy keeps an idle connection: it must not use one that is closing.
                timeout_keep_alive=75,
                # An open page holds an event stream for ever: it is not waited for.
                timeout_graceful_shutdown=1,
            )
        )
        _finish_first(server, door)
        door.port = listener.getsockname()[1]
        opener = _Opener(settings, service_factory, progress, door, server)
        threading.Thread(target=opener.run, name="opener", daemon=True).start()
        # Requests act for those who send them, not for whoever has started the process.
        with acting_as(None):
            _run_until_signal(server, listener)
    if opener.fault:
        raise opener.fault


class _Opener:
    """Builds the service and the page, then lets visitors through the door."""

    def __init__(
        self,
        settings: Settings,
        factory: ServiceFactory,
        progress: Progress,
        door: Door,
        server: object,
    ) -> None:
        self._settings = settings
        self._factory = factory
        self._progress = progress
        self._door = door
        self._server = server
        self.fault: BaseException | None = None

    def run(self) -> None:
        """Open the application; a failure stops the server and is kept in `fault`."""
        try:
            service = self._factory(self._progress)
            self._progress("interface")
            from assistant.web.mount import build_application

            application = build_application(self._settings, service, self._progress)
            self._door.admit(application)
        except AssistantError as fault:
            self._stop(fault)
        except Exception as fault:
            logger.exception("The application could not be opened.")
            self._stop(fault)
        else:
            self._progress.ready()
            print(address(self._settings.host, self._door.port), flush=True)

    def _stop(self, fault: BaseException) -> None:
        self.fault = fault
        # uvicorn has no method for it: this attribute is its documented way to stop.
        self._server.should_exit = True  # type: ignore[attr-defined]


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address; port 0 takes a free one.

    Raises BusyError where the port is taken, SettingsError where it cannot be used at all.
    """
    try:
        family, kind, proto, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, proto)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(where)
            listener.listen(128)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise BusyError(
                f"Port {port} on {host} is taken by another program.",
                "Stop it, or choose another port: ASSISTANT_PORT=7861 (0 picks a free one).",
                code="port",
                port=port,
            ) from error
        raise SettingsError(
            f"Cannot listen on {host}:{port}: {error.strerror or error}.",
            "Check ASSISTANT_HOST and ASSISTANT_PORT; ports below 1024 need privileges.",
            code="address",
        ) from error
    return listener


def address(host: str, port: int) -> str:
    """Return the URL to open in a browser on this machine."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - read, not bound
    return f"http://{f'[{name}]' if ':' in name and '[' not in name else name}:{port}"


def _finish_first(server: Any, door: Door) -> None:
    """Have answers that are on their way end before the server lets go of its connections."""
    shutdown = server.shutdown

    async def finish(sockets: Any = None) -> None:
        await door.finish(_FINISH_SECONDS)
        await shutdown(sockets=sockets)

    server.shutdown = finish


def _run_until_signal(server: object, listener: socket.socket) -> None:
    """Run uvicorn; SIGINT and SIGTERM stop it and leave with success.

    uvicorn raises the signal again once it has stopped: with nothing left to stop it would
    only end the process with an error.
    """
    previous = {}
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            previous[number] = signal.signal(number, lambda *_: None)
    try:
        asyncio.run(server.serve(sockets=[listener]))  # type: ignore[attr-defined]
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
