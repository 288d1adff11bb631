"""A real server of its own, on a free port: `python -m tests.browser.server office|newer|many|demonstration`.

It prints its port when it listens, and serves until it is interrupted. The folder comes from VINHDANH_INSTANCE.
"""

# ruff: noqa: T201 -- tells its port to whoever started it

import sys

from app import create_app, founding, serving
from app.extensions import db
from tests.browser import world


def main(kind):
    app = create_app()
    instance = app.config["INSTANCE_FOLDER"]
    with app.app_context():
        db.create_all()
        if kind == "demonstration":
            founding.found_demonstration(instance, is_grown=False)
        else:
            world.found(instance)
        if kind == "newer":
            world.publish_another_version()
        if kind == "many":
            world.add_many()
        db.session.remove()
    server = serving.server_of(app, "127.0.0.1", 0)
    if kind != "demonstration":
        app.extensions["bell"].hang()  # the demonstration's two hundred papers would keep both cores busy
    print(server.effective_port, flush=True)
    try:
        server.run()
    finally:
        app.extensions["bell"].take_down()


if __name__ == "__main__":
    main(sys.argv[1])
