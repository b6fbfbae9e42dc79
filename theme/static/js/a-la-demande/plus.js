/** What comes after the map stands: IGN's background, the code of a frame. */

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
