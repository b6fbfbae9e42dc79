import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readContours } from '../../theme/static/js/lib/donnees.js'
import { decodeArc } from '../../theme/static/js/lib/partage.js'

test('reads an arc as polyligne.py writes it', () => {
  // annuaire.polyligne.encode([(3, -2), (3, 40)]) == 'EB?sA', in (longitude, latitude)
  assert.deepEqual(decodeArc('EB?sA', [0, 0]), [[-2, 3], [40, 3]])
})

test('joins arcs, some backwards, into rings in degrees', () => {
  // Arc 0: (0, 0) → (2, 0); arc 1, relative to its end: (2, 2) → (0, 0), in (longitude, latitude).
  const contours = readContours({
    echelle: 2, arcs: '??C? ?CBB', departements: { '01': [[0, 1]], '02': [[-2, -1]] },
  })

  assert.deepEqual(contours.get('01'), [[[0, 0], [0, 1], [1, 1], [0, 0]]])
  assert.deepEqual(contours.get('02'), [[[0, 0], [1, 1], [0, 1], [0, 0]]])
})
