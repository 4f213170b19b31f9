"""Cards, what people tell about themselves, and the list of organisations."""

from flask import flash, redirect, render_template, session, url_for
from flask_babel import gettext as _
from flask_babel import refresh
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from training import clock
from training.access import Role, allowed
from training.accounts import actions, forms, login, queries
from training.accounts.models import OrganisationKind, Person
from training.accounts.views.blueprint import bp
from training.accounts.views.signing_in import wanted
from training.database import db


@bp.get("/card")
@allowed(Role.TRAINEE)
def card() -> str:
    """Show the code that brings a person back, on any device."""
    return render_template(
        "accounts/card.html",
        code=queries.code_of_person(current_user.person_id),
        next=wanted(),
    )


@bp.post("/card/replace")
@allowed(Role.TRAINEE)
def replace_card() -> Response:
    """End a lost card and show its successor."""
    person = db.session.get_one(Person, current_user.person_id)
    actions.replace_card(person)
    db.session.flush()
    if not current_user.account_id:
        login.begin(person, None)
    db.session.commit()
    flash(_("Your old card no longer works. This is the new one."), "done")
    return redirect(url_for(".card"))


@bp.route("/details", methods=["GET", "POST"])
@allowed(Role.TRAINEE)
def details() -> str | Response:
    """Show and change what a person tells about themselves."""
    person = db.session.get_one(Person, current_user.person_id)
    belongs = queries.affiliation(person.id)
    form = forms.DetailsForm(obj=person, organisation=(belongs and belongs.organisation_id) or "")
    form.organisation.choices = [
        SelectChoice(forms.NOT_SAID, _("I prefer not to say")),
        *(SelectChoice(one.id, one.name) for one in queries.organisations()),
    ]
    if form.accepted():
        actions.change_details(person, form.display_name.data, form.language.data)
        if belongs or form.organisation.data:
            today = clock.now().date()
            actions.join_organisation(person.id, form.organisation.data or None, today)
        db.session.commit()
        session["language"] = person.language
        refresh()
        flash(_("Saved."), "done")
        return redirect(url_for(".details"))
    return render_template("accounts/details.html", form=form)


@bp.route("/organisations", methods=["GET", "POST"])
@allowed(Role.STAFF, Role.ADMINISTRATOR)
def organisations() -> str | Response:
    """List the organisations people can choose from, and add one."""
    form = forms.OrganisationForm()
    if form.accepted():
        actions.add_organisation(
            form.uid.data,
            form.name.data,
            OrganisationKind(form.kind.data),
            (form.country.data or "").upper(),
        )
        db.session.commit()
        flash(_("Saved."), "done")
        return redirect(url_for(".organisations"))
    return render_template(
        "accounts/organisations.html",
        form=form,
        rows=queries.organisations(),
        names=forms.KIND_NAMES,
    )
