/**
 * The form of /contribuer/: a new lieu, or `?lieu=<slug>`, whose entry it starts from. Without this script the
 * page is a sheet to print, or to send by e-mail.
 */
import { accueillir, chercherDoublons, lierPlan, proposerBrouillon } from './aide.js'
import { apercevoir, enMots } from './apercu.js'
import { lierQuestion } from './champs.js'
import { commune, lierCommune } from './commune.js'
import { element } from '../lib/page.js'
import { aujourdhui, garder, lire } from './outils.js'
import { comparer, montrerEnvoi, ouvrirPortes } from './pret.js'
import { juger, montrer, rassembler } from './verdicts.js'

const find = (selecteur) => document.querySelector(selecteur)

class Saisie {
  constructor(modele, regles, lieu) {
    Object.assign(this, { modele, regles, lieu })
    this.origine = lieu ? lieu.valeurs : {}
    this.cle = 'fiche:' + (lieu ? lieu.slug : 'nouveau')
    this.commune = null
    this.formulaire = find('#saisie')
    this.questions = Array.from(this.formulaire.querySelectorAll('[data-champ]'), lierQuestion)
    this.etat = find('#etat')
  }

  question(champ) {
    return this.questions.find((une) => une.champ === champ)
  }

  get contexte() {
    const communes = this.commune ? [this.commune] : []
    return { communes, departements: this.modele.departements, aujourdhui: aujourdhui(), saisie: { commune: this.question('commune').lire(), code_postal: find('#q-code_postal').value, code_insee: this.commune ? this.commune.code : '' } }
  }

  async start() {
    this.remplir(this.origine)
    lierCommune(this.question('commune').node, this.modele, (commune, cp) => this.choisirCommune(commune, cp))
    if (this.lieu) this.commune = commune(this.lieu.commune)
    this.formulaire.addEventListener('input', () => this.change())
    this.formulaire.addEventListener('change', ({ target }) => this.jugerUne(target))
    this.formulaire.addEventListener('submit', (event) => { event.preventDefault(); this.envoyer() })
    for (const une of this.formulaire.querySelectorAll('.saisie__groupe')) une.open = !this.lieu
    find('#apercu').hidden = false
    find('#apercu').addEventListener('toggle', () => this.apercu())
    lierPlan(this)
    if (this.lieu) accueillir(this)
    proposerBrouillon(this)
    this.resumer()
    window.addEventListener('popstate', () => montrerEnvoi(this, location.hash === '#envoi'))
    find('#retour').addEventListener('click', () => history.back())
    find('#envoi').addEventListener('change', () => ouvrirPortes(this))
    if (location.hash === '#envoi') history.replaceState(null, '', location.pathname + location.search)
    document.documentElement.dataset.prete = ''
  }

  remplir(valeurs) {
    this.questions.forEach((une) => une.ecrire(valeurs[une.champ]))
    for (const champ of ['code_postal', 'latitude', 'longitude']) find('#q-' + champ).value = valeurs[champ] === undefined ? '' : valeurs[champ]
  }

  choisirCommune(commune, cp) {
    this.commune = commune
    if (commune) find('#q-code_postal').value = cp || (commune.codes_postaux.length === 1 ? commune.codes_postaux[0] : '')
    montrer(this.question('commune'), null)
    this.change()
  }

  /** What a question says, over the list of choices. */
  sens(champ, valeur) {
    const une = this.question(champ)
    const case_ = une && une.controles().find((un) => /^(checkbox|radio)$/.test(un.type) && un.value === valeur)
    return case_ ? case_.labels[0].textContent.trim() : String(valeur)
  }

  jugerUne(cible) {
    const node = cible.closest('[data-champ]')
    if (!node || node.dataset.champ === 'commune') return
    const une = this.question(node.dataset.champ)
    montrer(une, juger(this.regles, une, this.contexte).faute)
    this.resumer()
  }

  change() {
    // As one types, a fault that is mended goes away; a new one waits for the end of the word.
    const active = document.activeElement && document.activeElement.closest('[data-champ]')
    if (active && active.querySelector('.question__faute') && active.dataset.champ !== 'commune') this.jugerUne(active.querySelector('input, textarea'))
    clearTimeout(this.attente)
    this.attente = setTimeout(() => {
      this.garderBrouillon()
      this.apercu()
      chercherDoublons(this)
    }, 400)
  }

  tape() {
    const tape = {}
    this.questions.forEach((une) => { tape[une.champ] = une.lire() })
    for (const champ of ['code_postal', 'latitude', 'longitude']) tape[champ] = find('#q-' + champ).value
    tape.code_insee = this.commune ? this.commune.code : ''
    return tape
  }

  aller(champ) {
    const une = this.question(champ)
    une.node.closest('.saisie__groupe').open = true
    const pli = une.node.querySelector('details')
    if (pli) pli.open = true
    une.controles()[0].focus()
    une.node.scrollIntoView({ block: 'center' })
  }

  /** What each folded group says already. */
  resumer() {
    for (const groupe of this.formulaire.querySelectorAll('.saisie__groupe')) {
      const dits = this.questions.filter(({ node }) => groupe.contains(node)).map((une) => enMots(une.champ, une.lire(), this.modele, (champ, valeur) => this.sens(champ, valeur)))
      groupe.querySelector('.saisie__dit').textContent = dits.filter(Boolean).join(' · ') || 'Rien encore'
    }
  }

  apercu() {
    if (!find('#apercu').open) return
    const { valeurs } = rassembler(this.regles, this.questions, this.origine, this.contexte, this.commune)
    apercevoir(find('#vue'), valeurs, this.modele, (champ, valeur) => this.sens(champ, valeur))
  }

  garderBrouillon() {
    garder(this.cle, this.tape())
  }

  // --- Sending ---

  envoyer() {
    const { valeurs, fautes } = rassembler(this.regles, this.questions, this.origine, this.contexte, this.commune)
    this.questions.forEach((une) => montrer(une, (fautes.find(({ question }) => question === une) || {}).faute))
    const boite = find('#fautes')
    boite.hidden = !fautes.length
    if (fautes.length) return this.direFautes(boite, fautes)
    this.valeurs = valeurs
    this.changements = comparer(this, valeurs)
    if (this.lieu && !this.changements.length) {
      this.etat.textContent = 'Rien n’a changé pour l’instant.'
      return find('#titre').focus()
    }
    this.etat.textContent = ''
    history.pushState(null, '', '#envoi')
    montrerEnvoi(this, true)
  }

  direFautes(boite, fautes) {
    boite.textContent = ''
    boite.appendChild(element('p', { textContent: fautes.length > 1 ? fautes.length + ' réponses sont à revoir.' : 'Une réponse est à revoir.' }))
    for (const { question, faute } of fautes) {
      const lien = element('a', { href: '#', textContent: question.libelle + '\u00a0: ' + faute.message })
      lien.onclick = (event) => { event.preventDefault(); this.aller(question.champ) }
      boite.appendChild(element('p', {}, lien))
    }
    boite.focus()
  }
}

async function start() {
  const demande = new URLSearchParams(location.search).get('lieu') || ''
  const etat = find('#etat')
  const connu = /^[a-z0-9-]{1,80}$/.test(demande)
  if (connu) etat.textContent = 'La fiche se charge…'
  const [modele, regles, lieu] = await Promise.all([
    lire('contribuer/modele.json'),
    lire('contribuer/regles.json'),
    connu ? lire('lieux/' + demande + '/fiche.json').then((une) => Object.assign(une, { slug: demande })).catch(() => null) : null,
  ])
  etat.textContent = demande && !lieu ? 'Nous n’avons pas trouvé cette fiche. Vous pouvez ajouter un lieu, ou la chercher de nouveau.' : ''
  return new Saisie(modele, regles, lieu).start()
}

start().catch((error) => {
  console.warn('saisie', error)
  document.documentElement.dataset.prete = ''
  find('#etat').textContent = 'Le formulaire ne peut pas se vérifier lui-même. Imprimez cette page, ou écrivez-nous.'
})
