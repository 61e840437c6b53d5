"""Places, days and other words that six languages name differently. Data, written by hand.

Names that sound alike everywhere are left to their skeletons. See
bot.digest.stories.concepts_law for how a line is read.
"""

PLACE = """
us. usa. america american states | сша америк | ақш америка | акш америка | aqsh amerika | abd
    amerika
uk. britain british brit | британ великобрит | ұлыбритан британ | британ | britan | ingiltere
    ingiliz britanya
england english | англи | англи ағылшын | англи | angli ingliz | ingiltere ingiliz
scotland scottish scot. | шотланд | шотланд | шотланд | shotland | iskoc
wales welsh | уэльс валли | уэльс | уэльс | uels | galler
ireland irish taoiseach | ирланд | ирланд | ирланд | irland | irlanda
germany german berlin | герман немец немц фрг. берлин | герман неміс берлин | герман немис берлин |
    german nemis berlin | alman berlin
france french paris | франц париж | франц париж | франц париж | frants fransuz parij | fransa
    fransiz paris
italy italian rome. | итал рим. рима | итал рим. | итал рим. | itali rim. | italya roma
spain spanish madrid | испан мадрид | испан мадрид | испан мадрид | ispan madrid | ispan madrid
netherland dutch hague | нидерл голланд гаага | нидерл голланд гаага | нидерл голланд гаага |
    niderl golland gaaga | hollanda lahey
switzerland swiss | швейцар | швейцар | швейцар | shveytsar | isvicre
sweden swedish | швец швед | швец швед | швец швед | shvets shved | isvec
austria | австри | австрия | австрия | avstriya | avusturya
hungary hungarian | венгр | венгр мажар | венгр | vengr | macar
greece greek athens | грец греч афин | грек афин | грек афин | grets grek afina | yunan atina
poland polish warsaw | польш польск варшав | польша варшава | польша варшава | polsha varshava |
    polonya varsova
ukrain kyiv kiev | украин киев | украин киев | украин киев | ukrain kiyev | ukrayna kiev
russia russian moscow kremlin | росси рф. москв кремл русск | ресей москва кремль мәскеу орыс |
    россия орусия москва кремль орус | rossiya moskva kreml rus. | rusya rus. moskova kremlin
belarus | беларус белорус | беларус белорус | беларус | belarus | belarus
china chinese beijing | кита пекин | қытай бейжің пекин | кытай пекин бээжин | xitoy pekin | cin.
    cinli cinin pekin
japan tokyo | япон токио | жапон токио | япон токио | yapon tokio | japon tokyo
korea seoul | коре сеул | корея сеул | корея сеул | korea koreya seul | kore seul
india indian delhi | инди делі делийск дели. | үнді дели | индия дели индий | hindiston hind. deli.
    | hindistan hint delhi
turkey turkish ankara turkiye | турци турец анкар | түркия түрік анкара | түркия түрк. анкара |
    turkiya turk. anqara | turkiye turk. ankara
istanbul | стамбул | ыстамбұл стамбул | стамбул | istanbul | istanbul
egypt cairo | егип каир | мысыр египет каир | египет мисир каир | misr qohira | misir kahire
syria damascus | сири дамаск | сирия дамаск | сирия дамаск | suriya damashq | suriye sam.
iraq baghdad | ирак багдад | ирак бағдат | ирак багдад | iroq bogdod | irak bagdat
iran tehran | иран тегеран | иран тегеран | иран тегеран | eron tehron | iran tahran
israel jerusalem | израил иерусалим | израиль иерусалим | израиль иерусалим | isroil quddus |
    israil kudus
palestin gaza | палестин газы. сектор | палестин газа | палестин газа | falastin gazo | filistin
    gazze
saudi arab riyadh | сауд араб эр-рияд | сауд араб | сауд араб | saudiya arab | suudi arap
emirat uae. dubai | эмират оаэ. дубай | әмірлік баә. дубай | эмират баэ. дубай | amirlik baa. dubay
    | emirlik bae. dubai
afghan kabul | афган кабул | ауған кабул | ооган афган кабул | afgon kobul | afgan kabil
kazakh kazakhstan | казах | қазақ | казак | qozog | kazak
kyrgyz kirgiz bishkek | кыргыз кирги бишкек | қырғыз бішкек | кыргыз бишкек | qirgiz bishkek |
    kirgiz biskek
uzbek tashkent | узбек ташкент | өзбек ташкент | өзбек ташкент | ozbek toshkent | ozbek taskent
tajik dushanbe | таджик душанбе | тәжік душанбе | тажик душанбе | tojik dushanbe | tacik dusanbe
turkmen ashgabat | туркмен ашхабад | түрікмен ашхабад | түркмөн ашхабад | turkman ashgabat |
    turkmen askabat
azerbaijan baku | азербайдж баку | әзірбайжан баку | азербайжан баку | ozarbayjon boku | azerbaycan
    baku
georgia tbilisi | грузи тбилиси | грузия тбилиси | грузия тбилиси | gruziya tbilisi | gurcistan
    tiflis
armenia yerevan | армени армян ереван | армения армян ереван | армения армян ереван | armaniston
    yerevan | ermeni erivan
europe european eu. brussel | европ ес. евросоюз брюссел | еуропа ео. еуроодақ брюссель | европа
    ес. евробиримдик брюссель | yevropa yi. bryussel | avrupa ab. bruksel
africa | африк | африка | африка | afrika | afrika
asia | ази | азия | азия | osiyo | asya
canada canadian | канад | канада | канада | kanada | kanada
australia | австрал | австрал | австрал | avstral | avustralya
zealand | зеланд | зеланд | зеланд | zeland | zelanda
brazil | бразил | бразил | бразил | brazil | brezilya
mexico mexican | мексик | мексика | мексика | meksika | meksika
philippin manila | филиппин манил | филиппин манила | филиппин манила | filippin manila |
    filipinler manila
un. | оон. | бұұ. | буу. | bmt. | bm.
nato | нато. | нато. | нато. | nato. | nato.
washington | вашингтон | вашингтон | вашингтон | vashington | vasington washington
london | лондон | лондон | лондон | london | londra
new york | нью йорк нью-йорк | нью-йорк йорк | нью-йорк йорк | nyu york nyu-york | new york
california | калифорни | калифорния | калифорния | kaliforniya | kaliforniya
petersburg | петербург | петербург | петербург | peterburg | petersburg
hongkong hong | гонконг | гонконг | гонконг | gonkong | hong
crimea | крым | қырым | крым кырым | qrim | kirim
geneva vienna | женев вен. вена вены | женева вена | женева вена | jeneva vena | cenevre viyana
cyprus | кипр | кипр | кипр | kipr | kibris
morocco algeria | марокк алжир | марокко алжир | марокко алжир | marokash jazoir | fas. cezayir
ethiopia | эфиоп | эфиоп | эфиоп | efiop | etiyopya
cape verd | кабо верд кабо-верде | кабо верде кабо-верде | кабо верде кабо-верде | kabo verde
    kabo-verde | burun
monday | понедельник | дүйсенбі | дүйшөмбү | dushanba | pazartesi
tuesday | вторник | сейсенбі | шейшемби | seshanba | sali.
wednesday | сред. среду среда | сәрсенбі | шаршемби | chorshanba | carsamba
thursday | четверг | бейсенбі | бейшемби | payshanba | persembe
friday | пятниц | жұма. жұмада | жума. | juma | cuma.
saturday | суббот | сенбі | ишемби | shanba | cumartesi
sunday | воскресен | жексенбі | жекшемби | yakshanba | pazar.
januar | январ | қаңтар | январь үчтүн | yanvar | ocak
februar | феврал | ақпан | февраль | fevral | subat
march | март | наурыз | март | mart | mart
april | апрел | сәуір | апрель | aprel | nisan
june july summer | июн июл лет. лето летом | маусым шілде жаз. жазда | июнь июль жай. жайында |
    iyun iyul yoz. | haziran temmuz yaz.
august | август | тамыз | август | avgust | agustos
septemb | сентябр | қыркүйек | сентябрь | sentabr sentyabr | eylul
octob | октябр | қазан. | октябрь | oktabr oktyabr | ekim
novemb | ноябр | қараша | ноябрь | noyabr | kasim
decemb | декабр | желтоқсан | декабрь | dekabr | aralik
winter | зим. зима зимой зимн | қыс. қыста | кыш. кышында | qish. qishda | kis. kisin
night | ноч ночь | түн. түнде түнгі | түн. түнкү түндө | tun. tunda tungi | gece
morning | утр. утро утром | таң. таңер | таң. эртең | tong. ertalab | sabah
first | перв | бірінші алғаш | биринчи алгач | birinchi ilk | ilk birinci
second. | втор | екінші | экинчи | ikkinchi | ikinci
third | трет | үшінші | үчүнчү | uchinchi | ucuncu
hundred | сотн сто. ста. | жүз. жүздеген | жүз. жүздөгөн | yuz. yuzlab | yuz. yuzlerce
thousand | тысяч тыс. | мың | миң | ming | bin. binlerce
black | черн темнокож | қара. қара қаралы | кара. | qora | siyah siyahi
white | бел. белы | ақ. | ак. | oq. | beyaz
red | красн | қызыл | кызыл | qizil | kirmizi
green | зелен | жасыл | жашыл | yashil | yesil
north | север | солтүстік | түндүк | shimol | kuzey
south | юг. юга южн | оңтүстік | түштүк | janub | guney
east | восток восточн | шығыс | чыгыш | sharq | dogu
west | запад | батыс | батыш | garb | bati
"""
