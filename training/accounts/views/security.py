"""What protects one's account: passphrase, second factor, recovery codes, places signed in at."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from training.access import Role, allowed, page_wanted, slow_guessing
from training.accounts import actions, forms, login, queries
from training.accounts.models import Account, Means, Person
from training.accounts.rules import address_of, grouped
from training.accounts.views.blueprint import bp
from training.accounts.views.signing_in import after_sign_in, own_name, wanted
from training.database import db
from training.qr import qr

View = TypeVar("View", bound=Callable[..., Any])
ISSUER = "Training"  # as neutral as the titles of our windows: it is seen on phones


def after_proof(view: View) -> Any:
    """Ask for the passphrase again where somebody signed in more than a while ago.

    Who finds a device unlocked shall not put their own lock on the account.
    """

    @wraps(view)
    def proven(*args: Any, **kwargs: Any) -> Any:
        if not current_user.account_id:
            return redirect(url_for(".security"))
        if not current_user.is_recent:
            return redirect(url_for(".again", next=page_wanted() or url_for(".security")))
        return view(*args, **kwargs)

    return proven


def own_account() -> Account:
    """Return the account of whoever is signed in."""
    return db.session.get_one(Account, current_user.account_id)


def sign_in_afresh(account: Account, *, second_factor: bool) -> None:
    """Give this browser a new cookie after something about the account changed."""
    db.session.flush()
    login.begin(account.person, account, current_user.means, second_factor=second_factor)


@bp.get("/security")
@allowed(Role.TRAINEE)
def security() -> str:
    """Show what protects a person's account, and where they are signed in."""
    account = db.session.get(Account, current_user.account_id)
    return render_template(
        "accounts/security.html",
        kept=queries.protection(current_user.person_id, account),
        asked_for=queries.asks_for_second_factor(current_user.roles),
        form=forms.RecoveryCodesForm(),
        devices=forms.DEVICE_NAMES,
        means=forms.MEANS_NAMES,
    )


@bp.route("/sign-in/again", methods=["GET", "POST"])
@slow_guessing(own_name)
@allowed(Role.TRAINEE, halfway=True)
def again() -> str | Response:
    """Ask for the passphrase once more before locks and keys are changed."""
    form = forms.AgainForm()
    if form.accepted():
        account = own_account()
        if actions.matches(account, form.passphrase.data):
            factor = current_user.second_factor
            login.begin(account.person, account, Means.PASSPHRASE, second_factor=factor)
            db.session.commit()
            return after_sign_in()
        form.refuse(actions.WrongPassphrase(), "passphrase")
    return render_template("accounts/again.html", form=form)


@bp.route("/security/authenticator", methods=["GET", "POST"])
@slow_guessing(own_name)
@allowed(Role.TRAINEE, halfway=True)
@after_proof
def authenticator() -> str | Response:
    """Let a person set up an authenticator, and show the recovery codes that come with it."""
    form, account = forms.AuthenticatorForm(), own_account()
    if form.accepted():
        try:
            actions.set_up_authenticator(account, form.uid.data, form.code.data)
        except actions.WrongCode as refusal:
            form.refuse(refusal, "code")
        else:
            codes = actions.make_recovery_codes(account, form.uid.data)
            sign_in_afresh(account, second_factor=True)
            db.session.commit()
            return render_template("accounts/recovery_codes.html", codes=codes, next=wanted())
    secret = queries.new_secret(account.id, form.uid.data)
    return render_template(
        "accounts/authenticator.html",
        form=form,
        secret=grouped(secret).replace("-", " "),
        picture=qr(address_of(secret, ISSUER)),
        is_new=queries.authenticator(account.id) is None,
        halfway=current_user.is_halfway,
    )


@bp.post("/security/authenticator/remove")
@allowed(Role.TRAINEE)
@after_proof
def remove_authenticator() -> Response:
    """Do without the authenticator and its recovery codes."""
    actions.remove_authenticator(own_account())
    db.session.commit()
    flash(_("The authenticator is no longer asked for."), "done")
    return redirect(url_for(".security"))


@bp.post("/security/recovery-codes")
@allowed(Role.TRAINEE)
@after_proof
def recovery_codes() -> str | Response:
    """Make new recovery codes, and show them this once."""
    form, account = forms.RecoveryCodesForm(), own_account()
    if not form.accepted() or queries.authenticator(account.id) is None:
        return redirect(url_for(".security"))
    codes = actions.make_recovery_codes(account, form.uid.data)
    db.session.commit()
    return render_template("accounts/recovery_codes.html", codes=codes, next=url_for(".security"))


@bp.post("/security/sign-ins/<sign_in_id>/end")
@allowed(Role.TRAINEE)
def end_sign_in(sign_in_id: str) -> Response:
    """End one of one's own sign-ins; those of others do not exist here."""
    actions.end_sign_in(current_user.person_id, sign_in_id)
    db.session.commit()
    flash(_("That device is signed out."), "done")
    return redirect(url_for(".security"))


@bp.post("/security/sign-ins/end-others")
@allowed(Role.TRAINEE)
def end_other_sign_ins() -> Response:
    """End all of one's sign-ins but this one."""
    actions.end_other_sign_ins(current_user.person_id, current_user.sign_in_id)
    db.session.commit()
    flash(_("All other devices are signed out."), "done")
    return redirect(url_for(".security"))


@bp.route("/passphrase", methods=["GET", "POST"])
@slow_guessing(own_name)
@allowed(Role.TRAINEE)
def passphrase() -> str | Response:
    """Let a person choose a passphrase, so that a found card opens nothing, or change it."""
    if current_user.account_id:
        return another_passphrase()
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


def another_passphrase() -> str | Response:
    """Let a person change their passphrase; who came by a link need not know the one so far."""
    form, account = forms.ChangePassphraseForm(), own_account()
    forgot = current_user.means is Means.LINK and current_user.is_recent
    if form.accepted():
        try:
            known = None if forgot else form.current.data or ""
            actions.change_passphrase(account, form.passphrase.data, known)
        except actions.WeakPassphrase as refusal:
            form.refuse(refusal, "passphrase")
        except actions.WrongPassphrase as refusal:
            form.refuse(refusal, "current")
        else:
            sign_in_afresh(account, second_factor=current_user.second_factor)
            db.session.commit()
            flash(_("Your passphrase is changed. All other devices are signed out."), "done")
            return redirect(url_for(".security"))
    return render_template("accounts/passphrase.html", form=form, forgot=forgot)
