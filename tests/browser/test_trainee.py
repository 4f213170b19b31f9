"""A trainee takes the whole course, from registering to completion, by keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import courses
from courses import Course
from quizzes import Choice, Choices, Matching, Ordering, Question, TrueFalse
from tests.browser.conftest import Audit
from tests.browser.keyboard import Keyboard
from tests.browser.steps import COURSE, enrol, register
from training.learning.forms import name_of

CONTENT = Path(__file__).parents[2] / "courses/content/smart-recommendations"
DRAFT = "Repeal section 305 of the Criminal Code on insult and publish the repeal by 31 May 2028."


@pytest.fixture(scope="session")
def course() -> Course:
    """The bundled course, as its authors see it: with the right answers."""
    return courses.read(CONTENT)


def answer(keys: Keyboard, question: Question) -> None:
    """Give the right answer to a question."""
    right, name = question.right_answer(), name_of(question)
    fields = keys.page.locator(f"[name='{name}']")
    if isinstance(question, Choice | TrueFalse):
        keys.pick(fields, right[0] if isinstance(right, list) else str(right))
    elif isinstance(question, Choices):
        for option in right:
            keys.tick(keys.page.locator(f"[name='{name}'][value='{option}']"))
    elif isinstance(question, Matching | Ordering):
        for row, chosen in rows(right):
            keys.select(keys.page.locator(f"select[name='{name}-{row}']"), chosen)
    else:
        keys.type(fields, str(right))


def rows(right: object) -> list[tuple[str, str]]:
    """Return what is chosen for each row: a partner, or a place counted from 1."""
    if isinstance(right, dict):
        return list(right.items())
    assert isinstance(right, list)
    return [(item, str(place)) for place, item in enumerate(right, 1)]


def do(keys: Keyboard, course: Course, activity_id: str) -> None:
    """Do one activity, whatever its kind."""
    page, activity = keys.page, course.activity(activity_id)
    if activity.kind == "rewrite":
        keys.type(page.locator("[name=text]"), DRAFT)
        save(keys)
    elif activity.kind == "quiz":
        for question in activity.quiz.questions:
            answer(keys, question)
        keys.press(page.locator("form.draft button"))
    elif activity.kind == "video":
        keys.press(page.locator("#transcript button"))
    else:
        keys.press(page.locator("form.next-step button"))


def save(keys: Keyboard) -> None:
    """Save a draft; with scripts the page stays, and its hints get the focus."""
    keys.reach(keys.page.locator("form.draft button.primary"))
    keys.page.keyboard.press("Enter")
    expect(keys.page.locator(".kept[data-kept=yes]")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_trainee_completes_the_course(
    person: Callable[..., Page], audit: Audit, course: Course, scripts: bool
) -> None:
    page = person(java_script_enabled=scripts)
    keys = Keyboard(page)
    register(page)
    enrol(page)
    for activity_id in course.completion:
        page.goto(f"{COURSE}/{activity_id}")
        if scripts and activity_id in {"letters", "film", "rewrite-press", "check-verbs"}:
            audit(page)
        do(keys, course, activity_id)
    page.goto(COURSE)
    expect(page.get_by_role("main")).to_contain_text("19 of 19")
    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text("You have completed this course.")


@pytest.mark.parametrize(
    ("language", "draft", "urgency", "told"),
    [
        ("en", "Improve prisons as soon as possible.", "as soon as possible", "By when?"),
        ("ar", "تحسين السجون في أقرب وقت ممكن.", "في أقرب وقت ممكن", "متى؟"),
        ("fr", "Améliorer les prisons dès que possible.", "dès que possible", "Pour quand"),
    ],
)
def test_the_first_steps_lead_from_one_page_to_the_next(
    person: Callable[..., Page], audit: Audit, language: str, draft: str, urgency: str, told: str
) -> None:
    page = person(language, viewport={"width": 360, "height": 700})
    keys = Keyboard(page)
    register(page)
    page.goto("/courses")
    audit(page)
    keys.press(page.locator("main article a").first)
    keys.press(page.locator("main form button").first)
    audit(page)
    keys.press(page.locator(".next-step a").first)
    audit(page)
    keys.press(page.locator("form.next-step button"))
    keys.press(page.locator("#film ~ form button").first)
    keys.press(page.locator("form.next-step button"))
    keys.type(page.locator("[name=text]"), draft)
    save(keys)
    audit(page)
    kept = page.locator(".sample").first
    expect(kept).to_contain_text(urgency)
    expect(kept.locator("mark").first).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(told)


def test_a_locked_activity_says_what_opens_it(person: Callable[..., Page], audit: Audit) -> None:
    page = person()
    register(page)
    enrol(page)
    answered = page.goto(f"{COURSE}/closing-test")
    assert answered is not None
    assert answered.status == 403
    expect(page.get_by_role("main")).to_contain_text("Rewrite: an institution without a law")
    audit(page)


def test_a_film_goes_on_where_it_was_left(person: Callable[..., Page], course: Course) -> None:
    page = person()
    register(page)
    enrol(page)
    page.goto(f"{COURSE}/letters")
    Keyboard(page).press(page.locator("form.next-step button"))
    video = page.locator("video")
    video.evaluate("film => { film.muted = true; film.load(); return film.play(); }")
    page.wait_for_function("() => document.querySelector('video').readyState >= 2")
    with page.expect_response("**/position"):
        video.evaluate("film => { film.currentTime = 42; film.pause(); }")
    page.goto(f"{COURSE}/film")
    video.evaluate("film => film.load()")
    page.wait_for_function("() => document.querySelector('video').currentTime >= 41")
