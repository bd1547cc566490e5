"""A served process and a real Chromium to look at it with."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"wide": (1440, 900), "phone": (390, 844)}


@contextmanager
def served(script: Path, home: Path, **settings: str) -> Iterator[str]:
    """Run a script that serves on a free port; yields its address once it is ready."""
    environment = {**os.environ, **settings, "ASSISTANT_HOME": str(home), "ASSISTANT_PORT": "0"}
    with subprocess.Popen(
        [sys.executable, str(script)], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """One reader's page, with what went wrong on it and what it asked of other hosts."""

    page: Page
    url: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def note(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.foreign.append(request.url)

    def ask(self, question: str) -> None:
        """Type a question, send it with Enter and wait for the whole answer."""
        number = self.page.locator(".turn").count() + 1
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        self.page.wait_for_selector(f"#current #t{number} [data-action=copy-turn]")
        self.page.wait_for_selector("#send", state="visible")


@contextmanager
def visit(
    browser: Browser, url: str, locale: str = "en-GB", size: str = "wide", scheme: str = "light"
) -> Iterator[Visit]:
    """Open the application as a new reader."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale=locale,
        color_scheme="dark" if scheme == "dark" else "light",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    visitor = Visit(page, url)
    page.on("request", visitor.note)
    page.on("pageerror", lambda error: visitor.errors.append(str(error)))
    page.goto(url)
    page.wait_for_selector(".hero h1")
    yield visitor
    context.close()
