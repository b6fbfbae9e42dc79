/**
 * The state of the map as the address holds it:
 * ?departement=23&zoom=11&lat=45.88&lon=2.17&filtres=demarche,gratuit&lieu=slug&integre=1
 */

const liste = (text) => (text || '').split(',').filter(Boolean)

/**
 * @returns {departements: ['2A'], vue: {lat, lon, zoom} or null, lieu: slug or '', integre: boolean,
 *   filtres: keys, known or not}
 */
export function readEtat(search) {
  const params = new URLSearchParams(search)
  const number = (nom, min, max) => {
    const value = params.get(nom) ? Number(params.get(nom)) : NaN
    return value >= min && value <= max ? value : null
  }
  const lat = number('lat', -85, 85)
  const lon = number('lon', -180, 180)
  return {
    departements: liste(params.get('departement')).map((code) => code.toUpperCase()),
    vue: lat === null || lon === null ? null : { lat, lon, zoom: number('zoom', 4, 18) || 12 },
    lieu: params.get('lieu') || '',
    integre: params.get('integre') === '1',
    filtres: liste(params.get('filtres')),
  }
}

/** The reverse. Values of ours need no escape but for what a visitor typed. */
export function writeEtat({ departements, vue, lieu, integre, filtres }) {
  const pairs = filtres.length ? [['filtres', filtres.join(',')]] : []
  if (vue) {
    // 1e-4 degree is 11 m: less than a marker is wide at the deepest zoom.
    pairs.unshift(['zoom', Math.round(vue.zoom * 10) / 10], ['lat', vue.lat.toFixed(4)], ['lon', vue.lon.toFixed(4)])
  }
  if (departements.length && !vue) pairs.unshift(['departement', departements.join(',')])
  if (lieu) pairs.push(['lieu', lieu])
  if (integre) pairs.push(['integre', 1])
  const text = pairs.map(([nom, value]) => nom + '=' + encodeURIComponent(value).replace(/%2C/g, ',')).join('&')
  return text && '?' + text
}

/**
 * What narrows the map, as in the lists of the site: filtres.json is {groupes: [words, …],
 * filtres: [[key, words, index of its group], …], departements: {code: [[profile, number of lieux], …]}}.
 * A profile is the indexes of the filters that a lieu passes; a choice, those that are ticked.
 */

/** A lieu is left when it passes all that is ticked. */
export const passe = (profil, choix) => choix.every((i) => profil.includes(i))

/** How many lieux pass, of lines [profile, number]. */
export const compte = (lignes, choix) => (
  lignes.reduce((n, [profil, nombre]) => (passe(profil, choix) ? n + nombre : n), 0))
