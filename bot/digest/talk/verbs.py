"""Kazakh verbs that go with any matter, and pronouns, in whatever form they stand. Pure.

«Алып кетіп қалыпты» is three verbs and says nothing: taken away. Listed forms would be
thousands, so roots and endings are. They are compared as skeletons.
"""

import re
from functools import cache

from bot.digest.talk.skeleton import skeleton

_VERBS = """
ал бер бар кел кет тұр отыр жат жүр қой қоя қал қара шық шығ түс түсір кір жібер жаз айт көр
көрсет біл істе сұра таста бол боп ойла де дей ет қыл жаса баста күт сал әкел әкет апар сөйле
тыңда түсін ұмыт өт қайт ұста келіс кеш кешір болып шығар көрін айтыл жет аш жап жапсыр жүргіз
отырғыз тұрғыз дайында шеш қос қосыл бас басы ауыстыр ауыс ғой ғана екен еді
"""
_PRONOUNS = """
мен сен сіз біз ол осы сол бұл ана мына сона бәрі барлығ барлық өз кім не қай біреу ешкім ештеңе
бірдеңе бірнеше кейбір басқа қанша нешеу сондай осындай мұндай
"""
_VERBAL = """
ып іп п ды ді ты ті ған ген қан кен са се айын ейін йін айық ейік йік а е й ай ей у ар ер с атын
етін йтын йтін ады еді йды йді мын мін пын пін бын бін сың сің мыз міз пыз піз быз біз сыз сіз ыз
із ңыз ңіз ыңыз іңіз дар дер тар тер лар лер ыңдар іңдер ңдар ңдер шы ші дық дік тық тік қ к м ң н
ым ім ың ің та те да де дан ден тан тен нан нен ға ге қа ке ны ні ның нің дың дің тың тің ма ме ба
бе па пе май мей бай бей пай пей мас мес бас бес пас пес ыпты іпті пты пті ғанда генде ғанша генше
ғалы гелі қалы келі уге уға иін малы мелі балы белі палы пелі ғыз гіз қыз кіз дыр дір тыр тір ыл
іл ын ін
"""
_CASES = """
ді ды ні ны дің дың нің ның ге ға ке қа ған е де да те та нде нда ден дан тен тан нен нан мен бен
пен дер дар лер лар тер тар і ы сі сы ім ым ің ың міз мыз іміз ымыз іңіз ыңыз ңіз ңыз ікі дікі
тікі нікі дай дей тай тей ша ше у ас аз қай ақ
"""
_NOUNS = """
кала калада калага каланин калалик кора кораси корада алма алмалар алмати басши бастик корши ане
кун
"""
"""Skeletons of nouns that look like forms of these verbs: a city, a shed, an apple."""


def _choice(table: str) -> str:
    options = {skeleton(entry) for entry in table.split()}
    return "|".join(sorted(options, key=lambda option: (-len(option), option)))


@cache
def _forms() -> re.Pattern[str]:
    nouns = "|".join(_NOUNS.split())
    return re.compile(
        rf"(?!(?:{nouns})\Z)(?:(?:{_choice(_VERBS)})(?:{_choice(_VERBAL)}){{0,4}}"
        rf"|(?:{_choice(_PRONOUNS)})(?:{_choice(_CASES)}){{0,3}})"
    )


def says_nothing(bones: str) -> bool:
    """Whether the word with the skeleton *bones* is a form of such a verb or pronoun."""
    return _forms().fullmatch(bones) is not None
