"""TLS and a password before a node that has neither, as a cluster for production has them before its own."""

from __future__ import annotations

import base64
import http.client
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOOPBACK = x509.IPAddress(ip_address("127.0.0.1"))
_PEM = serialization.Encoding.PEM


class Authority:
    """Signs certificates; `file` is its own."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self._key = ec.generate_private_key(ec.SECP256R1())
        own = self._signed(self._name, self._key.public_key(), x509.BasicConstraints(ca=True, path_length=0))
        self.file = folder / f"{name}.pem"
        self.file.write_bytes(own.public_bytes(_PEM))

    def context(self, whose: x509.GeneralName = LOOPBACK) -> ssl.SSLContext:
        """What a server with a certificate for an address needs."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "node")])
        signed = self._signed(name, key.public_key(), x509.SubjectAlternativeName([whose]))
        both = self.folder / "node.pem"
        plain = key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        both.write_bytes(plain + signed.public_bytes(_PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(both)
        return context

    def _signed(self, name: x509.Name, key: ec.EllipticCurvePublicKey, more: x509.ExtensionType) -> x509.Certificate:
        now = datetime.now(UTC)
        own = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        use = dict.fromkeys(
            ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "crl_sign",
             "encipher_only", "decipher_only"), False,
        )  # fmt: skip
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(hours=1))
            .add_extension(more, critical=isinstance(more, x509.BasicConstraints))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(own, critical=False)
            .add_extension(x509.KeyUsage(digital_signature=True, key_cert_sign=True, **use), critical=True)
            .sign(self._key, hashes.SHA256())
        )


class Guarded(ThreadingHTTPServer):
    """Passes on what an allowed user asks; `asked` are the requests that came through TLS, allowed or not."""

    daemon_threads = True

    def __init__(self, node: str, context: ssl.SSLContext, user: str, password: str) -> None:
        self.node = urlsplit(node).netloc
        self.context = context
        self.allowed = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """A caller who does not like the certificate is no error of ours."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Guarded

    def setup(self) -> None:
        self.request.settimeout(30)
        self.request = self.server.context.wrap_socket(self.request, server_side=True)
        super().setup()

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def _pass(self) -> None:
        self.server.asked.append(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Authorization") != self.server.allowed:
            self._answer(401, b"Unauthorized", {"WWW-Authenticate": "Basic"})
            return
        kept = {name: value for name, value in self.headers.items() if name.lower() not in {"authorization", "host"}}
        node = http.client.HTTPConnection(self.server.node, timeout=60)
        try:
            node.request(self.command, self.path, body or None, kept)
            found = node.getresponse()
            told = {name: value for name in ("Content-Type", "Content-Encoding") if (value := found.getheader(name))}
            self._answer(found.status, found.read(), told)
        finally:
            node.close()

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _pass  # noqa: N815 - named by the library

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def guarded(node: str, context: ssl.SSLContext, user: str, password: str) -> Iterator[Guarded]:
    """The node behind TLS and a password for the length of the block."""
    with Guarded(node, context, user, password) as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield made
        finally:
            made.shutdown()
            thread.join()
