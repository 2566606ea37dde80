"""Time stamps of a bundle's manifest: tokens by which an authority states when it existed (RFC 3161).

They are checked without a network: the authority's root certificate is given by whoever checks.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Final

from sayso.errors import UnreadableInput, UsageError

if TYPE_CHECKING:  # an extra
    from rfc3161_client import TimeStampResponse

_HASHES: Final = {
    "2.16.840.1.101.3.4.2.1": hashlib.sha256,
    "2.16.840.1.101.3.4.2.2": hashlib.sha384,
    "2.16.840.1.101.3.4.2.3": hashlib.sha512,
}
"""By their object identifiers (RFC 5754). SHA-1 is no proof of anything any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a token says: when (UTC, ISO 8601), and which authority says so, as it calls itself.

    `verified`: its signature was checked, up to a root that the user trusts.
    """

    at: str
    authority: str
    verified: bool


def stamped(token: bytes, manifest: bytes, roots: bytes | None = None) -> Stamp:
    """What a token (a TimeStampResp in DER) says of a manifest.

    `roots` are certificates in PEM that the user trusts. Without them the token is only read: anybody can have signed
    it.

    Raises:
        UnreadableInput: it is no token, is one of something else, or was not signed under one of the roots.
        UsageError: the package that reads tokens is not installed, or the roots are no certificates.
    """
    found = _decoded(token)
    _must_fit(found, manifest)
    verified = roots is not None
    if roots is not None:
        _must_be_signed(found, manifest, roots)
    return Stamp(
        at=found.tst_info.gen_time.astimezone(UTC).isoformat(timespec="seconds"),
        authority=_authority(found),
        verified=verified,
    )


def _decoded(token: bytes) -> "TimeStampResponse":
    try:
        from rfc3161_client import decode_timestamp_response  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise UsageError("to read a time stamp a package is missing: pip install 'sayso[timestamp]'") from error
    try:
        found = decode_timestamp_response(token)
        if found.status != 0:
            raise UnreadableInput("the time stamp is none: the authority refused to give one")
        found.tst_info  # noqa: B018 - it is decoded only now
    except ValueError as error:
        raise UnreadableInput(
            f"the time stamp is damaged, or none (an answer to a request, in DER): {error}"
        ) from error
    return found


def _must_fit(found: "TimeStampResponse", manifest: bytes) -> None:
    imprint = found.tst_info.message_imprint
    make = _HASHES.get(imprint.hash_algorithm.dotted_string)
    if make is None:
        raise UnreadableInput(
            f"the time stamp is over a digest that is not SHA-256, SHA-384 or SHA-512 "
            f"({imprint.hash_algorithm.dotted_string})"
        )
    if make(manifest).digest() != imprint.message:
        raise UnreadableInput("the time stamp is one of something else than this bundle's manifest-sha256.txt")


def _must_be_signed(found: "TimeStampResponse", manifest: bytes, roots: bytes) -> None:
    from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415 - an extra
    from rfc3161_client import VerificationError, VerifierBuilder  # noqa: PLC0415 - the same

    try:
        trusted = load_pem_x509_certificates(roots)
    except ValueError as error:
        raise UsageError(f"the authorities to trust are no certificates in PEM: {error}") from error
    try:
        VerifierBuilder(roots=trusted).build().verify_message(found, manifest)
    except (VerificationError, ValueError) as error:
        raise UnreadableInput(f"the time stamp was not made by an authority that you trust: {error}") from error


def _authority(found: "TimeStampResponse") -> str:
    """Who signed it, as the certificate that comes with it says; of a token without one as its serial number says."""
    from cryptography.x509 import load_der_x509_certificate  # noqa: PLC0415 - an extra

    signers = {(one.issuer, one.serial_number) for one in found.signed_data.signer_infos}
    for der in sorted(found.signed_data.certificates):
        certificate = load_der_x509_certificate(der)
        if (certificate.issuer, certificate.serial_number) in signers:
            return certificate.subject.rfc4514_string()
    return next((f"{issuer.rfc4514_string()}, certificate {number}" for issuer, number in signers), "unknown")
