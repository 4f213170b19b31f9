"""Bringing history in: a file is sent, its columns are said, what would come is shown, it comes."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from training.access import Role, allowed
from training.catalogue import queries as catalogue
from training.catalogue.models import Programme
from training.database import db
from training.errors import NotFound, Refused
from training.intake import actions, forms, queries, rules
from training.intake.models import Upload
from training.participation.rules import EventKind
from training.participation.views import in_reach
from training.workshops.forms import KIND_NAMES

bp = Blueprint("intake", __name__, url_prefix="/intake")


def mine() -> frozenset[str] | None:
    """Return the programmes that the reader may bring history to; None for all."""
    return in_reach(Role.ORGANISER)


def own_upload(upload_id: str) -> Upload:
    """Return a file that the reader sent; raises NotFound."""
    return queries.upload_or_404(upload_id, current_user.person_id, mine())


def programme_of(upload: Upload) -> Programme:
    """Return the programme that a file is brought to."""
    return catalogue.programme_or_404(upload.programme_id, mine())


def seen(upload: Upload) -> queries.Preview:
    """Return what a file would bring, as far as it is understood."""
    place = queries.place_of(programme_of(upload))
    return queries.look(rules.book_from(upload.content), place, upload.choices)


@bp.route("", methods=["GET", "POST"])
@allowed(Role.STAFF, Role.ORGANISER)
def history() -> str | Response:
    """Ask for a file, and list those that did not come in yet."""
    form, programmes = forms.UploadForm(), catalogue.programmes_in(mine())
    form.offer(programmes)
    if form.accepted():
        try:
            book = actions.read(form.content, form.encoding.data or "")
            programme = catalogue.programme_or_404(form.programme.data, mine())
            person_id = current_user.person_id
            actions.keep_upload(form.uid.data, person_id, programme, form.file_name, book)
        except Refused as refusal:
            db.session.rollback()
            form.refuse(refusal, "file")
        else:
            db.session.commit()
            return redirect(url_for(".sheet", upload_id=form.uid.data))
    waiting = queries.uploads_of(current_user.person_id)
    return render_template(
        "intake/history.html", form=form, waiting=waiting, ends_at=queries.ends_at
    )


@bp.route("/<upload_id>", methods=["GET", "POST"])
@allowed(Role.STAFF, Role.ORGANISER)
def sheet(upload_id: str) -> str | Response:
    """Ask what the columns of a file mean."""
    upload = own_upload(upload_id)
    book = rules.book_from(upload.content)
    table, plan = queries.understand(book, queries.place_of(programme_of(upload)), upload.choices)
    form = forms.sheet_form(plan)
    shown = queries.sheet_of(book, upload.choices).name
    form.offer(book, catalogue.awards(upload.programme_id), shown)
    if form.accepted():
        moved = form.sheet.data != shown
        actions.choose(upload, {"sheet": form.sheet.data} if moved else form.said(), anew=moved)
        db.session.commit()
        return redirect(url_for(".sheet" if moved else ".preview", upload_id=upload_id))
    return render_template(
        "intake/sheet.html",
        form=form,
        upload=upload,
        book=book,
        table=table,
        plan=plan,
        dated=is_dated(plan),
        asks_order=rules.is_order_asked(table, plan),
    )


def is_dated(plan: rules.Plan) -> bool:
    """Tell whether the columns of a sheet say when people met."""
    return bool(plan.meetings or plan.column(rules.Field.DAY))


@bp.get("/<upload_id>/preview")
@allowed(Role.STAFF, Role.ORGANISER)
def preview(upload_id: str) -> str:
    """Show what would come in, and what stands in the way."""
    upload = own_upload(upload_id)
    found = seen(upload)
    questions = forms.question_form(found.gathered.questions, found.plan.answers)
    return show(upload, found, questions)


@bp.post("/<upload_id>/answers")
@allowed(Role.STAFF, Role.ORGANISER)
def answers(upload_id: str) -> str | Response:
    """Keep who is the same person and who is not."""
    upload = own_upload(upload_id)
    found = seen(upload)
    form = forms.question_form(found.gathered.questions, {})
    if not form.accepted():
        return show(upload, found, form)
    said = forms.answers_in(form, found.gathered.questions)
    actions.choose(upload, {"answers": {**upload.choices.get("answers", {}), **said}})
    db.session.commit()
    return redirect(url_for(".preview", upload_id=upload_id))


def show(upload: Upload, found: queries.Preview, questions: forms.StepForm) -> str:
    """Show what a file would bring."""
    return render_template(
        "intake/preview.html",
        upload=upload,
        preview=found,
        programme=programme_of(upload),
        questions=questions,
        step=forms.StepForm(),
        told=lambda fault: _(fault.message) % fault.values,
    )


@bp.post("/<upload_id>/take")
@allowed(Role.STAFF, Role.ORGANISER)
def take(upload_id: str) -> Response:
    """Take a file into the ledger, all of it; whoever presses twice reads that it is done."""
    if not forms.StepForm().accepted():
        return redirect(url_for(".preview", upload_id=upload_id))
    try:
        upload = own_upload(upload_id)
        found = actions.bring_in_upload(upload, programme_of(upload))
    except NotFound:
        flash(_("This file is no longer here: it has come in, or was deleted."), "info")
        return redirect(url_for(".history"))
    except actions.NotReady as refusal:
        db.session.rollback()
        flash(str(refusal), "attention")
        return redirect(url_for(".preview", upload_id=upload_id))
    db.session.commit()
    if found.settled.facts:
        number = len(found.gathered.people)
        flash(ngettext("%(num)s person came in.", "%(num)s people came in.", number), "done")
    else:
        flash(_("The ledger says all of this already."), "done")
    return redirect(url_for(".history"))


@bp.post("/<upload_id>/drop")
@allowed(Role.STAFF, Role.ORGANISER)
def drop(upload_id: str) -> Response:
    """Forget a file that is not to come in."""
    upload = own_upload(upload_id)
    if forms.StepForm().accepted():
        actions.drop_upload(upload)
        db.session.commit()
        flash(_("The file was deleted. Nothing of it came in."), "done")
    return redirect(url_for(".history"))


@bp.route("/totals", methods=["GET", "POST"])
@allowed(Role.STAFF, Role.ORGANISER)
def totals() -> str | Response:
    """List past totals without names, and add one."""
    form, programmes = forms.TotalForm(), catalogue.programmes_in(mine())
    form.offer(programmes, queries.awards_in(programmes))
    if form.accepted():
        try:
            programme = catalogue.programme_or_404(form.programme.data, mine())
            actions.add_past_total(form.uid.data, programme, total_in(form), current_user.person_id)
        except Refused as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            db.session.commit()
            flash(_("Saved."), "done")
            return redirect(url_for(".totals"))
    rows = queries.past_totals(mine())
    return render_template("intake/totals.html", form=form, rows=rows, kinds=KIND_NAMES)


def total_in(form: forms.TotalForm) -> actions.Total:
    """Return the past total that a form tells."""
    return actions.Total(
        title=form.title.data,
        kind=EventKind(form.kind.data),
        period=(form.first_day.data, form.last_day.data),
        people=form.people.data,
        organisations=form.organisations.data,
        source=form.source.data,
        award=form.awards.get(form.award.data),
    )


@bp.post("/totals/<total_id>/withdraw")
@allowed(Role.STAFF, Role.ORGANISER)
def withdraw(total_id: str) -> Response:
    """Take a past total back."""
    row = queries.past_total_or_404(total_id, mine())
    if forms.StepForm().accepted():
        actions.withdraw_past_total(row, current_user.person_id)
        db.session.commit()
        flash(_("Taken back. Counts from now on leave it out."), "done")
    return redirect(url_for(".totals"))
