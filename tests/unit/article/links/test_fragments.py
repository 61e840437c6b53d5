import re
import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.article.links.fragments import (
    MAX_DIRECTIVE_CHARS,
    SHORT_SENTENCE_CHARS,
    fragment_link,
    text_directives,
)
from bot.text.normalise import normalise

# --- the specification's algorithm, on blocks of text instead of a document ------------------


def text_directive(article: str, start: int, end: int, visible: str) -> str | None:
    return text_directives(article, [(start, end)], visible)[0]


class Browser:
    """Finds a directive as the specification says (§3.5.2), in the text of a page.

    *words* says where words end: ``joined`` takes Chinese and Thai clauses for one word,
    ``parted`` each of their letters, ``none`` allows any place.
    """

    def __init__(self, visible: str, words: str) -> None:
        lines = [re.sub(r"[ \t\r\f]+", " ", line).strip(" ") for line in visible.split("\n")]
        self.text = "\n".join(lines)
        self.blocks = [(line, [*map(base, line)], edges(line, words)) for line in lines]

    def find(self, directive: str) -> tuple[int, int] | None:
        prefix, start, end, suffix = parse(directive)
        place = 0
        while True:
            ends_at_word = end is not None or suffix is None
            if prefix is not None:
                before = self.search(prefix, place, left=True)
                if before is None:
                    return None
                place = before[0] + 1
                expected = self.skip_spaces(before[1])
                match = self.search(start, expected, right=ends_at_word)
                if match is None or match[0] != expected:
                    if match is None:
                        return None
                    continue
            else:
                match = self.search(start, place, left=True, right=ends_at_word)
                if match is None:
                    return None
                place = match[0] + 1
            found = self.finish(match, end, suffix)
            if found is not None or end is not None:
                return found

    def finish(
        self, match: tuple[int, int], end: str | None, suffix: str | None
    ) -> tuple[int, int] | None:
        place = match[1]
        while True:
            if end is not None:
                last = self.search(end, place, left=True, right=suffix is None)
                if last is None:
                    return None
                match = match[0], last[1]
            if suffix is None:
                return match
            expected = self.skip_spaces(match[1])
            after = self.search(suffix, expected, right=True)
            if after is not None and after[0] == expected:
                return match
            if after is None or end is None:
                return None
            place = match[1]

    def skip_spaces(self, place: int) -> int:
        while place < len(self.text) and self.text[place].isspace():
            place += 1
        return place

    def search(
        self, query: str, place: int, *, left: bool = False, right: bool = False
    ) -> tuple[int, int] | None:
        """Find *query* inside one block, case and accents aside."""
        wanted, begin = base(query), 0
        for block, folded, bounds in self.blocks:
            key = "".join(folded)
            at = [i for i, fold in enumerate(folded) for _ in fold]
            found = key.find(wanted)
            while found >= 0 and wanted:
                span = at[found], at[found + len(wanted) - 1] + 1
                span = span[0], self.with_marks(block, span[1])
                fits = (not left or span[0] in bounds) and (not right or span[1] in bounds)
                if fits and begin + span[0] >= place:
                    return begin + span[0], begin + span[1]
                found = key.find(wanted, found + 1)
            begin += len(block) + 1
        return None

    @staticmethod
    def with_marks(block: str, end: int) -> int:
        while end < len(block) and not base(block[end]):
            end += 1
        return end


def edges(block: str, words: str) -> set[int]:
    """Return the word boundaries of UAX 29, roughly."""
    if words == "none":
        return set(range(len(block) + 1))
    letters = r"(?:LX*)+" if words == "parted" else r"(?:[LH]X*)+"
    word = rf"{letters}(?:(?<!H)MX*(?=L){letters})*|.X*"
    classes = "".join(map(word_class, block))
    return {0, *(found.end() for found in re.finditer(word, classes))}


def word_class(char: str) -> str:
    if unicodedata.category(char) in {"Mn", "Mc", "Cf"}:
        return "X"
    if unicodedata.name(char, "").startswith(("CJK", "HIRAGANA", "THAI")):
        return "H"
    if char.isalnum() or char == "_":
        return "L"
    return "M" if char in ".,:;'’·，：；" else "O"


def base(text: str) -> str:
    """Return what the primary level of a collation compares; all spaces are one."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    shown = (char for char in plain if unicodedata.category(char) not in {"Mn", "Cf"})
    return "".join(" " if char.isspace() else char for char in shown)


def parse(directive: str) -> tuple[str | None, str, str | None, str | None]:
    assert directive.startswith("text=")
    parts = directive.removeprefix("text=").split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else None
    suffix = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else None
    start, end = [*map(unquote, parts), None][:2]
    assert start
    return prefix, start, end, suffix


# --- pages ------------------------------------------------------------------------------------

WORDS = [
    "қар", "Қар", "су", "сулы", "Астана", "Астанада", "жауды", "деп", "хабарлады", "ёлка", "елка",
    "the", "theme", "café", "cafe", "3,14", "U.S.", "don't", "2024-жылы", "«сөз»", "—", "(бар)",
    "a&b", "x=1,y-2", "北京", "今天下雪，明天晴。", "ภาษาไทย", "أستانا", "بەردى", "50%",
    "👍🏽", "🇰🇿", "co\u00adope", "e\u0301", "ﬁn", "İstanbul", "ıstyq",
]  # fmt: skip
GAPS = [" ", " ", " ", "  ", "\u00a0", "\u00a0 ", "\n", " \t"]

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(
    lambda words: [*words[:-1], f"{words[-1]}."]
)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, str, int, int]:
    """Draw an article, the page it stands on with other spaces, and a sentence of it."""
    blocks = draw(st.lists(st.lists(sentences, min_size=1, max_size=4), min_size=1, max_size=5))
    shown = [
        "".join(word + draw(st.sampled_from(GAPS)) for text in block for word in text)
        for block in blocks
    ]
    article = "\n\n".join(" ".join(" ".join(text) for text in block) for block in blocks)
    article = unicodedata.normalize("NFC", article.replace("\u00ad", ""))
    said = draw(st.sampled_from([" ".join(text) for block in blocks for text in block]))
    said = unicodedata.normalize("NFC", said.replace("\u00ad", ""))
    noise = [" ".join(text) for text in draw(st.lists(sentences, max_size=3))]
    start = article.index(said)
    return article, "\n".join([*noise, *shown]), start, start + len(said)


def squeezed(text: str) -> str:
    return "".join(base(text).split())


@pytest.mark.parametrize("words", ["joined", "parted", "none"])
@settings(max_examples=50)
@given(page=pages())
def test_a_browser_finds_the_sentence_and_nothing_else(
    words: str, page: tuple[str, str, int, int]
) -> None:
    article, visible, start, end = page
    directive = text_directive(article, start, end, visible)
    if directive is None:
        return

    browser = Browser(visible, words)
    span = browser.find(directive)

    assert len(directive) <= MAX_DIRECTIVE_CHARS
    assert span is not None
    sentence = squeezed(article[start:end])
    assert squeezed(browser.text[slice(*span)]) == sentence
    if squeezed(browser.text).count(sentence) == 1:
        assert len(squeezed(browser.text[: span[0]])) == squeezed(browser.text).index(sentence)


@given(st.text(), st.text(), st.integers(0, 50), st.integers(0, 50))
@example("ﬁ", "ﬁ", 0, 1)
@example("a\u0301", "xa\u0301\u0301", 0, 2)
def test_any_text_has_a_directive_or_none(
    article: str, visible: str, start: int, end: int
) -> None:
    directive = text_directive(article, start, end, visible)

    assert directive is None or re.fullmatch(r"text=[A-Za-z0-9%._~,-]+", directive)


@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=12, unique=True))
def test_the_only_text_of_a_page_always_has_a_directive(words: list[str]) -> None:
    text = " ".join(["Ол", *words])

    directive = text_directive(text, 0, len(text), text)

    assert directive is not None


# --- what it looks like -----------------------------------------------------------------------

PAGE = """Басты бет
Астанада қар жауды
Бүгін Астанада қар жауды.
Бүгін Астанада қар жауды, деп хабарлады «Қазгидромет» мекемесінің баспасөз қызметі. Ол аз болды.
Дүйсенбіде күн жылынады: 3-5 градус, батыстан жел соғады. Ол аз болды.
Ол аз болды. Ертең жаңбыр болуы мүмкін."""


def directive_of(sentence: str, page: str = PAGE, *, nth: int = 0) -> str:
    start = [place.start() for place in re.finditer(re.escape(sentence), page)][nth]
    directive = text_directive(page, start, start + len(sentence), page)
    assert directive is not None
    return unquote(directive)


def test_a_short_sentence_is_named_whole() -> None:
    assert directive_of("Бүгін Астанада қар жауды.") == "text=Бүгін Астанада қар жауды."


def test_a_long_sentence_is_named_by_the_words_at_its_ends() -> None:
    sentence = "Дүйсенбіде күн жылынады: 3-5 градус, батыстан жел соғады."

    assert directive_of(sentence) == "text=Дүйсенбіде күн,жел соғады."


def test_words_that_stand_elsewhere_before_are_not_enough() -> None:
    sentence = (
        "Бүгін Астанада қар жауды, деп хабарлады «Қазгидромет» мекемесінің баспасөз қызметі."
    )

    directive = directive_of(sentence)

    assert directive == "text=Бүгін Астанада қар жауды,,баспасөз қызметі."


@pytest.mark.parametrize(
    ("nth", "directive"),
    [
        (0, "text=Ол аз болды."),
        (1, "text=соғады.-,Ол аз болды."),
        (2, "text=Ол аз болды.,-Ертең"),
    ],
)
def test_a_repeated_sentence_is_told_by_its_neighbours(nth: int, directive: str) -> None:
    assert directive_of("Ол аз болды.", nth=nth) == directive


def test_ends_that_repeat_are_told_by_their_neighbours() -> None:
    phrase = "бір екі үш төрт бес алты жеті сегіз тоғыз он он бір"
    page = f"{phrase}.\nСонда {phrase} {phrase} деді. Иә.\nТағы {phrase} {phrase} деді. Жоқ."
    sentence = f"{phrase} {phrase} деді."
    start = page.rindex(sentence)

    directive = text_directive(page, start, start + len(sentence), page)

    assert directive is not None
    browser = Browser(page, "joined")
    assert browser.find(directive) == (start, start + len(sentence))
    assert unquote(directive).startswith("text=Тағы-,")


def test_an_end_that_repeats_is_told_by_what_follows() -> None:
    again = "қайта қайта қайта қайта қайта қайта қайта қайта қайта қайта қайта қайта"
    page = f"Ол былай деді: {again} {again} Иә."
    end = len(page) - len(" Иә.")

    directive = text_directive(page, 0, end, page)

    assert directive is not None
    assert unquote(directive) == "text=Ол былай деді:,қайта қайта,-Иә."
    assert Browser(page, "none").find(directive) == (0, end)


def test_what_marks_the_parts_is_escaped() -> None:
    text = "a-b, c & d, ~e_f. 100%"

    assert text_directive(text, 0, len(text), text) == (
        "text=a%2Db%2C%20c%20%26%20d%2C%20~e_f.%20100%25"
    )


@pytest.mark.parametrize(
    ("shown", "directive"),
    [
        ("Қар\u00a0жауды,  су\tтасыды.", "text=Қар жауды, су тасыды."),
        ("Қар жау\u00adды, су тасыды.", "text=Қар жауды, су тасыды."),
        ("Қар жауды, су та\u200bсыды.", "text=Қар жауды, су тасыды."),
        ("ҚАР жауды, су тасыды.", "text=ҚАР жауды, су тасыды."),
        ("Қар жауды, су\nтасыды.", "text=Қар жауды,,тасыды."),
        ("Қар жауды,\u00a0 су тасыды.", "text=Қар жауды,,су тасыды."),
    ],
)
def test_the_directive_says_what_the_page_shows(shown: str, directive: str) -> None:
    article = normalise("Қар жауды, су тасыды.")

    found_there = text_directive(article, 0, len(article), f"Басы\n{shown}\nСоңы")

    assert found_there is not None
    assert unquote(found_there) == directive


def test_of_equal_sentences_the_one_with_the_same_neighbours_is_meant() -> None:
    article = "Жел соғады. Бүгін суық. Кешке қар жауады."
    visible = "Тағы оқыңыз: Бүгін суық. Қайда?\nЖел соғады. Бүгін суық. Кешке қар жауады."
    start = article.index("Бүгін")

    directive = text_directive(article, start, start + len("Бүгін суық."), visible)

    assert directive is not None
    assert Browser(visible, "joined").find(directive) == (
        visible.rindex("Бүгін"),
        visible.rindex("Бүгін") + len("Бүгін суық."),
    )


def test_equal_sentences_with_equal_neighbours_keep_their_order() -> None:
    line = "Бірінші бөлім. " * 40 + "Иә."
    page = f"{line}\n{line}"
    start = page.rindex("Иә.")

    assert text_directive(page, start, start + 3, page) is None  # no context tells them apart


@pytest.mark.parametrize(
    "page",
    [
        "Сөз.Келесі сөйлем осы.Тағы бір.",  # no space after the full stop
        "Бұл дерек[1]Келесі сөйлем осы.[2] Тағы бір.",
    ],
)
def test_a_sentence_that_begins_inside_a_word_is_told_by_what_stands_before(page: str) -> None:
    start = page.index("Келесі")
    end = page.index("осы.") + len("осы.")

    directive = text_directive(page, start, end, page)

    assert directive is not None
    assert Browser(page, "joined").find(directive) == (start, end)


@pytest.mark.parametrize(
    ("page", "start", "end"),
    [
        ("«Жоқ» \u0301«иә» деді", 6, 16),  # an accent that belongs to the space before
        ("Көңіл 👍🏽🏽 жақсы", 7, 15),  # inside a hand and its colour
        ("Ту 🇰🇿 көтерілді", 4, 14),  # inside a flag
    ],
)
def test_letters_are_never_parted(page: str, start: int, end: int) -> None:
    directive = text_directive(page, start, end, page)

    assert directive is not None
    browser = Browser(page, "joined")
    span = browser.find(directive)
    assert span is not None
    assert squeezed(browser.text[slice(*span)]) == squeezed(page[start:end])


def test_chinese_is_cut_at_clauses_only() -> None:
    clauses = (
        "今天北京下了一场大雪，",
        "许多航班不得不临时取消，",
        "机场里挤满了等待的旅客，",
        "大家都在等天气尽快好转。",
    )
    page = f"新闻\n{''.join(clauses)}完。"

    assert directive_of("".join(clauses), page) == f"text={clauses[0]},{clauses[-1]}"


def test_thai_is_cut_at_spaces_only() -> None:
    sentence = "วันนี้ฝนตกหนักในกรุงเทพมหานคร ทำให้การจราจรติดขัดหลายสาย ประชาชนควรเผื่อเวลาเดินทาง"
    page = f"ข่าว\n{sentence} จบ"

    assert directive_of(sentence, page) == (
        "text=วันนี้ฝนตกหนักในกรุงเทพมหานคร,ประชาชนควรเผื่อเวลาเดินทาง"
    )


def test_a_sentence_too_long_to_name_has_no_directive() -> None:
    text = "ж" * 400

    assert text_directive(text, 0, len(text), text) is None


def test_directives_of_prose_are_short() -> None:
    words = [f"сөз{number}" for number in range(300)]
    groups = [" ".join(words[at : at + 15]) + "." for at in range(0, 300, 15)]
    page = "\n".join(groups)

    for text in groups:
        start = page.index(text)
        directive = text_directive(page, start, start + len(text), page)
        assert len(text) > SHORT_SENTENCE_CHARS
        assert directive is not None
        assert len(directive) <= 300


@pytest.mark.parametrize(
    ("article", "start", "end", "visible"),
    [
        ("Сөйлем.", 0, 7, "Басқа мәтін."),
        ("Сөйлем.", 0, 7, ""),
        ("Сөйлем.", 3, 3, "Сөйлем."),
        ("Сөйлем.", 5, 2, "Сөйлем."),
        ("", 0, 0, "Сөйлем."),
        ("...", 0, 3, "Иә ... жоқ"),
    ],
)
def test_what_is_not_on_the_page_has_no_directive(
    article: str, start: int, end: int, visible: str
) -> None:
    assert text_directive(article, start, end, visible) is None


@pytest.mark.parametrize(
    ("url", "directive", "link"),
    [
        ("https://a.kz/1", "text=a", "https://a.kz/1#:~:text=a"),
        ("https://a.kz/1#top", "text=a", "https://a.kz/1#top:~:text=a"),
        ("https://a.kz/1#", "text=a", "https://a.kz/1#:~:text=a"),
        ("https://a.kz/1#top:~:text=b", "text=a", "https://a.kz/1#top:~:text=a"),
        ("https://a.kz/1?x=1#:~:text=b", "text=a", "https://a.kz/1?x=1#:~:text=a"),
        ("https://a.kz/1#top", None, "https://a.kz/1#top"),
    ],
)
def test_a_link_keeps_the_element_it_names(url: str, directive: str | None, link: str) -> None:
    assert fragment_link(url, directive) == link
