// node proches_lot.js lot.json: {boites, fichiers: {code: table}, points: [[lat, lon]…], nombre, rayon}
// -> [{lieux: [[slug, km]…], lus: [code…], fini}…], what the browser would find of each point.
import { readFileSync } from 'node:fs'
import { chercher, readBoites } from '../../theme/static/js/autour/proches.js'
import { readLieux } from '../../theme/static/js/lib/donnees.js'

const { boites, fichiers, points, nombre, rayon } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const lues = readBoites(boites)
const lieux = Object.fromEntries(Object.entries(fichiers).map(([code, table]) => [code, readLieux(table)]))
const trouves = []
for (const [lat, lon] of points) {
  const { lieux: proches, lus, fini } = await chercher(lues, async (code) => lieux[code], { lat, lon }, { nombre, rayon })
  trouves.push({ lieux: proches.map(({ lieu, km }) => [lieu.slug, km]), lus, fini })
}
console.log(JSON.stringify(trouves))
