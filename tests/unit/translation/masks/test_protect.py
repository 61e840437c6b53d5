import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode, Style, StyleKind, Term
from bot.translation.formatting import clip, merge
from bot.translation.masks.marks import Masked
from bot.translation.masks.protect import Restored, pieces, protect, rejoin, restore

BOLD, ITALIC, LINK = StyleKind.BOLD, StyleKind.ITALIC, StyleKind.LINK
CODE, MENTION, EMOJI = StyleKind.CODE, StyleKind.MENTION, StyleKind.EMOJI
QYSQA, STEPPE = Term("Qysqa"), Term("steppe", "дала", KK)

_BITS = st.sampled_from(
    [
        *"[[]]［］【】()1239aбқ :;,.!-«»\n\t#@/'",
        *("[[1]]", "[[2]]", "[[", "]]", "[3]", "【4】", "https://x.kz/a", "www.y.kz.", "t.me/q"),
        *("@user", "#тег", "/help", "a.b@c.kz", "🔥", "👍🏽", "⚠️", "steppe", "Qysqa", "сөз", "  "),
    ]
)
TEXTS = st.lists(_BITS, max_size=25).map("".join) | st.text(max_size=40)


@st.composite
def _styles(draw: st.DrawFn, kinds: type[StyleKind] = StyleKind) -> Style:
    start = draw(st.integers(-5, 60))
    return Style(draw(st.sampled_from(kinds)), start, start + draw(st.integers(0, 40)))


STYLES = st.lists(_styles(), max_size=6)


def mask(text: str, *styles: Style, terms: tuple[Term, ...] = (), to: LanguageCode = RU) -> Masked:
    return protect(text, styles=styles, terms=terms, target=to)


def shown(text: str, *styles: Style) -> tuple[Style, ...]:
    """The styles of a text that something can be seen of."""
    return merge(one for one in clip(styles, 0, len(text)) if text[one.start : one.end].strip())


def styled(restored: Restored | None) -> list[tuple[StyleKind, str]]:
    assert restored is not None
    return [(one.kind, restored.text[one.start : one.end]) for one in restored.styles]


def plain(restored: Restored | None) -> str:
    assert restored is not None
    return restored.text


# What is masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Оқыңыз: https://egemen.kz/a_(b).", "Оқыңыз: [[1]]."),
        ("(https://egemen.kz/a?b=1,2), иә", "([[1]]), иә"),
        ("HTTP://X.KZ және www.x.kz!", "[[1]] және [[3]]!"),
        ("«https://қазақ.kz/жаңа» бетінде", "«[[1]]» бетінде"),
        ("Арна: t.me/qysqa", "Арна: [[1]]"),
        ("Жазыңыз: a.b+c@mail.kz-ке", "Жазыңыз: [[1]]-ке"),
        ("@qysqa_bot-қа жаз", "[[1]]-қа жаз"),
        ("Бүгін #қазақстан күні", "Бүгін [[1]] күні"),
        ("/help деп жаз (/start@qysqa_bot)", "[[1]] деп жаз ([[3]])"),
        ("Жарайсың 👍🏽👩‍👩‍👧🇰🇿!", "Жарайсың [[1]]!"),
        ("Назар ⚠️ 1️⃣ аударыңыз", "Назар [[1]] аударыңыз"),
        ("🔥 @user #тег иә", "[[1]] иә"),
        ("Сілтеме [[3]] мен [[ 3 ]] бар", "Сілтеме [[1]] мен [[3]] бар"),
    ],
)
def test_what_must_survive_is_masked(text: str, masked: str) -> None:
    assert mask(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "2026 жылы 1 500 теңге, 3,5 пайыз, 12:30",
        "1-орын #1 болды",
        "км/сағ және и/или",
        "/etc/passwd пен /көмек",
        "a@ және @ белгісі",
        "Дерек [1] мен [23]",
        "Астана → Алматы",
        "және т.б./басқа",
    ],
)
def test_numbers_and_ordinary_words_are_not_masked(text: str) -> None:
    assert mask(text).text == text


def test_code_emoji_and_names_of_people_are_masked_by_their_styles() -> None:
    text = "Асан git push жаз *"
    styles = Style(MENTION, 0, 4, "7"), Style(CODE, 5, 13), Style(EMOJI, 18, 19, "5")

    masked = mask(text, *styles)

    assert masked.text == "[[1]] жаз [[3]]"
    assert restore(masked, "[[1]] пишет [[3]]") == Restored(
        "Асан git push пишет *",
        (Style(MENTION, 0, 4, "7"), Style(CODE, 5, 13), Style(EMOJI, 20, 21, "5")),
    )


def test_terms_are_whole_words_in_any_case_the_longest_first() -> None:
    terms = Term("Qysqa"), Term("Qysqa bot"), Term("C++")
    masked = mask("QYSQA  BOT мен Qysqaлық, qysqa-ны; C++!", terms=terms)

    assert masked.text == "[[1]] мен Qysqaлық, [[3]]-ны; [[5]]!"


def test_a_term_within_an_address_is_a_part_of_it() -> None:
    assert mask("qysqa https://qysqa.kz/Qysqa", terms=(QYSQA,)).text == "[[1]] [[3]]"


def test_a_term_for_another_language_is_not_masked() -> None:
    assert mask("The steppe", terms=(STEPPE,), to=RU).text == "The steppe"


def test_the_masked_text_is_the_same_whatever_a_term_becomes() -> None:
    kept, changed = Term("steppe"), Term("steppe", "дала")

    assert mask("A steppe", terms=(kept,)).text == mask("A steppe", terms=(changed,)).text


def test_styles_over_the_whole_text_need_no_marks() -> None:
    masked = mask(" Қысқа мәтін. ", Style(BOLD, 0, 14), Style(ITALIC, 1, 13))

    assert masked.text == "Қысқа мәтін."
    assert styled(restore(masked, "Короткий текст.")) == [
        (BOLD, " Короткий текст. "),
        (ITALIC, "Короткий текст."),
    ]


def test_a_style_over_white_space_needs_no_marks() -> None:
    assert mask("Бір екі", Style(BOLD, 3, 4)).text == "Бір екі"


def test_marks_of_styles_stand_beside_words_the_outer_ones_outside() -> None:
    masked = mask("Бір екі үш төрт", Style(BOLD, 3, 11), Style(ITALIC, 4, 7), Style(LINK, 4, 15))

    assert masked.text == "Бір [[2]][[4]][[6]]екі[[8]] үш[[10]] төрт[[12]]"
    assert styled(restore(masked, "Один [[2]] [[4]] [[6]] два [[8]] три[[10]] четыре [[12]]")) == [
        (BOLD, " два три "),
        (LINK, "два три четыре"),
        (ITALIC, "два"),
    ]


@pytest.mark.parametrize(
    ("text", "has_words"),
    [("https://x.kz", False), ("🔥 12:30!", False), ("", False), ("Иә https://x.kz", True)],
)
def test_a_text_of_addresses_and_numbers_alone_has_no_words(text: str, *, has_words: bool) -> None:
    assert mask(text).has_words is has_words


# What comes back


@given(TEXTS, STYLES)
def test_a_text_given_back_is_restored_exactly(text: str, styles: list[Style]) -> None:
    masked = protect(text, styles=styles, terms=(QYSQA,), target=KK)

    assert restore(masked, masked.text) == Restored(text, shown(text, *styles))


@given(TEXTS, STYLES, TEXTS)
def test_any_answer_is_taken_or_refused(text: str, styles: list[Style], answer: str) -> None:
    masked = protect(text, styles=styles, terms=(QYSQA, STEPPE), target=KK)
    restored = restore(masked, answer)

    if restored is not None:
        assert all(mark.kept.shown in restored.text for mark in masked.marks if mark.kept)
        assert all(0 <= one.start < one.end <= len(restored.text) for one in restored.styles)


@pytest.mark.parametrize(
    "mark",
    [
        "[[1]]",
        "[ [1] ]",
        "[[ 1 ]]",
        "［［1］］",
        "【1】",
        "【【1】】",
        "[[١]]",
        "[1]",
        "[[1]",
        "[\u200e[1]]",
    ],
)
def test_marks_are_read_however_engines_write_them(mark: str) -> None:
    masked = mask("Толығырақ https://x.kz бетінде")

    assert plain(restore(masked, f"Подробнее на {mark} тут")) == "Подробнее на https://x.kz тут"


def test_single_brackets_are_no_mark_where_the_text_has_such_notes() -> None:
    masked = mask("Дерек [1] мен https://x.kz")

    assert plain(restore(masked, "Данные [1] и [[1]]")) == "Данные [1] и https://x.kz"
    assert restore(masked, "Данные [1]") is None


@pytest.mark.parametrize(
    "answer",
    [
        "Сайт",
        "[[1]] и [[1]]",
        "[[1]] и [[9]]",
        "[[1]]]",
        "[[1 x",
        "((1))",
        "[[1]] [[",
        "[[2]]",
        "",
    ],
)
def test_a_lost_doubled_new_or_broken_mark_is_refused(answer: str) -> None:
    assert restore(mask("Сайт https://x.kz"), answer) is None


@pytest.mark.parametrize(
    ("text", "answer", "wanted"),
    [
        ("Оқы: https://x.kz.", "Читай: [[1]] .", "Читай: https://x.kz."),
        ("Оқы: https://x.kz .", "Читай: [[1]] .", "Читай: https://x.kz ."),
        ("Оқы: https://x.kz .", "Читай: [[1]].", "Читай: https://x.kz ."),
        ("Оқы (https://x.kz) иә", "Читай ( [[1]] ) да", "Читай (https://x.kz) да"),
        ("Оқы https://x.kz иә", "Читай[[1]]да", "Читай https://x.kz да"),
        ("See https://x.kz now", "[[1]]-ті қара", "https://x.kz -ті қара"),
        ("See @user now", "[[1]]-ді қара", "@user-ді қара"),
        ("See Qysqa now", "[[1]]ны қара", "Qysqaны қара"),
        ("See https://x.kz, now", "Читай [[1]] тут", "Читай https://x.kz тут"),
        ("Оқы\nhttps://x.kz", "Читай\n[[1]]", "Читай\nhttps://x.kz"),
        ("5🔥 бар", "есть 5[[1]]", "есть 5🔥"),
        ("бар 🔥", "есть _[[1]]", "есть _ 🔥"),
        ("5🔥 бар", "есть пять[[1]]", "есть пять🔥"),
        (" https://x.kz иә ", "[[1]]  да", " https://x.kz  да "),
    ],
)
def test_white_space_beside_a_mark_is_as_it_was(text: str, answer: str, wanted: str) -> None:
    assert plain(restore(mask(text, terms=(QYSQA,), to=KK), answer)) == wanted


def test_what_is_written_to_a_kept_term_is_an_ending_or_stands_apart() -> None:
    masked = mask("See Qysqa now", Style(BOLD, 4, 13), terms=(QYSQA,), to=KK)

    assert plain(restore(masked, "[[2]][[1]]ны[[4]] қара")) == "Qysqaны қара"
    assert plain(restore(masked, "[[2]][[1]]Қазір[[4]] қара")) == "Qysqa Қазір қара"
    assert plain(restore(masked, "[[2]][[1]][[4]]жылдамырақта")) == "Qysqa жылдамырақта"


def test_a_kept_term_stands_apart_in_a_language_without_endings() -> None:
    masked = mask("Qysqa жұмыс істейді", terms=(QYSQA,), to=EN)

    assert plain(restore(masked, "[[1]]works")) == "Qysqa works"


def test_a_rendition_gets_a_capital_at_the_start_of_what_began_with_one() -> None:
    masked = mask("The steppe is wide", terms=(STEPPE,), to=KK)

    assert plain(restore(masked, "[[1]] кең")) == "Дала кең"
    assert plain(restore(masked, "Кең [[1]]")) == "Кең дала"
    assert plain(restore(mask("a steppe", terms=(STEPPE,), to=KK), "[[1]]")) == "дала"


# Styles


def bold_words() -> Masked:
    return mask("Мына екі сөз қалың көрінеді", Style(BOLD, 5, 12))


@pytest.mark.parametrize(
    ("answer", "text", "bold"),
    [
        ("Эти [[2]]два слова[[4]] жирные", "Эти два слова жирные", ["два слова"]),
        ("Эти [[2]] два слова [[4]] жирные", "Эти два слова жирные", ["два слова"]),
        ("Эти[[2]] два слова [[4]]жирные", "Эти два слова жирные", ["два слова"]),
        ("Эти[[2]]два слова[[4]]жирные", "Эти два слова жирные", ["два слова"]),
        ("([[2]] два слова [[4]] ) вот", "(два слова) вот", ["два слова"]),
        ("Жирные [[2]]два слова[[4]] .", "Жирные два слова.", ["два слова"]),
        ("Эти [[2]]два слова жирные", "Эти два слова жирные", []),
        ("Эти [[4]]два слова[[2]] жирные", "Эти два слова жирные", []),
        ("Эти [[2]]два[[2]] слова[[4]] жирные", "Эти два слова жирные", []),
        ("Эти [[2]][[4]] два слова жирные", "Эти два слова жирные", []),
        ("[[4]] эти [[2]] два слова", "эти два слова", []),
        ("Эти [[2]]два слова[[4]] жирные" + " и все" * 30, None, ["два слова"]),
        ("[[2]]Эти" + " и все" * 30 + "[[4]] жирные", None, []),
    ],
)
def test_a_style_is_over_its_words_or_dropped(
    answer: str, text: str | None, bold: list[str]
) -> None:
    restored = restore(bold_words(), answer)

    assert [words for _, words in styled(restored)] == bold
    assert text is None or plain(restored) == text


def test_an_ending_written_to_a_styled_word_is_in_the_style() -> None:
    masked = mask("Read two words now", Style(BOLD, 5, 14), to=KK)

    assert styled(restore(masked, "Қазір [[2]]екі сөз[[4]]ді оқы")) == [(BOLD, "екі сөзді")]
    assert styled(restore(masked, "Қазір [[2]]екі[[4]]сөздерімізбенен оқы")) == [(BOLD, "екі")]


def test_a_style_that_would_begin_or_end_inside_a_word_is_dropped() -> None:
    masked = mask("«Екі сөз» қалың", Style(BOLD, 1, 8))

    assert styled(restore(masked, "«Два сло[[2]]ва жирные[[4]]»")) == []
    assert styled(restore(masked, "«[[2]]два сло[[4]]вообразования» жирные")) == []


def test_a_style_that_was_inside_a_word_may_be_so_again() -> None:
    assert styled(restore(mask("қарақат", Style(BOLD, 0, 4)), "[[2]]смор[[4]]одина")) == [
        (BOLD, "смор")
    ]


def test_of_two_styles_in_disorder_neither_is_shown() -> None:
    masked = mask("бір екі үш", Style(BOLD, 0, 3), Style(ITALIC, 8, 10))

    assert masked.text == "[[2]]бір[[4]] екі [[6]]үш[[8]]"
    assert styled(restore(masked, "[[6]]три[[8]] два [[2]]один[[4]]")) == [
        (ITALIC, "три"),
        (BOLD, "один"),
    ]
    assert styled(restore(masked, "[[2]]один[[8]] два [[6]]три[[4]]")) == []


def test_a_style_is_dropped_when_what_is_kept_in_it_has_left_it() -> None:
    masked = mask("Мұнда @user жазды ғой", Style(BOLD, 6, 17))

    assert masked.text == "Мұнда [[2]][[1]] жазды[[4]] ғой"
    assert styled(restore(masked, "А [[2]][[1]] писал[[4]] тут")) == [(BOLD, "@user писал")]
    assert styled(restore(masked, "А [[1]] тут [[2]]писал[[4]]")) == []


def test_a_style_within_what_is_kept_goes_where_that_goes() -> None:
    masked = mask("Мұнда @user_name жазды", Style(BOLD, 6, 16), Style(ITALIC, 7, 11))

    assert masked.text == "Мұнда [[1]] жазды"
    assert styled(restore(masked, "Писал [[1]]")) == [(BOLD, "@user_name"), (ITALIC, "user")]


def test_a_style_may_begin_and_end_within_what_is_kept() -> None:
    masked = mask("@user_a жазды @user_b", Style(BOLD, 3, 17))
    beside = mask("@user_a @user_b жазды", Style(BOLD, 8, 21))

    assert beside.text == "[[1]] [[2]][[3]] жазды[[4]]"

    assert styled(restore(masked, "[[1]] писал [[3]]")) == [(BOLD, "er_a писал @us")]


def test_no_style_begins_or_ends_within_a_rendition() -> None:
    inside = mask("the steppe is", Style(BOLD, 5, 7), terms=(STEPPE,), to=KK)
    ends = mask("the steppe is", Style(BOLD, 0, 7), terms=(STEPPE,), to=KK)
    begins = mask("the steppe is", Style(BOLD, 7, 13), terms=(STEPPE,), to=KK)
    over = mask("the steppe is", Style(BOLD, 4, 10), terms=(STEPPE,), to=KK)

    assert styled(restore(inside, "[[1]] деген")) == []
    assert styled(restore(ends, "[[2]]бұл[[4]] [[1]] деген")) == [(BOLD, "бұл ")]
    assert styled(restore(begins, "[[1]] [[2]]деген[[4]]")) == [(BOLD, " деген")]
    assert styled(restore(over, "бұл [[1]] деген")) == [(BOLD, "дала")]


# Piece by piece


def test_pieces_are_the_words_between_what_is_kept() -> None:
    masked = mask("Оқыңыз: https://x.kz, 2026 — @user (сосын жазыңыз). 👍", Style(BOLD, 36, 41))

    assert masked.text == "Оқыңыз: [[1]], 2026 — [[3]] ([[2]]сосын[[4]] жазыңыз). [[5]]"
    assert pieces(masked.text) == ("Оқыңыз:", "(сосын жазыңыз).")


def test_translated_pieces_come_together_with_what_is_kept() -> None:
    masked = mask("Оқыңыз: https://x.kz. Сосын @user жазады", Style(BOLD, 22, 32))
    answers = {"Оқыңыз:": "Читайте:", "Сосын": "Потом", "жазады": "пишет"}

    whole = restore(masked, rejoin(masked.text, answers))

    assert plain(whole) == "Читайте: https://x.kz. Потом @user пишет"


def test_a_style_over_whole_pieces_is_kept_and_one_within_a_piece_dropped() -> None:
    masked = mask("Бір екі @user үш төрт", Style(BOLD, 0, 13), Style(ITALIC, 14, 16))
    whole = rejoin(masked.text, {"Бір екі": "Один два", "үш төрт": "три четыре"})

    assert styled(restore(masked, whole)) == [(BOLD, "Один два @user")]


@pytest.mark.parametrize(
    "answer", ["[[1]] да", "[1] да", "да [[ [2] ]", "[[[1]]2]] да", "【1】да", "]да["]
)
def test_marks_that_nobody_asked_for_go_from_a_piece(answer: str) -> None:
    masked = mask("Иә, иә https://x.kz")
    restored = plain(restore(masked, rejoin(masked.text, {"Иә, иә": answer})))

    assert restored.endswith(" https://x.kz")
    assert "[" not in restored


@given(TEXTS, STYLES)
def test_pieces_given_back_are_the_text(text: str, styles: list[Style]) -> None:
    masked = protect(text, styles=styles, terms=(QYSQA,), target=KK)
    same = {piece: piece for piece in pieces(masked.text)}

    assert rejoin(masked.text, same) == masked.text
    assert rejoin(masked.text, {}) == masked.text


@given(TEXTS, STYLES, st.lists(TEXTS, min_size=1, max_size=5))
def test_nothing_kept_is_ever_lost_piece_by_piece(
    text: str, styles: list[Style], answers: list[str]
) -> None:
    masked = protect(text, styles=styles, terms=(QYSQA, STEPPE), target=KK)
    found = {
        piece: answers[number % len(answers)] for number, piece in enumerate(pieces(masked.text))
    }
    restored = restore(masked, rejoin(masked.text, found))

    assert restored is not None
    assert all(mark.kept.shown in restored.text for mark in masked.marks if mark.kept)


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * 20_000,
        "[[1" * 7_000,
        "[ " * 10_000,
        " " * 20_000,
        "a." * 10_000,
        "a@" * 10_000,
        "/a" * 10_000,
        "https://" + ")" * 20_000,
        "#" + "1" * 20_000,
        "1\ufe0f" * 10_000,
    ],
)
def test_hostile_texts_take_no_longer_than_their_length(hostile: str) -> None:
    began = time.perf_counter()
    masked = mask(hostile, terms=(QYSQA, STEPPE))
    restore(masked, masked.text)
    rejoin(masked.text, dict.fromkeys(pieces(masked.text), "x"))

    assert time.perf_counter() - began < 2
