import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LOIN, SANS_POSITION, bilan, ecart } from '../../theme/static/js/autour/mots.js'
import { chercher, distanceBoite, distanceKm, readBoites } from '../../theme/static/js/autour/proches.js'

const BOITE = { sud: 45, ouest: 1, nord: 46, est: 3 }

test('Paris and Lyon are 391 km apart', () => {
  assert.equal(Math.round(distanceKm({ lat: 48.8566, lon: 2.3522 }, { lat: 45.764, lon: 4.8357 })), 391)
})

test('a point within a box is at no distance of it', () => {
  assert.equal(distanceBoite({ lat: 45.5, lon: 2 }, BOITE), 0)
})

test('no point of a box is nearer than its distance, and one is as near', () => {
  const dehors = [[47, 2], [44, 2], [45.5, 0], [45.5, 5], [47, 5], [44, -1], [48.9, 60], [-21, 55.5], [-22.3, 166.4], [16, -61.5], [46.8, -56.2], [89, 2]]
  for (const [lat, lon] of dehors) {
    const bord = []
    for (let i = 0; i <= 400; i++) {
      for (const [y, x] of [[45 + i / 400, 1], [45 + i / 400, 3], [45, 1 + i / 200], [46, 1 + i / 200]]) bord.push(distanceKm({ lat, lon }, { lat: y, lon: x }))
    }
    const km = distanceBoite({ lat, lon }, BOITE)
    assert.ok(km <= Math.min(...bord) + 1e-6, `${lat} ${lon}`)
    assert.ok(Math.min(...bord) - km < 0.01, `${lat} ${lon}`)
  }
})

const lieu = (slug, lat, lon, profil = []) => ({ slug, lat, lon, profil })
const FICHIERS = {
  23: [lieu('a', 46, 2), lieu('b', 46.1, 2, [1]), lieu('sans-point', undefined, undefined)],
  87: [lieu('c', 46, 1.5)],
  75: [lieu('d', 48.85, 2.35, [1])],
}
const BOITES = readBoites({ code: ['75', '23', '87'], sud: [4885, 4600, 4600], ouest: [235, 200, 150], nord: [4885, 4610, 4600], est: [235, 200, 150] })
const lire = async (code) => FICHIERS[code]
const ICI = { lat: 46.01, lon: 2 }

test('a file is asked for only where it may hold something nearer', async () => {
  const { lieux, lus, fini } = await chercher(BOITES, lire, ICI, { nombre: 2, rayon: LOIN })

  assert.deepEqual(lieux.map((un) => un.lieu.slug), ['a', 'b'])
  assert.deepEqual(lus, ['23'])
  assert.equal(fini, false)
})

test('a lieu without a point is never near, and none is beyond the radius', async () => {
  const { lieux, lus, fini } = await chercher(BOITES, lire, ICI, { nombre: 10, rayon: 100 })

  assert.deepEqual(lieux.map((un) => un.lieu.slug), ['a', 'b', 'c'])
  assert.deepEqual(lus, ['23', '87'])
  assert.equal(fini, true)
})

test('what a filter leaves out does not count', async () => {
  const { lieux } = await chercher(BOITES, lire, ICI, { nombre: 2, rayon: 400, passe: ({ profil }) => profil.includes(1) })

  assert.deepEqual(lieux.map((un) => un.lieu.slug), ['b', 'd'])
})

test('from Nouméa nothing is asked for', async () => {
  assert.deepEqual(await chercher(BOITES, lire, { lat: -22.27, lon: 166.44 }, { nombre: 10, rayon: LOIN }), { lieux: [], fini: true, lus: [] })
})

test('a file that does not come is an error, not an empty list', async () => {
  await assert.rejects(chercher(BOITES, () => Promise.reject(new Error('404')), ICI, { nombre: 2, rayon: LOIN }), /404/)
})

test('each way of having no position has its sentence and a next step', () => {
  const phrases = Object.values(SANS_POSITION)
  assert.equal(new Set(phrases).size, 5)
  for (const phrase of phrases) assert.match(phrase, /commune.*ci-dessous\.$/)
})

test('what is found is said by its distance', () => {
  const a = (km) => ({ lieu: {}, km })
  assert.equal(bilan([a(3), a(12)], false)[0], 'Les 2 lieux les plus proches')
  assert.equal(bilan([a(3)], false)[0], 'Le lieu le plus proche')
  assert.match(bilan([a(51)], false)[1], /aucun lieu à moins de 50\u00a0km\. Appelez/)
  assert.match(bilan([], false)[1], /L’annuaire parle de la France seulement/)
  assert.match(bilan([], true)[1], /Décochez la case/)
})

test('a distance about a commune is no closer than the commune', () => {
  assert.equal(ecart(0.2, false), 'tout près')
  assert.equal(ecart(12.4, false), 'à\u00a0environ\u00a012\u00a0km')
})
