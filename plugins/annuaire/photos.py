"""The photos of content/images/ → light copies in two widths, AVIF with JPEG for older phones.

A copy holds the pixels alone: upright, in sRGB, without what the camera wrote about the place,
the day or its owner. The same file gives the same bytes, so copies are kept by content in a
folder that may be deleted at any time.
"""

import hashlib
import shutil
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError, features

from annuaire.problems import Problem
from annuaire.reader import Lecture
from annuaire.textes import nombre
from annuaire.valeurs import proche

DOSSIER = "images"
CACHE = Path(__file__).parents[2] / ".cache" / "photos"
"""The copies, kept from one build to the next."""
LARGEURS = (480, 960)
"""Widths of the copies in pixels: a phone's column, then the same on a dense or wider screen."""
PROPORTION_MAX = 4 / 3
"""Height by width, at most: a photo taller than 3:4 becomes narrower instead."""
OCTETS_MAX = 10_000_000
POINTS_MAX = 50_000_000
"""Pixels of a photo at most: those of the largest phones."""
BALAYAGES_MAX = 100
"""Scans of a JPEG at most; a camera writes ten. Each one costs a pass over the whole image."""
FORMATS = ("JPEG", "PNG", "WEBP")
COPIES: dict[str, dict[str, Any]] = {
    # One thread: libavif cuts the image by the number of threads, and the bytes must not vary.
    "avif": {"format": "AVIF", "quality": 50, "speed": 8, "max_threads": 1},
    "jpg": {"format": "JPEG", "quality": 75, "optimize": True, "progressive": True},
}
RECETTE = f"{LARGEURS} {PROPORTION_MAX} {COPIES}"
ENREGISTREZ = "Ouvrez-la, puis enregistrez-la en JPEG (.jpg), en 2 000 pixels de large"


class PhotoRefuseeError(Exception):
    """A file that cannot be shown, with how to mend it in French."""

    def __init__(self, message: str, remede: str = ENREGISTREZ) -> None:
        """Keep the two parts apart: a Problem shows them in its own way."""
        super().__init__(message)
        self.message, self.remede = message, remede


@dataclass(frozen=True, slots=True)
class Copie:
    """One file of a photo: its path in the site, its size in pixels, where its bytes are."""

    path: str
    largeur: int
    hauteur: int
    fichier: Path


@dataclass(frozen=True, slots=True)
class Photo:
    """The copies of one photo, narrowest first, in each format."""

    avif: tuple[Copie, ...]
    jpg: tuple[Copie, ...]

    @property
    def copies(self) -> tuple[Copie, ...]:
        """All of them."""
        return self.avif + self.jpg


def preparer(
    lectures: Iterable[Lecture], cache: Path = CACHE
) -> tuple[dict[str, Photo], list[Problem]]:
    """Return the photos that entries show, by the name they give, and those refused.

    Copies are made once and kept under `cache`, by the content of the photo.
    """
    photos: dict[str, Photo] = {}
    refused: list[Problem] = []
    for lecture in lectures:
        name = lecture.lieu.image if lecture.lieu else None
        if name is None or name in photos:
            continue
        try:
            photos[name] = _preparee(_chemin(lecture, name), cache)
        except PhotoRefuseeError as error:
            refused.append(_problem(lecture, error))
    return photos, refused


def fichiers(photos: Iterable[Photo]) -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) of the copies; two names of one photo share theirs."""
    copies = {copie.path: copie.fichier for photo in photos for copie in photo.copies}
    yield from ((path, file.read_bytes()) for path, file in copies.items())


def verifier(lecture: Lecture) -> Iterator[Problem]:
    """Yield what prevents the photo of an entry from being shown; keep nothing."""
    if lecture.lieu and lecture.lieu.image:
        try:
            ouvrir(_octets(_chemin(lecture, lecture.lieu.image)))
        except PhotoRefuseeError as error:
            yield _problem(lecture, error)


def _problem(lecture: Lecture, error: PhotoRefuseeError) -> Problem:
    return lecture.problem("image", error.message, error.remede)


def _chemin(lecture: Lecture, name: str) -> Path:
    """Return where the photo of content/lieux/<dossier>/<slug>.md must be: content/images/."""
    return lecture.path.absolute().parent.parent.parent / DOSSIER / name


# --- One photo --------------------------------------------------------------------------


def _octets(path: Path) -> bytes:
    if not path.is_file():
        near = proche(path.name, _there(path.parent))
        raise PhotoRefuseeError(
            f"il n’y a pas de photo « {path.name} » dans content/{DOSSIER}/",
            f"Est-ce « {near} » ? Donnez le même nom à la photo et à la ligne image"
            if near
            else f"Déposez-la dans content/{DOSSIER}/, ou retirez la ligne image",
        )
    if path.stat().st_size > OCTETS_MAX:
        raise PhotoRefuseeError(
            f"cette photo pèse {path.stat().st_size / 1e6:.0f} Mo,"
            f" et le plus permis est {OCTETS_MAX // 1_000_000} Mo"
        )
    return path.read_bytes()


def _there(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def ouvrir(data: bytes) -> Image.Image:
    """Return the pixels of a photo: upright, sRGB, on white where it is transparent, no metadata.

    It is about as large as the largest copy needs. Raise PhotoRefuseeError on what is no photo.
    """
    if data.count(b"\xff\xda") > BALAYAGES_MAX and data.startswith(b"\xff\xd8"):
        raise PhotoRefuseeError("cette photo est abîmée, ou faite pour bloquer le site")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                _refuse(image)
                # A JPEG is decoded at half or a quarter of its size when that is enough.
                image.draft(None, (LARGEURS[-1] * 4 // 3,) * 2)
                return _srgb(ImageOps.exif_transpose(image))
    except PhotoRefuseeError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PhotoRefuseeError("cette photo a trop de points") from None
    except UnidentifiedImageError:
        raise PhotoRefuseeError("ce fichier n’est pas une photo JPEG, PNG ou WebP") from None
    except Exception:  # noqa: BLE001 - what decoders raise on any bytes has no list
        raise PhotoRefuseeError(
            "cette photo est abîmée ou incomplète", "Déposez-la de nouveau, ou prenez-en une autre"
        ) from None


def _refuse(image: Image.Image) -> None:
    """Refuse what is known before any pixel is decoded."""
    largeur, hauteur = image.size
    if largeur * hauteur > POINTS_MAX:
        raise PhotoRefuseeError(
            f"cette photo a trop de points ({nombre(largeur)} × {nombre(hauteur)})"
        )
    # A phone's JPEG may hold a second image (MPO): a depth, a brightness. It is not animated.
    if getattr(image, "is_animated", False) and image.format != "MPO":
        raise PhotoRefuseeError("cette image est animée", "Donnez une photo, en JPEG (.jpg)")
    if image.mode.startswith(("I", "F")):
        raise PhotoRefuseeError("cette image est en 16 bits gris, que les navigateurs montrent mal")


def _srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    if image.mode not in {"RGB", "CMYK", "L"}:
        image = image.convert("RGB")
    if profile:
        # A profile that does not fit the image says nothing: its values are then read as sRGB.
        with suppress(ImageCms.PyCMSError, OSError):
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            found = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
            image = found or image
    # Pasted anew: `save` would write again the profile, the comment or the EXIF of its image.
    clean = Image.new("RGB", image.size)
    clean.paste(image.convert("RGB"))
    return clean


def _tailles(largeur: int, hauteur: int) -> list[tuple[int, int]]:
    """Return the sizes of the copies, never wider than the photo nor taller than its share."""
    widest = min(largeur, LARGEURS[-1], round(LARGEURS[-1] * PROPORTION_MAX * largeur / hauteur))
    widths = [*(one for one in LARGEURS if one < widest), max(widest, 1)]
    return [(one, max(round(one * hauteur / largeur), 1)) for one in widths]


# --- The copies, kept by content --------------------------------------------------------


def _preparee(path: Path, cache: Path) -> Photo:
    data = _octets(path)
    versions = " ".join(f"{name} {features.version(name)}" for name in ("pil", "avif", "jpg"))
    key = hashlib.sha256(f"{RECETTE} {versions} ".encode() + data).hexdigest()[:32]
    kept = cache / key
    if not kept.is_dir():
        _keep(ouvrir(data), kept)
    # In the address a mark of the content: a photo that changes is never shown from a cache.
    stem = f"{DOSSIER}/{path.stem}-{hashlib.sha256(data).hexdigest()[:8]}"
    return Photo(**{suffix: tuple(_copies(kept, stem, suffix)) for suffix in COPIES})


def _copies(kept: Path, stem: str, suffix: str) -> Iterator[Copie]:
    sizes = {file: file.stem.split("x") for file in kept.glob(f"*.{suffix}")}
    for file, (largeur, hauteur) in sorted(sizes.items(), key=lambda item: int(item[1][0])):
        yield Copie(f"{stem}-{largeur}.{suffix}", int(largeur), int(hauteur), file)


def _keep(image: Image.Image, kept: Path) -> None:
    """Write the copies beside, then in their place at once: no build finds half of them."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(dir=kept.parent))
    try:
        for size in _tailles(*image.size):
            small = image.resize(size, Image.Resampling.LANCZOS)
            for suffix, options in COPIES.items():
                small.save(stage / f"{size[0]}x{size[1]}.{suffix}", **options)
        with suppress(OSError):  # another build has just done the same
            stage.rename(kept)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    if not kept.is_dir():
        raise NotADirectoryError(20, "les copies des photos ne s’y écrivent pas", str(kept.parent))
