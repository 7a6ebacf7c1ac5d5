"""The page of phones: three hand-written files, nothing from outside."""

from pathlib import Path

from aiohttp import web

from bot.simulator.guard import Guard, Handler
from bot.simulator.world import World

_FOLDER = Path(__file__).parent / "page"
_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def _file(path: Path) -> Handler:
    async def send(_request: web.Request) -> web.StreamResponse:
        return web.Response(
            body=path.read_bytes(),  # noqa: ASYNC240 - three small local files
            content_type=_TYPES[path.suffix],
            charset="utf-8",
            headers=_HEADERS,
        )

    return send


def add_page_routes(app: web.Application, world: World) -> None:
    """Serve the page at `/` and its parts under `/page/`."""
    guard = Guard(world.config.allowed_hosts)
    app.router.add_get("/", guard.page(_file(_FOLDER / "index.html")))
    for path in sorted(_FOLDER.iterdir()):
        if path.suffix in _TYPES:
            app.router.add_get(f"/page/{path.name}", guard.page(_file(path)))
