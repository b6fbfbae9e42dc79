/** On the page of a lieu: « Ajouter à ma liste »; at its foot, the way to the list where there is one. */
import { MAX, fragment, garder, joindre, lire } from './liste.js'

const panier = new URL('../../../panier/', import.meta.url).href
const slug = (/\/lieux\/([^/]+)\//.exec(location.pathname) || [])[1]
const entete = document.querySelector('.fiche > header')
const creer = (tag, proprietes) => Object.assign(document.createElement(tag), proprietes)
const compter = (n) => 'Ma liste (' + n + ')'

const pied = document.querySelector('.pied nav')
const lienPied = creer('a', { href: panier, hidden: true })

function compterAuPied() {
  const n = lire().length
  lienPied.hidden = !n
  lienPied.textContent = compter(n)
}

function poser() {
  const boite = creer('div', { className: 'ecran' })
  const rangee = creer('p', { className: 'suite' })
  const bouton = creer('button', { type: 'button', className: 'carte__bouton' })
  const voir = creer('a', { href: panier })
  const dit = creer('p', {})
  dit.setAttribute('role', 'status')
  rangee.append(bouton, voir)
  boite.append(rangee, dit)
  entete.appendChild(boite)

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
      dit.appendChild(creer('a', { href: panier + fragment(suite), textContent: 'Ouvrir la liste, et garder son adresse' }))
    }
    dessiner()
  })
  window.addEventListener('pageshow', dessiner)
  window.addEventListener('storage', dessiner)
  dessiner()
}

if (pied) pied.appendChild(lienPied)
if (entete && slug) poser()
else compterAuPied()
