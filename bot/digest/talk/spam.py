"""Advertising and scam: what newcomers post with contacts, promises, capitals, again and again.

Pure. No sign is enough on its own: a neighbour sells a pram, an admin repeats himself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from heapq import nsmallest
from itertools import pairwise
from zlib import crc32

from bot.core.groups import GroupMessage
from bot.digest.talk.people import author_of
from bot.digest.talk.skeleton import root, writes_kazakh
from bot.text.words import words

SPAM = 3.0
"""Points from which a message is spam."""

DOUBTFUL = 1.5
"""Points from which it may be: only then copies and a newcomer speak against it."""

REGULAR_MESSAGES = 2  # beyond doubt: who wrote so many is no newcomer
MANY_COPIES = 3  # of one text, whatever it says
MIN_COPY_WORDS = 5  # a shorter message is repeated by chance
MAX_READ_CHARS, MAX_READ_WORDS = 1_000, 150
COPY_SIGNS, SAME_SIGNS = 6, 3  # smallest hashes kept of a message; so many in common: a copy
MAX_SHARED_SIGN = 50  # messages that one hash is looked up in
MIN_CAPITALS, CAPITAL_SHARE = 15, 0.6

_PROMISES = """
табыс табыңыз табысқа ақшатап инвестиция инвест кепілдік кепілі бонус сыйақы ставка казино слот
тіркел тіркеліңіз тіркеліп жұмысқа шақырамыз несие займ пайызсыз жеңілдік акция тегін ұтыс ұтып
криптовалюта крипто кіріс пассив тәжірибесіз тәжірибе үйден үйде отырып күніне арна оқыту
заработок заработка заработать зарабатывай зарабатывайте заработке доход дохода доходом пассивный
инвестиции инвестиций вложений вложения прибыль гарантия гарантируем бонус бонусы депозит казино
ставки ставок слоты фриспины выигрыш выиграй крипта криптовалюта криптовалюты биткоин биткойн
трейдинг сигналы удаленка удалёнка удаленная подработка подработку требуются сотрудники опыта
кредит займ займы кредитов долгов скидка скидки скидкой акция бесплатно успей успейте подписывайся
подписывайтесь переходи переходите жми жмите регистрируйся регистрация промокод обучение обучаю
курс марафон похудение похудеть интим девушки досуг эскорт магия гадание порча снять набираем
набор команду партнёров партнеров выплаты ежедневные ежедневно лично личку лс earn earning
earnings income profit profits invest investment guaranteed guarantee bonus deposit casino slots
betting bet jackpot crypto bitcoin btc usdt trading signals forex airdrop giveaway free click join
subscribe promo discount limited offer passive remote hiring vacancy loan loans loans dm inbox
whatsapp
"""
_CONTACT = re.compile(
    r"(?:t\.me/|telegram\.me/|wa\.me/|bit\.ly/|joinchat|tg://)\S+|@\w{4,}"
    r"|\b(?:лс\b|в\s+личк\w|жеке(?:ге)?\s+жаз\w*|в\s+директ|(?:DM|dm|inbox)\s+me)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[$€₸₽💰💵🤑💸]|\d[\d .,]{0,12}(?:к\b|%|тг|тенге|теңге|usd|usdt|долл|руб)|\d[ \xa0]?000\b",
    re.IGNORECASE,
)
_SHOUT = re.compile("[‼❗🔥💰🎰🤑💸🚀✅👉💵💎🎁📈⚡]|!!")
_NAMED = re.compile(r"@\w+|(?:https?://|t\.me/|\b[\w-]{1,63}\.\w{2,4}/)\S+")
_DISGUISED = re.compile(r"[а-я](?=[acekopxyABCEHKMOPTX])|[acekopxyABCEHKMOPTX](?=[а-яё])")
_SUSPECT = re.compile(
    r"[\d@/$€₸₽‼❗🔥💰🎰🤑💸🚀✅👉💵💎🎁📈⚡]|!!|[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]{3}"
    r"|[а-я][acekopxyABCEHKMOPTX]|[acekopxyABCEHKMOPTX][а-яё]"
    r"|\b[Лл][Сс]\b|[Лл]ичк|ЛИЧК|[Жж]еке|[Dd][Mm] |[Ii]nbox|[Дд]ирект"
)
"""Without any of these a text has no points: most talk is passed over at once."""

MIN_DISGUISED = 3  # «i» alone is how Kazakh is often typed
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]{1,63}\.(?:com|org|net|io|top|xyz|bet|ru|kz)/\S+",
    re.IGNORECASE,
)


@cache
def _promises() -> frozenset[str]:
    """Return roots; of Latin words as they are typed for Kazakh, Russian and English alike."""
    return frozenset(root for word in words(_PROMISES) for root in _roots(word))


def _roots(word: str) -> tuple[str, ...]:
    return root(word, kazakh=False), root(word, kazakh=True)


def spam_of(messages: Sequence[GroupMessage], said: Mapping[int, Sequence[str]]) -> frozenset[int]:
    """Return the numbers of those of *messages* that are spam; *said* are their words."""
    scores = {
        each.message_id: points(each.text, said[each.message_id], links=len(each.links))
        for each in messages
    }
    regulars = _regulars(messages, scores)
    copies = _copies(said)
    return frozenset(
        each.message_id
        for each in messages
        if _verdict(
            scores[each.message_id],
            copies.get(each.message_id, 1),
            is_regular=author_of(each) in regulars,
        )
        >= SPAM
    )


def points(text: str, said: Sequence[str], *, links: int = 0) -> float:
    """Return how much of an advertisement a text alone has.

    Args:
        text: As it was written.
        said: Its words.
        links: How many there are, hidden ones too.
    """
    text = text[:MAX_READ_CHARS]
    if not links and not _SUSPECT.search(text):
        return 0.0
    contacts = len(_CONTACT.findall(text)) + max(links, len(_LINK.findall(text)))
    loud = len(_SHOUT.findall(text)) + _is_shouted(text)
    money = bool(_MONEY.search(text))
    score = 0.5 * min(loud, 2) + 0.5 * min(contacts, 3)
    if score or money:
        promised = len(_promised(text, said))
        score += 0.75 * min(promised, 4) + 0.5 * bool(promised) * (money + bool(contacts))
    score += bool(contacts) * money
    return score + 1.5 * (len(_DISGUISED.findall(text)) >= MIN_DISGUISED)


def _promised(text: str, said: Sequence[str]) -> frozenset[str]:
    """Return the roots of promises in a text, in the names of its contacts too."""
    named = " ".join(_NAMED.findall(text)).replace("_", " ")
    kazakh = writes_kazakh(text)
    return _promises() & {root(word, kazakh=kazakh) for word in (*said, *words(named))}


def _verdict(score: float, copies: int, *, is_regular: bool) -> float:
    if copies >= MANY_COPIES and not is_regular:
        return SPAM
    if score < DOUBTFUL:
        return score
    return score + min(copies - 1, 2) + (-1.0 if is_regular else 1.0)


def _is_shouted(text: str) -> bool:
    capitals = sum(map(str.isupper, text))
    return capitals >= MIN_CAPITALS and capitals > CAPITAL_SHARE * sum(map(str.isalpha, text))


def _regulars(
    messages: Sequence[GroupMessage], scores: Mapping[int, float]
) -> frozenset[int | str]:
    """Return those who wrote several messages that look like nothing but talk."""
    plain_talk = Counter(
        author_of(each) for each in messages if scores[each.message_id] < DOUBTFUL
    )
    return frozenset(author for author, n in plain_talk.items() if n >= REGULAR_MESSAGES)


def _copies(said: Mapping[int, Sequence[str]]) -> dict[int, int]:
    """Return how often the text of each message was posted, with small changes, itself included.

    Texts with SAME_SIGNS of the smallest hashes of their words in common are copies.
    """
    signs = {number: _signs(words) for number, words in said.items()}
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, hashes in signs.items():
        for sign in hashes:
            holders[sign].append(number)
    copies = {}
    for number, hashes in signs.items():
        shared = Counter(other for sign in hashes for other in holders[sign][:MAX_SHARED_SIGN])
        same = min(SAME_SIGNS, len(hashes))
        copies[number] = max(1, sum(times >= same for times in shared.values()))
    return {number: times for number, times in copies.items() if times > 1}


def _signs(said: Sequence[str]) -> list[int]:
    """Return the smallest hashes of pairs of words, without digits: they are what changes."""
    lasting = [word for word in said[:MAX_READ_WORDS] if not word[0].isdigit()]
    if len(lasting) < MIN_COPY_WORDS:
        return []
    return nsmallest(COPY_SIGNS, {crc32(" ".join(pair).encode()) for pair in pairwise(lasting)})
