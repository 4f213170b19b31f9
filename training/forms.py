"""The form that all forms are built on, and the fields that several areas use."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict
from wtforms import DateField, HiddenField, IntegerField, StringField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, StopValidation, ValidationError
from wtforms.widgets import TextInput

from training.database import UID_LENGTH, new_uid
from training.errors import Refused

UID = re.compile(rf"[0-9a-f-]{{{UID_LENGTH}}}")
LONGEST_NUMBER = 300
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
NUMBERS = re.compile(r"\d{1,8}")
TYPED_DIGITS = {"inputmode": "numeric", "dir": "ltr", "autocomplete": "off", "size": 12}
REMEMBERED = {"text", "email", "number", "password", "search", "tel", "textarea", "url"}
UNGUARDED = {"csrf": False}  # for what is read from an address: asking changes nothing
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What a page sends, guarded against forgery; its messages follow the reader's language."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # Flask-WTF has no types
        """How a form takes what was sent."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Take fields. Files, which no form here asks for, and JSON are no fields."""
            found = None if request.is_json else super().wrap_formdata(form, formdata)
            return request.form if isinstance(found, CombinedMultiDict) else found

        def render_field(self, field: Any, render_kw: dict[str, Any]) -> Any:
            """Let browsers remember nothing that is typed, unless the page says what it is."""
            if getattr(field.widget, "input_type", "textarea") in REMEMBERED:
                usual = {"autocomplete": "off", **(field.render_kw or {})}
                render_kw = {**usual, **render_kw}
            return super().render_field(field, render_kw)

    def accepted(self) -> bool:
        """Tell whether the form was sent and everything in it can be used."""
        return not request.is_json and bool(self.validate_on_submit())

    def refuse(self, refusal: Refused, field: str = "") -> None:
        """Show a refusal at a field, or above the form when no field is to blame."""
        if field:
            self[field].errors = [*self[field].errors, str(refusal)]
        else:
            self.form_errors.append(str(refusal))


def tidy(text: str | None) -> str | None:
    """Take away blanks around a text and the control characters that nobody types."""
    return UNSEEN.sub("", text).strip() if text else text


def is_uid(_form: object, field: Any) -> None:
    """Refuse an id that no client of ours makes, and a form that was sent without one."""
    if not field.raw_data or not UID.fullmatch(field.data or ""):
        raise ValidationError(_("This form is damaged. Load the page again."))


def choices(names: Mapping[Any, Any]) -> list[SelectChoice]:
    """Return words, such as the members of an enum, as what can be chosen, with their names."""
    return [SelectChoice(str(word), name) for word, name in names.items()]


def between(least: int, most: int) -> NumberRange:
    """Refuse numbers outside a range, and say which it is."""
    return NumberRange(least, most, _("Write a number from %(min)s to %(max)s."))


def not_before(first: str) -> Callable[[Any, Any], None]:
    """Refuse a last day that comes before the first, which stands in the field named here."""

    def check(form: Any, field: Any) -> None:
        if form[first].data and field.data and field.data < form[first].data:
            raise StopValidation(_("The period ends before it begins."))

    return check


class UidField(HiddenField):  # type: ignore[misc]  # WTForms has no types
    """The id of what the form will write: made with the form, so that sent twice is kept once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default=new_uid, validators=[is_uid], **kwargs)


class LineField(StringField):  # type: ignore[misc]  # WTForms has no types
    """One line of text, without blanks around it."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, filters=[tidy], **kwargs)


class WholeField(IntegerField):  # type: ignore[misc]  # WTForms has no types
    """A whole number of no more digits than NumberRange, which makes it a float, can bear."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; what is too long is refused as what is none."""
        too_long = any(len(text) > LONGEST_NUMBER for text in valuelist)
        super().process_formdata([""] if too_long else valuelist)


def numbers_in(sent: list[str], widths: tuple[int, ...]) -> list[str]:
    """Return the numbers that were typed, in ASCII digits, whatever stands between them.

    Digits in one run are cut to the widths: 20270301 is 2027, 03, 01.
    """
    found = [str(int(number)).zfill(len(number)) for number in NUMBERS.findall(" ".join(sent))]
    if len(found) == 1 and len(found[0]) == sum(widths):
        places = [sum(widths[:place]) for place in range(len(widths))]
        return [found[0][at : at + width] for at, width in zip(places, widths, strict=True)]
    return found


class DayField(DateField):  # type: ignore[misc]  # WTForms has no types
    """A day, typed as year, month and day; a script offers the browser's calendar beside it."""

    widget = TextInput()

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(
            label,
            validators,
            description=_("Year, month and day, for example 2027-03-01"),
            render_kw={**TYPED_DIGITS, "data-calendar": _("Choose from a calendar")},
            **kwargs,
        )

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day in any digits, with whatever between them."""
        super().process_formdata(["-".join(numbers_in(valuelist, (4, 2, 2)))] if valuelist else [])

    def pre_validate(self, form: Form) -> None:
        """Refuse a year that was mistyped, and one that no clock of a zone reaches."""
        if self.data and not FIRST_DAY <= self.data <= LAST_DAY:
            raise ValidationError(_("Choose a day between the years 2000 and 2099."))


class HourField(TimeField):  # type: ignore[misc]  # WTForms has no types
    """A time of day, typed as hours and minutes."""

    widget = TextInput()

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(
            label,
            validators,
            description=_("Hours and minutes, for example 14:30"),
            render_kw=TYPED_DIGITS,
            **kwargs,
        )

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the time in any digits, with whatever between them."""
        super().process_formdata([":".join(numbers_in(valuelist, (2, 2)))] if valuelist else [])
