"""Words that tell French from English: grammar first, then what boards ask with; all folded."""

from __future__ import annotations

from assistant.records import Lang

_FRENCH = """
le la les un une des du de au aux et ou mais donc que qui quoi quel quelle quels quelles est sont
ont avoir etre faire fait il elle nous vous ils elles je tu mon ma mes notre nos votre vos leur
leurs ce cet cette ces dans sur avec sans pour par chez entre vers sous comment pourquoi combien
quand faut peut peux doit dois pas ne plus moins tres bien aussi deja encore ca cela ceci moi toi
lui eux se si y en c j l d n s qu pk pkoi pq koi cest stp svp salut bonjour bonsoir merci oui non
avez avons sert veut dire definition exemple exemples donne donnez donner montre montrez explique
expliquez parle parlez peuvent pouvez devons devrait devrions meme aucun aucune toute toutes tous
tout alors estce quelqu quelques autre autres ailleurs propos selon depuis pendant apres avant
marche rapporte rapportent vaut coute coutent servent ventes entreprise entreprises reseaux
sociaux mesurer prouver investir vendre gagner argent
"""

_ENGLISH = """
the a an and or but so of to in on at by for with without from into about is are was were be been
has have had do does did can could should would will shall may might must not no yes what which
who whom whose why how when where it its this that these those there here we our ours us you your
yours they their them he she his her i my mine me if than then as any some all each every more
most much many less least very really just only also too even ever worth get got give show tell
explain hello hi hey thanks thank please example examples let make makes made doesn isn aren don
cant wont between during after before since sell sells pay pays work works money company companies
sales social networks measure prove invest
"""

TELLING_WORDS: dict[Lang, frozenset[str]] = {
    "fr": frozenset(_FRENCH.split()),
    "en": frozenset(_ENGLISH.split()),
}
