"""Pictures as cameras, telephones and screens give them, made for tests."""

from io import BytesIO
from typing import Any

from PIL import Image

PLACE = b"ITA TEST CAMERA"
"""Stands in what the camera noted, beside the place."""
TRANSPOSED = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
"""What a camera that notes an orientation has done to the picture: undone by turning it back."""


_TILE = 512


def scene(width: int = 240, height: int = 160) -> Image.Image:
    """Red at the top left, blue at the bottom right, white elsewhere."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste((200, 30, 30), (0, 0, width // 2, height // 2))
    picture.paste((30, 30, 200), (width // 2, height // 2, width, height))
    return picture


def noise(width: int, height: int) -> Image.Image:
    """Many colours, as in a photograph; in a large one they repeat, as making them takes long."""
    across, down = min(width, _TILE), min(height, _TILE)
    tile = Image.merge("RGB", [Image.effect_noise((across, down), 60) for _ in range(3)])
    picture = Image.new("RGB", (width, height))
    for left in range(0, width, across):
        for top in range(0, height, down):
            picture.paste(tile, (left, top))
    return picture


def noted(orientation: int = 1) -> Image.Exif:
    """What a camera notes: who made it, which way up, and where."""
    exif = Image.Exif()
    exif[0x010F] = PLACE.decode()
    exif[0x0112] = orientation
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (13.0, 45.0, 0.0)
    return exif


def saved(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The picture as a file."""
    made = BytesIO()
    picture.save(made, kind, **options)
    return made.getvalue()


def photograph(seed: int = 0, width: int = 320, height: int = 240) -> bytes:
    """A JPEG that differs from those of other seeds, with what a camera notes."""
    picture = scene(width, height)
    picture.paste(
        (seed * 37 % 256, seed * 91 % 256, seed * 5 % 256), (0, height // 2, width // 2, height)
    )
    return saved(picture, quality=90, exif=noted())


def opened(data: bytes) -> Image.Image:
    """A picture that was kept."""
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture
