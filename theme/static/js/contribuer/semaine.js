/**
 * Opening hours as a week grid: seven days, Monday first, each a list of at most two spans
 * ['09:00', '12:00']. The plain weekly subset of the OpenStreetMap syntax is read and written; what
 * says more is left as text.
 */

export const JOURS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
const SUITE = /^((?:Mo|Tu|We|Th|Fr|Sa|Su)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su))*)\s+(off|closed|\d\d:\d\d-\d\d:\d\d(?:,\s*\d\d:\d\d-\d\d:\d\d)*)$/

/** "Mo-We,Fr" -> [0, 1, 2, 4] */
function jours(dits) {
  return [].concat(...dits.split(',').map((part) => {
    const [premier, dernier] = part.split('-').map((jour) => JOURS.indexOf(jour))
    if (dernier === undefined) return [premier]
    const long = (dernier - premier + 7) % 7
    return Array.from({ length: long + 1 }, (_, i) => (premier + i) % 7)
  }))
}

/** @returns {jours: [[['09:00', '12:00']], …], feries: closed on public holidays}, null where a grid cannot hold it */
export function lireSemaine(osm) {
  const semaine = { jours: Array.from({ length: 7 }, () => []), feries: false }
  for (const regle of osm.split(';').map((un) => un.trim()).filter(Boolean)) {
    if (/^PH (off|closed)$/.test(regle)) {
      semaine.feries = true
      continue
    }
    const found = SUITE.exec(regle)
    if (!found) return null
    const plages = /^\d/.test(found[2]) ? found[2].split(',').map((plage) => plage.trim().split('-')) : []
    // One span that crosses noon stands whole in the morning's boxes.
    if (plages.length > 2 || plages.some(([debut, fin]) => debut >= fin)) return null
    for (const jour of jours(found[1])) semaine.jours[jour] = plages
  }
  return semaine
}

/** The same days together, as people write them: "Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00; PH off"; "" where nothing opens. */
export function ecrireSemaine({ jours: semaine, feries }) {
  const dits = semaine.map((plages) => plages.map((plage) => plage.join('-')).join(','))
  const faits = []
  dits.forEach((dit, jour) => {
    if (!dit || dits.indexOf(dit) < jour) return
    faits.push(suites(dits.map((un, i) => (un === dit ? i : -1)).filter((i) => i >= 0)) + ' ' + dit)
  })
  return faits.length ? faits.concat(feries ? ['PH off'] : []).join('; ') : ''
}

/** [0, 1, 2, 4] -> "Mo-We,Fr" */
function suites(ensemble) {
  const parts = []
  for (const jour of ensemble) {
    const derniere = parts[parts.length - 1]
    if (derniere && derniere[1] === jour - 1) derniere[1] = jour
    else parts.push([jour, jour])
  }
  return parts.map(([a, b]) => (a === b ? JOURS[a] : JOURS[a] + (b === a + 1 ? ',' : '-') + JOURS[b])).join(',')
}

const heure = (dit) => Number(dit.slice(0, 2)) + '\u00a0h' + (dit.endsWith('00') ? '' : '\u00a0' + dit.slice(3))

/** ['09:00', '17:30'] -> "9 h à 17 h 30" */
export const plageEnMots = ([debut, fin]) => heure(debut) + ' à ' + heure(fin)
