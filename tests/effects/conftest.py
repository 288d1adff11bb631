"""A mail server of the tests' own: it keeps what it is given, and can be told what to do at a letter."""

import socketserver
import threading

import pytest


class Postbox(socketserver.StreamRequestHandler):
    """As much of an SMTP server as a letter needs. `server.at[verb, n]` comes before the n-th is answered;
    `server.refused[verb]` is the answer to each.
    """

    def handle(self):
        self._meets(b"HELO")
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                body = b""
                while (text := self.rfile.readline()) not in {b".\r\n", b""}:
                    body += text
                self.server.letters.append(body)
            self.server.said.append(line.strip())
            if self._meets(verb):
                return
            usual = b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n"
            self.wfile.write(self.server.refused.get(verb, usual))
            if verb == b"QUIT":
                return

    def _meets(self, verb):
        """Whether it is to hang up here."""
        self.server.met[verb] = number = self.server.met.get(verb, 0) + 1
        return self.server.at.get((verb, number), lambda: False)()


@pytest.fixture
def postbox(app):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Postbox) as server:
        server.daemon_threads, server.letters, server.said, server.met, server.at = True, [], [], {}, {}
        server.refused = {}
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        app.config["MAIL_SERVER"] = f"127.0.0.1:{server.server_address[1]}"
        app.config["MAIL_FROM"] = "tdkt@ninhthuan.gov.vn"
        yield server
        server.shutdown()
        thread.join()
