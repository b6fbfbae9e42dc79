/**
 * The card of the chosen lieux: at the bottom of the map, a dialog that takes the focus and gives it
 * back. Used instead of Leaflet's popup, which moves no focus and covers a small screen.
 */
import { phone } from './lib/donnees.js'

/** element('a', {href: '#', textContent: 'Ici'}, child, …) */
export function element(tag, properties, ...children) {
  const node = Object.assign(document.createElement(tag), properties)
  children.filter(Boolean).forEach((child) => node.appendChild(child))
  return node
}

function card(lieu, adresse, genre) {
  return element('div', { className: 'carte__lieu' },
    element('h3', { className: 'carte__nom' },
      element('a', { href: adresse(lieu), textContent: lieu.nom })),
    element('p', { className: 'carte__genre', textContent: lieu.commune + ' · ' + genre }),
    lieu.flou && element('p', {
      className: 'carte__note', textContent: 'Adresse exacte inconnue : le point est placé dans la commune.',
    }),
    lieu.tel && element('a', {
      className: 'carte__appel', href: 'tel:' + lieu.tel, textContent: 'Appeler le ' + phone(lieu.tel),
    }))
}

/**
 * @param adresse lieu => the URL of its page
 * @param genres {fabrique: 'Fabrique labellisée', …}
 * @returns {open(lieux, nom, onClose), close(), node}; onClose(focus): focus was in the card or not
 */
export function createFiche(container, adresse, genres) {
  const liste = element('div', { className: 'carte__lieux' })
  const bouton = element('button', { type: 'button', className: 'carte__fermer', textContent: 'Fermer' })
  const node = element('div', { className: 'carte__fiche', tabIndex: -1, hidden: true }, liste, bouton)
  node.setAttribute('role', 'dialog')
  let onClose = null
  container.appendChild(node)
  L.DomEvent.disableClickPropagation(node)
  L.DomEvent.disableScrollPropagation(node)

  function close() {
    if (node.hidden) return
    const focus = node.contains(document.activeElement)
    node.hidden = true
    onClose(focus)
  }

  function open(lieux, nom, whenClosed) {
    close()
    onClose = whenClosed
    liste.textContent = ''
    for (const lieu of lieux) liste.appendChild(card(lieu, adresse, genres[lieu.genre]))
    node.setAttribute('aria-label', nom)
    node.hidden = false
    node.focus()
  }

  bouton.addEventListener('click', close)
  container.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' || event.key === 'Esc') close()
  })
  return { open, close, node }
}
