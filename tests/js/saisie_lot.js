// node saisie_lot.js entrees.json: the verdict on each [champ, texte, contexte] of a file, as JSON.
import { readFileSync } from 'node:fs'
import { verifier } from '../../theme/static/js/saisie/verifier.js'

const regles = JSON.parse(readFileSync(new URL('../fixtures/saisie/regles.json', import.meta.url), 'utf8'))
const lot = JSON.parse(readFileSync(process.argv[2], 'utf8'))
console.log(JSON.stringify(lot.map(([champ, texte, saisie]) => verifier(regles, champ, texte, { saisie }))))
