"""The English words that a message may let through: those of the libraries that read entries."""

import inspect
import re
from functools import cache

import email_validator.syntax
import phonenumbers.phonenumberutil
import yaml.composer
import yaml.parser
import yaml.reader
import yaml.scanner
from pydantic_core._pydantic_core import list_all_errors

_LIENS = (
    "a an and any are as at be been but by can could did does for from had has have here if in into"
    " is it its least must no not of only or should so than that the their then there these this"
    " those to too was were when where which while who will with would you your"
)
_AUSSI_FRANCAIS = """
but cause code continue correct cycle date dates directive directives document exception
format html https image instance label maximum message minute minutes module non note
octet on option or par part phrase plus point points position possible question second
simple son strict style table type types unique url urls validation version zone
"""
"""Words of those sentences that a French one may have too."""
_SOURCES = (yaml.composer, yaml.parser, yaml.reader, yaml.scanner, email_validator.syntax,
            phonenumbers.phonenumberutil)  # fmt: skip


@cache
def _mots() -> frozenset[str]:
    """Every word of the sentences of pydantic, PyYAML, email-validator and phonenumbers."""
    sentences = [str(error["message_template_python"]) for error in list_all_errors()]
    for module in _SOURCES:
        sentences += re.findall(r"\"([^\"\n]* [^\"\n]*)\"", inspect.getsource(module))
    words = re.findall(r"[a-z]{3,}", " ".join([_LIENS, *sentences]).lower())
    return frozenset(words) - frozenset(_AUSSI_FRANCAIS.split())


def mots_anglais(phrase: str) -> list[str]:
    """Return the English words of a message, apart from what it quotes and from its example."""
    said = re.sub(r"«.*?»|\(exemple : .*\)$|Écrivez .*|https?://\S+", " ", phrase)
    words = re.findall(r"(?<![\w./-])[a-zA-Z]{2,}(?![\w/-])", said)
    return [word for word in words if word.lower() in _mots()]
