/**
 * Reads the files of carte/donnees/. All are columnar: one array per field, row i is item i of each.
 *
 * apercu.json         code ("2A"), nom, n (lieux), lat, lon (degrees, null where there is no point)
 * 2a.json             slug (0: that of nom and commune, 1: that of nom), nom, communes (names), commune (index in communes), genre (index in
 *                     GENRES), flou (1: known to the commune only), tel ("+33…" or ""), lat, lon
 *                     (shorter: the last rows have no point), profils, profil (index in profils),
 *                     autour: {apercu, contours} of what the first view of the département shows
 * communes-2a.json    nom, lat, lon
 * filtres.json        filters and numbers of lieux, told in etat.js
 * contours.json       read by readContours()
 *
 * In 2a.json lat and lon are integers, 1e-5 degree, in communes-2a.json 1e-3 degree:
 * the first is the value, each other the difference from the one before.
 */

import { decodeArc } from './partage.js'

export const GENRES = ['fabrique', 'france-services', 'autre']

/** [4500000, 12, -5] -> [45, 45.00012, 45.00007] with unit 1e5. */
export function undelta(column, unit) {
  let sum = 0
  return column.map((step) => (sum += step) / unit)
}

/** {a: [1, 2], b: [3, 4]} -> [{a: 1, b: 3}, {a: 2, b: 4}]. */
export function rows(table) {
  const names = Object.keys(table)
  return table[names[0]].map((_, i) => {
    const row = {}
    for (const name of names) row[name] = table[name][i]
    return row
  })
}

/** "L’Œuvre d'Été" -> "l-oeuvre-d-ete", as noms.slug() in Python. */
export function makeSlug(text) {
  return text.toLowerCase().replace(/œ/g, 'oe').normalize('NFD').replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}

export function readLieux(table) {
  return rows({
    slug: table.slug.map((slug, i) => (slug === 0 ? makeSlug(table.nom[i] + ' ' + table.communes[table.commune[i]])
      : slug === 1 ? makeSlug(table.nom[i]) : slug)),
    nom: table.nom,
    commune: table.commune.map((index) => table.communes[index]),
    genre: table.genre.map((index) => GENRES[index] || 'autre'),
    flou: table.flou,
    tel: table.tel,
    lat: undelta(table.lat, 1e5),
    lon: undelta(table.lon, 1e5),
    profil: table.profil.map((index) => table.profils[index]),
  })
}

export function readCommunes(table) {
  return rows({ nom: table.nom, lat: undelta(table.lat, 1e3), lon: undelta(table.lon, 1e3) })
}

/** Lieux at the very same coordinates become one point: [{lat, lon, lieux: [...]}]; without, none. */
export function stack(lieux) {
  const points = new Map()
  for (const lieu of lieux.filter(({ lat }) => lat !== undefined)) {
    const key = lieu.lat + ' ' + lieu.lon
    if (!points.has(key)) points.set(key, { lat: lieu.lat, lon: lieu.lon, lieux: [] })
    points.get(key).lieux.push(lieu)
  }
  return Array.from(points.values())
}

/** Reads each file once; what failed is asked for again. @param get name -> promise */
export function createLecteur(get) {
  const asked = new Map()
  return (name, keep = (value) => value) => {
    if (!asked.has(name)) {
      asked.set(name, get(name).then(keep).catch((error) => {
        asked.delete(name)
        throw error
      }))
    }
    return asked.get(name)
  }
}

/** 12 -> "12", 1200 -> "1 200", as toLocaleString('fr-FR'), which takes 75 ms to start on an old phone. */
export const nombre = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, '\u202f')

/** 1 -> "1 lieu", 1200 -> "1 200 lieux". */
export function count(n) {
  return nombre(n) + (n > 1 ? ' lieux' : ' lieu')
}

/**
 * What a view shows, in words: its lieux, else its départements.
 *
 * @param departements rows {n}; filtres: how many are ticked
 */
export function resume(lieux, departements, filtres) {
  const avec = filtres ? ' avec ' + (filtres > 1 ? filtres + ' filtres' : 'un filtre') : ''
  const n = lieux || departements.reduce((total, row) => total + row.n, 0)
  return (n ? count(n) : 'Aucun lieu') + ' dans cette vue' + avec + '.' + (n && !lieux ? ' Choisissez un département.' : '')
}

/**
 * Reads {echelle, arcs, departements: {code: rings}}, where a ring lists arcs, i forwards and ~i
 * backwards. The format is told in plugins/annuaire/referentiel/contours.py.
 *
 * @returns Map: code of département -> its rings, each [[lat, lon], …] in degrees
 */
export function readContours({ echelle, arcs, departements }) {
  let last = [0, 0]
  const lines = arcs.split(' ').map((text) => {
    const points = decodeArc(text, last)
    last = points[points.length - 1]
    return points
  })
  const line = (i) => (i < 0 ? lines[~i].slice().reverse() : lines[i])
  const ring = (references) => [].concat(...references.map(line))
    .map(([lat, lon]) => [lat / echelle, lon / echelle])
  return new Map(Object.keys(departements).map((code) => [code, departements[code].map(ring)]))
}
