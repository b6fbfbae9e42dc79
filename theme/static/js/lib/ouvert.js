/**
 * Whether a lieu is open, from its table and the calendar of its page, which plugins/annuaire/ouverture.py writes
 * and describes: what they do not tell is not guessed.
 */
const CONNUS = 366
const ANNEE = 365

const nombre = (texte) => parseInt(texte, 36)

/** ['F:7,l-3'] → {7: 'F', 21: 'F', 22: 'F', 23: 'F'} */
function dates(groupes) {
  const trouvees = {}
  groupes.forEach((groupe) => {
    const [valeur, suites] = groupe.split(':')
    suites.split(',').forEach((suite) => {
      const [debut, duree = 1] = suite.split('-').map(nombre)
      for (let n = 0; n < duree; n++) trouvees[debut + n] = valeur
    })
  })
  return trouvees
}

/** @returns [day since 1970, minute of the day] on the clock of the lieu; instant: milliseconds since 1970 */
export function horloge(calendrier, instant) {
  const [mois, jour, an, heure, minute] = new Date(instant)
    .toLocaleString('en-US', { timeZone: calendrier.split(';')[0], hourCycle: 'h23' }).match(/\d+/g)
  return [Date.UTC(an, mois - 1, jour) / 864e5, heure * 60 + +minute]
}

/**
 * @returns null where nothing is known, else {quoi: 'ouvert', 'rdv' (by appointment), 'ferme', '!' (a holiday that may
 *   be kept) or '?' (a message tells of the day), jour, faits: days since 1970, ancien: the facts are a year old,
 *   ordinaire: the day is as its weekday, n and minute: when it closes or opens, n days from now, minute undefined
 *   where unknown, rdv: it opens by appointment}
 */
export function etat(table, calendrier, instant) {
  const [semaine, du, ...autres] = table.split(';')
  const [, premier, ...feries] = calendrier.split(';')
  const [jour, maintenant] = horloge(calendrier, instant)
  const rang = jour - nombre(premier)
  const faits = nombre(du.replace('!', ''))
  const [exceptions, chomes] = [autres, feries].map(dates)
  const sept = semaine.split(',')
  sept.forEach((texte, n) => { if (texte === '=') sept[n] = sept[n - 1] })

  const usuel = (n) => sept[(jour - rang + n + 3) % 7] || ''
  const texte = (n) => n in exceptions ? exceptions[n]
    : chomes[n] && usuel(n) ? chomes[n] + du[0] === 'F!' ? '' : '!'
      : usuel(n)
  const certain = (n) => n < CONNUS && !/^\W/.test(texte(n))
  /** [[540, 720, false], …]: the third is true by appointment. */
  const plages = (n) => (texte(n).match(/\w\d*[A-Y]\d*/g) || []).map((plage) => (
    plage.match(/\D\d*/g).map((t) => (t.charCodeAt() % 32 - 1) * 60 + +t.slice(1)).concat(plage > 'Z')))
  const dit = (quoi, n, minute, rdv) => ({
    quoi, n: n - rang, minute, rdv, jour, faits, ancien: jour - faits >= ANNEE, ordinaire: texte(rang) === usuel(rang),
  })

  if (rang < 0 || rang >= CONNUS) return null
  if (!certain(rang)) return dit(texte(rang))
  let n = rang
  let suite = plages(n).find(([ouvre, ferme]) => ouvre <= maintenant && maintenant < ferme)
  if (suite) {
    const rdv = suite[2]
    let minute = suite[1]
    // Over midnight, unless what comes is unknown, or does not end.
    while (minute === 1440 && (suite = certain(n + 1) && n < rang + 7 ? plages(n + 1).find((plage) => !plage[0] && plage[2] === rdv) : [])) {
      minute = suite[1]
      n++
    }
    return dit(rdv ? 'rdv' : 'ouvert', n, minute)
  }
  for (; n < rang + 40 && n < CONNUS; n++) {
    suite = plages(n).find(([ouvre]) => n > rang || ouvre > maintenant)
    if (suite) return dit('ferme', n, suite[0], suite[2])
  }
  return dit('ferme')
}
