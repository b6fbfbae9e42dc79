import { element } from './page.js'

/** Copies a text; the promise is broken where the browser lets nobody copy. */
export async function copier(texte) {
  try {
    await navigator.clipboard.writeText(texte)
  } catch (error) {
    // No https, or no permission: a text selected, which the browser copies.
    const zone = element('textarea', { value: texte })
    document.body.appendChild(zone)
    zone.select()
    const fait = document.execCommand('copy')
    zone.remove()
    if (!fait) throw error
  }
}
