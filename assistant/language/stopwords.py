"""Words that carry no meaning for search, folded."""

from __future__ import annotations

from assistant.records import Lang

_FRENCH = """
a afin ai ainsi ait alors appeler appelle as au aucun aussi autre aux avait avec avez avoir avons
ayant bien c ca car ce ceci cela celle celui ces cet cette ceux chez chose choses ci combien comme
comment concretement connaitre contre d dans de define definir definis definition definitions des
desormais deux devrait dire dit dites dois doit donc donne donner dont du elle elles en encore
entre es est est-ce et etait etant ete etes etre eu eux exactement explique expliquer expliques
expliquez faire fait faut genre il ils j je jusque juste l la le les leur leurs lors lorsque lui m
ma mais me meme mes moi moins mon n ne ni nos notre nous on ont ou par parce parle parler pas peu
peut peuvent peux please plus plutot pour pourquoi pourrait pouvez pouvons qu quand que quel
quelle quelles quelqu quels qui quoi s sa sais sans savoir se sera serait ses si signifie soit
sommes son sont sous stp suis sur svp t ta te tel tes toi ton tous tout toute toutes tres truc tu
un une va vers veulent veut via vos votre vous vraiment y
"""

_ENGLISH = """
a about actually after all also am an and any are as at basically be because been being between
both but by can could define definition did do does doing done exactly explain for from get give
gives got had has have having he her here him his how hows i if in into is it its itself just know
let like many me mean meaning means more most much my no not of off on once only or other our out
over own please really s said same say says she should so some stand stands such t talk talking
tell than that the their them then there these they thing things this those through to too under
up us very want was we were what whats when where which while who whom why will with would you
your
"""

STOPWORDS: dict[Lang, frozenset[str]] = {
    "fr": frozenset(_FRENCH.split()),
    "en": frozenset(_ENGLISH.split()),
}
