"""A small strict S3-compatible bucket on the loopback: whole objects only, every signature checked."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import formatdate

from aiohttp import web

from storage.media_store import MediaPlace

KEY_ID, SECRET, REGION = "AKIATEST", "bucket-secret", "eu-north-1"


@dataclass
class Bucket:
    """What is in it; `failing` answers each call with that status and code of S3's instead."""

    place: MediaPlace
    objects: dict[str, bytes] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    failing: tuple[int, str] | None = None

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.calls.append(request.method)
        if not _is_signed(request, body):
            return _refusal(403, "SignatureDoesNotMatch")
        if self.failing is not None:
            return _refusal(*self.failing)
        bucket, _, name = request.path.removeprefix("/").partition("/")
        if bucket != "files" or not name:
            return _refusal(404, "NoSuchBucket")
        return self._act(request, name, body)

    def _act(self, request: web.Request, name: str, body: bytes) -> web.StreamResponse:
        if request.method == "PUT":
            self.objects[name] = body
            return web.Response(headers={"ETag": _tag(body)})
        if request.method == "DELETE":
            self.objects.pop(name, None)
            return web.Response(status=204)
        if name not in self.objects:
            return _refusal(404, "NoSuchKey")
        headers = {"ETag": _tag(self.objects[name]), "Last-Modified": formatdate(0, usegmt=True)}
        return web.Response(body=self.objects[name], headers=headers)


def _tag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def _refusal(status: int, code: str) -> web.Response:
    body = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>no</Message></Error>"
    return web.Response(status=status, text=body, content_type="application/xml")


def _is_signed(request: web.Request, body: bytes) -> bool:
    """Signature Version 4, as Amazon describes it."""
    scheme, _, rest = request.headers.get("Authorization", "").partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(",") if "=" in part)
    digest = request.headers.get("x-amz-content-sha256", "")
    if scheme != "AWS4-HMAC-SHA256" or digest != hashlib.sha256(body).hexdigest():
        return False
    key_id, _, scope = parts["Credential"].partition("/")
    day, region, service, end = scope.split("/")
    if (key_id, region, service, end) != (KEY_ID, REGION, "s3", "aws4_request"):
        return False
    names = parts["SignedHeaders"].split(";")
    headers = "".join(f"{name}:{' '.join(request.headers[name].split())}\n" for name in names)
    canonical = "\n".join(
        [request.method, request.raw_path, request.query_string, headers, parts["SignedHeaders"], digest]
    )
    words = [scheme, request.headers["x-amz-date"], scope, hashlib.sha256(canonical.encode()).hexdigest()]
    key = f"AWS4{SECRET}".encode()
    for step in (day, region, service, end):
        key = hmac.digest(key, step.encode(), "sha256")
    return hmac.compare_digest(hmac.new(key, "\n".join(words).encode(), "sha256").hexdigest(), parts["Signature"])


@asynccontextmanager
async def bucket() -> AsyncIterator[Bucket]:
    """Serves it for a while."""
    made = Bucket(MediaPlace())
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_route("*", "/{path:.*}", made.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    endpoint = f"http://127.0.0.1:{runner.addresses[0][1]}"
    made.place = MediaPlace("s3://files/bro/media", endpoint, REGION, KEY_ID, SECRET)
    try:
        yield made
    finally:
        await runner.cleanup()
