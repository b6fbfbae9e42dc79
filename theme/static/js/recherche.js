/** The search field of a page: what it needs more comes at its first use. */
const formulaire = document.querySelector('[data-recherche]')
const dit = document.querySelector('[data-introuvable]')

/** What a wrong address looked for, said on the page that stands for it: "…/cp/99999/". */
function introuvable(chemin) {
  const code = /\/cp\/(\d{5})(?:\/|$)/.exec(chemin)
  if (code) return 'Aucune commune n’a le code postal ' + code[1] + '. Écrivez votre commune, ou un autre code.'
  return /\/(?:lieux|l)\//.test(chemin) ? 'Nous n’avons pas trouvé ce lieu. Écrivez son nom, ou sa commune.' : ''
}

if (dit) dit.textContent = introuvable(location.pathname) || dit.textContent
if (formulaire) {
  let venu = null
  const venir = () => (venu = venu || import('./recherche/champ.js').then(({ lier }) => lier(formulaire)).catch(() => {
    venu = null
    const lien = Object.assign(document.createElement('a'), { href: formulaire.dataset.recherche, textContent: 'Choisissez votre département' })
    const reponse = formulaire.querySelector('[role=status]')
    reponse.textContent = 'La recherche ne se charge pas. '
    reponse.append(lien)
  }))
  formulaire.hidden = false
  formulaire.q.addEventListener('focus', venir)
  formulaire.q.addEventListener('input', venir)
  formulaire.addEventListener('submit', (evenement) => {
    evenement.preventDefault()
    venir().then((lie) => lie && lie.partir())
  })
}
