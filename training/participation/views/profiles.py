"""Counting profiles: read in plain words, changed version by version, compared on one ledger."""

import re
from collections.abc import Iterable, Mapping

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from training import clock
from training.access import Role, allowed
from training.catalogue.queries import awards, programmes_in
from training.database import db
from training.errors import Refused
from training.forms import UNGUARDED
from training.participation import actions, queries, rules
from training.participation.forms import profiles as forms
from training.participation.rules import Audience, Changed, Count, Profile
from training.participation.views.frame import Scope, bp, in_reach, scope

Told = tuple[tuple[str, str, str], ...]
NAMED = re.compile(r"^(?:id|version):.*\n?", re.MULTILINE)


def award_titles() -> dict[str, str]:
    """Return the titles of the awards that the reader looks after, by id."""
    mine = {one.id for one in programmes_in(in_reach(Role.ORGANISER))}
    return {one.id: one.title for one in awards() if one.programme_id in mine}


def told(changes: Iterable[Changed], titles: Mapping[str, str]) -> Told:
    """Return settings that changed in words: what each is called, before and after."""
    return tuple(forms.changed_words(one, titles) for one in changes)


@bp.get("/profiles")
@allowed(Role.STAFF, Role.ORGANISER)
def profiles() -> str:
    """List the counting profiles, each in a few words with its source."""
    return render_template("participation/profiles.html", profiles=queries.profiles())


@bp.get("/profiles/<profile_name>")
@allowed(Role.STAFF, Role.ORGANISER)
def profile(profile_name: str) -> str:
    """Show a profile: its rule in sentences, its text, its versions and what each changed."""
    found = queries.profile_or_404(profile_name)
    versions, titles = queries.versions(found.id), award_titles()
    return render_template(
        "participation/profile.html",
        profile=found,
        shown=next(one for one in versions if one.profile == found),
        versions=versions,
        told={one.profile.name: told(one.changes, titles) for one in versions},
        award_titles=titles,
    )


@bp.route("/profiles/<profile_name>/edit", methods=["GET", "POST"])
@allowed(Role.STAFF)
def edit_profile(profile_name: str) -> str | Response:
    """Change a profile: show what that does to past years, then save it as its next version."""
    begins_as = queries.profile_or_404(profile_name)
    newest = queries.profile_or_404(begins_as.id)
    form = forms.ProfileForm(builds_on=newest.version, **forms.as_fields(begins_as))
    form.offer(begins_as, awards())
    return revise(form, newest, newest.id)


@bp.route("/profiles/<profile_name>/copy", methods=["GET", "POST"])
@allowed(Role.STAFF)
def copy_profile(profile_name: str) -> str | Response:
    """Make a new profile out of another one."""
    before = queries.profile_or_404(profile_name)
    form = forms.CopyForm(**forms.as_fields(before))
    form.offer(before, awards())
    return revise(form, before, form.profile_id.data or "")


@bp.route("/profiles/<profile_name>/text", methods=["GET", "POST"])
@allowed(Role.STAFF)
def profile_text(profile_name: str) -> str | Response:
    """Change a profile as text."""
    newest = queries.versions(profile_name)[0]
    text = NAMED.sub("", newest.text)
    form = forms.ProfileTextForm(builds_on=newest.profile.version, text=text)
    return revise(form, newest.profile, profile_name)


def revise(form: forms.RevisionForm, before: Profile, profile_id: str) -> str | Response:
    """Show what a change does, or save what was shown; nothing is saved unseen."""
    version = queries.next_version(profile_id)
    after = None
    if form.accepted():
        if known := queries.saved_as(form.uid.data):
            return redirect(url_for(".profile", profile_name=known))
        revision = form.revision(profile_id, version)
        try:
            after = actions.checked(revision)
            if request.form.get("save") == after.digest:
                return save(form, revision)
        except Refused as refusal:
            form.refuse_revision(refusal)
    return render_template(
        "participation/edit_profile.html",
        form=form,
        before=before,
        after=after,
        version=version,
        changes=told(rules.changes(before, after), award_titles()) if after else (),
        effect=queries.effect(before, after, clock.now()) if after else (),
        unseen=bool(after and request.form.get("save")),
    )


def save(form: forms.RevisionForm, revision: actions.Revision) -> Response:
    """Keep a version and lead to it."""
    row = actions.save_profile(form.uid.data, revision, current_user.person_id)
    name = row.profile_id
    flash(_("Version %(version)s is saved. Counts by it can be issued now.", version=row.version))
    db.session.commit()
    return redirect(url_for(".profile", profile_name=name))


def compared(mine: Scope) -> forms.CompareForm:
    """Return the question in the address: which profiles, in which period and programme."""
    sent = None
    if request.args:
        sent = MultiDict(request.args)
        sent.setdefault("programme", mine.first)
    form = forms.CompareForm(sent, meta=UNGUARDED, programme=mine.first)
    form.offer(queries.profiles(), mine.programmes, whole=mine.is_whole)
    form.years_only = not mine.sees_people(form.programme.data)
    return form


@bp.get("/compare")
@allowed(Role.STAFF, Role.ORGANISER, Role.REPORTER)
def compare() -> str:
    """Count by several profiles beside each other, and say why the figures differ."""
    mine = scope()
    form = compared(mine)
    if not request.args or not form.validate():
        return render_template("participation/compare.html", form=form, counts=())
    wanted, programme_id = queries.profiles_named(form.profile.data), form.programme.data or ""
    counts = queries.beside(wanted, form.period(), clock.now(), programme_id)
    sees_people, titles = mine.sees_people(programme_id), award_titles()
    pairs = [rules.compare(counts[0], one) for one in counts[1:]]
    return render_template(
        "participation/compare.html",
        form=form,
        counts=counts,
        totals=totals(counts, in_full=sees_people),
        pairs=[(one, settings_between(one, titles)) for one in pairs if sees_people],
        sees_people=sees_people,
    )


def settings_between(pair: rules.Comparison, titles: Mapping[str, str]) -> Told:
    """Return the settings in which two rules differ, in words."""
    return told(rules.changes(pair.here.profile, pair.there.profile), titles)


def totals(counts: tuple[Count, ...], *, in_full: bool) -> tuple[rules.Shown, ...]:
    """Return the figures as the reader may see them."""
    audience = Audience.INTERNAL if in_full else Audience.PUBLIC
    return rules.side_by_side(counts, audience, queries.thresholds())
