"""Names that files can have: any bytes but a slash and a zero, 255 of them at most."""

import os
import random

CURIOUS = [
    *("\u2028", "\u2029", "\u0085", "\n", "\r\n", "\t", "\x0b", "\x1c", "\x1b[2J", "\x07", "\x7f", "\u00a0"),
    *("\u202e", "\u2066", "\u200f", "\u200b", "\u00ad", "\ufeff", "\ufffe", "\ue000", "\U000e0001", "\U0001f600"),
    *("å", "a\u030a", "Å", "ß", "ﬁ", "İ", "\\", "\\u2028", "\\x85", "\\n", "'", '"', "*", "%s", "{x}", "$(x)", " "),
    *("\udce6", "\udcff\udcfe", "\udc85", "\udc80", "--all", ";", "|", "&", "#", "=1+1", "[red]", "[", "CON"),
]
"""What stands in a name; a lone surrogate is a byte that is no UTF-8."""
LONGEST = 255


def names(count, seed=8):
    """So many different names, the curious ones first, as Python has them."""
    chance = random.Random(seed)
    found = dict.fromkeys(f"a{each}b" for each in CURIOUS)
    found |= dict.fromkeys([each for each in CURIOUS if each.strip(".") and "/" not in each])
    found |= dict.fromkeys(["x" * LONGEST, "å" * (LONGEST // 2), "X" + "x" * (LONGEST - 1)])
    while len(found) < count:
        text = "".join(chance.choice([*CURIOUS, "a", "b"]) for _ in range(chance.randint(1, 40)))
        found[f"n{text}"] = None
    return [name for name in found if len(os.fsencode(name)) <= LONGEST][:count]
