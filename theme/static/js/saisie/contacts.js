/** Telephone, e-mail, web address: the twins of contacts.py. */

import { code_insee, postcode } from './valeurs.js'

// --- Telephone. parse() does what phonenumbers does with the signs that a number may hold here.

export function phone(o, brut, { contexte }) {
  const plan = o.regles.telephone
  let text = o.serrer(brut)
  const short = text.replace(/ /g, '')
  if (o.entier('telephone_court', text) && tient(o, plan.courts, short)) return { valeur: short }
  if (!o.entier('telephone', text)) return o.dire('telephone_mots', { texte: text })
  if (chiffres(text).length > plan.chiffres_max) return o.dire('telephone_long', { texte: text })
  text = text.replace(/\(0\)/g, '')
  const code = territoire(o, contexte)
  const prefix = /^9[78]/.test(code) ? code.slice(0, 3) : ''
  if (prefix === '975') text = text.replace(/^0 ?508/, '')
  const france = Object.keys(plan.regions)
  const found = norme(o, text, text.startsWith('+') ? france : (plan.proches[prefix] || []).concat('FR'))
  if (found) return { valeur: found }
  const count = chiffres(text).length
  const national = text.startsWith('0')
  const elsewhere = national && count === 10 ? norme(o, text, france) : ''
  if (elsewhere) return o.dire('telephone_ailleurs', { texte: text, proche: elsewhere })
  return o.dire(national && count !== 10 ? 'telephone/chiffres' : 'telephone', { texte: text, n: count })
}

const chiffres = (text) => text.replace(/[^0-9]/g, '')
const tient = (o, pattern, text) => o.motif('^(?:' + pattern + ')$').test(text)

/** The postcode of the lieu, or its code INSEE, where it is right. */
function territoire(o, contexte) {
  const { code_postal: postal, code_insee: insee } = contexte.saisie || {}
  return (postal && postcode(o, postal).valeur)
    || (insee && code_insee(o, insee, { contexte }).valeur) || ''
}

/** The number in its standard form, read in the first region where it exists, or ''. */
function norme(o, text, regions) {
  for (const region of regions) {
    const number = parse(o, text, region)
    if (number && existe(o, number, region) && !factice(o, number)) return '+' + number.join('')
  }
  return ''
}

/** [country code, national number] or null. */
function parse(o, text, region) {
  const { regions } = o.regles.telephone
  const start = text.search(/[+0-9]/)
  const number = start < 0 || text.length > 250 ? '' : text.slice(start).replace(/[^0-9]+$/, '')
  if (!/^(?:[0-9]{2}|\+*(?:[-. ()]*[0-9]){3}[-. ()0-9]*)$/.test(number)) return null
  const [indicatif, , lengths, general] = regions[region]
  let digits = chiffres(number)
  let abroad = number.startsWith('+') && !digits.startsWith('0')
  if (!abroad && /^00[^0]/.test(digits)) [abroad, digits] = [true, digits.slice(2)]
  else if (number.startsWith('+') && !abroad) return null
  if (abroad) {
    const home = digits.length > 2 && Object.keys(regions).find((r) => digits.startsWith(regions[r][0]))
    return home ? avec(o, regions[home], digits.slice(String(regions[home][0]).length)) : null
  }
  if (digits.startsWith(indicatif)) {
    const bare = sansPrefixe(o, regions[region], digits.slice(String(indicatif).length))
    const better = !tient(o, general, digits) && tient(o, general, bare)
    if (better || digits.length > Math.max(...lengths)) {
      const home = Object.keys(regions).find((r) => regions[r][0] === indicatif)
      return avec(o, regions[home], bare)
    }
  }
  return avec(o, regions[region], digits)
}

/** The national prefix is taken off where what is left may be a number of that plan. */
function avec(o, plan, digits) {
  const [indicatif, , lengths] = plan
  if (digits.length < 2) return null
  const bare = sansPrefixe(o, plan, digits)
  const fits = lengths.includes(bare.length) || bare.length > Math.max(...lengths)
  return [indicatif, fits ? bare : digits]
}

function sansPrefixe(o, [, prefixe, , general], digits) {
  if (!prefixe || !digits.startsWith(prefixe)) return digits
  const bare = digits.slice(prefixe.length)
  return tient(o, general, digits) && !tient(o, general, bare) ? digits : bare
}

/** The region must be the number's own: 0269 61 12 34 is Mayotte, never Alsace. */
function existe(o, [indicatif, national], region) {
  const [own, , lengths, general, valid] = o.regles.telephone.regions[region]
  return own === indicatif && lengths.includes(national.length)
    && tient(o, general, national) && tient(o, valid, national)
}

function factice(o, [indicatif, national]) {
  const digits = national.replace(/^0+(?=.)/, '')
  const { fantaisie, outre_mer: overseas } = o.regles.telephone
  return new Set(digits.slice(1)).size === 1 || fantaisie.includes(digits)
    || (indicatif === 33 && overseas.some((prefix) => digits.startsWith(prefix)))
}

// --- E-mail

export function courriel(o, brut) {
  const text = o.rogner(brut).replace(/^mailto:/i, '')
  const near = text.normalize('NFD').replace(/[^\x00-\x7f]/g, '')
  if (near !== text && adresse(o, near)) return o.dire('courriel_accent', { texte: text, proche: near })
  const valeur = adresse(o, text)
  if (valeur) return { valeur }
  return o.dire(o.regles.fautes_courriel.find((cle) => o.trouve(cle, text)) || 'courriel', { texte: text })
}

function adresse(o, text) {
  const at = text.lastIndexOf('@')
  const mail = text.slice(0, at) + text.slice(at).toLowerCase()
  return o.entier('courriel', mail) && !/[^\x00-\x7f]/.test(text) ? mail : ''
}

// --- Web address

export function url(o, brut) {
  const text = o.rogner(brut)
  const lower = text.toLowerCase()
  if (o.trouve('url_dangereuse', lower)) return o.dire('url_dangereuse', { texte: text })
  if (!o.trouve('url_complete', lower)) {
    const bare = o.entier('url_nue', text)
    return o.dire(bare ? 'url_incomplete/proche' : 'url_incomplete',
      { texte: text, proche: bare && 'https://' + bare[1] })
  }
  const fautes = o.regles.fautes_url
  const found = Object.keys(fautes).find((cle) => o.trouve(cle, lower))
  if (found) return o.dire('url', { texte: text, faute: fautes[found] })
  // Only the path, the query and the fragment know upper case.
  return { valeur: text.replace(/^[^:]+:\/\/[^/?#]+/, (site) => site.toLowerCase()) }
}
