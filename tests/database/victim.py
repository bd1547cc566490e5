"""A process that fills a collection in a database without end, until it is killed.

It prints a line for each file that is in force.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from hand_made import Geometry, Pile

from assistant.collections import fill, open_collections
from assistant.database import Database

home, url, first = sys.argv[1:]
store = open_collections(Path(home), Database(url))
folder = store.create("Killed")
for number in count(int(first)):
    name = f"file-{number}.txt"
    pile = Pile({name: [f"Statement {number} of page {page}." for page in range(8)]})
    fill(folder, [Path(name)], Geometry(), pile)
    print("filled", flush=True)
    if number % 3 == 2:
        store.delete_file(folder.id, folder.read().files[0].sha256, Geometry())
