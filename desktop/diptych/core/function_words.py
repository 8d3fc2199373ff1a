"""Small words that give a language away: articles, prepositions, pronouns, auxiliaries."""

from __future__ import annotations

from functools import cache

_TABLE = {
    "en": "the of and to in that is was for on are with as his they be at this have from or had by "
    "but not what all were we when your can said there an each which their if will about out then "
    "them these so some her would him has more who its been you he she it would could should than "
    "into only other may such after before while because",
    "fr": "le la les l un une des du de d et à au aux en dans que qui quoi dont est sont était ont "
    "avait sera pour par sur avec sans sous ce cet cette ces son sa ses leur leurs il elle ils "
    "elles nous vous je tu ne pas plus se s qu mais ou où donc comme très être avoir fait après "
    "avant selon entre depuis déjà aussi encore lors dès chez vers contre pendant jusqu tout tous "
    "toute toutes même peut doit",
    "de": "der die das den dem des ein eine einen einem einer eines und oder aber nicht ist sind "
    "war waren wird werden wurde hat haben hatte sich mit von vom zu zum zur auf für bei nach aus "
    "über unter vor durch um an im als auch dass wie er sie es wir ihr sein seine ihre noch nur "
    "so wenn weil kein keine sagte am bis gegen ohne seit während beim ins vom mehr "
    "dieser diese dieses ihren ihrer ihrem seinen seiner seinem",
    "es": "el la los las un una unos unas de del y o pero no es son era fue ser han ha había que "
    "quien cual en con por para sin sobre entre desde hasta al se su sus lo le les me te nos más "
    "muy como cuando donde este esta estos estas eso esto también ya hay está están según tras "
    "contra durante hacia ante sido siendo porque aunque",
    "it": "il lo la i gli le un uno una di del dello della dei degli delle e o ma non è sono era "
    "ha hanno aveva che chi cui in nel nella nei nelle con per da dal dalla dai su sul sulla al "
    "alla ai alle si suo sua suoi sue loro più come quando dove questo questa questi anche dopo "
    "prima tra fra secondo essere stato stata contro durante verso già ancora sono solo perché",
    "pt": "o a os as um uma de do da dos das e ou mas não é são era foi ser tem têm tinha que quem "
    "em no na nos nas com por para sem sobre entre desde até ao à aos se seu sua seus suas mais "
    "muito como quando onde este esta isso também já há está estão segundo após pelo pela",
    "nl": "de het een en of maar niet is zijn was waren wordt worden werd heeft hebben had zich "
    "met van te tot op voor bij naar uit over onder door om aan in als ook dat die dit hoe hij zij "
    "ze wij we hun haar nog alleen zo wanneer omdat geen er volgens",
    "ca": "el la els les un una de del dels i o però no és són era va han ha que qui en amb per "
    "sense sobre entre des fins al als es seu seva més molt com quan on aquest aquesta també",
    "gl": "o a os as un unha de do da dos das e ou pero non é son era foi que quen en no na con "
    "por para sen sobre entre desde ata ao á se seu súa máis moi como cando onde este esta tamén",
    "ro": "un o de la și sau dar nu este sunt era a au avea că care cine în cu pe pentru fără "
    "despre din până se său sa lui mai foarte ca când unde acest această după prin",
    "sv": "en ett och eller men inte är var har hade som att det den de i på av till för med från "
    "om efter under vid så han hon vi sin sitt sina också när där denna detta kan ska blev",
    "da": "en et og eller men ikke er var har havde som at det den de i på af til for med fra om "
    "efter under ved så han hun vi sin sit sine også når hvor denne dette kan skal blev",
    "nb": "en et og eller men ikke er var har hadde som at det den de i på av til for med fra om "
    "etter under ved så han hun vi sin sitt sine også når hvor denne dette kan skal ble",
    "fi": "ja tai mutta ei on oli ovat olivat että joka jotka se ne hän he myös kun niin kuin oli "
    "mukaan jälkeen ennen vain vielä",
    "pl": "i w na z do nie się że jest są był była było jak o po od za przez dla co to ten ta te "
    "jego jej ich który która które ale czy już tylko także oraz przed",
    "cs": "a v na z do ne se že je jsou byl byla bylo jak o po od za pro co to ten ta jeho její "
    "který která které ale také jen před podle",
    "hu": "a az és hogy nem is egy van volt meg már csak de ha ez ezt azt mint után előtt szerint",
    "tr": "ve bir bu da de için ile olarak olan daha çok en gibi sonra önce kadar ama ya değil",
    "id": "dan yang di ke dari untuk dengan pada adalah itu ini tidak akan juga oleh sebagai dalam",
    "vi": "và của là các một những được trong không cho với có đã từ này người khi",
}


@cache
def function_words(language: str) -> frozenset[str]:
    """The words of a base language ("en"), in lower case; empty where we have none."""
    return frozenset(_TABLE.get(language, "").split())
