"""The small words that change what a sentence claims, per language; for lowered, plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.records import Lang

Cues = Mapping[Lang, re.Pattern[str]]


def _compiled(english: str, french: str) -> Cues:
    return {
        "en": re.compile(rf"(?<![\w-])(?:{english})(?:(?<=')|(?!\w))"),
        "fr": re.compile(rf"(?<![\w-])(?:{french})(?:(?<=')|(?!\w))"),
    }


# "Not only", "no longer" and "not until" deny nothing or another thing; the group denies.
NEGATION = _compiled(
    r"non(?=[\s-])|not(?!\s(?:only|just|merely|simply|least))|cannot|never|neither|nor|without|no(?!\.|\s(?:longer|doubt|fewer|less|more than))"
    r"|no\slonger|none|nobody|nothing|nowhere|no\sone|hardly|scarcely|barely|\w+n't"
    r"|fail(?:s|ed|ing)?\sto|unable\sto|refus(?:e|es|ed|ing)\sto|declin(?:e|es|ed|ing)\sto"
    r"|lack(?:s|ed|ing)?(?:\sof)?|devoid\sof|deprived\sof|stripped\sof|absence\sof|free\sof|far\sfrom|ceased\sto",
    r"ne\s(?:peu\w+|pouv\w+|sau\w+|os\w+)|ne(?=\s(?:\w+\s){0,4}?(?:pas|plus|jamais|rien|personne|aucune?|guère|nulle?|ni)\b)"
    r"|n'(?=\w+\s(?:\w+\s){0,4}?(?:pas|plus|jamais|rien|personne|aucune?|guère|nulle?|ni)\b)"
    r"|non(?!\s(?:seulement|plus))|sans|aucune?|ni|jamais|nullement|(?:pas|point)\s(?:de|d'|un|encore)"
    r"|pas(?!\s(?:seulement|uniquement))|nulle\spart|rien|personne\sn[e']|nulle?s?(?=\s\w+\sn[e'])|ne(?=\s\w+\s(?:ni|nul))"
    r"|échou\w+\sà|incapables?\sde|dépourvue?s?\sd[e']|dénuée?s?\sd[e']|privée?s?\sd[e']|manqu(?:e|ent|ait|aient)\sd[e']|faute\sd[e']|refus\w+\sd[e']|absence\sd[e']|cess\w+\sd[e']|loin\sd[e']",
)
EMPHATIC_ONLY = _compiled(
    r"not\s(?:only|just|merely|simply)", r"pas\s(?:seulement|uniquement)|non\sseulement"
)
# "Ne … que" restricts; it does not deny.
ONLY = _compiled(
    r"only|solely|exclusively|nothing\sbut|sole",
    r"seulement|uniquement|exclusivement|ne\s\w+\s(?:\w+\s){0,2}?que|n'\w+\s(?:\w+\s){0,2}?qu[e']|seule?s?",
)
HEDGED = _compiled(
    r"may(?!\s\d)|might|could|possibly|perhaps|potentially|likely|probably|presumably|seems?|seemed|appears?\sto"
    r"|appeared\sto|suggest(?:s|ed|ing)?|allegedly|reportedly|would|can|tend(?:s|ed)?\sto|believed\sto|thought\sto"
    r"|possible|potential|probable|expected|hope[sd]?|plans?|planned|intend\w*|aims?|propos\w+|estimat\w+|if|unclear|uncertain"
    r"|risks?|chance|suspected|alleged|predict\w*|forecast\w*|should|considering|capable|able|likelihood|help(?:s|ed)?|alleges?",
    r"peut(?:-être)?|peuvent|pourrai(?:t|ent)|pourront|pourra|semble(?:nt|rait|raient|r)?|paraî(?:t|trait)|possible(?:ment)?|probable(?:ment)?"
    r"|éventuel\w*|potentiel\w*|suggèr\w+|sembl\w+|\w+(?:rait|raient)|tend(?:ent)?\sà|susceptibles?|présumée?s?|supposée?s?"
    r"|prévoi\w*|prévu\w*|espèr\w*|envisag\w*|estim\w*|projet\w*|si|s'il|risqu\w*|hypoth\w+|devrai\w+|aide\w*|chances?|permet\w*|capables?|allégu\w+",
)
STRONG_HEDGE = _compiled(
    r"may(?!\s\d)|might|could|possibly|perhaps|potentially|probably|(?<!less\s)(?<!more\s)likely|allegedly|reportedly|seems?|appears?\sto|suggest(?:s|ed)?|suspected|unclear|alleged",
    r"peut-être|pourrai(?:t|ent)|semblent?|semblerait|paraî(?:t|trait)|probable(?:ment)?|éventuel\w*|suggèr\w+|(?:serai|aurai)(?:t|ent)|présumée?s?|soupçonn\w+",
)
ALL = _compiled(
    r"across|throughout|each|both|any|wherever|whenever|per|all(?!\s(?:in\sall|over))|every(?!\s(?:\d|year|day|month|week|other))|everyone|everybody|everything|each\sand\severy|entire(?:ly)?|always|invariably|without\sexception"
    r"|systematically|universally|in\sall\scases|unanimous(?:ly)?|any(?!\s(?:longer|more))|100\s?%|completely|totally|wholly|guarantee[sd]?|proves?|proved|proven|definitely",
    r"partout|à\stravers|tous(?!\sles\s(?:deux|jours|ans|mois))|toutes(?!\sles\sdeux)|toute|tout|chaque|chacune?|toujours|systématiquement|sans\sexception|entière?(?:ment|s)?|totale?(?:ment)?|intégral\w*|unanim\w+"
    r"|universel\w*|dans\stous\sles\scas|100\s?%|complètement|n'importe|ensemble|quiconque|garanti\w*|prouv\w*|certain\w*",
)
UNIVERSAL = _compiled(
    r"all(?!\s(?:in\sall|over|the\s(?:more|same)))|every(?!\s(?:\d|other))|everyone|everybody|always|invariably|systematically|without\sexception|unanimous(?:ly)?|universally|guarantee[sd]?",
    r"tous|toutes|chaque(?!\sfois)|chacune?|toujours|systématiquement|sans\sexception|unanim\w+|universellement|garanti(?:t|ssent)",
)
MOST = _compiled(
    r"most(?!\s(?:\w+ly|\w+)\s(?:in|of\sthe\sworld))|majority|mostly|mainly|largely|more\sthan\shalf|over\shalf|predominantly",
    r"(?:la\s)?plupart|majorité|majoritairement|essentiellement|principalement|plus\sde\sla\smoitié|en\sgrande\spartie|surtout",
)
SOME = _compiled(
    r"some|certain|several|a\s(?:few|number|handful)|sometimes|occasionally|partly|in\spart|partially|in\ssome\scases|few|minority|often|many|a\sthird|a\squarter|frequently|usually|generally|typically",
    r"certaine?s?|quelques(?:-une?s)?|plusieurs|parfois|en\spartie|partiellement|peu|minorité|souvent|beaucoup|des\sfois|de\snombreux|de\snombreuses|généralement|un\stiers|un\squart|d'ordinaire|habituellement",
)
CAUSE = _compiled(
    r"caus(?:e|es|ed|ing)|because|due\sto|owing\sto|thanks\sto|as\sa\sresult|result(?:s|ed|ing)?\s(?:in|from)|le(?:ad|ads|d)\sto|leading\sto|drives?|drove|driven|driving"
    r"|trigger(?:s|ed)?|produc(?:e|es|ed)|brought\sabout|make[s]?|made|making|responsible\sfor|therefore|hence|attributable\sto|attribut(?:e|es|ed)\sto|explain(?:s|ed)?|effects?|impacts?"
    r"|raise[sd]?|boost(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|improv(?:e|es|ed|ing)|prevent(?:s|ed)?|generat(?:e|es|ed)|prompt(?:s|ed)?|so\sthat|after|by\s\w+ing|allow(?:s|ed)?|enabl\w+|help(?:s|ed)?|prov(?:e|es|ed)|contribut\w+|influenc\w+|gives?|gave|earn(?:s|ed)?|brought|brings?|from|through|consequen\w+",
    r"caus(?:e|es|ent|é|ée|és|er|ait)|parce\squ[e']|car|en\sraison\sd|grâce\s(?:à|au|aux)|à\scause\sd|dû|due|dus|dues|entraîn\w+|provoqu\w+|condui\w+\sà|résult\w+|suscit\w+|déclench\w+|fai(?:t|re|sant)\s\w+"
    r"|produi\w+|expliqu\w+|imput\w+|attribu\w+|effets?|impacts?|générr?\w*|augment\w+|rédui\w+|amélior\w+|permet\w*|aid\w+|après|influ\w+|contribu\w+|rapport\w+|conséquen\w+|ainsi|donc|par|suite|prouv\w+|amen\w+|vient|viennent|raison",
)
CAUSE_FIRM = _compiled(
    r"caus(?:e|es|ed|ing)|because(?:\sof)?|due\sto|owing\sto|thanks\sto|as\sa\sresult\sof|result(?:s|ed|ing)?\sin|le(?:ads?|d)\sto|leading\sto|drives?|drove|driven\sby|brought\sabout|trigger(?:s|ed)?|responsible\sfor|directly\s(?:raise[sd]?|increase[sd]?|reduce[sd]?)",
    r"caus(?:e|ent|é|ée|és|er|ait)|parce\squ[e']|en\sraison\sd[eu']|grâce\s(?:à|au|aux)|à\scause\sd[eu']|dues?\s(?:à|au)|dû\s(?:à|au)|entraîn(?:e|ent|é|ée|er|ait)|provoqu\w+|conduit\sà|déclench\w+|fait\s(?:augmenter|baisser|monter|progresser|grimper|reculer|croître|chuter)|est\sà\sl'origine\sd",
)
CORRELATION = _compiled(
    r"correlat\w+|associat\w+|linked|link\sbetween|coincid\w+|at\sthe\ssame\stime|go(?:es)?\s(?:hand\sin\shand|together|along)|accompan\w+|relationship|tend(?:s|ed)?\sto|in\sline\swith|while|alongside|related|moves?\swith|predict\w*",
    r"corrél\w+|associ\w+|liée?s?|lien|coïncid\w+|en\smême\stemps|va\sde\spair|vont\sde\spair|accompagn\w+|relation|tend(?:ent)?\sà|alors\sque|tandis\sque|parallèlement|prédi\w+",
)
# Two things that go together, and nothing said of why.
TIED = _compiled(
    r"correlat\w+|associated\swith|linked\s(?:to|with)|link\sbetween|coincid\w+|go(?:es)?\s(?:hand\sin\shand|together)",
    r"corrél\w+|associée?s?\s(?:à|au)|liée?s?\s(?:à|au)|lien\sentre|coïncid\w+|v(?:a|ont)\sde\spair",
)
EFFECT = _compiled(
    r"lowers|lowered\s(?:the|their|its|his|her)|reduces|raises|increases|boosts|improves|cuts|prevents|protects|worsens|harms|shortens|lengthens|doubles|halves",
    r"réduit|diminue|abaisse|augmente|améliore|protège|prévient|favorise|aggrave|allonge|fait\s\w+er",
)
ATTRIBUTION = _compiled(
    r"according\sto|in\sthe\s(?:view|words|opinion)\sof|as\s(?:reported|measured|estimated|stated|claimed)\sby|(?:reported|measured|estimated|claimed|said|calculated|counted|published|announced|found|written|conducted|commissioned)\sby|by\s\w+'s\s(?:own\s)?(?:count|estimate|account)",
    r"selon|d'après|à\sen\scroire|au\sdire\sd[eu']|(?:mesurée?s?|estimée?s?|publiée?s?|annoncée?s?|calculée?s?|rapportée?s?|comptée?s?|menée?s?|réalisée?s?|citée?s?|déclarée?s?)\spar|de\sl'avis\sd[eu']|pour(?=\s[A-ZÀ-Ý])",
)
SPEECH = _compiled(
    r"sa(?:ys?|id)|told|tells?|(?<!united\s)stat(?:es|ed)|announc(?:es?|ed)|claim(?:s|ed)?|report(?:s|ed)|estimat(?:es?|ed)|found|finds?|argu(?:es?|ed)|not(?:es|ed)|wrote|writes|add(?:s|ed)|explain(?:s|ed)?|declar(?:es?|ed)|warn(?:s|ed)?|believes?d?|calculat(?:es?|ed)|measur(?:es?|ed)|conclud(?:es?|ed)|count(?:s|ed)|insist(?:s|ed)|admit(?:s|ted)|acknowledg(?:es?|ed)|den(?:ies|ied)|confirm(?:s|ed)?|suggest(?:s|ed)?",
    r"di(?:t|sent|sait)|affirm\w+|annonc\w+|déclar\w+|indiqu\w+|expliqu\w+|estim\w+|not(?:e|ent|ait|é)|écri(?:t|vent|vait)|ajout\w+|soulign\w+|préten\w+|conclu\w*|mesur\w+|compt(?:e|ait|é)|calcul\w+|assur\w+|avert\w+|constat\w+|rapport\w+|reconnaî\w+|admet\w*|confirm\w+|démen\w+|chiffr\w+|précis\w+",
)
# Who speaks, where no name tells: one class a line, both languages together.
SPEAKERS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    for words in (
        r"researchers?|academics?|scientists?|scholars?|professors?|university|economists?|authors?|study|studies|chercheu(?:r|rs|se|ses)|universitaires?|scientifiques?|professeure?s?|économistes?|auteure?s?|études?",
        r"polices?|officers?|investigators?|prosecutors?|policiers?|enquêteurs?|procureure?s?|parquet",
        r"government|ministers?|ministry|officials?|authorities|gouvernement|ministres?|ministère|autorités|responsables",
        r"company|firm|management|executives?|brand|spokes\w+|entreprise|société|direction|dirigeants?|marque|porte-parole",
        r"customers?|consumers?|users?|respondents?|clients?|consommateurs?|utilisateurs?|répondants?|sondés?",
        r"employees?|workers?|staff|unions?|salariés?|employés?|syndicats?",
        r"analysts?|consultants?|experts?|critics?|opponents?|activists?|analystes?|experts?|critiques|opposants?|militants?",
        r"marketers?|advertisers?|agency|marketeurs?|annonceurs?|agence",
        r"judges?|court|lawyers?|tribunal|juges?|cour|avocate?s?",
        r"doctors?|physicians?|médecins?|witnesses|témoins?|residents?|habitants?",
        r"journalists?|newspapers?|press|reporters?|journalistes?|journa(?:l|ux)|presse",
    )
)
PASSIVE = _compiled(
    r"(?:is|are|was|were|been|being|be)\s(?:\w+\s){0,2}?\w+(?:ed|en|wn|ght|ld|st|lt|de|nt|ut|un|on)\s(?:\w+\s){0,3}?by|\w+(?:ed|en)\sby",
    r"(?:est|sont|était|étaient|fut|furent|été|être|sera|seront)\s(?:\w+\s){0,2}?\w+(?:é|ée|és|ées|i|ie|is|ise|u|ue|us|ues|t|te|ts|tes)\s(?:\w+\s){0,3}?par|\w+(?:é|ée|és|ées|ue|u)\spar",
)
QUESTION_OPENERS = _compiled(
    r"who|what|when|where|why|how|which|do|does|did|is|are|can|should",
    r"qui|que|quand|où|pourquoi|comment|quel\w*|est-ce",
)
# Words that deny by themselves: they answer a denial of the other text, and raise none.
NEGATIVE = _compiled(
    r"un\w{4,}|in(?:ab|cap|suff|eff|act|comp|corr|dep|eq|sec|vis|val)\w+|im(?:poss|prob|perf|mat)\w+|ir(?:re|ra)\w+|dis\w{5,}|non\S*|\w{3,}less"
    r"|ignor\w+|omit\w*|(?:left|leaves?|leaving)\s(?:\w+\s)?out|exclud\w+|avoid\w*|prevent\w*|stop(?:s|ped)?|absen\w+|nobody|refus\w+|reject\w+|den(?:y|ies|ied)|except|false\w*|wrong\w*|little|few|lost|lacks?|miss(?:es|ed|ing)|otherwise|away|only",
    r"in\w{5,}|im(?:poss|prob|parf|mat)\w+|ir(?:ré|ra)\w+|dé(?:pourv|nu|fav|sacc)\w+|non\S*|mé(?:con|fi)\w+|ignor\w+|omet\w*|laiss\w+\sde\scôté|exclu\w+|évit\w+|empêch\w+|absen\w+|refus\w+|rejet\w+|sauf|hormis|faux|fausse\w*|peu|manqu\w+|sinon|perd\w+|personne|seule?s?|ne\s\w+\sque?",
)
