"""Signs a program for Windows with what the environment gives; without it says so and signs none.

``ITA_SIGN_COMMAND`` is a command that signs the file named behind it, as a service has. Else
``ITA_SIGN_CERTIFICATE`` is a PKCS #12 file for osslsigncode, with the password in the file
``ITA_SIGN_PASSWORD_FILE`` and a time stamp of the server ``ITA_SIGN_TIMESTAMP``, if they are given.
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path

NAME = "ITA Desktop"


def is_given() -> bool:
    """Whether there is anything to sign with."""
    return bool(os.environ.get("ITA_SIGN_COMMAND") or os.environ.get("ITA_SIGN_CERTIFICATE"))


def sign(program: Path) -> None:
    """Signs a program in its place. Raises subprocess.CalledProcessError where that fails; then
    the program is as it was."""
    if command := os.environ.get("ITA_SIGN_COMMAND"):
        subprocess.run([*shlex.split(command), program], check=True)
        return
    signed = program.with_name(f"{program.name}.signed")
    options = ["-pkcs12", os.environ["ITA_SIGN_CERTIFICATE"], "-h", "sha256", "-n", NAME]
    if password := os.environ.get("ITA_SIGN_PASSWORD_FILE"):
        options += ["-readpass", password]
    if stamp := os.environ.get("ITA_SIGN_TIMESTAMP"):
        options += ["-ts", stamp]
    try:
        subprocess.run(
            ["osslsigncode", "sign", *options, "-in", program, "-out", signed],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        signed.replace(program)
    finally:
        signed.unlink(missing_ok=True)


if __name__ == "__main__":
    sign(Path(sys.argv[1]))
