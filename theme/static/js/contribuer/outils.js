/** What the modules of the form share. */

/** element('a', {href: '#', textContent: 'Ici'}, child, …) */
export function element(tag, properties, ...children) {
  const node = Object.assign(document.createElement(tag), properties)
  children.filter(Boolean).forEach((child) => node.appendChild(child))
  return node
}

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

/** "+33381562065" -> "03 81 56 20 65"; another number as it is. */
export function numero(tel) {
  const found = /^\+(?:33|590|594|596|262|508|269)(\d{9})$/.exec(tel)
  return found ? ('0' + found[1]).replace(/(\d\d)(?=\d)/g, '$1 ') : tel
}

/** "2026-11-23": today, where the person is. */
export function aujourdhui() {
  const d = new Date()
  return [d.getFullYear(), d.getMonth() + 1, d.getDate()].map((n) => String(n).padStart(2, '0')).join('-')
}
