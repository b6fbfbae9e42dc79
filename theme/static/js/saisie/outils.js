/**
 * What the checks share: the patterns, the sentences, and texts as Python reads them.
 * `regles` is contribuer/regles.json, made by plugins/annuaire/contribution/regles_saisie.py.
 */

const prets = new WeakMap()

/** The tools of a table of rules, made once. */
export function outils(regles) {
  if (!prets.has(regles)) prets.set(regles, preparer(regles))
  return prets.get(regles)
}

function preparer(regles) {
  const { motifs, espaces, refus } = regles
  const faits = {}
  const motif = (source) => faits[source] || (faits[source] = new RegExp(source, 'u'))
  const blancs = new RegExp('[' + espaces + ']+', 'gu')
  const bords = new RegExp('^[' + espaces + ']+|[' + espaces + ']+$', 'gu')
  return {
    regles,
    motif,
    /** The whole text matches, a part of it does: as motifs.py. */
    entier: (cle, texte) => motif('^(?:' + motifs[cle] + ')$').exec(texte),
    trouve: (cle, texte) => motif(motifs[cle]).exec(texte),
    remplacer: (cle, texte, par) => texte.replace(new RegExp(motifs[cle], 'gu'), par),
    /** str.strip, " ".join(str.split()), "".join(str.split()) */
    rogner: (texte) => texte.replace(bords, ''),
    serrer: (texte) => texte.replace(bords, '').replace(blancs, ' '),
    coller: (texte) => texte.replace(blancs, ''),
    /** {message, remede, exemple} of a refusal: as refus.dire. */
    dire: (cle, valeurs) => {
      const [message, remede, exemple] = refus[cle].map((phrase, i) => (
        remplir(phrase === null ? refus[cle.split('/')[0]][i] : phrase, valeurs)))
      return { message, remede, exemple }
    },
  }
}

function remplir(phrase, valeurs) {
  return phrase.replace(/\{([a-z]+)\}/g, (_, nom) => valeurs[nom])
}

export const longueur = (texte) => Array.from(texte).length

/** A number as Python writes a float: 91 -> "91.0", 0.00001 -> "1e-05". */
export function flottant(x) {
  if (Object.is(x, -0)) return '-0.0'
  if (Number.isInteger(x)) return x + '.0'
  return Math.abs(x) < 1e-4 ? x.toExponential().replace(/e-(\d)$/, 'e-0$1') : String(x)
}

/** Case, accents and the form of the apostrophe forgiven: as valeurs._fold. */
export function plier(texte) {
  return texte.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/’/g, "'")
}

/** The likeliest of some values for a misspelt one, '' if none reaches `seuil`: as valeurs.proche. */
export function proche(texte, parmi, seuil) {
  let [best, score] = ['', 0]
  for (const permis of parmi) {
    const ici = ressemblance(plier(texte), plier(permis))
    if (ici > score) [best, score] = [permis, ici]
  }
  return score >= seuil ? best : ''
}

/** 0 to 100, nearer if one begins a word of the other: as valeurs.ressemblance. */
export function ressemblance(a, b) {
  const [court, long] = [a, b].map((text) => text.replace(/[^0-9a-z]+/g, ' ').trim())
    .sort((x, y) => x.length - y.length)
  const score = ratio(a, b)
  return court.length > 2 && (' ' + long).includes(' ' + court) ? (100 + score) / 2 : score
}

/** rapidfuzz's fuzz.ratio: the letters that two texts share in the same order, in per cent of all. */
export function ratio(a, b) {
  const [x, y] = [Array.from(a), Array.from(b)]
  const total = x.length + y.length
  let line = new Array(y.length + 1).fill(0)
  for (const letter of x) {
    const next = [0]
    y.forEach((other, j) => next.push(letter === other ? line[j] + 1 : Math.max(line[j + 1], next[j])))
    line = next
  }
  return total ? (1 - (total - 2 * line[y.length]) / total) * 100 : 100
}
