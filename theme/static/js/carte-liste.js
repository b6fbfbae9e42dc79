/** The list beside the map: what is in view, in step with it. */
import { describe } from './carte-fiche.js'
import { element } from './lib/page.js'
import { count } from './lib/donnees.js'

const PAGE = 50 // rows at first: more would weigh on an old phone, and nobody reads them all
const TETE = 12 // those of them that are made at once, the others just after

/**
 * @param page what readPage() gives
 * @param actions {situer(lieu), survoler(lieu or null), aller(code)}
 * @returns {show(lieux, departements), choose(slugs), focusOn(slug), all()}
 */
export function createListe(node, page, actions) {
  const rangs = element('ul', { className: 'carte__rangs' })
  const suite = element('button', { type: 'button', hidden: true })
  const shown = new Map() // slug -> row
  let contenu = []
  let limite = PAGE
  let choisis = []
  let retard = 0
  node.appendChild(rangs)
  node.appendChild(suite)

  function rangLieu({ lieu, note }) {
    const { nom, ou, appel } = describe(lieu, page)
    const bouton = note ? element('span') : element('button', { type: 'button', className: 'carte__situer' }, page.dessin(lieu))
    if (!note) {
      bouton.setAttribute('aria-label', 'Voir sur la carte\u00a0: ' + lieu.nom)
      bouton.addEventListener('click', () => actions.situer(lieu))
    }
    const rang = element('li', { className: 'carte__rang' }, bouton,
      element('div', {}, nom,
        element('span', { className: 'carte__ou', textContent: ou }),
        note && element('span', { className: 'carte__ou', textContent: note }),
        appel('')))
    rang.dataset.slug = lieu.slug
    for (const type of ['mouseenter', 'focusin']) rang.addEventListener(type, () => actions.survoler(lieu))
    for (const type of ['mouseleave', 'focusout']) rang.addEventListener(type, () => actions.survoler(null))
    shown.set(lieu.slug, rang)
    return rang
  }

  function rangDepartement({ code, nom, n }) {
    const bouton = element('button', { type: 'button', className: 'carte__aller' },
      element('span', { className: 'carte__code', textContent: code }),
      element('span', { textContent: nom }),
      element('span', { className: 'carte__ou', textContent: count(n) }))
    bouton.addEventListener('click', () => {
      actions.aller(code)
      node.scrollTop = 0
      node.parentNode.scrollIntoView({ block: 'nearest' })
    })
    return element('li', { className: 'carte__rang' }, bouton)
  }

  function draw() {
    const held = rangs.contains(document.activeElement) && document.activeElement
    const slug = held && held.closest('li').dataset.slug
    const index = held && slug ? Array.from(held.closest('li').querySelectorAll('a, button')).indexOf(held) : 0
    shown.clear()
    rangs.textContent = ''
    add(Math.min(limite, TETE))
    clearTimeout(retard)
    retard = setTimeout(finish)
    if (held && !shown.has(slug)) finish()
    // A row that had the focus and is gone gives it to the list, not to the top of the page.
    if (held) (shown.has(slug) ? shown.get(slug).querySelectorAll('a, button')[index] : node).focus({ preventScroll: true })
  }

  /** Makes the rows that are not yet there, up to a number. */
  function add(end) {
    for (const rang of contenu.slice(rangs.children.length, end)) rangs.appendChild(rang.lieu ? rangLieu(rang) : rangDepartement(rang))
    mark()
  }

  function finish() {
    add(limite)
    const reste = contenu.length - limite
    suite.hidden = reste <= 0
    suite.textContent = 'Montrer la suite (' + reste + ')'
  }

  function mark() {
    shown.forEach((rang, slug) => {
      if (choisis.includes(slug)) rang.setAttribute('aria-current', 'true')
      else rang.removeAttribute('aria-current')
    })
  }

  suite.addEventListener('click', () => {
    const first = limite
    limite += PAGE
    finish()
    rangs.children[first].querySelector('a, button').focus()
  })

  /** @param lieux [{lieu, note}], note: why it is not on the map; departements: rows of the overview */
  function show(lieux, departements) {
    const next = lieux.concat(departements)
    const same = next.length === contenu.length && next.every((rang, i) => (
      rang.lieu ? rang.lieu === contenu[i].lieu : rang.code === contenu[i].code && rang.n === contenu[i].n))
    if (same) return
    contenu = next
    limite = PAGE
    draw()
  }

  /** Marks the rows of these lieux and brings the first into the list's own window, not the page's. */
  function choose(slugs) {
    choisis = slugs
    const index = contenu.findIndex(({ lieu }) => lieu && slugs.includes(lieu.slug))
    if (index < 0) return mark()
    if (index >= rangs.children.length) {
      limite = Math.max(limite, (Math.floor(index / PAGE) + 1) * PAGE)
      finish()
    } else mark()
    const rang = rangs.children[index]
    const top = rang.offsetTop - node.offsetTop
    if (top < node.scrollTop || top + rang.offsetHeight > node.scrollTop + node.clientHeight) node.scrollTop = top - 40
  }

  /** @returns false where the row is not there */
  function focusOn(slug) {
    finish()
    const bouton = shown.has(slug) && shown.get(slug).querySelector('.carte__situer')
    if (bouton) bouton.focus()
    return Boolean(bouton)
  }

  return {
    show,
    choose,
    focusOn,
    all: () => { limite = Infinity; finish() },
  }
}
