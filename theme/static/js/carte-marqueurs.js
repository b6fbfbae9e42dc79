/**
 * Markers that a keyboard and a screen reader can use. Leaflet gives a divIcon marker no name and
 * makes each one a tab stop: here each has a name, and only one at a time is in the tab order.
 */
import { nommer } from './carte-fiche.js'
import { element } from './lib/page.js'
import { count, nombre } from './lib/donnees.js'
import { commonest, gather, nearest, neighbour } from './lib/geometrie.js'
import { de } from './lib/partage.js'

export const ZOOM_COMMUNES = 10
const GAP_LOIN = 46 // px between markers below ZOOM_COMMUNES, where a group is a square of the grid
const GAP = 30 // px, seen close
const CIBLE = 44 // px, what a thumb needs
const SEUL = 13 // the deepest zoom that one step of a group may reach, so that something known stays in view

/**
 * A repere is what a marker shows: {key, lat, lon, nom, dessin, taille, dessus, open}
 * lieux: those it stands for, if any; nom: what is read aloud; dessin: () => Element; taille: px; dessus: above the others;
 * open: called on a click, Enter or Space. Two reperes with one key are the same.
 */
export function createMarqueurs(map) {
  const shown = new Map()
  const container = map.getContainer()
  let current = null

  const spot = (marqueur) => Object.assign(
    map.latLngToContainerPoint(marqueur.getLatLng()), { marqueur })
  const spots = () => Array.from(shown.values(), spot)
  const hasFocus = (marqueur) => marqueur.getElement() === document.activeElement

  function setCurrent(marqueur) {
    if (current && current.getElement()) current.getElement().tabIndex = -1
    current = marqueur
    if (current) current.getElement().tabIndex = 0
  }

  function focus(marqueur) {
    if (!marqueur) return container.focus()
    setCurrent(marqueur)
    marqueur.getElement().focus()
  }

  function add(repere) {
    const marqueur = L.marker([repere.lat, repere.lon], {
      icon: L.divIcon({
        className: 'carte__repere',
        html: repere.dessin(),
        iconSize: [repere.taille, repere.taille],
        iconAnchor: [repere.taille / 2, repere.taille / 2],
      }),
      title: repere.nom,
      riseOnHover: true,
      zIndexOffset: repere.dessus ? 1000 : 0,
    })
    marqueur.repere = repere
    marqueur.on('click', repere.open).addTo(map)
    const element = marqueur.getElement()
    element.tabIndex = -1
    element.setAttribute('aria-label', repere.nom)
    element.addEventListener('focus', () => shown.has(repere.key) && setCurrent(marqueur))
    shown.set(repere.key, marqueur)
  }

  /** Shows these reperes and no other. A focus that would be lost goes to the nearest one left. */
  function show(reperes) {
    const wanted = new Set(reperes.map((repere) => repere.key))
    let lost = null
    shown.forEach((marqueur, key) => {
      if (wanted.has(key)) return
      if (hasFocus(marqueur)) lost = spot(marqueur)
      if (marqueur === current) current = null
      shown.delete(key)
      marqueur.remove()
    })
    for (const repere of reperes) if (!shown.has(repere.key)) add(repere)
    const from = lost || map.getSize().divideBy(2)
    const next = current ? null : nearest(spots(), from)
    if (lost) focus(next && next.marqueur)
    else if (next) setCurrent(next.marqueur)
  }

  /** The one `step` further in reading order: from the top, then from the left. */
  function follow(marqueur, step) {
    const order = spots().sort((a, b) => a.y - b.y || a.x - b.x).map((s) => s.marqueur)
    return order[(order.indexOf(marqueur) + step + order.length) % order.length]
  }

  function press(event) {
    const marqueur = Array.from(shown.values()).find(hasFocus)
    if (!marqueur || event.ctrlKey || event.altKey || event.metaKey) return
    const { key } = event
    if (key === 'Enter' || key === ' ') marqueur.repere.open()
    else if (key === 'n') focus(follow(marqueur, 1))
    else if (key === 'p') focus(follow(marqueur, -1))
    else if (key === '+' || key === '-') map.setZoomAround(marqueur.getLatLng(), map.getZoom() + (key === '+' ? 1 : -1))
    else if (/^Arrow/.test(key)) {
      const next = neighbour(spots().filter((s) => s.marqueur !== marqueur), spot(marqueur), key)
      if (next) focus(next.marqueur)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  container.addEventListener('keydown', press)

  /** The marker of the first repere that passes, or undefined. */
  const find = (passes) => Array.from(shown.values()).find(({ repere }) => passes(repere))

  return { show, find, focusOn: (passes) => focus(find(passes)) }
}

/**
 * What is marked: départements by their number of lieux, groups of lieux, lieux.
 *
 * @param dessin lieu => the SVG of its kind
 * @param open {departements(codes), lieux(lieux, nom)}
 * @returns {departements(rows), lieux(points)}: reperes, as above
 */
export function createReperes(map, dessin, open) {
  /** Groups of what is less than `gap` pixels apart in this view. */
  function near(items, gap) {
    return gather(items.map((item) => Object.assign(map.project([item.lat, item.lon]), { item })), gap)
      .map((group) => group.map((spot) => spot.item))
  }

  function departement(group) {
    const noms = group.map(({ nom }) => nom).join(', ')
    const n = group.reduce((total, row) => total + row.n, 0)
    return {
      key: group.map(({ code }) => code).join(' ') + ' ' + n,
      lat: group[0].lat,
      lon: group[0].lon,
      nom: noms + '\u00a0: ' + count(n) + ', agrandir',
      taille: CIBLE,
      dessin: () => element('span', {
        className: 'carte__nombre' + (group.length > 1 ? '' : ' carte__nombre--departement'),
        textContent: nombre(n),
      }, element('span', { className: 'carte__departement', textContent: noms })),
      open: () => open.departements(group.map(({ code }) => code)),
    }
  }

  function point({ lat, lon, lieux }) {
    const [lieu] = lieux
    const nom = nommer(lieux)
    return {
      key: lieu.slug + ' ' + lieux.length,
      lat,
      lon,
      nom,
      lieux,
      taille: CIBLE,
      dessus: lieu.genre === 'fabrique',
      dessin: () => {
        if (lieux.length < 2) return dessin(lieu)
        const pile = element('span', { className: 'carte__pile' }, dessin(lieu))
        pile.dataset.n = lieux.length
        return pile
      },
      open: () => open.lieux(lieux, nom),
    }
  }

  function secteur(group) {
    const lieux = [].concat(...group.map((one) => one.lieux))
    const { lat, lon } = group[0]
    // Those that no zoom would part are listed.
    const zoom = Math.max(SEUL, map.getZoom())
    const tete = map.project([lat, lon], zoom)
    const ensemble = group.every((one) => map.project([one.lat, one.lon], zoom).distanceTo(tete) < GAP)
    const nom = count(lieux.length) + (ensemble ? ' tout près, ' : ', agrandir, secteur ')
      + (ensemble ? lieux[0].commune : de(commonest(lieux.map(({ commune }) => commune))))
    return {
      key: group[0].lieux[0].slug + ' +' + lieux.length + ensemble,
      lat,
      lon,
      nom,
      lieux,
      taille: CIBLE,
      dessin: () => element('span', { className: 'carte__nombre', textContent: lieux.length }),
      open: () => {
        if (ensemble) return open.lieux(lieux, nom)
        const bounds = L.latLngBounds(group.map((one) => [one.lat, one.lon]))
        const fitting = map.getBoundsZoom(bounds, false, L.point(60, 60))
        return map.setView(bounds.getCenter(), Math.max(map.getZoom() + 1, Math.min(SEUL, fitting)))
      },
    }
  }

  return {
    departements: (rows) => near(rows.filter(({ lat }) => lat !== null), CIBLE).map(departement),
    lieux: (points) => near(points, map.getZoom() < ZOOM_COMMUNES ? GAP_LOIN : GAP)
      .map((group) => (group.length > 1 ? secteur(group) : point(group[0]))),
  }
}
