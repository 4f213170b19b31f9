"""Registering, signing in and out."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from training import mail
from training.access import Role, allowed, is_ours, public, slow_guessing, slow_mail
from training.accounts import actions, forms, login, queries
from training.accounts.models import Account, Means, Person
from training.accounts.views.blueprint import bp
from training.database import db
from training.forms import tidy
from training.i18n import current_language


@bp.before_app_request
def notice() -> None:
    """Take notice of who uses their sign-in, so that those that nobody uses end."""
    if request.endpoint != "static" and login.notice():
        db.session.commit()


def after_sign_in() -> Response:
    """Go on to where a person wanted to go, if that is a page of ours."""
    return redirect(wanted())


def wanted() -> str:
    """Return where a person wanted to go, if that is a page of ours; else the start page."""
    target = request.args.get("next", "")
    return target if is_ours(target) else url_for("pages.home")


def key_of_field(name: str) -> str:
    """Return under what a field's content is counted: as the form reads it, however it was sent."""
    return queries.name_key(tidy(request.form.get(name)) or "")


def name_tried() -> str:
    """Return under what a wrong try is counted: whom it was for."""
    return key_of_field("name")


def newcomer_named() -> str:
    """Return under what a wrong try to register is counted: who was to be registered."""
    return key_of_field("person_id")


def address_asked_for() -> str:
    """Return under what messages are counted: where they go."""
    return key_of_field("email")


def own_name() -> str:
    """Return under whom wrong codes and passphrases are counted: the account, on every page."""
    paused = login.paused()
    return f"account:{paused[0].id if paused else current_user.account_id}"


def registration() -> forms.RegisterForm:
    """Return the form of a new account; it asks for an address only where messages can be sent."""
    form = forms.RegisterForm()
    if not mail.is_on():
        del form.email
    return form


def opened(form: forms.RegisterForm) -> Account | None:
    """Open the account that a form asks for; on a refusal, show it at its field.

    Whether its address is known here is told to its owner alone.
    """
    name, language = form.display_name.data, current_language()
    try:
        account = actions.register(form.person_id.data, name, language, form.passphrase.data)
    except actions.WeakPassphrase as refusal:
        form.refuse(refusal, "passphrase")
        return None
    except actions.SentBefore as refusal:
        form.refuse(refusal)
        return None
    db.session.flush()
    if form.email and form.email.data:
        actions.claim_address(account, form.person_id.data, form.email.data)
    return account


def welcome(form: forms.RegisterForm, account: Account) -> None:
    """Sign in whoever has just opened an account."""
    login.begin(account.person, account, Means.PASSPHRASE)
    if form.email and form.email.data:
        flash(_("We sent a message to that address. Open its link within a day."), "info")
    db.session.commit()


@bp.route("/register", methods=["GET", "POST"])
@slow_mail(address_asked_for)
@slow_guessing(newcomer_named)
@public
def register() -> str | Response:
    """Open a trainee's account and show the card that signs them in."""
    form = registration()
    if form.accepted() and (account := opened(form)):
        welcome(form, account)
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
            return let_in(person, account, Means.PASSPHRASE if account else Means.CARD)
    return render_template("accounts/sign_in.html", form=form)


def let_in(person: Person, account: Account | None, means: Means) -> Response:
    """Sign somebody in who has shown one factor, or ask for the second that they set up."""
    if account and queries.authenticator(account.id):
        db.session.commit()
        login.pause(account, means)
        return redirect(url_for(".code", next=request.args.get("next")))
    if account and queries.needs_passkey(account):
        flash(_("Your roles ask for two factors: sign in with your passkey."), "attention")
        return redirect(url_for(".passkey", next=request.args.get("next")))
    login.begin(person, account, means)
    db.session.commit()
    return after_sign_in()


@bp.route("/sign-in/code", methods=["GET", "POST"])
@slow_guessing(own_name)
@public
def code() -> str | Response:
    """Ask for the second factor of somebody who has shown the first."""
    paused = login.paused()
    if paused is None:
        return redirect(url_for(".sign_in", next=request.args.get("next")))
    form, (account, means) = forms.CodeForm(), paused
    if form.accepted():
        try:
            actions.check_second_factor(account, form.code.data)
        except actions.WrongCode as refusal:
            form.refuse(refusal, "code")
        else:
            login.begin(account.person, account, means, second_factor=True)
            db.session.commit()
            return after_sign_in()
    return render_template("accounts/code.html", form=form)


@bp.post("/sign-out")
@public
def sign_out() -> Response:
    """Forget who is signed in on this device."""
    login.end()
    db.session.commit()
    flash(_("You are signed out on this device."), "done")
    return redirect(url_for("pages.home"))


@bp.post("/sign-out-everywhere")
@allowed(Role.TRAINEE)
def sign_out_everywhere() -> Response:
    """Forget who is signed in, on every device."""
    account = db.session.get(Account, current_user.account_id)
    if account:
        actions.end_sign_ins(account)
    else:
        actions.end_other_sign_ins(current_user.person_id, but="")
    return sign_out()
