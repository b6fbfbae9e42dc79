/**
 * The lieux nearest to a point, from as few files of carte/donnees/ as may be. A file is asked for only where its
 * box is nearer than the last lieu kept: what is not asked for holds nothing nearer. A point is {lat, lon}, in degrees.
 */
import { rows } from '../lib/donnees.js'

const RAYON_KM = 6371 // that of voisins.py
const RADIAN = Math.PI / 180

/** Great-circle distance in kilometres. */
export function distanceKm(a, b) {
  const lat = Math.sin(((b.lat - a.lat) * RADIAN) / 2)
  const lon = Math.sin(((b.lon - a.lon) * RADIAN) / 2)
  const h = lat * lat + Math.cos(a.lat * RADIAN) * Math.cos(b.lat * RADIAN) * lon * lon
  return 2 * RAYON_KM * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** The kilometres from a point to the nearest one of a box {sud, ouest, nord, est}, which crosses no antimeridian. */
export function distanceBoite(point, { sud, ouest, nord, est }) {
  const borne = (lat) => Math.max(sud, Math.min(nord, lat))
  if (point.lon >= ouest && point.lon <= est) return distanceKm(point, { lat: borne(point.lat), lon: point.lon })
  // Along a meridian the distance has one least value: there where the great circle meets it squarely, or at an end.
  const meridien = (lon) => {
    const droit = Math.atan2(Math.sin(point.lat * RADIAN), Math.cos(point.lat * RADIAN) * Math.cos((lon - point.lon) * RADIAN)) / RADIAN
    return [sud, nord, borne(droit)].map((lat) => distanceKm(point, { lat, lon }))
  }
  return Math.min(...meridien(ouest), ...meridien(est))
}

/** boites.json -> [{code, sud, ouest, nord, est}] in degrees. */
export function readBoites(table) {
  return rows(table).map(({ code, sud, ouest, nord, est }) => ({ code, sud: sud / 100, ouest: ouest / 100, nord: nord / 100, est: est / 100 }))
}

const parDistance = (a, b) => a.km - b.km || (a.lieu.slug < b.lieu.slug ? -1 : 1)

/**
 * @param boites what readBoites() gives
 * @param lire code -> promise of the lieux of a département
 * @param nombre how many are wanted; rayon: none farther, in km; passe: which lieux count
 * @returns {lieux: [{lieu, km}], nearest first; fini: there are no others within the rayon; lus: codes asked for}
 */
export async function chercher(boites, lire, point, { nombre, rayon, passe = () => true }) {
  const ordre = boites.map((boite) => ({ code: boite.code, km: distanceBoite(point, boite) }))
    .filter(({ km }) => km <= rayon).sort((a, b) => a.km - b.km)
  let lieux = []
  const lus = []
  for (const { code, km } of ordre) {
    if (lieux.length >= nombre && lieux[nombre - 1].km < km) break
    lus.push(code)
    const siens = (await lire(code)).filter((lieu) => lieu.lat !== undefined && passe(lieu))
      .map((lieu) => ({ lieu, km: distanceKm(point, lieu) })).filter((un) => un.km <= rayon)
    lieux = lieux.concat(siens).sort(parDistance)
  }
  return { lieux: lieux.slice(0, nombre), fini: lus.length === ordre.length && lieux.length <= nombre, lus }
}
