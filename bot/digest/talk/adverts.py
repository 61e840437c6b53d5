"""Words and patterns of advertising and scam, in three languages. Data.

Compiled by hand for this project from what such texts are generally like.
"""

import re

STRONG = """
казино фриспин фриспины слот слоты джекпот букмекер крипта крипто криптовалюта биткоин биткойн
трейдинг форекс инвестиция инвестиции инвест арбитраж заработок заработка заработать заработай
зарабатывай зарабатывайте микрозайм займ займы приворот порча порчу гадание гадалка таролог
ясновидящая экстрасенс целительница эскорт интим досуг накрутка накрутить упаковщик упаковщица
упаковщики промокод сетевой млм пассивный табыс несие несиені несиесі несиеге қарыз микронесие ұтыс
көріпкел балгер букмекерлік casino jackpot freespin betting bookmaker crypto bitcoin btc usdt forex
airdrop giveaway escort onlyfans psychic tarot mlm payday
"""
"""What talk among neighbours seldom has."""

WEAK = """
подработка подработку бонус ставка ставки сигнал сигналы депозит вложений вложения прибыль
прибыльный доход доходом дохода гарантия гарантируем гарантирую выигрыш выиграй выиграли розыгрыш
приз призы кредит кредитов кредитный рассрочка одобрение одобрим банкротство вакансия вакансии
требуются требуется сотрудники сотрудников набираем набор ищем декрете удаленка удаленная удаленно
маркетплейс маркетплейсах команду партнеров менеджер комплектовщик сортировщик выплаты ежедневные
ежедневно ежедневная обучение обучаем обучаю обучу марафон вебинар наставник похудение похудеть
таро магия обряд скидка скидки акция распродажа бесплатно бесплатный успей успейте подписывайся
подписывайтесь подпишись подпишитесь переходи переходите жми жмите регистрируйся вип опт оптом
поставщик фабрика массаж подписчики раскрутка реклама инвестор кепілдік кепілі жеңілдік тегін
тіркел тіркеліңіз жазылыңыз шақырамыз шақырамын кірісін пассив тәжірибесіз оқыту оқытамын арықтау
ұтып сыйлық жұлдызнама сиқыр сәуегей арнамыз каналымыз қызметкер қаптаушы рәсімдейміз үстемесіз
пайызсыз earn earning income profit profits invest investment investor guaranteed guarantee bonus
deposit trading trader signals free click join subscribe follower promo discount limited offer
passive slots remote hiring vacancy recruit loan credit lender mentor broker winner prize lottery
reward claim hookup massage viagra nude spell fortune
"""
"""What an advertisement has and talk may have."""

SALE = """
продам продаю продается продаем куплю отдам отдаю сдам сдаю сатам сатамын сатылады сатамыз беремін
selling sell
"""
"""A neighbour's own thing: it has a price and a telephone number as well."""

PHRASES = re.compile(
    r"(?<!\w)(?:без\s+(?:отказ|вложени|опыт|залог|поручител|процент|обман|риск|справ)\w*|плох\w+\s+кредитн\w+"
    r"|кредитн\w+\s+истори\w+|просроч\w+|(?:списа\w+|закро\w+)\s+долг\w*"
    r"|(?:оплат|выплат|зарплат|расчет|расчёт)\w*\s+(?:ежедневн|кажд|сразу|за\s+смен|в\s+конце)\w*"
    r"|(?:ежедневн|стабильн|л[её]гк|быстр|хорош|высок)\w+\s+(?:выплат|доход|заработ|оплат|деньг|приб)"
    r"|(?:от|до|по)\s+\d[\d .]{0,9}\s?(?:тыс\w*|тг|тенге|руб\w*|[₸₽$€к])?\.?\s+(?:в|за)\s+"
    r"(?:день|недел|час|сутки|смен)\w*|\d\s*(?:минут\w*|час\w*)\s+в\s+день"
    r"|на\s+дому|не\s+выходя\s+из\s+дома|верн\w+\s+любим\w+|(?:сни\w+|снят\w+)\s+порч\w+"
    r"|расклад\w*\s+(?:на\s+)?таро|стали\s+победител\w+|забер\w+\s+(?:сво\w+\s+)?(?:приз|бонус|подар)\w*"
    r"|(?:наш|мой|закрыт\w+|вип|vip)\s+(?:канал|чат|клуб)\w*|(?:перех|перей)\w+\s+по\s+ссылк\w+"
    r"|ссылк\w+\s+в\s+(?:профил|описани|био)\w*|остал\w+\s+\d+\s+мест\w*|мест\w*\s+ограничен\w*"
    r"|только\s+сегодня|первым\s+\d+|за\s+\d+\s+минут\w*|нов\w+\s+(?:игрок|клиент)\w+"
    r"|перв\w+\s+депозит\w*|девушк\w+\s+(?:от\s+)?\d\d|ваш\w*\s+(?:деньги|капитал)\s+работа\w+"
    r"|(?:күніне|аптасына)\s+\d[\d .]*|\d[\d ]*(?:мың|тг|теңге)?\s+күніне"
    r"|үй(?:де\s+отырып|ден\s+шықпай)|тәжірибе\w*\s+(?:керек|қажет)\s+емес|қосымша\s+табыс"
    r"|(?:оңай|тұрақты|жақсы)\s+(?:табыс|ақша)\w*|бас\s+тартусыз|қара\s+тізім\w*|несие\s+тарих\w*"
    r"|кепілсіз|анықтамасыз|жеңімпаз\w*\s+бол\w+|ұтып\s+ал\w+|бал\s+аш\w+|дуа\w*\s+қайтар\w*"
    r"|(?:арна|канал)\w*\s+(?:жазыл|тіркел|қосыл)\w*|сілтеме\w*\s+(?:бойынша|арқылы|бас)\w*"
    r"|орын\w*\s+(?:саны\s+)?шектеулі|бүгін\s+ғана|ақшаң\w*\s+өзі\w*|\d+\s+минутта"
    r"|no\s+(?:experience|credit\s+check|collateral|deposit|risk)|(?:work|job)s?\s+from\s+home"
    r"|(?:get\s+|be\s+)?paid\s+(?:daily|weekly)|daily\s+pay\w*|bad\s+credit|passive\s+income|easy\s+money"
    r"|double\s+your|(?:guaranteed|monthly|daily)\s+(?:profit|income|return)s?|you(?:'ve|\s+have)\s+won"
    r"|claim\s+(?:your|now)|free\s+(?:spin|gift|cash)s?|limited\s+(?:slot|spot|offer|time)s?"
    r"|(?:hot|single|sexy|lonely)\s+(?:girl|lad|single|wom)\w*|financial\s+freedom|own\s+boss"
    r"|[$€]\s?\d[\d,.]*\s*(?:-\s*\d+)?\s*(?:/|a|per)\s*(?:day|week|month|hour)|\d+\s+min\w*\s+a\s+day"
    r"|turn\w*\s+[$€]?\d+\s*\w*\s+into|(?:join|follow|subscribe)\w*\s+(?:to\s+)?(?:our|my|the)\s+channel)",
    re.IGNORECASE,
)
"""Pay for a day without experience, loans without refusal, prizes, fortune-tellers, hurry."""

CONTACT = re.compile(
    r"(?:t\.me/|telegram\.me/|wa\.me/|bit\.ly/|joinchat|tg://)\S+|@\w{4,}", re.IGNORECASE
)
PRIVATE = re.compile(
    r"what'?s\s?app|ват[ст]ап|вацап|\b(?:лс\b|лич(?:к|ны[ех]\b)\w*|жеке(?:ге)?\s+жаз\w*|в\s+директ)"
    r"|\b(?:dm|pm|inbox|text|contact)\s+(?:me|us)\b|(?:пиш|став|жд)\w+\s+(?:\w+\s+)?(?:[«\"']?\+|плюс)"
    r"|(?:\+\s?7|\b8)[\s(-]{0,2}[67]\d\d[\s)-]{0,2}\d{3}[\s-]?\d\d[\s-]?\d\d\b",
    re.IGNORECASE,
)
"""To be written to or called: neighbours ask for that as well."""

ADDRESS = re.compile(
    r"https?://\S+|\b[\w-]{1,63}\.(?:com|org|net|io|top|xyz|bet|ru|kz)/\S+",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"[$€₸₽💰💵🤑💸]|\d[\d .,]{0,12}(?:к\b|%|тг|тенге|теңге|usd|usdt|долл|руб)|\d[ \xa0]?000\b",
    re.IGNORECASE,
)
MARKS = "‼❗🔥💰🎰🤑💸🚀✅👉💵💎🎁📈⚡🔞💋🔮"
SHOUT = re.compile(f"[{MARKS}]|!!")
SUSPECT = re.compile(f"[@/+{MARKS}]|!!")
"""A text without any of these, and without a word of the tables, has no points: most of talk."""
