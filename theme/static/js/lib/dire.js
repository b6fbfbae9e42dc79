/** The states of lib/ouvert.js in French. */

const date = (jour, options) => new Date(jour * 864e5).toLocaleDateString('fr', { timeZone: 'UTC', ...options })

/** ", ouvre" + " mardi à 9 h", nothing where the hour is unknown. */
function quand(verbe, { jour, n, minute }) {
  if (minute === undefined) return ''
  const le = n > 6 ? 'le ' + date(jour + n, { day: 'numeric', month: 'long' }).replace(/^1 /, '1er ') + ' '
    : n > 1 ? date(jour + n, { weekday: 'long' }) + ' ' : n ? 'demain ' : ''
  const reste = minute % 60
  return ', ' + verbe + ' ' + le + 'à ' + (minute % 1440 ? (minute - reste) / 60 + '\u00a0h' : 'minuit')
    + (reste ? (reste < 10 ? '\u00a00' : '\u00a0') + reste : '')
}

/**
 * « Ouvert, ferme à 17 h », « Fermé, ouvre mardi à 9 h »: without the full stop.
 *
 * @param lu what etat() gives, null after the last day that the table knows
 * @param conseil what to do before coming, told after old facts and their month: none in a list
 */
export function dire(lu, conseil) {
  const appelez = '\u00a0: ' + (conseil || 'appelez avant de venir')
  if (!lu) return 'Horaires à vérifier' + appelez
  const { quoi, rdv } = lu
  if (quoi === '!') return 'Jour férié ou chômé' + appelez
  if (quoi === '?') return 'Un message est à lire avant de venir'
  if (lu.ancien) {
    const mois = date(lu.faits, { month: 'long', year: 'numeric' })
    return 'D’ordinaire ' + { ouvert: 'ouvert', rdv: 'sur rendez-vous', ferme: 'fermé' }[quoi] + ' à cette heure'
      + (conseil ? ' (horaires ' + (/^[ao]/.test(mois) ? 'd’' : 'de ') + mois + '). ' + conseil[0].toUpperCase() + conseil.slice(1) : '')
  }
  if (quoi === 'rdv') return 'Sur rendez-vous'
  return quoi === 'ouvert' ? 'Ouvert' + quand('ferme', lu) : 'Fermé' + quand(rdv ? 'sur rendez-vous' : 'ouvre', lu)
}
