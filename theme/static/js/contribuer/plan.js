/**
 * The point of a lieu, set on a map: it stands under the sight in the middle, and one moves the map, by
 * finger, mouse or arrows. Leaflet comes only when this is asked for; the IGN's tiles after another click.
 */
import { readContours } from '../lib/donnees.js'
import { element } from '../lib/page.js'
import { adresse, lire } from './outils.js'

const ZOOM = 15

function leaflet() {
  if (window.L) return Promise.resolve()
  return new Promise((resolve, reject) => {
    document.head.appendChild(element('script', { src: adresse('theme/vendor/leaflet-1.9.4/leaflet.js'), onload: resolve, onerror: reject }))
  })
}

/**
 * @param node its data-ign is the address of the tiles
 * @param depart {lat, lon, departement} of the commune, or of the point that is known
 * @param poser called with {lat, lon} rounded to about a metre
 */
export async function ouvrirPlan(node, depart, poser) {
  await leaflet()
  node.textContent = ''
  const plan = element('div', { className: 'plan', tabIndex: 0 })
  plan.setAttribute('role', 'application')
  plan.setAttribute('aria-label', 'Plan. Flèches : déplacer. Plus et moins : zoomer. Entrée : poser le point au centre.')
  const ici = element('button', { type: 'button', textContent: 'Poser le point ici' })
  const ign = element('button', { type: 'button', textContent: 'Afficher le plan de l’IGN' })
  const dit = element('p', { className: 'question__aide' })
  dit.setAttribute('role', 'status')
  node.append(element('p', { className: 'question__aide', textContent: 'Placez le lieu sous le cercle. Le plan vient de l’IGN, si vous l’affichez : son site, data.geopf.fr, verra l’adresse de votre connexion.' }),
    element('p', {}, ign), plan, element('p', {}, ici), dit)
  node.hidden = false
  const map = L.map(plan, { center: [depart.lat, depart.lon], zoom: ZOOM, zoomControl: false, attributionControl: false, scrollWheelZoom: false, maxZoom: 19 })
  L.control.zoom({ zoomInTitle: 'Agrandir', zoomOutTitle: 'Réduire', position: 'topright' }).addTo(map)
  plan.appendChild(element('div', { className: 'plan__mire' }))
  lire('carte/donnees/' + depart.departement.toLowerCase() + '.json').then(({ autour: { contours } }) => {
    readContours(contours).forEach((anneaux) => L.polygon(anneaux.map((un) => [un]), { className: 'contour', interactive: false }).addTo(map))
  }).catch(() => {}) // only a drawing
  function prendre() {
    const { lat, lng } = map.getCenter()
    const point = { lat: Number(lat.toFixed(5)), lon: Number(lng.toFixed(5)) }
    poser(point)
    dit.textContent = 'Le point est posé : ' + point.lat + ', ' + point.lon + '.'
  }
  ici.onclick = prendre
  map.on('click', ({ latlng }) => map.panTo(latlng))
  plan.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    prendre()
  })
  ign.onclick = () => {
    L.tileLayer(node.dataset.ign, { maxZoom: 19 }).on('tileerror', () => { dit.textContent = 'Le plan de l’IGN ne répond pas.' }).addTo(map).bringToBack()
    ign.remove()
  }
  plan.focus()
}
