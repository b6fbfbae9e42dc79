/**
 * Reads the files of carte/donnees/. All are columnar: one array per field, row i is item i of each.
 *
 * apercu.json         code ("2A"), nom, n (lieux), lat, lon (degrees)
 * 2a.json             slug, nom, communes (names), commune (index in communes), genre (index in
 *                     GENRES), flou (1: known to the commune only), tel ("+33…" or ""), lat, lon
 * communes-2a.json    nom, lat, lon
 * contours.json       read by contours.js
 *
 * In 2a.json lat and lon are integers, 1e-5 degree, in communes-2a.json 1e-3 degree:
 * the first is the value, each other the difference from the one before.
 */

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

export function readLieux(table) {
  return rows({
    slug: table.slug,
    nom: table.nom,
    commune: table.commune.map((index) => table.communes[index]),
    genre: table.genre.map((index) => GENRES[index] || 'autre'),
    flou: table.flou,
    tel: table.tel,
    lat: undelta(table.lat, 1e5),
    lon: undelta(table.lon, 1e5),
  })
}

export function readCommunes(table) {
  return rows({ nom: table.nom, lat: undelta(table.lat, 1e3), lon: undelta(table.lon, 1e3) })
}

/** Lieux at the very same coordinates become one point: [{lat, lon, lieux: [...]}]. */
export function stack(lieux) {
  const points = new Map()
  for (const lieu of lieux) {
    const key = lieu.lat + ' ' + lieu.lon
    if (!points.has(key)) points.set(key, { lat: lieu.lat, lon: lieu.lon, lieux: [] })
    points.get(key).lieux.push(lieu)
  }
  return Array.from(points.values())
}

/** "+33450568749" -> "04 50 56 87 49", "+262262001122" -> "0262 00 11 22"; others unchanged. */
export function phone(tel) {
  const digits = /^\+(33|262|590|594|596)(\d{9})$/.exec(tel)
  if (!digits) return tel
  const national = '0' + digits[2]
  const head = digits[1] === '33' ? 2 : 4
  return national.slice(0, head) + national.slice(head).replace(/(..)/g, '\u00a0$1')
}

/** "Auzances" -> "d’Auzances", "Le Mans" -> "du Mans", "Les Abymes" -> "des Abymes". */
export function de(nom) {
  const [, article] = /^(Les?) /.exec(nom) || []
  if (article) return (article === 'Le' ? 'du' : 'des') + nom.slice(article.length)
  return (/^[AEIOUYÂÉÈÊÎ]/.test(nom) ? 'd’' : 'de ') + nom
}
