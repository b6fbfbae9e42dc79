/**
 * What is typed -> promise of {options, phrase}: answers, the best first, and a sentence where
 * something is to be said. An option is {titre, detail, url, ecart}; the url is '' where the site
 * has no page, `phrase` then says why.
 */
import { adresse, plage } from './index.js'
import { cle, envers, mots } from './mots.js'
import { DEBUT, EXACT, SANS_ARTICLE, noter, noterPlusieurs } from './noter.js'

export const MONTREES = 8
const LIAISONS = ['a', 'au', 'aux', 'de', 'du', 'des', 'd', 'en', 'pres', 'dans', 'le', 'la', 'les']
const [TAILLE_REGION, TAILLE_LIEU, TAILLE_METIER] = [23, 9, 24]
/** « Cosne-Cours-sur-Loire » names a river, not a département. */
const DANS_UN_NOM = ['sur', 'sous', 'l', 'd', 'de', 'du']
const LIEU_DES = 3

/** "Le Mans" -> "au Mans" */
const a = (ville) => (/^Le /.test(ville) ? 'au ' + ville.slice(3) : /^Les /.test(ville) ? 'aux ' + ville.slice(4) : 'à ' + ville)

const belle = (nom) => nom.replace(/'/g, '’')

/** What is said of an overseas collectivity where the annuaire has no lieu. */
function horsAnnuaire(code, tete) {
  return tete.hors[code] ? 'L’annuaire n’a pas encore de lieu ' + tete.hors[code] + '.' : 'L’annuaire ne couvre pas ce territoire.'
}

const optionDepartement = (un) => ({ titre: un.nom + ' (' + un.code + ')', detail: 'département', url: un.url })

export function optionCommune(une, tete) {
  const sien = tete.departements.find(({ code }) => code === une.departement)
  const du = sien ? sien.du : 'd’outre-mer'
  return {
    titre: belle(une.nom), detail: 'commune ' + du, url: adresse(une, tete.departements),
    phrase: sien ? '' : horsAnnuaire(une.departement, tete), code: une.code
  }
}

const exacte = ({ ecart }) => ecart === EXACT
const avec = (option, note) => Object.assign(option, note)

/**
 * @param index what ouvrir() of index.js gives
 * @param presse somebody is still typing: what half a word would ask for in vain (lieux, faults) waits
 */
export async function chercher(saisi, index, presse = false) {
  const texte = saisi.slice(0, 120)
  const tete = await index.tete()
  const demande = mots(texte).filter((mot) => mot !== 'cedex')
  if (!demande.length) return { options: [], phrase: saisi.trim() ? 'Écrivez un nom avec des lettres, ou un code postal.' : '' }
  const chiffres = /\d/.test(texte) && await parChiffres(texte, demande, tete, index)
  if (chiffres) return chiffres
  if (!presse && demande.length === 1) {
    const nommees = await parDebut(demande, tete, index)
    // A commune by its whole name asks for no word of the trade.
    if (nommees.some(exacte)) return { options: trier([...nommees, ...territoires(demande, tete)]), phrase: '' }
  }
  const metiers = presse ? [] : await index.metiers()
  // One other reading at most, then one range fewer: a search stays under 9 KB.
  const autres = lectures(demande, tete, metiers).slice(0, 1)
  for (const [reste, departement] of autres) {
    const debut = await parDebut(reste, tete, index, { departement, seule: true })
    const sures = debut.filter(({ ecart }) => ecart <= (departement ? SANS_ARTICLE : EXACT))
    if (sures.length) return { options: trier(sures), phrase: '' }
  }
  return { options: await tout(demande, { tete, index, metiers }, autres.length > 0, presse), phrase: '' }
}

async function parChiffres(texte, demande, tete, index) {
  const { chercherChiffres } = await import('./chiffres.js')
  return chercherChiffres(texte, demande, tete, index, { optionCommune, optionDepartement, horsAnnuaire, belle })
}

/** Other ways to read it: a name and its département; a word of the trade and a commune. */
function lectures(demande, tete, metiers) {
  const trouvees = []
  for (const { code, mots: nom } of tete.departements) {
    for (const fin of [nom, [code.toLowerCase()]]) {
      const coupe = demande.length - fin.length
      if (coupe > 0 && !DANS_UN_NOM.includes(demande[coupe - 1]) && demande.slice(coupe).join(' ') === fin.join(' ')) trouvees.push([sansLiaison(demande.slice(0, coupe)), code])
    }
  }
  for (const { noms } of metiers) {
    for (let n = 1; n < Math.min(demande.length, 6); n++) {
      const dit = (quels) => noms.some((nom) => nom.join('') === quels.join(''))
      if (dit(demande.slice(0, n))) trouvees.push([sansLiaison(demande.slice(n)), ''])
      if (dit(demande.slice(-n))) trouvees.push([sansLiaison(demande.slice(0, -n)), ''])
    }
  }
  return trouvees.filter(([reste]) => reste.length)
}

function sansLiaison(demande) {
  let [debut, fin] = [0, demande.length]
  while (debut < fin - 1 && LIAISONS.includes(demande[debut]) && !['le', 'la', 'les'].includes(demande[debut])) debut++
  while (fin > debut + 1 && LIAISONS.includes(demande[fin - 1])) fin--
  return demande.slice(debut, fin)
}

function communesNotees(communes, demande, tete) {
  return communes.map((une) => {
    const note = noter(demande, une.mots, une.taille)
    return note && avec(optionCommune(une, tete), note)
  }).filter(Boolean)
}

/** The communes whose key begins so, from one range, or two where the names go on in the next. */
async function parDebut(demande, tete, index, { departement = '', seule = false } = {}) {
  const k = cle(demande)
  const n = plage(tete.debut, k)
  let lues = await index.communes('debut-' + n)
  const noter_ = () => communesNotees(lues.filter((une) => !departement || une.departement === departement), demande, tete)
  const suite = !seule && (tete.debut[n + 1] || '').startsWith(k)
  const sues = noter_().filter(({ ecart }) => ecart <= DEBUT)
  if (suite && sues.length <= MONTREES && !sues.some(exacte)) lues = lues.concat(await index.communes('debut-' + (n + 1)))
  return noter_()
}

/** Whether the key of half a name leads somewhere: « saint », « le ch » do not yet. */
const assez = (demande) => cle(demande).length >= LIEU_DES && !/^sainte?$/.test(demande.join(''))

async function tout(demande, { tete, index, metiers }, seule, presse) {
  const sus = [...territoires(demande, tete), ...parMetier(demande, metiers)]
  if (presse && !assez(demande)) return trier(sus)
  const debut = await parDebut(demande, tete, index, { seule })
  let trouvees = [...debut, ...sus]
  if (presse || debut.some(exacte)) return trier(trouvees)
  trouvees = trouvees.concat(await parLieu(demande, tete, index))
  if (!seule && !trouvees.some(({ ecart }) => ecart <= DEBUT) && demande.join('').length >= LIEU_DES) {
    const fin = await index.parFin(envers(cle(demande)))
    const deja = new Set(trouvees.map(({ code }) => code).filter(Boolean))
    trouvees = trouvees.concat(communesNotees(fin.filter(({ code }) => !deja.has(code)), demande, tete))
  }
  return trier(trouvees)
}

const trier = (options) => options.sort((un, autre) => autre.note - un.note || (un.titre < autre.titre ? -1 : 1))

function territoires(demande, tete) {
  const notes = (ceux, faire) => ceux.map((un) => {
    const note = noter(demande, un.mots, TAILLE_REGION)
    return note && avec(faire(un), note)
  })
  const departements = notes(tete.departements, optionDepartement)
  const regions = notes(tete.regions, (un) => ({ titre: belle(un.nom), detail: 'région', url: un.url }))
  return [...departements, ...regions].filter(Boolean)
}

function parMetier(demande, metiers) {
  return metiers.map(({ nom, noms, url }) => {
    const note = demande.join('').length > 1 && noterPlusieurs(demande, noms, TAILLE_METIER)
    return note && avec({ titre: nom, detail: 'tous les lieux', url }, note)
  }).filter(Boolean)
}

async function parLieu(demande, tete, index) {
  const k = cle(demande)
  if (k.length < LIEU_DES) return []
  const [besoins, lieux] = [new Map(), []]
  for (const un of await index.lieux(k)) {
    if (un.besoin) besoins.set(un.url, [...(besoins.get(un.url) || []), un])
    else lieux.push(un)
  }
  const trouves = Array.from(besoins.values()).map((dits) => {
    const note = noterPlusieurs(demande, dits.map((un) => un.mots), TAILLE_METIER)
    const { nom, url } = dits[0]
    return note && avec({ titre: nom, detail: url.startsWith('demarches/') ? 'démarche' : 'tous les lieux', url }, note)
  })
  return trouves.concat(lieux.map((un) => {
    const departs = un.mots.map((_, i) => un.mots.slice(i))
    const note = noterPlusieurs(demande, departs.concat(departs.map((mots) => mots.concat(un.fin))), TAILLE_LIEU)
    const sien = tete.departements.find(({ code }) => code === un.departement)
    return note && avec({ titre: belle(un.nom), detail: 'lieu ' + a(belle(un.ville)) + (sien ? ' (' + sien.nom + ')' : ''), url: un.url }, note)
  })).filter(Boolean)
}

