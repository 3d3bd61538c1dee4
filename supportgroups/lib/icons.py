"""The site's own small set of line drawings, on a square of 24, drawn with a stroke of the text's colour.

An icon always stands beside a word; it is never the only name of a thing.
"""

ICONS: dict[str, str] = {
    "back": "M19 12H5m6-6-6 6 6 6",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "clock": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
    "close": "M6.5 6.5l11 11m0-11l-11 11",
    "door": "M6 20.5V4.5a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v16M3.5 20.5h17M14.5 12v.5",
    "eye": "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.25a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5z",
    "forward": "M5 12h14m-6-6 6 6-6 6",
    "help": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z"
    "M6 6l3.5 3.5m5 5L18 18M18 6l-3.5 3.5m-5 5L6 18",
    "lamp": "M8.5 4.5h7l3.5 8H5zM12 12.5v7M8 19.5h8M15.5 12.5v2.5",
    "leave": "M14 4.5H6.5a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1H14M10 12h10m-3.5-3.5L20 12l-3.5 3.5",
    "lock": "M6.5 10.5h11a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5",
    "mail": "M4.5 6h15a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM4 7l8 6 8-6",
    "notice": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5m0-8.5v.2",
    "pin": "M9 4h6l-1 6 3 3.5H7l3-3.5zM12 13.5V20",
    "reply": "M9.5 6L4 11.5 9.5 17M4 11.5h9a7 7 0 0 1 7 7",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20.5 20.5",
    "warning": "M12 4l9 15.5H3zM12 10v4.5m0 2.3v.2",
    "write": "M4 20l1-4.5L16.5 4a1.5 1.5 0 0 1 2 0L20 5.5a1.5 1.5 0 0 1 0 2L8.5 19z",
}
