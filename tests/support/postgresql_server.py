"""A PostgreSQL server for the length of a test run, on a socket of its own."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.support.programs import find

_FORGETFUL = ("-c fsync=off", "-c full_page_writes=off", "-c autovacuum=off")
"""What it stores may be lost with the machine; and nobody tidies so many databases meanwhile."""

_ROOM = 2**30


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, where PostgreSQL is installed."""
    if os.name == "nt":
        return None  # the server is reached by a socket of POSIX
    found = find("needs_postgresql")
    return found.resolve().parent if found else None


@contextmanager
def temporary_server(bin_folder: Path) -> Iterator[str]:
    """Starts a server that trusts everybody and yields the SQLAlchemy URL of its ``postgres``
    database."""
    options = ["-c listen_addresses=''", *_FORGETFUL]
    with _started(bin_folder, ["-A", "trust"], options) as folder:
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"


@contextmanager
def certified_server(bin_folder: Path, issued: Path, *settings: str) -> Iterator[tuple[int, Path]]:
    """Starts a server that admits encrypted connections alone, to ``template1`` by certificates of
    the issuer in the folder ``issued``; yields its port and the folder with its own certificate."""
    hba = issued / "pg_hba.conf"
    hba.write_text(
        "local all all trust\n"
        "hostssl template1 all 127.0.0.1/32 cert\n"
        "hostssl all all 127.0.0.1/32 trust\n",
        encoding="ascii",
    )
    port = _free_port()
    options = ["-c listen_addresses=127.0.0.1", f"-c port={port}", f"-c hba_file={hba}",
               f"-c ssl_ca_file={issued / 'issuer.crt'}",
               f"-c ssl_crl_file={issued / 'revoked.crl'}",
               *_FORGETFUL, "-c ssl=on", *(f"-c {setting}" for setting in settings)]  # fmt: skip
    with _started(bin_folder, ["-A", "trust"], options, tls=True) as folder:
        yield port, folder / "data"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def secured_server(bin_folder: Path, password: str) -> Iterator[str]:
    """Starts a server on a port of this machine that wants passwords, and TLS if OpenSSL is here;
    yields the address of ``postgres`` without the password."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as given:
        Path(given).chmod(0o755)
        secret = Path(given) / "password"
        secret.write_text(password, encoding="utf-8")
        secret.chmod(0o644)
        options = ["-c listen_addresses=127.0.0.1", f"-c port={port}", *_FORGETFUL]
        with _started(bin_folder, ["-A", "scram-sha-256", f"--pwfile={secret}"], options, tls=True):
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"


@contextmanager
def _started(
    bin_folder: Path, made: list[str], options: list[str], *, tls: bool = False
) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="ita-pg-", dir=_memory()))
    data = folder / "data"
    # PostgreSQL refuses to run as root.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")

    def run(*words: str) -> None:
        subprocess.run([*as_user, *words], check=True, capture_output=True, cwd="/")

    run(str(bin_folder / "initdb"), "-D", str(data), "-U", "postgres", *made,
        "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    if tls and (openssl := shutil.which("openssl")) is not None:
        run(openssl, "req", "-new", "-x509", "-nodes", "-days", "1", "-subj", "/CN=localhost",
            "-keyout", str(data / "server.key"), "-out", str(data / "server.crt"))  # fmt: skip
        options = ["-c ssl=on", *options]
    every = " ".join([*options, f"-c unix_socket_directories={folder}"])
    run(str(bin_folder / "pg_ctl"), "-D", str(data), "-o", every, "-w", "-l",
        str(folder / "log"), "start")  # fmt: skip
    try:
        yield folder
    finally:
        run(str(bin_folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> Path | None:
    """A folder in memory, where there is room: each database is hundreds of files."""
    folder = Path("/dev/shm")
    return folder if folder.is_dir() and shutil.disk_usage(folder).free > _ROOM else None


def restart(url: str) -> None:
    """Restarts the server of :func:`temporary_server` as if it had crashed."""
    folder = Path(parse_qs(urlsplit(url).query)["host"][0])
    found = binaries()
    assert found is not None
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*as_user, str(found / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "-w",
         "-l", str(folder / "log"), "restart"],
        check=True, capture_output=True, cwd="/",
    )  # fmt: skip
