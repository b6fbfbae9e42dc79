/** The commune, chosen by its name or its postcode among those of the site's own files: WAI-ARIA's combobox. */
import { normaliser } from '../saisie/communes.js'
import { element } from '../lib/page.js'
import { lire } from './outils.js'

const MONTREES = 8

/** A row of contribuer/communes/*.json -> a commune as js/saisie/communes.js reads them. */
export const commune = ([code, nom, codes, departement, lat, lon]) => (
  { code, nom, codes_postaux: codes ? codes.split(' ') : [], departement, lat, lon })

const lus = new Map()
function fichier(nom) {
  if (!lus.has(nom)) {
    const promesse = lire('contribuer/communes/' + nom + '.json').then((rangs) => rangs.map(commune))
    promesse.catch(() => lus.delete(nom))
    lus.set(nom, promesse)
  }
  return lus.get(nom)
}

/** The files whose names may start so: those from the last that begins before, to the last that begins so. */
export function fichiersDuNom(nom, premiers) {
  // Strictly: communes of one name may stand at the end of a file and at the start of the next.
  const debut = Math.max(0, premiers.filter((un) => un < nom).length - 1)
  const fin = premiers.filter((un) => un <= nom + '{').length - 1 // "{" comes after "z"
  return Array.from({ length: Math.min(fin, debut + 2) - debut + 1 }, (_, i) => 'nom-' + (debut + i))
}

/** What is typed -> promise of communes, the exact name first. */
export function chercher(saisi, premiers) {
  const chiffres = saisi.replace(/\s/g, '')
  if (/^\d{2,5}$/.test(chiffres)) {
    return fichier('cp-' + chiffres.slice(0, 2)).then((toutes) => (
      toutes.filter(({ codes_postaux }) => codes_postaux.some((un) => un.startsWith(chiffres))).slice(0, 40)))
  }
  const nom = normaliser(saisi)
  if (nom.length < 2) return Promise.resolve([])
  return Promise.all(fichiersDuNom(nom, premiers).map(fichier)).then((lots) => {
    const trouvees = [].concat(...lots).filter((une) => normaliser(une.nom).startsWith(nom))
    const exacte = (une) => (normaliser(une.nom) === nom ? 0 : 1)
    return trouvees.sort((a, b) => exacte(a) - exacte(b)).slice(0, 40)
  })
}

/** The commune of an entry, from its codes; undefined where it is not there. */
export function connue({ code_insee: code, code_postal: cp }) {
  if (!cp) return Promise.resolve(undefined)
  return fichier('cp-' + cp.slice(0, 2)).then((toutes) => toutes.find((une) => une.code === code))
}

/**
 * Make the input of a question a combobox.
 *
 * @param choisir called with a commune, and the postcode that was typed, if one was
 */
export function lierCommune(node, { premiers, departements }, choisir) {
  const champ = node.querySelector('#q-commune')
  const liste = element('ul', { id: 'choix-communes', className: 'choix-communes', hidden: true })
  liste.setAttribute('role', 'listbox')
  liste.setAttribute('aria-label', 'Communes')
  const dit = element('p', { className: 'invisible' })
  dit.setAttribute('role', 'status')
  champ.parentNode.after(liste, dit)
  for (const [nom, valeur] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-expanded', 'false'], ['aria-controls', liste.id]]) champ.setAttribute(nom, valeur)
  let trouvees = []
  let actif = -1
  let tour = 0

  function fermer() {
    liste.hidden = true
    champ.setAttribute('aria-expanded', 'false')
    champ.removeAttribute('aria-activedescendant')
  }

  function viser(i) {
    actif = i
    Array.from(liste.children).forEach((une, rang) => une.setAttribute('aria-selected', String(rang === i)))
    if (i < 0) return champ.removeAttribute('aria-activedescendant')
    champ.setAttribute('aria-activedescendant', liste.children[i].id)
    liste.children[i].scrollIntoView({ block: 'nearest' })
  }

  function prendre(i) {
    const saisi = champ.value.replace(/\s/g, '')
    champ.value = trouvees[i].nom
    fermer()
    choisir(trouvees[i], trouvees[i].codes_postaux.includes(saisi) ? saisi : '')
  }

  /** The one that was typed, else the first. */
  function codeMontre({ code, codes_postaux: tous }) {
    const saisi = champ.value.replace(/\s/g, '')
    return (saisi && tous.find((un) => un.startsWith(saisi))) || (tous[0] || code) + (tous.length > 1 ? '…' : '')
  }

  function montrer(toutes) {
    trouvees = toutes.slice(0, MONTREES)
    liste.textContent = ''
    trouvees.forEach((une, i) => {
      const ligne = element('li', { id: 'commune-' + i, textContent: une.nom.split("'").join('’') + ' (' + codeMontre(une) + ', ' + departements[une.departement] + ')' })
      ligne.setAttribute('role', 'option')
      // Before the field loses the focus, which would close the list.
      ligne.addEventListener('mousedown', (event) => event.preventDefault())
      ligne.addEventListener('click', () => prendre(i))
      liste.appendChild(ligne)
    })
    liste.hidden = !trouvees.length
    liste.scrollIntoView({ block: 'nearest' }) // above the button that stays at the bottom
    champ.setAttribute('aria-expanded', String(!liste.hidden))
    dit.textContent = trouvees.length ? toutes.length + ' communes' + (toutes.length > MONTREES ? ', précisez' : '') : 'Aucune commune de ce nom'
    viser(-1)
  }

  champ.addEventListener('input', () => {
    const mien = ++tour
    choisir(null, '')
    chercher(champ.value, premiers).then((toutes) => mien === tour && montrer(toutes))
      .catch(() => { dit.textContent = 'La liste des communes ne se charge pas. Écrivez le nom et le code postal.' })
  })
  champ.addEventListener('keydown', (event) => {
    if (liste.hidden) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') viser((actif + (event.key === 'ArrowDown' ? 1 : -1) + trouvees.length) % trouvees.length)
    else if (event.key === 'Enter') prendre(Math.max(0, actif))
    else if (event.key === 'Escape') fermer()
    else return
    event.preventDefault()
  })
  champ.addEventListener('blur', fermer)
}
