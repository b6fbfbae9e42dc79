/** Plane geometry in pixels. A spot is {x, y}; the screen's y grows downwards. */

/**
 * Gathers the spots nearer than `gap` pixels to the first of their group; order decides who is first.
 * Heads of groups are thus at least `gap` apart, so that their marks do not overlap.
 *
 * @returns [[spot, ...], ...], the head first
 */
export function gather(spots, gap) {
  const cells = new Map()
  const groups = []
  const key = (column, line) => column * 1e6 + line
  for (const spot of spots) {
    const column = Math.floor(spot.x / gap)
    const line = Math.floor(spot.y / gap)
    let home = null
    for (let dx = -1; dx <= 1 && !home; dx++) {
      for (let dy = -1; dy <= 1 && !home; dy++) {
        const near = cells.get(key(column + dx, line + dy))
        home = near && near.find((group) => distance(group[0], spot) < gap)
      }
    }
    if (home) {
      home.push(spot)
      continue
    }
    const group = [spot]
    const cell = key(column, line)
    groups.push(group)
    cells.set(cell, (cells.get(cell) || []).concat([group]))
  }
  return groups
}

export function distance(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

export function nearest(spots, from) {
  return spots.reduce((best, spot) => (
    !best || distance(spot, from) < distance(best, from) ? spot : best), null)
}

const DIRECTIONS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
}

/** The nearest spot within 60° of an arrow key's direction, or null. */
export function neighbour(spots, from, key) {
  const [ux, uy] = DIRECTIONS[key]
  return nearest(spots.filter((spot) => {
    const ahead = (spot.x - from.x) * ux + (spot.y - from.y) * uy
    return ahead > 0 && ahead >= distance(spot, from) / 2
  }), from)
}

/** The commonest of some names, the first on a tie. */
export function commonest(names) {
  const counts = new Map()
  for (const name of names) counts.set(name, (counts.get(name) || 0) + 1)
  return names.reduce((best, name) => (counts.get(name) > counts.get(best) ? name : best))
}

/** A number's quarter (0 to 3) among the others: 0 for the smallest, the tint of a département. */
export function quarter(value, values) {
  const sorted = values.slice().sort((a, b) => a - b)
  return Math.min(3, Math.floor(4 * sorted.filter((other) => other < value).length / sorted.length))
}
