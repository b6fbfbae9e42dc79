/** What the map and the form both write with: served alone, and with the map. */

/** element('a', {href: '#', textContent: 'Ici'}, child, …) */
export function element(tag, properties, ...children) {
  const node = Object.assign(document.createElement(tag), properties)
  children.filter(Boolean).forEach((child) => node.appendChild(child))
  return node
}

/** "+33450568749" -> "04 50 56 87 49", "+262262001122" -> "0262 00 11 22"; others unchanged. */
export function phone(tel) {
  const digits = /^\+(33|262|590|594|596)(\d{9})$/.exec(tel)
  if (!digits) return tel
  const national = '0' + digits[2]
  const head = digits[1] === '33' ? 2 : 4
  return national.slice(0, head) + national.slice(head).replace(/(..)/g, '\u00a0$1')
}
