/**
 * Says if the lieux of the page are open, on their page and in lists, from the table that each carries; on a lieu's
 * page, hides the messages that are over, and shows today in its week.
 */
import { etat, horloge } from './lib/ouvert.js'
import { dire } from './lib/dire.js'

const porteur = document.querySelector('[data-calendrier]')

/** Shows the row of a weekday, 0 for Monday; a day that is not as usual is told by the status alone. */
function marquer(n) {
  const ligne = document.querySelectorAll('.horaires tr')[n]
  if (!ligne || ligne.hasAttribute('aria-current')) return
  ligne.setAttribute('aria-current', 'date')
  for (const cellule of ligne.children) {
    const gras = document.createElement('strong')
    gras.append(...cellule.childNodes)
    cellule.append(gras)
  }
  const dit = document.createElement('span')
  dit.className = 'invisible'
  dit.textContent = ' (aujourd’hui)'
  ligne.firstElementChild.append(dit)
}

function ecrire() {
  const maintenant = Date.now()
  const { calendrier } = porteur.dataset
  const [jour] = horloge(calendrier, maintenant)
  document.querySelectorAll('[data-au]').forEach((avis) => { avis.hidden = jour > parseInt(avis.dataset.au, 36) })
  document.querySelectorAll('[data-h]').forEach((noeud) => {
    const lu = etat(noeud.dataset.h, calendrier, maintenant)
    noeud.usuel = noeud.usuel || noeud.textContent
    const fiche = noeud.hasAttribute('role')
    const mots = fiche ? dire(lu, noeud.dataset.conseil || 'appelez avant de venir') + '.' : dire(lu)
    if (noeud.textContent !== mots) noeud.textContent = mots
    if (fiche && lu && lu.ordinaire) marquer((lu.jour + 3) % 7)
  })
}

if (porteur) {
  ecrire()
  setInterval(ecrire, 6e4)
  // Paper is read at another hour.
  addEventListener('beforeprint', () => document.querySelectorAll('[data-h]').forEach((noeud) => { noeud.textContent = noeud.usuel }))
  addEventListener('afterprint', ecrire)
}
