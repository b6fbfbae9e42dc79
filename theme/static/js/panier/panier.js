/**
 * « Ma liste »: that of this device, or the one that a link holds after its #, which is first shown and only then,
 * if one wants, added. The lieux are read from their own pages; the note and the rendez-vous are kept nowhere.
 */
import { copier } from '../lib/copie.js'
import { Bloc, base, bouton } from './bloc.js'
import { CLE, MAX, deplacer, fragment, garder, joindre, lire, lireLien } from './liste.js'

const find = (selecteur) => document.querySelector(selecteur)
const [titre, recu, statut, annuler, vide, gestes, lieux, lien, note] = ['#titre', '#recu', '#statut', '#annuler', '#vide', '#gestes', '#lieux', '#lien', '#note'].map(find)
const blocs = new Map() // slug -> Bloc
const pluriel = (n) => n + (n > 1 ? ' lieux' : ' lieu')
let slugs = []
let recue = null // what a link holds: lireLien()
let avant = null // the list that « Annuler » brings back

const url = () => new URL('panier/', base).href + fragment(slugs)

function bloc(slug) {
  if (!blocs.has(slug)) blocs.set(slug, new Bloc(slug, { bouger, retirer, change }))
  return blocs.get(slug)
}

function dessiner() {
  const noeuds = slugs.map((slug) => bloc(slug).node)
  // Only what is out of place moves: a node that moves loses the focus, and its fields.
  Array.from(lieux.children).forEach((node) => noeuds.includes(node) || node.remove())
  noeuds.forEach((node, i) => { if (lieux.children[i] !== node) lieux.insertBefore(node, lieux.children[i] || null) })
  slugs.forEach((slug, i) => {
    const un = bloc(slug)
    un.ordre.hidden = Boolean(recue)
    un.monter.disabled = i === 0
    un.descendre.disabled = i === slugs.length - 1
  })
  titre.textContent = recue ? 'Une liste pour vous' : 'Ma liste'
  vide.hidden = slugs.length > 0 || Boolean(recue)
  gestes.hidden = !slugs.length
  find('.panier__note').hidden = !slugs.length
  find('#effacer').hidden = Boolean(recue)
  recu.hidden = !recue
  lien.value = url()
  find('#adresse').textContent = lien.value.length < 400 ? 'Cette liste sur internet\u00a0: ' + lien.value : ''
}

function dire(mots, retour = null) {
  avant = retour
  annuler.hidden = !retour
  statut.textContent = mots
}

/** The list of this device becomes another; where nothing is kept, the address of the page holds it. */
function devenir(autres, mots, retour) {
  slugs = autres
  const garde = garder(slugs)
  if (!garde) history.replaceState(null, '', fragment(slugs))
  dessiner()
  dire(mots + (garde ? '' : ' Votre navigateur ne garde rien\u00a0: gardez l’adresse de cette page.'), retour)
}

function bouger(un, pas) {
  const autres = deplacer(slugs, un.slug, pas)
  const bouton = pas < 0 ? un.monter : un.descendre
  devenir(autres, un.nom + '\u00a0: ' + (autres.indexOf(un.slug) + 1) + ' sur ' + autres.length + '.', null)
  const suivant = bouton.disabled ? (pas < 0 ? un.descendre : un.monter) : bouton
  suivant.focus()
}

function retirer(un) {
  const place = slugs.indexOf(un.slug)
  devenir(slugs.filter((slug) => slug !== un.slug), un.nom + ' est retiré de la liste.', slugs)
  const suivant = slugs[Math.min(place, slugs.length - 1)]
  if (suivant) bloc(suivant).retirer.focus()
  else titre.focus()
}

/** The page of a lieu has a new address: the list takes it. */
function change(un, ancien) {
  blocs.delete(ancien)
  const double = slugs.includes(un.slug)
  if (!blocs.has(un.slug)) blocs.set(un.slug, un)
  slugs = double ? slugs.filter((slug) => slug !== ancien) : slugs.map((slug) => (slug === ancien ? un.slug : slug))
  if (!recue) garder(slugs)
  dessiner()
}

// --- A list that a link holds ---

function phrase(texte, ...suite) {
  const p = document.createElement('p')
  p.append(texte, ...suite)
  return p
}

function voirMienne(mots) {
  history.pushState(null, '', location.pathname + location.search)
  ouvrir()
  if (mots) dire(mots)
  titre.focus()
}

function ajouterRecus() {
  const { slugs: tous, enTrop } = joindre(lire(), slugs)
  const trop = enTrop ? ' ' + pluriel(enTrop) + ' n’ont pas de place\u00a0: une liste a ' + MAX + ' lieux au plus.' : ''
  if (garder(tous)) voirMienne('C’est ajouté à votre liste.' + trop)
  else dire('Votre navigateur ne garde rien\u00a0: gardez l’adresse de cette page.')
}

function direRecu() {
  const { abimes, enTrop } = recue
  const miens = lire()
  const nouveaux = slugs.filter((slug) => !miens.includes(slug))
  recu.textContent = ''
  if (!slugs.length) recu.append(phrase('Ce lien ne contient aucun lieu\u00a0: il est sans doute coupé. Redemandez-le, ou choisissez des lieux.'))
  else recu.append(phrase(nouveaux.length ? 'On vous a envoyé ' + pluriel(slugs.length) + '.' : 'Votre liste a déjà ces lieux.'))
  if (slugs.length && abimes) recu.append(phrase('Une partie du lien est abîmée\u00a0: il manque peut-être un lieu.'))
  if (enTrop) recu.append(phrase('Le lien en contient plus\u00a0: voici les ' + MAX + ' premiers.'))
  const suite = document.createElement('p')
  suite.className = 'panier__gestes'
  if (nouveaux.length) suite.append(bouton('Ajouter ces lieux à ma liste', ajouterRecus, 'bouton'))
  if (miens.length) suite.append(bouton('Voir ma liste (' + miens.length + ')', () => voirMienne('')))
  if (!slugs.length) suite.append(Object.assign(document.createElement('a'), { className: 'bouton', href: new URL('departements/', base).href, textContent: 'Choisir un département' }))
  recu.append(suite)
}

function ouvrir() {
  const lu = lireLien(location.hash)
  recue = location.hash.length > 1 && location.hash !== '#contenu' ? lu : null
  slugs = recue ? lu.slugs : lire()
  dire('')
  dessiner()
  if (recue) direRecu()
}

// --- What one does with it ---

async function copierLeLien() {
  try {
    await copier(url())
    dire('Le lien est copié. Collez-le dans un message.')
  } catch (error) {
    lien.closest('p').hidden = false
    lien.focus()
    lien.select()
    dire('Copiez le lien qui est sélectionné.')
  }
}

find('#imprimer').addEventListener('click', () => window.print())
find('#copier').addEventListener('click', copierLeLien)
find('#effacer').addEventListener('click', () => {
  devenir([], 'La liste est effacée.', slugs)
  annuler.focus()
})
annuler.addEventListener('click', () => {
  devenir(avant, 'C’est comme avant.', null)
  titre.focus()
})
if (navigator.share) {
  find('#partager').hidden = false
  find('#partager').addEventListener('click', () => navigator.share({ title: document.title, url: url() }).catch(() => {}))
}
note.addEventListener('input', () => { find('#note-papier').textContent = note.value })
window.addEventListener('beforeprint', () => {
  find('#date').textContent = 'Liste du ' + new Date().toLocaleDateString('fr-FR', { day: 'numeric', month: 'long', year: 'numeric' }) + '. Vérifiez par téléphone avant de venir.'
})
window.addEventListener('hashchange', ouvrir)
window.addEventListener('popstate', ouvrir)
window.addEventListener('storage', ({ key }) => { if (key === CLE && !recue) ouvrir() })

ouvrir()
find('.panier__repli').hidden = true
find('#panier').hidden = false
