"""A real DokuWiki and a real MediaWiki, each with our extension, in folders of a test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

DEPLOY = Path(__file__).resolve().parents[3] / "deploy"
DOKUWIKI, MEDIAWIKI = Path("/usr/share/dokuwiki"), Path("/usr/share/mediawiki")
_NEEDED = {"sqlite3", "intl", "mbstring", "xml"}


def missing() -> str:
    """What keeps the wikis from being started, "" where nothing does."""
    if not shutil.which("php") or not DOKUWIKI.is_dir() or not MEDIAWIKI.is_dir():
        return "the Debian packages dokuwiki, mediawiki and php-cli are not installed"
    modules = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True).stdout
    lacking = _NEEDED - set(modules.lower().split())
    return f"PHP lacks the modules {', '.join(sorted(lacking))}" if lacking else ""


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def dokuwiki(folder: Path, port: int, server: str, pages: Mapping[str, str]) -> Iterator[str]:
    """Serve a DokuWiki with our plugin and some pages; yields its address."""
    root, conf, data = folder / "root", folder / "conf", folder / "data"
    shutil.copytree(DOKUWIKI, root, ignore_dangling_symlinks=True)
    shutil.copytree("/etc/dokuwiki", conf, ignore=shutil.ignore_patterns("*.example"))
    shutil.copytree(DEPLOY / "dokuwiki" / "assistant", root / "lib" / "plugins" / "assistant")
    folders = "pages attic media media_attic media_meta meta cache index locks tmp log"
    for name in folders.split():
        (data / name).mkdir(parents=True)
    for name, text in pages.items():
        (data / "pages" / f"{name}.txt").write_text(text, encoding="utf-8")
    (conf / "local.php").write_text(
        "<?php $conf['title'] = 'Board'; $conf['useacl'] = 0; $conf['updatecheck'] = 0;\n"
        f"$conf['savedir'] = '{data}'; $conf['plugin']['assistant']['server'] = '{server}';\n"
    )
    # Debian keeps the configuration in /etc; defined first, ours is used.
    before = folder / "before.php"
    before.write_text(
        f"<?php define('DOKU_MAIN_CONF', '{conf}/'); define('DOKU_CONF', '{conf}/');\n"
        "define('DOKU_FARM', false);\n"
    )
    with _php(root, port, folder, f"auto_prepend_file={before}") as address:
        yield address


@contextmanager
def mediawiki(folder: Path, port: int, server: str, pages: Mapping[str, str]) -> Iterator[str]:
    """Install a MediaWiki with SQLite, our extension and some pages; yields its address."""
    address = f"http://localhost:{port}"
    (folder / "data").mkdir(parents=True)
    _maintain(
        "install.php",
        "--dbtype=sqlite",
        "--dbname=wiki",
        f"--dbpath={folder / 'data'}",
        f"--confpath={folder}",
        "--scriptpath=",
        f"--server={address}",
        "--pass=a-Board-needs-1-passphrase",
        "Board",
        "Chair",
    )
    settings = folder / "LocalSettings.php"
    extension = DEPLOY / "mediawiki" / "Assistant" / "extension.json"
    (folder / "cache").mkdir()
    with settings.open("a") as more:
        more.write(
            f"wfLoadExtension( 'Assistant', '{extension}' );\n"
            f"$wgAssistantServer = '{server}';\n"
            f"$wgCacheDirectory = '{folder / 'cache'}';\n$wgJobRunRate = 0;\n"
            "$wgCSPHeader = true;\n$wgDefaultSkin = 'monobook';\n"
        )
    texts = [folder / f"{name}.txt" for name in pages]
    for path, text in zip(texts, pages.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    _maintain("importTextFiles.php", f"--conf={settings}", *map(str, texts))
    with _php(Path("/var/lib/mediawiki"), port, folder, MW_CONFIG_FILE=str(settings)):
        yield address


def _maintain(script: str, *arguments: str) -> None:
    command = ["php", str(MEDIAWIKI / "maintenance" / script), *arguments]
    subprocess.run(command, capture_output=True, check=True)


@contextmanager
def _php(root: Path, port: int, folder: Path, *options: str, **settings: str) -> Iterator[str]:
    """Run PHP's own web server over a folder until the end of the block."""
    told = [part for each in (*options, f"session.save_path={folder}") for part in ("-d", each)]
    command = ["php", "-d", "display_errors=0", *told, "-S", f"127.0.0.1:{port}", "-t", str(root)]
    environment = {**os.environ, **settings, "PHP_CLI_SERVER_WORKERS": "3"}
    with (folder / "php.log").open("w") as log:
        process = subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            _wait_for(port)
            # Another site than 127.0.0.1 to a browser, on which the assistant is.
            yield f"http://localhost:{port}"
        finally:
            # Its workers are of its group, and outlive it otherwise.
            os.killpg(process.pid, 15)
            process.wait()


def _wait_for(port: int, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"Nothing listens on port {port}.")
