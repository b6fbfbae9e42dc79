/**
 * Reads contours.json: {echelle, arcs, departements: {code: [région, rings]}}, where a ring lists
 * arcs, i forwards and ~i backwards. Its format is told in plugins/annuaire/referentiel/contours.py.
 */

/** Encoded polyline -> [[lat, lon], …] in 1/echelle degree, the first point relative to `from`. */
export function decodeArc(text, from) {
  const points = []
  let [lat, lon] = from
  let index = 0
  const number = () => {
    let value = 0
    let shift = 0
    let group
    do {
      group = text.charCodeAt(index++) - 63
      value |= (group & 31) << shift
      shift += 5
    } while (group > 31)
    return value & 1 ? ~(value >> 1) : value >> 1
  }
  while (index < text.length) {
    lon += number()
    lat += number()
    points.push([lat, lon])
  }
  return points
}

/** Map: code of département -> its rings, each [[lat, lon], …] in degrees. */
export function readContours({ echelle, arcs, departements }) {
  let last = [0, 0]
  const lines = arcs.split(' ').map((text) => {
    const points = decodeArc(text, last)
    last = points[points.length - 1]
    return points
  })
  const line = (i) => (i < 0 ? lines[~i].slice().reverse() : lines[i])
  const ring = (references) => [].concat(...references.map(line))
    .map(([lat, lon]) => [lat / echelle, lon / echelle])
  return new Map(Object.keys(departements).map((code) => [code, departements[code][1].map(ring)]))
}
