"""A stranger's text in Markdown does nothing, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from test_demandes import inert

from annuaire.contribution.markdown import bloc, code, court, prose, tableau

SIGNES = st.text(alphabet="`~|*_[]()<>!#@:/\\-+=.&;\"' 1aw\n\r\t\u202e\u200b", max_size=60)
HOSTILES = (
    "@fabriques/mainteneurs",
    "![](https://mal.example/x.png)",
    "[ici](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    "<!-- caché -->",
    "```\n@tous\n```",
    "</details></table>",
    "#1 GH-2 fabriques/fabriques#3",
    "https://mal.example www.mal.example a@mal.example",
    "1. un\n2. deux",
    "- [ ] une case",
    "| a | b |",
    "${{ secrets.GITHUB_TOKEN }}",
    "&lt;b&gt; &#64;tous",
    "    @tous",
    "a\u202eb\u200bc\0d",
)


@pytest.mark.parametrize("text", HOSTILES)
def test_a_hostile_text_is_inert_wherever_it_stands(text):
    inert(prose(text))
    inert(f"Il a écrit : {prose(text)}.")
    inert(f"- **x** : {code(text)}")
    inert(bloc(text))
    inert(tableau(("Champ", "Valeur"), [("x", code(text)), ("y", prose(text))]))


@given(text=SIGNES)
def test_any_text_is_inert(text):
    inert(f"Il a écrit : {prose(text)}.")
    inert(f"- **x** : {code(text)}\n\nfin")
    inert(f"{bloc(text)}\n\nfin")


@given(text=SIGNES)
def test_code_is_shown_as_it_was_typed(text):
    (inline,) = MarkdownIt("commonmark").parseInline(f"avant {code(text)} après")

    shown = [token.content for token in inline.children if token.type == "code_inline"]
    assert [one.strip() for one in shown] == [court(text).replace("|", "\\|").strip()]


@given(text=SIGNES)
def test_a_block_ends_where_we_end_it(text):
    tokens = MarkdownIt("commonmark").parse(f"{bloc(text)}\n\nfin")

    assert [token.type for token in tokens] == [
        "fence",
        "paragraph_open",
        "inline",
        "paragraph_close",
    ]


def test_a_cell_never_parts_its_row():
    tokens = (
        MarkdownIt("commonmark")
        .enable("table")
        .parse(tableau(("a", "b"), [(code("x|y"), code("`|`")), (code("\\|"), code("|||"))]))
    )

    assert sum(token.type == "td_open" for token in tokens) == 4
    assert sum(token.type == "tr_open" for token in tokens) == 3


def test_a_long_value_is_cut():
    assert len(code("é" * 50_000)) < 400
