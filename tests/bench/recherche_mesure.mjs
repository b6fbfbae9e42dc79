/** Real queries through the real scripts on the real files: node recherche_mesure.mjs SITE JS < [{q, code, url}…] */
import { readFileSync, existsSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { pathToFileURL } from 'node:url'

const [site, js] = process.argv.slice(2)
const { chercher } = await import(pathToFileURL(js + '/recherche/chercher.js'))
const { ouvrir } = await import(pathToFileURL(js + '/recherche/index.js'))
const poids = new Map()
const textes = new Map()
function lu(nom) {
  if (!textes.has(nom)) {
    const texte = readFileSync(site + '/recherche/' + nom)
    textes.set(nom, texte.toString())
    poids.set(nom, gzipSync(texte, { level: 6 }).length)
  }
  return textes.get(nom)
}

const trouves = []
for (const { q, code } of JSON.parse(readFileSync(0, 'utf8'))) {
  let [octets, requetes] = [0, 0]
  let atteint = false
  // Each search is the first one of a visitor: nothing is in a cache.
  const index = ouvrir(async (nom) => {
    const texte = lu(nom.replace(/\.json$/, '') + '.json')
    octets += poids.get(nom)
    requetes++
    atteint = atteint || (nom !== 'index.json' && code && texte.includes('|' + code))
    return JSON.parse(texte)
  })
  const { options, phrase } = await chercher(q, index)
  trouves.push({ q, octets, requetes, atteint, rang: options.findIndex((une) => une.code === code), options: options.slice(0, 8), phrase })
}
console.log(JSON.stringify(trouves))
