"""Addresses of one page, and the order of its versions."""

from dataclasses import replace

import pytest

from sayso.nouns import (
    Layer,
    LayerName,
    Moment,
    Report,
    Stated,
    address,
    address_groups,
    address_of,
    in_order,
    later_version,
    version_groups,
)

HERE = "https://dale.example/news/4"


def report(ident: str, url: str | None = HERE, **clocks: str) -> Report:
    return Report(
        id=ident,
        capture=f"sha of {ident}",
        label=ident,
        layers=(Layer(name=LayerName.TEXT, text="x", sha256=""),),
        url=url,
        **{name: Moment(iso) for name, iso in clocks.items()},
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://dale.example/news/4",
        "HTTPS://WWW.Dale.Example:443/news/4/",
        "https://dale.example/news/4?utm_source=post&fbclid=1",
        "https://m.dale.example/news/4",
        "https://amp.dale.example/news/4/amp/",
        " https://dale.example/news/4 ",
    ],
)
def test_one_page_has_one_address(url: str) -> None:
    assert address(url) == address(HERE)


@pytest.mark.parametrize(
    "url",
    [
        "https://dale.example/news/5",
        "https://dale.example/News/4",
        "https://dale.example/news/4?page=2",
        "https://dale.example/news/4#post-7",
        "https://dale.example:8443/news/4",
        "https://other.example/news/4",
        "https://m.example/news/4",
        "https://amp.example/news/4",
    ],
)
def test_another_page_has_another(url: str) -> None:
    assert address(url) not in {None, address(HERE)}


@pytest.mark.parametrize("url", [None, "", "https://dale.example", "http://[::1", "news/4", "ftp://dale.example/4"])
def test_what_names_no_page_has_none(url: str | None) -> None:
    assert address(url) is None


def test_parameters_have_no_order() -> None:
    assert address("https://dale.example/?b=1&a=2") == address("https://dale.example/?a=2&b=1")


def test_versions_are_in_the_order_of_a_clock_that_all_have() -> None:
    a = report("a", retrieved="2024-05-07T10:00:00+03:00", published="2024-05-01")
    b = report("b", retrieved="2024-05-07T08:00:00Z", published="2024-05-01")
    assert in_order((b, a)) == (a, b)
    assert later_version(a, b) is b is later_version(b, a)
    c, d = report("c", modified="2024-05-08", retrieved="2024-06-01"), report("d", modified="2024-05-07")
    assert in_order((c, d)) == (d, c)


def test_without_a_clock_nothing_is_later() -> None:
    a, b = report("a", published="2024-05-07"), report("b", published="2024-05-07")
    assert in_order((b, a)) == (b, a)
    assert later_version(a, b) is None


def test_several_reports_of_one_capture_at_an_address_are_no_versions() -> None:
    a, b, c = report("a"), report("b"), report("c", url="https://dale.example/news/5")
    assert [[one.id for one in group] for group in version_groups((a, b, c))] == [["a", "b"]]
    posts = [Report(id=one, capture="one page", label=one, layers=(), url=HERE) for one in "de"]
    assert version_groups((a, *posts)) == ()


def test_a_summary_is_no_version_of_what_it_sums_up() -> None:
    page, edited = report("a", retrieved="2024-05-07"), report("b", retrieved="2024-05-08")
    told, told_otherwise = (
        replace(report(ident, retrieved=day), is_summary=True)
        for ident, day in (("c", "2024-05-06"), ("d", "2024-05-09"))
    )
    assert version_groups((page, told)) == ()
    assert later_version(page, told_otherwise) is None
    assert set(version_groups((page, told, edited, told_otherwise))) == {(page, edited), (told, told_otherwise)}
    assert address_groups((page, told, edited)) == ((page, told, edited),)


@pytest.mark.parametrize(
    ("url", "canonical", "same"),
    [
        ("https://dale.example/news/4?share=post", HERE, True),
        ("https://m.dale.example/news/4?from=home", HERE, True),
        ("https://dale.example/show?id=4&from=home", "https://dale.example/show?id=4", True),
        ("https://dale.example/news/4?page=2", HERE, False),
        ("https://dale.example/show?id=4", "https://dale.example/show", False),
        ("https://dale.example/news/5", HERE, False),
        ("https://other.example/news/4", HERE, False),
        (HERE, "https://dale.example/", False),
        (HERE, "no address", False),
    ],
)
def test_a_page_may_say_under_which_address_it_is_known(url: str, canonical: str, *, same: bool) -> None:
    said = Stated(fact="url", value=canonical, where="link canonical", taken=False)
    page = replace(report("a", url), stated=(said,))
    assert address_of(page) == (address(canonical) if same else address(url))
    if same:
        assert [len(group) for group in version_groups((page, report("b", canonical)))] == [2]
