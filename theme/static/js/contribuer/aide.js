/** What helps while a form is filled: what is missed most, the draft, the plan, the lieux that are there already. */
import { verifier } from '../saisie/verifier.js'
import { connue } from './commune.js'
import { element } from '../lib/page.js'
import { adresse, garde, garder, texte } from './outils.js'
import { montrer } from './verdicts.js'

const find = (selecteur) => document.querySelector(selecteur)

/** The title of the lieu, and what would help its visitors most. */
export function accueillir(saisie) {
  const { origine, modele, lieu } = saisie
  find('#titre').textContent = origine.nom
  document.title = 'Corriger\u00a0: ' + origine.nom
  find('#chapeau').textContent = (lieu.nouvelle ? 'Cette fiche vient de données ouvertes. Complétez-la' : 'Corrigez ce qui a changé') + ', puis envoyez. Aucun compte n’est demandé.'
  const accueil = find('#accueil')
  const manquent = Object.keys(modele.manques).filter((champ) => saisie.question(champ) && !origine[champ] && modele.minutes[champ])
  if (!manquent.length) return
  const liste = element('ul', {})
  for (const champ of manquent) {
    const bouton = element('button', { type: 'button', textContent: 'Ajoutez ' + modele.manques[champ] + '\u00a0: ' + modele.minutes[champ] + ' minute' + (modele.minutes[champ] > 1 ? 's' : '') })
    bouton.onclick = () => saisie.aller(champ)
    liste.appendChild(element('li', {}, bouton))
  }
  accueil.appendChild(liste)
  accueil.hidden = false
}

/** Is a lieu that is being added there already? */
export function chercherDoublons(saisie) {
  const nom = saisie.question('nom').lire()
  const { commune } = saisie
  const boite = find('#doublons')
  if (saisie.lieu || !commune || nom.length < 3) { boite.hidden = true; return }
  const point = ['latitude', 'longitude'].map((champ) => verifier(saisie.regles, champ, find('#q-' + champ).value).valeur)
  // The code that reads the map's files comes only for a lieu that is added.
  import('./doublons.js').then(({ doublons, lieuxDu }) => lieuxDu(commune.departement).then((lieux) => {
    const vus = doublons({ nom, commune: commune.nom, lat: point[0] || undefined, lon: point[1] || undefined }, lieux)
    boite.hidden = !vus.length
    boite.textContent = ''
    if (!vus.length) return
    boite.appendChild(element('p', { textContent: vus.length > 1 ? 'Ces lieux existent déjà. Est-ce l’un d’eux ?' : 'Ce lieu existe déjà. Est-ce lui ?' }))
    for (const { lieu, km } of vus) {
      const loin = km === null ? '' : km < 1 ? ', à ' + Math.max(10, Math.round(km * 100) * 10) + ' m' : ', à ' + Math.round(km) + ' km'
      boite.appendChild(element('p', {}, element('a', { href: adresse('contribuer/') + '?lieu=' + lieu.slug, textContent: 'Corriger « ' + lieu.nom + ' », ' + lieu.commune + loin })))
    }
  })).catch(() => {}) // only a warning
}

/** What was begun on this device, to be taken up or forgotten. */
export function proposerBrouillon(saisie) {
  const garde_ = garde(saisie.cle)
  const boite = find('#brouillon')
  if (!garde_ || JSON.stringify(garde_) === JSON.stringify(saisie.tape())) return
  const reprendre = element('button', { type: 'button', textContent: 'Reprendre' })
  const effacer = element('button', { type: 'button', textContent: 'Effacer' })
  boite.append(element('p', { textContent: 'Vous aviez commencé une réponse, gardée sur cet appareil.' }), element('p', {}, reprendre, texte(' '), effacer))
  boite.hidden = false
  reprendre.onclick = () => {
    saisie.remplir(garde_)
    boite.hidden = true
    connue({ code_postal: garde_.code_postal, code_insee: garde_.code_insee }).then((une) => { saisie.commune = une || saisie.commune })
    saisie.resumer()
    find('#titre').focus()
  }
  effacer.onclick = () => { garder(saisie.cle, null); boite.hidden = true; find('#titre').focus() }
}

/** The button that opens a plan, to set the point. */
export function lierPlan(saisie) {
  const { node } = saisie.question('precision')
  const zone = node.querySelector('.question__plan')
  const bouton = element('button', { type: 'button', textContent: 'Placer le point sur un plan' })
  zone.before(element('p', {}, bouton))
  bouton.onclick = () => {
    const lat = Number(find('#q-latitude').value), lon = Number(find('#q-longitude').value)
    const depart = lat && lon ? { lat, lon, departement: (saisie.commune || {}).departement } : saisie.commune
    if (!depart || depart.lat === undefined || !depart.departement) {
      montrer(saisie.question('commune'), { message: 'choisissez d’abord la commune', remede: 'Le plan s’ouvrira à cet endroit' })
      return saisie.aller('commune')
    }
    import('./plan.js').then(({ ouvrirPlan }) => ouvrirPlan(zone, depart, ({ lat: la, lon: lo }) => {
      find('#q-latitude').value = la
      find('#q-longitude').value = lo
      const lue = saisie.question('precision')
      if (!lue.lire() || lue.lire() === 'commune') lue.ecrire('lieu')
      saisie.change()
    })).catch(() => { zone.hidden = false; zone.textContent = 'Le plan ne peut pas s’afficher. Écrivez la latitude et la longitude, ou laissez-les vides.' })
  }
}
