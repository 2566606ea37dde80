"""Pages of broken markup, by a small grammar: what is opened is seldom what is closed."""

import random

TAGS = (
    "p", "div", "b", "i", "a", "span", "article", "section", "h1", "ul", "li", "dl", "dd", "table", "tbody", "tr",
    "td", "caption", "colgroup", "select", "option", "optgroup", "form", "button", "input", "textarea", "title",
    "script", "style", "noscript", "template", "iframe", "frameset", "frame", "noframes", "svg", "foreignObject",
    "desc", "math", "mi", "mtext", "annotation-xml", "plaintext", "xmp", "listing", "pre", "br", "hr", "img", "image",
    "isindex", "body", "html", "head", "base", "meta", "link", "nobr", "font", "marquee", "ruby", "rt", "details",
    "time", "figure", "\u0131",
)  # fmt: skip

DOCTYPES = (
    "", "<!doctype html>", "<!DOCTYPE", "<!doctype>", "<!doctype html SYSTEM 'about:legacy-compat'>",
    "<!DOCTYPE html []>",
    '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">',
    "<!doctype html PUBLIC '", '<?xml version="1.0" encoding="utf-16"?>', "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "<!--<!doctype html>", "<!DOCTYPE HTML><!DOCTYPE html>", "x<!doctype html>",
)  # fmt: skip

ODD = (
    "<!--", "-->", "<!-->", "<!--->", "<!--a--!>", "<!-- -- -->", "<![CDATA[", "]]>", "<?php echo 1 ?>", "<?", "</>",
    "<>", "</ p>", "< p>", "<p", "<p/", "</p", "<a href=", "<a href='", '<a href="', "<p =x>", "<p a a=b a='c'>",
    "&", "&amp", "&#", "&#x", "&#0;", "&#x80;", "&#xD800;", "&#x110000;", "&notit;",
    "&nbsp", "\ufeff", "\r", "\x0c", "\x0b", "\x1a", "\ufffe", "<br/></br>", "<p/>", "</br>", "</body>", "</html>",
    "<meta charset=utf-7>", "<!ELEMENT br EMPTY>", "<script><!--<script>", "</script", "<style></",
    "<textarea></textare>", "<svg><p>", "<math><mi><b>", "<table>x<td>y", "<select><table>", "<template></body>",
    "<a><a>", "<b><i></b></i>", "<form><form>", "<nobr><nobr>", "<svg><![CDATA[<p>]]>",
)  # fmt: skip

WORDS = (
    "The harbour board said on Monday that the north pier would stay shut until engineers had looked at it.",
    "Nobody was hurt, the mayor told reporters.", "pier", " ", "\n", "caf\u00e9",
    "\u0645\u06cc\u200c\u0631\u0648\u062f", "\U0001f6a2", "a\u0301", "1,200",
)  # fmt: skip

CODECS = ("utf-8", "utf-8", "utf-8", "utf-16", "utf-16-le", "cp1252", "cp1251", "utf-8-sig")

MOST = 60
"""Pieces of a page at most."""


def broken(chance: random.Random) -> bytes:
    """A page, the same for the same state of `chance`."""
    parts = [chance.choice(DOCTYPES), chance.choice(("", "<html>", "<html><head><title>Pier</title>", "<body>"))]
    parts += (_piece(chance) for _ in range(chance.randint(1, MOST)))
    parts += ["\0"] * (chance.random() < 1 / MOST)  # one is enough: such a page is refused as binary
    parts += chance.choice(((), ("</body></html>",), ("</html>", WORDS[0])))
    return "".join(parts).encode(chance.choice(CODECS), "replace")


def _piece(chance: random.Random) -> str:
    kind = chance.randrange(10)
    tag = chance.choice(TAGS)
    if kind < 3:
        return f"<{tag}{_attributes(chance)}>"
    if kind < 5:
        return f"</{tag}>"
    return chance.choice(ODD if kind < 7 else WORDS)


def _attributes(chance: random.Random) -> str:
    return "".join(
        chance.choice((" a", " a=b", ' class="x"', " href=//a", ' datetime="2031-05-19"', " =", ' "', " '", " /"))
        for _ in range(chance.randrange(3))
    )
