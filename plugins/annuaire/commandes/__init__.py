"""The longer commands of the command line, and what all of them say alike."""

OK, ERREURS, MAUVAIS_USAGE = 0, 1, 2
"""The exit codes: done, entries or files with errors, a command misused."""


def compte(number: int, un: str, plusieurs: str = "") -> str:
    # Plain spaces, unlike textes.pluriel: scripts read this.
    return f"{number} {un if number < 2 else plusieurs or un + 's'}"
