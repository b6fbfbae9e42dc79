/**
 * The rules across the fields of an entry: the twins of regles.py.
 *
 * verifierFiche(regles, fiche, contexte) -> [{champ, niveau, message, remede, exemple}]
 *   fiche     its values once each is checked, nested as in the entry
 *   contexte  {communes, departements: {code: nom}, aujourdhui: "2026-11-23"}
 * A rule that needs a commune is silent where `contexte` does not know it.
 */

import { de } from '../lib/partage.js'
import { actuelle, departementDuCodePostal, distanceHors, normaliser, parNom, porteLeNom } from './communes.js'
import { flottant, outils, ratio } from './outils.js'
import { textes } from './textes.js'

export function verifierFiche(regles, fiche, contexte = {}) {
  const o = outils(regles)
  const found = []
  const dire = (champ, cle, valeurs = {}, niveau = 'erreur') => (
    found.push({ champ, niveau, ...o.dire(cle, valeurs) }))
  const commune = contexte.communes && actuelle(contexte.communes, fiche.code_insee)
  if (commune) {
    nomDeCommune(o, fiche, contexte, commune, dire)
    codePostal(o, fiche, contexte, commune, dire)
  }
  const { pivot, code_insee: insee } = fiche
  if (pivot && o.entier('ridet', pivot) && !insee.startsWith('988')) dire('pivot', 'siren', { texte: pivot, n: pivot.length })
  point(o, fiche, contexte, dire)
  label(fiche, dire)
  messages(fiche, dire)
  image(fiche, dire)
  textes(o, fiche, contexte, dire)
  ;(fiche.courriels || []).forEach((texte, i) => {
    if (o.trouve('courriel_de_personne', texte)) dire('courriels.' + (i + 1), 'courriel_de_personne', { texte }, 'avis')
  })
  dates(o, fiche, contexte, dire)
  return found
}

function nomDeCommune(o, fiche, { communes, departements }, commune, dire) {
  const { code_insee: code, commune: texte } = fiche
  if (commune.code !== code) {
    dire('code_insee', 'ancien_code', { texte: code, nom: commune.nom, code: commune.code }, 'avis')
  }
  if (porteLeNom(communes, commune, texte)) {
    if (o.trouve('commune_trop_dite', texte.toLowerCase())) {
      dire('commune', 'commune_trop_dite', { texte, nom: commune.nom }, 'avis')
    }
    return
  }
  const near = ratio(normaliser(texte), normaliser(commune.nom))
  const named = parNom(communes, texte).slice(0, 4)
  dire('commune', named.length ? 'autre_commune/homonymes' : 'autre_commune', {
    code,
    nom: commune.nom,
    de: de(commune.nom),
    departement: departements[commune.departement],
    texte,
    communes: named.map((c) => c.code + ' (' + c.nom + ', ' + departements[c.departement] + ')').join(', '),
    premier: named.length ? named[0].code : '',
  }, near >= o.regles.fiche.nom_proche && !named.length ? 'avis' : 'erreur')
}

function codePostal(o, fiche, { communes }, commune, dire) {
  const texte = fiche.code_postal
  const codes = commune.codes_postaux
  if (!texte || codes.includes(texte) || !porteLeNom(communes, commune, fiche.commune)) return
  const { remede, exemple } = codes.length
    ? o.dire('postal_attendu', { de: de(commune.nom), codes: codes.slice(0, 4).join(' ou '), premier: codes[0] })
    : { remede: '', exemple: '' }
  const near = departementDuCodePostal(communes, texte) === commune.departement
  const cle = texte === commune.code ? 'postal_insee' : near ? 'postal_voisin' : 'postal_ailleurs'
  dire('code_postal', cle, { texte, de: de(commune.nom), remede, exemple }, cle === 'postal_voisin' ? 'avis' : 'erreur')
}

const absent = (x) => x === null || x === undefined

function point(o, fiche, contexte, dire) {
  const { latitude: lat, longitude: lon, precision } = fiche
  if (absent(lat) && absent(lon)) {
    if (precision === 'lieu' || precision === 'rue') dire('precision', 'precision_sans_point')
  } else if (absent(lat) || absent(lon)) {
    dire(absent(lat) ? 'longitude' : 'latitude', 'demi_point', { manque: absent(lat) ? 'latitude' : 'longitude' })
  } else if (precision === 'commune') {
    dire('latitude', 'point_de_commune')
  } else {
    if (!precision) dire('latitude', 'point_sans_precision')
    placeDuPoint(o, fiche, contexte.communes || [], dire)
  }
}

function placeDuPoint(o, { code_insee: code, commune, latitude: lat, longitude: lon }, communes, dire) {
  const most = o.regles.fiche.distance_max_km
  const distance = distanceHors(communes, code, lat, lon)
  if (distance === null || distance <= most) return
  const repairs = [['interverti', lon, lat], ['signe_lon', lat, -lon], ['signe_lat', -lat, lon]]
  for (const [fault, y, x] of repairs) {
    if (distanceHors(communes, code, y, x) <= most) {
      dire(fault === 'signe_lon' ? 'longitude' : 'latitude', 'point_' + fault, { lat: flottant(y), lon: flottant(x) })
      return
    }
  }
  const km = distance >= 10 ? distance.toFixed(0) : distance.toFixed(1).replace('.', ',')
  dire('latitude', 'point_loin', { km: km + ' km', commune })
}

function label({ fabrique }, dire) {
  if (!fabrique) return
  const { label, sources, soutien, qpv_code: qpv, territoire } = fabrique
  if (label && !(sources || []).length) dire('fabrique.label', 'label_sans_source', { label })
  if (soutien && soutien.bonus_numerique && label !== 'fabrique-numerique') dire('fabrique.soutien.bonus_numerique', 'bonus')
  if (qpv && territoire && territoire !== 'qpv') dire('fabrique.qpv_code', 'qpv_hors_qpv')
}

function messages({ avis, ateliers }, dire) {
  (avis || []).forEach(({ du, au }, i) => {
    if (au < du) dire('avis.' + (i + 1) + '.au', 'avis_inverse')
  })
  ;(ateliers || []).forEach(({ date, regle }, i) => {
    if (!date && !regle) dire('ateliers.' + (i + 1) + '.titre', 'atelier_sans_jour')
  })
}

function image(fiche, dire) {
  if (!fiche.image) return
  if (!fiche.image_alt) dire('image', 'image_sans_description')
  if (!fiche.image_credit) dire('image', 'image_sans_auteur')
}

/** One day of grace: an author of La Réunion or Nouméa is ahead of the build's clock. */
function dates(o, { date_maj, meta }, { aujourdhui }, dire) {
  if (!aujourdhui) return
  const limit = new Date(Date.parse(aujourdhui) + 864e5).toISOString().slice(0, 10)
  for (const [champ, jour] of [['date_maj', date_maj], ['meta.verifie_le', meta && meta.verifie_le]]) {
    if (jour && jour > limit) dire(champ, 'jour_a_venir', { jour, aujourdhui })
    if (jour && Number(jour.slice(0, 4)) < o.regles.fiche.annee_min) dire(champ, 'jour_ancien', { jour, aujourdhui })
  }
}
