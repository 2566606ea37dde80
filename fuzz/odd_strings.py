"""Strings that programs trip over, made rather than listed, for any field of an input."""

from functools import cache
from itertools import chain

WORDS = (
    "null", "None", "undefined", "NaN", "nil", "true", "[]", "{}", "__proto__", "hasOwnProperty", "self", "0", "-1",
    "-0", "00", "1e400", "-1e400", "1E-400", "0x1F", "0b1", "1_000", "1,000.00", "1.000,00", "1/0", "Infinity", "08",
    "9" * 40, "0." + "0" * 400 + "1", "\u0663\u0664", "\u00bd", "\u00b2", "\u2168", "\u5341", "1e", "++1", "1-1",
)  # fmt: skip
"""What may be taken for a value of another kind, or for a number."""

DAYS = (
    "0000-00-00", "0001-01-01", "9999-12-31T23:59:60Z", "2031-02-30", "2031-13-01", "24:60:61", "-0044-03-15",
    "10000-01-01", "2031-05-19T10:20:00+99:99", "2031-W53-7", "1/2/3", "tomorrow", "@0", "99999999999999999999",
    "2031-05-19T10:20:00.0000000000000001Z", "Mon, 32 Foo 2031 25:61:61 +2500",
    "\u0661\u0662/\u0663/\u0662\u0660\u0663\u0661",
)  # fmt: skip
"""What may be taken for a day."""

CODE = (
    "<", ">", "&", "<b>", "</title>", "</script>", "<script>alert(1)</script>", "<!--", "-->", "<![CDATA[", "]]>",
    "<plaintext>", "<svg/onload=alert(1)>", "&#0;", "&#x110000;", "&#xD800;", "&amp;amp;", "&nosuch;", "<?php", "<%",
    "'", '"', "''", '"""', "\\", "\\\\", "\\u0000", "\\x", "`", "'; DROP TABLE claim; --", '" OR ""="', "%", "_",
    "%s%n%d", "{0}", "{{7*7}}", "${7*7}", "$(id)", "`id`", "|id", "NEAR(", "AND OR NOT", "*", '"a" -b:c^', "=1+1",
    "+1", "@SUM(A1)", "-cmd", "\t=1", "(a+)+$", "[[[", ")))", "a,b;c\td", "#", "//", "/*", "--", "\x1b[31m",
    "\x1b]0;a\x07", "\x9b1m", "\x08\x08", "\x7f",
)  # fmt: skip
"""What has a meaning in some language that the string may end up in."""

PLACES = (
    "../../etc/passwd", "..\\..\\a", "/dev/null", "C:\\CON", "NUL", "~", "file:///etc/passwd", "javascript:alert(1)",
    "data:text/html,<b>", "http://", "http://[::1]:99999/", "http://a:b@c/", "http://\u202egro/", "https://xn--/",
    "//a", "http://a/%00%zz", "http://a b/", "HTTP://EXAMPLE.example:0/../.", "mailto:a@b", "tel:+", "http://1e9/",
)  # fmt: skip
"""What may be taken for a path or an address."""

SPACES = ("", *map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029,
                         0x202F, 0x205F, 0x3000)))  # fmt: skip
"""Nothing, and all that Python or Unicode takes for white space."""

UNSEEN = tuple(map(chr, (0, 1, 0xAD, 0x34F, 0x61C, 0x115F, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
                         *range(0x2060, 0x2065), *range(0x2066, 0x206A), 0x2800, 0x3164, 0xFE0F, 0xFEFF, 0xFFF9, 0xFFFC,
                         0xFFFD, 0xFFFE, 0xFFFF, 0xE000, 0xE0001, 0xE0020, 0x1D173, 0x1FFFE, 0x10FFFF)))  # fmt: skip
"""What is not seen, turns what follows around, or is no character."""

LETTERS = (
    "e\u0301" * 3, "e" + "\u0301" * 300, "\u1100\u1161\u11a8", "\u0130I\u0131i", "Stra\u00dfe", "\ufb03",
    "\uff21\uff22", "\U0001d400\U0001d401", "\U00020000\U0002a6d6", "\u0e01\u0e33\u0e49", "\u05e9\u05dc\u05d5\u05dd",
    "\u0645\u06cc\u200c\u0631\u0648\u062f", "\u0915\u094d\u200d\u0937", "\u4f60\u597d",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1fa\U0001f1e6", "\U0001f44d\U0001f3ff", "1\ufe0f\u20e3",
    "\u0430\u0440\u0440\u04cf\u0435", "a\u202eb", "\u2067a", "\ud800", "\udfff\ud800",
)  # fmt: skip
"""What is one letter and several characters, or several letters and one, or half of one."""

LONG = (
    "a" * 10_000,
    " " * 10_000,
    "(" * 1_000,
    "\\" * 1_000,
    "a," * 5_000,
    "\n" * 1_000,
    "<b>" * 1_000,
    "a" * 30 + "!",
)


@cache
def strings() -> tuple[str, ...]:
    """All of them, each once; what is not seen also stands within a word."""
    within = (f"pi{one}er" for one in chain(SPACES, UNSEEN))
    return tuple(dict.fromkeys(chain(WORDS, DAYS, CODE, PLACES, SPACES, UNSEEN, within, LETTERS, LONG)))
