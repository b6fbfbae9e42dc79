/** The map itself: which départements are in detail, what is marked, where one goes. */
import { createFiche, element } from './carte-fiche.js'
import { bindIgn, createNoms, drawContours } from './carte-fonds.js'
import { createMarqueurs } from './carte-marqueurs.js'
import { readContours } from './lib/contours.js'
import { de, readCommunes, readLieux, rows, stack } from './lib/donnees.js'
import { commonest, gather } from './lib/geometrie.js'

const PARTS = '.carte__cadrages, .carte__plan, .carte__pied'
const METROPOLE = [[41.4, -4.8], [51.1, 9.5]]
const ZOOM_DETAIL = 8
const ZOOM_COMMUNES = 10
const GAP = 30 // px between the markers of lieux, seen close

const number = (n) => n.toLocaleString('fr-FR')
const count = (n) => number(n) + (n > 1 ? ' lieux' : ' lieu')
const sum = (rows) => rows.reduce((total, row) => total + row.n, 0)

/** Opens the map of a section; rejects when the overview cannot be read. */
export function open(section) {
  const base = new URL(section.dataset.donnees, document.baseURI)
  const read = (name) => fetch(new URL(name, base).href).then((response) => {
    if (!response.ok) throw new Error(response.status + ' ' + name)
    return response.json()
  })
  return Promise.all([
    read('apercu.json').then(rows),
    read('contours.json').then(readContours).catch(() => new Map()),
  ]).then(([apercu, contours]) => new Vue(section, base, read, apercu, contours).start())
}

function createMap(plan) {
  const animated = !window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const map = L.map(plan, {
    minZoom: 4, maxZoom: 18, zoomSnap: 0.1, attributionControl: false, zoomControl: false,
    scrollWheelZoom: false, dragging: !window.matchMedia('(pointer: coarse)').matches,
    zoomAnimation: animated, fadeAnimation: animated, inertia: animated,
  })
  // Leaflet has no option to pan without a glide.
  if (!animated) {
    const { panBy } = map
    map.panBy = (offset, options) => panBy.call(map, offset, Object.assign({}, options, { animate: false }))
  }
  L.control.zoom({ zoomInTitle: 'Agrandir', zoomOutTitle: 'Réduire', position: 'topright' }).addTo(map)
  return map
}

class Vue {
  constructor(section, base, read, apercu, contours) {
    const find = (name) => section.querySelector('.carte__' + name)
    Object.assign(this, { section, read, apercu, statut: find('statut'), plan: find('plan') })
    this.codes = section.dataset.codes.split(' ').filter(Boolean)
    this.points = new Map() // code -> what stack() gives
    this.communes = new Map() // code -> what readCommunes() gives
    this.requests = new Map() // file name -> promise
    this.dessins = {}
    const genres = {}
    section.querySelectorAll('[data-genre]').forEach((ligne) => {
      this.dessins[ligne.dataset.genre] = ligne.querySelector('svg')
      genres[ligne.dataset.genre] = ligne.querySelector('span').textContent
    })
    section.querySelectorAll(PARTS).forEach((part) => { part.hidden = false })
    this.map = createMap(this.plan)
    this.bounds = new Map(apercu.map(({ code, lat, lon }) => [code, L.latLng(lat, lon).toBounds(2e4)]))
    this.marqueurs = createMarqueurs(this.map)
    this.fiche = createFiche(this.plan, (lieu) => new URL('../../lieux/' + lieu.slug + '/', base).href, genres)
    this.noms = createNoms(this.map)
    this.contours = contours
  }

  start() {
    const { map, codes } = this
    drawContours(map, this.contours, this.apercu, codes, (code, event) => {
      if (map.getZoom() >= this.zoomDetail(code)) return
      L.DomEvent.stopPropagation(event)
      this.openDepartements([code])
    }).forEach((bounds, code) => this.bounds.set(code, bounds))
    this.fit(codes)
    map.on('moveend', () => this.refresh())
    map.on('click', (event) => this.clickGround(event.latlng))
    this.bindGestures()
    this.section.querySelectorAll('[data-cadrer]').forEach((bouton) => {
      bouton.addEventListener('click', () => this.openDepartements(bouton.dataset.cadrer.split(' ').filter(Boolean)))
    })
    bindIgn(map, this.section)
    const ici = this.apercu.filter(({ code }) => !codes.length || codes.includes(code))
    this.say(count(sum(ici)) + (codes.length === 1 ? '.' : '. Choisissez un département sur la carte.'))
    this.refresh()
  }

  say(sentence) {
    this.statut.textContent = sentence
  }

  /** Shows all of these départements; métropole when there is none. */
  fit(codes) {
    const bounds = L.latLngBounds([])
    codes.forEach((code) => this.bounds.has(code) && bounds.extend(this.bounds.get(code)))
    this.map.fitBounds(codes.length && bounds.isValid() ? bounds : METROPOLE, { padding: [4, 4], maxZoom: 13 })
  }

  /** From this zoom on, a département shows its lieux rather than their number. */
  zoomDetail(code) {
    return Math.min(ZOOM_DETAIL, this.map.getBoundsZoom(this.bounds.get(code), false, L.point(8, 8)))
  }

  /** Loads a file once. What cannot be read is said, and the list of the page remains. */
  load(name, keep) {
    if (!this.requests.has(name)) {
      this.requests.set(name, this.read(name).then(keep).then(() => this.refresh()).catch((error) => {
        console.warn('carte', error)
        this.say('Une partie de la carte n’a pas pu se charger. La liste contient tous les lieux.')
      }))
    }
    return this.requests.get(name)
  }

  loadLieux(code) {
    return this.load(code.toLowerCase() + '.json', (table) => this.points.set(code, stack(readLieux(table))))
  }

  /** Codes of the départements that this view shows in detail; asks for what they miss. */
  inDetail() {
    const zoom = this.map.getZoom()
    const view = this.map.getBounds()
    return this.apercu.filter(({ code, n }) => {
      if (!n || zoom < this.zoomDetail(code)) return false
      if (!this.codes.length || this.codes.includes(code)) {
        // Outlines are not rectangles: the corners of their box are left out.
        const near = view.intersects(this.bounds.get(code).pad(-0.1))
        if (near) this.loadLieux(code)
        if (near && zoom >= ZOOM_COMMUNES) {
          this.load('communes-' + code.toLowerCase() + '.json', (table) => (
            this.communes.set(code, readCommunes(table))))
        }
      }
      return this.points.has(code)
    }).map(({ code }) => code)
  }

  refresh() {
    const { map } = this
    const view = map.getBounds().pad(0.1)
    const codes = this.inDetail()
    const reperes = this.departements(codes).concat(this.lieux(codes))
      .filter((repere) => view.contains([repere.lat, repere.lon]))
    this.plan.classList.toggle('carte__plan--loin', map.getZoom() < 7)
    this.plan.classList.toggle('carte__plan--pres', codes.length > 0)
    this.marqueurs.show(reperes)
    this.mark()
    this.noms(this.communesShown(codes), reperes.map(({ lat, lon }) => map.latLngToContainerPoint([lat, lon])))
  }

  communesShown(codes) {
    const points = [].concat(...codes.map((code) => this.points.get(code)))
    const known = new Map(points.map(({ lat, lon, lieux }) => [lieux[0].commune, { nom: lieux[0].commune, lat, lon }]))
    const all = this.map.getZoom() < ZOOM_COMMUNES ? []
      : [].concat(...codes.map((code) => this.communes.get(code) || []))
    return all.length
      ? all.filter(({ nom }) => known.has(nom)).concat(all.filter(({ nom }) => !known.has(nom)))
      : Array.from(known.values())
  }

  /** Groups of what would be less than `gap` pixels apart at a zoom, by default that of the view. */
  gather(items, gap, zoom) {
    return gather(items.map((item) => Object.assign(this.map.project([item.lat, item.lon], zoom), { item })), gap)
      .map((group) => group.map((spot) => spot.item))
  }

  /** One repere for each département that is not in detail; those that would overlap share one. */
  departements(detailed) {
    const rest = this.apercu.filter(({ code, n }) => n && !detailed.includes(code))
    return this.gather(rest, 22).map((group) => {
      const noms = group.map(({ nom }) => nom).join(', ')
      const n = sum(group)
      return {
        key: group.map(({ code }) => code).join(' '),
        lat: group[0].lat,
        lon: group[0].lon,
        nom: noms + ' : ' + count(n),
        taille: 24,
        dessin: () => element('span', { className: 'carte__nombre' + (group.length > 1 ? '' : ' carte__nombre--departement'), textContent: number(n) },
          element('span', { className: 'carte__departement', textContent: noms })),
        open: () => this.openDepartements(group.map(({ code }) => code)),
      }
    })
  }

  /** Reperes of lieux, gathered where they would overlap, more so while the view is wide. */
  lieux(detailed) {
    const points = [].concat(...detailed.map((code) => this.points.get(code)))
    return this.gather(points, this.map.getZoom() < ZOOM_COMMUNES ? 46 : GAP)
      .map((group) => (group.length > 1 ? this.secteur(group) : this.point(group[0])))
  }

  point({ lat, lon, lieux }) {
    const [lieu] = lieux
    const nom = lieux.length > 1 ? count(lieux.length) + ' au même endroit, ' + lieu.commune
      : lieu.nom + ', ' + lieu.commune
    const key = lieu.slug + ' ' + lieux.length
    return {
      key,
      lat,
      lon,
      nom,
      taille: 36,
      dessus: lieu.genre === 'fabrique',
      dessin: () => {
        const svg = this.dessins[lieu.genre].cloneNode(true)
        if (lieu.flou) svg.classList.add('marque--flou')
        if (lieux.length < 2) return svg
        const pile = element('span', { className: 'carte__pile' }, svg)
        pile.dataset.n = lieux.length
        return pile
      },
      open: () => this.openLieux(lieux, nom, key, [lat, lon]),
    }
  }

  secteur(group) {
    const lieux = [].concat(...group.map((point) => point.lieux))
    const nom = count(lieux.length) + ', secteur ' + de(commonest(lieux.map(({ commune }) => commune)))
    const { lat, lon } = group[0]
    const key = group[0].lieux[0].slug + ' +' + lieux.length
    return {
      key,
      lat,
      lon,
      nom,
      taille: lieux.length < 10 ? 36 : 44,
      dessin: () => element('span', { className: 'carte__nombre', textContent: lieux.length }),
      open: () => {
        const { map } = this
        const zoom = map.getZoom()
        // Deeper than 13 in one step, nothing known would remain in view: those still together are listed.
        if (this.gather(group, GAP, Math.max(13, zoom)).length < 2) {
          return this.openLieux(lieux, nom, key, [lat, lon])
        }
        const bounds = L.latLngBounds(group.map((point) => [point.lat, point.lon]))
        const fitting = map.getBoundsZoom(bounds, false, L.point(60, 60))
        return map.setView(bounds.getCenter(), Math.max(zoom + 1, Math.min(13, fitting)))
      },
    }
  }

  openDepartements(codes) {
    this.fiche.close()
    const { nom, n } = this.apercu.find(({ code }) => code === codes[0]) || {}
    if (codes.length !== 1 || !n) return this.fit(codes)
    this.say(nom + ' : les lieux se chargent…')
    return this.loadLieux(codes[0]).then(() => {
      if (!this.points.has(codes[0])) return
      this.fit(codes)
      this.say(nom + ' : ' + count(n) + '.')
    })
  }

  openLieux(lieux, nom, key, latlng) {
    const { map, fiche } = this
    fiche.open(lieux, nom, (focused) => {
      this.chosen = null
      this.mark()
      if (focused) this.marqueurs.focusOn(key)
    })
    this.chosen = key
    this.mark()
    const beside = map.getSize().x > 640
    map.panInside(latlng, {
      paddingTopLeft: [beside ? fiche.node.offsetWidth + 40 : 40, 40],
      paddingBottomRight: [60, beside ? 40 : fiche.node.offsetHeight + 40],
    })
  }

  /** Marks the chosen lieu; a marker drawn anew needs it again. */
  mark() {
    const old = this.plan.querySelector('.carte__repere--choisi')
    if (old) old.classList.remove('carte__repere--choisi')
    const marqueur = this.marqueurs.get(this.chosen)
    if (marqueur) marqueur.getElement().classList.add('carte__repere--choisi')
  }

  /** Closes the card, else brings that spot to the middle: WCAG 2.5.7, a way to move without dragging. */
  clickGround(latlng) {
    if (this.fiche.node.hidden) this.map.panTo(latlng)
    else this.fiche.close()
  }

  /** The page keeps its own scrolling: two fingers move the map, and the wheel zooms after a click. */
  bindGestures() {
    const { map, plan } = this
    const hint = element('p', { className: 'carte__geste', hidden: true })
    hint.setAttribute('aria-hidden', 'true')
    plan.appendChild(hint)
    let timer = 0
    const show = (sentence) => {
      hint.textContent = sentence
      hint.hidden = false
      clearTimeout(timer)
      timer = setTimeout(() => { hint.hidden = true }, 1500)
    }
    map.on('click', () => map.scrollWheelZoom.enable())
    map.on('mouseout', () => map.scrollWheelZoom.disable())
    plan.addEventListener('wheel', () => {
      if (!map.scrollWheelZoom.enabled()) show('Cliquez sur la carte pour zoomer avec la molette.')
    }, { passive: true })
    plan.addEventListener('touchmove', (event) => {
      if (event.touches.length === 1 && !map.dragging.enabled()) show('Déplacez la carte avec deux doigts.')
    }, { passive: true })
  }
}
