"""Who asks, what they may do, and what is written down of it.

Every request that the web application serves carries an `Identity`; collections that are
limited to groups are hidden from everybody else where they are found (`collections.store`),
so that no interface can forget to.
"""

from assistant.access.identity import (
    OWNER,
    ROLES,
    Identity,
    Role,
    acting_as,
    allows,
    in_force,
)
from assistant.access.keys import Key, Keys
from assistant.access.limited import LimitedCollections
from assistant.access.people import People, Person
from assistant.access.sessions import Sessions

__all__ = [
    "OWNER",
    "ROLES",
    "Identity",
    "Key",
    "Keys",
    "LimitedCollections",
    "People",
    "Person",
    "Role",
    "Sessions",
    "acting_as",
    "allows",
    "in_force",
]
