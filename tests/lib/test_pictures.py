"""Pictures come through as pixels and nothing else, and never twice as the same file."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageDraw, PngImagePlugin
from PIL.ExifTags import GPS, IFD, Base

from supportgroups.lib import picturestore
from supportgroups.lib.pictures import FACE_SIDE, LONGEST_SIDE, MOST_BYTES, PictureRefused, rebuild, rebuild_face

pytestmark = pytest.mark.once

SECRET = b"CANARY-of-a-camera"
TOLD = SECRET.decode()
# What begins every file of the encoder: kind, size, tables of the coder.
HEAD = 64
# Two plain white pictures share sixteen bytes by chance once in some hundred times.
TELLING_RUN = 32


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def scene(size: tuple[int, int] = (640, 480), mode: str = "RGB") -> Image.Image:
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0] // 2, size[1] // 2), fill=(200, 40, 30))
    draw.ellipse((size[0] // 2, size[1] // 2, size[0] - 20, size[1] - 20), fill=(30, 60, 200))
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> BytesIO:
    file = BytesIO()
    image.save(file, kind, **options)
    file.seek(0)
    return file


def telling_exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Artist], exif[Base.Orientation] = TOLD, TOLD, orientation
    exif.get_ifd(IFD.Exif)[Base.UserComment] = SECRET
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (51.0, 30.0, 26.0)
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSProcessingMethod] = SECRET
    return exif


def with_segments(jpeg: bytes, *segments: tuple[int, bytes]) -> bytes:
    """Segments put in after the first two bytes, as cameras and editors do."""
    put = b"".join(bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body for marker, body in segments)
    return jpeg[:2] + put + jpeg[2:]


def telling_jpeg() -> bytes:
    profile = b"\x00" * 128 + SECRET
    file = saved(scene(), "JPEG", exif=telling_exif(), icc_profile=profile, comment=SECRET).getvalue()
    thumbnail = saved(scene((160, 120)), "JPEG", comment=SECRET).getvalue()
    return with_segments(
        file,
        (0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"),
        (0xED, b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x1a\x1c\x02\x78\x00\x12" + SECRET + b"\x00\x00\x00"),
        (0xE2, b"MPF\x00" + SECRET),
        (0xE0, b"JFXX\x00\x10" + thumbnail),
        (0xFE, SECRET),
    ) + b"after the end " + SECRET + thumbnail  # fmt: skip


def telling_png() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", TOLD)
    info.add_text("Author", TOLD * 40, zip=True)
    info.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{TOLD}</x:xmpmeta>", zip=False)
    info.add(b"prVt", SECRET)
    return saved(scene(mode="RGBA"), "PNG", pnginfo=info, exif=telling_exif()).getvalue() + SECRET


def telling_webp() -> bytes:
    return saved(scene(), "WEBP", exif=telling_exif(), xmp=SECRET, icc_profile=b"\x00" * 128 + SECRET).getvalue()


def telling_gif() -> bytes:
    frames = [scene().quantize(), scene().rotate(90).quantize()]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:], comment=SECRET).getvalue() + SECRET


TELLING = {"jpeg": telling_jpeg, "png": telling_png, "webp": telling_webp, "gif": telling_gif}


@pytest.mark.parametrize("kind", TELLING)
def test_nothing_but_pixels_comes_through(kind):
    data = TELLING[kind]()
    assert SECRET in data

    for picture in (rebuild(BytesIO(data)), rebuild_face(BytesIO(data))):
        seen = Image.open(BytesIO(picture.content))
        seen.load()
        assert SECRET not in picture.content
        assert seen.format == "WEBP"
        assert not seen.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(seen.info)
        # Nothing stands in the file but the one chunk of the picture: no place is left for anything else.
        assert picture.content[12:16] == b"VP8 "
        assert struct.unpack("<I", picture.content[4:8])[0] + 8 == len(picture.content)
        assert struct.unpack("<I", picture.content[16:20])[0] + 20 in {len(picture.content), len(picture.content) - 1}


@pytest.mark.parametrize("kind", TELLING)
def test_what_is_seen_stays_the_same(kind):
    picture = rebuild(BytesIO(TELLING[kind]()))

    seen = Image.open(BytesIO(picture.content)).convert("RGB")
    assert near(seen.getpixel((60, 60)), (200, 40, 30))
    assert near(seen.getpixel((470, 350)), (30, 60, 200))
    assert abs(picture.width - 640) <= 14
    assert abs(picture.height - 480) <= 14


def near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return all(abs(part - wished) <= 24 for part, wished in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_the_camera_was_held(orientation):
    upright = scene((400, 300))
    stored = upright if orientation == 1 else upright.transpose(_AS_STORED[orientation])
    picture = rebuild(saved(stored, "JPEG", exif=telling_exif(orientation), quality=95))

    seen = Image.open(BytesIO(picture.content)).convert("RGB")
    assert near(seen.getpixel((20, 20)), (200, 40, 30))
    assert seen.width > seen.height


# How a camera lays the pixels down, so that the orientation brings them back.
_AS_STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "I;16", "CMYK"])
def test_every_way_to_write_colours_is_read(mode):
    image = (
        scene().convert("L").convert("I;16")
        if mode == "I;16"
        else scene(mode="L" if mode == "LA" else "RGB").convert(mode)
    )
    picture = rebuild(saved(image, "JPEG" if mode == "CMYK" else "PNG"))

    assert Image.open(BytesIO(picture.content)).mode == "RGB"


def test_what_was_transparent_lies_on_white():
    picture = rebuild(saved(Image.new("RGBA", (200, 200), (0, 0, 0, 0)), "PNG"))

    assert near(Image.open(BytesIO(picture.content)).convert("RGB").getpixel((90, 90)), (253, 253, 253))


def test_sizes_are_bounded_and_small_ones_are_not_blown_up():
    assert LONGEST_SIDE - 40 <= rebuild(saved(scene((3000, 900)), "JPEG")).width <= LONGEST_SIDE
    assert rebuild(saved(scene((120, 90)), "PNG")).width <= 120
    for size in ((3000, 900), (90, 300), (40, 40)):
        face = rebuild_face(saved(scene(size), "PNG"))
        assert (face.width, face.height) == (FACE_SIDE, FACE_SIDE)


@pytest.mark.parametrize(
    "image", [scene((1024, 768)), Image.new("RGB", (1024, 768), "white"), Image.new("RGB", (512, 512))]
)
@pytest.mark.parametrize("build", [rebuild, rebuild_face])
def test_the_same_file_twice_shares_no_run_of_bytes(image, build):
    file = saved(image, "PNG").getvalue()

    one, two = (build(BytesIO(file)).content[HEAD:] for _time in range(2))
    runs = {one[at : at + TELLING_RUN] for at in range(len(one) - TELLING_RUN + 1)}
    assert len(runs) > 50
    assert not any(two[at : at + TELLING_RUN] in runs for at in range(len(two) - TELLING_RUN + 1))


def bomb_png(width: int, height: int) -> bytes:
    """A head that promises, and a body that would keep its promise at a thousandth of the size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00" * 5_000_000, 9)
    chunks = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    parts = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def bomb_webp(kind: bytes) -> bytes:
    side = 16_383
    heads = {
        b"VP8X": b"\x02\x00\x00\x00" + (side - 1).to_bytes(3, "little") * 2,
        b"VP8L": b"\x2f" + ((side - 1) | (side - 1) << 14).to_bytes(4, "little") + b"\x00" * 5,
        b"VP8 ": b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", side, side),
    }
    body = kind + struct.pack("<I", 4000) + heads[kind] + b"\x00" * 3990
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def bomb_jpeg() -> bytes:
    file = bytearray(saved(scene((64, 64)), "JPEG").getvalue())
    frame = file.index(b"\xff\xc0")
    file[frame + 5 : frame + 9] = struct.pack(">HH", 60_000, 60_000)
    return bytes(file)


BOMBS = {
    "png": bomb_png(50_000, 50_000),
    "png just above": bomb_png(5_001, 5_000),
    "jpeg": bomb_jpeg(),
    "gif": b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + telling_gif()[10:],
    **{f"webp {kind.decode()}": bomb_webp(kind) for kind in (b"VP8X", b"VP8L", b"VP8 ")},
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_before_anything_is_decoded(name, monkeypatch):
    def decoding(*_args: Any, **_kwargs: Any) -> None:
        raise AssertionError("a decoder was set up")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decoding)
    monkeypatch.setattr("PIL._webp.WebPAnimDecoder", decoding)
    with pytest.raises(PictureRefused, match="more detail"):
        rebuild(BytesIO(BOMBS[name]))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "could not read"),
        (b"%PDF-1.7 no picture", "could not read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "could not read"),
        (telling_jpeg()[:3000], "could not read"),
        (telling_png()[:3000], "could not read"),
        (b"RIFF\x00\x00\x00\x00WEBP", "too small|could not read"),
        (saved(Image.new("RGB", (400, 5)), "PNG").getvalue(), "too small"),
        (saved(scene(), "TIFF").getvalue(), "could not read"),
        (saved(scene(), "BMP").getvalue(), "could not read"),
        (b"\xff" * (MOST_BYTES + 1), "larger than 10 MB"),
    ],
)
def test_what_is_no_picture_is_answered_kindly(data, words):
    for build in (rebuild, rebuild_face):
        with pytest.raises(PictureRefused, match=words):
            build(BytesIO(data))


def test_text_that_swells_in_a_png_is_refused():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "x" * 50_000_000, zip=True)

    with pytest.raises(PictureRefused):
        rebuild(saved(scene(), "PNG", pnginfo=info))


def test_a_kept_picture_is_answered_as_nothing_else_and_under_a_name_of_its_own():
    picture = rebuild_face(saved(scene(), "JPEG"))
    names = [picturestore.keep(picture) for _time in range(2)]

    answers = [picturestore.answer(name) for name in names]
    assert len(set(names)) == 2
    assert all(len(name) <= picturestore.NAME_LENGTH for name in names)
    assert answers[0].content == picture.content
    for answer in answers:
        assert answer["Content-Type"] == "image/webp"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "ETag" not in answer
        assert "Last-Modified" not in answer


def test_a_dropped_picture_is_gone_and_dropping_it_again_is_quiet():
    from django.http import Http404

    name = picturestore.keep(rebuild_face(saved(scene(), "JPEG")))
    picturestore.drop(name)
    picturestore.drop(name)
    picturestore.drop("")

    with pytest.raises(Http404):
        picturestore.answer(name)
