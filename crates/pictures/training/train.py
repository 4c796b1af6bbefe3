"""The small network on glyphs: renders figures, spoils them as screens, scanners and cameras do, learns to tell their glyphs.

In:  a folder with fonts (Debian's packages named in README.md), the built example `features` (cargo build --release -p gouji-pictures --examples).
Out: models/glyphs.bin. The seed is fixed: the same fonts give the same weights.

Needs: python 3.11, numpy, Pillow. Usage: python train.py FONTS FEATURES [count of lines]
"""
import hashlib
import io
import random
import re
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SEED = 20241
HERE = Path(__file__).resolve().parent
# Families that only tests see; `accuracy pictures` draws its tables with them.
NEVER = re.compile(r"Carlito|Caladea|wqy-zenhei|FreeSans|gbsn00lp|Italic|Oblique|Symbol|MathTeX|ExtraLight|Hairline|Thin")
USED = re.compile(
    r"NotoS(erif|ans)CJK-(Regular|Bold)|wqy-microhei|uming|ukai|gkai00mp|Liberation(Serif|Sans|Mono|SansNarrow)-(Regular|Bold)"
    r"|DejaVu(Sans|SansMono|Serif|SansCondensed)(-Bold)?\.|Hack-(Regular|Bold)|FiraCode-(Regular|Medium)|Lato-(Regular|Medium)"
    r"|OpenSans-(Regular|Semibold)|Roboto(Condensed)?-(Regular|Medium)|cmun(rm|ss|tt|bx)\.|Free(Serif|Mono)(Bold)?\.|Inconsolata|Courier.?Prime"
)
CLASSES = "0123456789.,-/?"


def fonts(folders):
    files = sorted(p for f in folders for p in Path(f).rglob("*") if p.suffix in (".ttf", ".ttc", ".otf"))
    return [str(p) for p in files if USED.search(p.name) and not NEVER.search(p.name)]


def text(r):
    kind = r.random()
    digits = lambda n: "".join(r.choice("0123456789") for _ in range(n))
    if kind < 0.80:
        return digits(r.choice([1, 1, 2, 2, 3, 3, 4, 5, 6]))
    if kind < 0.86:
        return digits(r.randint(1, 4)) + "." + digits(r.randint(1, 4))
    if kind < 0.90:
        return digits(r.randint(1, 3)) + "," + digits(3)
    return r.choice(["-", "/", "--", "-" + digits(2), digits(3), "0", "0", "00", "1", "11", "111", "8", "6", "9", "3"])


def draw(path, size, line, r, cache):
    font = cache.setdefault((path, size), None) or cache.__setitem__((path, size), ImageFont.truetype(path, size)) or cache[(path, size)]
    picture = Image.new("L", (size * len(line) + 24, size * 2), 255)
    pen = ImageDraw.Draw(picture)
    pen.fontmode = "1" if r.random() < 0.08 else "L"
    pen.text((8 + r.random(), size * 0.3 + r.random()), line, font=font, fill=r.randint(0, 90))
    return picture


def fringed(a, r):
    """The coloured fringes of a screen, as grey: each third of a pixel is drawn a third aside."""
    shift = lambda d: (np.roll(a, d, 1) + 2 * a) / 3
    return 0.3 * shift(1) + 0.59 * a + 0.11 * shift(-1)


def spoil(picture, r, rng):
    if r.random() < 0.45:
        s = r.uniform(0.42, 0.95)
        picture = picture.resize((max(1, int(picture.width * s)), max(1, int(picture.height * s))), r.choice([Image.BICUBIC, Image.BILINEAR, Image.BOX]))
    elif r.random() < 0.2:
        s = r.uniform(1.05, 1.8)
        picture = picture.resize((int(picture.width * s), int(picture.height * s)), Image.BICUBIC)
    if r.random() < 0.5:
        picture = picture.rotate(r.uniform(-1.5, 1.5), resample=Image.BICUBIC, fillcolor=255)
    if r.random() < 0.6:
        picture = picture.filter(ImageFilter.GaussianBlur(r.uniform(0.2, 0.9)))
    a = np.asarray(picture).astype(np.float32)
    if r.random() < 0.3:
        a = fringed(a, r)
    if r.random() < 0.5:
        a = a * r.uniform(0.75, 1.0) + r.uniform(0, 20) + rng.normal(0, r.uniform(2, 12), a.shape)
    if r.random() < 0.45:
        buffer = io.BytesIO()
        Image.fromarray(a.clip(0, 255).astype(np.uint8)).save(buffer, "JPEG", quality=r.randint(38, 85))
        a = np.asarray(Image.open(buffer)).astype(np.float32)
    return a.clip(0, 255)


def cut(a):
    """What a cell's line looks like: its ink with paper around."""
    dark = a < min(190, np.percentile(a, 50) - 25)
    ys, xs = np.where(dark)
    if len(ys) < 4:
        return None
    tall = ys.max() + 1 - ys.min()
    py, px = max(2, tall * 16 // 100), max(2, tall * 25 // 100)
    y0, x0 = ys.min() - py, xs.min() - px
    y1, x1 = ys.max() + 1 + py, xs.max() + 1 + px
    out = np.full((y1 - y0, x1 - x0), 255, np.float32)
    sy, sx = max(0, y0), max(0, x0)
    part = a[sy:y1, sx:x1]
    out[sy - y0 : sy - y0 + part.shape[0], sx - x0 : sx - x0 + part.shape[1]] = part
    return out.astype(np.uint8)


def lines(paths, count):
    r, rng, cache = random.Random(SEED), np.random.default_rng(SEED), {}
    done = []
    while len(done) < count:
        line = text(r)
        size = r.choice([9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 40])
        a = cut(spoil(draw(r.choice(paths), size, line, r, cache), r, rng))
        # Figures under seven pixels are not read.
        if a is None or a.shape[0] < 9 and not set(line) <= set("-."):
            continue
        done.append((line, a))
    return done


def features(program, drawn):
    data = b"".join(struct.pack("<HH", a.shape[1], a.shape[0]) + a.tobytes() for _, a in drawn)
    out = subprocess.run([program], input=data, capture_output=True, check=True).stdout
    at, inputs, xs, ys, lost = 0, 24 * 16 + 2, [], [], 0
    r = random.Random(SEED + 1)
    for line, _ in drawn:
        (count,) = struct.unpack_from("<H", out, at)
        at += 2
        block = np.frombuffer(out, np.uint8, count * (inputs + 1), at).reshape(count, inputs + 1)[:, 1:]
        at += count * (inputs + 1)
        if count == len(line):
            xs.append(block)
            ys += [CLASSES.index(char) for char in line]
        else:
            # Glyphs that touch or fell apart: which of them are whole nobody says, so few of them are taken, as none.
            lost += 1
            wide = [b for b in block if b[-1] > 110] if count < len(line) else []
            for b in wide[:1]:
                xs.append(b[None])
                ys.append(len(CLASSES) - 1)
            if count > len(line) and len(line) == 1 and line not in ".,-":
                xs.append(block[:1])
                ys.append(len(CLASSES) - 1)
    x, y = np.concatenate(xs), np.array(ys)
    # Halves and pairs of glyphs, as wrong cuts make them.
    pick = rng_pick = np.random.default_rng(SEED + 2).integers(0, len(x), len(x) // 12)
    images = x[pick, :-2].reshape(-1, 24, 16)
    junk = np.zeros_like(images)
    junk[:, :, :10] = images[:, :, 6:]
    half = np.arange(len(junk)) % 2 == 0
    other = x[rng_pick[::-1], :-2].reshape(-1, 24, 16)
    pair = np.concatenate([images[:, :, 3:13:2], other[:, :, 3:13:2]], 2)
    junk[~half] = 0
    junk[~half, :, 3:13] = pair[~half]
    digits = y[pick] < 10
    digits &= y[pick] != 1
    rows = np.concatenate([junk.reshape(len(junk), -1), x[pick, -2:]], 1)[digits]
    x = np.concatenate([x, rows])
    y = np.concatenate([y, np.full(len(rows), len(CLASSES) - 1)])
    print(len(drawn), "lines,", lost, "split otherwise,", len(x), "glyphs")
    return x.astype(np.float32) / 255, y


def train(x, y, hidden=96, rounds=14, batch=128):
    rng = np.random.default_rng(SEED)
    sizes = [x.shape[1], hidden, len(CLASSES)]
    w = [rng.normal(0, np.sqrt(2 / a), (a, b)).astype(np.float32) for a, b in zip(sizes, sizes[1:])]
    b = [np.zeros(s, np.float32) for s in sizes[1:]]
    params = w + b
    m, v, step = [np.zeros_like(p) for p in params], [np.zeros_like(p) for p in params], 0
    held = len(x) // 20
    order = rng.permutation(len(x))
    test, rest = order[:held], order[held:]
    for turn in range(rounds):
        rate = 2e-3 * 0.5 ** (turn / 4)
        rng.shuffle(rest)
        for start in range(0, len(rest) - batch, batch):
            rows = rest[start : start + batch]
            h = np.maximum(x[rows] @ w[0] + b[0], 0)
            o = h @ w[1] + b[1]
            p = np.exp(o - o.max(1, keepdims=True))
            p /= p.sum(1, keepdims=True)
            p[np.arange(batch), y[rows]] -= 1
            p /= batch
            dh = p @ w[1].T * (h > 0)
            grads = [x[rows].T @ dh + 1e-5 * w[0], h.T @ p + 1e-5 * w[1], dh.sum(0), p.sum(0)]
            step += 1
            for i, g in enumerate(grads):
                m[i] = 0.9 * m[i] + 0.1 * g
                v[i] = 0.999 * v[i] + 0.001 * g * g
                params[i] -= rate * (m[i] / (1 - 0.9**step)) / (np.sqrt(v[i] / (1 - 0.999**step)) + 1e-8)
        o = np.maximum(x[test] @ w[0] + b[0], 0) @ w[1] + b[1]
        right = o.argmax(1) == y[test]
        print("round", turn + 1, "right", f"{right.mean():.4f}", flush=True)
    return w, b


def write(w, b):
    out = b""
    for weights, bias in zip(w, b):
        columns = weights.T
        out += struct.pack("<II", *columns.shape)
        for row, one in zip(columns, bias):
            scale = max(float(np.abs(row).max()) / 127, 1e-9)
            out += struct.pack("<ff", scale, float(one)) + np.round(row / scale).astype(np.int8).tobytes()
    (HERE.parent / "models" / "glyphs.bin").write_bytes(out)
    print(len(out), hashlib.sha256(out).hexdigest())


if __name__ == "__main__":
    *folders, program = sys.argv[1:3]
    paths = fonts(folders[0].split(":"))
    print(len(paths), "fonts")
    drawn = lines(paths, int(sys.argv[3]) if len(sys.argv) > 3 else 40_000)
    write(*train(*features(program, drawn)))
