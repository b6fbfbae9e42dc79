/** The data of the map: which départements have been read, what passes the filters, where they lie. */
import { readCommunes, readContours, readLieux, rows, stack } from './lib/donnees.js'
import { compte, passe } from './lib/etat.js'

const METROPOLE = [[41.4, -4.8], [51.1, 9.5]]
const ZOOM_DETAIL = 8

/** A point further than this share of its département's box lies outside: the list says so. */
const MARGE = 0.3

export class Territoire {
  /** @param lecteur (name, keep) => promise */
  constructor(lecteur) {
    this.lecteur = lecteur
    this.apercu = [] // rows of those that are known, all of them once France is read
    this.contours = new Map() // code -> rings, of the same
    this.bounds = new Map() // code -> L.LatLngBounds
    this.entiere = false // France is read
    this.cadre = null // the window that needs nothing of the rest of France
    this.lieux = new Map() // code -> all its lieux
    this.communes = new Map() // code -> what readCommunes() gives
    this.demandes = new Set() // codes that the visitor asked for
    this.filtres = null // filtres.json, once a filter is looked at
    this.choix = [] // indexes of filters
  }

  /** @param contours what readContours() gives */
  know(apercu, contours) {
    this.apercu = this.apercu.concat(apercu.filter(({ code }) => !this.row(code).code))
    this.memo = null
    contours.forEach((rings, code) => {
      if (this.contours.has(code)) return
      this.contours.set(code, rings)
      this.bounds.set(code, L.latLngBounds([].concat(...rings)))
    })
    // Without an outline, a wide box in metres.
    for (const { code, lat, lon } of apercu) {
      if (lat !== null && !this.bounds.has(code)) this.bounds.set(code, L.latLng(lat, lon).toBounds(3e5))
    }
  }

  /** All the départements. Their outlines are only a drawing: the map goes without. */
  loadFrance() {
    return Promise.all([
      this.lecteur('apercu.json', rows),
      this.lecteur('contours.json', readContours).catch(() => new Map()),
    ]).then(([apercu, contours]) => {
      if (!this.entiere) this.know(apercu, contours)
      this.entiere = true
    })
  }

  /** Whether the view may show what has not been read. */
  isShort() {
    return !this.entiere && this.cadre && !this.cadre.contains(this.map.getBounds())
  }

  row(code) {
    return this.apercu.find((one) => one.code === code) || {}
  }

  choose(choix) {
    this.choix = choix
    this.memo = null
  }

  /** The départements with the number of their lieux that pass. */
  rows() {
    if (!this.choix.length) return this.apercu
    const { departements } = this.filtres
    this.memo = this.memo || this.apercu.map((row) => (
      Object.assign({}, row, { n: compte(departements[row.code] || [], this.choix) })))
    return this.memo
  }

  passes(lieu) {
    return passe(lieu.profil, this.choix)
  }

  points(codes) {
    return [].concat(...codes.map((code) => stack(this.lieux.get(code).filter((lieu) => this.passes(lieu)))))
  }

  load(codes) {
    return Promise.all(codes.map((code) => {
      this.demandes.add(code)
      return this.lecteur(code.toLowerCase() + '.json', (table) => {
        this.lieux.set(code, readLieux(table))
        if (this.entiere) return
        const { apercu, contours } = table.autour
        this.know(rows(apercu), contours ? readContours(contours) : new Map())
        if (contours) {
          const [sud, ouest, nord, est] = contours.cadre
          this.cadre = L.latLngBounds([sud, ouest], [nord, est])
        }
      })
    }))
  }

  loadCommunes(code) {
    return this.lecteur('communes-' + code.toLowerCase() + '.json', (table) => (
      this.communes.set(code, readCommunes(table))))
  }

  loadFiltres() {
    return this.lecteur('filtres.json', (filtres) => { this.filtres = filtres })
  }

  /** Shows all of these départements; métropole when there is none. */
  fit(codes) {
    const bounds = L.latLngBounds([])
    codes.forEach((code) => this.bounds.has(code) && bounds.extend(this.bounds.get(code)))
    this.map.fitBounds(bounds.isValid() ? bounds : METROPOLE, { padding: [4, 4], maxZoom: 13 })
  }

  /** From this zoom on, a département shows its lieux rather than their number. */
  isClose(code) {
    const bounds = this.bounds.get(code)
    return !bounds || this.map.getZoom() >= Math.min(ZOOM_DETAIL, this.map.getBoundsZoom(bounds, false, L.point(8, 8)) - 0.1)
  }

  /** Outlines are not rectangles: the corners of their box are left out. Without a box, it is asked. */
  isInView(code) {
    const bounds = this.bounds.get(code)
    return bounds ? this.map.getBounds().intersects(bounds.pad(-0.1)) : this.demandes.has(code)
  }

  /** Codes of what this view could show lieu by lieu. */
  close() {
    return this.apercu.filter(({ code, n }) => n && this.isClose(code) && this.isInView(code)).map(({ code }) => code)
  }

  /** What the list shows of these départements: what is in view, and what no view would show. */
  listed(codes) {
    const view = this.map.getBounds()
    return [].concat(...codes.map((code) => {
      const bounds = this.bounds.get(code)
      const around = bounds && bounds.pad(MARGE)
      return this.lieux.get(code).filter((lieu) => this.passes(lieu)).map((lieu) => {
        if (lieu.lat === undefined) return { lieu, note: 'Nous ne savons pas le situer sur la carte.' }
        if (view.contains([lieu.lat, lieu.lon])) return { lieu }
        if (around && !around.contains([lieu.lat, lieu.lon])) return { lieu, note: 'Son point est hors de cette carte.' }
        return null
      }).filter(Boolean)
    }))
  }

  /** Names to write, those that have a lieu first. */
  named(codes, all) {
    const known = new Map(this.points(codes).map(({ lat, lon, lieux }) => [lieux[0].commune, { nom: lieux[0].commune, lat, lon }]))
    const communes = all ? [].concat(...codes.map((code) => this.communes.get(code) || [])) : []
    return communes.length
      ? communes.filter(({ nom }) => known.has(nom)).concat(communes.filter(({ nom }) => !known.has(nom)))
      : Array.from(known.values())
  }
}
