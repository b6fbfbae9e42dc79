/** A short link goes on to its lieu at once; the list stays for who has no script, or a wrong code. */
import { lireCode } from './lib/court.js'

function suivre() {
  const liste = document.querySelector('.courts')
  const code = lireCode(location.hash)
  const place = code && document.getElementById(code)
  if (place && liste.contains(place)) location.replace(place.closest('li').querySelector('a').href)
  // An anchor of the page (the skip link) is no code that somebody got wrong.
  else if (liste && location.hash.length > 1 && !document.getElementById(location.hash.slice(1))) {
    document.getElementById('code-inconnu').hidden = false
  }
}

addEventListener('hashchange', suivre)
suivre()
