import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEtat, writeEtat } from '../../theme/static/js/lib/etat.js'

test('an empty address asks for nothing', () => {
  assert.deepEqual(readEtat(''), { departements: [], vue: null, lieu: '', integre: false, filtres: [] })
  assert.equal(writeEtat(readEtat('')), '')
})

test('reads back what it writes', () => {
  const etat = {
    departements: [],
    vue: { lat: 45.8823, lon: -2.1745, zoom: 11.3 },
    lieu: 'quartier-rouge-felletin',
    integre: true,
    filtres: ['demarche', 'gratuit'],
  }
  const address = '?zoom=11.3&lat=45.8823&lon=-2.1745&filtres=demarche,gratuit'
    + '&lieu=quartier-rouge-felletin&integre=1'

  assert.equal(writeEtat(etat), address)
  assert.deepEqual(readEtat(address), etat)
})

test('a département in small letters, several of them', () => {
  assert.deepEqual(readEtat('?departement=2a,23').departements, ['2A', '23'])
  assert.equal(writeEtat(readEtat('?departement=2a,23')), '?departement=2A,23')
})

test('a view that is nowhere is no view', () => {
  for (const search of ['?lat=46', '?lat=x&lon=2', '?lat=95&lon=2', '?lat=&lon=2']) {
    assert.equal(readEtat(search).vue, null)
  }
  assert.deepEqual(readEtat('?lat=46&lon=2&zoom=99').vue, { lat: 46, lon: 2, zoom: 12 })
})

test('what others add to an address is left out', () => {
  assert.equal(writeEtat(readEtat('?utm_source=x&filtres=gratuit')), '?filtres=gratuit')
})

test('what a visitor typed cannot leave its place', () => {
  assert.equal(writeEtat(readEtat('?filtres=a%26lieu%3Db')), '?filtres=a%26lieu%3Db')
})
