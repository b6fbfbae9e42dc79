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

function start(section) {
  const { vendor, css } = section.dataset
  const statut = section.querySelector('.carte__statut')
  section.querySelector('.carte__demande').hidden = true
  statut.textContent = 'La carte se charge…'
  return Promise.all([
    import('./carte-vue.js'),
    load('script', { src: vendor + 'leaflet.js' }),
    load('link', { rel: 'stylesheet', href: css }),
  ]).then(([vue]) => vue.open(section)).catch((error) => {
    console.warn('carte', error)
    section.querySelector('.carte__plan').hidden = true
    statut.textContent = 'La carte ne peut pas s’afficher. La liste contient tous les lieux.'
  })
}

const connection = navigator.connection
for (const section of document.querySelectorAll('[data-carte]')) {
  const demande = section.querySelector('.carte__demande')
  if ('auto' in section.dataset && !(connection && connection.saveData)) {
    start(section)
  } else {
    demande.hidden = false
    demande.querySelector('button').addEventListener('click', () => (
      start(section).then(() => section.querySelector('.carte__plan').focus())))
  }
}
