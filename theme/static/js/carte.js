/**
 * Starts the map of the page: at once where it is the subject of the page (data-auto), unless the
 * visitor saves data, else on a click. Leaflet and the map's own code are asked for only then.
 */

function load(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes)
    element.onload = resolve
    element.onerror = () => reject(new Error(attributes.src || attributes.href))
    document.head.appendChild(element)
  })
}

/** name -> promise of a file of carte/donnees/, those of the first view asked for with the code: one round trip. */
function createGet({ donnees, codes }) {
  const base = new URL(donnees, document.baseURI)
  const ask = (name) => fetch(new URL(name, base).href).then((response) => {
    if (!response.ok) throw new Error(response.status + ' ' + name)
    return response.json()
  })
  const early = new Map()
  const [, seul] = /[?&]departement=(\w+)(?:&|$)/.exec(location.search) || [0, codes]
  const vue = /[?&]lat=/.test(location.search)
  for (const name of /^\w+$/.test(seul) && !vue ? [seul.toLowerCase()] : ['apercu', 'contours']) {
    early.set(name + '.json', ask(name + '.json'))
  }
  early.forEach((promise) => promise.catch(() => {})) // told by whoever reads it
  return (name) => {
    const promise = early.get(name) || ask(name)
    early.delete(name)
    return promise
  }
}

let leaflet // run once, however many maps open together: a second copy would not know the points of the first

function start(section) {
  const { vendor, css } = section.dataset
  const statut = section.querySelector('.carte__statut')
  const panne = section.querySelector('.carte__panne')
  section.querySelector('.carte__demande').hidden = panne.hidden = true
  statut.textContent = 'La carte se charge…'
  const get = createGet(section.dataset)
  leaflet = leaflet || load('script', { src: vendor + 'leaflet.js' })
  const feuille = load('link', { rel: 'stylesheet', href: css })
  return Promise.all([import('./carte-vue.js'), leaflet, feuille])
    .then(([vue]) => vue.open(section, get))
    .then(() => { section.dataset.prete = '' })
    .catch((error) => {
      console.warn('carte', error)
      statut.textContent = 'La carte ne peut pas s’afficher. La liste contient tous les lieux.'
      panne.hidden = false
      panne.querySelector('button').onclick = () => {
        // A module that did not arrive is not asked for twice by every browser: the page is.
        if (window.L && !/import/i.test(error.message)) start(section)
        else location.reload()
      }
    })
}

if (/[?&]integre=1(&|$)/.test(location.search)) document.documentElement.classList.add('integre')
const connection = navigator.connection
for (const section of document.querySelectorAll('[data-carte]')) {
  const demande = section.querySelector('.carte__demande')
  // On a phone the list comes first, but for an address that shows a place, or in another site's frame.
  const liste = 'auto' in section.dataset && !/[?&](lat|lieu|integre)=/.test(location.search)
  section.dataset.mode = liste ? 'liste' : 'carte'
  if ('auto' in section.dataset && !(connection && connection.saveData)) {
    start(section)
  } else {
    demande.hidden = false
    demande.querySelector('button').addEventListener('click', () => (
      start(section).then(() => section.querySelector('.carte__plan').focus())))
  }
}
