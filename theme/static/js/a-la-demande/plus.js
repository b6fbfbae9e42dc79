/**
 * What comes after the map stands: the form of filters (native check boxes, in fieldsets, made when it is
 * first opened), IGN's background, the code of a frame.
 */
import { element } from '../lib/page.js'
import { nombre, resume } from '../lib/donnees.js'
import { compte } from '../lib/etat.js'

const CLE = 'carte-fond'
const ESSAIS = 3 // tiles that fail before we say so: one may be missing at sea

/** Storage may be refused: the choice then holds for this page only. */
function remember(on) {
  try {
    if (on) localStorage.setItem(CLE, 'ign')
    else localStorage.removeItem(CLE)
  } catch (error) { /* nothing to do: nothing is lost but the memory of a choice */ }
}

/** IGN is a third party, asked only after the visitor's choice, which is remembered. */
export function bindIgn(map, section) {
  const cadre = section.querySelector('.carte__ign')
  const bouton = cadre.querySelector('button')
  const note = cadre.querySelector('[role=status]')
  const credit = section.querySelector('.carte__credit')
  const texte = bouton.textContent
  const tuiles = L.tileLayer(section.dataset.ign, { maxZoom: 19 })
  let came = 0
  let failed = 0

  function set(on) {
    came = failed = 0
    // Tiles exist at whole zooms only.
    map.options.zoomSnap = on ? 1 : 0.1
    if (on) map.setZoom(Math.round(map.getZoom()), { animate: false }).addLayer(tuiles)
    else map.removeLayer(tuiles)
    map.getContainer().classList.toggle('carte__plan--ign', on)
    credit.hidden = !on
    bouton.textContent = on ? 'Retirer le fond de carte de l’IGN' : texte
  }

  tuiles.on('tileload', () => { came += 1 })
  tuiles.on('tileerror', () => {
    failed += 1
    if (came || failed < ESSAIS || !map.hasLayer(tuiles)) return
    set(false)
    note.textContent = 'Le fond de carte de l’IGN ne répond pas. Les contours restent.'
  })
  bouton.onclick = () => {
    const on = !map.hasLayer(tuiles)
    note.textContent = ''
    remember(on)
    set(on)
  }
}

/** The code that puts this map in another site, kept to what is in view. */
export function bindIntegration(section) {
  const cadre = section.querySelector('.carte__integrer')
  const zone = cadre.querySelector('textarea')
  const note = cadre.querySelector('[role=status]')

  function write() {
    const url = new URL(location.href)
    url.hash = ''
    url.searchParams.delete('lieu')
    url.searchParams.set('integre', '1')
    const src = url.href.replace(/&/g, '&amp;').replace(/%2C/g, ',')
    zone.value = '<iframe src="' + src + '" title="' + zone.dataset.titre
      + '" width="100%" height="640" loading="lazy"></iframe>'
    note.textContent = ''
  }

  cadre.addEventListener('toggle', write)
  section.addEventListener('carte:adresse', write)
  cadre.querySelector('button').addEventListener('click', () => {
    zone.focus()
    zone.select()
    let done = false
    // No permission is asked for: where copying is refused, the text is selected all the same.
    try { done = document.execCommand('copy') } catch (error) { /* as above */ }
    note.textContent = done ? 'Le code est copié.' : 'Le code est sélectionné\u00a0: copiez-le avec Ctrl\u00a0+\u00a0C.'
  })
  write()
}

/**
 * ['gratuit', 'toto'] -> {choix: [7], inconnus: ['toto']}: what an address asks for and nobody knows
 * is told, never obeyed.
 */
export function readChoix(cles, filtres) {
  const rang = (cle) => filtres.findIndex(([connue]) => connue === cle)
  return {
    choix: cles.map(rang).filter((i) => i >= 0),
    inconnus: cles.filter((cle) => rang(cle) < 0),
  }
}

/** The indexes of the filters that part these lines, as some of their lieux pass and some do not. */
export function utiles(filtres, lignes) {
  const total = compte(lignes, [])
  return filtres.map((_, i) => i).filter((i) => {
    const n = compte(lignes, [i])
    return n > 0 && n < total
  })
}

/**
 * @param lignes as in filtres.json, of the départements of this page
 * @param choix indexes ticked at first, shown whatever the lines say
 * @param onChange called with the indexes that are ticked
 * @returns function that ticks others
 */
function drawFiltres(form, { groupes, filtres }, lignes, choix, onChange) {
  const boites = new Map()
  const offerts = utiles(filtres, lignes)
  const champs = groupes.map((nom) => element('fieldset', {}, element('legend', { textContent: nom })))
  filtres.forEach(([, mots, groupe], i) => {
    if (!offerts.includes(i) && !choix.includes(i)) return
    const boite = element('input', { type: 'checkbox', checked: choix.includes(i) })
    boites.set(i, boite)
    champs[groupe].appendChild(element('label', {}, boite, element('span', { textContent: mots + ' ' },
      element('span', { className: 'carte__ou', textContent: '(' + nombre(compte(lignes, [i])) + ')' }))))
  })
  champs.filter((one) => one.children.length > 1).forEach((one) => form.appendChild(one))
  if (!boites.size) form.textContent = 'Rien ne distingue ces lieux les uns des autres.'
  form.addEventListener('change', () => (
    onChange(Array.from(boites.keys()).filter((i) => boites.get(i).checked))))
  return (autres) => boites.forEach((boite, i) => { boite.checked = autres.includes(i) })
}

/** Ties the form to the view. @returns what the address asks for and nobody knows */
export function bindFiltres(vue) {
  const { find, territoire, etat } = vue
  const { filtres, departements } = territoire.filtres
  const codes = vue.codes.length ? vue.codes : Object.keys(departements)
  const lignes = [].concat(...codes.map((code) => departements[code] || []))
  const { choix, inconnus } = readChoix(etat.filtres, filtres)

  function filter(indexes) {
    const n = indexes.length
    find('effacer').hidden = !n
    find('actifs').textContent = n ? ' (' + n + ')' : ''
    vue.filter(indexes, indexes.map((i) => filtres[i][0]))
    find('fin').firstChild.textContent = 'Voir\u00a0: ' + resume(vue.shown.lieux.length, vue.shown.departements, 0).replace(/\..*/, '').toLowerCase()
  }

  const show = drawFiltres(find('cases'), territoire.filtres, lignes, choix, filter)
  find('effacer').addEventListener('click', () => {
    find('filtres').querySelector('summary').focus()
    show([])
    filter([])
  })
  // The boxes are many on a phone: their end leads back to what they left.
  find('choix').addEventListener('submit', (event) => {
    event.preventDefault()
    find('filtres').open = false
    find('filtres').querySelector('summary').focus()
    find('filtrer').scrollIntoView()
  })
  if (choix.length || inconnus.length) filter(choix)
  return inconnus
}
