// Run: node --experimental-default-type=module --test tests/js/
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { de, phone, readCommunes, readLieux, rows, stack } from '../../theme/static/js/lib/donnees.js'

const CREUSE = {
  slug: ['a-felletin', 'b-felletin', 'c-gueret'],
  nom: ['A', 'B', 'C'],
  communes: ['Felletin', 'Guéret'],
  commune: [0, 0, 1],
  genre: [0, 1, 2],
  flou: [0, 0, 1],
  tel: ['+33555000000', '', ''],
  lat: [4588000, 0, 29000],
  lon: [217000, 0, -30000],
}

test('a row is made of the same place in each column', () => {
  assert.deepEqual(rows({ code: ['01', '2A'], n: [3, 4] }), [{ code: '01', n: 3 }, { code: '2A', n: 4 }])
})

test('reads lieux from differences and indexes', () => {
  const lieux = readLieux(CREUSE)

  assert.deepEqual(lieux[2], {
    slug: 'c-gueret', nom: 'C', commune: 'Guéret', genre: 'autre', flou: 1, tel: '', lat: 46.17, lon: 1.87,
  })
})

test('reads communes in thousandths of a degree', () => {
  assert.deepEqual(readCommunes({ nom: ['X', 'Y'], lat: [45000, -1], lon: [2000, 5] }), [
    { nom: 'X', lat: 45, lon: 2 }, { nom: 'Y', lat: 44.999, lon: 2.005 },
  ])
})

test('lieux at one address are one point', () => {
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
