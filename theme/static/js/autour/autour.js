/** « Autour de moi »: on a click only. The position is read, used and forgotten here: nothing keeps or sends it. */
import { createLecteur, readLieux } from '../lib/donnees.js'
import { element, phone } from '../lib/page.js'
import { HORS_LIGNE, LOIN, PRES, SANS_POSITION, bilan, ecart } from './mots.js'
import { chercher, readBoites } from './proches.js'

const PAR = 10
const DEMANDE = { enableHighAccuracy: false, timeout: 10000, maximumAge: 300000 }

const base = new URL('../../../', import.meta.url)
const boite = document.querySelector('[data-autour]')
const find = (selecteur) => boite.querySelector(selecteur)
const [bouton, statut, filtre, titre, liste, suite] = ['#trouver', '#statut', '#papiers', '#titre', '#proches', '#suite'].map(find)
const papiers = Number(boite.dataset.autour)
const lecteur = createLecteur((chemin) => fetch(new URL(chemin, base).href).then((reponse) => {
  if (!reponse.ok) throw new Error(reponse.status)
  return reponse.json()
}))
let point = null
let voulus = PAR

function situer() {
  return new Promise((resolve, reject) => {
    if (!window.isSecureContext) return reject({ code: 'non sûre' })
    if (!navigator.geolocation) return reject({ code: 'absente' })
    navigator.geolocation.getCurrentPosition(({ coords }) => resolve({ lat: coords.latitude, lon: coords.longitude }), reject, DEMANDE)
  })
}

function rang({ lieu, km }) {
  const genre = boite.querySelector('[data-genre=' + lieu.genre + ']')
  const dessin = genre.querySelector('svg').cloneNode(true)
  const nom = element('a', { href: new URL('lieux/' + lieu.slug + '/', base).href, dir: 'auto', textContent: lieu.nom.length > 90 ? lieu.nom.slice(0, 89) + '…' : lieu.nom })
  const ou = element('span', { className: 'ou' }, element('strong', { textContent: ecart(km, !lieu.flou) }),
    document.createTextNode(', ' + lieu.commune),
    element('span', { className: 'autour__genre' }, dessin, element('span', { textContent: genre.querySelector('span').textContent })))
  const appel = lieu.tel && element('a', { className: 'tel', href: 'tel:' + lieu.tel, textContent: phone(lieu.tel) },
    element('span', { className: 'invisible', textContent: ' (' + lieu.nom + ')' }))
  return element('li', {}, element('span', { className: 'nom' }, nom), ou, appel)
}

function montrer(trouves, fini) {
  const [haut, phrase] = bilan(trouves, filtre.checked)
  const deja = liste.children.length
  liste.textContent = ''
  for (const un of trouves) liste.appendChild(rang(un))
  titre.textContent = haut
  titre.hidden = !haut
  // Once it has answered, the list comes first.
  bouton.textContent = 'Chercher de nouveau'
  bouton.className = 'carte__bouton'
  statut.textContent = phrase
  suite.hidden = fini
  filtre.closest('label').hidden = !trouves.length && !filtre.checked
  return deja
}

/** Sorts what is there; the files come as they are needed. @returns promise of the number of rows that were shown before */
async function lister() {
  const attente = setTimeout(() => { statut.textContent = 'La liste arrive…' }, 300)
  try {
    const boites = await lecteur('autour/boites.json', readBoites)
    const lire = (code) => lecteur('carte/donnees/' + code.toLowerCase() + '.json', readLieux)
    const passe = (lieu) => !filtre.checked || lieu.profil.includes(papiers)
    const { lieux, fini } = await chercher(boites, lire, point, { nombre: voulus, rayon: filtre.checked ? PRES : LOIN, passe })
    return montrer(lieux, fini)
  } catch (error) {
    statut.textContent = HORS_LIGNE
    return -1
  } finally {
    clearTimeout(attente)
  }
}

bouton.addEventListener('click', async () => {
  statut.textContent = 'Votre appareil vous demande peut-être la permission…'
  bouton.disabled = true
  try {
    point = await situer()
    voulus = PAR
    const deja = await lister()
    if (deja >= 0 && !titre.hidden) titre.focus()
  } catch ({ code }) {
    statut.textContent = SANS_POSITION[code] || SANS_POSITION[2]
  }
  bouton.disabled = false
  if (document.activeElement === document.body) bouton.focus()
})

suite.addEventListener('click', async () => {
  voulus += PAR
  const deja = await lister()
  if (deja < 0) voulus -= PAR
  else if (liste.children[deja]) liste.children[deja].querySelector('a').focus()
})

filtre.addEventListener('change', () => {
  voulus = PAR
  lister()
})

filtre.checked = false
find('.autour__demande').hidden = false
