import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MAX, deplacer, fragment, joindre, lire, lireLien } from '../../theme/static/js/panier/liste.js'

test('a link gives back the list that it was made of', () => {
  const slugs = ['konk-ar-lab-concarneau', 'le-8-fablab-crest', 'a']
  assert.deepEqual(lireLien(fragment(slugs)), { slugs, abimes: 0, enTrop: 0 })
})

test('a message that escapes the commas does no harm', () => {
  assert.deepEqual(lireLien('#a%2Cb%2Cc').slugs, ['a', 'b', 'c'])
})

test('what no lieu can be called is counted, never followed', () => {
  for (const mauvais of ['../../contribuer', 'https://exemple.fr', 'A B', 'é', '-a', 'a--b', 'a'.repeat(101), '%', '<b>']) {
    assert.deepEqual(lireLien('#a,' + mauvais), { slugs: ['a'], abimes: 1, enTrop: 0 }, mauvais)
  }
})

test('no link, and a link that was cut, give nothing', () => {
  assert.deepEqual(lireLien(''), { slugs: [], abimes: 0, enTrop: 0 })
  assert.deepEqual(lireLien('#'), { slugs: [], abimes: 0, enTrop: 0 })
  assert.deepEqual(lireLien('#,,'), { slugs: [], abimes: 0, enTrop: 0 })
})

const beaucoup = Array.from({ length: MAX + 3 }, (_, i) => 'lieu-' + i)

test('a list has fifty lieux at most, each once', () => {
  assert.deepEqual(lireLien(fragment(beaucoup.concat('lieu-0'))), { slugs: beaucoup.slice(0, MAX), abimes: 0, enTrop: 3 })
  assert.deepEqual(joindre(beaucoup.slice(0, 49), ['lieu-0', 'x', 'y']), { slugs: beaucoup.slice(0, 49).concat('x'), enTrop: 1 })
})

test('a lieu moves by one place, and stays where there is none', () => {
  const abc = ['a', 'b', 'c']
  assert.deepEqual(deplacer(abc, 'b', -1), ['b', 'a', 'c'])
  assert.deepEqual(deplacer(abc, 'b', 1), ['a', 'c', 'b'])
  assert.equal(deplacer(abc, 'a', -1), abc)
  assert.equal(deplacer(abc, 'c', 1), abc)
  assert.equal(deplacer(abc, 'z', 1), abc)
})

test('where storage is refused, the list is empty', () => {
  assert.deepEqual(lire(), [])
})
