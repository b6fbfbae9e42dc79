// The form's checks answer what Python answers: tests/fixtures/saisie/, made by `make golden`.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { verifierFiche } from '../../theme/static/js/saisie/fiche.js'
import { verifier } from '../../theme/static/js/saisie/verifier.js'

const lire = (nom) => readFileSync(new URL('../fixtures/saisie/' + nom, import.meta.url), 'utf8')
const lignes = (nom) => lire(nom).trim().split('\n').map((line) => JSON.parse(line))
const regles = JSON.parse(lire('regles.json'))
const contexte = JSON.parse(lire('contexte.json'))

test('each field has the verdict and the words of Python', () => {
  const vecteurs = lignes('vecteurs.jsonl')
  const given = vecteurs.map(({ champ, texte, saisie }) => (
    { champ, texte, attendu: verifier(regles, champ, texte, { ...contexte, saisie }) }))

  assert.ok(vecteurs.length >= 500)
  assert.deepEqual(given, vecteurs.map(({ champ, texte, attendu }) => ({ champ, texte, attendu })))
})

test('each entry has the problems that Python finds in it', () => {
  const cases = lignes('verdicts-fiches.jsonl')
  const given = cases.map(({ nom, fiche }) => ({ nom, attendu: tries(verifierFiche(regles, fiche, contexte)) }))

  assert.deepEqual(given, cases.map(({ nom, attendu }) => ({ nom, attendu: tries(attendu) })))
})

test('without communes, a code INSEE is judged by its shape', () => {
  assert.deepEqual(verifier(regles, 'code_insee', '23079'), { valeur: '23079' })
  assert.equal(verifier(regles, 'code_insee', 'x').message, '« x » n’est pas un code INSEE')
})

const tries = (problems) => problems.slice().sort((a, b) => (a.champ + a.message < b.champ + b.message ? -1 : 1))
