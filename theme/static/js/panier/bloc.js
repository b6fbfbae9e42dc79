/** One lieu of the list: from a line that says it is coming to what its page says. */
import { element } from '../lib/page.js'
import { lignesRdv, lireFiche, versOu } from './fiche.js'

export const base = new URL('../../../', import.meta.url)
const adresse = (slug) => new URL('lieux/' + slug + '/', base).href

class Disparu extends Error {}

/** slug -> promise of {slug, fiche: null where its entry is being corrected}; a lieu that moved has a new slug. Rejects with Disparu. */
async function chercherFiche(slug, suivre = true) {
  const reponse = await fetch(adresse(slug))
  if (reponse.status === 404 || reponse.status === 410) throw new Disparu(slug)
  if (!reponse.ok) throw new Error(reponse.status)
  const page = new DOMParser().parseFromString(await reponse.text(), 'text/html')
  const vers = versOu(page)
  if (vers && suivre) return chercherFiche(vers, false)
  return { slug, fiche: lireFiche(page) }
}

export function bouton(mots, geste, className = 'carte__bouton') {
  const un = element('button', { type: 'button', className, textContent: mots })
  un.addEventListener('click', geste)
  return un
}

export class Bloc {
  /** @param gestes {bouger(bloc, pas), retirer(bloc), change(bloc, slug)}: what the buttons do; change: the lieu has a new slug */
  constructor(slug, gestes) {
    this.slug = slug
    this.gestes = gestes
    this.nom = slug.replace(/-/g, ' ')
    this.corps = element('div')
    this.monter = bouton('Monter', () => gestes.bouger(this, -1))
    this.descendre = bouton('Descendre', () => gestes.bouger(this, 1))
    this.retirer = bouton('Retirer', () => gestes.retirer(this))
    this.ordre = element('p', { className: 'panier__ordre ecran' }, this.monter, this.descendre, this.retirer)
    this.rdv = this.creerRdv()
    this.node = element('li', { className: 'panier__lieu' }, this.corps, this.rdv, this.ordre)
    this.nommer()
    this.charger()
  }

  creerRdv() {
    const lignes = lignesRdv()
    const ouvrir = element('button', { type: 'button', className: 'carte__bouton ecran', textContent: 'Noter un rendez-vous' })
    const boite = element('div', { className: 'rdv' }, ouvrir, lignes)
    ouvrir.setAttribute('aria-expanded', 'false')
    ouvrir.addEventListener('click', () => {
      const ouvert = boite.classList.toggle('rdv--ouvert')
      ouvrir.setAttribute('aria-expanded', String(ouvert))
    })
    return boite
  }

  nommer() {
    const dire = (un, mots) => un.setAttribute('aria-label', mots + '\u00a0: ' + this.nom)
    dire(this.monter, 'Monter')
    dire(this.descendre, 'Descendre')
    dire(this.retirer, 'Retirer')
    dire(this.rdv.querySelector('button'), 'Noter un rendez-vous')
    this.rdv.querySelectorAll('input').forEach((un) => { un.setAttribute('aria-label', un.previousSibling.textContent + ', ' + this.nom) })
  }

  async charger() {
    this.dire('La fiche arrive…')
    try {
      const { slug, fiche } = await chercherFiche(this.slug)
      const ancien = this.slug
      this.slug = slug
      if (fiche) this.montrer(fiche, ancien !== slug)
      else this.dire('Sa fiche est en cours de correction. Elle revient bientôt.')
      if (ancien !== slug) this.gestes.change(this, ancien)
    } catch (error) {
      if (error instanceof Disparu) this.disparaitre()
      else this.reessayer()
    }
  }

  /** The name as far as it is known, and a sentence. */
  dire(mots, ...suite) {
    this.corps.textContent = ''
    this.corps.append(element('h2', {}, element('a', { href: adresse(this.slug), textContent: this.nom })), element('p', { textContent: mots }), ...suite)
  }

  disparaitre() {
    this.corps.textContent = ''
    this.rdv.hidden = true
    this.corps.append(element('h2', { textContent: this.nom }),
      element('p', { className: 'alerte', textContent: 'Ce lieu n’est plus dans l’annuaire. Son adresse était «\u00a0' + this.slug + '\u00a0».' }),
      element('p', {}, element('a', { href: new URL('departements/', base).href, textContent: 'Choisir un autre lieu' })))
  }

  reessayer() {
    const bouton = element('button', { type: 'button', className: 'carte__bouton', textContent: 'Réessayer' })
    bouton.addEventListener('click', () => this.charger())
    this.dire('Sa fiche n’est pas arrivée\u00a0: la connexion manque peut-être.', element('p', { className: 'ecran' }, bouton))
  }

  joindre({ tel, numero, ecrire }) {
    if (tel) return element('p', { className: 'panier__tel' }, element('a', { href: tel, textContent: numero }))
    const autre = ecrire && element('a', { href: ecrire.href, rel: 'nofollow', textContent: ecrire.textContent })
    return element('p', { textContent: 'Nous n’avons pas son téléphone. ' }, autre)
  }

  montrer(fiche, bouge) {
    this.nom = fiche.nom
    const ferme = fiche.alertes.some((une) => /a fermé/.test(une))
    const gauche = element('div', {}, !ferme && this.joindre(fiche), fiche.adresse, fiche.venir)
    const droite = element('div', {}, ...fiche.horaires)
    if (!fiche.horaires.length && !ferme) droite.append(element('p', { className: 'discret', textContent: 'Nous n’avons pas ses horaires.' }))
    this.rdv.hidden = ferme
    this.corps.textContent = ''
    this.corps.append(element('h2', {}, element('a', { href: adresse(this.slug), dir: 'auto', textContent: fiche.nom })),
      element('p', { className: 'fiche__genre', textContent: fiche.ou }),
      ...fiche.alertes.map((une) => element('p', { className: 'alerte', textContent: une })))
    if (bouge) this.corps.append(element('p', { className: 'discret', textContent: 'La page de ce lieu a changé d’adresse\u00a0: voici la bonne.' }))
    this.corps.append(element('div', { className: 'panier__corps' }, gauche, droite))
    this.nommer()
  }
}
