/** The rules of the texts of one entry: the twins of regles_textes.py. */

import { normaliser, parNom } from './communes.js'

export function textes(o, fiche, contexte, dire) {
  const { pas_des_lieux: noms, textes: champs, abimables } = o.regles.fiche
  if (noms.includes(normaliser(fiche.nom))) dire('nom', 'pas_un_lieu', { texte: fiche.nom })
  for (const champ of champs) {
    const texte = fiche[champ] || ''
    const cle = o.regles.champs[champ].obligatoire ? 'ne_dit_rien/obligatoire' : 'ne_dit_rien'
    if (o.entier('ne_dit_rien', texte.toLowerCase())) dire(champ, cle, { texte })
  }
  for (const champ of abimables) abime(o, champ, fiche[champ] || '', dire)
  adresse(o, fiche, contexte, dire)
}

function abime(o, champ, texte, dire) {
  const code = o.trouve('code_html', texte)
  if (o.trouve('accents_abimes', texte)) dire(champ, 'accents_abimes', { texte })
  else if (code) {
    const proche = decoder(o, texte)
    dire(champ, o.trouve('code_html', proche) ? 'code_html' : 'code_html/proche', { code: code[0], proche })
  }
}

/** The letters in place of their codes; a code that nobody knows stays. */
function decoder(o, texte) {
  const known = o.regles.fiche.codes_html
  return o.remplacer('code_html', texte, (typed) => {
    const number = Number(typed.slice(2, -1))
    if (typed[1] === '#') return number >= 32 && number < 0xd800 ? String.fromCharCode(number) : typed
    return known[typed.slice(1, -1)] || typed
  })
}

function adresse(o, { adresse: typed = '', commune }, { communes }, dire) {
  const start = o.trouve('adresse_debut', typed.toLowerCase())
  if (start) {
    dire('adresse', 'adresse_debut', { texte: typed.slice(0, start[1].length), proche: typed.slice(start[0].length) })
  }
  const found = o.entier('adresse_fin', o.serrer(typed))
  if (!found) return
  const voie = found[1].replace(/^[ ,;–-]+|[ ,;–-]+$/g, '')
  const dite = found[3].replace(/^[ ,.;]+|[ ,.;]+$/g, '')
  const cle = !voie ? 'adresse_sans_rue' : normaliser(dite) === normaliser(commune) ? 'adresse_et_commune'
    : parNom(communes, dite).length ? 'adresse_ailleurs' : ''
  if (cle) dire('adresse', cle, { texte: found[2] + ' ' + dite, voie, commune }, voie ? 'avis' : 'erreur')
}
