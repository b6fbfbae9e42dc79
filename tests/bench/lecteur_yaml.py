"""Entries in YAML for stock Pelican, read as its plugin yaml-metadata does: `safe_load`, then Markdown."""

from pathlib import Path
from typing import Any

import yaml
from markdown import Markdown
from pelican.readers import MarkdownReader


class LecteurYaml(MarkdownReader):
    """Reads our very files; the settings REGIONS gives the région of each folder."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the HTML of an entry and what its article is made of."""
        path = Path(source_path)
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        said = yaml.safe_load(front)
        own = {
            "title": said["nom"],
            "date": f"{said['date_maj']}",
            "slug": path.stem,
            "category": path.parent.name,
            "tags": self.settings["REGIONS"][path.parent.name],
        }
        metadata = {nom: sur_une_ligne(value) for nom, value in said.items()} | {
            nom: self.process_metadata(nom, value) for nom, value in own.items()
        }
        return Markdown(**self.settings["MARKDOWN"]).convert(body), metadata


def sur_une_ligne(value: Any) -> str:
    """Return a value as one text: the metadata of Pelican know no lists of parts."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {sur_une_ligne(part)}" for key, part in value.items())
    return ", ".join(map(sur_une_ligne, value)) if isinstance(value, list) else str(value)
