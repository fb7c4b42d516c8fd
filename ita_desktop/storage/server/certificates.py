"""What is wrong with the certificates of a connection, or with what its address asks of them."""

import re
from typing import Final

from ita_desktop.domain.errors import Phrase, WorkspaceError
from ita_desktop.storage.server.address import Address


class CertificateError(WorkspaceError):
    """The connection is not encrypted as it was asked for, or a certificate was refused."""


_ISSUER: Final = Phrase("ขอแฟ้มใบรับรองของผู้ออกจากผู้ดูแล แล้วให้ sslrootcert= ท้ายที่อยู่ชี้ไปที่แฟ้มนั้น")
_USERS_NEW: Final = Phrase("ให้ผู้ดูแลออกใบรับรองให้ผู้ใช้นี้ใหม่")
_TOLD: Final = (
    (
        r"certificate verify failed",  # libpq does not say over what
        Phrase("ใบรับรองของเครื่องแม่ข่ายหมดอายุ ยังไม่ถึงวันเริ่มใช้ ถูกเพิกถอน หรือเครื่องนี้ไม่รู้จักผู้ออก"),
        Phrase("ตรวจวันที่ของเครื่องนี้ แล้วขอแฟ้มใบรับรองที่ใช้อยู่จากผู้ดูแลมาไว้ที่ sslrootcert= ท้ายที่อยู่"),
    ),
    (
        r"server certificate for \"(?P<name>[^\"]*)\".* does not match host name",
        Phrase("ใบรับรองของเครื่องแม่ข่ายเป็นของ {name} ไม่ใช่ของชื่อในที่อยู่นี้"),
        Phrase("ใช้ชื่อหรือเลข IP ตามใบรับรอง หรือให้ผู้ดูแลทำใบรับรองใหม่ที่มีชื่อนี้"),
    ),
    (
        r"root certificate file",
        Phrase("ไม่มีแฟ้มใบรับรองของผู้ออกในเครื่องนี้ หรืออ่านไม่ได้"),
        _ISSUER,
    ),
    (
        r"private key file|read certificate file",
        Phrase("อ่านใบรับรองหรือกุญแจของผู้ใช้ในเครื่องนี้ไม่ได้"),
        Phrase("ตรวจแฟ้มที่ sslcert และ sslkey ชี้ไป ต้องเป็นคู่กัน และกุญแจให้เจ้าของอ่านได้คนเดียว"),
    ),
    (
        r"valid client certificate",
        Phrase("เครื่องแม่ข่ายขอใบรับรองของผู้ใช้"),
        Phrase("ขอใบรับรองและกุญแจจากผู้ดูแล แล้วให้ sslcert= และ sslkey= ท้ายที่อยู่ชี้ไปที่แฟ้มนั้น"),
    ),
    (r"alert certificate expired", Phrase("ใบรับรองของผู้ใช้นี้หมดอายุแล้ว"), _USERS_NEW),
    (r"alert certificate revoked", Phrase("ใบรับรองของผู้ใช้นี้ถูกเพิกถอนแล้ว"), _USERS_NEW),
    (r"alert unknown ca", Phrase("เครื่องแม่ข่ายไม่รู้จักผู้ออกใบรับรองของผู้ใช้นี้"), _USERS_NEW),
    (r"certificate authentication failed", Phrase("ใบรับรองนี้เป็นของผู้ใช้อื่น"), _USERS_NEW),
    (
        r"alert protocol version",
        Phrase("เครื่องแม่ข่ายเข้ารหัสแบบเก่าที่ไม่ปลอดภัยแล้ว (ก่อน TLS 1.2)"),
        Phrase("ให้ผู้ดูแลตั้ง ssl_max_protocol_version ให้รับ TLS 1.2 ขึ้นไป"),
    ),
    (
        r"response to SSL negotiation|wrong version number",
        Phrase("ที่พอร์ตนี้ไม่ใช่ PostgreSQL"),
        Phrase("ตรวจเลขพอร์ตในที่อยู่ ของ PostgreSQL มักเป็น 5432"),
    ),
    (
        r"(?P<name>sslmode|channel binding|GSSAPI)\b.*(value|required|may not)",
        Phrase("ตัวเลือก {name} ท้ายที่อยู่ใช้กับเครื่องแม่ข่ายนี้ไม่ได้"),
        Phrase("แก้หรือเอาตัวเลือกนี้ออกจากที่อยู่"),
    ),
)


def certificate_error(text: str, address: Address) -> CertificateError | None:
    """Return what libpq's ``text`` says of certificates, None if it is of something else."""
    for pattern, template, remedy in _TOLD:
        if found := re.search(pattern, text, re.IGNORECASE):
            return CertificateError(
                template, where=address.told, remedy=remedy, **found.groupdict()
            )
    return None
