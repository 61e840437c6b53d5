"""Words that carry grammar, not subject: compiled by hand for this project.

A Kazakh list is absent from the packages at hand, so that it is the longest. Forms are
listed as they stand in text, because endings differ too little from those of nouns.
"""

from bot.core.models import LanguageCode

_NONE: frozenset[str] = frozenset()

_KAZAKH = """
және мен бен пен да де та те ал бірақ алайда дегенмен сонда сондықтан өйткені себебі яғни немесе
әлде не болмаса әйтпесе егер ендеше онда әйтсе сонымен бірге қатар қоса тағы тек ғана үшін туралы
жайлы жөнінде бойынша арқылы дейін шейін кейін соң бұрын бері сайын қарай таман туралай ретінде
сияқты секілді тәрізді ұқсас қарағанда қарамастан байланысты орай сәйкес арасында арасындағы
алдында алдын астында үстінде ішінде сыртында жанында қасында барысында тарапынан негізінде
аясында кезінде кезде кезеңде уақытта шамамен жуық астам артық бұл осы сол ол мына мынау анау ана
осындай сондай мұндай ондай бұндай мұнда осында сонау мұны осыны соны оны бұған осыған соған оған
бұның осының соның оның мұның мұнан бұдан осыдан содан одан бұлар солар олар оларды оларға олардың
олардан онымен осымен олармен сен сіз біз сендер сіздер біздер менің сенің сіздің біздің маған
саған сізге бізге мені сені сізді бізді менен сенен сізден бізден өз өзі өзінің өзіне өзін өзінде
өзінен өздері өздерінің өздеріне өздерін кім кімнің кімге кімді неге нені немен қандай қай қайсы
қашан қайда қайдан қалай неше қанша бір біреу бірі бірнеше кейбір әр әрбір әркім барлық барлығы
бәрі бүкіл күллі түгел ешкім ештеңе ешқандай ешбір еш әлдекім біраз көп аз көптеген басқа өзге
тағысын бірінші екінші екі деп деді дейді деген дегенді дегені делінген дей дегендей айтты айтып
айтуынша мәліметінше хабарлайды хабарлады хабарлаған тілшісі сілтеме жасап мәлімдеді екен еді емес
ме ма ба бе па пе ғой қой шы ші гөрі ғұрлым бол болды болып болған болады болатын болса болу болуы
болуға болмайды болмаған боп бар бары барын жоқ керек қажет мүмкін тиіс ет етті етіп еткен етеді
ететін ету етуге қылды қылған еткенін болғанын болғаны екенін екені екендігін екендігі тұр тұрған
тұрады отыр отырған отырып жатыр жатқан жүр жүрген келген келеді келе кетті кеткен алды алған алып
алады берді берген беріп қалды қалған салды түсті бүгін кеше ертең қазір енді әлі әлдеқашан
жақында кейіннен бастап бастап-ақ жыл жылы жылғы жылдың күні күнгі айында айы иә жо рас әрине
мәселен мысалы бәлкім шынымен тіпті нақ дәл өте тым ең аса едәуір әбден тек-ақ қана мәрте рет
"""

_RUSSIAN = """
и в во не что он на я с со как а то все всё она так его но да ты к ко у же вы за бы по только её
ее мне было вот от меня ещё еще нет о об обо из ему теперь когда даже ну вдруг ли если уже или ни
быть был него до вас нибудь опять уж вам ведь там потом себя ничего ей может они тут где есть надо
ней для мы тебя их чем была сам чтоб чтобы без будто чего раз тоже себе под будет ж тогда кто этот
того потому этого какой совсем ним здесь этом один почти мой тем нее неё сейчас были куда зачем
всех никогда можно при наконец два другой хоть после над больше тот через эти нас про всего них
какая много разве три эту моя впрочем хорошо свою этой перед иногда лучше чуть том нельзя такой им
более всегда конечно всю между это эта тех те та ту тому той этим этими этих которая который
которое которые которого которой которых которым которыми которому котором свой своя своё свое
свои своего своей своих своим своими своему наш наша наше наши нашего нашей наших ваш ваша ваше
ваши также однако поэтому кроме среди около вокруг против согласно вместо из-за из-под благодаря
несмотря ранее позже вместе лишь именно хотя пока либо зато причём причем является являются стал
стала стало стали будут буду имеет имеют мог могла могли могут должен должна должны нужно
необходимо сказал сказала сказали говорит говорится заявил заявила заявили сообщил сообщила
сообщили сообщает сообщается сообщило отметил отметила отметили добавил добавила добавили
рассказал рассказала подчеркнул подчеркнула пояснил пояснила считает уточнил уточнила передаёт
передает пишет словам данным год года году годов лет время времени день дня человек очень самый
самая самое самые январь января феврале февраля марта марте апреля апреле мая мае июня июне июля
июле августа августе сентября сентябре октября октябре ноября ноябре декабря декабре январе
понедельник вторник среду четверг пятницу субботу воскресенье сегодня вчера завтра тысяч тысячи
млн млрд тыс руб
"""

_ENGLISH = """
a about above after again against all almost along already also although always am among an and
another any are aren't around as at away back be became because become been before being below
between both but by came can can't cannot come could couldn't did didn't do does doesn't doing
don't done down during each either else enough even ever every few first for from further get gets
getting go goes going got had hadn't has hasn't have haven't having he he'd he'll he's her here
hers herself him himself his how however i i'd i'll i'm i've if in instead into is isn't it it's
its itself just kept last least less let like made make makes making many may me might mine more
most much must my myself near neither never next no nobody nor not nothing now of off often on
once one only onto or other others our ours ourselves out over own per perhaps put quite rather
really s said say saying says second see seen several shall she she's should shouldn't since so
some someone something still such t take taken than that that's the their theirs them themselves
then there there's therefore these they they're they've thing things this those though three
through thus to today together told too took toward towards two under until up upon us use used
using very via was wasn't way we we're we've well went were weren't what when where whether which
while who whom whose why will with within without won't would wouldn't year years yesterday yet
you you're your yours yourself yourselves mr mrs ms according added including monday tuesday
wednesday thursday friday saturday sunday january february march april june july august september
october november december new time day days people percent
"""

_UKRAINIAN = """
і й та а але або чи що щоб як так не ні на в у з із зі до від за по про при для без над під між
через після перед біля є був була було були буде будуть бути він вона воно вони його її їх йому їй
їм ми ви я ти нас вас нам вам мене тебе це цей ця ці цього цієї цих цьому той те ті того тієї тих
тому який яка яке які якого якої яких яким якому свій своя своє свої свого своєї своїх також вже
ще тільки лише навіть якщо коли де куди тут там потім тепер може можуть більше дуже однак проте
тобто саме серед проти згідно час року рік роки років сказав сказала повідомив повідомила
повідомляє заявив заявила зазначив
"""

_TURKISH = """
ve ile de da ki bu şu o bir için gibi kadar daha en çok az her hiç ne mi mı mu mü ama fakat ancak
veya ya hem ise diye göre sonra önce olarak olan oldu olduğu olduğunu olacak olması ederek eden
etti edildi edilen var yok değil ben sen biz siz onlar onun bunun onu bunu ona buna onları bunlar
şey kendi kendisi bazı birçok tüm bütün aynı başka diğer arasında üzerinde içinde tarafından
ilgili karşı dolayı rağmen beri artık bile yine hâlâ şimdi dedi söyledi belirtti ifade konuştu
yapılan bulunan üzerine yerine hakkında alınan üzere ardından yıl yılı yılında gün iki üç
"""

_UZBEK = """
va bilan ham lekin ammo biroq yoki uchun haqida bo'yicha orqali qadar keyin so'ng oldin avval beri
kabi singari bu shu o'sha u ular biz siz men sen uning ularning bizning sizning unga ularga uni
ularni undan o'z o'zi o'zining o'ziga bir har hech barcha hamma bo'lib bo'ldi bo'lgan bo'ladi
bo'lishi bo'lsa edi ekan emas deb dedi degan deydi qilib qildi qilgan qiladi qilish etib etdi
etgan kerak mumkin bor yo'q nima kim qanday qachon qayerda juda eng yana faqat esa tomonidan ushbu
ko'ra davomida nisbatan aytdi aytishicha so'z agar chunki shuningdek yil yili yilda kun kuni ta
"""

_KYRGYZ = """
жана менен да де та те бирок ал бул ушул ошол алар биз сиз мен сен анын алардын биздин сиздин ага
аларга аны аларды андан үчүн жөнүндө тууралуу боюнча аркылуу чейин кийин өткөн айтымында айтты соң
мурун бери сайын сыяктуу катары же эгер анткени ошондуктан ошондой мындай андай өз өзү өзүнүн
өзүнө бир ар эч баары бардык бүт болуп болду болгон болот болсо болуу эле экен эмес деп деди деген
дейт кылып кылды кылган жок бар керек мүмкүн эмне ким кандай качан кайда абдан эң дагы гана жыл
жылы жылдын күнү
"""

_GERMAN = """
der die das den dem des ein eine einer eines einem einen und oder aber doch sondern denn weil dass
ob wenn als wie so auch nur noch schon sehr mehr nicht kein keine keinen keiner ich du er sie es
wir ihr mich mir ihn ihm uns euch ihnen sich sein seine seiner seinem seinen ihre ihrer ihrem
ihren mein dein unser in im ins an am auf aus bei beim mit nach von vom zu zum zur für über unter
um durch gegen ohne vor hinter zwischen seit bis während wegen ist sind war waren wird werden
wurde wurden worden habe hat haben hatte hatten kann können konnte muss müssen soll sollen will
wollen dieser diese dieses diesem diesen jener welche welcher was wer wo wann warum hier dort dann
nun bereits etwa sagte sagt jahr jahre jahren
"""

_FRENCH = """
à le la les l un une des du de d au aux et ou mais donc or ni car que qu qui quoi dont où ce cet
cette ces c se s sa son ses leur leurs mon ma mes ton ta tes notre nos votre vos je j tu il elle
on nous vous ils elles me m te t lui y en ne n pas plus moins très aussi bien même tout tous toute
toutes dans sur sous par pour avec sans chez entre vers depuis pendant avant après contre selon
comme si quand lorsque alors ainsi est sont était étaient sera seront été être a ont avait avaient
avoir aura fait faire peut peuvent doit doivent encore déjà ici là an ans année années jour dit
j'ai a-t-il cela ça lors notamment va c'est d'un d'une qu'il qu'elle qu'ils n'est s'est n'a l'on
"""

_SPANISH = """
el la los las lo un una unos unas y e o u pero sino porque que quien quienes cual cuales cuando
donde como si no ni de del a al en con por para sin sobre entre hasta desde hacia según contra
durante tras ante bajo se su sus mi mis tu tus nuestro nuestra este esta esto estos estas ese esa
eso esos esas aquel aquella yo él ella ellos ellas nosotros usted ustedes me te le les nos es son
era eran fue fueron será ser sido está están estaba ha han había haber hay tiene tienen más menos
muy ya también tan todo todos toda todas otro otra otros otras así aún año años día dijo
"""

_STOP_WORDS = {
    "de": frozenset(_GERMAN.split()),
    "en": frozenset(_ENGLISH.split()),
    "es": frozenset(_SPANISH.split()),
    "fr": frozenset(_FRENCH.split()),
    "kk": frozenset(_KAZAKH.split()),
    "ky": frozenset(_KYRGYZ.split()),
    "ru": frozenset(_RUSSIAN.split()),
    "tr": frozenset(_TURKISH.split()),
    "uk": frozenset(_UKRAINIAN.split()),
    "uz": frozenset(_UZBEK.split()),
}


def stop_words(language: LanguageCode | None) -> frozenset[str]:
    """Return the function words of *language*, as bot.text.words gives them; empty if unknown."""
    return _STOP_WORDS.get(language or "", _NONE)


_LEANING = {
    "de": "er sie es dies diese dieser dieses das aber doch außerdem auch dabei dann "
    "deshalb zudem",
    "en": "he she it they this that these those his her its their but and however also meanwhile "
    "moreover then there so such i we you",
    "es": "él ella ellos ellas esto esta este eso esa ese estos pero y además también sin embargo "
    "su sus así",
    "fr": "il elle ils elles ce cela cette ces ça mais et son sa ses leur on je nous aussi "
    "cependant ainsi",
    "kk": "ол олар бұл осы сол оның олардың оған оны бұған осыған сонда мұндай осындай сондай "
    "сондай-ақ сонымен сондықтан бірақ алайда дегенмен өйткені демек",
    "ky": "ал алар бул ушул ошол анын алардын ага аны мындай ошондой ошондуктан бирок анткени",
    "ru": "он она они оно его ее её их им ему ей это этот эта эти такой такая такие такое также "
    "тоже при поэтому однако но а и кроме тем потом затем тогда там ранее напомним",
    "tr": "o onlar bu bunun bunlar onun ancak ama fakat ayrıca böylece",
    "uk": "він вона вони воно його її їх це цей ця ці такий також але однак проте а і й тому тоді",
    "uz": "u ular bu shu uning ularning unga uni shuning biroq ammo lekin chunki shunday",
}
_LEANING_WORDS = {language: frozenset(table.split()) for language, table in _LEANING.items()}


def leaning_words(language: LanguageCode | None) -> frozenset[str]:
    """Return words that, at the start of a sentence, point to the sentence before it."""
    return _LEANING_WORDS.get(language or "", _NONE)


_COMMON = {
    "en": "new old good better best big bigger great little long high higher lot million billion "
    "thousand three four five six seven eight nine ten next later week weeks month months "
    "national public top major key full minutes hours hundred twenty",
    "kk": "жаңа үлкен негізгі басты қазіргі соңғы жақсы кең келесі алғашқы қарсы қатысты үш төрт "
    "бес алты жеті сегіз тоғыз он жүз мың миллион миллиард триллион теңге доллар пайыз пайызға "
    "жабайы жоғары төмен толық ірі жас бірқатар апта ай",
    "ky": "жаңы чоң негизги миллион миллиард миң каршы эки үч төрт беш алты жети сегиз тогуз он",
    "ru": "две обе первый первая первое первые второй вторая второе двадцать тысяча тысячи тысяч "
    "минут минуты минуту несколько четыре пять шесть семь восемь девять десять сто миллион "
    "миллиона миллионов миллиард миллиарда миллиардов процент процента процентов рубль рубля "
    "рублей доллар доллара "
    "долларов стороны стороне ходе случае итогам месяц месяца месяцев неделя недели неделю "
    "среди целом связи рамках",
    "tr": "yeni büyük iyi ilk son milyon milyar lira bin üç dört beş altı yedi sekiz dokuz on",
    "uz": "yangi katta yaxshi asosiy million milliard ming ikki uch to'rt besh olti yetti o'n",
}
_COMMON_WORDS = {language: frozenset(table.split()) for language, table in _COMMON.items()}


def common_words(language: LanguageCode | None) -> frozenset[str]:
    """Return numerals, measures and adjectives that any article may hold: no subject of one."""
    return _COMMON_WORDS.get(language or "", _NONE)
