"""Page → HTML: the context that every template has, and relative addresses."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup

from annuaire import exports, horaires, phrases, territoires, textes
from annuaire import vocabulaires as voc
from annuaire.model import Lieu
from annuaire.pages import (
    Contenu,
    Page,
    ancre,
    url_besoin,
    url_code_postal,
    url_commune,
    url_departement,
    url_pres,
)
from annuaire.parties import Fabrique


class Rendu:
    """The templates of the theme, ready to turn pages into HTML."""

    def __init__(self, env: Environment, contenu: Contenu) -> None:
        """Give the environment its filters and what all pages share."""
        self._env, self._contenu = env, contenu
        env.filters.update(textes.FILTRES)
        env.globals.update(
            site=contenu.site,
            annuaire=contenu.annuaire,
            voc=voc,
            champs=Lieu.model_fields,
            champs_fabrique=Fabrique.model_fields,
            exports=exports.EXPORTS,
            jours=horaires.JOURS,
            dans_le=territoires.dans_le,
            du=territoires.du,
            de_commune=phrases.de_commune,
            ancre=ancre,
            url_code_postal=url_code_postal,
            url_besoin=url_besoin,
            url_commune=url_commune,
            url_departement=url_departement,
            url_pres=lambda commune: url_pres(commune, contenu.annuaire),
            json_ld_texte=lambda value: textes.json_ld(value, _json),
        )
        # Jinja chains two maps a template and asks the disk, a component a page, if it changed: 15 % of the time.
        env.make_globals = lambda own: {**env.globals, **(own or {})}  # type: ignore[method-assign,assignment]
        env.auto_reload = False

    def html(self, page: Page) -> str:
        """Return the whole page; its links are relative, so it works under any folder."""
        racine = self._root(page)
        lien = self._linker(racine)
        return self._env.get_template(f"pages/{page.template}.html").render(
            page.context,
            page=page,
            racine=racine,
            lien=lien,
            canonique=f"{self._contenu.site.siteurl}/{page.path}"
            if self._contenu.site.siteurl
            else "",
            relatif=lambda html: _relative(html, lien),
        )

    def _root(self, page: Page) -> str:
        if page.path == "404.html":  # served at any depth: only an absolute path can work
            return urlsplit(self._contenu.site.siteurl).path.rstrip("/") + "/"
        return "../" * page.path.count("/") or "./"

    def _linker(self, racine: str) -> Callable[[str], str]:
        explicit = self._contenu.site.liens_fichiers

        def lien(path: str) -> str:
            """Return the address of a path of the site, from this page."""
            base, sharp, fragment = path.partition("#")
            if explicit and (not base or base.endswith("/")):
                base += "index.html"
            return f"{racine}{base}{sharp}{fragment}"

        return lien


def _relative(html: str, lien: Callable[[str], str]) -> Markup:
    """Turn the root-relative links of a page of content/pages/ into relative ones."""
    head, *rest = html.split('href="/')
    parts = [head]
    for part in rest:
        path, quote_, tail = part.partition('"')
        parts.append(f'href="{lien(path)}{quote_}{tail}')
    return textes.sur("".join(parts))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
