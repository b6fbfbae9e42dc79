/** A lieu in schema.org's words, as its page holds it, for those who take it away. Pure: no page here. */

const lignes = (...textes) => textes.filter(Boolean).join('\n')

/** "12 rue de la Gare, 23500 Felletin", of what is known. */
export function adresse({ address = {} }) {
  const ville = [address.postalCode, address.addressLocality].filter(Boolean).join(' ')
  return [address.streetAddress, ville].filter(Boolean).join(', ')
}

/** What is copied, or written in an e-mail: name, address, telephone, hours, where to read more. */
export function texte(lieu, appel, horaires, url) {
  return lignes(lieu.name, adresse(lieu), appel || lieu.email, lignes(...horaires), url)
}

/** A comma, a semicolon, a backslash or a new line of a value is no sign of the format (RFC 2426, 5). */
const echappe = (valeur) => (valeur || '').replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')

/** Lines of at most 75 bytes, a letter never cut: what goes on begins with a space (RFC 2426, 2.6). */
export function plie(ligne) {
  const octets = (signe) => {
    const code = signe.codePointAt(0)
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  let place = 75
  return Array.from(ligne).reduce((fait, signe) => {
    const n = octets(signe)
    const coupe = n > place
    place = (coupe ? 74 : place) - n
    return fait + (coupe ? '\r\n ' : '') + signe
  }, '')
}

/** A vCard 3.0, the version that every phone reads. */
export function vcard(lieu, url) {
  const a = lieu.address || {}
  const champs = [
    ['N', echappe(lieu.name) + ';;;;'],
    ['FN', echappe(lieu.name)],
    ['ORG', echappe(lieu.name)],
    ['TEL;TYPE=WORK,VOICE', lieu.telephone],
    ['EMAIL;TYPE=INTERNET', lieu.email],
    ['ADR;TYPE=WORK', ['', '', a.streetAddress, a.addressLocality, a.addressRegion, a.postalCode, 'France'].map(echappe).join(';')],
    ['GEO', lieu.geo && lieu.geo.latitude + ';' + lieu.geo.longitude],
    ['NOTE', echappe(lieu.description)],
    ['URL', url],
  ]
  const tout = [['BEGIN', 'VCARD'], ['VERSION', '3.0'], ...champs, ['END', 'VCARD']]
  return tout.filter(([, valeur]) => valeur).map(([nom, valeur]) => plie(nom + ':' + valeur) + '\r\n').join('')
}
