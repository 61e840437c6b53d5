"""Words of talk that are no matter of it: courtesy, assent, what fills a line. Data.

They are compared as skeletons, so that one spelling of each will do.
"""

COURTESY = """
сәлем сәлеметсіз сәлеметсіздер сәлеметсіңдер салем сәлемет ассалаумағалейкум салам саламатсыз
уағалейкум қайырлы таң күн кеш түн рахмет рақмет үлкен көп алғыс құттықтаймын құттықтаймыз құтты
болсын туған мереке мерекемен мерекеңіз мерекелеріңізбен бақыт денсаулық тілеймін тілейміз шын
жүректен аман сау болыңыз болыңыздар болыңдар көріскенше жақсы привет приветствую приветик
здравствуйте здравствуй здрасьте хай доброе утро добрый день вечер доброго дня времени суток утра
вечера ночи доброй спокойной спасибо спс спасибочки благодарю благодарим большое огромное
пожалуйста поздравляю поздравляем поздравления днем рождения праздником наступающим счастья
здоровья пока hello hi hey morning good evening afternoon night thanks thank thx ty tnx cheers
much so very welcome congrats congratulations happy birthday bye please pls lot all everyone guys
folks
"""
"""Hello, thanks, many happy returns."""

ADDRESSING = """
бәріңізге барлығыңызға баршаңызға бәріне барлығына достар көршілер ата-аналар құрметті сізге
сіздерге саған болсын бе ма бәріңе халық ағайын қауым топ әріптестер қыздар жігіттер балалар апай
ағай аға апа тәте всем вам тебе ребята ребят коллеги соседи друзья народ родители дорогие
уважаемые девочки девчонки мальчики вас тебя и за с вы ты you to the and everybody there team
"""
"""To whom courtesy goes; nothing on its own."""

ASSENT = """
иә ия ия-ия ооо жоқ жарайды жарайт макул мақұл ок окей окей-окей қолдаймын қосыламын келісемін
келісем келістік дұрыс рас солай сондай түсінікті түсіндім білмеймін білмедім керемет тамаша күшті
бопты болды әрине мүмкін шынымен неге қашан қайда да нет ага угу неа ясно понятно понял поняла
принято согласен согласна поддерживаю плюс плюсую точно верно конечно ладно хорошо супер отлично
класс круто жесть ужас капец блин ого ничего себе лол хаха ахах хах ну вот именно может наверное
незнаю знаю тоже я мы за против готов готова буду yes yeah yep no nope ok okay sure agree agreed
right exactly same me too cool nice great lol haha omg wow true indeed got it noted will мен де
біз д та ә ғой енді осы сол айтпаңыз әй ой о а у м мм хм эх ух ой-бай ойбай масқара бәсе
"""
"""Yes, no, well: worth nothing outside of its place."""

FILLING = """
айтыңызшы айтыңыздаршы айтшы білетіндер білесіздер білесіз біледі білмейді екен ше ғо ғой сонда
қалай қайда нешеде неше қанша кімде кім барма барма керек еді екенін болса болады болама болмайды
жақсы жаман бүгін ертең кеше қазір кешке таңертең түсте сағат апта ай күні күн дүйсенбі сейсенбі
сәрсенбі бейсенбі жұма сенбі жексенбі адам адамдар бала балалар біреу жатыр отыр тұр жүр келді
кетті алды берді шықты кірді айтты көрдім көрдіңіз барды қалды қалды болып болсын жазды жазыңыз
жазыңыздар айтыңыз хабар топқа чатқа топта чатта мәселе жағдай бірдеңе подскажите скажите
кто-нибудь кто-то кто знает знаете знает есть нибудь где когда сколько почему зачем пишите
напишите пишет писали написал написала скинь скиньте скинул скажи говорят сказали думаю кажется
вообще просто короче типа прям щас сейчас сегодня завтра вчера утром вечером днем ночью час часа
часов минут неделя неделе понедельник вторник среда среду четверг пятница пятницу суббота субботу
воскресенье люди человек чат чате группе группу вопрос проблема дело делать сделать сделали делают
будем будете будет можно нужно надо давайте давай хочу хочет хотят пусть опять снова сразу скоро
уже тоже также наш наша у нас вам нам мне меня тебя норм нормально хорошо плохо лучше много мало
пара несколько другой другие одна один одно два две три пять anyone someone somebody anybody know
knows does tell think guess maybe actually really just still today tomorrow yesterday tonight
morning evening week weekend monday tuesday wednesday thursday friday saturday sunday hour hours
minute minutes people guy thing stuff question problem need want wants going gonna want let lets
can't don't doesn't didn't isn't i'm i'll i've it's that's there's yeah ok pm am around back right
way look looks looking got gets bit lot works chat group
"""
"""Too common in talk to tell one matter from another."""

SWEAR = """
сука сук* бля блять бляд* хуй хуе* хуё* хуи* пизд* еба* ебу* ёб* ебан* ебл* мудак* мудил* гандон*
пидор* пидар* дебил* идиот* дурак дура дураки тварь твари ублюд* урод уроды придур* говно дерьмо
жопа нахуй нахер похуй шлюх* ақымақ ақымақтар есуас жынды қотақ сігей* сігі* шешең оңбаған сволочь
найсап иттің fuck* shit* bitch* asshole* idiot* moron* bastard* dickhead cunt*
"""
"""Insults; a message with one is not quoted. Behind * come any letters."""

NAMELESS = """
кому кого кем чего чему чем прямо мимо обратно назад вперед сзади спереди сбоку скажу скажет скажут
место места кез кезі кезде жақ жағы жағына былтырғы ойбай ойбуй ұзақ заходит входит выходит видел
wait waiting check checked normal planned right left look looks need needs want wants нөл бір екі
үш төрт бес алты жеті сегіз тоғыз он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан жүз мың екеу
үшеу төртеу бесеу жарым ширек секунд минут сағат тәулік күн түн апта ай жыл ғасыр көктем жаз күз
қыс таңертең түс кеш кешкі бүгінгі кешегі ертеңгі қазіргі әлдеқашан күнде күнара жақында баяғы
қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан өте тым аса
нағыз мүлде мүлдем әбден түгел дәл шамалы азғантай көпшілігі жалпы негізі шынымен шындап сондықтан
әйтеуір бәлкім кейде жиі сирек бірден тікелей бекер босқа әдейі кенет жайлап жылдам тезірек жақсы
жаман үлкен кіші ұзын қысқа биік жаңа ескі қымбат арзан тәтті ащы бай кедей әдемі қызық керемет
оңай қиын бос толы ақ қара көк сары жасыл қызыл сұр бауырым жаным айналайын жарайсың ойпырмай
ойпырым уау бәрекелді мәссаған ноль два две двух двое двоих три трех трёх трое троих четыре четырех
четырем четверо пять пяти шесть шести семь семи восемь девять десять десяти одиннадцать двенадцать
пятнадцать двадцать тридцать сорок пятьдесят сто двести триста тысяча полтора полторы оба обе обоих
четверть треть пара десяток сотня секунда минута час сутки день ночь неделя месяц год век весна
лето осень зима январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
полдень полночь вечерний утренний сегодняшний вчерашний завтрашний нынешний ежедневно каждый
недавний очень слишком совсем совершенно абсолютно крайне довольно весьма реально жутко дико вообще
целиком полностью частично иногда редко часто всегда никогда сначала потом затем заранее наконец
штук штука раз разок разный остальной некоторый отдельный следующий предыдущий данный хороший
плохой новый старый большой маленький длинный короткий высокий низкий белый черный красный синий
зеленый желтый серый рыжий дорогой дешевый лёгкий тяжелый мокрый сухой чистый грязный смешно
грустно обидно приятно интересно удобно сложно просто легко поздно рано далеко близко ого вау упс
увы ура красавчик молодчина умница жалко жаль zero two three four five six seven eight nine ten
eleven twelve fifteen twenty thirty forty fifty hundred thousand million half quarter dozen couple
second minute hour day night week month year century spring summer autumn winter january february
march april june july august september october november december morning evening noon midnight
daily weekly monthly yearly nightly recent very really quite rather totally absolutely completely
extremely super pretty literally basically always never often sometimes rarely already soon later
earlier before after again ever good bad new old big small long short high low white black red blue
green yellow grey gray orange cheap expensive easy hard hot cold warm cool wet dry clean dirty
whole entire temporary permanent foreign local different similar available possible impossible
ready alive dead lovely awesome awful terrible amazing perfect funny sad dear mate dude bro guys
folks meet make made come came goes went say said pay paid get got use used work worked bring
brought offer offers accept accepts agree drop drops fit fits cost costs count counts matter
matters don didn doesn isn wasn aren weren won wouldn shouldn couldn hasn haven hadn ain kun kundiz
keshe erten bugin azir qazir kazir saat sagat apta zhyl jyl zhaksy jaqsy zhaman jaman ote tym unemi
arkashan tez zhai jai kop ulken kishkentai den dan tan дан ден тан тен нен ға ге қа ке да де та те
ның нің дың дің ды ді ты ті ны ні мыз міз сың сің
"""
"""What never names a matter: numbers, time, degree, qualities, exclamations, endings alone."""

ENDINGS = """
ға ге қа ке на не да де та те нда нде дан ден тан тен нан нен ны ні ды ді ты ті ның нің дың дің тың
тің мен бен пен сы сі ы і н ын ін сын сін ына іне сына сіне ында інде сында сінде ынан інен сынан
сінен лар лер дар дер тар тер ша ше дай дей тай тей дағы дегі тағы тегі ғы гі қы кі нші ншы ші шы
ыншы інші ншіге ншыға лық лік дық дік тық тік ақ ау ма ме ба бе па пе го й я е х м ти ый ий ая ой
му ю ми ка то либо нибудь таки ое ые ом ых ым st nd rd th
"""
"""What is written behind a number or a name and a stroke."""
