"""Photos → light copies: upright, sRGB, without metadata, the same bytes twice; or a refusal."""

import struct
import warnings
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from annuaire import photos, reader
from annuaire.__main__ import main
from annuaire.photos import PhotoRefuseeError

ROUGE, BLEU = (200, 30, 30), (30, 30, 200)
MANQUE = "il n’y a pas de photo « grange.jpg » dans content/images/"


def image(taille=(1200, 900), mode="RGB") -> Image.Image:
    """Red above, blue below: a turn or a flip shows."""
    made = Image.new("RGB", taille, ROUGE)
    made.paste(BLEU, (0, taille[1] // 2, *taille))
    return made.convert(mode)


def octets(une: Image.Image, sorte="JPEG", **options: object) -> bytes:
    stream = BytesIO()
    une.save(stream, sorte, **options)
    return stream.getvalue()


def exif(**champs: int) -> Image.Exif:
    """The day, the owner and the place that a phone writes."""
    found = Image.Exif()
    found[0x0112] = champs.get("orientation", 1)
    found[0x013B] = "Camille Dupont"
    found.get_ifd(0x8825).update({1: "N", 2: (45.0, 52.0, 0.0), 3: "E", 4: (2.0, 10.0, 0.0)})
    return found


def pres(point, voulu, marge=12) -> bool:
    return all(abs(a - b) <= marge for a, b in zip(point, voulu, strict=True))


@pytest.fixture
def fiche(lecture, minimale, tmp_path):
    """An entry that shows grange.jpg, and that photo if bytes are given."""

    def make(data: bytes | None = None, nom="grange.jpg"):
        if data is not None:
            (tmp_path / "images").mkdir(exist_ok=True)
            (tmp_path / "images" / nom).write_bytes(data)
        text = minimale.replace(
            "meta:", "image: grange.jpg\nimage_alt: La grange\nimage_credit: Mairie\nmeta:", 1
        )
        return lecture(text)

    return make


@pytest.fixture
def copies(fiche, tmp_path):
    """The copies of a photo given as bytes."""

    def make(data: bytes) -> photos.Photo:
        found, refused = photos.preparer([fiche(data)], tmp_path / "cache")
        assert refused == []
        return found["grange.jpg"]

    return make


def test_a_photo_becomes_two_widths_in_two_formats(copies):
    photo = copies(octets(image((1200, 900))))

    assert [(c.largeur, c.hauteur) for c in photo.avif] == [(480, 360), (960, 720)]
    assert [(c.largeur, c.hauteur) for c in photo.jpg] == [(480, 360), (960, 720)]
    for copie in photo.copies:
        with Image.open(copie.fichier) as shown:
            assert shown.size == (copie.largeur, copie.hauteur)
            assert shown.format == ("AVIF" if copie.path.endswith(".avif") else "JPEG")
            assert copie.path.startswith("images/grange-")


@pytest.mark.parametrize(
    ("taille", "attendues"),
    [
        ((300, 200), [(300, 200)]),
        ((480, 320), [(480, 320)]),
        ((700, 350), [(480, 240), (700, 350)]),
        ((1200, 2400), [(480, 960), (640, 1280)]),
        ((3000, 20), [(480, 3), (960, 6)]),
        ((20, 3000), [(9, 1350)]),
        ((1, 1), [(1, 1)]),
    ],
)
def test_a_photo_is_never_enlarged_nor_taller_than_a_screen(copies, taille, attendues):
    photo = copies(octets(image(taille), "PNG"))

    assert [(c.largeur, c.hauteur) for c in photo.jpg] == attendues


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_orientation_of_the_camera_is_applied(orientation):
    """What each value means: https://exiftool.org/TagNames/EXIF.html, 0x0112."""
    found = photos.ouvrir(octets(image((120, 80)), exif=exif(orientation=orientation)))

    assert found.size == ((120, 80) if orientation < 5 else (80, 120))
    first, last = found.getpixel((2, 2)), found.getpixel((found.width - 3, found.height - 3))
    red_first = orientation in {1, 2, 5, 8}
    assert pres(first, ROUGE if red_first else BLEU)
    assert pres(last, BLEU if red_first else ROUGE)


def test_place_day_owner_and_comment_are_gone_from_every_copy(copies):
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = octets(image(), exif=exif(), comment="chez Camille", xmp=b"<x/>", icc_profile=icc)
    with Image.open(BytesIO(data)) as given:
        assert given.getexif().get_ifd(0x8825)
        assert given.info["comment"]

    for copie in copies(data).copies:
        found = copie.fichier.read_bytes()
        assert b"Camille" not in found
        with Image.open(copie.fichier) as shown:
            assert dict(shown.getexif()) == {}
            assert {"exif", "comment", "xmp", "icc_profile"} & set(shown.info) == set()


@pytest.mark.parametrize("sorte", ["PNG", "WEBP"])
def test_what_is_transparent_stands_on_white(sorte):
    clear = Image.new("RGBA", (60, 60), (0, 0, 0, 0))

    found = photos.ouvrir(octets(clear, sorte))

    assert found.mode == "RGB"
    assert found.getpixel((30, 30)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "RGBA"])
def test_every_mode_of_a_png_is_read(mode):
    found = photos.ouvrir(octets(image((40, 40), mode), "PNG"))

    assert found.mode == "RGB"
    above, below = found.getpixel((20, 5)), found.getpixel((20, 35))
    if mode in {"P", "RGBA"}:
        assert pres(above, ROUGE, 40)
        assert pres(below, BLEU, 40)


def test_a_palette_with_one_transparent_colour_stands_on_white():
    drawn = Image.new("P", (40, 40), 0)
    drawn.putpalette([0, 0, 0, 200, 30, 30])
    drawn.paste(1, (0, 0, 40, 20))

    found = photos.ouvrir(octets(drawn, "PNG", transparency=0))

    assert pres(found.getpixel((20, 5)), ROUGE)
    assert found.getpixel((20, 35)) == (255, 255, 255)


def test_a_photo_for_print_in_cmyk_keeps_its_colours():
    found = photos.ouvrir(octets(image((40, 40), "CMYK")))

    assert found.mode == "RGB"
    assert pres(found.getpixel((20, 5)), ROUGE, 20)


def test_the_colours_of_a_wide_profile_are_brought_to_srgb():
    """A profile whose red and green are exchanged: read as sRGB the photo would be wrong."""
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    swapped = srgb.replace(b"rXYZ", b"tmp ").replace(b"gXYZ", b"rXYZ").replace(b"tmp ", b"gXYZ")
    red = Image.new("RGB", (40, 40), (255, 0, 0))

    found = photos.ouvrir(octets(red, "PNG", icc_profile=bytes(swapped)))

    assert pres(found.getpixel((20, 20)), (0, 255, 0), 6)


def test_a_broken_profile_is_ignored():
    found = photos.ouvrir(octets(image((40, 40)), icc_profile=b"rien"))

    assert pres(found.getpixel((20, 5)), ROUGE)


def test_the_same_photo_gives_the_same_bytes(copies, fiche, tmp_path):
    data = octets(image())
    first = {c.path: c.fichier.read_bytes() for c in copies(data).copies}
    again, _ = photos.preparer([fiche(data)], tmp_path / "autre")

    assert {c.path: c.fichier.read_bytes() for c in again["grange.jpg"].copies} == first


def test_a_second_build_makes_no_copy_again(copies, tmp_path, monkeypatch):
    data = octets(image())
    first = copies(data)
    made = {p: p.stat().st_mtime_ns for p in (tmp_path / "cache").rglob("*")}
    monkeypatch.setattr(photos, "FORMATS", ())  # nothing can be decoded any more

    assert copies(data) == first
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "cache").rglob("*")} == made
    with pytest.raises(PhotoRefuseeError):
        photos.ouvrir(data)


def test_a_photo_that_changes_has_another_address(copies):
    first = {c.path for c in copies(octets(image((500, 400)))).copies}

    assert first & {c.path for c in copies(octets(image((500, 300)))).copies} == set()


def test_copies_that_were_deleted_are_made_again(copies, tmp_path):
    data = octets(image())
    first = copies(data)
    for path in [p for p in (tmp_path / "cache").rglob("*") if p.is_file()]:
        path.unlink()
        path.parent.rmdir() if not any(path.parent.iterdir()) else None

    assert copies(data) == first
    assert all(copie.fichier.is_file() for copie in first.copies)


# --- Refused ----------------------------------------------------------------------------


def refus(data: bytes) -> str:
    with pytest.raises(PhotoRefuseeError) as caught:
        photos.ouvrir(data)
    return caught.value.message


def test_a_truncated_photo_is_refused():
    data = octets(image())

    assert refus(data[: len(data) // 2]) == "cette photo est abîmée ou incomplète"
    assert refus(octets(image((800, 800)), "PNG")[:400]) == "cette photo est abîmée ou incomplète"


@pytest.mark.parametrize(
    "data",
    [b"", b"<!doctype html><title>Photo</title>", b"%PDF-1.7\n", b"\xff\xd8\xff", b"<svg/>"],
)
def test_a_file_that_is_no_photo_is_refused(data):
    assert refus(data) in {
        "ce fichier n’est pas une photo JPEG, PNG ou WebP",
        "cette photo est abîmée ou incomplète",
    }


def test_a_format_that_is_not_accepted_is_refused_whatever_its_name():
    assert refus(octets(image((40, 40)), "GIF")) == (
        "ce fichier n’est pas une photo JPEG, PNG ou WebP"
    )
    assert refus(octets(image((40, 40)), "AVIF")) == (
        "ce fichier n’est pas une photo JPEG, PNG ou WebP"
    )


def bombe(largeur: int, hauteur: int) -> bytes:
    """A PNG of a few bytes that says it has that many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", largeur, hauteur, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b""))
        + (chunk(b"IEND", b""))
    )


@pytest.mark.parametrize("taille", [(10_000, 5_001), (12_000, 9_000), (65_000, 65_000)])
def test_a_photo_of_huge_dimensions_is_refused_before_it_is_decoded(taille):
    assert refus(bombe(*taille)).startswith("cette photo a trop de points")


def test_a_jpeg_of_endless_scans_is_refused():
    data = octets(image((64, 64)), progressive=True)
    start = data.rindex(b"\xff\xda")
    endless = data[:-2] + data[start:-2] * 200 + data[-2:]

    assert refus(endless) == "cette photo est abîmée, ou faite pour bloquer le site"


def test_an_animation_is_refused_but_a_phone_s_second_image_is_not():
    other = Image.new("RGB", (40, 40), "green")
    phone = octets(image((40, 40)), "MPO", save_all=True, append_images=[other])

    assert refus(octets(image((40, 40)), "WEBP", save_all=True, append_images=[other])) == (
        "cette image est animée"
    )
    assert pres(photos.ouvrir(phone).getpixel((20, 5)), ROUGE)


def test_a_grey_image_of_16_bits_is_refused_rather_than_shown_white():
    deep = Image.new("I;16", (40, 40), 32768)

    assert "16 bits" in refus(octets(deep, "PNG"))


def test_no_byte_changed_at_random_gets_past_in_another_way():
    """What a damaged file gives is a photo or a refusal, never another error."""
    for sorte in ("JPEG", "PNG", "WEBP"):
        data = octets(image((64, 48)), sorte, exif=exif(orientation=6))
        for place in range(0, len(data), 7):
            damaged = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
            with suppress(PhotoRefuseeError):
                assert photos.ouvrir(damaged).mode == "RGB"


def test_nothing_is_said_in_english_of_a_photo_with_a_bad_exif(recwarn):
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        photos.ouvrir(octets(image((40, 40)), exif=b"Exif\x00\x00II*\x00\x08\x00\x00\x00\xff\xff"))

    assert list(recwarn) == []


# --- The entry --------------------------------------------------------------------------


def test_a_missing_photo_is_an_error_at_its_line(fiche, tmp_path):
    one = fiche()

    (problem,) = photos.verifier(one)
    found, refused = photos.preparer([one], tmp_path / "cache")

    assert problem.phrase == (
        f"{MANQUE}. Déposez-la dans content/images/, ou retirez la ligne image"
    )
    assert one.path.read_text("utf-8").splitlines()[problem.line - 1] == "image: grange.jpg"
    assert (found, refused) == ({}, [problem])


def test_a_photo_under_a_near_name_is_named(fiche):
    (problem,) = photos.verifier(fiche(octets(image((40, 40))), "Grange.JPG"))

    assert problem.phrase == (
        f"{MANQUE}. Est-ce « Grange.JPG » ? Donnez le même nom à la photo et à la ligne image"
    )


def test_a_photo_too_heavy_is_refused_without_being_read(fiche):
    (problem,) = photos.verifier(fiche(b"\xff\xd8" + b"x" * 12_000_000))

    assert problem.phrase == (
        "cette photo pèse 12 Mo, et le plus permis est 10 Mo. "
        "Ouvrez-la, puis enregistrez-la en JPEG (.jpg), en 2 000 pixels de large"
    )


def test_a_good_photo_is_no_problem_and_an_entry_without_one_neither(fiche, lecture, minimale):
    assert list(photos.verifier(fiche(octets(image((40, 40)))))) == []
    assert list(photos.verifier(lecture(minimale))) == []


def test_the_command_says_that_a_photo_is_missing(fiche, capsys):
    path = fiche().path

    assert main(["check", str(path)]) == 1
    assert f"image : {MANQUE}" in capsys.readouterr().out


def test_the_example_of_the_field_is_a_name_that_can_be_read():
    example = reader.Lieu.model_fields["image"].examples[0]

    assert Path(example).suffix in {".jpg", ".png", ".webp"}
