"""The sentences that refuse the value of one field."""

Phrases = dict[str, tuple[str | None, str | None, str | None]]

_UN_SEUL_NUMERO = (
    "Écrivez un seul numéro, sans mot ni barre ; un numéro par ligne s’il y en a plusieurs"
)
EXEMPLE_TELEPHONE = "+33381562065"
_SIRET = '"43493312300029"'

CHAMPS: Phrases = {
    # --- Any field
    "obligatoire": ("ce champ est obligatoire et il manque", "Ajoutez-le", "{exemple}"),
    "obligatoire/aide": (None, "{aide}", None),
    "trop_long": ("ce texte a {n} caractères, {trop} de trop", "Au plus {max} caractères", ""),
    "trop_court": ("cette valeur est trop courte", "Complétez-la ou retirez la ligne", ""),
    "hors_limites": ("« {texte} » est hors des limites", "La valeur est {borne} {limite}", ""),
    "litteral": ("« {texte} » n’est pas accepté ici", "Copiez l’exemple", "{exemple}"),
    "forme": ("« {texte} » n’a pas la forme attendue", "Comparez avec l’exemple", "{exemple}"),
    "liste_vide": ("cette liste est vide", "Donnez au moins une valeur", ""),
    "pas_une_liste": ("il faut une liste", "Écrivez une ligne « - valeur » par valeur", ""),
    # --- Text
    "texte": (
        "il faut un texte, sur une seule ligne",
        "Écrivez-le après les deux-points, sans tiret ni crochet",
        "",
    ),
    "texte_vide": ("ce texte est vide", "Complétez-le, ou retirez la ligne", ""),
    "une_valeur": (
        "il faut une seule valeur, pas une liste ni un bloc",
        "Écrivez-la après les deux-points, sans tiret ni crochet ni accolade",
        "",
    ),
    "invisible": (
        "ce texte contient un caractère invisible",
        "Effacez-le et tapez-le de nouveau",
        "",
    ),
    "balise": ("les balises HTML ne sont pas acceptées ici", "Écrivez le texte sans < ni >", ""),
    "formule": (
        "un texte ne peut pas commencer par « {signe} »",
        "Un tableur le prendrait pour une formule : retirez ce signe",
        "",
    ),
    "formule/longue": ("ce texte ne peut pas commencer par « {signe} »", None, None),
    "invisible/longue": (
        "un caractère invisible est caché ici",
        "Effacez la ligne et tapez-la de nouveau",
        None,
    ),
    "crochets": ("ce texte a trop de crochets", "Gardez au plus {max} liens", ""),
    # --- Closed lists
    "choix": (
        "« {texte} » n’est pas dans la liste des valeurs permises",
        "Choisissez parmi : {choix}",
        "{premier}",
    ),
    "choix/longue": (None, "Choisissez dans la liste de docs/champs.md", None),
    "choix/proche": (None, "Vouliez-vous « {proche} » ?", "{proche}"),
    # --- Numbers and dates
    "lambert": ("« {texte} » est en mètres (Lambert-93)", "Donnez le point en degrés", "47.87062"),
    "degres": (
        "« {texte} » n’est pas un nombre en degrés",
        "Écrivez un seul nombre, avec un point",
        "47.87062",
    ),
    "degres/proche": (None, "Écrivez {proche}", "{proche}"),
    "degres/deux": (
        None,
        "Il y en a deux : écrivez latitude: {lat} et, sur sa ligne, longitude: {lon}",
        None,
    ),
    "entier": ("« {texte} » n’est pas un nombre entier", "Écrivez des chiffres", "150000"),
    "decimal": ("« {texte} » n’est pas un nombre", "Écrivez un nombre positif", "2.5"),
    "jour": (
        "« {texte} » n’est pas une date de la forme AAAA-MM-JJ",
        "Écrivez l’année, le mois, le jour",
        "2026-11-23",
    ),
    "jour/proche": (None, "Écrivez {proche}", "{proche}"),
    "calendrier": (
        "« {texte} » n’existe pas au calendrier",
        "Vérifiez le mois et le jour",
        "2026-11-23",
    ),
    "date_partielle": (
        "« {texte} » n’est pas une date",
        "Écrivez AAAA, AAAA-MM ou AAAA-MM-JJ",
        "2020-02-03",
    ),
    # --- Codes
    "zero_perdu": (
        "« {texte} » n’a que 4 chiffres",
        "Il manque le zéro du début : 0{texte}",
        '"0{texte}"',
    ),
    "zero_perdu/commune": (None, "Il manque le zéro du début : 0{texte} est {nom}", None),
    "code_insee": (
        "« {texte} » n’est pas un code INSEE",
        "Il a 5 caractères et diffère du code postal ; cherchez-le sur insee.fr",
        "",
    ),
    "code_insee/inconnu": ("aucune commune n’a le code INSEE « {texte} »", None, None),
    "code_insee/postal": ("« {texte} » est le code postal {communes}", None, None),
    "communes_possibles": ("", "Écrivez le code INSEE : {communes}", "{code}"),
    "code_postal": ("« {texte} » n’est pas un code postal", "Écrivez 5 chiffres", '"23500"'),
    "code_postal/proche": (None, "Écrivez seulement {proche}", '"{proche}"'),
    "siret_nul": (
        "quatorze zéros ne sont pas un SIRET",
        "Retirez cette ligne si vous l’ignorez",
        "",
    ),
    "siret_faux": (
        "« {texte} » n’est pas un SIRET possible (sa clé de contrôle est fausse)",
        "Recopiez-le depuis annuaire-entreprises.data.gouv.fr",
        _SIRET,
    ),
    "pivot": (
        "« {texte} » n’est ni un SIRET, ni un RNA, ni un RIDET",
        "Un SIRET a 14 chiffres ; un RNA commence par W ; retirez la ligne si vous l’ignorez",
        _SIRET,
    ),
    "identifiant": (
        "un identifiant a de 1 à 120 caractères visibles, sans guillemet ni signe au début",
        "Reprenez le nom du fichier",
        "konk-ar-lab-concarneau",
    ),
    "mot": (
        "« {texte} » ne peut pas servir {role}",
        "Écrivez en minuscules, sans accent, avec des tirets",
        "{exemple}",
    ),
    "qpv": (
        "« {texte} » n’est pas un code de quartier prioritaire",
        "Il s’écrit QN, le département (029), deux chiffres et une lettre",
        "QN02901M",
    ),
    "image": (
        "« {texte} » n’est pas le nom d’une image",
        "Déposez-la dans content/images/ et donnez son nom, en minuscules",
        "atelier-felletin.jpg",
    ),
    "source_collee": (
        "il manque une espace après « {nom}: »",
        "Écrivez le nom du champ, deux-points, une espace, la valeur",
        "- titre: Ouest-France",
    ),
    "source_vide": ("cette source est vide", "Donnez une adresse ou un titre", "https://…"),
    # --- Contacts
    "telephone": (
        "« {texte} » n’est pas un numéro de téléphone français",
        "Vérifiez-le",
        EXEMPLE_TELEPHONE,
    ),
    "telephone/chiffres": (None, "Il a {n} chiffres au lieu de 10", None),
    "telephone_mots": (
        "« {texte} » contient autre chose qu’un numéro",
        _UN_SEUL_NUMERO,
        EXEMPLE_TELEPHONE,
    ),
    "telephone_long": (
        "« {texte} » a trop de chiffres pour un seul numéro",
        "Écrivez un numéro par ligne, chacun après un tiret",
        f'- "{EXEMPLE_TELEPHONE}"',
    ),
    "telephone_ailleurs": (
        "« {texte} » est le numéro d’un autre territoire que celui du lieu",
        "Si c’est bien le sien, écrivez {proche}",
        "{proche}",
    ),
    "courriel": (
        "« {texte} » n’est pas une adresse électronique",
        "Vérifiez-la lettre par lettre",
        "contact@monlieu.fr",
    ),
    "courriel/arobase": (None, "Il y manque le signe @", None),
    "courriel/double": (None, "Gardez un seul signe @", None),
    "courriel/pluriel": (None, "Écrivez une seule adresse par ligne, sans espace", None),
    "courriel/debut": (
        None,
        "Avant le signe @, gardez les lettres, les chiffres, le point et le tiret",
        None,
    ),
    "courriel/fin": (
        None,
        "Après le signe @, il faut un nom de site entier, qui finit par .fr, .org…",
        None,
    ),
    "courriel/point": (None, "Retirez le point de trop avant le signe @", None),
    "courriel_accent": (
        "« {texte} » contient une lettre accentuée",
        "Une adresse n’en a pas : est-ce {proche} ?",
        "{proche}",
    ),
    "url_dangereuse": (
        "« {texte} » n’est pas une adresse du web",
        "Une adresse du web commence par https://",
        "https://www.monlieu.fr/",
    ),
    "url_incomplete": (
        "« {texte} » n’est pas une adresse web complète",
        "Copiez l’adresse depuis le navigateur",
        "https://www.monlieu.fr/",
    ),
    "url_incomplete/proche": (None, "Écrivez {proche}", "{proche}"),
    "url": (
        "« {texte} » : {faute}",
        "Copiez l’adresse depuis le navigateur",
        "https://www.monlieu.fr/",
    ),
    # --- Opening hours
    "horaires_ligne": ("il faut un texte sur une seule ligne", "", "{exemple}"),
    "horaires": (
        "« {texte} » n’est pas dans l’écriture attendue pour les horaires",
        "Jours en deux lettres (Mo Tu We Th Fr Sa Su), heures en HH:MM, jours séparés par un point-virgule",
        "Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00; PH off",
    ),
    "horaires/proche": (None, "Écrivez : {proche}", ""),
    "horaires_vagues": (
        "« {texte} » ne dit pas de quelle heure à quelle heure",
        "Donnez l’heure d’ouverture et l’heure de fermeture, ou « off » si c’est fermé",
        "Mo-Fr 09:00-12:00",
    ),
    "horaires_nuls": (
        "« {texte} » peut se lire « ouvert jour et nuit » ou « fermé »",
        "Si c’est fermé ce jour-là, retirez ces heures ou écrivez « off »",
        "We off",
    ),
    "horaires_inverses": (
        "« {texte} » finit avant de commencer",
        "Vérifiez l’heure de début et l’heure de fin",
        "Fr 11:00-19:00",
    ),
    "horaires_nuit": (
        "« {texte} » dépasse minuit",
        "L’heure de fin est au plus 24:00",
        "Sa 18:00-24:00",
    ),
}

FAUTES_URL = {
    "url_illisible": "elle est illisible",
    "url_longue": "elle dépasse 300 caractères",
    "url_signe": "elle contient une espace ou un signe interdit (une seule adresse par ligne)",
    "url_double": "elle contient deux adresses",
    "url_utilisateur": "elle contient un nom d’utilisateur",
    "url_port": "elle contient un numéro de port",
    "url_machine": "elle désigne une machine, pas un site",
    "url_site": "son nom de site est mal écrit",
    "url_reservee": "son nom de site n’existe pas",
}
"""The pattern of `motifs` → what a web address that has it is told; the first found is said."""

FAUTES_COURRIEL = tuple(cle for cle in CHAMPS if cle.startswith("courriel/"))
"""What an e-mail address may be told, each if its pattern of `motifs` is found, in this order."""
