/** What a visitor takes away of a lieu, made on the device: nothing is sent, nothing is fetched. */
import { texte, vcard } from './lib/contact.js'
import { copier } from './lib/copie.js'
import { element } from './lib/page.js'

const boite = document.querySelector('.garder')

function ajoute(node) {
  const item = element('li', {})
  item.appendChild(node)
  boite.querySelector('ul').appendChild(item)
}

/** The rows of the week as they are read: « Lundi 9 h – 12 h ». */
function horaires() {
  return Array.from(document.querySelectorAll('.horaires tr'), (tr) => (
    Array.from(tr.cells, (cell) => cell.textContent.trim()).join(' ')))
}

function offre() {
  const lieu = JSON.parse(document.querySelector('[type="application/ld+json"]').textContent)
  const appel = document.querySelector('.appel [href^="tel:"]')
  const court = /https?:\S+$/.exec(decodeURIComponent(boite.querySelector('[href^="sms:"]').href))
  const url = court ? court[0] : location.href.replace(/[?#].*/, '')
  const tout = texte(lieu, appel && appel.textContent.replace(/^\D+/, ''), horaires(), url)
  const note = element('p', {})
  note.setAttribute('role', 'status')

  if (navigator.share) {
    ajoute(element('button', {
      type: 'button',
      textContent: 'Partager',
      // Who closes the list of applications has changed their mind: no message.
      onclick: () => navigator.share({ title: lieu.name, text: tout }).catch(() => {}),
    }))
  }
  ajoute(element('button', {
    type: 'button',
    textContent: 'Copier les coordonnées',
    onclick: () => copier(tout).then(
      () => { note.textContent = 'C’est copié\u00a0: vous pouvez coller.' },
      () => { note.textContent = 'Votre navigateur refuse de copier. Choisissez le courriel.' },
    ),
  }))
  ajoute(element('a', {
    href: 'mailto:?subject=' + encodeURIComponent(lieu.name) + '&body=' + encodeURIComponent(tout.replace(/\n/g, '\r\n')),
    textContent: 'Envoyer par courriel',
  }))
  ajoute(element('a', {
    href: URL.createObjectURL(new Blob([vcard(lieu, url)], { type: 'text/vcard' })),
    download: [location.pathname.split('/').filter((nom) => nom && !/html$/.test(nom)).pop(), 'vcf'].join('.'),
    textContent: 'Ajouter à mes contacts',
  }))
  boite.appendChild(note)
}

if (boite) offre()
