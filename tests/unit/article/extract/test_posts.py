import json
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.extract.posts import Found, read_post, read_video
from bot.core.errors import (
    ConsentWallError,
    PrivatePostError,
    QysqaError,
    RobotCheckError,
    SoftNotFoundError,
    VideoOnlyError,
)

POST_URL = "https://t.me/qala_news/123?embed=1&mode=tme"
VIDEO_URL = "https://www.youtube.com/watch?v=aB3_-xYz012"
DAY = date(2026, 11, 12)

OWNER = """<div class="tgme_widget_message_author accent_color">
<a class="tgme_widget_message_owner_name" href="https://t.me/qala_news">
<span dir="auto">Қала жаңалықтары <i class="emoji"><b>🏙</b></i></span></a></div>"""
REPLY = """<a class="tgme_widget_message_reply user-color-default" href="https://t.me/qala_news/9">
<div class="tgme_widget_message_author"><span class="tgme_widget_message_author_name">Басқа адам
</span></div><div class="tgme_widget_message_text js-message_reply_text" dir="auto">Бөтен сөз.
</div></a>"""
BLOCKED = """<div class="message_media_not_supported_wrap">
<div class="message_media_not_supported">
<div class="message_media_not_supported_label">{}</div></div></div>"""
FOOTER = """<div class="tgme_widget_message_footer"><span class="tgme_widget_message_meta">
<a class="tgme_widget_message_date" href="https://t.me/qala_news/123">
<time datetime="2026-11-12T07:37:00+00:00" class="time">Nov 12</time></a></span></div>"""


def post(bubble: str, owner: str = OWNER) -> str:
    return f"""<!DOCTYPE html><html><head><title>Telegram Widget</title></head>
<body class="widget_frame_base tgme_widget body_widget_post">
<div class="tgme_widget_message text_not_supported_wrap js-widget_message"
 data-post="qala_news/123"><div class="tgme_widget_message_bubble">{owner}{bubble}{FOOTER}
</div></div></body></html>"""


def words(inside: str) -> str:
    return f'<div class="tgme_widget_message_text js-message_text" dir="auto">{inside}</div>'


def read(page: str) -> Found:
    found = read_post(page, POST_URL)
    assert found is not None
    return found


def test_a_post_comes_with_its_channel_and_day() -> None:
    found = read(post(words("Бүгін көпір ашылды.<br/>Ол екі жағалауды қосты.")))

    assert found.text == "Бүгін көпір ашылды.\nОл екі жағалауды қосты."
    assert (found.author, found.published) == ("Қала жаңалықтары 🏙", DAY)
    assert found.title is None


def test_links_emoji_and_spoilers_are_words() -> None:
    text = words(
        'Толығырақ <a href="https://a.kz">сайтта</a> <tg-emoji emoji-id="5"><i class="emoji" '
        'style="background-image:url(1)"><b>🔥</b></i></tg-emoji>, ал '
        "<tg-spoiler>жауабы</tg-spoiler> <u>осы</u>.<br/><br/>\nЕкінші\nжол."
    )

    assert read(post(text)).text == "Толығырақ сайтта 🔥, ал жауабы осы.\nЕкінші жол."


def test_a_quotation_is_a_line_of_its_own() -> None:
    text = words("Әкім айтты:<blockquote>Жол бітеді.</blockquote>Біз күттік.<pre>a = 1</pre>")

    assert read(post(text)).text == "Әкім айтты:\nЖол бітеді.\nБіз күттік.\na = 1"


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("<b>Көпір ашылды</b>", "Көпір ашылды"),
        ('<b>Көпір ашылды <i class="emoji"><b>🌉</b></i></b>', "Көпір ашылды 🌉"),
        ("<b>Көпір ашылды.</b>", None),
        ("<b>Көпір</b> ашылды", None),
        (f"<b>{'Көпір ' * 30}</b>", None),
        ('<i class="emoji"><b>🌉</b></i>', None),
    ],
)
def test_a_bold_first_line_is_the_title(first: str, title: str | None) -> None:
    found = read(post(words(f"{first}<br/>Ол екі жағалауды қосты.")))

    assert found.title == title
    assert (len(found.text.splitlines()) == 1) == (title is not None)


def test_a_single_bold_line_is_the_text() -> None:
    found = read(post(words("<b>Көпір ашылды</b>")))

    assert (found.title, found.text) == (None, "Көпір ашылды")


def test_what_a_post_answers_is_not_its_text() -> None:
    found = read(post(REPLY + words("Өз сөзім.")))

    assert (found.text, found.author) == ("Өз сөзім.", "Қала жаңалықтары 🏙")


def test_text_wrapped_twice_under_an_album_is_read_once() -> None:
    assert read(post(words(words("Суреттерге жазу.")))).text == "Суреттерге жазу."


def test_in_a_group_the_author_is_who_wrote() -> None:
    owner = '<span class="tgme_widget_message_author_name" dir="auto">Әсел</span>'

    assert read(post(words("Сәлем."), owner)).author == "Әсел"


def test_a_post_may_lack_an_author_and_a_day() -> None:
    page = f'<div class="tgme_widget_message">{words("Мәтін.")}<time datetime="кеше"></time></div>'

    assert read(page) == Found("Мәтін.", None, None, None)


@pytest.mark.parametrize(
    "bubble",
    [
        '<a class="tgme_widget_message_photo_wrap"></a>',
        BLOCKED.format("This media is not supported in your browser"),
        REPLY,
        words(" <br/> "),
    ],
)
def test_a_post_without_words_is_none(bubble: str) -> None:
    assert read_post(post(bubble), POST_URL) is None


@pytest.mark.parametrize("said", ["Post not found", "Channel with username <b>x</b> not found"])
def test_a_post_that_is_not_there_is_said_so(said: str) -> None:
    page = f'<div class="tgme_widget_message_error">{said}</div>'

    with pytest.raises(SoftNotFoundError) as caught:
        read_post(page, POST_URL)
    assert caught.value.site == "t.me"


@pytest.mark.parametrize(
    "page",
    [
        '<div class="tgme_widget_message_error">This channel is private</div>',
        '<div class="tgme_page"><div class="tgme_page_title">Жабық топ</div></div>',
        post(BLOCKED.format("Please open Telegram to view this post")),
        "",
    ],
)
def test_a_post_that_is_not_shown_is_private(page: str) -> None:
    with pytest.raises(PrivatePostError) as caught:
        read_post(page, POST_URL)
    assert caught.value.site == "t.me"


def test_a_label_over_a_file_does_not_hide_the_text() -> None:
    bubble = BLOCKED.format("Please open Telegram to view this post") + words("Файлға жазу.")

    assert read(post(bubble)).text == "Файлға жазу."


@given(st.text(max_size=300), st.text(max_size=30))
def test_any_page_gives_a_post_or_an_error(inside: str, name: str) -> None:
    for page in (inside, post(words(inside)), post(inside, name)):
        try:
            found = read_post(page, POST_URL)
        except QysqaError:
            continue
        assert found is None or found.text


SENTENCE = "Бұл бейнеде көпірдің қалай салынғаны {} көрсетіледі, құрылысшылар өз сөзін айтады. "
DESCRIPTION = "".join(SENTENCE.format(part) for part in ("таңда", "түсте", "кешке", "түнде")) * 2


def details(**changes: object) -> dict[str, object]:
    return {
        "videoId": "aB3_-xYz012",
        "title": 'Көпір {ашылды} "бүгін"',
        "author": "Қала арнасы",
        "shortDescription": DESCRIPTION,
        **changes,
    }


MICROFORMAT = {"playerMicroformatRenderer": {"publishDate": "2026-11-12T00:10:00-08:00"}}


def watch(player: object, name: str = "var ytInitialPlayerResponse = ") -> str:
    return f"""<!DOCTYPE html><html><head><script>if (window.ytInitialPlayerResponse) {{}}
</script></head><body><script nonce="a">{name}{json.dumps(player)};var meta = {{}};</script>
</body></html>"""


def player(**changes: object) -> Mapping[str, object]:
    return {"videoDetails": details(**changes), "microformat": MICROFORMAT}


@pytest.mark.parametrize(
    "name",
    [
        "var ytInitialPlayerResponse = ",
        'window["ytInitialPlayerResponse"] = ',
        'ytInitialPlayerResponse = null;var x = {"ytInitialPlayerResponse":',
    ],
)
def test_a_video_comes_with_its_description(name: str) -> None:
    found = read_video(watch(player(), name), VIDEO_URL)

    assert found == Found(DESCRIPTION.strip(), 'Көпір {ашылды} "бүгін"', "Қала арнасы", DAY)


def test_links_tags_and_timestamps_are_no_description() -> None:
    marks = "\n00:00 Басы\n1:02:03 Соңы\nТолығырақ: https://a.kz/b\n#көпір #қала\n@qala\n\n"
    named = "Біз бұл туралы былтыр да жаздық, оны https://a.kz сайтынан оқыңыз."
    found = read_video(watch(player(shortDescription=DESCRIPTION + marks + named)), VIDEO_URL)

    assert found.text == f"{DESCRIPTION}\n{named}"


@pytest.mark.parametrize(
    "text", ["", "Көпір ашылды.", "сөз " * 200, "Өте. Қысқа. Сөйлем. Бәрі.", None]
)
def test_a_short_description_is_no_article(text: object) -> None:
    with pytest.raises(VideoOnlyError) as caught:
        read_video(watch(player(shortDescription=text)), VIDEO_URL)
    assert caught.value.site == "youtube.com"


def test_a_video_may_lack_an_author_and_a_day() -> None:
    found = read_video(watch({"videoDetails": details(author=None), "microformat": 5}), VIDEO_URL)

    assert (found.author, found.published) == (None, None)


META = f"""<html><head><meta property="og:title" content="Көпір"><meta property="og:description"
 content="{DESCRIPTION}"></head><body><div itemscope><span itemprop="author">
<link itemprop="name" content="Қала арнасы"></span>
<meta itemprop="uploadDate" content="2026-11-12"></div>{{}}</body></html>"""


@pytest.mark.parametrize(
    "script",
    [
        "",
        'ytInitialPlayerResponse = {"videoDetails": {"title": "cut',
        "ytInitialPlayerResponse = {" + '"a":{' * 5_000,
        "ytInitialPlayerResponse = {}",
    ],
)
def test_where_the_player_has_no_data_the_tags_have(script: str) -> None:
    found = read_video(META.format(f"<script>{script}</script>"), VIDEO_URL)

    assert found == Found(DESCRIPTION.strip(), "Көпір", "Қала арнасы", DAY)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html><head><title> - YouTube</title></head><body></body></html>",
        watch({"playabilityStatus": {"status": "ERROR", "reason": "Video unavailable"}}),
        watch({"playabilityStatus": {"status": "LOGIN_REQUIRED", "reason": "Private video"}}),
    ],
)
def test_a_video_that_is_not_there_is_said_so(page: str) -> None:
    with pytest.raises(SoftNotFoundError):
        read_video(page, VIDEO_URL)


def test_a_question_about_robots_is_told_from_a_missing_video() -> None:
    reason = "Sign in to confirm you’re not a bot"

    with pytest.raises(RobotCheckError):
        read_video(watch({"playabilityStatus": {"reason": reason}}), VIDEO_URL)


@pytest.mark.parametrize(
    ("page", "url"),
    [
        ("<p>Before you continue</p>", "https://consent.youtube.com/m?continue=x"),
        ('<form action="https://consent.youtube.com/save" method="POST"></form>', VIDEO_URL),
    ],
)
def test_a_question_about_cookies_is_told_from_a_video(page: str, url: str) -> None:
    with pytest.raises(ConsentWallError):
        read_video(page, url)


@given(st.text(max_size=300))
def test_any_page_gives_a_video_or_an_error(text: str) -> None:
    for page in (text, watch(text), f"ytInitialPlayerResponse = {{{text}"):
        with pytest.raises(QysqaError):
            read_video(page, VIDEO_URL)
