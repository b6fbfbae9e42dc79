/** Opening hours: the twin of horaires.verifier and horaires.proposer. */

import { estOsm } from './grammaire.js'

const JOURS = ['lu', 'ma', 'me', 'je', 've', 'sa', 'di']
const JOURS_OSM = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
const DAY = '(?:' + JOURS_OSM.join('|') + ')'
const SANS_FIN = new RegExp(
  '(?:^|;)\\s*' + DAY + '(?:\\s*[-,]\\s*' + DAY + ')*\\s*(?=;|$)|\\d\\d:\\d\\d\\s*\\+')
const VIRGULE = new RegExp('\\b([A-Z][a-z]),\\s+(?=' + DAY + '\\b)', 'g')

export function opening_hours(o, brut) {
  const text = o.serrer(brut).replace(VIRGULE, '$1,')
  if (!estOsm(text)) {
    const near = proposer(o, text)
    return o.dire(near ? 'horaires/proche' : 'horaires', { texte: text, proche: near })
  }
  const said = text.replace(/"[^"]*"/g, '')
  const vague = SANS_FIN.exec(said)
  if (vague) return o.dire('horaires_vagues', { texte: vague[0].replace(/^[; ]+|[; ]+$/g, '') })
  const spans = /\b(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)\b/g
  for (let span; (span = spans.exec(said));) {
    const [, h1, m1, h2, m2] = span.map(Number)
    const [start, end] = [h1 * 60 + m1, h2 * 60 + m2]
    const fault = start === end ? 'nuls' : end < start ? 'inverses' : end > 24 * 60 ? 'nuit' : ''
    if (fault) return o.dire('horaires_' + fault, { texte: span[0] })
  }
  return { valeur: text }
}

const FIN = '(?![0-9_a-zà-öø-ÿœ])'
const MOTS = '((?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?' + FIN
  + '|(?:lun|mar|mer|jeu|ven|sam|dim|lu|ma|me|je|ve|sa|di)' + FIN + '\\.?)'
  + '|(\\d{1,2})\\s*[h:]\\s*(\\d\\d(?!\\s*h))?(?!\\d)'
  + '|((?:au|à|a)' + FIN + ')|(et' + FIN + ')|(?:ouvert|du|des?|les?)' + FIN
const SIGNES = '([-–—])|([,/+&])|([;.])|:'
const TOUT = new RegExp(MOTS + '|' + SIGNES, 'y')
const SEULS = new RegExp('()()()()()(?!)|' + SIGNES, 'y') // inside a word, signs only

/** Plain French hours in OpenStreetMap's syntax, '' where a doubt remains. */
function proposer(o, texte) {
  const text = texte.toLowerCase()
  let [osm, i] = ['', 0]
  while (i < text.length) {
    if (/\s/.test(text[i])) { i += 1; continue }
    const pattern = i && /[0-9_a-zà-öø-ÿœ]/.test(text[i - 1]) && /[0-9_a-zà-öø-ÿœ]/.test(text[i]) ? SEULS : TOUT
    pattern.lastIndex = i
    const word = pattern.exec(text)
    if (!word) return ''
    i = pattern.lastIndex
    const [, jour, h, min, au, et, tiret, suite, fin] = word
    if (jour) osm += JOURS_OSM[JOURS.indexOf(jour.slice(0, 2))]
    else if (h) osm += h.padStart(2, '0') + ':' + (min || '00')
    else osm += au || tiret ? '-' : et || suite ? ',' : fin ? ';' : ''
  }
  osm = osm.replace(/([a-z]),?(?=\d)/g, '$1 ').replace(/(\d)[,;-]?(?=[A-Z])/g, '$1; ')
    .replace(/(:\d\d)(?=\d\d:)/g, '$1,').replace(/^[ ,;-]+|[ ,;-]+$/g, '')
  return chaqueJourUneFois(osm) ? opening_hours(o, osm).valeur || '' : ''
}

const SIMPLE = new RegExp('^(' + DAY + '(?:[-,]' + DAY + ')*) ?'
  + '(?:off|closed|\\d\\d:\\d\\d-\\d\\d:\\d\\d(?:,\\d\\d:\\d\\d-\\d\\d:\\d\\d)*)$')

/** A day told twice: nobody knows if the second adds to the first or replaces it. */
function chaqueJourUneFois(osm) {
  const told = []
  for (const rule of osm.split(';')) {
    const match = SIMPLE.exec(rule.trim())
    if (!match) return false
    for (const part of match[1].split(',')) {
      const [start, end = start] = part.split('-').map((day) => JOURS_OSM.indexOf(day))
      for (let day = start; day <= (end >= start ? end : end + 7); day++) told.push(day % 7)
    }
  }
  return told.length === new Set(told).size
}
