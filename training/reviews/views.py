"""The calendar of the UPR: for everybody to read, for staff to keep."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from training.access import Role, allowed, public
from training.database import db
from training.errors import NotFound, Refused
from training.forms import UNGUARDED
from training.reviews import actions, exports, forms, queries
from training.reviews.rules import COUNTED_STEPS, LAST_SESSION, Status, Step, ahead

bp = Blueprint("reviews", __name__, url_prefix="/calendar")
NEXT = 8
PLACE = "place"  # two forms on one page
SESSION = f"/sessions/<int(max={LAST_SESSION}):number>"


@bp.app_context_processor
def words() -> dict[str, object]:
    """Give every page the names of the steps, since others show them too."""
    return {"step_names": exports.STEP_NAMES, "today": queries.today}


@bp.get("")
@public
def calendar() -> str | Response:
    """Show what is next, and the sessions with their States; lead to a State that is looked up."""
    known, day = queries.calendar(), queries.today()
    form = forms.StateForm(request.args, meta=UNGUARDED)
    form.offer(known.countries())
    if form.country.data and form.validate():
        return redirect(url_for(".state", country=form.country.data))
    return render_template(
        "reviews/calendar.html",
        form=form,
        known=known,
        next_dates=queries.next_dates(known, day, NEXT),
        sessions=queries.sessions(known, day),
    )


@bp.get("/<country>")
@public
def state(country: str) -> str:
    """Show when a State is reviewed, what is due before and after, and what one can do."""
    return show_state(country, new_date(), new_place())


@bp.get("/<country>.ics")
@public
def state_file(country: str) -> Response:
    """Give the dates of a State as a calendar; with ?neutral=1 without saying what they are."""
    found = queries.deadlines(queries.country_or_404(country))
    content = exports.calendar_file(found, neutral=bool(request.args.get("neutral")))
    return exports.download(content)


@bp.post("/<country>/dates")
@allowed(Role.STAFF)
def enter_for_state(country: str) -> str | Response:
    """Enter a date for one State."""
    queries.country_or_404(country)
    form = forms.StateDateForm()
    form.offer(one.session for one in queries.calendar().places_of(country))
    if not form.accepted():
        return show_state(country, form, new_place())
    enter(form, form.session.data, country)
    return redirect(url_for(".state", country=country))


@bp.post("/<country>/place")
@allowed(Role.STAFF)
def place(country: str) -> str | Response:
    """Enter in which session a State is reviewed."""
    queries.country_or_404(country)
    form = forms.PlaceForm(prefix=PLACE)
    if not form.accepted():
        return show_state(country, new_date(), form)
    actions.place(form.uid.data, country, form.session.data, about(form))
    db.session.commit()
    flash(_("Saved."), "done")
    return redirect(url_for(".state", country=country))


@bp.get(SESSION)
@public
def session(number: int) -> str:
    """Show a session: its days, its States, and what is due for all of them."""
    return show_session(number, forms.DateForm(formdata=None, as_of=queries.today()))


@bp.post(SESSION)
@allowed(Role.STAFF)
def enter_for_session(number: int) -> str | Response:
    """Enter a date for a whole session."""
    queries.sitting_or_404(number)
    form = forms.DateForm()
    if not form.accepted():
        return show_session(number, form)
    enter(form, number, "")
    return redirect(url_for(".session", number=number))


@bp.post("/dates/<entry_id>/take-back")
@allowed(Role.STAFF)
def take_back(entry_id: str) -> Response:
    """Take an entered date back; taken back twice, it stays so."""
    row = actions.take_back(entry_id)
    db.session.commit()
    flash(_("The date was taken back. What stood before stands again."), "done")
    if row.country:
        return redirect(url_for(".state", country=row.country))
    return redirect(url_for(".session", number=row.session))


@bp.get("/rule")
@public
def rule() -> str:
    """Show by which rule dates are worked out, and its versions."""
    return show_rule(rule_as_it_stands())


@bp.post("/rule")
@allowed(Role.STAFF)
def change_rule() -> str | Response:
    """Save another version of the rule."""
    form = forms.RuleForm()
    if not form.accepted():
        return show_rule(form)
    try:
        by = current_user.person_id
        actions.change_rule(form.uid.data, form.version(), form.weeks(), form.source.data, by)
    except Refused as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return show_rule(form)
    db.session.commit()
    flash(_("Saved. All dates that are worked out follow the new rule."), "done")
    return redirect(url_for(".rule"))


def rule_as_it_stands() -> forms.RuleForm:
    """Return the form with the rule that stands."""
    offsets = queries.offsets()
    weeks = {
        f"{step}-{end}": offsets.weeks[step][place]
        for step in COUNTED_STEPS
        for place, end in enumerate(("earliest", "latest"))
    }
    return forms.RuleForm(formdata=None, based_on=str(offsets.version), data=weeks)


def new_date() -> forms.StateDateForm:
    """Return an empty form for a date, as of today."""
    return forms.StateDateForm(formdata=None, as_of=queries.today())


def new_place() -> forms.PlaceForm:
    """Return an empty form for the session of a State, as of today."""
    return forms.PlaceForm(formdata=None, prefix=PLACE, as_of=queries.today())


def show_rule(form: forms.RuleForm) -> str:
    """Show the rule and its versions."""
    return render_template(
        "reviews/rule.html", form=form, versions=queries.rule_versions(), steps=COUNTED_STEPS
    )


def show_state(country: str, form: forms.StateDateForm, place_form: forms.PlaceForm) -> str:
    """Show the page of a State, with forms for staff."""
    known, day = queries.calendar(), queries.today()
    if country not in known.countries():
        raise NotFound
    places = known.places_of(country)
    form.offer(place.session for place in places)
    timelines = [(place, known.timeline(place.session, country)) for place in places]
    left = ahead(known.deadlines(country), day)
    keeps = current_user.may(Role.STAFF)
    every = [one for _place, steps in timelines for one in steps]
    return render_template(
        "reviews/state.html",
        country=country,
        timelines=timelines,
        sittings={place.session: known.sitting(place.session) for place in places},
        next_step=left[0] if left else None,
        day=day,
        form=form,
        place_form=place_form,
        names=queries.who_entered(every) if keeps else {},
        keeps=keeps,
    )


def show_session(number: int, form: forms.DateForm) -> str:
    """Show the page of a session, with a form for staff."""
    known = queries.calendar()
    sitting = known.sitting(number)
    if sitting is None:
        raise NotFound
    steps, keeps = known.timeline(number), current_user.may(Role.STAFF)
    return render_template(
        "reviews/session.html",
        sitting=sitting,
        states=known.states_of(number),
        steps=steps,
        day=queries.today(),
        form=form,
        names=queries.who_entered(steps) if keeps else {},
        keeps=keeps,
    )


def enter(form: forms.DateForm, session: int, country: str) -> None:
    """Keep a date that was entered."""
    what = actions.Dated(session, country, Step(form.step.data))
    status = Status(form.status.data)
    actions.enter_date(form.uid.data, what, form.span(), status, about(form))
    db.session.commit()
    flash(_("Saved."), "done")


def about(form: forms.SourceForm) -> actions.About:
    """Return who enters something, and where they read it."""
    return actions.About(current_user.person_id, form.read_in(), form.as_of.data)
