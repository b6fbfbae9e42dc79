/** The same verdicts as the checks of the entries, at the field; and the whole entry that the answers make. */
import { verifierFiche } from '../saisie/fiche.js'
import { verifier } from '../saisie/verifier.js'
import { element, phone } from '../lib/page.js'

/** Shows a fault under its question, or takes it away. */
export function montrer({ node, champ, controles }, faute) {
  const id = 'faute-' + champ
  const ancienne = document.getElementById(id)
  if (ancienne) ancienne.remove()
  controles().forEach((un) => {
    un[faute ? 'setAttribute' : 'removeAttribute']('aria-invalid', 'true')
    const autres = (un.getAttribute('aria-describedby') || '').split(' ').filter((mot) => mot && mot !== id)
    if (faute) autres.push(id)
    if (autres.length) un.setAttribute('aria-describedby', autres.join(' '))
    else un.removeAttribute('aria-describedby')
  })
  if (faute) node.appendChild(element('p', { id, className: 'question__faute', textContent: enPhrase(faute) }))
}

/** "ce numéro est trop court. Donnez dix chiffres (exemple : 03 81 56 20 65)." */
export function enPhrase({ message, remede, exemple }) {
  const exemples = exemple && !(remede || '').includes(exemple) ? '\u00a0(exemple\u00a0: ' + phone(exemple.replace(/^"|"$/g, '')) + ')' : ''
  const phrase = message[0].toUpperCase() + message.slice(1)
  return phrase + (remede ? '. ' + remede : '') + exemples + '.'
}

/** The value of one question, or its first fault. @returns {valeur} | {faute} */
export function juger(regles, question, contexte) {
  const { champ, genre } = question
  const lu = question.lire()
  const un = (texte) => verifier(regles, champ, texte, contexte)
  if (!Array.isArray(lu)) {
    const vu = un(lu)
    return vu.message ? { faute: vu } : { valeur: vu.valeur }
  }
  const vus = lu.map(un)
  const faute = vus.find(({ message }) => message)
  if (faute) return { faute }
  const valeurs = vus.map(({ valeur }) => valeur).filter((valeur) => valeur !== null)
  return { valeur: genre === 'cases' || valeurs.length ? Array.from(new Set(valeurs)) : null }
}

/**
 * All the answers, over what the entry says already.
 *
 * @param contexte what the checks know: {communes, departements, aujourdhui}
 * @returns {valeurs, fautes: [{question, faute}], avis}
 */
export function rassembler(regles, questions, origine, contexte, commune) {
  const valeurs = Object.assign({}, origine)
  const fautes = []
  const poser = (champ, valeur) => {
    if (valeur === null || valeur === undefined || valeur === '' || (Array.isArray(valeur) && !valeur.length)) delete valeurs[champ]
    else valeurs[champ] = valeur
  }
  const manque = (champ, texte) => verifier(regles, champ, texte, contexte)
  for (const question of questions) {
    const { valeur, faute } = juger(regles, question, contexte)
    if (faute) fautes.push({ question, faute })
    else poser(question.champ, valeur)
    if (question.champ === 'commune') {
      const cp = document.getElementById('q-code_postal').value.trim()
      const vu = manque('code_postal', cp)
      if (commune) poser('code_insee', commune.code)
      else if (!faute) fautes.push({ question, faute: { message: 'choisissez la commune dans la liste', remede: 'Écrivez les premières lettres de son nom, ou son code postal' } })
      if (vu.message) fautes.push({ question, faute: vu })
      else poser('code_postal', vu.valeur || (commune && commune.codes_postaux.length === 1 ? commune.codes_postaux[0] : null))
    }
    if (question.champ === 'precision') {
      const dits = { latitude: document.getElementById('q-latitude').value.trim(), longitude: document.getElementById('q-longitude').value.trim() }
      for (const champ of Object.keys(dits)) {
        const vu = manque(champ, valeur === 'commune' ? '' : dits[champ])
        if (vu.message) fautes.push({ question, faute: vu })
        else poser(champ, vu.valeur)
      }
    }
  }
  if (!fautes.length) {
    for (const un of verifierFiche(regles, valeurs, contexte)) {
      const champ = un.champ.split('.')[0]
      const ici = { code_postal: 'commune', code_insee: 'commune', latitude: 'precision', longitude: 'precision' }[champ] || champ
      const question = questions.find((une) => une.champ === ici)
      if (question && un.niveau === 'erreur') fautes.push({ question, faute: un })
    }
  }
  return { valeurs, fautes }
}
