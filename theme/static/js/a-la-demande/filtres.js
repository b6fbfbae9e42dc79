/** The form of filters: native check boxes, in fieldsets, made when it is first opened. */
import { element } from '../carte-fiche.js'
import { nombre, resume } from '../lib/donnees.js'
import { compte } from '../lib/etat.js'

/**
 * ['gratuit', 'toto'] -> {choix: [7], inconnus: ['toto']}: what an address asks for and nobody knows
 * is told, never obeyed.
 */
export function readChoix(cles, filtres) {
  const rang = (cle) => filtres.findIndex(([connue]) => connue === cle)
  return {
    choix: cles.map(rang).filter((i) => i >= 0),
    inconnus: cles.filter((cle) => rang(cle) < 0),
  }
}

/** The indexes of the filters that part these lines, as some of their lieux pass and some do not. */
export function utiles(filtres, lignes) {
  const total = compte(lignes, [])
  return filtres.map((_, i) => i).filter((i) => {
    const n = compte(lignes, [i])
    return n > 0 && n < total
  })
}

/**
 * @param lignes as in filtres.json, of the départements of this page
 * @param choix indexes ticked at first, shown whatever the lines say
 * @param onChange called with the indexes that are ticked
 * @returns function that ticks others
 */
function drawFiltres(form, { groupes, filtres }, lignes, choix, onChange) {
  const boites = new Map()
  const offerts = utiles(filtres, lignes)
  const champs = groupes.map((nom) => element('fieldset', {}, element('legend', { textContent: nom })))
  filtres.forEach(([, mots, groupe], i) => {
    if (!offerts.includes(i) && !choix.includes(i)) return
    const boite = element('input', { type: 'checkbox', checked: choix.includes(i) })
    boites.set(i, boite)
    champs[groupe].appendChild(element('label', {}, boite, element('span', { textContent: mots + ' ' },
      element('span', { className: 'carte__ou', textContent: '(' + nombre(compte(lignes, [i])) + ')' }))))
  })
  champs.filter((one) => one.children.length > 1).forEach((one) => form.appendChild(one))
  if (!boites.size) form.textContent = 'Rien ne distingue ces lieux les uns des autres.'
  form.addEventListener('change', () => (
    onChange(Array.from(boites.keys()).filter((i) => boites.get(i).checked))))
  return (autres) => boites.forEach((boite, i) => { boite.checked = autres.includes(i) })
}

/** Ties the form to the view. @returns what the address asks for and nobody knows */
export function bindFiltres(vue) {
  const { find, territoire, etat } = vue
  const { filtres, departements } = territoire.filtres
  const codes = vue.codes.length ? vue.codes : Object.keys(departements)
  const lignes = [].concat(...codes.map((code) => departements[code] || []))
  const { choix, inconnus } = readChoix(etat.filtres, filtres)

  function filter(indexes) {
    const n = indexes.length
    find('effacer').hidden = !n
    find('actifs').textContent = n ? ' (' + n + ')' : ''
    vue.filter(indexes, indexes.map((i) => filtres[i][0]))
    find('fin').firstChild.textContent = 'Voir\u00a0: ' + resume(vue.shown.lieux.length, vue.shown.departements, 0).replace(/\..*/, '').toLowerCase()
  }

  const show = drawFiltres(find('cases'), territoire.filtres, lignes, choix, filter)
  find('effacer').addEventListener('click', () => {
    find('filtres').querySelector('summary').focus()
    show([])
    filter([])
  })
  // The boxes are many on a phone: their end leads back to what they left.
  find('choix').addEventListener('submit', (event) => {
    event.preventDefault()
    find('filtres').open = false
    find('filtres').querySelector('summary').focus()
    find('filtrer').scrollIntoView()
  })
  if (choix.length || inconnus.length) filter(choix)
  return inconnus
}
