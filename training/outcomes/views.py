"""Outcomes and the watch-list: staff see all, organisers what belongs to their programmes."""

from datetime import UTC, date, datetime, time

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from courses import LANGUAGES
from training import clock
from training.access import Role, allowed, public
from training.accounts.queries import account_of_person, roles_of
from training.catalogue.queries import awards, programmes_in
from training.database import db
from training.errors import NotFound, Refused
from training.forms import UNGUARDED
from training.outcomes import actions, forms, queries
from training.outcomes.rules import LINE, Why, doers, reasons
from training.participation.queries import profile_or_404, protected
from training.participation.rules import Audience, Outcome, Period
from training.participation.views import in_reach
from training.reviews import exports as calendar_files
from training.reviews import queries as reviews

bp = Blueprint("outcomes", __name__, url_prefix="/outcomes")
YEARS_BACK = 4  # with this one about a cycle of reviews


def mine() -> frozenset[str] | None:
    """Return the programmes whose outcomes the reader looks after; None for all."""
    return in_reach(Role.ORGANISER)


@bp.app_context_processor
def words() -> dict[str, object]:
    """Give every page the names of kinds, since others show them too."""
    return {"kind_names": forms.KIND_NAMES}


def asked() -> forms.ListForm:
    """Return which outcomes are wanted: by the address, else those of this year."""
    first = {"from": f"{clock.today().year}-01-01", "to": f"{clock.today().year}-12-31"}
    form = forms.ListForm(MultiDict({**first, **request.args}), meta=UNGUARDED)
    reach = mine()
    programmes = programmes_in(reach)
    if reach is not None and programmes and not request.args.get("programme"):
        form.programme.data = programmes[0].id
    form.offer(programmes, reviews.calendar().countries(), whole=reach is None)
    return form


@bp.get("")
@allowed(Role.STAFF, Role.ORGANISER)
def outcomes() -> str:
    """List outcomes with the line of figures above them."""
    form, ledger = asked(), queries.ledger()
    if not form.programme.choices or not form.validate():
        return render_template("outcomes/outcomes.html", form=form, page=None, line=())
    wanted = form.wanted()
    return render_template(
        "outcomes/outcomes.html",
        form=form,
        page=queries.page(ledger.within(mine()), wanted, form.page.data or 1),
        names=ledger.names,
        line=line(form),
        now=clock.now(),
    )


def line(form: forms.ListForm) -> tuple[object, ...]:
    """Return the three counts of the line: by the last state, or as of the end of a day."""
    programme_id = form.programme.data or ""
    if not form.as_of.data:
        found = actions.line(*form.period(), programme_id)
        db.session.commit()
        return tuple(answer.count for answer in found)
    end = datetime.combine(form.as_of.data, time.max, UTC)
    return queries.line_as_of(*form.period(), min(end, clock.now()), programme_id)


@bp.get("/why/<profile_name>")
@allowed(Role.STAFF, Role.ORGANISER)
def why(profile_name: str) -> str:
    """Show for a figure of the line which outcomes and organisations it counts, and why."""
    if profile_name not in LINE[1:]:
        raise NotFound
    form, ledger, profile = asked(), queries.ledger(), profile_or_404(profile_name)
    if not form.validate():
        abort(404)
    found = [
        one
        for one in ledger.within(mine())
        if one.programme == form.programme.data or not form.programme.data
    ]
    groups = reasons(found, profile, Period(*form.period()))
    return render_template(
        "outcomes/why.html",
        form=form,
        profile=profile,
        groups=groups,
        doers=doers(groups.get(Why.COUNTED, ())),
        names=ledger.names,
        now=clock.now(),
    )


def blank(outcome: Outcome | None = None) -> forms.OutcomeForm:
    """Return a form for a new outcome, or for one that is to be corrected."""
    if request.method == "POST" or outcome is None:
        form = forms.OutcomeForm()
    else:
        form = forms.OutcomeForm(data=forms.as_written(outcome))
    programmes = programmes_in(mine())
    found = queries.ledger().names_for(mine()).items()
    names = sorted(found, key=lambda one: (one[1].casefold(), one[0]))
    form.offer(programmes, awards(), names, reviews.calendar().countries())
    if mine() is not None:
        form.programme.choices = form.programme.choices[1:]
    return form


def send(form: forms.OutcomeForm, template: str, outcome: Outcome | None) -> str | Response:
    """Keep what a form says, or show it again: with more rows, or with what is wrong."""
    if "more" in request.form:
        form.widen()
    elif form.accepted():
        try:
            kept = actions.record_outcome(form.outcome(outcome.id if outcome else None))
        except Refused as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            db.session.commit()
            flash(_("Saved."), "done")
            return redirect(url_for(".outcome", outcome_id=kept.id))
    return render_template(template, form=form, outcome=outcome)


@bp.route("/new", methods=["GET", "POST"])
@allowed(Role.STAFF, Role.ORGANISER)
def new() -> str | Response:
    """Record an outcome."""
    form = blank()
    if not form.programme.choices:
        return redirect(url_for(".outcomes"))
    return send(form, "outcomes/new.html", None)


@bp.route("/correct/<path:outcome_id>", methods=["GET", "POST"])
@allowed(Role.STAFF, Role.ORGANISER)
def correct(outcome_id: str) -> str | Response:
    """Correct an outcome by a new fact that takes its place."""
    ledger = queries.ledger()
    outcome = ledger.outcome_or_404(outcome_id, mine())
    form = blank(outcome)
    if outcome.id != outcome_id and outcome.id != form.uid.data:
        flash(_("Somebody else has corrected this in the meantime. Look at it again."), "attention")
        return redirect(url_for(".outcome", outcome_id=outcome.id))
    return send(form, "outcomes/correct.html", outcome)


@bp.post("/withdraw/<path:outcome_id>")
@allowed(Role.STAFF, Role.ORGANISER)
def withdraw(outcome_id: str) -> Response:
    """Withdraw an outcome; withdrawn twice, it stays so."""
    outcome, form = queries.ledger().outcome_or_404(outcome_id, mine()), forms.WithdrawForm()
    if not form.accepted():
        abort(400)
    if not outcome.withdrawn:
        actions.withdraw(form.uid.data, outcome)
        db.session.commit()
    flash(_("Withdrawn. It stays on record and counts no longer."), "done")
    return redirect(url_for(".outcome", outcome_id=outcome.id))


@bp.get("/one/<path:outcome_id>")
@allowed(Role.STAFF, Role.ORGANISER)
def outcome(outcome_id: str) -> str:
    """Show an outcome and all that was ever recorded of it."""
    ledger = queries.ledger()
    found = ledger.outcome_or_404(outcome_id, mine())
    return render_template(
        "outcomes/outcome.html",
        outcome=found,
        versions=ledger.versions(found.id),
        names=ledger.names,
        programmes={one.id: one.title for one in programmes_in(mine())},
        awards={one.id: one.title for one in awards()},
        roles=dict(found.roles),
        organisation_parts=forms.ORGANISATION_PARTS,
        person_parts=forms.PERSON_PARTS,
        form=forms.WithdrawForm(),
    )


@bp.get("/watch-list")
@allowed(Role.STAFF)
def watch_list() -> str:
    """Show who is due, whom we trained there, and what came of it."""
    wanted = MultiDict({"audience": Audience.INTERNAL.value, **request.args})
    form = forms.WatchedForm(wanted, meta=UNGUARDED)
    audience = form.audience.data if form.validate() else Audience.INTERNAL.value
    answer = actions.trained_by_country(date(clock.today().year - YEARS_BACK, 1, 1), clock.today())
    db.session.commit()
    table = protected(answer.count, audience)
    leaves = audience != Audience.INTERNAL
    add = forms.WatchForm()
    add.offer(reviews.calendar().countries())
    account = account_of_person(current_user.person_id)
    return render_template(
        "outcomes/watch_list.html",
        form=form,
        add=add,
        rows=queries.watch_list(table, leaves_the_house=leaves),
        answer=answer,
        leaves=leaves,
        token=queries.feed_token(account) if account else "",
    )


@bp.post("/watch-list")
@allowed(Role.STAFF)
def watch() -> Response:
    """Put a country on the watch-list."""
    form = forms.WatchForm()
    form.offer(reviews.calendar().countries())
    if not form.accepted():
        abort(400)
    actions.watch(form.country.data, current_user.person_id)
    db.session.commit()
    flash(_("Saved."), "done")
    return redirect(url_for(".watch_list"))


@bp.post("/watch-list/<country>/remove")
@allowed(Role.STAFF)
def unwatch(country: str) -> Response:
    """Take a country off the watch-list."""
    actions.unwatch(country)
    db.session.commit()
    flash(_("Saved."), "done")
    return redirect(url_for(".watch_list"))


@bp.get("/feed/<token>.ics")
@public
def feed(token: str) -> Response:
    """Give the dates of the watched countries to a calendar program that has the link."""
    account = queries.account_of_feed(token)
    if account is None or Role.STAFF not in roles_of(account):
        raise NotFound
    language = request.args.get("language", "")
    with force_locale(language if language in LANGUAGES else "en"):
        neutral = bool(request.args.get("neutral"))
        content = calendar_files.calendar_file(queries.dates_to_share(), neutral=neutral)
    return calendar_files.download(content)
