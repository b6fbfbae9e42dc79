/** What the map and the form both read: served alone, and with the map. */

/** "Auzances" -> "d’Auzances", "Le Mans" -> "du Mans", "Les Abymes" -> "des Abymes": as phrases.de_commune. */
export function de(nom) {
  const [, article] = /^(Les?) /.exec(nom) || []
  if (article) return (article === 'Le' ? 'du' : 'des') + nom.slice(article.length)
  return (/^[aeiouyàâéèêëîïôœ]/i.test(nom) ? 'd’' : 'de ') + nom
}

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
