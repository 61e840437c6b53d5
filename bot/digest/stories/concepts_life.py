"""Words of news about people, health, sport, culture and nature, in six languages. Data, by hand.

See bot.digest.stories.concepts_law for how a line is read.
"""

LIFE = """
child children kid. kids infant baby babies toddler | дети дет. детей детск ребен младен малыш |
    бала балалар сәби бүлдіршін | бала балдар бөбөк наристе | bola bolalar chaqaloq goda | cocuk
    bebek
boy boys teenager teen | мальчик подрост юнош | ұл. жасөспірім бозбала | уул. өспүрүм | ogil osmir
    | oglan genc ergen
girl girls | девоч девуш | қыз қызы | кыз | qiz | kiz kizi
woman women female | женщ женск | әйел | аял | ayol | kadin
man. men. male | мужчин мужск | еркек ерлер ер. | эркек | erkak | erkek adam
mother mum. mom. | мать матер мама мамы | ана. анасы шеше | эне. энеси апа. | ona. onasi | anne
father dad. daddy | отец отца отцу отцом папа | әке | ата. атасы | ota. otasi | baba
son. | сын. сына сыном сыну | ұлы. | уулу | ogli | oglu
daughter | дочь дочер дочк | қызы | кызы | qizi | kizi
parent family families | родител семь семей | отбасы | үйбүлө | oila | aile ebeveyn
husband wife spouse couple marri wedding | муж. мужа жена жены супруг свадьб брак женил | күйеу
    зайыб жұбай үйлен той | күйөө жубай үйлөн той. | er. xotin turmush toy. nikoh | koca esi evli
    evlen dugun
divorc | развод развел | ажырас | ажыраш | ajrash | bosan
brother sister sibling | брат сестр | аға іні апа әпке қарындас | ага эже карындаш | aka uka opa
    singil | kardes abi abla
friend | друг друзь | дос. достар | дос. | dost | arkadas dost
birth born pregnan | рожд родил беремен | туған туды жүкті дүниеге | төрөл | tugil homilador |
    dogum dogdu hamile
age. aged elderly | возраст пожил | жас. жаста жасар қарт | жаш. жашар кары | yosh yoshli keksa |
    yas. yasli
blind sighted vision eye | слеп зрени незряч глаз | соқыр зағип көз. көру | сокур азиз көз. | kozi
    ojiz kor. | gormeyen gorme goz kor.
disab wheelchair paralymp | инвалид паралимп ограниченн | мүгедек мүмкіндігі паралимп арба | майып
    мүмкүнчүлүгү паралимп | nogiron paralimp aravacha | engelli sandalye paralimp
health medic | здоров медиц здравоохр | денсаулық медицин | саламаттык медицин | sogliq tibbiy |
    saglik tip. tibbi
doctor physician | врач доктор медик | дәрігер | дарыгер врач | shifokor doktor vrach | doktor
    hekim
hospital clinic | больниц госпитал клиник | аурухана емхана клиника | оорукана бейтапкана клиника |
    kasalxona shifoxona klinika | hastane klinik
nurse nursing | медсестр | медбике мейірбике | медайым | hamshira | hemsire
patient | пациент больн | пациент науқас сырқат | бейтап оорулуу | bemor | hasta
disease ill. illness sick. sickness | болезн заболе заразил болен | ауру сырқат дерт | оору кесел |
    kasal kasallik xastal | hastalik hastaligi
virus coronavirus covid pandemi epidem infect | вирус коронав ковид covid пандем эпидем инфиц
    инфекц заражен зараз | вирус коронав ковид пандем індет жұқтыр инфекц | вирус коронав ковид
    пандем жугуш инфекц | virus koronav kovid pandem epidem yuqum | virus korona kovid pandemi
    salgin enfeks
vaccin jab | вакцин привив | вакцин екпе | вакцин эмдөө | vaksin emla | asi. asisi asilan
quarantin lockdown isolat | карантин изоляц самоизол | карантин оқшау | карантин обочо | karantin |
    karantina izole
mask | маск | бетперде маска | маска | niqob | maske
cancer tumor tumour | рак. рака онколог опухол | обыр онколог ісік | рак. онколог шишик | saraton
    rak. onkolog | kanser tumor
heart cardiac | сердц сердеч кардио | жүрек | жүрөк | yurak | kalp kalbi
medicin pill pharma | лекарств препарат фарма аптек | дәрі дәрмек фармац | дары фарма | dori farma
    | ilac eczane
surgery operat | операц хирург | операц ота хирург | операц хирург | operats jarroh | ameliyat
    operasyon
funeral burial buried | похорон погреб захорон | жерле | жерде көөм сөөк | dafn kom. | cenaze gomul
    defin
school pupil schoolchild | школ | мектеп оқушы | мектеп окуучу | maktab oquvchi | okul ogrenci
university college student campus | универс вуз. вузы студент колледж | университет студент колледж
    | университет студент колледж | universitet talaba kollej institut | universite kolej
teacher teach lectur | учител педагог препод | мұғалім ұстаз педагог оқыт | мугалим окут |
    oqituvchi muallim ustoz | ogretmen ogret
exam test. result | экзамен тест результ | емтихан тест нәтиже | экзамен тест жыйынтык сынак |
    imtihon test natija | sinav test sonuc
educat learn | образован обучен учеб | білім оқу | билим окуу | talim oqish | egitim
scien scientist research stud. study | учен наук научн исслед | ғалым ғылым зерттеу зертте |
    окумуштуу илим изилдөө | olimlar fan ilm tadqiqot | bilim arastirma
space. orbit astronaut cosmonaut satellit | космос космич орбит космонавт спутник астронавт | ғарыш
    орбита спутник | космос орбита спутник | kosmos orbita fazo | uzay yorunge astronot uydu
technolog digital | технолог цифров | технолог цифрлық | технолог санарип | texnolog raqamli |
    teknoloji dijital
internet online web | интернет онлайн | интернет ғаламтор онлайн желі | интернет онлайн | internet
    onlayn | internet cevrimici
computer software app. apps | приложен компьютер софт | қосымша компьютер бағдарлама | тиркеме
    компьютер | ilova kompyuter dastur | uygulama bilgisayar yazilim
phone smartphone mobile | телефон смартфон мобильн | телефон смартфон ұялы | телефон смартфон
    уюлдук | telefon smartfon mobil | telefon mobil
social media tweet twitter facebook instagram | соцсет сми. твит твиттер фейсбук инстаграм | бақ.
    әлеуметтік твит фейсбук инстаграм | жмк. социалдык твит фейсбук инстаграм | ijtimoiy tvit
    feysbuk instagram | sosyal medya tweet twitter facebook
video footag clip | видео ролик | видео бейне | видео тасма | video lavha | video goruntu
photo picture imag camera | фото снимк фотограф камер | фото сурет камера | сүрөт фото камера |
    foto surat rasm kamera | fotograf resim kamera
journalist report. reporter newspaper press media | журнал газет пресс корреспондент | журнал газет
    тілші баспасөз | журнал гезит кабарчы | jurnal gazeta muxbir matbuot | gazete muhabir basin
film movie cinema director | фильм кино режисс кинотеатр | фильм кино режисс | фильм тасма кино
    режисс | film kino rejiss | film sinema yonetmen
actor actress celebrit star. | актер актрис звезд знаменит | актер актриса жұлдыз танымал | актер
    актриса жылдыз белгилүү | aktyor aktrisa yulduz mashhur | oyuncu aktor aktris yildiz unlu
televis channel tv. series episode | телевид телекан телепере сериал | телеарна телевиз телехикая
    сериал | телекан телевиз сериал | televiz kanal serial | televizyon kanal dizi
music song album singer concert band | музык песн альбом певец певиц певц концерт | музыка ән. әнші
    альбом концерт | музыка ыр. ырчы альбом концерт | musiqa qoshiq albom xonanda konsert | muzik
    sarki album sarkici konser
danc ballet | танц танец балет | би. биші балет | бий. бийчи балет | raqs balet | dans bale
show performanc perform stage | шоу выступ представлен сцен | шоу өнер сахна қойылым | шоу концерт
    сахна оюн | shou chiqish namoyish sahna | gosteri sov sahne
museum exhibition gallery artist paint | музей выставк галере худож картин | мұражай көрме галере
    суретші | музей көргөзмө галере сүрөтчү | muzey korgazma galere rassom | muze sergi galeri
    ressam sanatci
book writer author novel poet | книг писател автор роман поэт | кітап жазушы автор роман ақын |
    китеп жазуучу автор роман акын | kitob yozuvchi muallif roman shoir | kitap yazar roman sair
prize award nobel | преми наград приз. нобел | сыйлық марапат жүлде нобел | сыйлык нобел | mukofot
    sovrin nobel | odul nobel
festival holiday celebrat anniversar | фестивал праздн юбиле годовщин | фестивал мереке мерейтой |
    фестивал майрам мааракелик | festival bayram yubiley | festival bayram kutla yildonum
fashion model. designer | мод. мода моды модел дизайн | сән модель дизайн | мода модель дизайн |
    moda model dizayn | moda model tasarim
church monaster christian bishop pope | церк монаст христи епископ патриарх храм | шіркеу монастыр
    христиан епископ | чиркөө монастыр христиан | cherkov monastir xristian yepiskop | kilise
    manastir hristiyan papa
mosque muslim islam imam | мечет мусульм ислам имам | мешіт мұсылман ислам имам | мечит мусулман
    ислам имам | masjid musulmon islom imom | cami musluman islam imam
religio god. temple | религ бог. бога верующ | дін. діни құдай | дин. диний кудай | din. diniy xudo
    | din. dini tanri tapinak
histor ancient archaeolog century | истори древн археолог век. века | тарих көне археолог ғасыр |
    тарых байыркы археолог кылым | tarix qadim arxeolog asr | tarih antik arkeolog yuzyil
sport athlet olymp | спорт атлет олимп | спорт атлет олимп | спорт атлет олимп | sport atlet olimp
    | spor atlet olimpiyat
football soccer | футбол | футбол | футбол | futbol | futbol
hockey | хокке | хоккей | хоккей | xokkey | hokey
tennis | теннис | теннис | теннис | tennis | tenis
rugby | регби | регби | регби | regbi | ragbi rugby
box. boxing boxer fighter fight | бокс бой. боец бойц поедин | бокс жекпе | бокс мушкер жекеме |
    boks jang | boks dovus mac.
cricket | крикет | крикет | крикет | kriket | kriket
basketball | баскетбол | баскетбол | баскетбол | basketbol | basketbol
race. racing formula | гонк гонщ заезд | жарыс | жарыш | poyga | yaris
ski. skating skater ice. | лыж фигурн коньк каток лед. льду | шаңғы мұз мәнерлеп | лыжа муз. |
    changi muz | kayak buz paten
match game. games | матч игр. игра игры игре | матч ойын | матч оюн | match oyin | mac. maci oyun
team squad club. | команд клуб сборн | команда клуб құрама | команда клуб курама | jamoa klub terma
    | takim kulup
player striker midfield goalkeeper footballer | игрок форвард полузащит вратар голкипер футболист |
    ойыншы қақпашы шабуылшы | оюнчу дарбазачы | oyinchi darvozabon hujumchi | oyuncu kaleci forvet
coach manager trainer training | тренер трениров | бапкер жаттық тренер | машыктыруучу машыгуу |
    murabbiy mashq | antrenor antrenman
champion championship title tournament cup. | чемпион турнир кубок кубк первенств | чемпион турнир
    кубок | чемпион турнир кубок | chempion turnir kubok | sampiyon turnuva kupa
final semifinal qualif quarterfinal | финал полуфин квалифик отбор | финал іріктеу жартылай | финал
    тандоо жарым | final saralash yarim | final yari eleme
win. won winner victory | побед выиграл | жеңіс жеңді ұтты | жеңиш жеңди утту | golib galaba yut. |
    kazan galibiyet zafer
defeat lost. | пораж проигр | жеңіл ұтыл | жеңил утул | maglub yutqaz | yenil maglub
goal score scored points | гол. голы забил очк | гол. ұпай | гол. упай | gol. ochko | gol. sayi
    puan
record | рекорд | рекорд | рекорд | rekord | rekor
medal | медал | медал | медал | medal | madalya
captain | капитан | капитан | капитан | kapitan sardor | kaptan
stadium arena | стадион арен | стадион арена | стадион арена | stadion arena | stadyum stat
animal pet. zoo wildlife | животн зоопарк зверь звер | жануар хайуан | жаныбар айбан | hayvon |
    hayvan
dog. dogs puppy | собак пес. щен | ит. иттер күшік | ит. күчүк | it. kuchuk | kopek
cat. cats kitten | кошк кот. котен | мысық | мышык | mushuk | kedi
horse | лошад конь конн | жылқы ат. | жылкы ат. | ot. otlar | at. atlar
fish. fishing fisher | рыб | балық | балык | baliq | balik
whale dolphin shark seal. | дельфин кит. киты акул тюлен | дельфин акула кит. | дельфин акула кит.
    | delfin akula kit. | yunus balina kopekbaligi
bird | птиц | құс. құстар | куш. канаттуу | qush | kus. kuslar
bear wolf lion tiger elephant | медвед волк лев. льва тигр слон | аю қасқыр арыстан жолбарыс піл |
    аюу карышкыр арстан жолборс пил | ayiq bori sher yolbars fil | ayi kurt aslan kaplan fil
tree forest wood | дерев лес. леса лесн | ағаш орман | дарак токой | daraxt ormon | agac orman
sea. ocean | море моря морск океан | теңіз мұхит | деңиз океан | dengiz okean | deniz okyanus
beach coast shore | пляж побереж берег | жағажай жағалау жаға | жээк пляж | sohil plyaj qirgoq |
    plaj sahil kiyi
river lake | рек. река реки озер | өзен көл. | дарыя көл. | daryo kol. | nehir gol. irmak
mountain climb | гор. гора горы горн альпин | тау. тауы альпин | тоо. альпин | tog. toglar alpin |
    dag. dagi
island | остров | арал | арал | orol | ada. adasi
weather forecast temperatur | погод прогноз температур синопт гидромет | болжам температура синопт
    | божомол температура | harorat prognoz | sicaklik tahmin
rain snow. frost | дожд снег мороз осадк | жаңбыр қар. аяз жауын | жамгыр кар. аяз жаан | yomgir
    qor. sovuq | yagmur kar. don.
heat. hot. | жар. жара жары зной | ыстық аптап | ысык аптап | issiq | sicak
climat emission carbon warming greenhous | климат выброс потепл | климат шығарынды жылыну | климат
    жылуу | iqlim | iklim emisyon isinma
environment pollut ecolog | эколог загрязн окружа | эколог қоршаған ластан | эколог булган | ekolog
    ifloslan | cevre kirlilik
airport | аэропорт | әуежай | аэропорт | aeroport | havaliman havaalan
airline flight plane. aircraft jet. pilot passenger | авиа самолет рейс пилот пассажир | ұшақ әуе
    рейс ұшқыш жолаушы | учак авиа каттам учкуч жүргүнчү | samolyot avia uchuvchi yolovchi reys |
    ucak havayol ucus pilot yolcu
train. railway rail. station | поезд железнодор вокзал станци | пойыз вокзал станс | поезд вокзал |
    poyezd vokzal | tren demiryol istasyon
metro subway underground | метро | метро | метро | metro | metro
bus. buses | автобус | автобус | автобус | avtobus | otobus
car. cars vehicl automobil driver | машин автомоб водител авто. | көлік автокөлік жүргізуші машина
    | унаа айдоочу машина авто | avtomobil mashina haydovchi | arac araba otomobil surucu
ship. boat vessel ferry | корабл судно лодк паром катер | кеме қайық | кеме кайык | kema qayiq |
    gemi tekne feribot
road street highway | дорог улиц шоссе трасс | жол. көше | жол. көчө | yol. kocha | yol. sokak
    cadde
bridge tunnel | мост. моста мосту туннел тоннел | көпір туннел | көпүрө туннел | koprik tunnel |
    kopru tunel
tourist touris travel hotel | турис турц отель отел гостиниц курорт | турис қонақүй саяхат | турис
    мейманкана саякат | turis mehmonxona sayohat | turis otel seyahat
restaurant cafe bar. pub. | ресторан кафе бар. бары | мейрамхана кафе бар. | ресторан кафе бар. |
    restoran kafe bar. | restoran kafe bar.
alcohol wine beer cocktail drink | алкогол вино пиво коктейл | алкогол шарап сыра коктейл | алкогол
    шарап пиво коктейл | alkogol vino pivo kokteyl | alkol sarap bira kokteyl
smok tobacco cigaret | курен табак сигарет курил | темекі шылым | тамеки чылым | tamaki chekish
    sigaret | sigara tutun
ceremon | церемон | рәсім салтанат | аземи салтанат | marosim | toren
monument memorial statu | памятник мемориал статуя монумент | ескерткіш мемориал | эстелик мемориал
    | haykal yodgorlik | anit heykel
lottery | лотере | лотерея | лотерея | lotereya | piyango
"""
