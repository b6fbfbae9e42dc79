/** What the map and the form both read: served alone, and with the map. */

/** "Auzances" -> "d’Auzances", "Le Mans" -> "du Mans", "Les Abymes" -> "des Abymes": as phrases.de_commune. */
export function de(nom) {
  if (/^Les? /.test(nom)) return nom.replace(/^Le /, 'du ').replace(/^Les/, 'des')
  return (/^[aeiouyâéèêîôœ]/i.test(nom) ? 'd’' : 'de ') + nom
}

/** Encoded polyline -> [[lat, lon], …] in 1/echelle degree, the first point relative to `from`. */
export function decodeArc(text, from) {
  const points = []
  let [lat, lon] = from
  let index = 0
  const number = () => {
    let [value, group] = [0, 32]
    for (let shift = 0; group > 31; shift += 5) {
      group = text.charCodeAt(index++) - 63
      value |= (group & 31) << shift
    }
    return value & 1 ? ~(value >> 1) : value >> 1
  }
  while (index < text.length) {
    lon += number()
    lat += number()
    points.push([lat, lon])
  }
  return points
}
