"""What search engines and hosts read: sitemap, robots, and the mark that stops Jekyll."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from annuaire.pages import Page
from annuaire.site import Site


def fichiers(pages: Iterable[Page], site: Site) -> Iterator[tuple[str, str]]:
    """Yield (path, text). The sitemap needs absolute addresses: no SITEURL, no sitemap."""
    yield ".nojekyll", ""
    if not site.siteurl:
        yield "robots.txt", "User-agent: *\nAllow: /\n"
        return
    urls = "\n".join(
        f"<url><loc>{escape(f'{site.siteurl}/{page.path}')}</loc></url>"
        for page in pages
        if page.indexe
    )
    xml = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{}">\n{}\n</urlset>\n'
    yield "sitemap.xml", xml.format("http://www.sitemaps.org/schemas/sitemap/0.9", urls)
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.siteurl}/sitemap.xml\n"
