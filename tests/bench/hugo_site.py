"""A site of Hugo over the very files of the entries: its plain pages, the yardstick of our build.

A page for each lieu, département and région, one GeoJSON, one sitemap; no taxonomy, no feed. Hugo
reads our front matter as it is.
"""

import json
import shutil
from pathlib import Path

from annuaire import territoires
from bench.champs_montres import BLOCS, CHAMPS
from bench.outil_construction import REFERENCE, Outil

REGLAGES = """\
baseURL = "https://fabriques.example/annuaire/"
languageCode = "fr"
title = "Fabriques"
disableKinds = ["taxonomy", "term", "RSS", "404"]
[outputs]
home = ["html", "lieux"]
section = ["html"]
[outputFormats.lieux]
mediaType = "application/json"
baseName = "lieux"
isPlainText = true
"""
BASE = """\
<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ or .Params.nom .Site.Title }} - Fabriques</title>
<meta name="description" content="{{ .Params.presentation_resume }}">
<link rel="canonical" href="{{ .Permalink }}">
</head>
<body>
<header><a href="/annuaire/">Fabriques</a></header>
<main>
{{ block "main" . }}{{ end }}
</main>
<footer><p>Licence Ouverte 2.0</p></footer>
</body>
</html>
"""
ACCUEIL = """\
{{ define "main" }}<h1>Fabriques</h1>
<ul>
{{ range where .Site.RegularPages "Section" "regions" }}<li><a href="{{ .RelPermalink }}">{{ .Params.nom }}</a></li>
{{ end }}</ul>{{ end }}
"""
LISTE = """\
{{ define "main" }}<h1>{{ .Params.nom }}</h1>
<ul>
{{ range sort .Pages "Params.nom" }}{{ partial "ligne.html" . }}{{ end }}</ul>{{ end }}
"""
REGION = """\
{{ define "main" }}<h1>{{ .Params.nom }}</h1>
{{ range .Params.departements }}{{ with $.Site.GetPage . }}<h2><a href="{{ .RelPermalink }}">{{ .Params.nom }}</a></h2>
<ul>
{{ range sort .Pages "Params.nom" }}{{ partial "ligne.html" . }}{{ end }}</ul>
{{ end }}{{ end }}{{ end }}
"""
LIGNE = """\
<li><a href="{{ .RelPermalink }}">{{ .Params.nom }}</a> {{ .Params.commune }}{{ with .Params.telephone }} \
<a href="tel:{{ index . 0 }}">{{ index . 0 }}</a>{{ end }}{{ with .Params.horaires }} {{ . }}{{ end }}</li>
"""
BLOC = """\
{{ if reflect.IsMap . }}<dl>{{ range $k, $v := . }}<div><dt>{{ $k }}</dt><dd>{{ partial "bloc.html" $v }}</dd></div>{{ end }}</dl>\
{{ else if reflect.IsSlice . }}<ul>{{ range . }}<li>{{ partial "bloc.html" . }}</li>{{ end }}</ul>{{ else }}{{ . }}{{ end }}
"""
GEOJSON = """\
{"type":"FeatureCollection","features":[
{{- range $i, $p := where .Site.RegularPages "Section" "lieux" }}{{ if $i }},{{ end }}
{"type":"Feature","geometry":{{ with $p.Params.longitude }}{"type":"Point","coordinates":[{{ . }},{{ $p.Params.latitude }}]}{{ else }}null{{ end }},"properties":{{ dict "id" $p.Params.id "nom" $p.Params.nom "commune" $p.Params.commune "telephone" $p.Params.telephone "url" $p.RelPermalink | jsonify }}}
{{- end }}
]}
"""


def outil(fiches: Path, travail: Path, sortie: Path, programme: Path) -> Outil:
    """Return Hugo over a copy of the entries of `fiches`, its site written under `travail`."""
    lieux = travail / "content/lieux"
    shutil.copytree(fiches / "lieux", lieux)
    for path, text in _fichiers(lieux).items():
        (travail / path).parent.mkdir(parents=True, exist_ok=True)
        (travail / path).write_text(text, encoding="utf-8")
    command = [programme, "--source", travail, "--destination", sortie, "--quiet"]
    command += ["--cacheDir", travail / "cache", "--noBuildLock"]
    return Outil(
        nom=REFERENCE,
        fiches=lieux,
        gabarit=travail / "layouts/page.html",
        sortie=sortie,
        cache=travail / "cache",
        commande=tuple(map(str, command)),
        depuis=travail,
    )


def _fichiers(lieux: Path) -> dict[str, str]:
    """Return the files of the site beside the entries, by path."""
    found = {
        "hugo.toml": REGLAGES,
        "layouts/baseof.html": BASE,
        "layouts/home.html": ACCUEIL,
        "layouts/home.lieux.json": GEOJSON,
        "layouts/section.html": LISTE,
        "layouts/page.html": _page(),
        "layouts/regions/page.html": REGION,
        "layouts/_partials/ligne.html": LIGNE,
        "layouts/_partials/bloc.html": BLOC,
        "content/lieux/_index.md": _tete(nom="Les départements"),
    }
    regions: dict[str, list[str]] = {}
    for departement in territoires.departements().values():
        if (lieux / departement.slug).is_dir():
            name = f"content/lieux/{departement.slug}/_index.md"
            found[name] = _tete(nom=departement.nom)
            regions.setdefault(departement.region, []).append(f"/lieux/{departement.slug}")
    for region in territoires.regions().values():
        name = f"content/regions/{region.slug}.md"
        found[name] = _tete(nom=region.nom, departements=regions.get(region.code, []))
    return found


def _tete(**values: object) -> str:
    """Return a page of front matter only: JSON is YAML."""
    return f"---\n{json.dumps(values, ensure_ascii=False)}\n---\n"


def _page() -> str:
    """Return the template of a lieu: its fields, each with its label, then its text."""
    rows = "".join(
        f"{{{{ with .Params.{nom} }}}}<div><dt>{label}</dt><dd>{_valeur(nom)}</dd></div>\n{{{{ end }}}}"
        for nom, label in CHAMPS.items()
    )
    return (
        '{{ define "main" }}<article>\n<h1>{{ .Params.nom }}</h1>\n<dl>\n'
        f"{rows}</dl>\n{{{{ .Content }}}}\n"
        '<p><a href="{{ .Parent.RelPermalink }}">{{ .Parent.Params.nom }}</a></p>\n</article>{{ end }}\n'
    )


def _valeur(nom: str) -> str:
    if nom in BLOCS:
        return '{{ partial "bloc.html" . }}'
    return '{{ if reflect.IsSlice . }}{{ delimit . ", " }}{{ else }}{{ . }}{{ end }}'
