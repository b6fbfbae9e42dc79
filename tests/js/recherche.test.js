import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeDepartement } from '../../theme/static/js/recherche/chiffres.js'
import { adresse, commune, plage } from '../../theme/static/js/recherche/index.js'
import { cle, mots, slug, uneFaute, uneFauteAuDebut } from '../../theme/static/js/recherche/mots.js'
import { noter } from '../../theme/static/js/recherche/noter.js'

test('a name is read as people type it', () => {
  assert.deepEqual(mots('ST-Étienne, L’Œuvre 3e'), ['saint', 'etienne', 'l', 'oeuvre', '3e'])
  assert.equal(cle(mots('La Palanquée')), 'palanquee')
  assert.equal(cle(mots('saint')), 'saint')
  assert.equal(slug("L'Haÿ-les-Roses"), 'l-hay-les-roses')
})

test('one fault is one letter out, in, changed, or two exchanged', () => {
  for (const faux of ['felltin', 'fellletin', 'fellatin', 'felltein', 'elletin', 'felletinn', 'eflletin']) assert.ok(uneFaute(faux, 'felletin'), faux)
  for (const autre of ['felletin', 'fllein', 'fellntie', 'gueret', '']) assert.ok(!uneFaute(autre, 'felletin'), autre)
  assert.ok(uneFauteAuDebut('felt', 'felletin'))
  assert.ok(!uneFauteAuDebut('fxlx', 'felletin'))
})

test('the exact name comes first, then its beginning, then a fault', () => {
  const note = (nom, taille) => noter(mots('st denis'), mots(nom), taille).note
  assert.ok(note('Saint-Denis', 5) > note('Denis', 20))
  assert.ok(note('Denis', 5) > note('Saint-Denis-en-Val', 20))
  assert.equal(noter(mots('saint et'), mots('Étampes'), 15), null)
  assert.equal(noter(mots('felletin'), mots('Guéret'), 15), null)
})

test('a row is a commune, its page or its row on the page of its postcode', () => {
  const departements = [{ code: '23', url: 'departements/23-creuse/' }, { code: '2A', url: 'departements/2a-corse-du-sud/' }, { code: '974', url: 'departements/974-la-reunion/' }]
  const ou = (rang) => adresse(commune(rang), departements)
  assert.equal(ou('Felletin|23079500K'), 'communes/23079-felletin/')
  assert.equal(ou('Croze|23071500h'), 'cp/23500/#c23071')
  assert.equal(ou('Ajaccio|2A00420000q'), 'cp/20000/#c2a004')
  assert.equal(ou('Saint-Denis|9741100q'), 'cp/97400/#c97411')
  assert.equal(ou('Croze|23071h'), 'departements/23-creuse/communes/')
  assert.equal(ou('Nouméa|98818800q'), '')
})

test('a key is in the last range that begins before it', () => {
  const debuts = ['', 'b', 'ca', 'cha']
  assert.deepEqual(['a', 'b', 'bzz', 'c', 'cb', 'cha', 'z'].map((un) => plage(debuts, un)), [0, 1, 1, 1, 2, 3, 3])
})

test('a postcode tells its département', () => {
  assert.deepEqual(['23500', '20090', '20200', '97400', '98800', '2350'].map(codeDepartement), ['23', '2A', '2B', '974', '988', ''])
})
