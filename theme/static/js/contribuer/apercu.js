/** The lieu as its page will show it, while its form is being filled; and the sentences that say what changed. */
import { element, phone } from '../lib/page.js'
import { texte } from './outils.js'
import { lireSemaine, plageEnMots } from './semaine.js'

const majuscule = (mot) => mot[0].toUpperCase() + mot.slice(1)

function semaine(osm, jours) {
  const lue = lireSemaine(osm)
  if (!lue) return element('p', { textContent: osm })
  const table = element('table', { className: 'horaires' })
  lue.jours.forEach((plages, jour) => {
    const nom = element('th', { scope: 'row', textContent: majuscule(jours[jour]) })
    table.appendChild(element('tr', {}, nom, element('td', { textContent: plages.map(plageEnMots).join(', ') || 'Fermé' })))
  })
  return table
}

/** @param sens (champ, value) => what a closed value means */
export function apercevoir(vue, valeurs, { jours }, sens) {
  const { nom, commune, adresse, code_postal: cp, telephone = [], horaires, courriels = [], services = [], frais_a_charge: frais = [] } = valeurs
  vue.textContent = ''
  const dire = (tag, mots, className) => mots && vue.appendChild(element(tag, { textContent: mots, className: className || '', dir: 'auto' }))
  dire('h3', nom || 'Nom du lieu')
  dire('p', commune, 'fiche__genre')
  dire('p', valeurs.presentation_resume, 'chapeau')
  if (frais.length === 1 && frais[0] === 'Gratuit') dire('p', 'C’est gratuit.', 'fiche__statut')
  if (telephone.length) vue.appendChild(element('p', {}, element('a', { className: 'bouton bouton--large', href: 'tel:' + telephone[0], textContent: 'Appeler le ' + phone(telephone[0]) })))
  if (horaires) {
    dire('h3', 'Horaires')
    vue.appendChild(semaine(horaires, jours))
  }
  dire('h3', 'Pour venir')
  vue.appendChild(element('address', {}, adresse && texte(adresse), adresse && element('br', {}), texte([cp, commune].filter(Boolean).join(' '))))
  courriels.forEach((un) => dire('p', un))
  if (services.length) {
    dire('h3', 'Ce qu’on y fait')
    vue.appendChild(element('ul', {}, ...services.map((un) => element('li', { textContent: sens('services', un) }))))
  }
}

/** A value as a person says it. */
export function enMots(champ, valeur, { jours }, sens) {
  if (valeur === undefined || valeur === null || valeur === '' || (Array.isArray(valeur) && !valeur.length)) return ''
  if (champ === 'telephone') return valeur.map(phone).join(', ')
  if (champ === 'horaires') {
    const lue = lireSemaine(valeur)
    if (!lue) return valeur
    return lue.jours.map((plages, jour) => plages.length && majuscule(jours[jour]) + '\u00a0: ' + plages.map(plageEnMots).join(', '))
      .concat(lue.feries && 'Fermé les jours fériés').filter(Boolean).join('. ')
  }
  return [].concat(valeur).map((une) => sens(champ, une)).join(', ')
}
