"""The pipeline from what people type to what pages show."""

import json
import re
import subprocess
import sys
import threading
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

import nh3
import pytest
from django.utils.safestring import SafeString
from hypothesis import given, settings
from hypothesis import strategies as st

from supportgroups.lib import markup
from supportgroups.lib.templatetags.markup import stored_html
from tests.few import few_of, few_or_many

FOLDER = Path(__file__).parent / "payloads"
PAYLOADS = (FOLDER / "scripts.txt").read_text().splitlines()
NAUGHTY = (FOLDER / "naughty.txt").read_text().splitlines()
# Elements, without spaces, without an end; what parsers disagree on, a comment, a declaration; addresses, in disguise,
# of data; what breaks out of a title or an address; marks of another dialect; letters that look like signs.
OF_EACH_KIND = {
    "<script>alert(1)</script>", "<img/src=x/onerror=alert(1)>", "<img src=x onerror=alert(1)",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', "<!-- --!><script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>", '<a href="&#106;&#97;&#118;&#97;script:alert(1)">x</a>',
    "[x](javascript:alert(1))", "[x](java&Tab;script:alert(1))", '[a]: javascript:alert(1) "x"',
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](https://good.example 'a\" onmouseover=\"alert(1)')", 'https://good.example/"onmouseover=alert(1)//',
    '{: onclick="alert(1)" }', "＜script＞alert(1)＜/script＞",
}  # fmt: skip
ALLOWED = {"a": {"href", "rel"}, "ol": {"start"}}


class Inspector(HTMLParser):
    """A parser that shares no code with the pipeline; notes whatever stands outside the allow-list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in markup.TAGS:
            self.faults.append(f"element {tag}")
        for name, value in attrs:
            if name not in ALLOWED.get(tag, set()):
                self.faults.append(f"attribute {tag} {name}")
            if name == "href" and not (value or "").lower().startswith(("http://", "https://", "mailto:")):
                self.faults.append(f"address {value}")
            if name == "rel" and value != "noopener noreferrer nofollow ugc":
                self.faults.append(f"rel {value}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"instruction {data}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"declaration {data}")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def inspect(html: str) -> Inspector:
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector


def words_of(html: str) -> list[str]:
    return " ".join(inspect(html).words).split()


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 300


AROUND = ("{}", "words {} words", "> {}", "- one\n- {}", "a | b\n--|--\nc | {}", "**{}**", "1. {}\n", "```\n{}\n```")


@pytest.mark.parametrize("payload", few_of(PAYLOADS, OF_EACH_KIND))
def test_no_script_survives(payload: str) -> None:
    for around in AROUND:
        rendered = markup.render(around.format(payload))
        assert inspect(rendered.html).faults == []
    assert markup.render(rendered.source) == rendered


@pytest.mark.parametrize("text", NAUGHTY)
def test_odd_text_keeps_its_words_and_stays_as_it_is(text: str) -> None:
    rendered = markup.render(text)
    assert inspect(rendered.html).faults == []
    assert markup.render(rendered.source) == rendered
    said = "".join(words_of(rendered.html))
    bare = re.sub(r"^\d{1,5}\. |&#?\w+;", "", rendered.source)
    for word in re.findall(r"[^\W_]+", bare):
        assert word in said, (word, rendered.html)


def test_the_inspector_finds_what_it_looks_for() -> None:
    faults = inspect('<script></script><a href="javascript:1" onclick="x">y</a><!-- z -->').faults
    assert faults == ["element script", "address javascript:1", "attribute a onclick", "comment  z "]


SIGNS = st.text(alphabet="ab <>[]()!`*_#|-\n\t&;:\"'\\/=.1@\u202e\x00é", max_size=200)


@pytest.mark.parametrize("examples", few_or_many(30, 200))
def test_any_text_is_safe_and_renders_to_the_same_again(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(SIGNS | st.lists(st.sampled_from(PAYLOADS) | SIGNS, max_size=5).map("\n".join))
    def holds(source: str) -> None:
        rendered = markup.render(source)
        assert inspect(rendered.html).faults == []
        assert markup.render(rendered.source) == rendered
        assert nh3.clean(rendered.html, tags=set(markup.TAGS), attributes=ALLOWED, link_rel=None) == rendered.html

    holds()


COUNTER = count()


def fresh(_unused: object = None) -> str:
    """A word that stands nowhere else."""
    return f"word{next(COUNTER)}x"


WORD = st.builds(fresh)
SPOKEN = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
INLINE = st.one_of(
    SPOKEN, SPOKEN.map("**{}**".format), SPOKEN.map("*{}*".format), SPOKEN.map("`{}`".format),
    SPOKEN.map("[{}](https://a.example/x)".format), SPOKEN.map("“{}”".format), SPOKEN.map("({})".format),
)  # fmt: skip
LINE = st.lists(INLINE, min_size=1, max_size=3).map(" ".join)
LINES = st.lists(LINE, min_size=1, max_size=3)
BLOCKS = st.one_of(
    LINE,
    LINES.map("\n".join),
    LINES.map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    LINES.map(lambda lines: "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))),
    LINES.map(lambda lines: "\n".join("    " * n + f"- {line}" for n, line in enumerate(lines))),
    LINES.map(lambda lines: "\n".join(f"> {line}" for line in lines)),
    LINES.map(lambda lines: "\n".join(f"> - {line}" for line in lines)),
    SPOKEN.map("# {}".format),
    LINES.map(lambda lines: "```\n" + "\n".join(lines) + "\n```"),
    st.lists(st.tuples(SPOKEN, SPOKEN), min_size=2, max_size=4).map(
        lambda rows: "\n".join(["a | b", "--|--", *(f"{left} | {right}" for left, right in rows)])
    ),
)


@pytest.mark.parametrize("examples", few_or_many(20, 150))
def test_lists_quotes_tables_code_and_links_keep_every_word_once_and_in_order(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.lists(BLOCKS, min_size=1, max_size=5).map("\n\n".join))
    def holds(source: str) -> None:
        html = markup.render(source).html
        assert re.findall(r"word\d+x", " ".join(words_of(html))) == re.findall(r"word\d+x", source)

    holds()


LINE_STARTS = st.sampled_from(
    ["", "> ", "- ", "* ", "1. ", "# ", "### ", "    ", "| ", "[TW]: ", "<3 ", "#", "~ ", "=== "]
)
WORDS = st.lists(
    st.sampled_from(["hello", "I", "am", "**tired**", "_so_", "`we`", "don't", "(ok)", "you&me", "café", "5"]),
    min_size=1,
)


@pytest.mark.parametrize("examples", few_or_many(25, 200))
def test_ordinary_constructs_keep_every_word(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.lists(st.tuples(LINE_STARTS, WORDS, st.sampled_from(["\n", "\n\n", "\r\n"])), max_size=8))
    def holds(lines: list[tuple[str, list[str], str]]) -> None:
        source = "".join(start + " ".join(words) + end for start, words, end in lines)
        plain = " ".join(words_of(markup.render(source).html))
        for _start, words, _end in lines:
            spoken = " ".join(words).replace("**", "").replace("_", "").replace("`", "")
            assert "".join(spoken.split()) in "".join(plain.split())

    holds()


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("<sigh> & more", "<p>&lt;sigh&gt; &amp; more</p>"),
        ("I <3 you all", "<p>I &lt;3 you all</p>"),
        ("[TW]: loss", "<p>[TW]: loss</p>"),
        ("#notalone", "<p>#notalone</p>"),
        ("# Today\n\n## Later", "<h3>Today</h3>\n<h4>Later</h4>"),
        ("    a poem\n    goes on", "<p>a poem<br>\n    goes on</p>"),
        ("before\n---\nafter", "<p>before</p>\n<hr>\n<p>after</p>"),
        ("01701234567. Ring me", "<p>01701234567. Ring me</p>"),
        ("123456. far\n007. near", "<p>123456. far<br>\n007. near</p>"),
        ("0. nought", '<ol start="0">\n<li>nought</li>\n</ol>'),
        ("3. third\n4. fourth", '<ol start="3">\n<li>third</li>\n<li>fourth</li>\n</ol>'),
        ("I went there.it was good", "<p>I went there.it was good</p>"),
        ("me@home.example", "<p>me@home.example</p>"),
        ("<me@home.example>", "<p>&lt;me@home.example&gt;</p>"),
        ("![a cat](/cat.png)", "<p>a cat</p>"),
        ("```\n<b>\n\n# x\n```", "<pre><code>&lt;b&gt;\n\n# x\n</code></pre>"),
    ],
)
def test_what_is_typed_is_what_is_shown(source: str, html: str) -> None:
    assert markup.render(source).html == html


REL = 'rel="noopener noreferrer nofollow ugc"'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (
            "https://a.example/x?y=1&z",
            f'<p><a href="https://a.example/x?y=1&amp;z" {REL}>https://a.example/x?y=1&amp;z</a></p>',
        ),
        ("(see www.a.example).", f'<p>(see <a href="http://www.a.example" {REL}>www.a.example</a>).</p>'),
        ("[us](mailto:us@a.example)", f'<p><a href="mailto:us@a.example" {REL}>us</a></p>'),
        ("![cat](https://a.example/c.png)", f'<p><a href="https://a.example/c.png" {REL}>cat</a></p>'),
        ("`https://a.example`", "<p><code>https://a.example</code></p>"),
        ("[x](https://known.example@other.example/)", "<p>x</p>"),
        ("[x](https:\\\\other.example)", "<p>x</p>"),
        ("[x](mailto:a@b.example?bcc=c@d.example)", "<p>x</p>"),
        ("[x](/account/)", "<p>x</p>"),
        ("[x](https://[bad)", None),
        ("[x](https://a.example:port/)", "<p>x</p>"),
        ("[x](https://a.example%00.b.example)", "<p>x</p>"),
    ],
)
def test_links_lead_where_they_say(source: str, html: str | None) -> None:
    rendered = markup.render(source)
    assert inspect(rendered.html).faults == []
    assert html is None or rendered.html == html


def test_a_wide_table_row_keeps_its_words() -> None:
    assert words_of(markup.render("a | b\n--|--\nc | d | e | f").html) == ["a", "b", "c", "d", "e", "f"]


def test_text_reads_in_lines() -> None:
    source = "Hello\nyou\n\n- one\n- [two](https://a.example)\n\n> said\n\n```\nas  typed\n```\n\nx | y\n--|--\n1 | 2"
    rendered = markup.render(source)
    assert rendered.text == "Hello\nyou\n\n- one\n- two (https://a.example)\n\nsaid\n\nas  typed\n\n\nx  y\n1  2"
    assert rendered.excerpt == "Hello you - one - two said as typed x y 1 2"


def test_the_excerpt_ends_between_words() -> None:
    excerpt = markup.render("word " * 100).excerpt
    assert excerpt.endswith("word…")
    assert 140 < len(excerpt) <= 161
    assert markup.excerpt_of("x" * 400) == "x" * 160 + "…"
    assert markup.excerpt_of(" few\n words ") == "few words"


def test_mentions_are_candidates_longest_first() -> None:
    rendered = markup.render("thanks @Calm Heron, and @maple. not me@home.example; @Calm Heron again")
    assert rendered.mentions == ("Calm Heron", "Calm", "maple")
    assert len(markup.render(" ".join(f"@n{i}" for i in range(99))).mentions) == markup.MAX_MENTIONS


def test_what_nobody_can_see_is_taken_out() -> None:
    rendered = markup.render("a\x00b\u202ec\u2066d\ufeffe\x02f\ud800g\r\nh\u2028i")
    assert rendered.source == "abcdefg\nh\ni"
    assert markup.clean_source("z" + "\u0301" * 50 + "!") == "z" + "\u0301" * 4 + "!"
    assert markup.clean_source("👩‍👧 नमस्ते שלום") == "👩‍👧 नमस्ते שלום"


def test_too_long_is_refused_and_the_longest_is_not() -> None:
    assert markup.render("x" * markup.MAX_SOURCE).text == "x" * markup.MAX_SOURCE
    with pytest.raises(markup.TooLong):
        markup.render("x" * (markup.MAX_SOURCE + 1))
    assert issubclass(markup.TooLong, ValueError)


def test_a_costly_text_is_shown_plain_with_every_word() -> None:
    rendered = markup.render("[**first**" * 1500 + "\nline\n\n<b>second</b>")
    assert rendered.html.startswith("<p>[**first**[**first**")
    assert rendered.html.endswith("<br>line</p>\n<p>&lt;b&gt;second&lt;/b&gt;</p>")


def test_after_too_deep_a_text_the_next_is_well() -> None:
    before = markup.render("- a\n- **b**").html
    deep = markup.render("1. " * 500 + "words").html
    assert "words" in deep
    assert inspect(deep).faults == []
    assert markup.render("- a\n- **b**").html == before


def test_threads_do_not_meet_in_the_parser() -> None:
    sources = [f"# {n}\n\n- **{n}** https://a.example/{n}\n\n{n}" for n in range(8)]
    expected = [markup.render(source).html for source in sources]
    found: dict[int, set[str]] = {n: set() for n in range(8)}

    def work(number: int) -> None:
        for _round in range(5):
            found[number].add(markup.render(sources[number]).html)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {n: {html} for n, html in enumerate(expected)}


def test_only_stored_html_is_marked_safe() -> None:
    assert isinstance(markup.as_html("<p>x</p>"), SafeString)
    assert stored_html("<p>x</p>") == "<p>x</p>"
    assert not isinstance(markup.render("x").html, SafeString)


BOMBS = [
    "[",
    "![[",
    "1. ",
    "`",
    "<",
    "> ",
    "*a ",
    "***a",
    "_*",
    "(",
    "=\n",
    "||\n-|\n",
    "- a\n",
    "\n\n1. a",
    "|",
    "&",
    "[](",
    "http://",
    "~~~\n",
    "**",
    "__a",
    "[a](b",
    "[a](<b",
    '![a](b "',
    "<a href=",
    "<!--",
    "&amp;",
    "\\*",
    "``a`",
    "a|",
    "|a|b\n",
    "> - 1. ",
    "- - ",
    "-\n",
    "# a\n",
    "1)",
    "\t- a\n",
    "http://a.",
    "www.a",
    "a@b.c ",
    "@a b ",
    "*_`[",
    "a\n===\n",
    "\u0301a",
    "\u202e",
    "e\u0301" * 4,
]


@pytest.mark.once
@pytest.mark.deep
def test_no_text_holds_a_worker_for_two_seconds() -> None:
    """In a process of its own, ended by the clock, since a regular expression cannot be interrupted."""
    program = (
        "import json, sys, time; from supportgroups.lib import markup; markup.render('x'); t = time.process_time();"
        "markup.render(json.loads(sys.stdin.read())); print(time.process_time() - t)"
    )
    for bomb in BOMBS:
        source = (bomb * markup.MAX_SOURCE)[: markup.MAX_SOURCE]
        done = subprocess.run(
            [sys.executable, "-c", program],
            input=json.dumps(source),
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
        assert float(done.stdout) < 2, f"{bomb!r} took {done.stdout} s"
