/** How a name answers what was typed, and which of two answers comes first. */
import { cle, sansArticle, uneFaute, uneFauteAuDebut } from './mots.js'

/** How far a name is from what was typed. */
export const EXACT = 0
export const SANS_ARTICLE = 1
export const DEBUT = 2
const FAUTE = 3
const FAUTE_SANS_ARTICLE = 4
const FAUTE_AU_DEBUT = 5
/** What each weighs beside `taille`, the logarithm of a population: from 0 to 21. */
const POIDS = [100, 60, 10, 8, 5, 0]
const LETTRES_MIN = 3

/**
 * @param demande words that were typed
 * @param nom words of a name
 * @param taille what it weighs among its like
 * @returns {ecart, note}, null where the name does not answer
 */
export function noter(demande, nom, taille) {
  const [dit, entier] = [demande.join(''), nom.join('')]
  const ecart = mesurer(demande, dit, entier, cle(nom))
  if (ecart === null) return null
  const reste = ecart === DEBUT ? Math.min(8, Math.max(0, entier.length - dit.length)) : 0
  return { ecart, note: POIDS[ecart] + taille - reste / 2 }
}

function mesurer(demande, dit, entier, cleDuNom) {
  const cleDite = cle(demande)
  if (dit === entier) return EXACT
  if (cleDite === cleDuNom) return SANS_ARTICLE
  // « saint et » is not the beginning of Étampes: a Saint that was typed is looked for.
  const debut = sansArticle(demande).join('')
  if (entier.startsWith(dit) || entier.startsWith(debut) || cleDuNom.startsWith(debut)) return DEBUT
  if (dit.length < LETTRES_MIN) return null
  const longue = cleDite.length > LETTRES_MIN
  if (uneFaute(dit, entier)) return FAUTE
  if (longue && uneFaute(cleDite, cleDuNom)) return FAUTE_SANS_ARTICLE
  const commencee = dit.length > LETTRES_MIN + 1 && (uneFauteAuDebut(dit, entier) || (longue && uneFauteAuDebut(debut, cleDuNom)))
  return commencee ? FAUTE_AU_DEBUT : null
}

/** The best of several names of one thing. */
export function noterPlusieurs(demande, noms, taille) {
  const trouves = noms.map((nom) => noter(demande, nom, taille)).filter(Boolean)
  return trouves.sort((a, b) => b.note - a.note)[0] || null
}
