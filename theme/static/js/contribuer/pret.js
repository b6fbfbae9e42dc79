/** The last screen: what changes, how one knows it, and the doors it goes through. */
import { verifier } from '../saisie/verifier.js'
import { enMots } from './apercu.js'
import { cheminDe, entree, slug } from './ecrire.js'
import { portes } from './envoi.js'
import { element } from '../lib/page.js'
import { adresse, aujourdhui, texte } from './outils.js'

const find = (selecteur) => document.querySelector(selecteur)

/** [{libelle, avant, apres, champ}] of what the answers change. */
export function comparer(saisie, valeurs) {
  const dire = (champ, valeur) => enMots(champ, valeur, saisie.modele, (un, deux) => saisie.sens(un, deux))
  const suivis = [].concat(...saisie.questions.map(({ champ, libelle }) => ({
    commune: [['commune', libelle.replace(/ ou code postal/, '')], ['code_postal', 'Code postal']],
    precision: [['precision', libelle], ['latitude', 'Latitude'], ['longitude', 'Longitude']],
  }[champ] || [[champ, libelle]])))
  return suivis.map(([champ, libelle]) => ({ champ, libelle, avant: dire(champ, saisie.origine[champ]), apres: dire(champ, valeurs[champ]) }))
    .filter(({ champ, avant, apres }) => avant !== apres || (saisie.lieu && JSON.stringify(saisie.origine[champ]) !== JSON.stringify(valeurs[champ]) && avant + apres))
}

export function montrerEnvoi(saisie, oui) {
  if (oui && !saisie.valeurs) return
  find('#envoi').hidden = !oui
  saisie.formulaire.hidden = oui
  for (const nom of ['accueil', 'brouillon']) find('#' + nom).classList.toggle('invisible', oui)
  if (!oui) return find('#titre').focus()
  const table = element('table', {})
  for (const { libelle, avant, apres } of saisie.changements) {
    table.appendChild(element('tr', {}, element('th', { scope: 'row', textContent: libelle }),
      element('td', {}, avant && element('del', { textContent: avant }), avant && texte(' '), apres ? element('ins', { textContent: apres }) : texte('(retiré)'))))
  }
  const boite = find('#changements')
  boite.textContent = ''
  boite.appendChild(table)
  ouvrirPortes(saisie)
  find('#envoi-titre').focus()
}

/** The proof opens the doors: without it nobody can accept the message. */
export function ouvrirPortes(saisie) {
  const choisie = find('#envoi [name=preuve]:checked')
  const preuve = choisie ? choisie.value : ''
  const sensible = saisie.lieu && saisie.changements.some(({ champ }) => saisie.modele.sensibles.includes(champ))
  find('#sensible').hidden = !sensible
  find('#page').hidden = preuve !== 'page'
  const url = verifier(saisie.regles, 'meta.sources.url', find('#preuve-url').value)
  const boite = find('#portes')
  const dire = (mots) => { boite.textContent = ''; boite.appendChild(element('p', { className: 'question__aide', textContent: mots })) }
  if (!preuve) return dire('Dites d’abord comment vous le savez.')
  if (preuve === 'page' && !url.valeur) return dire(url.message ? 'Cette adresse n’est pas bonne\u00a0: ' + url.message + '.' : 'Donnez l’adresse de la page.')
  if (sensible && !saisie.modele.preuves[preuve].suffit) return dire('Pour ce changement, appelez le lieu, ou donnez une page qui le dit.')
  const valeurs = prouver(saisie, preuve, url.valeur)
  const { modele, lieu } = saisie
  const fichier = entree(valeurs, modele)
  const nom = slug(valeurs.nom, valeurs.commune)
  const zone = find('#fichier textarea')
  zone.value = fichier
  const quel = valeurs.nom + ', ' + valeurs.commune
  const resume = saisie.changements.map(({ libelle, avant, apres }) => libelle + ' : ' + (avant && lieu ? avant + ' → ' : '') + (apres || 'à retirer')).join('\n')
  portes(boite, modele, {
    nouvelle: !lieu,
    aCreer: !lieu || lieu.nouvelle,
    quel: lieu ? quel + ' (' + valeurs.id + ')' : quel,
    nom: valeurs.nom,
    commune: valeurs.commune,
    titre: (lieu ? 'Corriger : ' : 'Ajouter : ') + quel,
    resume: quel + '\n' + (lieu ? adresse('lieux/' + lieu.slug + '/') + '\n' : '') + '\n' + resume + '\n\n' + modele.preuves[preuve].dit + (url.valeur && preuve === 'page' ? ' : ' + url.valeur : ''),
    preuve: preuve === 'page' ? url.valeur : '',
    chemin: lieu ? lieu.chemin : cheminDe(saisie.commune, nom, modele),
    fichier,
  }, zone)
}

/** The entry with its date and what proves it. */
function prouver(saisie, preuve, url) {
  const le = aujourdhui()
  const meta = Object.assign({}, saisie.valeurs.meta)
  const sources = (meta.sources || []).slice()
  if (preuve === 'page') {
    if (!sources.some((une) => une.url === url)) sources.push({ url, date: le })
  } else {
    Object.assign(meta, { verifie_le: le, verifie_par: saisie.modele.preuves[preuve].verifie_par })
    if (!sources.length) sources.push({ titre: saisie.modele.preuves[preuve].dit, date: le })
  }
  const id = saisie.valeurs.id || slug(saisie.valeurs.nom, saisie.valeurs.commune)
  return Object.assign({}, saisie.valeurs, { id, date_maj: le, meta: Object.assign(meta, { sources }) })
}
