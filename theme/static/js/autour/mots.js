/** What « Autour de moi » says, in French. */
import { nombre } from '../lib/donnees.js'

export const PRES = 50 // km: farther, nobody goes
export const LOIN = 300 // km: farther, it is another country, or another sea

const virgule = (n) => n.toFixed(1).replace('.', ',').replace(',0', '')

/** 0.8 -> "à 800 m", 12.3 -> "à 12 km"; where the point is only its commune's, no closer: as textes.ecart. */
export function ecart(km, sur) {
  const rond = nombre(Math.round(km))
  if (!sur) return km < 3 ? 'tout près' : 'à\u00a0environ\u00a0' + rond + '\u00a0km'
  if (km < 0.95) return 'à\u00a0' + Math.max(Math.round(km * 10) * 100, 100) + '\u00a0m'
  return 'à\u00a0' + (km < 9.95 ? virgule(km) : rond) + '\u00a0km'
}

const AUTREMENT = 'Cherchez plutôt avec votre commune ou votre département, ci-dessous.'

/** Why there is no position; by the code of the browser, 1 to 3, else what was seen before asking. */
export const SANS_POSITION = {
  1: 'Votre appareil n’a pas donné votre position. C’est votre droit. ' + AUTREMENT,
  2: 'Votre appareil ne trouve pas votre position. ' + AUTREMENT,
  3: 'Votre appareil cherche depuis trop longtemps. Essayez encore près d’une fenêtre. Ou cherchez avec votre commune, ci-dessous.',
  absente: 'Votre navigateur ne sait pas donner votre position. ' + AUTREMENT,
  'non sûre': 'Cette page n’est pas en https\u00a0: votre navigateur garde votre position pour lui. ' + AUTREMENT,
}

export const HORS_LIGNE = 'La liste n’est pas arrivée\u00a0: la connexion manque peut-être. Réessayez dans un moment.'

/** [title, sentence] of what was found; an empty title where no list is to be shown. */
export function bilan(trouves, filtre) {
  const quoi = filtre ? 'lieu qui aide pour les papiers' : 'lieu'
  if (!trouves.length) {
    return filtre
      ? ['', 'Nous ne connaissons aucun lieu qui aide pour les papiers à moins de ' + PRES + '\u00a0km. Décochez la case pour voir les autres lieux.']
      : ['', 'Nous ne connaissons aucun lieu à moins de ' + LOIN + '\u00a0km de vous. L’annuaire parle de la France seulement. Choisissez la commune ou le département où vous serez, ci-dessous.']
  }
  if (trouves[0].km > PRES) return ['Les plus proches, mais loin', 'Nous ne connaissons aucun ' + quoi + ' à moins de ' + PRES + '\u00a0km. Appelez\u00a0: on peut parfois vous aider au téléphone, ou venir près de chez vous.']
  const n = trouves.length
  return [n > 1 ? 'Les ' + n + ' lieux les plus proches' : 'Le lieu le plus proche', 'Les distances sont à vol d’oiseau. Appelez avant de venir.']
}
