/** Names as people type them. The twins of noms.py: mots, cle, slug. */

const ABREGES = { st: 'saint', ste: 'sainte', sts: 'saints', stes: 'saintes' }
const ARTICLES = ['le', 'la', 'les', 'l']
const SAINTS = ['saint', 'sainte']

const plat = (texte) => texte.replace(/[’ʼ‘`´–—‑]/g, ' ').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae')
  .normalize('NFKD').replace(/[^\x00-\x7f]/g, '')

export const slug = (texte) => plat(texte).replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')

/** "L’Atelier, St-Étienne" -> ['l', 'atelier', 'saint', 'etienne'] */
export const mots = (texte) => plat(texte).split(/[^a-z0-9]+/).filter(Boolean)
  .map((mot) => (Object.prototype.hasOwnProperty.call(ABREGES, mot) ? ABREGES[mot] : mot))

const sans = (premiers, reste) => (reste.length > 1 && premiers.includes(reste[0]) ? reste.slice(1) : reste)

export const sansArticle = (mots) => sans(ARTICLES, mots)

/** Neither leading article nor Saint, no space: the key of the index. */
export const cle = (mots) => sans(SAINTS, sansArticle(mots)).join('')

export const envers = (texte) => texte.split('').reverse().join('')

const egaux = (a, b) => a === b
const commence = (a, b) => b.startsWith(a)

/**
 * Whether a differs from b by one letter left out, added, changed, or by two letters that follow
 * one another exchanged: the distance of Damerau and Levenshtein is 1.
 *
 * @param pareil how what follows the fault is compared; `commence` makes it true of a beginning of b
 */
function faute(a, b, pareil) {
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  return pareil(a.slice(i + 1), b.slice(i + 1)) || pareil(a.slice(i), b.slice(i + 1)) || pareil(a.slice(i + 1), b.slice(i))
    || (a[i] === b[i + 1] && a[i + 1] === b[i] && pareil(a.slice(i + 2), b.slice(i + 2)))
}

export const uneFaute = (a, b) => a !== b && Math.abs(a.length - b.length) < 2 && faute(a, b, egaux)

/** The same, b being longer than what was typed. */
export const uneFauteAuDebut = (a, b) => a.length < b.length + 1 && faute(a, b, commence)
