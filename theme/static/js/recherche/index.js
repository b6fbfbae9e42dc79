/** The files of recherche/, read as they are needed: see plugins/annuaire/recherche.py. */
import { mots, slug } from './mots.js'

/** "de la Creuse" -> "Creuse" */
const sansDe = (phrase) => phrase.replace(/^(?:de la |de l’|du |des |de |d’)/, '')

function preparer(lu) {
  const departements = Object.keys(lu.departements).map((code) => {
    const nom = sansDe(lu.departements[code])
    return { code, nom, du: lu.departements[code], mots: mots(nom), url: 'departements/' + code.toLowerCase() + '-' + slug(nom) + '/' }
  })
  return {
    debut: lu.debut.split(' '),
    departements,
    hors: lu.hors,
    villes: lu.villes,
    regions: lu.regions.map((nom) => ({ nom, mots: mots(nom), url: 'regions/' + slug(nom) + '/' }))
  }
}

const metier = ([nom, url, autres]) => ({ nom, url, noms: [nom.replace(/\(.*/, ''), ...autres.split('|')].map(mots).filter((un) => un.length) })

/** "Felletin|23079500L" -> a commune; the letter says its size, and in capital that it has a page. */
export function commune(rang) {
  const [, nom, code, chiffres, lettre] = /^(.*)\|(\w{5})(\d*)([a-z])$/i.exec(rang)
  const departement = code.slice(0, /^9[78]/.test(code) ? 3 : 2)
  const cp = chiffres.length === 5 || !chiffres ? chiffres : departement + chiffres
  const petite = lettre.toLowerCase()
  return { nom, code, departement, cp, taille: petite.charCodeAt(0) - 97, page: lettre !== petite, mots: mots(nom) }
}

/** Where the nearest lieux of a commune are shown: as pages.page.url_pres. */
export function adresse({ nom, code, departement, cp, page }, departements) {
  const sien = departements.find((un) => un.code === departement)
  if (!sien) return ''
  if (page) return 'communes/' + code.toLowerCase() + '-' + slug(nom) + '/'
  return cp ? 'cp/' + cp + '/#c' + code.toLowerCase() : sien.url + 'communes/'
}

/** A lieu; or, where an address stands for its commune, what is typed for a need or a démarche. */
function lieu([nom, ville, departement, sien]) {
  if (ville.endsWith('/')) return { nom, url: ville, mots: mots(departement), besoin: true }
  const url = 'lieux/' + (sien === 1 ? slug(nom) : sien || slug(nom + ' ' + ville)) + '/'
  return { nom, ville, departement, url, mots: mots(nom), fin: mots(ville) }
}

/** The number of the range that holds a key: the last that begins before it. */
export function plage(debuts, cle) {
  let [bas, haut] = [0, debuts.length]
  while (haut - bas > 1) {
    const milieu = (bas + haut) >> 1
    if (debuts[milieu] <= cle) bas = milieu
    else haut = milieu
  }
  return bas
}

/** @param lire name of a file of recherche/ -> promise of what it says */
export function ouvrir(lire) {
  const lus = new Map()

  function fichier(nom, faire) {
    if (!lus.has(nom)) {
      const promesse = lire(nom + '.json').then(faire)
      promesse.catch(() => lus.delete(nom))
      lus.set(nom, promesse)
    }
    return lus.get(nom)
  }

  const communes = (nom) => fichier(nom, (rangs) => rangs.map(commune))
  return {
    tete: () => fichier('index', preparer),
    /** The words of the trade, and the page that answers each. */
    metiers: () => fichier('mots', (lus) => lus.map(metier)),
    communes,
    /** The communes whose key ends so, told backwards: for a fault in its beginning. */
    parFin: async (cle) => communes('fin-' + plage(await fichier('fin', (lu) => lu.split(' ')), cle)),
    /** The lieux one of whose keys may begin so. */
    lieux: async (cle) => {
      const debuts = await fichier('lieux-' + cle[0], (lu) => (lu === null ? [] : lu.split(' ')))
      return debuts.length ? fichier('lieux-' + cle[0] + '-' + plage(debuts, cle), (rangs) => rangs.map(lieu)) : []
    },
    /** The postcodes that begin with three digits: [[code, communes], …]. */
    codesPostaux: (trois) => fichier('cp-' + trois, (lu) => Object.keys(lu).sort().map((code) => [code, lu[code].map(commune)]))
  }
}
