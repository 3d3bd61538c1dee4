"""Pictures that nobody took: hills and a sun, drawn for faces of made-up people."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
SIDE = 320


def landscape(ground: Colour, sky: Colour) -> BytesIO:
    """A file with a hill before a sky, as somebody might upload one."""
    image = Image.new("RGB", (SIDE, SIDE), sky)
    draw = ImageDraw.Draw(image)
    draw.ellipse((SIDE * 0.6, SIDE * 0.15, SIDE * 0.82, SIDE * 0.37), fill=(244, 226, 190))
    draw.ellipse((-SIDE * 0.4, SIDE * 0.55, SIDE * 0.9, SIDE * 1.6), fill=ground)
    draw.ellipse((SIDE * 0.4, SIDE * 0.68, SIDE * 1.5, SIDE * 1.7), fill=_darker(ground))
    file = BytesIO()
    image.save(file, "PNG")
    file.seek(0)
    return file


def _darker(colour: Colour) -> Colour:
    red, green, blue = (part * 3 // 4 for part in colour)
    return red, green, blue
