"""make_app(): settings, extensions, rooms. With `rooms` the one file that knows every room."""

from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from app import (
    access,
    addresses,
    cli,
    config,
    effects,
    error_pages,
    health,
    page_frame,
    rooms,
    schema,
    security,
    signing_in,
    site,
)
from app.config import ROOT
from app.extensions import csrf, db, engine_options
from app.writing import QuickEnvironment


def make_app(**overrides: Any) -> Flask:  # noqa: ANN401 -- any setting, by its name
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.url_rule_class = addresses.LateRule
    app.jinja_environment = QuickEnvironment  # before anybody asks for it
    app.config.from_mapping(config.settings())
    app.config.from_pyfile(str(app.config["INSTANCE_FOLDER"] / "config.py"), silent=True)
    app.config.update(overrides)
    app.config.update(
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(app.config["SQLALCHEMY_DATABASE_URI"]),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=app.config["SECURE_COOKIES"],
        SESSION_COOKIE_NAME="__Host-vinhdanh" if app.config["SECURE_COOKIES"] else "vinhdanh",
    )
    db.init_app(app)
    schema.offer_commands(app)
    security.limit_bodies(app)
    signing_in.recognise_visitors(app)
    csrf.init_app(app)
    access.guard_every_view(app)
    security.send_headers(app)
    error_pages.register(app)
    page_frame.register(app)
    health.register(app)
    cli.register(app)
    addresses.bound_numbers(app)
    rooms.open_all(app)
    effects.register(app)
    with app.app_context():
        site.set_clock(app.config["INSTANCE_FOLDER"])
    if app.config["SECURE_COOKIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign]
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=app.static_folder, prefix="static/", max_age=86400, add_headers_function=security.on_static
    )
    return app
