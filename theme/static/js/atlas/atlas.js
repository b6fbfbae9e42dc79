/**
 * The atlas on a map that moves: the départements in four tints for one of four questions, then the
 * communes of one. Leaflet and the data come on a click; the page says the same in tables.
 */
import { nombre, readCommunes, readContours, rows } from '../lib/donnees.js'
import { element } from '../lib/page.js'

const METROPOLE = [[41.4, -4.8], [51.1, 9.5]]
const KM = [10, 20, 30]

/** The tint of a value: how many of three bounds it reaches, or passes. */
const teinte = (value, bornes, strict) => bornes.filter((borne) => (strict ? value > borne : value >= borne)).length

const pourCent = (part) => String(part).replace('.', ',') + '\u00a0%'

function charger(tag, proprietes) {
  return new Promise((resolve, reject) => {
    document.head.appendChild(element(tag, Object.assign(proprietes, { onload: resolve, onerror: reject })))
  })
}

function lire(vue, nom) {
  return fetch(vue.dataset.donnees + nom).then((reponse) => {
    if (!reponse.ok) throw new Error(reponse.status + ' ' + nom)
    return reponse.json()
  })
}

/** A labelled list of choices: [[value, words], …]. */
function liste(label, choix, change) {
  const select = element('select', { onchange: () => change(Number(select.value)) },
    ...choix.map(([value, textContent]) => element('option', { value, textContent })))
  return element('label', { textContent: label + ' ' }, select)
}

class Atlas {
  constructor(vue, { questions, departements }, contours) {
    this.vue = vue
    this.dire = (mots) => { vue.querySelector('[role=status]').textContent = mots }
    this.questions = questions
    this.departements = rows(departements)
    this.question = 0
    this.choisi = -1
    const plan = vue.querySelector('.atlas__plan')
    plan.hidden = false
    this.map = L.map(plan, { minZoom: 4, maxZoom: 13, zoomSnap: 0.1, attributionControl: false, zoomControl: false, scrollWheelZoom: false, keyboard: false, dragging: !window.matchMedia('(pointer: coarse)').matches })
    L.control.zoom({ zoomInTitle: 'Agrandir', zoomOutTitle: 'Réduire', position: 'topright' }).addTo(this.map)
    this.map.fitBounds(METROPOLE)
    this.communes = L.layerGroup().addTo(this.map)
    this.traces = this.departements.map(({ code }, rang) => {
      const anneaux = contours.get(code)
      return anneaux && L.polygon(anneaux.map((un) => [un]), { className: 'atlas__trace', fillOpacity: 1 })
        .on('click', () => this.choisir(rang)).addTo(this.map)
    })
    const ordre = this.departements.map(({ nom }, rang) => [rang, nom]).sort((a, b) => a[1].localeCompare(b[1], 'fr'))
    const choix = vue.querySelector('.atlas__choix')
    choix.hidden = false
    this.lieu = liste('Département', [[-1, 'Toute la France'], ...ordre], (rang) => this.choisir(rang))
    choix.append(liste('Ce que l’on cherche', questions.map(({ nom }, rang) => [rang, nom]), (rang) => {
      this.question = rang
      this.peindre()
    }), this.lieu)
    this.peindre()
  }

  peindre() {
    const { bornes } = this.questions[this.question]
    this.traces.forEach((trace, rang) => {
      if (!trace) return
      const { parts } = this.departements[rang]
      const part = parts[this.question]
      const { classList } = trace.getElement()
      const fond = this.choisi < 0 ? teinte(part, bornes) : rang === this.choisi ? 0 : 4
      for (let n = 0; n < 5; n++) classList.toggle('atlas__trace--' + n, n === fond)
    })
    this.semer()
    this.resumer()
  }

  choisir(rang) {
    this.choisi = rang
    this.lieu.querySelector('select').value = rang
    this.donnees = null
    const trace = this.traces[rang]
    if (trace) this.map.fitBounds(trace.getBounds(), { padding: [8, 8] })
    else this.map.fitBounds(METROPOLE)
    this.peindre()
    if (rang < 0) return
    const code = this.departements[rang].code.toLowerCase()
    Promise.all([lire(this.vue, 'communes-' + code + '.json'), lire(this.vue, 'atlas-' + code + '.json')])
      .then(([communes, km]) => {
        if (rang !== this.choisi) return
        this.donnees = { communes: readCommunes(communes), km }
        if (!trace && this.donnees.communes.length) this.map.fitBounds(this.donnees.communes.map(({ lat, lon }) => [lat, lon]))
        this.peindre()
      })
      .catch(() => this.dire('Les communes de ce département n’ont pas pu se charger. Choisissez-le de nouveau.'))
  }

  semer() {
    this.communes.clearLayers()
    if (!this.donnees) return
    const { communes, km } = this.donnees
    communes.forEach(({ nom, lat, lon }, rang) => {
      const loin = km[this.question][rang]
      const rond = loin === null ? 3 : teinte(loin, KM, true)
      L.circleMarker([lat, lon], { radius: 6, fillOpacity: 1, className: 'atlas__trace atlas__trace--' + rond })
        .on('click mouseover', () => this.dire(nom + '\u00a0: ' + (loin === null ? 'rien sur cette terre' : 'à ' + loin + '\u00a0km au plus') + '.'))
        .addTo(this.communes)
    })
  }

  resumer() {
    const { sans, bornes } = this.questions[this.question]
    if (this.choisi < 0) {
      this.dire('Habitants qui n’ont ' + sans + ' à moins de 10\u00a0km. Teintes\u00a0: moins de ' + bornes.join(', ') + '\u00a0%, puis davantage.')
      return
    }
    const { nom, parts } = this.departements[this.choisi]
    const vues = this.donnees ? ' ' + nombre(this.donnees.communes.length) + ' communes, plus foncées au-delà de 10, 20 et 30\u00a0km.' : ''
    const part = parts[this.question]
    this.dire(nom + '\u00a0: ' + (part === null ? 'sans objet.' : pourCent(part) + ' n’ont ' + sans + ' à moins de 10\u00a0km.') + vues)
  }
}

function preparer(vue) {
  const bouton = vue.querySelector('button')
  const dire = (mots) => { vue.querySelector('[role=status]').textContent = mots }
  const { racine } = vue.dataset
  vue.hidden = false
  bouton.onclick = () => {
    bouton.hidden = true
    dire('La carte se charge…')
    Promise.all([
      lire(vue, 'atlas.json'),
      lire(vue, 'contours.json').then(readContours),
      charger('link', { rel: 'stylesheet', href: racine + 'theme/css/carte.css' }),
      window.L || charger('script', { src: racine + 'theme/vendor/leaflet-1.9.4/leaflet.js' }),
    ]).then(([atlas, contours]) => {
      const carte = new Atlas(vue, atlas, contours)
      carte.lieu.parentNode.querySelector('select').focus()
    }).catch((error) => {
      console.warn('atlas', error)
      bouton.hidden = false
      dire('La carte ne peut pas s’afficher. Les tableaux disent la même chose.')
    })
  }
}

document.querySelectorAll('[data-atlas]').forEach(preparer)
