"""What every answer tells browsers and search engines: what may run, be kept or be found."""

from http import HTTPStatus

from flask import Response, request

A_YEAR = 365 * 24 * 3600
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "media-src": "'self'",
    "font-src": "'none'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-src": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
OPEN_TO_OURSELVES = (
    "clipboard-write",  # a code is copied
    "fullscreen",  # a film, the projector
    "publickey-credentials-create",
    "publickey-credentials-get",
)
CLOSED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read"),
    *("cross-origin-isolated", "display-capture", "encrypted-media", "gamepad", "geolocation"),
    *("gyroscope", "hid", "identity-credentials-get", "idle-detection", "keyboard-map"),
    *("local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment"),
    *("picture-in-picture", "screen-wake-lock", "serial", "storage-access", "sync-xhr", "usb"),
    *("window-management", "xr-spatial-tracking"),
)
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    # A form that is sent must say where it comes from, or the guard against forgery refuses it.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        [*(f"{name}=(self)" for name in OPEN_TO_OURSELVES), *(f"{name}=()" for name in CLOSED)]
    ),
}
HTTPS_ONLY = f"max-age={A_YEAR}; includeSubDomains"
FORGET = '"storage"'  # what scripts kept on the device goes when its owner signs out
NOT_FOR_SEARCH = "noindex, nofollow, noarchive"


def protect(response: Response, *, lasts: bool, may_be_found: bool) -> None:
    """Give an answer its headers.

    lasts         its address names its content, so that everybody may keep it for good
    may_be_found  search engines may show it
    """
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = HTTPS_ONLY
    if not may_be_found:
        response.headers["X-Robots-Tag"] = NOT_FOR_SEARCH
    if lasts and response.status_code < HTTPStatus.BAD_REQUEST:
        keep_for_good(response)
    elif not response.cache_control.public:
        response.headers["Cache-Control"] = "no-store"


def keep_for_good(response: Response) -> None:
    """Let everybody keep an answer, since its address will never have another."""
    response.cache_control.no_cache = None
    response.cache_control.max_age = A_YEAR
    response.cache_control.public = response.cache_control.immutable = True
