"""Registering, signing in and out."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from training.access import Role, allowed, is_ours, public, slow_guessing
from training.accounts import actions, forms, login, queries
from training.accounts.models import Account, Means, Person
from training.accounts.views.blueprint import bp
from training.database import db
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
        login.begin(account.person, account, Means.PASSPHRASE)
        db.session.commit()
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
            login.begin(person, account, Means.PASSPHRASE if account else Means.CARD)
            db.session.commit()
            return after_sign_in()
    return render_template("accounts/sign_in.html", form=form)


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
    return sign_out()


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
            db.session.flush()
            login.begin(person, account, Means.PASSPHRASE)
            db.session.commit()
            flash(_("From now on your card works with this passphrase only."), "done")
            return redirect(url_for(".card"))
    return render_template("accounts/passphrase.html", form=form)
