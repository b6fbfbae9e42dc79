/** The map of a section: keeps the view, the markers, the list, the filters and the address in step. */
import { Choix, readPage } from './carte-fiche.js'
import { createListe } from './carte-liste.js'
import { ZOOM_COMMUNES, createMarqueurs, createReperes } from './carte-marqueurs.js'
import { bindCommandes, createMap, createNoms, drawContours, pause, showMode } from './carte-plan.js'
import { Territoire } from './carte-territoire.js'
import { createLecteur, resume } from './lib/donnees.js'
import { readEtat, writeEtat } from './lib/etat.js'

const PARTS = '.carte__cadrages, .carte__cadre, .carte__liste, .carte__pied, .carte__filtrer, .carte__bascule'

/** Opens the map of a section; rejects when nothing of France can be read. get: name -> promise of JSON. */
export async function open(section, get) {
  // The address speaks of the first map of the page.
  const premiere = section === document.querySelector('[data-carte]')
  const etat = readEtat(premiere ? location.search : '')
  const territoire = new Territoire(createLecteur(get))
  const propres = section.dataset.codes.split(' ').filter(Boolean)
  const codes = etat.departements.length ? etat.departements : propres
  // The file of one département holds all that its first view shows.
  if (etat.vue || codes.length !== 1) await territoire.loadFrance()
  else await territoire.load(codes).catch(() => territoire.loadFrance())
  await pause()
  return new Vue(section, etat, territoire, propres, premiere).start()
}

class Vue {
  constructor(section, etat, territoire, codes, premiere) {
    const find = (name) => section.querySelector('.carte__' + name)
    Object.assign(this, { section, etat, territoire, codes, premiere, find, statut: find('statut'), plan: find('plan') })
    section.querySelectorAll(PARTS).forEach((part) => { part.hidden = false })
    showMode(section, section.dataset.mode)
    const page = readPage(section, etat.integre)
    this.map = territoire.map = createMap(this.plan, 'auto' in section.dataset && !etat.integre)
    this.marqueurs = createMarqueurs(this.map)
    this.choix = new Choix(this.map, this.plan, page, this.marqueurs, (slug) => {
      etat.lieu = slug
      this.write()
    }, () => { this.framing = true })
    this.reperes = createReperes(this.map, page.dessin, {
      departements: (those) => this.openDepartements(those),
      lieux: (lieux, nom) => this.choix.open(lieux, nom, true),
    })
    this.liste = createListe(find('liste'), page, {
      situer: (lieu) => { showMode(section, 'carte'); this.choix.situer(lieu) },
      survoler: (lieu) => this.choix.mark('survol', lieu ? [lieu.slug] : []),
      aller: (code) => this.openDepartements([code]),
    })
    this.choix.follow(this.liste)
    this.noms = createNoms(this.map)
    this.traces = new Map() // code -> polygon, where it is drawn
  }

  async start() {
    const { map, etat, territoire } = this
    const { departements: demandes, vue } = etat
    const inconnus = demandes.filter((code) => !territoire.row(code).nom)
    etat.departements = demandes.filter((code) => territoire.row(code).nom)
    const codes = etat.departements.length ? etat.departements : this.codes
    // Another site shows one département: the way to the others is on ours.
    const cadrages = this.find('cadrages')
    if (cadrages && etat.integre && etat.departements.length) cadrages.hidden = true
    if (vue) map.setView([vue.lat, vue.lon], vue.zoom)
    else territoire.fit(codes)
    bindCommandes(this)
    await pause()
    this.placer()
    await pause()
    this.lister()
    await pause()
    await this.draw()
    const wanted = vue ? territoire.close() : codes.length === 1 ? codes : []
    await Promise.all([this.load(wanted.filter((code) => !territoire.lieux.has(code))),
      etat.filtres.length && this.find('filtres') && this.loadFiltres()])
    const faux = inconnus.concat(this.inconnus || [])
    if (faux.length) this.avis = 'Nous ne connaissons pas «\u00a0' + faux.join('\u00a0», «\u00a0') + '\u00a0»\u00a0: la carte n’en tient pas compte.'
    if (etat.lieu && !this.choix.openAsked(etat.lieu, this.shown.lieux.map(({ lieu }) => lieu))) {
      etat.lieu = ''
      this.avis = 'Le lieu demandé n’est pas dans cette vue.'
    }
    this.tell()
  }

  draw() {
    const { etat, territoire } = this
    const codes = etat.departements.length ? etat.departements : this.codes
    return drawContours(this.map, territoire, this.traces, codes, (code, event) => {
      if (territoire.isClose(code)) return
      L.DomEvent.stopPropagation(event)
      this.openDepartements([code])
    })
  }

  /** The rest of France, once the view goes where nothing has been read. */
  complete() {
    this.attend = true
    return this.territoire.loadFrance().then(() => { this.refresh(); return this.draw() })
      .catch((error) => this.failed(error, () => this.complete()))
      .then(() => { this.attend = false })
  }

  say(sentence) {
    if (this.statut.textContent !== sentence) this.statut.textContent = sentence
  }

  /** What is in view, after what went wrong. */
  tell() {
    const { lieux, departements } = this.shown
    this.say([this.panne ? 'Une partie de la carte n’a pas pu se charger.' : '', this.avis,
      resume(lieux.length, departements, this.territoire.choix.length)].filter(Boolean).join(' '))
  }

  /** What cannot be read is said, with a way to ask again; the rest goes on. */
  failed(error, what) {
    console.warn('carte', error)
    this.panne = what
    this.find('panne').hidden = false
    this.tell()
  }

  retry() {
    const again = this.panne
    this.panne = null
    this.find('panne').hidden = true
    this.plan.focus()
    return again()
  }

  load(codes) {
    if (!codes.length) return Promise.resolve()
    return this.territoire.load(codes).then(() => { this.refresh(); return this.draw() })
      .catch((error) => { this.refresh(); this.failed(error, () => this.load(codes)) })
  }

  loadFiltres() {
    return Promise.all([import('./a-la-demande/plus.js'), this.territoire.loadFiltres()])
      .then(([{ bindFiltres }]) => { this.inconnus = this.inconnus || bindFiltres(this) })
      .catch((error) => this.failed(error, () => this.loadFiltres()))
  }

  /** @param choix indexes; cles: what the address says of them */
  filter(choix, cles) {
    this.avis = ''
    this.territoire.choose(choix)
    this.etat.filtres = cles
    this.choix.close()
    this.refresh()
    this.write()
  }

  moved() {
    const { map, etat } = this
    const { lat, lng } = map.getCenter()
    if (this.framing) this.framing = false
    else Object.assign(etat, { vue: { lat, lon: lng, zoom: map.getZoom() } })
    this.refresh()
    this.write()
  }

  /** Safari refuses more than 100 changes of address in 30 s. */
  write() {
    if (!this.premiere) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      history.replaceState(history.state, '', location.pathname + writeEtat(this.etat) + location.hash)
      this.section.dispatchEvent(new Event('carte:adresse'))
    }, 300)
  }

  refresh() {
    this.placer()
    this.lister()
  }

  /** The markers. */
  placer() {
    const { map, territoire } = this
    if (territoire.isShort() && !this.attend) this.complete()
    const near = territoire.close()
    const codes = near.filter((code) => territoire.lieux.has(code))
    const large = map.getBounds().pad(0.1)
    const others = territoire.rows().filter(({ code, n }) => n && !codes.includes(code))
    const reperes = this.reperes.departements(others).concat(this.reperes.lieux(territoire.points(codes)))
      .filter(({ lat, lon }) => large.contains([lat, lon]))
    this.plan.classList.toggle('carte__plan--loin', map.getZoom() < 7)
    this.plan.classList.toggle('carte__plan--pres', codes.length > 0)
    this.find('zone').hidden = !this.etat.vue || near.every((code) => territoire.demandes.has(code))
    this.marqueurs.show(reperes)
    this.places = { codes, reperes, others }
  }

  /** The list, the names and the sentence that go with the markers. */
  lister() {
    const { map, territoire } = this
    const { codes, reperes, others } = this.places
    const view = map.getBounds()
    this.shown = {
      lieux: territoire.listed(codes),
      departements: others.filter(({ lat, lon }) => lat === null || view.contains([lat, lon])),
    }
    this.liste.show(this.shown.lieux, this.shown.departements)
    this.choix.mark('choisi', this.choix.slugs)
    const close = map.getZoom() >= ZOOM_COMMUNES
    if (close) {
      for (const code of codes.filter((one) => !territoire.communes.has(one))) {
        territoire.loadCommunes(code).then(() => this.names(codes, reperes)).catch(() => {})
      }
    }
    this.names(codes, reperes)
    this.tell()
  }

  names(codes, reperes) {
    const { map } = this
    this.noms(this.territoire.named(codes, map.getZoom() >= ZOOM_COMMUNES),
      reperes.map(({ lat, lon }) => map.latLngToContainerPoint([lat, lon])))
  }

  /** Loads what the view could show. */
  chercher() {
    const { territoire } = this
    const codes = territoire.close().filter((code) => !territoire.demandes.has(code))
    this.plan.focus()
    this.say('Les lieux se chargent…')
    return this.load(codes)
  }

  openDepartements(codes) {
    const { territoire, etat } = this
    if (!codes.every((code) => territoire.row(code).code)) {
      this.say('Les lieux se chargent…')
      return territoire.loadFrance().then(() => this.openDepartements(codes))
        .catch((error) => this.failed(error, () => this.openDepartements(codes)))
    }
    this.choix.close()
    this.avis = ''
    Object.assign(etat, { departements: codes, vue: null })
    const frame = () => {
      this.framing = true
      territoire.fit(codes)
    }
    if (codes.length !== 1 || !territoire.row(codes[0]).n) return frame()
    this.say(territoire.row(codes[0]).nom + '\u00a0: les lieux se chargent…')
    return this.load(codes).then(frame)
  }
}
