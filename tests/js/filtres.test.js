import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readChoix, utiles } from '../../theme/static/js/a-la-demande/plus.js'
import { compte, passe } from '../../theme/static/js/lib/etat.js'

const FILTRES = [['demarche', 'Faire une démarche', 0], ['gratuit', 'Gratuit', 1], ['samedi', 'Samedi', 1]]
const LIGNES = [[[0], 20], [[0, 1], 3], [[], 1]]

test('a lieu passes all that is ticked, and anything passes nothing', () => {
  assert.ok(passe([0, 1, 4], [0, 4]))
  assert.ok(!passe([0, 1], [0, 4]))
  assert.ok(passe([], []))
})

test('counts the lieux of the lines that pass', () => {
  assert.equal(compte(LIGNES, [0]), 23)
  assert.equal(compte(LIGNES, [0, 1]), 3)
  assert.equal(compte([], [0]), 0)
})

test('offers only what parts the lieux', () => {
  assert.deepEqual(utiles(FILTRES, LIGNES), [0, 1])
  assert.deepEqual(utiles(FILTRES, [[[0, 1], 5], [[0], 2]]), [1])
})

test('reads the filters of an address, and tells what nobody knows', () => {
  assert.deepEqual(readChoix(['samedi', 'toto', 'demarche'], FILTRES), { choix: [2, 0], inconnus: ['toto'] })
})
