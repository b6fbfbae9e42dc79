/** "#K3M9QO" -> "k3m9q0": a code as its page writes it, read aloud or typed by hand; "" for what is none. */
export function lireCode(hash) {
  const code = hash.slice(1).toLowerCase().replace(/o/g, '0').replace(/[il]/g, '1')
  return /^[0-9a-hjkmnp-tv-z]{6}$/.test(code) ? code : ''
}
