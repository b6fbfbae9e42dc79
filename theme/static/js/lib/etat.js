/**
 * The state of the map as the address holds it:
 * ?departement=23&zoom=11&lat=45.88&lon=2.17&services=demarches,emploi&lieu=slug&integre=1
 */

// Added to links by those who measure visits: nothing that we should speak of.
const PISTAGE = /^(utm_|mtm_|pk_|at_|fbclid$|gclid$)/
const CONNUS = ['departement', 'zoom', 'lat', 'lon', 'lieu', 'integre']

/**
 * @returns {departements: ['2A'], vue: {lat, lon, zoom} or null, lieu: slug or '', integre: boolean,
 *   demandes: {name: value} of all the rest, which are filters or mistakes}
 */
export function readEtat(search) {
  const params = new URLSearchParams(search)
  const number = (nom, min, max) => {
    const value = params.get(nom) ? Number(params.get(nom)) : NaN
    return value >= min && value <= max ? value : null
  }
  const lat = number('lat', -85, 85)
  const lon = number('lon', -180, 180)
  const demandes = {}
  params.forEach((value, nom) => {
    if (!CONNUS.includes(nom) && !PISTAGE.test(nom)) demandes[nom] = value
  })
  return {
    departements: (params.get('departement') || '').toUpperCase().split(',').filter(Boolean),
    vue: lat === null || lon === null ? null : { lat, lon, zoom: number('zoom', 4, 18) || 12 },
    lieu: params.get('lieu') || '',
    integre: params.get('integre') === '1',
    demandes,
  }
}

/** The reverse. Values of ours need no escape but for what a visitor typed. */
export function writeEtat({ departements, vue, lieu, integre, demandes }) {
  const pairs = Object.entries(demandes)
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
 * What narrows the map. filtres.json: {groupes: [{cle, nom, tous, choix: [[key, words], …]}, …],
 * departements: {code: [[mask of each group…, number of lieux], …]}}. Bit i of a mask is choice i.
 * A choice made is one mask per group, 0 for "no matter".
 */

/** A lieu passes each group: by all the ticked choices (tous), else by one of them. */
export function passe(masques, choix, groupes) {
  return choix.every((voulu, i) => !voulu || (
    groupes[i].tous ? (masques[i] & voulu) === voulu : (masques[i] & voulu) !== 0))
}

/** How many lieux pass, of lines [masks…, number]. */
export function compte(lignes, choix, groupes) {
  return lignes.reduce((n, ligne) => (
    passe(ligne, choix, groupes) ? n + ligne[groupes.length] : n), 0)
}

export const combien = (choix) => choix.reduce((n, masque) => {
  for (; masque; masque &= masque - 1) n += 1
  return n
}, 0)
