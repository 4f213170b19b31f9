"""Messages to people: an outbox in the database, and what carries it to a mail server.

A message is written in the transaction of its cause, so that there is neither without the other.
It is sent at least once, and gone from the database as soon as the mail server has it.
"""

import smtplib
import ssl
from contextlib import closing
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from threading import Event, Thread

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from sqlalchemy import String, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, mapped_column

from training import clock
from training.database import Model, Uid, db, new_uid
from training.vault import Secret

LOOK_EVERY_SECONDS = 5
PATIENCE_SECONDS = 20
TAKEN = timedelta(minutes=2)  # a sender that died while it had a message is given up after this
LONGEST_PAUSE = timedelta(hours=1)
GIVEN_UP = timedelta(days=1)
AT_ONCE = 50


group = AppGroup("mail", help="Messages to people: sending what waits.")


class Message(Model):
    """A message that waits to be sent. Without a recipient it goes nowhere.

    Such a one is written where an address is unknown, so that this takes as long as a known one.
    """

    id: Mapped[Uid]
    recipient: Mapped[str] = mapped_column(Secret("message.recipient", 254, 0))
    subject: Mapped[str] = mapped_column(Secret("message.subject", 200))
    body: Mapped[str] = mapped_column(Secret("message.body"))
    language: Mapped[str] = mapped_column(String(8))
    written_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(index=True)


def is_on() -> bool:
    """Tell whether there is a mail server to send with."""
    return bool(current_app.config["MAIL_HOST"])


def place() -> str:
    """Return where people reach the platform, for links: what a request says is not believed."""
    return str(current_app.config["PUBLIC_URL"]) or f"http://{current_app.config['BIND']}"


def post(recipient: str, subject: str, body: str, language: str) -> None:
    """Put a message into the outbox; the subject is seen on locked screens, and says nothing."""
    now = clock.now()
    db.session.add(
        Message(
            id=new_uid(),
            recipient=recipient,
            subject=subject,
            body=body,
            language=language,
            written_at=now,
            next_try_at=now,
        )
    )


def send_due() -> tuple[int, int]:
    """Send what waits; return how many messages went out and how many have to wait.

    Commits after each, so that no message is sent again because a later one failed.
    """
    sent = waiting = 0
    with closing(Server()) as server:
        for message_id in due():
            if not take(message_id):
                continue
            message = db.session.get_one(Message, message_id)
            somewhere, done = bool(message.recipient), send(message, server)
            sent += somewhere and done
            waiting += not done
    return sent, waiting


def due() -> tuple[str, ...]:
    """Return the ids of the messages whose turn it is, the oldest first."""
    waiting = select(Message.id).where(Message.next_try_at <= clock.now())
    return tuple(db.session.scalars(waiting.order_by(Message.written_at).limit(AT_ONCE)))


def take(message_id: str) -> bool:
    """Take a message so that no other sender does; tell whether it was still there."""
    now = clock.now()
    free = update(Message).where(Message.id == message_id, Message.next_try_at <= now)
    taken = db.session.execute(free.values(next_try_at=now + TAKEN).returning(Message.id)).all()
    db.session.commit()
    return bool(taken)


def send(message: Message, server: "Server") -> bool:
    """Send one message and forget it; tell whether that worked, or else when to try again."""
    try:
        if message.recipient:
            server.send(letter(message))
    except (smtplib.SMTPException, OSError) as fault:
        current_app.logger.warning("mail waits: %s", type(fault).__name__)
        server.close()
        put_off(message)
        db.session.commit()
        return False
    db.session.delete(message)
    db.session.commit()
    return True


def put_off(message: Message) -> None:
    """Let a message wait twice as long each time, and give it up after a day."""
    message.tries += 1
    pause = min(timedelta(minutes=2**message.tries), LONGEST_PAUSE)
    message.next_try_at = clock.now() + pause
    if message.next_try_at - message.written_at > GIVEN_UP:
        db.session.delete(message)


def letter(message: Message) -> EmailMessage:
    """Return a message as mail servers want it: plain text, and nothing that says from where."""
    sender = str(current_app.config["MAIL_FROM"])
    made = EmailMessage()
    made["From"] = sender
    made["To"] = message.recipient
    made["Subject"] = message.subject
    made["Date"] = format_datetime(message.written_at)
    made["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or None)
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(message.body)
    made["Content-Language"] = message.language
    return made


class Server:
    """The mail server, connected to when the first message wants out."""

    def __init__(self) -> None:
        self.open: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> None:
        """Hand a message over; raises SMTPException or OSError."""
        if self.open is None:
            self.open = connected()
        self.open.send_message(message)

    def close(self) -> None:
        """Hang up, whatever state the connection is in."""
        if self.open is not None:
            self.open.close()
        self.open = None


def connected() -> smtplib.SMTP:
    """Connect to the mail server as the settings say; its certificate must be good."""
    settings = current_app.config
    place = (str(settings["MAIL_HOST"]), int(settings["MAIL_PORT"]))
    trust = ssl.create_default_context()
    if settings["MAIL_ENCRYPTION"] == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=PATIENCE_SECONDS, context=trust)
    else:
        server = smtplib.SMTP(*place, timeout=PATIENCE_SECONDS)
    if settings["MAIL_ENCRYPTION"] == "starttls":
        server.starttls(context=trust)
    if settings["MAIL_USER"]:
        server.login(str(settings["MAIL_USER"]), str(settings["MAIL_PASSWORD"]))
    return server


def keep_sending(app: Flask) -> Event:
    """Send in a thread of this process, every few seconds, until the event that is returned."""
    enough = Event()

    def rounds() -> None:
        while not enough.wait(LOOK_EVERY_SECONDS):
            with app.app_context():
                look_after(app)

    if app.config["MAIL_HOST"]:
        Thread(target=rounds, name="postman", daemon=True).start()
    return enough


def look_after(app: Flask) -> None:
    """Send once; a database that cannot be reached now is asked again in the next round."""
    try:
        send_due()
    except OperationalError as fault:
        app.logger.warning("mail waits: %s", type(fault).__name__)


@group.command("send")
def send_now() -> None:
    """Send the messages that wait; the server does so by itself every few seconds."""
    if not is_on():
        raise click.ClickException("There is no mail server: set MAIL_HOST and MAIL_FROM.")
    sent, waiting = send_due()
    click.echo(f"{sent} sent, {waiting} waiting")
    if waiting:
        raise SystemExit(1)
