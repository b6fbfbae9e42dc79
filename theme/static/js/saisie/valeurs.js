/** One value as typed -> {valeur} or {message, remede, exemple}: the twins of valeurs.py. */

import { flottant, longueur, plier, proche } from './outils.js'
import { de } from '../lib/partage.js'
import { actuelle, parCodePostal, parNom } from './communes.js'

export function texte(o, brut) {
  const line = guillemets(o, o.serrer(brut.normalize('NFC')))
  if (!line) return o.dire('texte_vide', {})
  for (const faute of ['invisible', 'balise', 'formule']) {
    const found = o.trouve(faute, line)
    if (found) return o.dire(faute, { signe: found[0] })
  }
  return { valeur: line }
}

/** Before the checks: what a quote hid at the start of the text is then in sight. */
function guillemets(o, line) {
  if (!line.includes('"')) return line
  const quoted = o.remplacer('guillemets', line, (_, inside) => (
    inside && o.regles.guillemets.replace('{}', () => inside)))
  return o.rogner(quoted.replace(/"/g, '').replace(/ {2,}/g, ' '))
}

/** The text under the fields. How deep its lists nest is left to Python, which reads the Markdown. */
export function detail(o, brut, { champ }) {
  const typed = brut.normalize('NFC').replace(/\r\n?/g, '\n')
  const text = o.rogner(typed)
  if (o.trouve('invisible', typed)) return o.dire('invisible/longue', {})
  const sign = o.trouve('formule_longue', text)
  if (sign) return o.dire('formule/longue', { signe: sign[0] })
  const most = o.regles.crochets_max
  const crowded = text.split('[').length - 1 > most && longueur(text) <= champ.max
  return crowded ? o.dire('crochets', { max: most }) : { valeur: text }
}

export function choix(o, brut, { champ }) {
  const folded = plier(o.serrer(brut))
  const found = champ.choix.find((permis) => plier(permis) === folded)
  if (found) return { valeur: found }
  const near = proche(brut, champ.choix, o.regles.proche)
  const cle = near ? 'choix/proche' : champ.choix.length > o.regles.choix_dits ? 'choix/longue' : 'choix'
  return o.dire(cle, { texte: brut, proche: near, choix: champ.choix.join(', '), premier: champ.choix[0] })
}

const accepter = (o, ok, valeur, cle, dits = {}) => (
  ok ? { valeur } : o.dire(cle, { texte: valeur, ...dits }))

export function motif(o, brut, { champ: { motif, exemple } }) {
  return accepter(o, o.motif(motif).test(brut), brut, 'forme', { exemple })
}

export function litteral(o, brut, { champ: { choix, exemple } }) {
  return accepter(o, choix.includes(brut), brut, 'litteral', { exemple })
}

// --- Numbers and dates

export function coordinate(o, brut) {
  const text = o.rogner(brut)
  if (o.entier('lambert', text)) return o.dire('lambert', { texte: text })
  if (o.entier('degres', text)) return { valeur: Number(text), vu: flottant(Number(text)) }
  const near = o.remplacer('degres_en_trop', text.replace(/,/g, '.'), '')
  if (o.entier('degres_decimaux', near)) return o.dire('degres/proche', { texte: text, proche: near })
  const pair = o.entier('deux_nombres', text)
  if (!pair) return o.dire('degres', { texte: text })
  const [, point, x, y] = pair
  return o.dire('degres/deux', { texte: text, lat: point ? y : x, lon: point ? x : y })
}

export function integer(o, brut) {
  const text = o.coller(brut)
  return o.entier('entier', text) ? { valeur: Number(text), vu: String(Number(text)) }
    : o.dire('entier', { texte: brut })
}

export function decimal(o, brut) {
  const text = o.rogner(brut).replace(/,/g, '.')
  return accepter(o, o.entier('decimal', text), Number(text), 'decimal', { texte: brut })
}

export function jour(o, brut) {
  const text = o.rogner(brut)
  if (!o.entier('jour', text)) {
    const iso = jourPropose(o, text)
    return o.dire(iso ? 'jour/proche' : 'jour', { texte: text, proche: iso })
  }
  return auCalendrier(text) ? { valeur: text } : o.dire('calendrier', { texte: text })
}

function auCalendrier(iso) {
  const [year, month, day] = iso.split('-').map(Number)
  const days = [31, year % 4 || (!(year % 100) && year % 400) ? 28 : 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return year && day && day <= days[month - 1]
}

/** The ISO form of a day written otherwise, '' where no such day exists. */
function jourPropose(o, text) {
  const { jours, mois } = o.regles
  for (const cle of Object.keys(jours)) {
    const found = o.entier(cle, plier(text))
    if (found) {
      const [a, m, j] = Array.from('amj', (lettre) => found[1 + jours[cle].indexOf(lettre)])
      const iso = [a, ...[mois.indexOf(m) + 1 || m, j].map((n) => String(n).padStart(2, '0'))].join('-')
      return auCalendrier(iso) ? iso : ''
    }
  }
  return ''
}

export function partial_date(o, brut) {
  const text = o.rogner(brut)
  if (o.entier('date_partielle', text)) return { valeur: text }
  return o.entier('jour', text) ? jour(o, text) : o.dire('date_partielle', { texte: text })
}

// --- Codes

/** Whether the code exists is said where the form gave communes, its shape only where it gave none. */
export function code_insee(o, brut, { contexte, nom }) {
  const typed = o.rogner(brut)
  const text = typed.toUpperCase()
  const { communes } = contexte
  if (communes ? actuelle(communes, text) : o.entier('code_insee', text)) return { valeur: text }
  const named = nom === 'code_insee' ? parNom(communes, (contexte.saisie || {}).commune || '') : []
  const zero = communes && actuelle(communes, '0' + text)
  if (zero && (named.includes(zero) || !named.length)) return o.dire('zero_perdu/commune', { texte: text, nom: zero.nom })
  const sharing = parCodePostal(communes, text)
  const both = sharing.filter((commune) => named.includes(commune))
  const likely = [both, sharing, named].find((found) => found.length) || []
  const cle = sharing.length ? 'code_insee/postal' : o.entier('code_insee', typed) ? 'code_insee/inconnu' : 'code_insee'
  const whose = sharing.length === 1 ? de(sharing[0].nom) : 'de ' + sharing.length + ' communes'
  const said = o.dire(cle, { texte: typed, communes: whose })
  if (!likely.length) return said
  const { remede, exemple } = o.dire('communes_possibles', {
    communes: likely.slice(0, 3).map((c) => c.code + ' pour ' + c.nom).join(', '),
    code: likely.length === 1 ? '"' + likely[0].code + '"' : '',
  })
  return { message: said.message, remede, exemple }
}

export function postcode(o, brut) {
  const text = o.coller(brut)
  if (o.entier('quatre_chiffres', text)) return o.dire('zero_perdu', { texte: text })
  const found = (text.match(/[0-9]+/g) || []).filter((digits) => digits.length === 5)
  return accepter(o, o.entier('code_postal', text), text,
    found.length === 1 ? 'code_postal/proche' : 'code_postal', { texte: brut, proche: found[0] })
}

export function pivot(o, brut) {
  const text = o.coller(brut).replace(/\./g, '').toUpperCase()
  if (o.entier('siret', text)) {
    if (o.entier('zeros', text)) return o.dire('siret_nul', {})
    return accepter(o, luhn(text), text, 'siret_faux')
  }
  return accepter(o, o.entier('rna', text) || o.entier('ridet', text), text, 'pivot', { texte: brut })
}

function luhn(siret) {
  const digits = Array.from(siret, Number)
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0)
  if (siret.startsWith('356000000') && sum(digits) % 5 === 0) return true // La Poste's own rule
  const doubled = digits.map((d, i) => (i % 2 ? d : d * 2))
  return sum(doubled.map((n) => (n > 9 ? n - 9 : n))) % 10 === 0
}

export function identifier(o, brut) {
  const text = o.rogner(brut)
  return accepter(o, o.entier('identifiant', text), text, 'identifiant')
}

export function slug(o, brut) {
  const text = o.rogner(brut)
  const [most, role, exemple] = o.regles.mots.slug
  return accepter(o, o.entier('slug', text) && text.length <= most, text, 'mot', { role, exemple })
}

export function qpv(o, brut) {
  const text = o.rogner(brut).toUpperCase()
  return accepter(o, o.entier('qpv', text), text, 'qpv', { texte: brut })
}

export function image(o, brut) {
  const text = o.rogner(brut)
  return accepter(o, o.entier('image', text), text, 'image')
}
