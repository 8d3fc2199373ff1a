"""Names that each language writes in its own way: places, peoples, bodies, and a few persons.

A line is one thing: beginnings of words, without accents, in whatever languages. A name that begins
with one of them may come back as a word that begins with another.
"""

from __future__ import annotations

_PLACES = """
german allema deutsch alem tedesc duits bundes
franc franz frans french paris
spain spani spagn espag espan hispan
dutch netherl neerland holland holand nieder pays paesi olandes
swiss switz suiss suiz schweiz svizz zwits helvet eidgenoss confeder
austri autrich osterr oosten
greek greece grec griech griek heleni
hungar hongr ungar ungher
poland polish pologn polon polen poln pools polac
swed sued schwed suec sved zweed zwed
norweg norway norv norw noors noorw noruega
danish danes denmark danem danis danois dinamarc deens danim
finn finland finlan fins
engl angl ingl inghil inglat engel
brit bretan bretagn grossbrit grootbrit royaume reino regno vereinigt verenigd uk united
u us usa eeuu ee etats estados stati vereinigt verenigd americ amerik united washington
states etats estados stati staaten staten
china chin cin
japan japon giapp
india india indian indien indisch inde indo
egypt egip egit agypt
turk turq turc turch
leban liban
syri siri
iraq irak
jordan giord
moroc maroc marokk marruec marruec
alger argel argelia algier
tunis tunez tunes
ivor ivoir elfenbein marfil avorio
south sud sur zuid meridional
north nord norte noord corea coree
east est este ost oost orient
west ouest oeste ovest occident
cypr chypr zyper chipr cipro
croat kroat hrvat
georg gruz
belar bielor weissruss biela witruss
ukrain ucran oekrain
wales welsh galles galois gallois gales walis
scot ecoss schott escoc scoz schot
ireland irish irland irlan ierland iers
iceland icelan island islan ijsland
latv letton lettl leton letland
lithu litu litau litou
czech tchec tcheq tcheco tschech chec cec ceco tsjech
slovak slowak eslovac slovac
sloven slowen esloven
serb
roman roumain ruman rumen roemee
bulgar
estonia estoni estnis
albani
macedon mazedon
bosni
russ rus
moldov moldav moldau
armen
azer aserb
kazak kasach kazaj
uzbek usbek ouzb
afghan afgan
pakist
bengal bangla
nepal
sri ceylan
thai tail
vietnam viet
cambod kambod
philip filip
indones
malay malais malasi
korea korean corea coree sudcore nordcore sudkor nordkor surcor norcor
mongol
australi
zealand zeland zeeland seeland zelanda neo
canad kanad
mexic mexik messic mejic
brazil bresil brasil brazili
argentin
chile chili cil
peru perou
colomb kolumb
cuba kuba cub
ecuador equat ekuador
carib caraib karib karaib
punjab pendjab pandschab
aege egee egeo agais
adria
piraeus piree piraus pireo
haiti
jamaic jamaik giamaic
saudi saoud arab
emira
yemen jemen
oman
qatar katar
kuwait kowe koweit
libya libye libyen libi
sudan soudan
ethiop athiop etiop
eritre
somal
kenya keni
nigeri
ghana
phoen phenic phoniz fenic feni
malag malgach madag
gothenb goteb gotemb
senegal
mali
niger
chad tchad tschad ciad
cameroon camer kamer
congo kongo
rwand ruand
angol
mozamb mosamb moz
zimbab simbab
israel
palest
korean coree
crimea crime krim
chech tchetch tschetsch chechen cecen
tibet
hong hongk
gaza gaz
african africain afrik afric
europ euro europa
asia asie asiat azia
london londo londr londin
munich munch monac
cologne koln colon keul
vienn wien vien wenen
genev genf ginevr ginebr genebr
venic venis vened venez venec venet
floren firenz
milan mailand
turin torin
naples napol neap
rome romain roman rom
genoa geno gene genu
warsaw varso warsch varsav
pragu prag praag
moscow mosc mosk
athen athene aten
lisbon lisb lissab lissabon
sevil sivigl
cordo
brux bruss brusel
antw anver amber
ghent gent gand gante
copenh kopenh
hague haye haag haya aja aia
beijing pekin pekin pek pechin
shanghai schanghai
cairo caire kair
jerusal gerusal
damas
aleppo alep
tehran teher
baghdad bagdad
bucha buka bucar boekar
belgr
kyiv kiev kiew kijiv
odesa odess
kharkiv charkiw kharkov jarkov charkiv
nurem nurnb norim
basel bale basil basilea bas
nice niza nizza
havan avan hav haban
danub donau
rhine rhin rhein rijn ren reno
thames tamis themse tamig teems
nile nil nilo nijl
mediterr mittelm middell
baltic balt ostsee oostzee
alps alpes alpen alpi alpin
crete kreta creta cretois
sicil sizil
sardin sardegn cerden sard
tuscan toscan toskan
lombard
catal katal
basque bask vasc basc euskad
bavar bayer bayr bavi baviera beier
saxon saxe sachs sasson sajon saks
britt bretagn bretan bret
normand
burgund bourg borgo borgo
fland flem flam flan fiandr vlaam
corsic cors kors
biscay gascogn vizcay bisk
atlantic atlantiq atlant
pacific pacif pazif
khartoum khartum jartum cartum
tripol
riyadh riad
beirut beyrout
kabul kaboul
karachi karatschi
mumbai bombay
dhaka dacca
jakarta djakarta yakarta giacarta
manila manille
tokyo tokio
seoul seul
pyongyang pjongjang pionyang
taipei taipeh
stockholm estocol stoccolm
ljubljana lubiana laibach
krakow krakau cracov
gdansk danzig danzica
tiflis tbilis
eriwan yerevan erevan
edinburgh edimb
luxemburg luxembourg lussemb
strasbourg strassburg estrasb
mexico mexiko messico
bologna bologne
trieste triest
hamburg hambourg amburgo
dresden dresde
frankfurt francfort francoforte
bern berne berna
lausanne losann
havre
vatican vatikan
"""
_CITIES = """
abidjan accra addis amman amsterdam ankara asuncion auckland augsburg bamako bangkok barcelona
berlin bilbao birmingham bochum bogota bonn bordeaux boston bratislava bremen brisbane budapest
buenos caracas casablanca catania chicago dakar dallas delhi detroit dijon doha dortmund dubai
dublin duisburg eindhoven erfurt freiburg glasgow granada graz grenoble guayaquil hannover hanoi
hanover harare helsinki hiroshima houston innsbruck islamabad istanbul johannesburg kampala
karlsruhe kassel kigali kinshasa klagenfurt lahore leeds leipzig lille limoges linz liverpool
luanda lugano lyon madrid magdeburg malaga manchester mannheim maputo mariupol marseille medellin
melbourne miami minsk mogadi montevideo montpellier montreal nairobi nantes niamey osaka oslo
ottawa palermo perth philadelphia potsdam pretoria quito rabat rennes reykjav rostock rotterdam
salzburg santiago sarajevo skopje stuttgart sydney tallinn tarragona toledo toronto toulouse
utrecht valencia valladolid vancouver verona vilnius wiesbaden yokohama zagreb zamora zaragoza
"""
_OTHERS = """
nato otan navo
who oms wgo
imf fmi iwf
ecb bce ezb
wto omc
oecd ocde ocse oeso
iaea aiea oiea
icc cpi istgh
opec opep
ngo ong nro
gdp pib bip pil bbp
vat tva mwst iva btw
dna adn dns
aids sida
eu ue union europ
un onu uno vn nations united vereint naciones nazioni nacoes verenigde blauhelm
unhcr hcr acnur
fed federal reserve
ai ia ki kunstl intellig artific
ceo pdg chef patron director direct consejero president amministr
mp mps deput abgeord diput parla depute
pm premier primo primer ministro
tv tele fernseh
nasa
esa
francis franc franz francesc
charles karl carlo carlos karel
elizab elisab isabel
william guill wilhelm guglielm willem
john jean johann juan giovann joao paul
putin poutin
zelen selen
navalny nawaln
gorbac gorbats gorbat
khrush chruscht jrush krusc
yelts elts jelz
tchai tschai chaik ciaik
dostoi dostoj dostoe
tolst
chek tchek tschech chej cec
moham maho muham maom
mars
channel manche armelkanal kanaal
riviera cote costa azur
bleus french
azzurri nazionale
indigen indio autocht ureinw nativ
sunni sunit
shi chi schi sci sji
pope pape papst papa paus
latin latein
hindu hindou indu
buddh boud bud
protestant
cathol kathol catol cattol katol
christ chret crist
muslim musulm moslem islam
jew juif juiv jud joods giud ebre hebr
lake lac lago see meer
christmas noel weihn navid natal kerst
easter paque oster pascua pasqua pasen
earth terre erde tierra terra aarde
moon lune mond luna maan
sun soleil sonne sol sole zon
"""
_ONLY_ALIKE = """
seul seule seuls seules bonne bonnes genee rabat statiche oriente orienta
alem anglo angolo avant bales baseless basilica camera cameras catalog catalogo catalogs check
checks chili colonel colonels colonie colonies colonna colonne colonnes colony cordon cordoned
corsa corso crime crimes estan este estes euro euros flame flames franc franchi franchit francs
gene genou genug grosse grossen haya hayan indeed indem index indie indiz indizien kamera
kameras katalog malaise manly marsch messe mittelmass niederer norden orientacao orientacion
orientatie orientation osten paesi parish pays pools roman romance romane romanen romans
romantic romanzo sardines seen stated stately states static statica statines station stationen
stations statique statisch statistik suden sued theme themes themselves venez venison viene
viennent vient westen
"""


def _groups(table: str) -> dict[str, frozenset[str]]:
    """Each beginning of a word to all those it may come back as."""
    found: dict[str, frozenset[str]] = {}
    for line in table.strip().splitlines():
        stems = frozenset(line.split())
        for stem in stems:
            found[stem] = found.get(stem, frozenset()) | stems
    return found


_EVERYWHERE = "\n".join(_CITIES.split())  # each is its own line

PLACES = _groups(_PLACES + _EVERYWHERE)
"""Beginnings of the names of countries, cities and peoples."""

SAME = _groups(_PLACES + _OTHERS + _EVERYWHERE)
"""The same, with those of bodies and persons."""

LONGEST_STEM = max(map(len, SAME))

NO_PLACES = frozenset(_ONLY_ALIKE.split())
"""Words that begin like a place and are none."""
