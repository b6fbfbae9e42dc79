/** The form of filters: native check boxes, in fieldsets, made when it is first opened. */
import { element } from '../carte-fiche.js'
import { resume } from '../lib/donnees.js'
import { combien, compte } from '../lib/etat.js'

/**
 * {services: 'emploi,toto', quoi: '1'} -> {choix: [4, 0, …], inconnus: ['toto', 'quoi']}: what an
 * address asks for and nobody knows is told, never obeyed.
 */
export function readChoix(demandes, groupes) {
  const inconnus = Object.keys(demandes).filter((cle) => !groupes.some((groupe) => groupe.cle === cle))
  const choix = groupes.map(({ cle, choix: possibles }) => (
    (demandes[cle] || '').split(',').filter(Boolean).reduce((masque, valeur) => {
      const i = possibles.findIndex(([connu]) => connu === valeur)
      if (i < 0) inconnus.push(valeur)
      return i < 0 ? masque : masque | (1 << i)
    }, 0)))
  return { choix, inconnus }
}

/** The reverse: [4, 0, …] -> {services: 'emploi'}. */
export function writeChoix(choix, groupes) {
  const demandes = {}
  groupes.forEach(({ cle, choix: possibles }, i) => {
    const valeurs = possibles.filter((_, bit) => choix[i] & (1 << bit)).map(([valeur]) => valeur)
    if (valeurs.length) demandes[cle] = valeurs.join(',')
  })
  return demandes
}

/**
 * @param lignes as in filtres.json, of the départements of this page
 * @param onChange called with the masks of the groups
 * @returns function that shows other masks
 */
function drawFiltres(form, groupes, lignes, choix, onChange) {
  const boites = []
  const read = () => groupes.map((_, i) => boites.reduce((masque, { groupe, bit, boite }) => (
    groupe === i && boite.checked ? masque | bit : masque), 0))

  groupes.forEach(({ nom, choix: possibles }, groupe) => {
    const champs = element('fieldset', {}, element('legend', { textContent: nom }))
    possibles.forEach(([, mots], i) => {
      const bit = 1 << i
      const n = compte(lignes, groupes.map((_, autre) => (autre === groupe ? bit : 0)), groupes)
      // What no lieu offers would only lead to an empty map.
      if (!n && !(choix[groupe] & bit)) return
      const boite = element('input', { type: 'checkbox', checked: Boolean(choix[groupe] & bit) })
      boites.push({ groupe, bit, boite })
      champs.appendChild(element('label', {}, boite, element('span', { textContent: mots + ' ' },
        element('span', { className: 'carte__ou', textContent: '(' + n.toLocaleString('fr-FR') + ')' }))))
    })
    if (champs.children.length > 1) form.appendChild(champs)
  })
  form.addEventListener('change', () => onChange(read()))
  return (masques) => boites.forEach(({ groupe, bit, boite }) => { boite.checked = Boolean(masques[groupe] & bit) })
}

/** Ties the form to the view. @returns what the address asks for and nobody knows */
export function bindFiltres(vue) {
  const { find, territoire, etat } = vue
  const { groupes, departements } = territoire.filtres
  const codes = vue.codes.length ? vue.codes : Object.keys(departements)
  const lignes = [].concat(...codes.map((code) => departements[code] || []))
  const { choix, inconnus } = readChoix(etat.demandes, groupes)

  function filter(masques) {
    const n = combien(masques)
    find('effacer').hidden = !n
    find('actifs').textContent = n ? ' (' + n + ')' : ''
    vue.filter(masques, writeChoix(masques, groupes))
    find('fin').firstChild.textContent = 'Voir\u00a0: ' + resume(vue.shown.lieux.length, vue.shown.departements, 0).replace(/\..*/, '').toLowerCase()
  }

  const show = drawFiltres(find('cases'), groupes, lignes, choix, filter)
  find('effacer').addEventListener('click', () => {
    const rien = groupes.map(() => 0)
    find('filtres').querySelector('summary').focus()
    show(rien)
    filter(rien)
  })
  // The boxes are many on a phone: their end leads back to what they left.
  find('choix').addEventListener('submit', (event) => {
    event.preventDefault()
    find('filtres').open = false
    find('filtres').querySelector('summary').focus()
    find('filtrer').scrollIntoView()
  })
  if (combien(choix) || inconnus.length) filter(choix)
  return inconnus
}
