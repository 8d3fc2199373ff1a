"""Words with a capital that are no names: they begin offices and bodies, and are translated."""

from __future__ import annotations

# Plurals in -s are left out: they are looked for without it.
_TABLE = {
    "en": """
a abbey academy accord act ad administration admiral advent affairs afl agency agreement
agriculture airport all allah alliance am ambassador amendment analysis and anglican
annunciation appeal arab archbishop archive are arms army art assembly association assumption at
athletic atm attorney audit auditors authority autumn avenue award ba bafta ballet band bank
baptist bar bay bbq bc bce beach bear best bible bill bishop black blue board books border bowl
breaking bridge broadcasting brother brush bsc bst buddhist budget bureau but by cabinet
campaign canal cape captain cardinal castle cathedral catholic cbe cctv cd ce cemetery census
center central centre chair chairman chairwoman chamber champions championship chancellor change
channel charity chief choir christ christian christmas church cia city civil clinic close club
co coalition coast coastguard cold college colonel commander commission commissioner committee
common commonwealth communist company confederation conference congress congressman
congresswoman conservative constitution constitutional convention corp corporation corrected
correction corrects council counsel county court credit crescent criminal cross crown ct culture
cup customs cyclone daily dame day defence defense democrat democratic department deputy derby
desert detective development director disaster district division dj dna dock doctors dr drive
duchess duke dvd eagle earth earthquake east easter eastern economy editor edt education eid
eight emperor empire energy engineering environment er esq est eur european evangelical eve
evening evil exchange exchequer exclusive executive explainer factbox fair faith false families
family farm father fbi federal federation fellowship festival field fifth film final finance
fine fire first five flood focus for force foreign forest formula forum foundation four fourth
freedom friends from front ft fund gallery games garden gate gazette gbp general geographic
geographical geological globe gmt god golden good government governor gps grace grammy grand
graphic grave great greater green group guard gulf gypsy hall harbor harbour he health heart
heath heights her herald hero heroes high hill hindu his history hiv holdings holocaust home
homeland hope hospital hotel house how hr human hundred hurricane i ice icu id if immigration in
inc independence indigenous industry initiative inn insight inspector institute insurance
intelligence interior international internet interview investigation ipo ira islamic island isle
it jesus jewish journal jr judge jupiter justice kc kg king kingdom kitchen km koran kph kurdish
labor laboratory labour lady lake lane law lb league left lent liberal liberation liberty
library lieutenant life light lion live llc lodge lord love lower ltd lutheran ma magazine
magistrates major manor market mars marshal mass masters mayor mba mbe meadow medical medicine
member memorial mercy met meteorological methodist middle million minister ministry mission
monetary month monument moon morning mosque mother mount mountain movement mph mr mri ms msc
museum music muslim mutual my national natural navy nba net network new nfl nhs night nine no
nobel north northern not note o obe observatory ocean of office officer ok old olympic ombudsman
on one open opera operation opinion orchestra orthodox oscar our oz pact palace panel paralympic
park parliament party passover patrol pc peace penguin peninsula pentecostal people phd
philharmonic photo picture place plan plc pm point police pope port post pr premier presbyterian
president press prime prince princess prix prize productions prof professor program programme
progress project protestant province pst publishers publishing qc queen quran racing radio raf
rain rally ramadan random records red reef reform region representative republic republican
rescue research reserve restaurant resurrection revenue review revolution right river rna road
roma roman rovers royal sacred saint savings scholarship school science sea second secretary
security senate senator sergeant series service sessions seven she sheriff shiite shore show
silver sir sister six slam sms snow social socialist society solicitor south southern space
speaker special sports spring sq square sr st staff stakes star state station statistics statue
stock storm strait strategy street studies studios sufi summer summit sun sunni super supreme
survey suv symphony tavern tax team technology television temple ten terrace thanksgiving that
the theater theatre their they third this three tiger times to tomb tories tornado tory tour
tower town trade transport treasury treaty tribunal tribune trinity true trust tv two typhoon
union united unity university update updated upper url usd utc valley venus vice video village
vip wall war was watch way we weather web week weekly were west western wharf what when where
white why will wind winter with without witness witnesses wolf wood workers world wrapup year
yes you
""",
    "fr": """
abbaye abbé académie adn affaires agence agglomération aiguille alerte allée an analyse année
antique antiquité appel archevêque archipel armée arn arts ascension assemblée assomption au
autorité autoroute aux avc avent avocat aéroport aïd bac baie banque barreau bas basilique basse
bassin bd bibliothèque biennale blanche bleu bois boulevard bourse btp bts bâtonnier c caisse
canton cap car carnaval carême cascade cassation cathédrale cdd cdi cedh centrale cette chambre
championnat champs chapelle chelem chemin château cimetière cité code col collectif collège
comité commerce commissaire commissariat communauté commune communiste comptes comté concurrence
confédération congrès conseil constitutionnel coran coupe cour couvent croix crs csg césar côte
d de delta dieu direct direction donc droits du duché défense défenseur défenseure délégué
département député dépôts désert détroit ecole eglise ehpad elle en ena enquête entretien
environnement espace esplanade esprit estuaire et etat euro exclusif exposition extrême faubourg
feu finances financiers fleuve foire fondation fonds fontaine forêt fous frontières frère
fédérale fédération fête garde gare gendarmerie glacier golfe grande guerre générale hameau haut
haute hlm honneur héros hôpital il iles impasse industrie infographie institut intérieur irm
jardin je jeunesse jeux jour journée juge l la lac le lettres libération ligue logement lune
légion m madame magistrat maillot maire mais maison marchés me mer messie ministre ministère
mlle mm mme modernes monastère monde mondial monnaie monsieur mont monétaire mosquée mouvement
moyen mur muraille musee musique musée mère médaille médecins médiateur mémorial mérite métiers
métropole météo nationale nations ni non nord notre nous nouveau nouvel nouvelle noël nuit
numérique observatoire occident océan olympiques opéra or ordre organisation orient ou ouest oui
ours outre ovni où palais palme pape parc parlement parquet parti pays pentecôte pic plage
plaine plateau pme pont portrait première presqu prieuré principauté procureur prophète
préfecture préfet président présidente pv pâques père pénal péninsule quai quartier que qui
quinzaine quoi rassemblement renaissance reportage rer rivière rouge route royaume rsa rue
ruelle récit région régulation républicains république réserve résistance révolution sainte
salon samu santé sciences sdf secours secrétaire secrétariat seigneur senat shoah si siècle smic
sociale socialiste société soleil sud synagogue syndicat sécurité sénat sénateur sœur temps ter
terre tgv théâtre tnt torah tournoi toussaint transports travail trésor tunnel tva témoin un une
unies université vallée verts viaduc vidéo vierge vieux vih ville volcan vous vtt à âge ère
école écologie économie éditorial éducation église énergie état étoile étrangères évangile
évêque île
""",
    "de": """
analyse bericht eil eilmeldung exklusiv hintergrund kommentar korrektur liveticker
""",
    "es": """
academia alta alto análisis asamblea audiencia avenida bahía bajo banco biblia blanca bolsa cabo
calle campeonato casa castillo catedral centro colegio comisión con congreso consejo
constitucional copa corte corán costa cultura cámara de defensa del dios directo don doña dra
economía educación ejército el en entrevista escuela estado este exclusiva exclusivo exteriores
fiscalía fondo foro fuerzas gobierno golfo gran grande guardia guerra hacienda hora iglesia
independencia instituto internacional isla juegos justicia la lago liga los luna mar ministerio
ministra ministro monetario monte mundial museo naciones navidad norte nueva nuevo océano oeste
olímpicos opinión organización palacio papa para parlamento partido pascua plaza policía popular
por premio presidenta presidente primer primera princesa príncipe puente ramadán reina reportaje
reserva revolución rey reyes río san sanidad santa santo semana senado señor señora socialista
sol sra su supremo sur teatro tierra torre trabajo un una unidas universidad unión valle vídeo y
última
""",
    "it": """
accademia alta alto analisi assemblea baia banca basso bianca bibbia borsa camera campionato
capo carabinieri casa cassazione castello cattedrale centrale centro chiesa collegio commissione
comune consiglio coppa corano corte costa costituzionale cultura dei del della democratico di
difesa dio diretta dottor duomo e economia esclusiva esclusivo esercito esteri federale finanza
fiume fondo giochi giustizia gli golfo governo gran grande guardia guerra il internazionale
interni interno intervista isola isole istituto istruzione la lago lavoro le lega liberazione lo
luna mare ministero ministra ministro mondiale mondiali monetario monte museo natale nazioni
nord nuova nuovo oceano olimpiadi ora organizzazione ospedale ovest padre paese paesi palazzo
papa parlamento partito pasqua piazza polizia ponte premio presidente principe principessa
procura provincia re regina regione repubblica rivoluzione salute san sant santa santo scuola
senato signor signora sole stati stato sud teatro terra torre tribunale ultima un una unione
unite università valle via viale
""",
    "pt": """
academia alto assembleia avenida banco baía bolsa branca bíblia cabo campeonato casa castelo
catedral centro comissão congresso conselho copa corte costa câmara deus educação escola estado
exército fundo golfo governo grande guerra igreja ilha independência instituto internacional
jogos lago leste liga lua mar ministra ministro ministério monetário monte mundial museu natal
nações norte nova novo oceano oeste organização palácio papa parlamento partido polícia ponte
praça presidente primeira primeiro princesa procuradoria prémio prêmio príncipe páscoa rainha
rei república reserva revolução rio rua santa santo saúde senado senhor senhora sol sul supremo
são teatro terra torre unidas universidade união vale
""",
    "nl": """
aarde academie baai berg beurs bijbel brug centrum commissie dal eerste eiland eilanden fonds
golf groot grote hof hoge indien instituut kaap kamer kampioenschap kasteel kerk kerst koning
koningin kust laan leger maan meer meneer mevrouw ministerie naties nieuw nieuwe noord oceaan
oorlog oost organisatie paleis partij pasen paus plein politie prijs prins prinses raad
rechtbank regering republiek rivier sint spelen staat staten straat toren tweede unie
universiteit verenigde wereld zee ziekenhuis zon zuid
""",
}

# English names stand in texts of all languages.
TITLE_WORDS = {tag: frozenset((words + _TABLE["en"]).split()) for tag, words in _TABLE.items()}
"""Those of each base language; none of them is a name by itself."""
