/** The field as WAI-ARIA's combobox: answers in a list, told to a screen reader, reached by the arrows. */
import { MONTREES, chercher } from './chercher.js'
import { ouvrir } from './index.js'

const base = new URL('../../../', import.meta.url)
const ATTENTE = 200
/** The hand rests: what asks for more bytes, lieux and names with a fault, is looked for too. */
const REPOS = 700
const RIEN_DES = 3 // letters: fewer may be the beginning of anything

async function lire(nom) {
  const reponse = await fetch(new URL('recherche/' + nom, base).href)
  if (!reponse.ok) throw new Error(reponse.status + ' ' + nom)
  return reponse.json()
}

function habille() {
  const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: new URL('theme/css/recherche.css', base).href })
  document.head.append(style)
  return new Promise((pret) => { style.onload = style.onerror = pret })
}

function noeud(balise, attributs, ...enfants) {
  const un = document.createElement(balise)
  Object.keys(attributs).forEach((nom) => un.setAttribute(nom, attributs[nom]))
  un.append(...enfants)
  return un
}

/** "8 réponses", and that there are more than those shown. */
const compte = (n, montrees) => (n > montrees ? 'Plus de ' + montrees + ' réponses\u00a0: précisez.' : n > 1 ? n + ' réponses.' : 'Une réponse.')

export async function lier(formulaire) {
  const champ = formulaire.q
  const dit = formulaire.querySelector('[role=status]')
  const index = ouvrir(lire)
  const liste = noeud('ul', { id: 'reponses', role: 'listbox', 'aria-label': 'Réponses', class: 'recherche__liste', hidden: '' })
  dit.id = 'recherche-dit'
  const attributs = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': liste.id, 'aria-describedby': dit.id }
  Object.keys(attributs).forEach((nom) => champ.setAttribute(nom, attributs[nom]))
  let [options, montrees, actif, tour, minuteur] = [[], '', -1, 0, 0]
  await habille()
  dit.after(liste)

  function ouvre(oui) {
    liste.hidden = !oui || !options.length
    champ.setAttribute('aria-expanded', String(!liste.hidden))
    if (liste.hidden) vise(-1)
  }

  function vise(i) {
    actif = i
    Array.from(liste.children).forEach((une, rang) => une.setAttribute('aria-selected', String(rang === i)))
    if (i < 0) return champ.removeAttribute('aria-activedescendant')
    champ.setAttribute('aria-activedescendant', liste.children[i].id)
    liste.children[i].scrollIntoView({ block: 'nearest' })
  }

  function va(option) {
    ouvre(false)
    champ.value = option.titre
    if (option.url) location.assign(new URL(option.url, base).href)
    else dire(option.phrase, true)
  }

  /** A sentence, and a way on where there is no answer. */
  function dire(phrase, suite) {
    dit.textContent = phrase
    if (!suite) return
    const tous = noeud('a', { href: formulaire.dataset.recherche }, 'Voir tous les départements')
    dit.append(' ', tous)
  }

  function montre(trouve, presse) {
    const neuves = trouve.toutes ? trouve.options : trouve.options.slice(0, MONTREES)
    const dites = JSON.stringify([neuves, trouve.options.length])
    // What a finger is about to touch is not made anew for the same.
    if (dites === montrees && !liste.hidden) return
    options = neuves
    montrees = dites
    liste.textContent = ''
    options.forEach((option, i) => {
      const ligne = noeud('li', { id: 'reponse-' + i, role: 'option', 'aria-selected': 'false' }, noeud('strong', {}, option.titre), ' ', noeud('span', {}, option.detail))
      ligne.addEventListener('mousedown', (evenement) => evenement.preventDefault()) // the field keeps the focus
      ligne.addEventListener('click', () => va(option))
      liste.append(ligne)
    })
    actif = -1
    champ.removeAttribute('aria-activedescendant')
    if (options.length) dire((trouve.phrase ? trouve.phrase + ' ' : '') + compte(trouve.options.length, options.length))
    else if (!presse && !trouve.phrase && champ.value.trim().length >= RIEN_DES) dire(rien(champ.value.trim()), true)
    else dire(trouve.phrase)
  }

  const rien = (saisi) => 'Nous n’avons rien trouvé pour «\u00a0' + saisi.slice(0, 40) + (saisi.length > 40 ? '…' : '') + '\u00a0». Essayez un code postal ou une commune voisine.'

  /** Search what the field says; null where something else was typed since. */
  async function cherche(presse) {
    const mien = ++tour
    const saisi = champ.value.trim()
    try {
      const trouve = await chercher(saisi, index, presse)
      return mien === tour ? trouve : null
    } catch (erreur) {
      if (mien !== tour) return null
      options = []
      ouvre(false)
      dire('La recherche ne se charge pas. Vérifiez la connexion, puis réessayez.', true)
      return null
    }
  }

  async function suggere(presse) {
    const trouve = await cherche(presse)
    if (!trouve || actif >= 0) return
    montre(trouve, presse)
    ouvre(document.activeElement === champ)
    if (presse) minuteur = setTimeout(suggere, REPOS)
  }

  /** Enter, or the button: where the list points, else the best answer. */
  async function partir() {
    clearTimeout(minuteur)
    if (actif >= 0) return va(options[actif])
    const saisi = champ.value.trim()
    if (!saisi) {
      champ.focus()
      return dire('Écrivez votre commune ou votre code postal.')
    }
    const trouve = await cherche()
    if (!trouve) return
    montre(trouve)
    // Something is to be read before going: a fault in the figures, a place that is not ours.
    if (trouve.options.length && !trouve.phrase) return va(trouve.options[0])
    ouvre(true)
    if (!trouve.options.length) dire(trouve.phrase || rien(saisi), true)
  }

  champ.addEventListener('input', () => {
    clearTimeout(minuteur)
    vise(-1)
    minuteur = setTimeout(suggere, ATTENTE, true)
  })
  champ.addEventListener('keydown', (evenement) => {
    const bas = evenement.key === 'ArrowDown'
    if (bas || evenement.key === 'ArrowUp') {
      if (!options.length) return
      if (liste.hidden) ouvre(true)
      // One more than the answers: the field itself, between the last and the first.
      const n = options.length + 1
      vise((actif + 1 + (bas ? 1 : n - 1)) % n - 1)
    } else if (evenement.key === 'Escape' && !liste.hidden) {
      clearTimeout(minuteur)
      tour++
      ouvre(false)
    } else return
    evenement.preventDefault()
  })
  champ.addEventListener('blur', () => ouvre(false))
  if (champ.value.trim()) suggere()
  return { partir }
}
