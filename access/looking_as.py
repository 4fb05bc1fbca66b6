"""Whom a visitor looks as in local mode, where nobody signs in: a role as a page says it to the server."""

from typing import Final

from domain.municipalities import Register
from domain.principal import Function, Principal, Role

ROLES: Final = {
    "lezer": Role.READER,
    "gemeente": Role.MUNICIPALITY,
    "ministerie": Role.MINISTRY,
    "vng": Role.VNG,
    "beheerder": Role.MANAGER,
}
"""How each role that can be looked or asked as is written."""
_FUNCTIONS: Final = {
    "invuller": Function.FILLER,
    "vaststeller": Function.APPROVER,
    "contact": Function.CONTACT,
}
FIRST: Final = Principal(Role.VNG, is_local=True)
"""Whom one looks as until something is chosen: somebody who sees everything, as on a machine of one's own."""


def read(written: str | None, register: Register) -> Principal:
    """The principal that is written: "vng", or "gemeente:GM0301:invuller". What cannot be read is FIRST."""
    if not written:
        return FIRST
    role_word, _, rest = written.partition(":")
    code, _, functions = rest.partition(":")
    role = ROLES.get(role_word)
    if role is None:
        return FIRST
    if role is not Role.MUNICIPALITY:
        return Principal(role, is_local=True)
    chosen = frozenset(_FUNCTIONS[word] for word in functions.split("+") if word in _FUNCTIONS)
    return Principal(role, code, chosen, is_local=True) if code in register.by_code else FIRST


def written(principal: Principal) -> str:
    """As `read` takes it."""
    role = {role: word for word, role in ROLES.items()}[principal.role]
    if principal.municipality_code is None:
        return role
    functions = "+".join(word for word, function in _FUNCTIONS.items() if function in principal.functions)
    return f"{role}:{principal.municipality_code}:{functions}"
