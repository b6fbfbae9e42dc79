/** The Leaflet map, what lies under its markers, and what a visitor presses around it. */
import { element } from './lib/page.js'
import { writeEtat } from './lib/etat.js'
import { gather, quarter } from './lib/geometrie.js'

/** @param libre the map is the subject of the page: one finger moves it */
export function createMap(plan, libre) {
  const animated = !window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const map = L.map(plan, {
    minZoom: 4, maxZoom: 18, zoomSnap: 0.1, attributionControl: false, zoomControl: false,
    scrollWheelZoom: false, dragging: libre || !window.matchMedia('(pointer: coarse)').matches,
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

/** The page keeps its own scrolling: two fingers move the map, and the wheel zooms after a click. */
function bindGestures(map, plan) {
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

/** Lets the browser answer the visitor between two pieces of long work. */
export const pause = () => new Promise((resolve) => { setTimeout(resolve) })

const LOT = 12 // outlines drawn at a time

/**
 * Draws the outlines that are known and not yet there, a few at a time, tinted by the number of lieux.
 *
 * @param traces Map: code -> polygon, filled in
 * @param codes those that the map is about, none where it is about all
 * @param onClick called with the code of a département, and the event
 */
export async function drawContours(map, { contours, apercu }, traces, codes, onClick) {
  const counts = apercu.map((departement) => departement.n)
  const order = Array.from(contours.keys()).filter((code) => !traces.has(code))
  order.forEach((code) => traces.set(code, null))
  for (let i = 0; i < order.length; i++) {
    const code = order[i]
    const { n } = apercu.find((row) => row.code === code) || {}
    const tint = n && codes.length !== 1 ? quarter(n, counts) : 0
    const place = codes.includes(code) ? ' carte__contour--ici' : codes.length ? ' carte__contour--ailleurs' : ''
    traces.set(code, L.polygon(contours.get(code).map((ring) => [ring]), {
      className: 'carte__contour carte__contour--' + tint + place,
    }).on('click', (event) => onClick(code, event)).addTo(map))
    if (i % LOT === LOT - 1) await pause()
  }
  // The neighbours must not cover the borders of ours.
  codes.map((code) => traces.get(code)).filter(Boolean).forEach((trace) => trace.bringToFront())
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

/** On a phone, one of the two at a time. */
export function showMode(section, mode) {
  section.dataset.mode = mode
  section.querySelector('.carte__bascule').textContent = mode === 'carte' ? 'Voir la liste' : 'Voir la carte'
}

/** A sheet is narrower than a screen: the map is drawn for it, with all its rows, then put back. */
function bindPaper({ map, plan, liste }) {
  let view = null
  window.addEventListener('beforeprint', () => {
    view = map.getBounds()
    liste.all()
    plan.classList.add('carte__plan--papier')
    map.invalidateSize({ animate: false }).fitBounds(view, { animate: false })
  })
  window.addEventListener('afterprint', () => {
    plan.classList.remove('carte__plan--papier')
    map.invalidateSize({ animate: false }).fitBounds(view, { animate: false })
  })
}

export function bindCommandes(vue) {
  const { map, section, find, choix } = vue
  map.on('moveend', () => vue.moved())
  // Closes the card, else brings that spot to the middle: WCAG 2.5.7, a way to move without dragging.
  map.on('click', ({ latlng }) => (choix.slugs.length ? choix.close() : map.panTo(latlng)))
  bindGestures(map, vue.plan)
  bindPaper(vue)
  section.querySelectorAll('[data-cadrer]').forEach((bouton) => {
    bouton.addEventListener('click', () => vue.openDepartements(bouton.dataset.cadrer.split(' ').filter(Boolean)))
  })
  find('bascule').addEventListener('click', () => {
    showMode(section, section.dataset.mode === 'carte' ? 'liste' : 'carte')
    vue.statut.scrollIntoView()
  })
  find('zone').addEventListener('click', () => vue.chercher())
  find('panne').querySelector('button').onclick = () => vue.retry()
  const filtres = find('filtres')
  if (filtres) {
    filtres.addEventListener('toggle', () => {
      find('bascule').hidden = filtres.open // the boxes have a button of their own there
      if (filtres.open) vue.loadFiltres()
    })
  }
  bindPlus(vue)
}

/** What few visitors use is asked for when they do. */
function bindPlus({ map, section, find, etat }) {
  const plus = (then) => import('./a-la-demande/plus.js').then(then).catch(console.warn)
  const ign = find('ign')
  const bouton = ign && ign.querySelector('button')
  if (ign) bouton.onclick = () => plus(({ bindIgn }) => { bindIgn(map, section); bouton.click() })
  // Storage may be refused.
  try { if (ign && localStorage.getItem('carte-fond')) plus(({ bindIgn }) => { bindIgn(map, section); bouton.click() }) } catch (error) { /* nothing was kept */ }
  const integrer = find('integrer')
  if (!integrer) return
  integrer.hidden = false
  integrer.addEventListener('toggle', () => plus(({ bindIntegration }) => bindIntegration(section)), { once: true })
  find('voir').querySelector('a').onclick = ({ currentTarget }) => {
    currentTarget.search = writeEtat(Object.assign({}, etat, { integre: false }))
  }
}
