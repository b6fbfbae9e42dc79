/**
 * The chosen lieux: their card, marker and row. The card stands at the bottom of the map, a dialog that takes
 * the focus and gives it back: Leaflet's popup moves no focus and covers a small screen.
 */
import { count } from './lib/donnees.js'
import { element, phone } from './lib/page.js'

/**
 * What the HTML of a section says of addresses and kinds.
 *
 * @returns {adresse: slug => URL, cible: of links, genres: {fabrique: 'Fabrique labellisée', …},
 *   dessin: lieu => the SVG of its kind}
 */
export function readPage(section, integre) {
  const dessins = {}
  const genres = {}
  section.querySelectorAll('[data-genre]').forEach((ligne) => {
    dessins[ligne.dataset.genre] = ligne.querySelector('svg')
    genres[ligne.dataset.genre] = ligne.querySelector('span').textContent
  })
  const base = new URL(section.dataset.donnees, document.baseURI)
  return {
    genres,
    // In another site's frame, our pages have no room.
    cible: integre ? '_blank' : '',
    adresse: (slug) => new URL('../../lieux/' + slug + '/', base).href,
    dessin: (lieu) => {
      const svg = dessins[lieu.genre].cloneNode(true)
      if (lieu.flou) svg.classList.add('marque--flou')
      return svg
    },
  }
}

/**
 * What the card and the list say of a lieu: its name, which leads to its page, and how to call it.
 *
 * @param page what readPage() gives
 */
export function describe(lieu, page) {
  return {
    nom: element('a', { href: page.adresse(lieu.slug), target: page.cible, dir: 'auto', textContent: lieu.nom }),
    ou: lieu.commune + ' · ' + page.genres[lieu.genre],
    appel: (mots) => lieu.tel && element('a', { href: 'tel:' + lieu.tel, textContent: mots + phone(lieu.tel) }),
  }
}

function card(lieu, page) {
  const { nom, ou, appel } = describe(lieu, page)
  const bouton = appel('Appeler le ')
  if (bouton) bouton.classList.add('carte__appel')
  return element('div', { className: 'carte__lieu' },
    element('h2', { className: 'carte__nom' }, nom),
    element('p', { textContent: ou }),
    lieu.flou && element('p', {
      textContent: 'Adresse exacte inconnue\u00a0: le point est placé dans la commune.',
    }),
    bouton || element('p', { textContent: 'Nous n’avons pas le téléphone de ce lieu.' }))
}

/** @returns {open(lieux, nom, onClose, focus), close(), node}; onClose(focus): focus was in the card */
function createFiche(container, page) {
  const liste = element('div')
  const bouton = element('button', { type: 'button', className: 'carte__fermer', textContent: 'Fermer' })
  const node = element('div', { className: 'carte__fiche', tabIndex: -1, hidden: true }, liste, bouton)
  node.setAttribute('role', 'dialog')
  let onClose = null
  container.appendChild(node)

  function close() {
    if (node.hidden) return
    const focus = node.contains(document.activeElement)
    node.hidden = true
    onClose(focus)
  }

  function open(lieux, nom, whenClosed, focus) {
    close()
    onClose = whenClosed
    liste.textContent = ''
    for (const lieu of lieux) liste.appendChild(card(lieu, page))
    node.setAttribute('aria-label', nom)
    node.hidden = false
    node.scrollTop = 0
    if (focus) node.focus({ preventScroll: true })
  }

  bouton.addEventListener('click', close)
  container.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' || event.key === 'Esc') close()
  })
  return { open, close, node }
}

/** What is read aloud of the lieux of one spot. */
export const nommer = (lieux) => (lieux.length > 1 ? count(lieux.length) + ' au même endroit' : lieux[0].nom) + ', ' + lieux[0].commune

export class Choix {
  /** @param onChange called with the slug of the chosen lieu, or ''; onSlide, before the map slides of itself */
  constructor(map, plan, page, marqueurs, onChange, onSlide) {
    Object.assign(this, { map, plan, marqueurs, onChange, onSlide })
    this.fiche = createFiche(plan.parentNode, page)
    this.slugs = []
  }

  /** The list comes after: its rows open this card. */
  follow(liste) {
    this.liste = liste
  }

  close() {
    this.fiche.close()
  }

  /** From a row of the list: comes close enough to tell the lieu from its neighbours. */
  situer(lieu) {
    const { map } = this
    const alone = () => this.marqueurs.find((repere) => repere.lieux && repere.lieux.length === 1 && repere.lieux[0] === lieu)
    if (!alone()) map.setView([lieu.lat, lieu.lon], Math.max(map.getZoom(), 13), { animate: false })
    this.open([lieu], nommer([lieu]), true, () => this.liste.focusOn(lieu.slug))
  }

  /** The lieu of the address, among those listed, then the others of its spot. @returns false where it is not there */
  openAsked(slug, lieux) {
    const found = lieux.find((lieu) => lieu.slug === slug && lieu.lat !== undefined)
    if (!found) return false
    const autres = lieux.filter((lieu) => lieu !== found && lieu.lat === found.lat && lieu.lon === found.lon)
    const pile = [found].concat(autres)
    this.open(pile, nommer(pile), false)
    return true
  }

  /** @param back where the focus returns, by default the marker */
  open(lieux, nom, focus, back) {
    const { fiche } = this
    fiche.open(lieux, nom, (focused) => {
      this.choose([])
      this.onChange('')
      if (focused && !(back && back())) this.marqueurs.focusOn((repere) => repere.lieux && repere.lieux.includes(lieux[0]))
    }, focus)
    this.choose(lieux.map(({ slug }) => slug))
    this.onChange(lieux[0].slug)
    this.uncover([lieux[0].lat, lieux[0].lon])
  }

  /** Slides the map where the card would cover the marker. */
  uncover(latlng) {
    const { map, onSlide } = this
    const { offsetWidth, offsetHeight } = this.fiche.node
    const beside = map.getSize().x > 640
    map.once('movestart', onSlide)
    map.panInside(latlng, {
      paddingTopLeft: [beside ? offsetWidth + 40 : 40, 40],
      paddingBottomRight: [60, beside ? 40 : offsetHeight + 40],
    })
    map.off('movestart', onSlide)
  }

  choose(slugs) {
    this.slugs = slugs
    this.mark('choisi', slugs)
    this.liste.choose(slugs)
  }

  /** Marks the marker of these lieux, theirs or their group's; one drawn anew needs it again. */
  mark(how, slugs) {
    const name = 'carte__repere--' + how
    this.plan.querySelectorAll('.' + name).forEach((old) => old.classList.remove(name))
    const marqueur = slugs.length && this.marqueurs.find(({ lieux }) => lieux && lieux.some(({ slug }) => slug === slugs[0]))
    if (marqueur) marqueur.getElement().classList.add(name)
  }
}
