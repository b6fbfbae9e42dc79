/**
 * The home page's field: a postcode, or a département by number or name, leads to its page.
 * The départements are read from the map's own links, so nothing is fetched.
 */
const formulaire = document.querySelector("[data-recherche]")
const liens = Array.from(document.querySelectorAll(".france a"))

/** "Côte-d’Or" → "cote d or": how people type it. */
export function normaliser(texte) {
  return texte
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
}

/** "20090" → "2a", "97400" → "974", "23500" → "23", "23" → "23"; "" for what is neither. */
export function codeDepartement(texte) {
  const chiffres = texte.replace(/\s/g, "").toLowerCase()
  if (/^20[01]\d\d$/.test(chiffres)) return "2a"
  if (/^20\d{3}$/.test(chiffres)) return "2b"
  const trouve = /^(9[78]\d)\d\d$/.exec(chiffres) || /^(\d\d)\d{3}$/.exec(chiffres) || /^(9[78]\d|\d\d|2[ab])$/.exec(chiffres)
  return trouve ? trouve[1] : ""
}

function chercher(texte) {
  const code = codeDepartement(texte)
  const nom = normaliser(texte)
  const dossier = (lien) => lien.getAttribute("href").split("/").filter(Boolean).pop()
  const exact = liens.filter((lien) => code ? dossier(lien).startsWith(code + "-") : normaliser(dossier(lien)).replace(/^\S+ /, "") === nom)
  if (exact.length || code || nom.length < 3) return exact
  return liens.filter((lien) => normaliser(dossier(lien)).includes(nom))
}

if (formulaire) {
  const reponse = formulaire.querySelector("[role=status]")
  formulaire.hidden = false
  formulaire.addEventListener("submit", (evenement) => {
    evenement.preventDefault()
    const trouves = chercher(formulaire.q.value)
    if (trouves.length === 1) {
      location.href = trouves[0].getAttribute("href")
    } else if (trouves.length) {
      reponse.textContent = ""
      trouves.forEach((lien) => {
        const copie = document.createElement("a")
        copie.href = lien.getAttribute("href")
        copie.textContent = lien.getAttribute("aria-label").split(",")[0]
        reponse.append(copie, " ")
      })
    } else if (/^\d{4}$/.test(formulaire.q.value.trim())) {
      reponse.textContent = "Un code postal a cinq chiffres. Est-ce 0" + formulaire.q.value.trim() + " ?"
    } else {
      reponse.textContent = "Écrivez un code postal (23500) ou un département (Creuse)."
    }
  })
}
