/** Is the lieu that is being added there already? Its département's map file knows the names and the points. */
import { readLieux } from '../lib/donnees.js'
import { normaliser } from '../saisie/communes.js'
import { ratio } from '../saisie/outils.js'
import { lire } from './outils.js'

const PROCHE = 0.3 // km
const RESSEMBLE = 75 // of 100
const KM_PAR_DEGRE = 111.2

const lus = new Map()

export function distanceKm(a, b) {
  const x = (a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180)
  return Math.hypot(a.lat - b.lat, x) * KM_PAR_DEGRE
}

/** What is compared of a name: words, without those of its commune. */
const nu = (nom, commune) => {
  const mots = normaliser(commune).split(' ')
  return normaliser(nom).split(' ').filter((mot) => !mots.includes(mot)).join(' ') || normaliser(nom)
}

/**
 * @param lieu {nom, commune, lat, lon}; the point may be missing
 * @param lieux of its département
 * @returns [{lieu, km or null}], the likeliest first, three at most
 */
export function doublons(lieu, lieux) {
  const nom = nu(lieu.nom, lieu.commune)
  return lieux.map((autre) => {
    const km = lieu.lat !== undefined && autre.lat !== undefined && !autre.flou ? distanceKm(lieu, autre) : null
    const note = ratio(nom, nu(autre.nom, autre.commune))
    const ici = normaliser(autre.commune) === normaliser(lieu.commune)
    return { lieu: autre, km, note: note >= RESSEMBLE && (ici || (km !== null && km <= 5)) ? note : km !== null && km <= PROCHE && note >= 50 ? note : 0 }
  }).filter(({ note }) => note).sort((a, b) => b.note - a.note).slice(0, 3)
}

/** The lieux of a département -> promise; none where nobody is listed there. */
export function lieuxDu(departement) {
  const code = departement.toLowerCase()
  if (!lus.has(code)) lus.set(code, lire('carte/donnees/' + code + '.json').then(readLieux).catch(() => []))
  return lus.get(code)
}
