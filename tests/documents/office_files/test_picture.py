"""Pictures that the office gives for its papers."""

from io import BytesIO

import pytest
from PIL import Image

from ita_desktop.documents.office_files import check_picture, shape_of, thumbnail
from ita_desktop.domain.errors import InputError


def picture(size: tuple[int, int] = (40, 80)) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, "brown").save(made, "PNG")
    return made.getvalue()


def test_a_picture_has_a_shape_and_is_made_small() -> None:
    data = picture()
    check_picture(data)
    assert shape_of(data) == 0.5
    with Image.open(BytesIO(thumbnail(data, 20))) as small:
        assert small.size == (10, 20)


def test_a_broken_picture_is_told() -> None:
    broken = picture()[:60]
    assert shape_of(broken) is None
    for use in (check_picture, lambda data: thumbnail(data, 20)):
        with pytest.raises(InputError, match="เปิดภาพนี้ไม่ได้"):
            use(broken)
