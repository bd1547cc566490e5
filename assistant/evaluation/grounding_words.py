"""Builds the word lists of the check of clauses from WordNet 3.0 and a French dictionary.

Run once, by hand, where the two are new: `python -m assistant.evaluation.grounding_words
WORDNET_FOLDER HUNSPELL_FOLDER` (Debian's packages wordnet-base and hunspell-fr-comprehensive).
The lists ship in `assistant/answer/grounding/words`, whose NOTICE names their licences.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import orjson

from assistant.answer.grounding.words import FOLDER

# Marks of the spelling dictionary → the letter of a form: present, imperfect, past, future,
# conditional, infinitive, past participle, present participle.
_FORMS = {"po:ipre": "p", "po:iimp": "i", "po:ipsi": "s", "po:ifut": "f", "po:cond": "c",
          "po:infi": "I", "po:ppas": "P", "po:ppre": "G"}  # fmt: skip
_PERSONS = frozenset(("po:3sg", "po:3pl", "po:3pl!", "po:3sg!"))
_POS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
# A sense that texts hardly use is left out: share of the most used sense's count.
_RARE, _SENSES = 0.04, 5


def french_forms(folder: Path) -> str:
    """Lines "form lemma letters"; "n" marks a form that is a noun or adjective of its own too."""
    rules = _rules((folder / "fr.aff").read_text("utf-8"))
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    nouns: set[str] = set()
    for line in (folder / "fr.dic").read_text("utf-8").splitlines()[1:]:
        entry, *marks = line.split()
        word, _, flags = entry.partition("/")
        verb = any(re.match(r"po:v\d", mark) for mark in marks)
        if not verb:
            if {"po:nom", "po:adj"} & set(marks) and word.islower():
                nouns |= {word, f"{word}s", *(form for form, _ in _inflected(word, flags, rules))}
            continue
        for form, given in _inflected(word, flags, rules):
            kept = {_FORMS[mark] for mark in given if mark in _FORMS}
            if kept & set("pisfc") and not _PERSONS & set(given):
                kept -= set("pisfc")
            if kept:
                found[form, word] |= kept
    lines = [
        f"{form} {lemma} {''.join(sorted(kinds))}{'n' if form in nouns else ''}"
        for (form, lemma), kinds in sorted(found.items())
    ]
    return "\n".join(lines) + "\n"


def _rules(text: str) -> dict[str, list[tuple[str, str, re.Pattern[str], list[str]]]]:
    rules: dict[str, list[tuple[str, str, re.Pattern[str], list[str]]]] = defaultdict(list)
    for line in text.splitlines():
        parts = line.split()
        if len(parts) > 5 and parts[0] == "SFX":
            added = parts[3].partition("/")[0]
            condition = re.compile(f"{parts[4]}$")
            rules[parts[1]].append(
                (parts[2].replace("0", ""), added.replace("0", ""), condition, parts[5:])
            )
    return rules


def _inflected(
    word: str, flags: str, rules: dict[str, list[tuple[str, str, re.Pattern[str], list[str]]]]
) -> Iterator[tuple[str, list[str]]]:
    for at in range(0, len(flags), 2):
        for taken, added, condition, marks in rules.get(flags[at : at + 2], ()):
            if condition.search(word) and word.endswith(taken):
                yield word[: len(word) - len(taken)] + added, marks


def english_words(folder: Path) -> dict[str, object]:
    """Verbs with irregular forms, senses of words, what stands above them, contraries, kin.

    `senses` maps "v:rise" to its sense numbers, most used first; `above` a sense to its more
    general ones; `contraries` and `kin` (same root: "approve", "approval") list pairs of words.
    """
    counts = _counts(folder)
    senses, above, contraries, kin, like = _read(folder, counts)
    irregular = {
        letter: dict(line.split()[:2] for line in (folder / f"{name}.exc").read_text().splitlines()
                     if "_" not in line)
        for name, letter in _POS.items() if name in ("verb", "noun", "adj")
    }  # fmt: skip
    used: dict[tuple[str, str], int] = defaultdict(int)
    for (letter, word, _), count in counts.items():
        used[letter, word] += count
    verbs = [key[2:] for key in senses if key[0] == "v"]
    nounish = sorted(w for w in verbs if f"n:{w}" in senses and used["n", w] >= used["v", w])
    return {"senses": senses, "above": above, "like": like, "contraries": contraries, "kin": kin,
            "irregular": irregular, "nounish": nounish}  # fmt: skip


def _counts(folder: Path) -> dict[tuple[str, str, str], int]:
    letters = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
    index: dict[tuple[str, str, str], int] = {}
    for line in (folder / "cntlist.rev").read_text().splitlines():
        key, number, count = line.split()
        lemma, _, rest = key.partition("%")
        index[letters[rest[0]], lemma, number] = int(count)
    return index


_Read = tuple[
    dict[str, list[str]], dict[str, list[str]], list[str], list[str], dict[str, list[str]]
]


def _read(folder: Path, counts: dict[tuple[str, str, str], int]) -> _Read:
    words, above, like, pairs = _synsets(folder)
    met = {(letter, word) for (letter, word, _), count in counts.items() if count}
    senses: dict[str, list[str]] = {}
    index = (folder / "index.verb").read_text().splitlines()
    verbs = {line.split()[0] for line in index if not line.startswith(" ")}
    for name, letter in _POS.items():
        for line in (folder / f"index.{name}").read_text().splitlines():
            if line.startswith(" "):
                continue
            parts = line.split()
            lemma = parts[0]
            if "_" in lemma or not re.fullmatch(r"[a-z][a-z-]+", lemma):
                continue
            offsets = [f"{letter}{o}" for o in parts[-int(parts[2]) :]]
            # "Paris" stands in the index as "paris": a name is no word.
            offsets = [o for o in offsets if lemma in words[o]]
            if not offsets:
                continue
            near = [*words[offsets[0]], *(w for o in above.get(offsets[0], ()) for w in words[o])]
            # A noun that no counted text has, nor the word above it, is a rare one: left out.
            rare = letter == "n" and not any((letter, word) in met for word in near)
            if rare and lemma not in verbs:
                continue
            tally = [counts.get((letter, lemma, str(n + 1)), 0) for n in range(len(offsets))]
            top = max(tally, default=0)
            kept = [o for o, c in zip(offsets, tally, strict=True) if c and c >= top * _RARE]
            kept = (kept or offsets[:2])[:_SENSES]
            if kept:
                senses[f"{letter}:{lemma}"] = kept
    return _numbered(senses, above, like, pairs)


def _numbered(
    senses: dict[str, list[str]],
    above: dict[str, list[str]],
    like: dict[str, list[str]],
    pairs: list[tuple[str, str, str, str, str]],
) -> _Read:
    """The same with short numbers for senses, and only pairs of senses that were kept."""
    number: dict[str, str] = {}
    used = {s for listed in senses.values() for s in listed}
    upward = {s: list(above.get(s, ())) for s in used}
    for s in sorted({*used, *(a for listed in upward.values() for a in listed)}):
        number[s] = f"{s[0]}{len(number):x}"
    contraries: set[str] = set()
    kin: set[str] = set()
    for kind, one, first, other, second in pairs:
        if f"{first[0]}:{one}" in senses and f"{second[0]}:{other}" in senses:
            pair = " ".join(sorted((f"{first[0]}:{one}", f"{second[0]}:{other}")))
            listed = (
                first in senses[f"{first[0]}:{one}"] and second in senses[f"{second[0]}:{other}"]
            )
            if listed:
                (contraries if kind == "!" else kin).add(pair)
    short = {k: [number[s] for s in v] for k, v in senses.items()}
    up = {number[s]: [number[a] for a in v] for s, v in upward.items() if v}
    alike = {
        number[s]: [number[a] for a in v if a in number] for s, v in like.items() if s in number
    }
    return short, up, sorted(contraries), sorted(kin), alike


def _synsets(
    folder: Path,
) -> tuple[
    dict[str, list[str]],
    dict[str, list[str]],
    dict[str, list[str]],
    list[tuple[str, str, str, str, str]],
]:
    words: dict[str, list[str]] = {}
    above: dict[str, list[str]] = {}
    like: dict[str, list[str]] = {}
    raw: list[tuple[str, str, int, str, int]] = []
    for name, letter in _POS.items():
        for line in (folder / f"data.{name}").read_text().splitlines():
            if line.startswith(" "):
                continue
            parts = line.split(" | ")[0].split()
            id_ = letter + parts[0]
            count = int(parts[3], 16)
            words[id_] = [re.sub(r"\(\w+\)$", "", w) for w in parts[4 : 4 + 2 * count : 2]]
            at = 4 + 2 * count
            for n in range(int(parts[at])):
                mark, offset, pos, places = parts[at + 1 + 4 * n : at + 5 + 4 * n]
                target = ("a" if pos == "s" else pos) + offset
                if mark in ("@",):
                    above.setdefault(id_, []).append(target)
                elif mark == "&" and letter == "a":
                    like.setdefault(id_, []).append(target)
                elif mark in ("!", "+", "\\"):
                    raw.append((mark, id_, int(places[:2], 16), target, int(places[2:], 16)))
    pairs = [
        (mark, words[i][a - 1], i, words[t][b - 1], t)
        for mark, i, a, t, b in raw if a and b and t in words
    ]  # fmt: skip
    return words, above, like, pairs


def main(wordnet: Path, hunspell: Path) -> None:
    """Write both lists."""
    french = french_forms(hunspell).encode()
    (FOLDER / "french.txt.gz").write_bytes(gzip.compress(french, 9, mtime=0))
    (FOLDER / "english.json.gz").write_bytes(
        gzip.compress(orjson.dumps(english_words(wordnet)), 9, mtime=0)
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
