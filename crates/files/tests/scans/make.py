#!/usr/bin/env python3
"""Makes the streams beside this of the picture of a table, as fax machines and scanners put them into a pdf.

In: crates/pictures/tests/pictures/screenshot.png. Out: one file a filter. Needs Pillow with libtiff and OpenJPEG; JBIG2 is coded here, by the
arithmetic coder of its standard (ITU-T T.88, annex E), once as one region and once as letters and the places where they stand.
"""

import io
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
PICTURE = HERE.parents[1] / "../pictures/tests/pictures/screenshot.png"

# (probability, next if more probable, next if less probable, whether the sense turns), table E.1.
STATES = [
    (0x5601, 1, 1, 1), (0x3401, 2, 6, 0), (0x1801, 3, 9, 0), (0x0AC1, 4, 12, 0), (0x0521, 5, 29, 0), (0x0221, 38, 33, 0),
    (0x5601, 7, 6, 1), (0x5401, 8, 14, 0), (0x4801, 9, 14, 0), (0x3801, 10, 14, 0), (0x3001, 11, 17, 0), (0x2401, 12, 18, 0),
    (0x1C01, 13, 20, 0), (0x1601, 29, 21, 0), (0x5601, 15, 14, 1), (0x5401, 16, 14, 0), (0x5101, 17, 15, 0), (0x4801, 18, 16, 0),
    (0x3801, 19, 17, 0), (0x3401, 20, 18, 0), (0x3001, 21, 19, 0), (0x2801, 22, 19, 0), (0x2401, 23, 20, 0), (0x2201, 24, 21, 0),
    (0x1C01, 25, 22, 0), (0x1801, 26, 23, 0), (0x1601, 27, 24, 0), (0x1401, 28, 25, 0), (0x1201, 29, 26, 0), (0x1101, 30, 27, 0),
    (0x0AC1, 31, 28, 0), (0x09C1, 32, 29, 0), (0x08A1, 33, 30, 0), (0x0521, 34, 31, 0), (0x0441, 35, 32, 0), (0x02A1, 36, 33, 0),
    (0x0221, 37, 34, 0), (0x0141, 38, 35, 0), (0x0111, 39, 36, 0), (0x0085, 40, 37, 0), (0x0049, 41, 38, 0), (0x0025, 42, 39, 0),
    (0x0015, 43, 40, 0), (0x0009, 44, 41, 0), (0x0005, 45, 42, 0), (0x0001, 45, 43, 0), (0x5601, 46, 46, 0),
]  # fmt: skip


class Coder:
    """The encoder of annex E.2, figures E.3 to E.12."""

    def __init__(self):
        self.a, self.c, self.left, self.out, self.contexts = 0x8000, 0, 12, bytearray([0]), {}

    def bit(self, context, bit):
        index, sense = self.contexts.get(context, (0, 0))
        probability, more, less, turns = STATES[index]
        self.a -= probability
        if bit == sense:
            if self.a & 0x8000:
                self.c += probability
                return
            if self.a < probability:
                self.a = probability
            else:
                self.c += probability
            index = more
        else:
            if self.a < probability:
                self.c += probability
            else:
                self.a = probability
            sense, index = sense ^ turns, less
        self.contexts[context] = (index, sense)
        while not self.a & 0x8000:
            self.shift()

    def shift(self):
        self.a, self.c, self.left = self.a << 1, self.c << 1, self.left - 1
        if self.left == 0:
            self.byte()

    def byte(self):
        if self.out[-1] != 0xFF and self.c >= 0x8000000:
            self.out[-1] += 1
            if self.out[-1] == 0xFF:
                self.c &= 0x7FFFFFF
        if self.out[-1] == 0xFF:
            self.out.append(self.c >> 20 & 0xFF)
            self.c, self.left = self.c & 0xFFFFF, 7
        else:
            self.out.append(self.c >> 19 & 0xFF)
            self.c, self.left = self.c & 0x7FFFF, 8

    def number(self, name, value):
        """An integer, or none (out of band), annex A.2."""
        before = 1

        def put(bit):
            nonlocal before
            self.bit((name, before), bit)
            before = before << 1 | bit if before < 256 else (before << 1 | bit) & 511 | 256

        put(1 if value is None or value < 0 else 0)
        size = 0 if value is None else abs(value)
        ranges = [(0, 2), (4, 4), (20, 6), (84, 8), (340, 12), (4436, 32)]
        at = max(index for index, (start, _) in enumerate(ranges) if size >= start)
        start, bits = ranges[at]
        for bit in [1] * at + ([0] if at < 5 else []):
            put(bit)
        for bit in reversed(range(bits)):
            put(size - start >> bit & 1)

    def symbol(self, index, bits):
        before = 1
        for place in reversed(range(bits)):
            bit = index >> place & 1
            self.bit(("ID", before), bit)
            before = before << 1 | bit

    def region(self, rows):
        """Pixels by the first template with its usual places, 6.2.5.3."""

        def at(x, y):
            return rows[y][x] if 0 <= y and 0 <= x < len(rows[0]) else 0

        places = [(-1, 0), (-2, 0), (-3, 0), (-4, 0), (3, -1), (2, -1), (1, -1), (0, -1), (-1, -1), (-2, -1)]
        places += [(-3, -1), (2, -2), (1, -2), (0, -2), (-1, -2), (-2, -2)]
        for y, row in enumerate(rows):
            for x, bit in enumerate(row):
                context = sum(at(x + dx, y + dy) << place for place, (dx, dy) in enumerate(places))
                self.bit(("GB", context), bit)

    def end(self):
        top = self.c + self.a
        self.c |= 0xFFFF
        if self.c >= top:
            self.c -= 0x8000
        for _ in range(2):
            self.c <<= self.left
            self.byte()
        return bytes(self.out[1:]) + (b"\xac" if self.out[-1] == 0xFF else b"\xff\xac")


ADAPTIVE = bytes([3, 0xFF, 0xFD, 0xFF, 2, 0xFE, 0xFE, 0xFE])


def word(value):
    return value.to_bytes(4, "big")


def segment(number, kind, refers, page, data):
    return word(number) + bytes([kind, len(refers) << 5, *refers, page]) + word(len(data)) + data


def page(width, height):
    return segment(1, 48, [], 1, word(width) + word(height) + bytes(11))


def generic(rows):
    coder = Coder()
    coder.region(rows)
    head = word(len(rows[0])) + word(len(rows)) + bytes(9)
    return page(len(rows[0]), len(rows)) + segment(2, 38, [], 1, head + bytes([0]) + ADAPTIVE + coder.end())


def tiles(rows, size=48):
    """The picture in squares: the different ones, and which of them stands where. They are the letters."""
    letters, places = {}, []
    for top in range(0, len(rows), size):
        for left in range(0, len(rows[0]), size):
            letter = tuple(tuple(row[left : left + size]) for row in rows[top : top + size])
            if any(any(row) for row in letter):
                places.append((top, left, letters.setdefault(letter, len(letters))))
    return letters, places


def letters(rows):
    """Globals, a dictionary of letters; and a page on which they stand, 6.4 and 6.5."""
    found, places = tiles(rows)
    # A dictionary has its letters by height.
    order = sorted(found, key=len)
    coder, height = Coder(), 0
    for kind in sorted({len(letter) for letter in order}):
        coder.number("IADH", kind - height)
        height, width = kind, 0
        for letter in (letter for letter in order if len(letter) == kind):
            coder.number("IADW", len(letter[0]) - width)
            width = len(letter[0])
            coder.region(letter)
        coder.number("IADW", None)
    coder.number("IAEX", 0)
    coder.number("IAEX", len(order))
    dictionary = bytes(2) + ADAPTIVE + word(len(order)) * 2 + coder.end()
    globals_ = segment(0, 0, [], 0, dictionary)

    index = {letter: at for at, letter in enumerate(order)}
    names = list(found)
    bits = max(len(order) - 1, 1).bit_length()
    coder = Coder()
    coder.number("IADT", 0)
    last_top, first = 0, 0
    for top in sorted({top for top, _, _ in places}):
        coder.number("IADT", top - last_top)
        last_top = top
        line = [(left, names[name]) for at, left, name in places if at == top]
        for nth, (left, letter) in enumerate(line):
            if nth == 0:
                coder.number("IAFS", left - first)
                first = left
            else:
                coder.number("IADS", left - here)
            coder.symbol(index[letter], bits)
            here = left + len(letter[0]) - 1
        coder.number("IADS", None)
    head = word(len(rows[0])) + word(len(rows)) + bytes(9)
    # Upper left corners, one line a strip.
    text = segment(2, 6, [0], 1, head + (1 << 4).to_bytes(2, "big") + word(len(places)) + coder.end())
    return globals_, page(len(rows[0]), len(rows)) + text


def strip(picture, compression, tags=()):
    """The one strip of a tiff, without the tiff; ink is coded as black."""
    file = io.BytesIO()
    picture = picture.point(lambda value: 255 - value)
    picture.save(file, "TIFF", compression=compression, tiffinfo={278: picture.height, **dict(tags)})
    data = file.getvalue()
    said = Image.open(io.BytesIO(data)).tag_v2
    (start,), (length,) = said[273], said[279]
    assert (said.get(266, 1), said[262]) == (1, 1)
    return data[start : start + length]


def main():
    screenshot = Image.open(PICTURE).convert("RGB")
    double = screenshot.convert("L").resize((screenshot.width * 2, screenshot.height * 2), Image.LANCZOS)
    fax = double.point(lambda value: 255 if value > 190 else 0).convert("1")
    (HERE / "g4.bin").write_bytes(strip(fax, "group4"))
    (HERE / "g3.bin").write_bytes(strip(fax, "group3"))
    (HERE / "g3-2d.bin").write_bytes(strip(fax, "group3", tags={292: 1}))
    rows = [[0 if fax.getpixel((x, y)) else 1 for x in range(fax.width)] for y in range(fax.height)]
    (HERE / "region.jb2").write_bytes(generic(rows))
    globals_, text = letters(rows)
    (HERE / "globals.jb2").write_bytes(globals_)
    (HERE / "letters.jb2").write_bytes(text)
    screenshot.save(HERE / "colours.jp2", quality_mode="rates", quality_layers=[12])
    double.save(HERE / "grey.j2k", quality_mode="rates", quality_layers=[8])


main()
