"""Lists of integer points as short text, in the way of Google's "encoded polyline algorithm".

Each coordinate is the difference with the previous point, signed (zigzag), cut in groups of 5 bits,
low groups first, each written as one character from code 63 to 126.
"""

from collections.abc import Iterable

Point = tuple[int, int]


def encode(points: Iterable[Point], start: Point = (0, 0)) -> str:
    """Text of the points, the first one relative to `start`.

    >>> encode([(3, -2), (3, 40)])
    'EB?sA'
    """
    text = []
    x, y = start
    for a, b in points:
        text.append(_number(a - x) + _number(b - y))
        x, y = a, b
    return "".join(text)


def decode(text: str, start: Point = (0, 0)) -> list[Point]:
    """The points of a text made by `encode` with the same `start`.

    >>> decode('EB?sA')
    [(3, -2), (3, 40)]
    """
    numbers, value, shift = [], 0, 0
    for byte in text.encode("ascii"):
        value |= (byte - 63 & 31) << shift
        shift += 5
        if byte < 95:  # 63 + 32: no further group
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    x, y = start
    points = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def _number(value: int) -> str:
    rest = ~(value << 1) if value < 0 else value << 1
    text = ""
    while rest >= 32:
        text += chr((rest & 31 | 32) + 63)
        rest >>= 5
    return text + chr(rest + 63)
