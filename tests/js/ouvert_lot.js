// node ouvert_lot.js entrees.json: the state, and its words, of each [table, calendrier, instant, conseil] of a file, as JSON.
import { readFileSync } from 'node:fs'
import { dire } from '../../theme/static/js/lib/dire.js'
import { etat } from '../../theme/static/js/lib/ouvert.js'

const lot = JSON.parse(readFileSync(process.argv[2], 'utf8'))
console.log(JSON.stringify(lot.map(([table, calendrier, instant, conseil]) => {
  const lu = etat(table, calendrier, instant)
  return { ...lu, mots: dire(lu, conseil) }
})))
