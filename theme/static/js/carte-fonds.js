/** What lies under the markers: outlines of the départements, names of communes, IGN's tiles. */
import { gather, quarter } from './lib/geometrie.js'


/**
 * Draws the outlines, tinted by the number of lieux.
 *
 * @param contours Map: code -> rings of [lat, lon]
 * @param onClick called with the code of a département, and the event
 * @returns Map: code -> L.LatLngBounds
 */
export function drawContours(map, contours, apercu, codes, onClick) {
  const counts = apercu.map((departement) => departement.n)
  const bounds = new Map()
  const ours = (code) => codes.includes(code)
  // Drawn last, the borders of ours are not covered by the neighbours.
  for (const code of Array.from(contours.keys()).sort((a, b) => ours(a) - ours(b))) {
    const { n } = apercu.find((row) => row.code === code) || {}
    const tint = n && codes.length !== 1 ? quarter(n, counts) : 0
    const place = ours(code) ? ' carte__contour--ici' : codes.length ? ' carte__contour--ailleurs' : ''
    const polygone = L.polygon(contours.get(code).map((ring) => [ring]), {
      className: 'carte__contour carte__contour--' + tint + place,
    })
    polygone.on('click', (event) => onClick(code, event)).addTo(map)
    bounds.set(code, polygone.getBounds())
  }
  return bounds
}

/** Names of communes, as many as fit; the first of the list are served first. */
export function createNoms(map) {
  const pane = map.createPane('noms')
  const layer = L.layerGroup().addTo(map)
  pane.setAttribute('aria-hidden', 'true')

  /** @param taken spots {x, y} of the markers, which the names avoid */
  return function show(communes, taken) {
    layer.clearLayers()
    const view = map.getBounds()
    const spots = communes.filter((commune) => view.contains([commune.lat, commune.lon]))
      .map((commune) => ({ commune, spot: map.latLngToContainerPoint([commune.lat, commune.lon]) }))
      .filter(({ spot }) => !taken.some((other) => (
        Math.abs(other.x - spot.x) < 56 && Math.abs(other.y - 26 - spot.y) < 20)))
      // A name is about four times as wide as it is high.
      .map(({ commune, spot }) => ({ commune, x: spot.x / 4, y: spot.y }))
    for (const [{ commune }] of gather(spots, 28)) {
      const html = document.createElement('span')
      html.textContent = commune.nom
      L.marker([commune.lat, commune.lon], {
        pane: 'noms',
        interactive: false,
        keyboard: false,
        icon: L.divIcon({ className: 'carte__commune', html, iconSize: [0, 0] }),
      }).addTo(layer)
    }
  }
}

/** The button that asks IGN for a background, or puts it away. No request before its click. */
export function bindIgn(map, section) {
  const cadre = section.querySelector('.carte__ign')
  if (!cadre) return
  const bouton = cadre.querySelector('button')
  const credit = section.querySelector('.carte__credit')
  const texte = bouton.textContent
  const tuiles = L.tileLayer(section.dataset.ign, { maxZoom: 19 })
  bouton.addEventListener('click', () => {
    const on = !map.hasLayer(tuiles)
    if (on) map.setZoom(Math.round(map.getZoom())).addLayer(tuiles)
    else map.removeLayer(tuiles)
    map.options.zoomSnap = on ? 1 : 0.1
    map.getContainer().classList.toggle('carte__plan--ign', on)
    credit.hidden = !on
    bouton.textContent = on ? 'Retirer le fond de carte de l’IGN' : texte
  })
}
