"""What the page of the audit log asks, and the words for what is recorded."""

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from training.audit.rules import Act
from training.forms import Form

LAST_PAGE = 1_000_000
ACT_NAMES = {
    Act.EXPORT: _("Table or file taken out"),
    Act.ROLE_GIVEN: _("Role given"),
    Act.ROLE_TAKEN: _("Role taken away"),
    Act.INVITATION: _("Link for a colleague made"),
    Act.IDENTITY_DECISION: _("Decision that two records are one person, or are not"),
    Act.ERASURE: _("Person erased"),
    Act.RETENTION: _("What had reached its term erased"),
    Act.IMPORT: _("Facts imported"),
    Act.PROFILE_SAVED: _("Counting profile saved"),
    Act.TALLY_ISSUED: _("Count issued"),
    Act.TALLY_SIGNED: _("Count signed"),
    Act.TARGET_SET: _("Target set or changed"),
    Act.FACTOR_CHANGED: _("Way of signing in changed"),
    Act.SIGN_INS_ENDED: _("Signed out everywhere"),
    Act.BACKUP: _("Backup made"),
    Act.RESTORE: _("Backup restored"),
    Act.KEY_ROTATION: _("Data keys changed"),
    Act.CALENDAR_CHANGED: _("Calendar of reviews changed"),
    Act.OUTCOME_RECORDED: _("Outcome recorded, corrected or withdrawn"),
    Act.WATCH_LIST_CHANGED: _("Watch-list changed"),
}
DETAIL_NAMES = {
    "facilitator": _("Facilitator"),
    "staff": _("Staff"),
    "author": _("Author"),
    "administrator": _("Administrator"),
    "organiser": _("Organiser"),
    "reporter": _("Reporter"),
    "authenticator set up": _("Authenticator set up"),
    "authenticator removed": _("Authenticator removed"),
    "recovery codes made": _("Recovery codes made"),
    "passkey added": _("Passkey added"),
    "passkey removed": _("Passkey removed"),
    "passphrase changed": _("Passphrase changed"),
    "all factors forgotten": _("All second factors forgotten"),
}


class LogForm(Form):
    """Which entries to show. Read from an address, it needs no guard: asking changes nothing."""

    act = SelectField(
        _("What was done"),
        [Optional()],
        choices=[
            SelectChoice("", _("Everything")),
            *(SelectChoice(act.value, name) for act, name in ACT_NAMES.items()),
        ],
    )
    page = IntegerField(_("Page"), [Optional(), NumberRange(1, LAST_PAGE)])
