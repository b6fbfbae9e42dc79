/**
 * Markers that a keyboard and a screen reader can use. Leaflet gives a divIcon marker no name and
 * makes each one a tab stop: here each has a name, and only one at a time is in the tab order.
 */
import { nearest, neighbour } from './lib/geometrie.js'


/**
 * A repere is what a marker shows: {key, lat, lon, nom, dessin, taille, dessus, open}
 * nom: what is read aloud; dessin: () => Element; taille: px; dessus: above the others;
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

  return { show, focusOn: (key) => focus(shown.get(key)), get: (key) => shown.get(key) }
}
