/**
 * An entry as a file: the same bytes as plugins/annuaire/ecriture.py writes for the same values.
 * Every value is text, a number, a list or a block; what is empty is left out.
 */

// What YAML 1.1 would not read as text: https://yaml.org/type/
const PAS_TEXTE = [
  /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
  /^(?:[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/,
  /^(?:<<|=|~|null|Null|NULL|)$/,
]
const JOUR = /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/
const NOMBRE = /^[\d.,_+-]+$/
const MOIS = /^\d{4}-\d\d(-\d\d)?$/
const SIGNE = /^[\s\-?:,[\]{}#&*!|>'"%@`]|: |:$| #|[,[\]{}]|\s$/

const entreGuillemets = (texte) => '"' + texte.replace(/["\\]/g, '\\$&')
  .replace(/[\u{10000}-\u{10ffff}]/gu, (c) => '\\U' + c.codePointAt(0).toString(16).toUpperCase().padStart(8, '0')) + '"'

/** @param dansListe between brackets, where a question mark is a sign too */
export function texteYaml(texte, dansListe) {
  if (JOUR.test(texte)) return texte
  if ((NOMBRE.test(texte) && !MOIS.test(texte)) || SIGNE.test(texte) || PAS_TEXTE.some((forme) => forme.test(texte))) {
    return entreGuillemets(texte)
  }
  if (texte.startsWith('...') || (dansListe && texte.includes('?'))) return "'" + texte.replace(/'/g, "''") + "'"
  return texte
}

/** @param reel numbers that Python writes with a point: 47 is 47.0 */
function valeurYaml(valeur, reel, dansListe) {
  if (typeof valeur !== 'number') return texteYaml(String(valeur), dansListe)
  return Number.isInteger(valeur) && reel ? valeur + '.0' : String(valeur)
}

const estBloc = (valeur) => typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur)
const estVide = (valeur) => valeur === null || valeur === undefined || valeur === '' || (Array.isArray(valeur) && !valeur.length)
  || (estBloc(valeur) && Object.values(valeur).every(estVide))

function lignes(bloc, chemin, marge, modele) {
  const ordre = modele.ordre[chemin] || []
  const rang = (nom) => (ordre.includes(nom) ? ordre.indexOf(nom) : ordre.length)
  const noms = Object.keys(bloc).filter((nom) => !estVide(bloc[nom])).sort((a, b) => rang(a) - rang(b))
  return [].concat(...noms.map((nom) => champ(nom, bloc[nom], chemin ? chemin + '.' + nom : nom, marge, modele)))
}

function champ(nom, valeur, chemin, marge, modele) {
  const reel = modele.reels.includes(chemin)
  if (estBloc(valeur)) return [marge + nom + ':'].concat(lignes(valeur, chemin, marge + '  ', modele))
  if (!Array.isArray(valeur)) return [marge + nom + ': ' + valeurYaml(valeur, reel)]
  if (!valeur.some((un) => estBloc(un) || String(un).includes(':'))) {
    return [marge + nom + ': [' + valeur.map((un) => valeurYaml(un, reel, true)).join(', ') + ']']
  }
  return [marge + nom + ':'].concat(...valeur.map((un) => {
    if (!estBloc(un)) return [marge + '  - ' + valeurYaml(un, reel)]
    const [premiere, ...suite] = lignes(un, chemin, marge + '    ', modele)
    return [marge + '  - ' + premiere.slice(marge.length + 4)].concat(suite)
  }))
}

/**
 * The whole text of an entry.
 *
 * @param valeurs as `fiche.json` has them, presentation_detail included
 * @param modele {ordre: {'': names of fields, 'meta': …}, reels: paths of numbers with a point}
 */
export function entree(valeurs, modele) {
  const { presentation_detail: corps, ...reste } = valeurs
  return '---\n' + lignes(reste, '', '', modele).join('\n') + '\n---\n' + (corps ? '\n' + corps + '\n' : '')
}

/** Where a new entry goes: the folder of its département, as Departement.slug names it. */
export const cheminDe = ({ departement }, nom, { departements }) => (
  'lieux/' + departement.toLowerCase() + '-' + mots(departements[departement]) + '/' + nom + '.md')

const REMPLACES = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ð: 'd', ł: 'l', đ: 'd', '®': '-r-' }

/** "L’Arête (La Base)", "Besançon" -> "l-arete-la-base-besancon", the address of a new lieu, 80 characters at most. */
export function slug(nom, commune) {
  const base = couper(mots(nom.replace(/['’°]/g, '-')), 80)
  const ville = couper(mots(commune), 40)
  const entier = !ville || base.includes(ville) ? base : base.slice(0, 79 - ville.length).replace(/-+$/, '') + '-' + ville
  return entier.replace(/^-+|-+$/g, '') || 'lieu'
}

const mots = (texte) => texte.toLowerCase().replace(/[œæßøðłđ®]/g, (c) => REMPLACES[c])
  .normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')

/** As python-slugify cuts at words: one that is too long is passed over, a shorter one after it is kept. */
function couper(texte, long) {
  if (texte.length <= long) return texte
  let gardes = ''
  for (const mot of texte.split('-')) {
    const fin = gardes.length + mot.length
    if (fin < long) gardes += mot + '-'
    else if (fin === long) return gardes + mot
  }
  return gardes.replace(/-$/, '')
}
