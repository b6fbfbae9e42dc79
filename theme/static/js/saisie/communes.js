/**
 * Communes that a form knows: [{code, nom, codes_postaux, departement, lat, lon, …}], in the order
 * of codes. Also read where given: parent (of an arrondissement), anciens_codes, anciens_noms, and
 * contour (a line of data/contours-communes.tsv).
 */

import { decodeArc } from '../lib/partage.js'

const ECHELLE = 500
const RAYON_KM = 6371
const ABREGES = { st: 'saint', ste: 'sainte', sts: 'saints', stes: 'saintes' }

/** Form in which two spellings of one name are equal: as noms.normaliser. */
export function normaliser(nom) {
  const text = nom.replace(/[’ʼ‘`´–—‑]/g, ' ').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae')
    .normalize('NFKD').replace(/[^\x00-\x7f]/g, '')
    .replace(/\d+\s*(?:ers?|eme|e)?\b/g, ' ').replace(/cedex\b|\barrondissement\b/g, ' ')
  return text.split(/[^a-z]+/).filter(Boolean).map((word) => ABREGES[word] || word).join(' ')
}

const sansArticle = (nom) => nom.replace(/^(?:les?|la|l) (?=.)/, '')

export function actuelle(communes, code) {
  return communes.find((c) => c.code === code) || communes.find((c) => (c.anciens_codes || []).includes(code))
}

export function parCodePostal(communes, code) {
  return (communes || []).filter((c) => c.codes_postaux.includes(code))
}

/** Of this name, else but for its article, else by a former name: as territoires.communes_par_nom. */
export function parNom(communes, nom) {
  const wanted = normaliser(nom)
  const cities = (communes || []).filter((c) => !c.parent)
  const exact = cities.filter((c) => normaliser(c.nom) === wanted)
  if (exact.length) return exact
  const loose = cities.filter((c) => sansArticle(normaliser(c.nom)) === sansArticle(wanted))
  return loose.length ? loose : parAncienNom(communes, nom)
}

export function parAncienNom(communes, nom) {
  const wanted = sansArticle(normaliser(nom))
  return (communes || []).filter((c) => (c.anciens_noms || []).some((n) => sansArticle(normaliser(n)) === wanted))
}

/** Whether a name is one that the commune bears, or bore. */
export function porteLeNom(communes, commune, nom) {
  const city = commune.parent && communes.find((c) => c.code === commune.parent)
  return [commune, city].some((c) => c && normaliser(c.nom) === normaliser(nom))
    || parNom(communes, nom).includes(commune) || parAncienNom(communes, nom).includes(commune)
}

/** Code of the département of a postcode, CEDEX included: as territoires.departement_du_code_postal. */
export function departementDuCodePostal(communes, code) {
  const known = Array.from(new Set(parCodePostal(communes, code).map((c) => c.departement))).sort()
  if (known.length === 1) return known[0]
  const range = code.startsWith('20') ? (/^20[01]/.test(code) ? '2A' : '2B')
    : code.slice(0, /^9[78]/.test(code) ? 3 : 2)
  return !known.length || known.includes(range) ? range : known[0]
}

/** 0 inside the commune, else km to its contour; null if unknown: as contours_communes.py. */
export function distanceHors(communes, code, lat, lon) {
  const commune = actuelle(communes, code)
  const contour = commune && (commune.parent ? actuelle(communes, commune.parent) : commune).contour
  if (!contour) return null
  const segments = lireContour(contour)
  if (contient(segments, lon, lat)) return 0
  const ratio = Math.cos(radians(segments[0][1]))
  let [best, least] = [null, Infinity]
  for (const [ax, ay, bx, by] of segments) {
    const [dx, dy] = [(bx - ax) * ratio, by - ay]
    const length = dx * dx + dy * dy
    const along = length ? ((lon - ax) * ratio * dx + (lat - ay) * dy) / length : 0
    const share = Math.min(1, Math.max(0, along))
    const [x, y] = [ax + share * (bx - ax), ay + share * (by - ay)]
    const far = ((x - lon) * ratio) ** 2 + (y - lat) ** 2
    if (far < least) [best, least] = [[x, y], far]
  }
  return orthodromie(best, [lon, lat])
}

function lireContour(text) {
  let last = [0, 0]
  return [].concat(...text.split(' ').map((part) => {
    const points = decodeArc(part, last)
    last = points[points.length - 1]
    const ring = points.map(([y, x]) => [x / ECHELLE, y / ECHELLE])
    return ring.map((point, i) => [...point, ...ring[(i + 1) % ring.length]])
  }))
}

function contient(segments, x, y) {
  return segments.filter(([ax, ay, bx, by]) => (
    (ay > y) !== (by > y) && x < ax + (y - ay) * (bx - ax) / (by - ay))).length % 2 === 1
}

const radians = (degrees) => degrees * Math.PI / 180

function orthodromie(a, b) {
  const [west, south, east, north] = [...a, ...b].map(radians)
  const half = Math.sin((north - south) / 2) ** 2
    + Math.cos(south) * Math.cos(north) * Math.sin((east - west) / 2) ** 2
  return 2 * RAYON_KM * Math.asin(Math.sqrt(half))
}
