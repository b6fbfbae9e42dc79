import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fichiersDuNom } from '../../theme/static/js/contribuer/commune.js'
import { slug, texteYaml } from '../../theme/static/js/contribuer/ecrire.js'
import { courriel, fichierGithub, formulaire } from '../../theme/static/js/contribuer/envoi.js'
import { ecrireSemaine, lireSemaine, plageEnMots } from '../../theme/static/js/contribuer/semaine.js'

test('a week that a grid holds is read and written back', () => {
  for (const osm of ['Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00; PH off', 'Tu,Th 14:00-18:00', 'Mo-Su 08:00-20:00', 'Mo-We,Fr 09:00-12:00']) {
    assert.equal(ecrireSemaine(lireSemaine(osm)), osm)
  }
})

test('what says more than a week is left as it is', () => {
  for (const osm of ['Mo-Fr 09:00-12:00 "sur rendez-vous"', 'We[1] 09:00-12:00', 'Jan-Mar Mo 09:00-12:00', '24/7', 'Mo 08:00-09:00,10:00-11:00,12:00-13:00', 'week 1-53/2 Mo 09:00-12:00']) {
    assert.equal(lireSemaine(osm), null)
  }
})

test('an empty week is no hours', () => {
  assert.equal(ecrireSemaine({ jours: Array.from({ length: 7 }, () => []), feries: true }), '')
})

test('hours are said as people say them', () => {
  assert.equal(plageEnMots(['09:00', '17:30']), '9\u00a0h à 17\u00a0h\u00a030')
})

test('what YAML would read otherwise is between quotes', () => {
  for (const [texte, ecrit] of [['03200', '"03200"'], ['no', '"no"'], ['1e5', '1e5'], ['12:30', '"12:30"'], ['a: b', '"a: b"'], ['Café « x »', 'Café « x »'], ['2026-11-23', '2026-11-23'], ['#3', '"#3"']]) {
    assert.equal(texteYaml(texte), ecrit)
  }
  assert.equal(texteYaml('Où ?', true), "'Où ?'")
})

test('a slug is that of Python', () => {
  assert.equal(slug('L’Arête (La Base)', 'Besançon'), 'l-arete-la-base-besancon')
  assert.equal(slug('Œuvre n°3', "Girmont-Val-d'Ajol"), 'oeuvre-n-3-girmont-val-d-ajol')
})

const long = 'x'.repeat(9000)
const modele = { depot: 'https://forge.exemple/o/r', branche: 'main', url_max: 7000, courriel: 'nous@exemple.fr' }

test('an address that would be too long gives the file apart', () => {
  const court = { nouvelle: true, nom: 'A', commune: 'B', fichier: '---', resume: 'r', titre: 't', chemin: 'lieux/a.md', aCreer: true }
  assert.match(formulaire(modele, court), /^https:\/\/forge\.exemple\/o\/r\/issues\/new\?template=nouveau\.yml&nom=A&commune=B&fiche=---$/)
  assert.equal(formulaire(modele, { ...court, fichier: long }), '')
  assert.ok(fichierGithub(modele, { ...court, fichier: long }).length < 200)
  assert.ok(courriel(modele, { ...court, fichier: long }).url.length < 1900)
  assert.equal(courriel(modele, { ...court, fichier: long }).entier, false)
  assert.equal(courriel(modele, court).entier, true)
})

test('a name that begins in one file and goes on in the next is looked for in both', () => {
  assert.deepEqual(fichiersDuNom('saint', ['a', 'm', 'saint', 'saint b', 'z']), ['nom-1', 'nom-2', 'nom-3'])
  assert.deepEqual(fichiersDuNom('b', ['a', 'm', 'z']), ['nom-0'])
})
