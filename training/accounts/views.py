"""Registering, signing in, cards and details; accounts and organisations for those in charge."""

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import refresh
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from training import clock
from training.access import Role, allowed, is_ours, public, site_address, slow_guessing
from training.accounts import actions, forms, login, queries
from training.accounts.models import Account, OrganisationKind, Person
from training.database import db
from training.i18n import current_language

bp = Blueprint("accounts", __name__)


def after_sign_in() -> Response:
    """Go on to where a person wanted to go, if that is a page of ours."""
    return redirect(wanted())


def wanted() -> str:
    """Return where a person wanted to go, if that is a page of ours; else the start page."""
    target = request.args.get("next", "")
    return target if is_ours(target) else url_for("pages.home")


def name_tried() -> str:
    """Return under what a wrong try is counted: whom it was for."""
    return queries.name_key(request.form.get("name") or request.form.get("person_id", ""))


def opened(form: forms.RegisterForm) -> Account | None:
    """Open the account that a form asks for; on a refusal, show it at its field."""
    try:
        return actions.register(
            form.person_id.data,
            form.display_name.data,
            current_language(),
            form.passphrase.data,
            form.email.data or "",
        )
    except actions.WeakPassphrase as refusal:
        form.refuse(refusal, "passphrase")
    except actions.EmailTaken as refusal:
        form.refuse(refusal, "email")
    return None


@bp.route("/register", methods=["GET", "POST"])
@slow_guessing(name_tried)
@public
def register() -> str | Response:
    """Open a trainee's account and show the card that signs them in."""
    form = forms.RegisterForm()
    if form.accepted() and (account := opened(form)):
        db.session.commit()
        login.begin(account.person, account)
        return redirect(url_for(".card", next=request.args.get("next")))
    return render_template("accounts/register.html", form=form, role="")


@bp.route("/sign-in", methods=["GET", "POST"])
@slow_guessing(name_tried)
@public
def sign_in() -> str | Response:
    """Ask for e-mail or card code and the passphrase."""
    form = forms.SignInForm()
    if form.accepted():
        try:
            person, account = actions.recognise(form.name.data, form.passphrase.data or "")
        except actions.UnknownSignIn as refusal:
            form.refuse(refusal)
        else:
            login.begin(person, account)
            return after_sign_in()
    return render_template("accounts/sign_in.html", form=form)


@bp.post("/sign-out")
@public
def sign_out() -> Response:
    """Forget who is signed in on this device."""
    login.end()
    flash(_("You are signed out on this device."), "done")
    return redirect(url_for("pages.home"))


@bp.post("/sign-out-everywhere")
@allowed(Role.TRAINEE)
def sign_out_everywhere() -> Response:
    """Forget who is signed in, on every device."""
    account = db.session.get(Account, current_user.account_id)
    if account:
        actions.end_sign_ins(account)
        db.session.commit()
    return sign_out()


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
    db.session.commit()
    if not current_user.account_id:
        login.begin(person, None)
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


@bp.route("/passphrase", methods=["GET", "POST"])
@allowed(Role.TRAINEE)
def passphrase() -> str | Response:
    """Let a person who has only a card choose a passphrase, so that a found card opens nothing."""
    if current_user.account_id:
        return redirect(url_for(".details"))
    form = forms.PassphraseForm()
    if form.accepted():
        person = db.session.get_one(Person, current_user.person_id)
        try:
            account = actions.choose_passphrase(person, form.passphrase.data)
        except actions.WeakPassphrase as refusal:
            form.refuse(refusal, "passphrase")
        else:
            db.session.commit()
            login.begin(person, account)
            flash(_("From now on your card works with this passphrase only."), "done")
            return redirect(url_for(".card"))
    return render_template("accounts/passphrase.html", form=form)


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@slow_guessing(name_tried)
@public
def invitation(token: str) -> str | Response:
    """Open an account with the role that a one-time link promises."""
    found, form = queries.invitation(token), forms.RegisterForm()
    if found is None:
        raise actions.InvitationEnded
    if form.accepted() and (account := opened(form)):
        actions.accept_invitation(found, account)
        db.session.commit()
        login.begin(account.person, account)
        return redirect(url_for(".card"))
    if not found.is_open(clock.now()):
        raise actions.InvitationEnded
    return render_template("accounts/register.html", form=form, role=forms.ROLE_NAMES[found.role])


@bp.route("/accounts", methods=["GET", "POST"])
@allowed(Role.ADMINISTRATOR)
def accounts() -> str:
    """List the accounts and make links for new colleagues."""
    form, link = forms.InvitationForm(), ""
    if form.accepted():
        token = actions.invite(Role(form.role.data))
        db.session.commit()
        link = site_address() + url_for(".invitation", token=token)
    return render_template(
        "accounts/accounts.html",
        rows=queries.accounts(),
        form=form,
        link=link,
        names=forms.ROLE_NAMES,
    )


@bp.route("/accounts/<account_id>/roles", methods=["GET", "POST"])
@allowed(Role.ADMINISTRATOR)
def roles(account_id: str) -> str | Response:
    """Show and change the roles of an account."""
    account = db.session.get(Account, account_id) or abort(404)
    form = forms.RolesForm(roles=[role.value for role in queries.roles_of(account)])
    if form.accepted():
        try:
            actions.set_roles(account, frozenset(map(Role, form.roles.data)))
        except actions.LastAdministrator as refusal:
            form.refuse(refusal, "roles")
        else:
            db.session.commit()
            flash(_("Saved. The new roles count from the next sign-in."), "done")
            return redirect(url_for(".accounts"))
    return render_template("accounts/roles.html", form=form, name=account.person.display_name)


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
