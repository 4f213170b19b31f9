"""Passkeys: signing in with one, and looking after one's own."""

from flask import flash, redirect, render_template, session, url_for
from flask_babel import gettext as _
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from werkzeug.wrappers import Response

from training.access import Role, allowed, public, site_address, slow_trying
from training.accounts import actions, forms, login, queries
from training.accounts.models import Means
from training.accounts.queries import Place, Question
from training.accounts.views.blueprint import bp
from training.accounts.views.security import after_proof, own_account, sign_in_afresh
from training.accounts.views.signing_in import after_sign_in
from training.database import db

CHALLENGE = "challenge"


def here() -> Place:
    """Return the platform as people reach it."""
    return Place(site_address())


def challenge() -> bytes:
    """Return the challenge that this browser was given with its last page, for one use."""
    return base64url_to_bytes(session.pop(CHALLENGE, ""))


def asked(question: Question) -> str:
    """Return the options for the browser, and remember the challenge in its cookie."""
    session[CHALLENGE] = bytes_to_base64url(question.challenge)
    return question.options


@bp.route("/sign-in/passkey", methods=["GET", "POST"])
@slow_trying
@public
def passkey() -> str | Response:
    """Sign in whoever's device has a passkey: with its lock, it is two factors in one."""
    form = forms.PasskeyForm()
    if form.accepted():
        try:
            account = actions.recognise_passkey(form.answer.data, here(), challenge())
        except actions.NoPasskey as refusal:
            form.refuse(refusal)
        else:
            login.begin(account.person, account, Means.PASSKEY, second_factor=True)
            db.session.commit()
            return after_sign_in()
    options = asked(queries.any_passkey(here()))
    return render_template("accounts/passkey.html", form=form, options=options, works=here().works)


@bp.route("/security/passkeys", methods=["GET", "POST"])
@allowed(Role.TRAINEE, halfway=True)
@after_proof
def passkeys() -> str | Response:
    """Let a person add a passkey, and remove those they no longer have."""
    form, account = forms.NewPasskeyForm(), own_account()
    if form.accepted():
        question = (here(), challenge())
        try:
            actions.add_passkey(account, form.uid.data, form.name.data, form.answer.data, question)
        except actions.NoPasskey as refusal:
            form.refuse(refusal)
        else:
            sign_in_afresh(account, second_factor=True)
            db.session.commit()
            flash(_("The passkey is kept. All other devices are signed out."), "done")
            return redirect(url_for(".passkeys"))
    return render_template(
        "accounts/passkeys.html",
        form=form,
        options=asked(queries.new_passkey(account, here())),
        works=here().works,
        rows=queries.passkeys(account.id),
    )


@bp.post("/security/passkeys/<passkey_id>/remove")
@allowed(Role.TRAINEE)
@after_proof
def remove_passkey(passkey_id: str) -> Response:
    """Forget one of one's own passkeys; those of others do not exist here."""
    actions.remove_passkey(own_account(), passkey_id)
    db.session.commit()
    flash(_("The passkey no longer opens your account."), "done")
    return redirect(url_for(".passkeys"))
