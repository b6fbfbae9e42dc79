"""Markdown of anyone → HTML that cannot harm: parsed as a browser does, then walked."""

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annuaire import corps

PERMIS = {"p", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "br", "blockquote"}
SCHEMAS = ("http:", "https:", "mailto:", "tel:")
HOSTILES = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<iframe src="javascript:alert(1)"></iframe>',
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](  javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](//evil.tld/)",
    "[x](file:///etc/passwd)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "![x](https://evil.tld/pixel.png)",
    '![x](x"onerror="alert(1))',
    '[x](https://lieu.fr "onmouseover=alert(1)")',
    '[x](https://lieu.fr" onmouseover="alert(1))',
    "<style>*{display:none}</style>",
    "<base href=//evil.tld>",
    '<meta http-equiv="refresh" content="0;url=//evil.tld">',
    "<form action=//evil.tld><input name=a></form>",
    "<!--<script>alert(1)</script>-->",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "</p></div></main><h1>Faux titre</h1>",
    "# Titre {onclick=alert(1)}",
    "<details open ontoggle=alert(1)>",
    "```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    "| a | b |\n|--|--|\n| <script>x</script> | y |",
    "\x02wzxhzdk:0\x03<b>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
)


def assert_safe(html: str) -> None:
    """Only the allowed tags, only `href` (and `rel`) on links, only the allowed schemes."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if element is tree:
            continue
        assert element.tag in PERMIS, element.tag
        allowed = {"href", "rel"} if element.tag == "a" else set()
        assert set(element.attrib) <= allowed, element.attrib
        href = element.get("href")
        if href and ":" in href.split("/")[0]:
            assert href.lower().startswith(SCHEMAS), href
        assert not (href or "").startswith("//"), href


@pytest.mark.parametrize("texte", HOSTILES)
def test_hostile_text_gives_harmless_html(texte):
    assert_safe(corps.html_fiche(texte))
    assert_safe(corps.html_fiche(f"Un lieu.\n\n{texte}\n\n- {texte}\n\n> {texte}"))


@given(st.lists(st.sampled_from([*HOSTILES, " ", "\n", "*", "_", "`", "<", ">", "[", "](", "&#"])))
@settings(max_examples=150, deadline=None, derandomize=True, database=None)
def test_hostile_texts_put_together_stay_harmless(pieces):
    assert_safe(corps.html_fiche("".join(pieces)))


@pytest.mark.parametrize("texte", ["{{7*7}}", "{% include 'x' %}", "{filename}/x.md", "{static}x"])
def test_what_looks_like_a_template_stays_text(texte):
    assert corps.html_fiche(texte) == f"<p>{texte}</p>"


def test_raw_html_is_shown_not_obeyed():
    assert corps.html_fiche("<b>gras</b>") == "<p>&lt;b&gt;gras&lt;/b&gt;</p>"


def test_writes_what_a_contributor_needs():
    html = corps.html_fiche(
        "Un *atelier* et un **café**.\n\n# Le mercredi\n\n- des jeux\n- [un goûter](https://lieu.fr/)"
    )

    assert html == (
        "<p>Un <em>atelier</em> et un <strong>café</strong>.</p>\n"
        "<h3>Le mercredi</h3>\n"
        "<ul>\n<li>des jeux</li>\n"
        '<li><a href="https://lieu.fr/" rel="nofollow">un goûter</a></li>\n</ul>'
    )


def test_titles_never_pass_above_that_of_the_page():
    html = corps.html_fiche("# un\n\n## deux\n\n### trois\n\n###### six")

    assert html == "<h3>un</h3>\n<h4>deux</h4>\n<h4>trois</h4>\n<h4>six</h4>"


def test_our_own_pages_may_have_tables():
    html = corps.html_page("# Titre\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n[x](javascript:alert(1))")

    assert "<h2>Titre</h2>" in html
    assert "<td>1</td>" in html
    assert "javascript" not in html


def test_one_text_leaves_no_trace_in_the_next():
    first = corps.html_fiche("[a][1]\n\n[1]: https://lieu.fr/")

    assert "https://lieu.fr/" in first
    assert corps.html_fiche("[a][1]") == "<p>[a][1]</p>"
    assert corps.html_fiche("  \n ") == ""
