"""Puts pictures into a Word file, each only once however often it is shown."""

from hashlib import sha1
from itertools import count
from typing import Any


class Pictures:
    """The pictures of python-docx's document ``begun``. python-docx itself compares each picture
    with all earlier ones, so that a book of many photographs takes long."""

    def __init__(self, begun: Any) -> None:
        self._part = begun.part
        self._parts = begun.part.package.image_parts
        earlier = list(self._parts)
        self._held = {part.sha1: part for part in reversed(earlier)}
        used = {part.partname.idx for part in earlier}
        self._free = (number for number in count(1) if number not in used)

    def inline(self, data: bytes, width: int, height: int) -> Any:
        """Returns the element of a picture in a line; its size is in EMU."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.shape import CT_Inline

        held = self._held_as(data)
        place = self._part.relate_to(held, RELATIONSHIP_TYPE.IMAGE)
        name = held.image.filename
        made: Any = CT_Inline
        return made.new_pic_inline(self._part.next_id, place, name, width, height)

    def _held_as(self, data: bytes) -> Any:
        from docx.image.image import Image
        from docx.opc.packuri import PackURI
        from docx.parts.image import ImagePart

        digest = sha1(data, usedforsecurity=False).hexdigest()
        if digest not in self._held:
            image = Image.from_blob(data)
            name = PackURI(f"/word/media/image{next(self._free)}.{image.ext}")
            self._held[digest] = ImagePart.from_image(image, name)
            self._parts.append(self._held[digest])
        return self._held[digest]
