import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commonest, gather, nearest, neighbour, quarter } from '../../theme/static/js/lib/geometrie.js'

const spot = (x, y) => ({ x, y })

test('gathers what is near the head of a group, across cells and below zero', () => {
  const groups = gather([spot(9, 9), spot(11, 11), spot(-1, 9), spot(40, 0)], 10.5)

  assert.deepEqual(groups, [[spot(9, 9), spot(11, 11), spot(-1, 9)], [spot(40, 0)]])
})

test('heads of groups keep their distance', () => {
  const spots = Array.from({ length: 400 }, (_, i) => spot((i * 37) % 211, (i * 53) % 197))

  const heads = gather(spots, 30).map((group) => group[0])

  for (const a of heads) {
    for (const b of heads) assert.ok(a === b || Math.hypot(a.x - b.x, a.y - b.y) >= 30)
  }
})

test('finds the nearest, and nothing among nothing', () => {
  assert.deepEqual(nearest([spot(5, 0), spot(2, 0)], spot(0, 0)), spot(2, 0))
  assert.equal(nearest([], spot(0, 0)), null)
})

test('an arrow goes its own way', () => {
  const spots = [spot(10, 0), spot(0, 10), spot(-3, 0), spot(0, -50)]

  assert.deepEqual(neighbour(spots, spot(0, 0), 'ArrowRight'), spot(10, 0))
  assert.deepEqual(neighbour(spots, spot(0, 0), 'ArrowUp'), spot(0, -50))
  assert.equal(neighbour([spot(-3, 0)], spot(0, 0), 'ArrowRight'), null)
})

test('the commonest name, the first on a tie', () => {
  assert.equal(commonest(['a', 'b', 'b']), 'b')
  assert.equal(commonest(['a', 'b']), 'a')
})

test('quarters', () => {
  assert.deepEqual([1, 2, 3, 4].map((n) => quarter(n, [4, 3, 2, 1])), [0, 1, 2, 3])
  assert.equal(quarter(7, [7, 7, 7]), 0)
})
