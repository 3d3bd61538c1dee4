"""A picture from an upload, rebuilt from its pixels: nothing of the file comes through but what can be seen.

No camera, place, profile, comment or thumbnail, and nothing appended. The same file gives other bytes each time: the
edges are cut by chance, every small square is a shade lighter or darker, and the strength of the encoding varies. What
can be seen stays the same, so whoever sees both pictures still knows them for one.
"""

import contextlib
import secrets
import threading
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageChops, ImageOps

# One format out. WebP's coder makes a different stream of all that follows one different pixel; JPEG's does not.
CONTENT_TYPE = "image/webp"
# What browsers offer to choose from; a phone that stores others converts them for us.
ACCEPTED = ("image/jpeg", "image/png", "image/webp", "image/gif")
MOST_BYTES = 10 * 1024 * 1024
# Read from the head of the file, before a pixel is decoded. A telephone's picture has up to 50 million; JPEG alone can
# be decoded at a fraction of its size, the others take four bytes a pixel.
MOST_PIXELS = {"JPEG": 50_000_000, "MPO": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000, "GIF": 25_000_000}
LEAST_SIDE = 16
LONGEST_SIDE = 1600
FACE_SIDE = 256

TOO_DETAILED = gettext_lazy("This picture has more detail than we can take. Please make it smaller first.")
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_PAPER = (255, 255, 255)
_QUALITIES = range(79, 85)
_SQUARE = 8  # pixels; the encoder's own blocks are half and double that
_SHADES = 5  # of 255: too few to see
# A decoded picture is large: one at a time in a process. It also guards the filter of warnings, which is shared.
_one_at_a_time = threading.Lock()


class PictureRefused(ValueError):
    """The file gives no picture; ``str()`` is a sentence for the person who chose it."""


@dataclass(frozen=True)
class Picture:
    """What is kept and served: WebP, with its size on screen."""

    content: bytes
    width: int
    height: int


def rebuild(upload: BinaryIO, *, longest: int = LONGEST_SIDE) -> Picture:
    """The picture upright, no side longer than ``longest``, of an animation the first frame.

    Raises ``PictureRefused`` for what is no picture, too small, or too large to be decoded safely. The largest that is
    taken holds 300 MB for about a second.
    """
    with _one_at_a_time:
        image = _decoded(upload, longest)
        if max(image.size) > longest:
            image = ImageOps.contain(image, (longest, longest))
        return _encoded(_trimmed(_upright_on_paper(image)))


def rebuild_face(upload: BinaryIO, *, side: int = FACE_SIDE) -> Picture:
    """The middle of the picture as a square of exactly ``side``. Raises ``PictureRefused``, as ``rebuild`` does."""
    with _one_at_a_time:
        image = ImageOps.cover(_decoded(upload, side * 2), (side * 2, side * 2))
        return _encoded(ImageOps.fit(_trimmed(_upright_on_paper(image)), (side, side)))


def _decoded(upload: BinaryIO, wanted: int) -> Image.Image:
    """The pixels as they lie in the file; of a large JPEG fewer, but at least ``wanted`` a side."""
    data = upload.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise PictureRefused(_("This file is larger than 10 MB. Please choose a smaller picture."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            # The others tell of spoiled parts that are thrown away anyhow.
            warnings.filterwarnings("ignore", category=UserWarning, module="PIL")
            return _opened(data, wanted)
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise PictureRefused(TOO_DETAILED) from bomb
    except Exception as problem:  # decoders raise whatever a spoiled file leads them to
        raise PictureRefused(_("We could not read this as a picture. JPEG, PNG, WebP and GIF files work.")) from problem


def _opened(data: bytes, wanted: int) -> Image.Image:
    """Decoded only after the head has said that it is neither too large nor too small."""
    if data[8:12] == b"WEBP":
        _refuse_by_size("WEBP", *_size_of_webp(data))
    image = Image.open(BytesIO(data), formats=_FORMATS)
    _refuse_by_size(str(image.format), *image.size)
    image.draft("RGB", (wanted, wanted))
    image.load()
    if image.mode in {"RGB", "RGBA"}:
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _refuse_by_size(kind: str, width: int, height: int) -> None:
    if width * height > MOST_PIXELS[kind]:
        raise PictureRefused(TOO_DETAILED)
    if min(width, height) < LEAST_SIDE:
        raise PictureRefused(_("This picture is too small to be seen. Please choose another one."))


def _size_of_webp(data: bytes) -> tuple[int, int]:
    """From its first chunk: opening one makes room for all its pixels at once."""
    kind, head = data[12:16], data[20:30]
    if kind == b"VP8X":
        return int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return int.from_bytes(head[6:8], "little") & 0x3FFF, int.from_bytes(head[8:10], "little") & 0x3FFF


def _upright_on_paper(image: Image.Image) -> Image.Image:
    """A new image with the pixels and nothing else. Colours are taken as sRGB: profiles are code for another parser."""
    # Which way is up is written in a corner of the file that is often spoiled.
    with contextlib.suppress(Exception):
        image = ImageOps.exif_transpose(image)
    paper = Image.new("RGB", image.size, _PAPER)
    paper.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return paper


def _trimmed(image: Image.Image) -> Image.Image:
    """Without up to a hundredth of each edge, by chance."""
    width, height = image.size
    across, down = max(width // 100, 1), max(height // 100, 1)
    left, top = secrets.randbelow(across + 1), secrets.randbelow(down + 1)
    right, bottom = width - secrets.randbelow(across + 1), height - secrets.randbelow(down + 1)
    return image.crop((left, top, right, bottom))


def _encoded(image: Image.Image) -> Picture:
    shades = _chance_shades(image.size)
    # Drawn in a little from white and black, where half of the shades would come to nothing.
    image = image.point(lambda value: 2 + value * 251 // 255)
    image = ImageChops.add(image, Image.merge("RGB", (shades, shades, shades)), 1.0, -(_SHADES // 2))
    content = BytesIO()
    image.save(content, "WEBP", quality=secrets.choice(_QUALITIES), method=4)
    return Picture(content.getvalue(), image.width, image.height)


def _chance_shades(size: tuple[int, int]) -> Image.Image:
    across, down = size[0] // _SQUARE + 1, size[1] // _SQUARE + 1
    chance = Image.frombytes("L", (across, down), secrets.token_bytes(across * down))
    shades = chance.point(lambda value: value * _SHADES // 256)
    shades = shades.resize((across * _SQUARE, down * _SQUARE), Image.Resampling.NEAREST)
    return shades.crop((0, 0, *size))
