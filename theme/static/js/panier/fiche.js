/**
 * The page of a lieu -> what the list says of it. The page itself is read, for its French: its hours, its messages,
 * what to bring are said here in the very same words.
 */
import { element } from '../lib/page.js'

const texte = (node) => (node ? node.textContent.replace(/[ \n\t]+/g, ' ').trim() : '')

/** The new slug where the page is that of a lieu that changed its address, else ''. */
export function versOu(page) {
  const refresh = page.querySelector('meta[http-equiv="refresh"]')
  const trouve = refresh && /lieux\/([a-z0-9-]+)\/(?:index\.html)?$/.exec(refresh.content)
  return trouve ? trouve[1] : ''
}

const propre = (node) => {
  const copie = document.importNode(node, true)
  copie.querySelectorAll('script, style, button').forEach((un) => un.remove())
  return copie
}

/**
 * @param page the parsed page
 * @returns {nom, ou, alertes: [text], tel: "tel:+33…" or '', numero: as written, ecrire: the first link to write to, or to look at, adresse: node or null, horaires: [nodes], venir: node or null: how to get in, what to bring};
 *   null where the page is that of no lieu
 */
export function lireFiche(page) {
  const fiche = page.querySelector('.fiche')
  if (!fiche) return null
  const appel = Array.from(fiche.querySelectorAll('a[href^="tel:"]')).find((un) => !un.closest('.encart, .section'))
  const heures = fiche.querySelector('.horaires')
  const titre = Array.from(fiche.querySelectorAll('h2')).find((un) => /^Horaires/.test(texte(un)))
  const section = heures ? heures.closest('section') : titre && titre.closest('section')
  return {
    nom: texte(fiche.querySelector('h1')),
    ou: Array.from(fiche.querySelectorAll('.fiche__genre > *'), texte).filter(Boolean).join(', '),
    alertes: Array.from(fiche.querySelectorAll('header .alerte, header .age--ancien, header .age--perime'), texte),
    tel: appel ? appel.getAttribute('href') : '',
    numero: texte(appel).replace(/^[^\d+]+/, ''),
    ecrire: fiche.querySelector('a[href^="mailto:"]:not(.ecran), .liens a[href^="http"][rel~="nofollow"]'),
    adresse: fiche.querySelector('address') && propre(fiche.querySelector('address')),
    horaires: section ? Array.from(section.querySelectorAll('table.horaires, p.discret'), propre) : [],
    venir: fiche.querySelector('.venir') && propre(fiche.querySelector('.venir')),
  }
}

const ligne = (libelle) => {
  const champ = element('input', { type: 'text', autocomplete: 'off' })
  return element('label', { className: 'rdv__ligne' }, element('span', { textContent: libelle }), champ)
}

/** The lines of a rendez-vous: filled here or by pen; never kept. */
export function lignesRdv() {
  return element('div', { className: 'rdv__lignes' }, ligne('Rendez-vous le'), ligne('à (heure)'), ligne('Objet'), ligne('À apporter'))
}
