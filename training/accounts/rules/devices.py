"""What kind of device somebody signs in on, in the coarsest words that still tell places apart."""

from enum import StrEnum


class Device(StrEnum):
    """A kind of device."""

    PHONE = "phone"
    TABLET = "tablet"
    COMPUTER = "computer"
    OTHER = "other"


WORDS = (
    (Device.TABLET, ("ipad", "tablet", "kindle")),
    (Device.PHONE, ("mobi", "iphone", "android")),
    (Device.COMPUTER, ("windows", "macintosh", "x11", "cros", "linux")),
)


def device_of(user_agent: str) -> Device:
    """Return the kind of device that a browser says it runs on."""
    said = user_agent.lower()
    if "android" in said and "mobi" not in said:
        return Device.TABLET
    return next((kind for kind, words in WORDS if any(map(said.__contains__, words))), Device.OTHER)
