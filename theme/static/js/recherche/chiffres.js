/**
 * A postcode, or the number of a département, whole or not yet, right or wrong: served alone, to who
 * types figures.
 *
 * @typedef dire what chercher.js says of a commune, a département, a territory that is not ours: {optionCommune,
 *   optionDepartement, horsAnnuaire, belle}
 */

/** "20090" -> "2A", "97400" -> "974", "23500" -> "23"; "" for what is no postcode. */
export function codeDepartement(cp) {
  if (!/^\d{5}$/.test(cp)) return ''
  if (cp.startsWith('20')) return /^20[01]/.test(cp) ? '2A' : '2B'
  return cp.slice(0, /^9[78]/.test(cp) ? 3 : 2)
}

const CINQ = 'Un code postal a cinq chiffres.'

/** The answers to what has figures; null where figures are not what is looked for. */
export async function chercherChiffres(texte, demande, tete, index, dire) {
  const colle = texte.replace(/\bcedex\b\s*\d{0,2}\s*$/i, '').replace(/[\s.\u00a0-]/g, '')
  const arrondissement = parArrondissement(demande, tete)
  if (arrondissement) return codePostal(arrondissement, [], tete, index, dire)
  const sien = tete.departements.filter(({ code }) => code.toLowerCase() === colle.toLowerCase())
  if (sien.length && !/^\d{3}$/.test(colle)) return { options: sien.map(dire.optionDepartement), phrase: '' }
  if (/^20$/.test(colle)) return { options: tete.departements.filter(({ code }) => /^2[AB]$/.test(code)).map(dire.optionDepartement), phrase: '' }
  if (/^\d+$/.test(colle)) return parChiffres(colle, sien, tete, index, dire)
  const cp = demande.find((mot) => /^\d{5}$/.test(mot))
  return cp ? codePostal(cp, demande.filter((mot) => !/^\d+$/.test(mot)), tete, index, dire) : null
}

/** "lyon 3e" -> "69003" */
function parArrondissement(demande, { villes }) {
  const trouve = /^(\S+) (\d{1,2})(?:er|e|eme|ieme)?(?: arrondissement)?$/.exec(demande.join(' '))
  const debut = trouve && Object.prototype.hasOwnProperty.call(villes, trouve[1]) && villes[trouve[1]]
  return debut ? debut + trouve[2].padStart(2, '0') : ''
}

async function parChiffres(chiffres, sien, tete, index, dire) {
  if (chiffres.length === 5) return codePostal(chiffres, [], tete, index, dire)
  if (chiffres.length > 5) return { options: [], phrase: CINQ + ' Vous en avez écrit ' + chiffres.length + '.' }
  if (chiffres.length < 3) return { options: sien.map(dire.optionDepartement), phrase: CINQ + (chiffres.length === 2 ? ' Aucun département n’a le numéro ' + chiffres + '.' : '') }
  const connus = await index.codesPostaux(chiffres.slice(0, 3))
  const options = connus.filter(([code]) => code.startsWith(chiffres)).map(([code, communes]) => optionCode(code, communes, dire))
  if (chiffres.length === 3) return { options: [...sien.map(dire.optionDepartement), ...options], phrase: CINQ }
  const oublie = '0' + chiffres
  const avecZero = (await index.codesPostaux(oublie.slice(0, 3))).filter(([code]) => code === oublie)
  return {
    options: [...avecZero.map(([code, communes]) => optionCode(code, communes, dire)), ...options],
    phrase: CINQ + (avecZero.length ? ' Est-ce ' + oublie + '\u202f?' : '')
  }
}

const optionCode = (code, communes, { belle }) => ({
  titre: code, url: 'cp/' + code + '/', ecart: 0,
  detail: communes.length > 1 ? 'code postal de ' + communes.length + ' communes' : 'code postal, ' + belle(communes[0].nom)
})

async function codePostal(cp, noms, tete, index, dire) {
  const connu = (await index.codesPostaux(cp.slice(0, 3))).find(([code]) => code === cp)
  if (!connu) return inconnu(cp, tete, dire)
  const communes = connu[1].slice().sort((une, autre) => autre.taille - une.taille)
  const hors = !tete.departements.some(({ code }) => communes.some(({ departement }) => departement === code))
  if (hors) return { options: [], phrase: dire.horsAnnuaire(communes[0].departement, tete) }
  const nommees = communes.filter(({ mots }) => noms.length && mots.join('').startsWith(noms.join('')))
  const siennes = (nommees.length ? nommees : communes).map((une) => dire.optionCommune(une, tete))
  const page = optionCode(cp, communes, dire)
  return { options: nommees.length ? [...siennes, page] : [page, ...siennes], phrase: '', toutes: true }
}

/** A postcode that no commune has: a CEDEX, a slip of the finger, another country. */
function inconnu(cp, tete, dire) {
  if (cp.startsWith('980')) return { options: [], phrase: 'Monaco n’est pas dans l’annuaire, qui ne couvre que la France.' }
  const code = codeDepartement(cp)
  const sien = tete.departements.filter((un) => un.code === code)
  if (sien.length) return { options: sien.map(dire.optionDepartement), phrase: 'Aucune commune n’a le code postal ' + cp + '. C’est peut-être un CEDEX. Voici son département.' }
  if (tete.hors[code]) return { options: [], phrase: dire.horsAnnuaire(code, tete) }
  return { options: [], phrase: 'Le code postal ' + cp + ' n’existe pas en France.' }
}
