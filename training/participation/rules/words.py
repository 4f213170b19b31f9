"""The words that facts are written in: each list is closed, and each word is what JSON says."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What sort of body an organisation is."""

    CSO = "cso"
    NHRI = "nhri"
    PARLIAMENT = "parliament"
    UN = "un"
    GOVERNMENT = "government"
    MEDIA = "media"
    ACADEMIA = "academia"
    OTHER = "other"


class Category(StrEnum):
    """Whether a person stands outside the bodies that run the programme."""

    EXTERNAL = "external"
    STAFF = "staff"


class EventKind(StrEnum):
    """What people were invited to."""

    TRAINING = "training"
    SENSITISATION = "sensitisation"
    CONFERENCE = "conference"
    MEETING = "meeting"


class Mode(StrEnum):
    """The way of being there."""

    IN_PERSON = "in_person"
    ONLINE_LIVE = "online_live"
    SELF_PACED = "self_paced"


class PartRole(StrEnum):
    """What a person was there for."""

    TRAINEE = "trainee"
    FACILITATOR = "facilitator"
    OBSERVER = "observer"


class Mark(StrEnum):
    """What the roll says."""

    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"


class Told(StrEnum):
    """Who told us an attribute of a person."""

    SELF = "self"
    FACILITATOR = "facilitator"
    IMPORT = "import"


class Recorded(StrEnum):
    """How a participation came to be known."""

    ROLL_CALL = "roll_call"
    SELF_CHECK_IN = "self_check_in"
    SHEET = "sheet"
    WEBINAR_LOG = "webinar_log"
    IMPORT = "import"


class Sameness(StrEnum):
    """What an identity link says of two records."""

    SAME = "same"
    DIFFERENT = "different"


class Confidence(StrEnum):
    """How sure whoever made a link is."""

    CERTAIN = "certain"
    PROBABLE = "probable"
