import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readChoix, writeChoix } from '../../theme/static/js/a-la-demande/filtres.js'
import { combien, compte, passe } from '../../theme/static/js/lib/etat.js'

const GROUPES = [
  { cle: 'services', tous: 0, choix: [['demarches', 'Démarches'], ['emploi', 'Emploi'], ['securite', 'Sécurité']] },
  { cle: 'criteres', tous: 1, choix: [['gratuit', 'Gratuit'], ['label', 'Label']] },
]

test('one of the ticked services, all of the ticked criteria', () => {
  assert.ok(passe([1, 0], [0, 0], GROUPES))
  assert.ok(passe([1, 0], [3, 0], GROUPES))
  assert.ok(!passe([4, 3], [3, 0], GROUPES))
  assert.ok(!passe([1, 1], [0, 3], GROUPES))
  assert.ok(passe([1, 3], [1, 3], GROUPES))
})

test('counts the lieux of the lines that pass', () => {
  assert.equal(compte([[1, 1, 20], [2, 1, 3], [4, 0, 1]], [3, 1], GROUPES), 23)
  assert.equal(compte([], [3, 1], GROUPES), 0)
})

test('counts the ticked boxes', () => {
  assert.equal(combien([5, 3]), 4)
  assert.equal(combien([]), 0)
})

test('reads the choices of an address, and tells what nobody knows', () => {
  assert.deepEqual(readChoix({ services: 'emploi,toto,demarches', quoi: '1' }, GROUPES), {
    choix: [3, 0], inconnus: ['quoi', 'toto'],
  })
})

test('writes what it reads', () => {
  const demandes = { services: 'demarches,securite', criteres: 'label' }

  assert.deepEqual(writeChoix(readChoix(demandes, GROUPES).choix, GROUPES), demandes)
})
