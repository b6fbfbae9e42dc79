/** On the page of a lieu, in its group « Garder ou envoyer »: « Ajouter à ma liste »; at its foot, the way to the list where there is one. */
import { element } from '../lib/page.js'
import { MAX, fragment, garder, joindre, lire } from './liste.js'

const panier = new URL('panier/', document.querySelector('.entete__nom').href).href
const slug = (/\/lieux\/([^/]+)\//.exec(location.pathname) || [])[1]
const groupe = document.querySelector('.garder ul')
const compter = (n) => 'Ma liste (' + n + ')'

const pied = document.querySelector('.pied nav')
const lienPied = element('a', { href: panier, hidden: true })

function compterAuPied() {
  const n = lire().length
  lienPied.hidden = !n
  lienPied.textContent = compter(n)
}

function poser() {
  const bouton = element('button', { type: 'button' })
  const voir = element('a', { href: panier })
  const dit = groupe.parentNode.querySelector('[role=status]') // that of fiche.js
  groupe.append(element('li', {}, bouton), element('li', {}, voir))

  function dessiner() {
    const slugs = lire()
    bouton.textContent = slugs.includes(slug) ? 'Retirer de ma liste' : 'Ajouter à ma liste'
    voir.hidden = !slugs.length
    voir.textContent = 'Voir ' + compter(slugs.length).toLowerCase()
    compterAuPied()
  }

  bouton.addEventListener('click', () => {
    const slugs = lire()
    const dedans = slugs.includes(slug)
    const { slugs: suite, enTrop } = dedans ? { slugs: slugs.filter((un) => un !== slug) } : joindre(slugs, [slug])
    if (enTrop) {
      dit.textContent = 'Votre liste est pleine\u00a0: ' + MAX + ' lieux. Retirez-en un d’abord.'
    } else if (garder(suite)) {
      dit.textContent = dedans ? 'Retiré de votre liste.' : 'Ajouté à votre liste.'
    } else {
      // What the device does not keep, an address holds.
      dit.textContent = 'Votre navigateur ne garde rien. '
      dit.appendChild(element('a', { href: panier + fragment(suite), textContent: 'Ouvrir la liste, et garder son adresse' }))
    }
    dessiner()
  })
  window.addEventListener('pageshow', dessiner)
  window.addEventListener('storage', dessiner)
  dessiner()
}

if (pied) pied.appendChild(lienPied)
if (groupe && slug) poser()
else compterAuPied()
