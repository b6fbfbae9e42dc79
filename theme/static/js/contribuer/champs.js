/** The answers of the form: each question reads and writes its field of the entry as text. */
import { element, phone } from '../lib/page.js'
import { ecrireSemaine, lireSemaine } from './semaine.js'

/**
 * Bind a question of the page.
 *
 * @returns {champ, node, lire(): text or texts, ecrire(valeur), controles(): inputs to mark, libelle}
 */
export function lierQuestion(node) {
  const { champ, genre } = node.dataset
  const libelle = (node.querySelector('legend') || node.querySelector('label')).firstChild.textContent.trim()
  return Object.assign({ champ, node, genre, libelle }, (GENRES[genre] || simple)(node, champ))
}

function simple(node) {
  const controle = node.querySelector('input, textarea')
  return {
    controles: () => [controle],
    lire: () => controle.value.trim(),
    ecrire: (valeur) => { controle.value = valeur || '' },
  }
}

function liste(node, champ) {
  const premier = node.querySelector('input')
  const dire = champ === 'telephone' ? phone : (un) => un
  const controles = () => Array.from(node.querySelectorAll('input'))
  const plus = element('button', { type: 'button', textContent: 'Ajouter un autre' })
  const nom = node.querySelector('label').firstChild.textContent.trim()
  function ajouter(valeur) {
    const suivant = premier.cloneNode()
    suivant.removeAttribute('id')
    suivant.setAttribute('aria-label', nom + ' ' + (controles().length + 1))
    suivant.value = valeur
    node.insertBefore(suivant, plus)
    return suivant
  }
  node.appendChild(plus)
  plus.addEventListener('click', () => ajouter('').focus())
  return {
    controles,
    lire: () => controles().map((un) => un.value.trim()).filter(Boolean),
    ecrire: (valeurs) => {
      controles().slice(1).forEach((un) => un.remove())
      const dits = [].concat(valeurs || []).map(dire)
      premier.value = dits[0] || ''
      dits.slice(1).forEach(ajouter)
    },
  }
}

function cases(node) {
  const controles = () => Array.from(node.querySelectorAll('input'))
  return {
    controles,
    lire: () => controles().filter((un) => un.checked).map((un) => un.value),
    ecrire: (valeurs) => {
      const dits = [].concat(valeurs || [])
      controles().forEach((un) => { un.checked = dits.includes(un.value) })
      const pli = node.querySelector('details')
      if (pli) pli.open = dits.length > 0
    },
  }
}

function choix(node) {
  const toutes = cases(node)
  return { controles: toutes.controles, lire: () => toutes.lire()[0] || '', ecrire: toutes.ecrire }
}

function horaires(node) {
  const rangs = Array.from(node.querySelectorAll('tbody tr'), (rang) => Array.from(rang.querySelectorAll('input')))
  const feries = node.querySelector('[data-feries]')
  const libre = node.querySelector('[data-texte]')
  const texte = libre.querySelector('input')
  const plages = ([a, b, c, d]) => {
    // Open all day: the two boxes left in the middle are empty.
    const dites = [a.value, b.value, c.value, d.value].filter(Boolean)
    return dites.length % 2 ? [dites] : dites.length ? [dites.slice(0, 2), dites.slice(2)].filter((une) => une.length) : []
  }
  const semaine = () => ({ jours: rangs.map(plages), feries: feries.checked })
  let origine = '' // written again as it was, where the grid was not touched
  return {
    controles: () => (libre.hidden ? [].concat(...rangs) : [texte]),
    lire: () => {
      if (!libre.hidden) return texte.value.trim()
      return JSON.stringify(lireSemaine(origine)) === JSON.stringify(semaine()) ? origine : ecrireSemaine(semaine())
    },
    ecrire: (osm) => {
      const lue = lireSemaine(osm || '')
      libre.hidden = Boolean(lue)
      node.querySelector('table').hidden = feries.closest('p').hidden = !lue
      texte.value = origine = osm || ''
      if (!lue) return
      feries.checked = lue.feries
      rangs.forEach((cases_, jour) => {
        const dites = [].concat(...lue.jours[jour])
        // A single span stands in the morning, or in the afternoon where it starts there.
        const rangees = dites.length === 2 && dites[0] >= '12:00' ? ['', ''].concat(dites) : dites
        cases_.forEach((une, i) => { une.value = rangees[i] || '' })
      })
    },
  }
}

function commune(node) {
  const [nom, code] = node.querySelectorAll('input')
  return {
    controles: () => [nom, code],
    lire: () => nom.value.trim(),
    ecrire: (valeur) => { nom.value = valeur || '' },
  }
}

function precision(node) {
  const toutes = choix(node)
  const radios = () => toutes.controles().filter((un) => un.type === 'radio')
  return {
    controles: toutes.controles,
    lire: () => (radios().find((un) => un.checked) || {}).value || '',
    ecrire: (valeur) => radios().forEach((un) => { un.checked = un.value === valeur }),
  }
}

const GENRES = { liste, cases, choix, horaires, commune, precision }
