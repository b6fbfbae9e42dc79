/**
 * The form's checks: the same verdict and the same words as Python's, on what is being typed.
 *
 * verifier(regles, champ, texte, contexte) -> {valeur} | {message, remede, exemple}
 *   regles    contribuer/regles.json
 *   champ     "nom", "fabrique.label", "avis.texte"; of a list, one item at a time
 *   contexte  {communes, saisie: {commune, code_postal, code_insee}}, all that is known of them;
 *             communes as in communes.js. Without it, the existence of codes is not checked.
 * The value is null where nothing was typed.
 */

import * as contacts from './contacts.js'
import { opening_hours } from './horaires.js'
import { longueur, outils } from './outils.js'
import * as valeurs from './valeurs.js'

const GENRES = { ...valeurs, ...contacts, opening_hours }

export function verifier(regles, nom, texte, contexte = {}) {
  const o = outils(regles)
  const champ = regles.champs[nom]
  const brut = texte.normalize('NFC')
  if (regles.absents.includes(o.rogner(brut))) return champ.obligatoire ? manque(o, nom, champ) : { valeur: null }
  const lu = GENRES[champ.genre](o, brut, { champ, contexte, nom })
  return lu.message === undefined ? borner(o, champ, lu) : lu
}

function manque(o, nom, champ) {
  const typed = champ.exemple ? nom.replace(/.*\./, '') + ': ' + champ.exemple : ''
  return o.dire(champ.aide ? 'obligatoire/aide' : 'obligatoire', { aide: champ.aide, exemple: typed })
}

function borner(o, champ, { valeur, vu }) {
  const { min = -Infinity, max = Infinity, exemple = '' } = champ
  const size = vu === undefined ? longueur(valeur) : valeur
  if (size >= min && size <= max) return { valeur }
  const low = size < min
  if (vu !== undefined) {
    const [least, most] = o.regles.bornes
    const said = { texte: vu, borne: low ? least : most, limite: low ? min : max }
    return { ...o.dire('hors_limites', said), exemple }
  }
  const said = low ? o.dire('trop_court', {}) : o.dire('trop_long', { n: size, trop: size - max, max })
  return { ...said, exemple }
}
