"""Links sent by e-mail: to sign in once, and to confirm an address."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training import mail
from training.access import Role, allowed, public, slow_guessing, slow_mail, slow_trying
from training.accounts import actions, forms
from training.accounts.models import Means
from training.accounts.views.blueprint import bp
from training.accounts.views.security import after_proof, own_account
from training.accounts.views.signing_in import address_asked_for, let_in
from training.database import db
from training.errors import NotFound
from training.i18n import current_language


@bp.route("/sign-in/link", methods=["GET", "POST"])
@slow_mail(address_asked_for)
@slow_guessing(address_asked_for)
@public
def link() -> str | Response:
    """Send a link to whoever forgot a passphrase; the answer is the same for every address."""
    if not mail.is_on():
        raise NotFound
    form = forms.LinkForm()
    if form.accepted():
        actions.send_link(form.email.data, current_language())
        db.session.commit()
        flash(_("If somebody signs in here with this address, a link is on its way there."), "info")
        return redirect(url_for(".sign_in"))
    return render_template("accounts/link.html", form=form)


@bp.route("/sign-in/link/<token>", methods=["GET", "POST"])
@slow_trying
@public
def open_link(token: str) -> str | Response:
    """Sign in whoever presses the button behind a link that was sent to them."""
    form = forms.OpenLinkForm()
    if form.accepted():
        account = actions.open_link(token)
        return let_in(account.person, account, Means.LINK)
    actions.link_or_gone(token)
    return render_template("accounts/open_link.html", form=form)


@bp.route("/security/address", methods=["GET", "POST"])
@slow_mail(address_asked_for)
@slow_guessing(address_asked_for)
@allowed(Role.TRAINEE)
@after_proof
def address() -> str | Response:
    """Let a person say where messages reach them; a link sent there makes it theirs."""
    if not mail.is_on():
        raise NotFound
    form, account = forms.AddressForm(), own_account()
    if form.accepted():
        actions.claim_address(account, form.uid.data, form.email.data)
        db.session.commit()
        flash(_("We sent a message to that address. Open its link within a day."), "info")
        return redirect(url_for(".security"))
    return render_template("accounts/address.html", form=form, is_known=bool(account.email))


@bp.route("/security/address/<token>", methods=["GET", "POST"])
@allowed(Role.TRAINEE)
def confirm_address(token: str) -> str | Response:
    """Make an address somebody's own who presses the button behind the link sent there."""
    account, form = own_account(), forms.OpenLinkForm()
    claim = actions.claim_or_gone(token, account.id)
    if form.accepted():
        actions.confirm_address(account, token)
        db.session.commit()
        flash(_("From now on you can sign in with this address as well."), "done")
        return redirect(url_for(".security"))
    return render_template("accounts/confirm_address.html", form=form, email=claim.email)


@bp.post("/security/address/forget")
@allowed(Role.TRAINEE)
@after_proof
def forget_address() -> Response:
    """Forget the address of whoever is signed in."""
    actions.forget_address(own_account())
    db.session.commit()
    flash(_("Your address is forgotten. Sign in with your card code."), "done")
    return redirect(url_for(".security"))
