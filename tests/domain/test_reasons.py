"""What the system refused is told in Thai, and by its code where that is not known."""

import errno

import pytest

from ita_desktop.domain.errors import IN_USE, NO_SPACE, reason_of


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.ENOSPC, "full"), NO_SPACE),
        (OSError(errno.EBUSY, "busy"), IN_USE),
        (OSError(errno.EXDEV, "loop"), "ระบบแจ้งรหัส EXDEV"),
        (OSError("neither"), "ระบบแจ้งรหัส OSError"),
    ],
)
def test_a_refusal_of_the_system_is_told(error: OSError, reason: str) -> None:
    assert reason_of(error) == reason
