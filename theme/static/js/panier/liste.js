/** The list that one makes for somebody: slugs, kept on this device or held by a link. Nothing else is kept. */

export const MAX = 50
export const CLE = 'liste'
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/

const uniques = (slugs) => slugs.filter((slug, i) => slugs.indexOf(slug) === i)

/** "#a,b" -> {slugs: ['a', 'b'], abimes: 0, enTrop: 0}: abimes, the parts that no lieu can be called; a message may have escaped the commas. */
export function lireLien(hash) {
  let texte = hash.replace(/^#/, '')
  try { texte = decodeURIComponent(texte) } catch (error) { /* as it is: its faulty parts are counted */ }
  const parts = texte.split(',').map((part) => part.trim()).filter(Boolean)
  const bons = uniques(parts.filter((part) => part.length <= 100 && SLUG.test(part)))
  return { slugs: bons.slice(0, MAX), abimes: parts.filter((part) => part.length > 100 || !SLUG.test(part)).length, enTrop: Math.max(0, bons.length - MAX) }
}

export const fragment = (slugs) => '#' + slugs.join(',')

/** Adds at the end those that are not there. @returns {slugs, enTrop: those that have no room} */
export function joindre(slugs, autres) {
  const tous = uniques(slugs.concat(autres))
  return { slugs: tous.slice(0, MAX), enTrop: Math.max(0, tous.length - MAX) }
}

/** One place up (-1) or down (1); the same list where there is no such place. */
export function deplacer(slugs, slug, pas) {
  const de = slugs.indexOf(slug)
  const vers = de + pas
  if (de < 0 || vers < 0 || vers >= slugs.length) return slugs
  const autre = slugs.slice()
  autre.splice(vers, 0, autre.splice(de, 1)[0])
  return autre
}

/** The list of this device; none where storage is refused or holds something else. */
export function lire() {
  try {
    const lue = JSON.parse(localStorage.getItem(CLE))
    return Array.isArray(lue) ? lireLien(lue.filter((un) => typeof un === 'string').join(',')).slugs : []
  } catch (error) { return [] }
}

/** @returns false where the device keeps nothing: storage refused, or full */
export function garder(slugs) {
  try {
    if (slugs.length) localStorage.setItem(CLE, JSON.stringify(slugs))
    else localStorage.removeItem(CLE)
    return true
  } catch (error) { return false }
}
