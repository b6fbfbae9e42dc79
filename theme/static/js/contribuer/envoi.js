/** The ways out of the form: an e-mail, GitHub, a copy, a file. Which of them, by what the person has. */
import { element } from '../lib/page.js'

const COURRIEL_MAX = 1900 // what old mail programs take of an address

const encode = (demandes) => Object.keys(demandes).map((nom) => nom + '=' + encodeURIComponent(demandes[nom])).join('&')

/** The address of a message ready to be sent: what changes, and for a new lieu its file, unless it would be too long. */
export function courriel({ courriel: vers }, { nouvelle, titre, resume, fichier }) {
  const entier = 'mailto:' + vers + '?' + encode({ subject: titre, body: resume + (nouvelle ? '\n\n' + fichier : '\n') })
  if (entier.length <= COURRIEL_MAX) return { url: entier, entier: true }
  const court = resume.length > 900 ? resume.slice(0, 900) + '…' : resume
  return { url: 'mailto:' + vers + '?' + encode({ subject: titre, body: court + '\n\n[Collez ici la fiche : elle vient d’être copiée.]\n' }), entier: false }
}

/** The address of GitHub's form, filled in; '' where it would be too long. */
export function formulaire({ depot, url_max: max }, { nouvelle, quel, nom, commune, resume, preuve, fichier }) {
  const demandes = nouvelle
    ? { template: 'nouveau.yml', nom, commune, fiche: fichier }
    : { template: 'corriger.yml', lieu: quel, changement: resume, source: preuve, fiche: fichier }
  const url = depot + '/issues/new?' + encode(demandes)
  return url.length <= max ? url : ''
}

/** The address where GitHub proposes the file itself: written for a new one, to be replaced for another. */
export function fichierGithub({ depot, branche, url_max: max }, { aCreer, chemin, fichier }) {
  if (!aCreer) return depot + '/edit/' + branche + '/content/' + chemin
  const url = depot + '/new/' + branche + '?' + encode({ filename: 'content/' + chemin, value: fichier })
  return url.length <= max ? url : depot + '/new/' + branche + '?' + encode({ filename: 'content/' + chemin })
}

/** No permission is asked for: where copying is refused, false. */
export function copier(zone) {
  zone.closest('details').open = true
  zone.focus()
  zone.select()
  try { return document.execCommand('copy') } catch (error) { return false }
}

function porte(lien, aide) {
  return element('div', { className: 'envoi__porte' }, lien, element('p', { textContent: aide }))
}

/**
 * The doors, the first the widest.
 *
 * @param envoi what the functions above read
 * @param zone the field that holds the file
 */
export function portes(node, modele, envoi, zone) {
  node.textContent = ''
  const dit = element('p', { className: 'question__aide' })
  dit.setAttribute('role', 'status')
  const copie = () => { dit.textContent = copier(zone) ? 'La fiche est copiée.' : 'La fiche est sélectionnée : copiez-la avec Ctrl + C.' }
  const lien = (url, mots, premier) => element('a', { href: url, textContent: mots, className: premier ? 'bouton bouton--large' : '' })
  if (modele.courriel) {
    const { url, entier } = courriel(modele, envoi)
    const a = lien(url, 'Envoyer par courriel', true)
    if (!entier) a.addEventListener('click', copie)
    node.appendChild(porte(a, 'Sans compte. Votre messagerie s’ouvre, le message est écrit.' + (entier ? '' : ' La fiche est longue : elle est copiée, collez-la dans le message.')))
  }
  if (modele.depot) {
    const url = formulaire(modele, envoi)
    const a = lien(url || modele.depot + '/issues/new?template=' + (envoi.nouvelle ? 'nouveau' : 'corriger') + '.yml', 'Envoyer par GitHub', !modele.courriel)
    if (!url) a.addEventListener('click', copie)
    node.appendChild(porte(a, 'Avec un compte GitHub, gratuit. Le message est public.' + (url ? '' : ' La fiche est longue : elle est copiée, collez-la à la fin.')))
    const b = lien(fichierGithub(modele, envoi), 'Proposer le fichier sur GitHub')
    if (!envoi.aCreer) b.addEventListener('click', copie)
    node.appendChild(porte(b, envoi.aCreer ? 'Si vous connaissez GitHub.' : 'Si vous connaissez GitHub. La fiche est copiée : collez-la à la place de l’ancienne.'))
  }
  const copieur = element('button', { type: 'button', textContent: 'Copier la fiche' })
  copieur.onclick = copie
  const fichier = element('a', {
    textContent: 'La télécharger', download: envoi.chemin.split('/').pop(),
    href: URL.createObjectURL(new Blob([envoi.fichier], { type: 'text/markdown' })),
  })
  node.appendChild(element('p', { className: 'suite' }, copieur, fichier))
  node.appendChild(dit)
}
