"""Headers of every answer. No inline script or style anywhere, so the policy can be strict."""

from wsgiref.headers import Headers

from flask import Flask, Response, abort, request

MOST_FIELDS = 10_000  # of a form: 150,000, which two megabytes hold, cost a second of the processor
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
SEALING = f"{POLICY}; script-src 'self' 'wasm-unsafe-eval'"  # of pages that seal ballots: `access.seals`

PLAIN = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def on_static(headers: Headers, _path: str, _url: str) -> None:
    """Files are sent by WhiteNoise, which the application never sees."""
    for name, value in (PLAIN | {"Content-Security-Policy": POLICY}).items():
        headers[name] = value


def limit_bodies(app: Flask) -> None:
    """Only a form with files may be as large as a file: any other body is parsed in one piece, in memory."""

    @app.before_request
    def limit() -> None:
        if request.mimetype == "multipart/form-data":
            return
        request.max_content_length = app.config["MAX_FORM_MEMORY_SIZE"]
        is_form = request.mimetype == "application/x-www-form-urlencoded"
        if is_form and request.get_data().count(b"&") >= MOST_FIELDS:
            abort(413)


def send_headers(app: Flask) -> None:
    @app.after_request
    def headers(response: Response) -> Response:
        does_seal = getattr(app.view_functions.get(request.endpoint or ""), "seals", False)
        response.headers.setdefault("Content-Security-Policy", SEALING if does_seal else POLICY)
        response.headers.update(PLAIN)
        if app.config["SECURE_COOKIES"]:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store"  # files too, which Flask would let a shared computer keep
        return response
