// Run: node --experimental-default-type=module --test tests/js/
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  count, createLecteur, makeSlug, nombre, readCommunes, readLieux, resume, rows, stack,
} from '../../theme/static/js/lib/donnees.js'
import { phone } from '../../theme/static/js/lib/page.js'
import { de } from '../../theme/static/js/lib/partage.js'

const CREUSE = {
  slug: ['a-felletin', 1, 0, 'd-gueret'],
  nom: ['A', 'B', 'C', 'D'],
  communes: ['Felletin', 'Guéret'],
  commune: [0, 0, 1, 1],
  genre: [0, 1, 2, 2],
  flou: [0, 0, 1, 1],
  tel: ['+33555000000', '', '', ''],
  profils: [[1], [0, 3]],
  profil: [0, 1, 1, 0],
  lat: [4588000, 0, 29000],
  lon: [217000, 0, -30000],
}

test('a row is made of the same place in each column', () => {
  assert.deepEqual(rows({ code: ['01', '2A'], n: [3, 4] }), [{ code: '01', n: 3 }, { code: '2A', n: 4 }])
})

test('reads lieux from differences and indexes', () => {
  const lieux = readLieux(CREUSE)

  assert.deepEqual(lieux[2], {
    slug: 'c-gueret', nom: 'C', commune: 'Guéret', genre: 'autre', flou: 1, tel: '', lat: 46.17, lon: 1.87, profil: [0, 3],
  })
  assert.equal(lieux[3].lat, undefined)
})

test('reads communes in thousandths of a degree', () => {
  assert.deepEqual(readCommunes({ nom: ['X', 'Y'], lat: [45000, -1], lon: [2000, 5] }), [
    { nom: 'X', lat: 45, lon: 2 }, { nom: 'Y', lat: 44.999, lon: 2.005 },
  ])
})

test('lieux at one address are one point, those that nobody can place are none', () => {
  const points = stack(readLieux(CREUSE))

  assert.deepEqual(points.map((point) => point.lieux.map((lieu) => lieu.nom)), [['A', 'B'], ['C']])
})

test('writes phones by pairs, overseas too, and leaves the others as they are', () => {
  assert.equal(phone('+33450568749'), '04\u00a050\u00a056\u00a087\u00a049')
  assert.equal(phone('+262262001122'), '0262\u00a000\u00a011\u00a022')
  assert.equal(phone('+590590001122'), '0590\u00a000\u00a011\u00a022')
  assert.equal(phone('3635'), '3635')
})

test('a commune after « de »', () => {
  assert.deepEqual(['Auzances', 'Étampes', 'Le Mans', 'Les Abymes', 'La Courtine', 'Levallois'].map(de),
    ['d’Auzances', 'd’Étampes', 'du Mans', 'des Abymes', 'de La Courtine', 'de Levallois'])
})

test('asks for a file once, and again after a failure', async () => {
  const asked = []
  const lecteur = createLecteur((name) => {
    asked.push(name)
    return asked.length === 1 ? Promise.reject(new Error('réseau')) : Promise.resolve([1])
  })

  await assert.rejects(lecteur('23.json'))
  assert.deepEqual(await lecteur('23.json', ([n]) => n + 1), 2)
  assert.deepEqual(await lecteur('23.json'), 2)
  assert.deepEqual(asked, ['23.json', '23.json'])
})

test('numbers as the French write them', () => {
  for (const n of [0, 12, 999, 1000, 12345, 1234567]) assert.equal(nombre(n), n.toLocaleString('fr-FR'))
})

test('a view in words', () => {
  assert.equal(count(3247).replace(/\s/g, ' '), '3 247 lieux')
  assert.equal(resume(1, [], 0), '1 lieu dans cette vue.')
  assert.equal(resume(12, [{ n: 4 }], 2), '12 lieux dans cette vue avec 2 filtres.')
  assert.equal(resume(0, [{ n: 4 }, { n: 8 }], 1), '12 lieux dans cette vue avec un filtre. Choisissez un département.')
  assert.equal(resume(0, [], 1), 'Aucun lieu dans cette vue avec un filtre.')
})

test('makes slugs as Python does', () => {
  // noms.slug() of the same words.
  assert.equal(makeSlug("L’Œuvre d'Été – Saint-Cyr (le Ça & là)"), 'l-oeuvre-d-ete-saint-cyr-le-ca-la')
})
