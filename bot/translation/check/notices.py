"""What services and language models send in place of a translation, or around it.

A phrase counts only where the original has none of its kind: a sentence about an error
page is translated as one.
"""

import re

# Nobody but a service says these: MyMemory, Google, LibreTranslate, Azure, DeepL, OpenAI.
_NOTICES = (
    "mymemory warning",
    "you used all available free translations",
    "usagelimits.php",
    "example: langpair=",  # comes with «'AUTO' is an invalid source language»
    "invalid language pair specified",
    "query length limit exceeded",
    "please select two distinct languages",
    "no query specified",
    "unusual traffic from your computer network",
    "our systems have detected unusual traffic",
    "portal.libretranslate.com",
    "libretranslate api",
    "please contact the server operator to get an api key",
    "slowdown: ",
    "the request is not authorized because credentials are missing",
    "one of the request inputs is not valid",
    "quota for this billing period has been exceeded",
    "exceeded your current quota",
    "insufficient_quota",
    "resource_exhausted",
    "api key not valid",
    "cloudflare ray id",
    "ddos protection by",
    "the requested url was not found on this server",
    "that’s all we know",
    "that's all we know",
    "maximum context length is",
)

_ERROR_PAGE = re.compile(r"\berror \d{3} \([a-z ']{2,40}\)!!1")  # the title of Google's

# Others may say these too, but then the original does as well: see _TALK.
_LOOSE_NOTICE = re.compile(
    r"\btoo many requests\b|\brate limit|\bquota exceeded\b|\blimit exceeded\b|\bdaily limit\b"
    r"|\bservice (?:is )?(?:temporarily )?unavailable\b|\bbad gateway\b|\bgateway time-?out\b"
    r"|\binternal server error\b|\baccess denied\b|\bforbidden\b.{0,20}\b403\b"
    r"|\b403\b.{0,3}\bforbidden\b|\binvalid api key\b|\bunauthorized\b|\brequest timed out\b"
    r"|\berror[: ]{0,2}[45]\d\d\b|\bhttp(?:/\d\.\d)? [45]\d\d\b|\bjust a moment\.\.\."
    r"|\benable javascript\b|\bverify (?:that )?you are (?:a )?human\b|\bnot a robot\b"
    r"|\bcaptcha\b|\bsign in to continue\b|\blog ?in to continue\b|\bplease (?:sign|log) ?in\b"
    r"|\battention required!|\btranslation (?:error|failed)\b|\bunsupported language\b"
    r"|\bслишком много запросов\b|\bпревышен лимит\b|\bлимит запросов\b|\bквота исчерпана\b"
    r"|\bсервис временно недоступен\b|\bвойдите, чтобы продолжить\b|\bошибка 5\d\d\b"
    r"|\bсұраныс саны тым көп\b|\bқызмет уақытша қолжетімсіз\b"
)
_TALK = re.compile(
    r"error|http|server|gateway|quota|limit|request|access|forbid|denied|\bkey\b|unauthori"
    r"|robot|human|captcha|javascript|browser|sign|log ?in|attention|moment|unavailable|service"
    r"|ошибк|сервер|шлюз|квот|лимит|запрос|доступ|запрещ|ключ|робот|человек|капч|браузер|войд"
    r"|вход|внимани|недоступ|служб|сервис|перевод|минут|қате|шек|сұра|рұқсат|тыйым|кілт|адам"
    r"|кіру|кірі|назар|қолжетім|қызмет|аударма|сәт|шлюз"
)

_TAG = re.compile(r"</?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,300})?/?>|<!--|<!doctype", re.IGNORECASE)
_ENTITY = re.compile(
    r"&(?:#\d{2,6}|#x[0-9a-f]{2,6}|amp;[#a-z]{2,8}|lt|gt|quot|apos|nbsp|laquo|raquo|[mn]dash);",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"```|\*\*\w")
_MARKUPS = (_TAG, _ENTITY, _MARKDOWN)
_JSON = re.compile(r"\s*[\[{]\s*[\[{\"]")

_REASONING = re.compile(
    r"</?think(?:ing)?>|\[/?(?:cot|inst|think)\]|<\|[a-z_]{2,20}\|>|</s>"
    r"|\bas an ai\b|\bas a (?:large )?language model\b"
    r"|\bi(?:['’]m| am) (?:sorry|unable),? (?:but )?(?:i |to )?(?:can(?:no|['’])t )?translate\b"
    r"|\bi can(?:not|['’]t) (?:assist|translate|help with)\b"
    r"|\b(?:here is|here['’]s|below is) (?:the|your|a|my) (?:\w{3,12} ){0,2}translation\b"
    r"|\bthe (?:\w{3,12} )?translation (?:is|of (?:the|this) (?:text|sentence) is)[: ]"
    r"|\bтранслейт:|\bкак языковая модель\b|\bкак искусственный интеллект\b"
    r"|\bя не могу (?:перевести|помочь с переводом)\b|\bвот (?:ваш |мой )?перевод\b"
    r"|\bміне,? (?:сіздің )?аударма|\bтілдік модель ретінде\b"
    r"|\bмен (?:мұны|бұл мәтінді) аудара алмаймын\b"
)
_OPENING = re.compile(
    r"[\W_]{0,3}(?:(?:sure|certainly|of course|okay|ok)[,!.] (?:here|below|the translation)"
    r"|(?:final |translated |english |russian |kazakh )?(?:translation|text|output|answer)"
    r"(?: \((?:\w{2,10})\))?\s?:"
    r"|(?:assistant|user|system|thought|reasoning)\s?:|okay, (?:so|let me)\b|let me translate\b"
    r"|(?:конечно|разумеется)[,!.] (?:вот|перевод)|(?:перевод(?: текста)?|ответ)\s?:"
    r"|(?:хорошо|итак), (?:мне нужно|давай(?:те)?) перев"
    r"|(?:әрине)[,!.] (?:міне|аударма)|(?:мәтіннің )?аударма(?:сы)?\s?:|жауабы?\s?:)"
)
_ASIDE = re.compile(r"[\n(](?:note|explanation|примечание|пояснение|ескерту|түсіндірме)\s?:")


def is_notice(original: str, answer: str) -> bool:
    """Whether *answer* is a service's notice or its raw reply."""
    before, after = original.casefold(), answer.casefold()
    if _is_strict_notice(after) and not _is_strict_notice(before):
        return True
    if _JSON.match(answer) and not _JSON.match(original):
        return True
    return _LOOSE_NOTICE.search(after) is not None and _TALK.search(before) is None


def _is_strict_notice(low: str) -> bool:
    return any(notice in low for notice in _NOTICES) or _ERROR_PAGE.search(low) is not None


def has_new_markup(original: str, answer: str) -> bool:
    """Whether *answer* holds tags, entities or Markdown of a kind the original has not."""
    return any(kind.search(answer) and not kind.search(original) for kind in _MARKUPS)


def is_reasoning(original: str, answer: str) -> bool:
    """Whether *answer* holds what a language model says about its work."""
    before, after = original.casefold(), answer.casefold()
    if _speaks(before):
        return False
    return _speaks(after)


def _speaks(low: str) -> bool:
    searched = _REASONING.search(low) or _OPENING.match(low) or _ASIDE.search(low)
    return searched is not None
