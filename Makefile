# Fabriques. `make` alone lists the targets; `make html` builds the site, `make test` tests it.
.DEFAULT_GOAL := aide
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# CONTENT and OUTPUT are relative to the folder `make` was called from, `make -C` included:
# make then prints the folders it enters (the flag w), and PWD is still the caller's.
CONTENT ?= $(CURDIR)/content
OUTPUT ?= $(CURDIR)/output
APPELANT := $(if $(findstring w,$(firstword -$(MAKEFLAGS))),$(PWD),$(CURDIR))
# Files to take up instead of the copies of sources.yml: make html SOURCES="a.csv,cle=b c.csv".
# They go through the environment, where no shell parts a path at its spaces.
SOURCES ?=
export SOURCES APPELANT
absolu = $(if $(filter /%,$(1)),$(1),$(APPELANT)/$(1))
PYTHON ?= python3
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
VENV := .venv
BIN := $(VENV)/bin
PELICAN = $(BIN)/python -m pelican "$(call absolu,$(CONTENT))" --output "$(call absolu,$(OUTPUT))"
# Without it Pelican builds an empty site, and exits 0, when the plugin fails.
FATAL := --fatal warnings

.PHONY: aide
aide: ## Liste ces commandes
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

.PHONY: contenu
contenu:
	@test -d "$(call absolu,$(CONTENT))" || \
	  { echo "Le dossier $(CONTENT) n’existe pas (exemple : make html CONTENT=content)"; exit 2; }

.PHONY: html
html: contenu $(VENV)/build ## Construit dans output/ ce qui a changé du site (CONTENT=dossier OUTPUT=dossier SOURCES=fichiers au besoin ; NEUF=1 refait tout, PROCESSUS=1 sans partager)
	@$(if $(NEUF),sortie="$(call absolu,$(OUTPUT))"; rm -rf "$$(dirname "$$sortie")/.$$(basename "$$sortie").travail")
	@$(PELICAN) $(FATAL) --settings pelicanconf.py

.PHONY: publish
publish: contenu $(VENV)/build ## Construit le site à publier (adresse et éditeur exigés, fiches fautives remplacées)
	@$(PELICAN) $(FATAL) --settings publishconf.py
	@$(BIN)/python -m annuaire entier "$(call absolu,$(OUTPUT))"

.PHONY: serve
serve: contenu $(VENV)/build ## Montre le site sur http://localhost:8000 ; une fiche enregistrée s'y lit en rechargeant la page (PORT=8001 au besoin)
	@$(BIN)/python -m annuaire serve "$(call absolu,$(CONTENT))" --port $(or $(PORT),8000)

.PHONY: cle-usb
cle-usb: contenu $(VENV)/build ## Construit le site pour une clé USB ou un disque, sans serveur (output-usb/)
	@$(BIN)/python -m pelican "$(call absolu,$(CONTENT))" --output output-usb $(FATAL) --settings pelicanconf.py --extra-settings LIENS_FICHIERS=true

.PHONY: galerie
galerie: $(VENV)/build ## Montre chaque composant du thème, avec ses exemples (output-galerie/)
	@$(BIN)/python -m annuaire galerie --vers output-galerie

.PHONY: sources
sources: contenu $(VENV)/build ## Télécharge les données ouvertes que le site reprend (sources.yml)
	@$(BIN)/python -m annuaire sources "$(call absolu,$(CONTENT))" $(CLES) $(foreach cle,$(ACCEPTER),--accepter $(cle))

# SITE is a folder or an address of the web; the second is what publishing does before it builds.
SITE ?= $(call absolu,$(OUTPUT))
.PHONY: adresses
adresses: contenu $(VENV)/build ## Retient les adresses du site publié dans content/adresses.csv, pour qu’elles répondent toujours (SITE=dossier ou https://…)
	@$(BIN)/python -m annuaire adresses "$(call absolu,$(CONTENT))" --site "$(SITE)"

.PHONY: test
test: $(VENV)/test ## Passe tous les tests, navigateur compris
	@$(BIN)/python tests/navigateur_trouve.py
	@$(BIN)/python -m pytest

.PHONY: check
check: $(VENV)/test ## Vérifie les fiches, puis le style et les types du code
	@$(BIN)/python -m annuaire check "$(call absolu,$(CONTENT))"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

.PHONY: fix
fix: $(VENV)/test ## Remet en forme les fiches et le code
	@$(BIN)/python -m annuaire format "$(call absolu,$(CONTENT))"
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# Asks Git itself for the name of the folder: a worktree has its hooks elsewhere.
.PHONY: hook
hook: $(VENV)/build ## Vérifie les fiches modifiées avant chaque commit, sans autre outil
	@printf '%s\n' '#!/bin/sh' \
	  'git diff --cached --name-only -z --diff-filter=ACMR -- "content/lieux/*.md" ":!content/lieux/README.md" |' \
	  '  xargs -0 -r .venv/bin/python -m annuaire check' > "$$(git rev-parse --git-path hooks)/pre-commit"
	@chmod +x "$$(git rev-parse --git-path hooks)/pre-commit"
	@echo "Les fiches modifiées seront vérifiées avant chaque commit."

.PHONY: bench
bench: $(VENV)/test ## Mesure l'import, le rapprochement, la vérification, l'atlas, la carte, la recherche, les pages proches, la taille, la construction (QUOI=import, check, atlas, carte, recherche, pres, taille ou construction)
	@PYTHONPATH=plugins:tests/bench:tests $(BIN)/python tests/bench/__main__.py $(QUOI)

.PHONY: golden
golden: $(VENV)/test ## Réécrit les résultats attendus des tests (à relire avec git diff)
	@$(BIN)/python -m pytest --golden -n 0 tests || true
	@git diff --stat -- tests

.PHONY: docs
docs: $(VENV)/build ## Régénère docs/champs.md et les formulaires de GitHub depuis le modèle
	@$(BIN)/python -m annuaire champs > docs/champs.md
	@$(BIN)/python -m annuaire formulaires .github/ISSUE_TEMPLATE

# What GitHub runs on a message or a proposal, here: EVENEMENT is the file that it gives.
EVENEMENT ?= tests/fixtures/evenements/nouveau-lieu.json
.PHONY: demande
demande: contenu $(VENV)/build ## Répond à un message reçu par GitHub, comme lui (EVENEMENT=fichier.json)
	@$(BIN)/python -m annuaire demande verifier "$(call absolu,$(EVENEMENT))" --contenu "$(call absolu,$(CONTENT))"

BASE ?= main
.PHONY: revue
revue: contenu $(VENV)/build ## Relit les fiches changées depuis une révision, comme GitHub (BASE=main)
	@$(BIN)/python -m annuaire revue "$(BASE)" --contenu "$(call absolu,$(CONTENT))" --resume /dev/stdout

# Where the answers go: make perimees DEPOT=https://github.com/fabriques/fabriques VERS=messages
.PHONY: perimees
perimees: contenu $(VENV)/build ## Écrit les messages sur les fiches que personne n’a suivies depuis 18 mois, comme GitHub (DEPOT=adresse VERS=dossier)
	@$(BIN)/python -m annuaire perimees --contenu "$(call absolu,$(CONTENT))" $(if $(VERS),--vers "$(call absolu,$(VERS))")

.PHONY: vendor
vendor: $(VENV)/build ## Recopie les bibliothèques du navigateur depuis npm (mainteneurs)
	@$(BIN)/python -m annuaire vendor

.PHONY: referentiel
referentiel: $(VENV)/audit ## Reconstruit les tables des communes et les contours (mainteneurs)
	@$(BIN)/python -m annuaire referentiel

# Built as it is published, its address known; a site named by OUTPUT is audited as it is.
.PHONY: audit
audit: contenu $(VENV)/audit ## Audite les dépendances, les workflows, la lecture des fiches et les pages (mainteneurs ; demande Node et Java ; OUTPUT=site déjà construit)
ifeq ($(origin OUTPUT),file)
	@$(BIN)/python -m pelican "$(call absolu,$(CONTENT))" --output output-audit $(FATAL) --settings pelicanconf.py --extra-settings SITEURL='"https://fabriques.example/annuaire"'
	@PYTHONPATH=tests $(BIN)/python -m audit output-audit
else
	@PYTHONPATH=tests $(BIN)/python -m audit "$(call absolu,$(OUTPUT))"
endif

# PAGES="carte accueil" keeps these types of page.
.PHONY: captures
captures: $(VENV)/test ## Photographie chaque type de page du site construit, sur quatre supports (VERS=dossier)
	@PYTHONPATH=tests $(BIN)/python -m captures "$(call absolu,$(OUTPUT))" "$(call absolu,$(or $(VERS),output-captures))" $(PAGES)

.PHONY: verrou
verrou: ## Recalcule requirements/*.txt avec leurs empreintes (mainteneurs ; demande uv)
	@for jeu in build test audit bench; do \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --no-emit-find-links requirements/$$jeu.in --output-file requirements/$$jeu.txt; done

.PHONY: clean
clean: ## Efface le site construit et l'environnement Python
	@rm -rf $(VENV) output-usb output-galerie output-audit output-captures .output*.travail tests/audit/node_modules
	@find output -mindepth 1 -not -name .gitignore -delete

# One stamp a set of requirements: a second `make html` touches neither pip nor the network.
$(VENV)/build: requirements/build.txt $(VENV)/python-$(VERSION)
	@echo "Installation de ce que demande le site (une seule fois)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/test: requirements/test.txt $(VENV)/build
	@echo "Installation de ce que demandent les tests (une seule fois)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/audit: requirements/audit.txt $(VENV)/test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# Made anew when Python itself is upgraded.
# The .pth file makes `annuaire` the same module for Pelican, pytest and `python -m annuaire`.
$(VENV)/python-$(VERSION):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Il faut Python 3.11 ou plus récent : sudo apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Il manque le module venv de Python : sudo apt-get install python3-venv"; exit 1; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -c 'import pathlib, sysconfig; \
	  pathlib.Path(sysconfig.get_path("purelib"), "fabriques.pth").write_text(str(pathlib.Path("plugins").resolve()) + "\n")'
	@touch $@
