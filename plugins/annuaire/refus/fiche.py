"""The sentences that refuse an entry for what its fields say together."""

from annuaire.refus.champs import Phrases

FICHE: Phrases = {
    # --- Commune, postcode, point
    "ancien_code": (
        "« {texte} » est un ancien code",
        "{nom} a maintenant le code {code}",
        'code_insee: "{code}"',
    ),
    "autre_commune": (
        "le code INSEE {code} est celui {de} ({departement}), pas de « {texte} »",
        "Écrivez « {nom} », ou corrigez code_insee",
        "commune: {nom}",
    ),
    "autre_commune/homonymes": (
        None,
        "Corrigez code_insee : {communes}",
        'code_insee: "{premier}"',
    ),
    "commune_trop_dite": (
        "« {texte} » dit plus que le nom de la commune",
        "Écrivez {nom}",
        "commune: {nom}",
    ),
    "postal_insee": ("c’est le code INSEE, pas le code postal", "{remede}", "{exemple}"),
    "postal_voisin": (
        "{texte} n’est pas un code postal {de} (CEDEX, voisine ?)",
        "{remede}",
        "{exemple}",
    ),
    "postal_ailleurs": ("{texte} est dans un autre département", "{remede}", "{exemple}"),
    "postal_attendu": ("", "Le code postal {de} est {codes}", 'code_postal: "{premier}"'),
    "precision_sans_point": (
        "la précision est donnée, mais pas le point",
        "Ajoutez latitude et longitude, ou écrivez « commune »",
        "precision: commune",
    ),
    "demi_point": (
        "la {manque} manque",
        "Donnez les deux, ou retirez celle-ci",
        "latitude: 47.87062 puis longitude: -3.91921",
    ),
    "point_de_commune": (
        "un point connu à la commune près ne s’écrit pas : le site le calcule",
        "Retirez latitude et longitude, ou écrivez precision: lieu",
        "",
    ),
    "point_sans_precision": (
        "on ne sait pas si ce point est celui du lieu ou celui de sa rue",
        "Ajoutez la ligne precision, avec « lieu » ou « rue »",
        "precision: lieu",
    ),
    "point_interverti": (
        "latitude et longitude sont interverties",
        "Écrivez latitude: {lat} et longitude: {lon}",
        "",
    ),
    "point_signe_lon": (
        "le signe de la longitude est faux",
        "Écrivez latitude: {lat} et longitude: {lon}",
        "",
    ),
    "point_signe_lat": (
        "le signe de la latitude est faux",
        "Écrivez latitude: {lat} et longitude: {lon}",
        "",
    ),
    "point_loin": (
        "ce point est à {km} de {commune}",
        "Vérifiez le point, ou retirez latitude et longitude et écrivez precision: commune",
        "precision: commune",
    ),
    # --- Pivot
    "siren": (
        "« {texte} » n’est pas un SIRET : il a {n} chiffres au lieu de 14",
        "Un SIREN suivi des 5 chiffres de l’établissement fait un SIRET ; ou retirez la ligne",
        'pivot: "43493312300029"',
    ),
    # --- Fabrique
    "label_sans_source": (
        "le label « {label} » n’a pas de source",
        "Ajoutez fabrique.sources, ou retirez le label si rien ne le prouve",
        "sources: [{url: https://…, titre: Ouest-France, date: 2020-02}]",
    ),
    "bonus": (
        "seules les fabriques numériques ont reçu ce bonus",
        "Retirez-le, ou corrigez le label avec sa source",
        "label: fabrique-numerique",
    ),
    "qpv_hors_qpv": (
        "un code de quartier prioritaire va avec « territoire: qpv »",
        "Corrigez l’un des deux",
        "territoire: qpv",
    ),
    # --- Dates, images, texts
    "jour_a_venir": (
        "le jour {jour} n’est pas encore venu",
        "Écrivez la date du jour",
        "{aujourdhui}",
    ),
    "jour_ancien": (
        "le jour {jour} est trop ancien pour une fiche",
        "Vérifiez l’année",
        "{aujourdhui}",
    ),
    "avis_inverse": (
        "ce message finit avant de commencer",
        "Vérifiez les deux dates",
        "du: 2026-12-21 puis au: 2027-01-03",
    ),
    "atelier_sans_jour": (
        "cet atelier n’a ni jour ni régularité",
        "Ajoutez date ou regle",
        "date: 2026-12-03",
    ),
    "image_sans_description": (
        "cette photo n’a pas de description",
        "Ajoutez image_alt, pour les personnes qui ne voient pas",
        "image_alt: L’entrée de l’atelier, rue des Charmes",
    ),
    "image_sans_auteur": (
        "cette photo n’a pas d’auteur",
        "Ajoutez image_credit",
        "image_credit: Mairie",
    ),
    "pas_un_lieu": (
        "« {texte} » n’est pas le nom d’un lieu",
        "Écrivez le nom que les habitants lisent à l’entrée",
        "Médiathèque de Felletin",
    ),
    "ne_dit_rien": (
        "« {texte} » ne dit rien au lecteur",
        "Retirez cette ligne si vous l’ignorez",
        "",
    ),
    "ne_dit_rien/obligatoire": (None, "Écrivez ce qu’il en est", None),
    "code_html": (
        "« {code} » est un code de page web, pas du texte",
        "Écrivez le signe lui-même",
        "",
    ),
    "code_html/proche": (None, "Écrivez {proche}", None),
    "adresse_debut": (
        "« {texte} » au début n’est pas un numéro de rue",
        "Écrivez {proche}",
        "",
    ),
    "adresse_sans_rue": (
        "« {texte} » n’est ni une rue ni un lieu-dit",
        "Écrivez la rue, ou retirez cette ligne ; la commune a ses champs",
        "12 bis rue de la Gare",
    ),
    "adresse_et_commune": (
        "« {texte} » est de trop : la commune et son code postal ont leurs champs",
        "Écrivez {voie}",
        "",
    ),
    "adresse_ailleurs": (
        "cette adresse dit « {texte} », et la fiche {commune}",
        "Gardez la bonne commune, et la rue seule dans adresse",
        "{voie}",
    ),
    "accents_abimes": ("les accents de « {texte} » sont abîmés", "Tapez ce texte de nouveau", ""),
    "courriel_de_personne": (
        "« {texte} » ressemble à l’adresse d’une personne",
        "Si vous le pouvez, donnez une adresse du lieu",
        "contact@monlieu.fr",
    ),
}
