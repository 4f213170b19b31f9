"""Accounts and roles, for those who look after them, and the links that give a role."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training import clock
from training.access import Role, allowed, public, site_address, slow_guessing, slow_mail
from training.accounts import actions, forms, queries
from training.accounts.models import Account
from training.accounts.views.blueprint import bp
from training.accounts.views.signing_in import (
    address_asked_for,
    newcomer_named,
    opened,
    registration,
    welcome,
)
from training.database import db


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@slow_mail(address_asked_for)
@slow_guessing(newcomer_named)
@public
def invitation(token: str) -> str | Response:
    """Open an account with the role that a one-time link promises."""
    found, form = queries.invitation(token), registration()
    if found is None:
        raise actions.InvitationEnded
    if form.accepted() and (account := opened(form)):
        actions.accept_invitation(found, account)
        welcome(form, account)
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
