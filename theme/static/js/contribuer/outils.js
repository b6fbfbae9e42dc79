/** What the modules of the form share. */

export const texte = (mots) => document.createTextNode(mots)

const base = new URL('../../../', import.meta.url)

/** A file of the site -> promise of its JSON. */
export function lire(chemin) {
  return fetch(new URL(chemin, base).href).then((reponse) => {
    if (!reponse.ok) throw new Error(reponse.status + ' ' + chemin)
    return reponse.json()
  })
}

/** An address of the site, from wherever the page stands. */
export const adresse = (chemin) => new URL(chemin, base).href

/** Storage may be refused. */
export function garder(cle, valeur) {
  try { valeur === null ? localStorage.removeItem(cle) : localStorage.setItem(cle, JSON.stringify(valeur)) } catch (error) { /* nothing is kept */ }
}

export function garde(cle) {
  try { return JSON.parse(localStorage.getItem(cle)) } catch (error) { return null }
}

/** "2026-11-23": today, where the person is. */
export function aujourdhui() {
  const d = new Date()
  return [d.getFullYear(), d.getMonth() + 1, d.getDate()].map((n) => String(n).padStart(2, '0')).join('-')
}
